"""Photos that staff drop into the thread of a checklist: which step do they show? (row F1)

They are internal, as the audience is unclear (row C6). A post below asks, with buttons for the step that is being
worked on, for another one, for none, and for the resident: nothing goes to him unless it is pressed.
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.audience import N_, Public, StaffNote
from bot.domain.directory import Office
from bot.domain.errors import Refused
from bot.domain.ids import AttachmentId, MessageId, StaffKey, TicketId
from bot.domain.message import Author, PublicMessage
from bot.domain.technician import LoosePhoto
from bot.domain.ticket import ChecklistItem, Move, Shape, Stage, Ticket
from bot.domain.work import ItemPhoto, Side
from bot.ports.desk import Action, Confirm, Post, RewordCopy, Upload
from bot.ports.modal import ChoiceField, Field
from bot.ports.store import UnitOfWork
from bot.services.desk import cards, slips
from bot.services.desk.acting import Act, subject_of
from bot.services.house import House, staff_name
from bot.services.relay.conversation import hand_over, keep_note, send_to_resident, survivor
from bot.services.tickets.introductions import introduce
from bot.services.works.working import item_chosen, item_field, step_made

BEFORE, AFTER, OTHER, NONE, TELL, ELSEWHERE = (
    "photo.before",
    "photo.after",
    "photo.other",
    "photo.none",
    "photo.tell",
    "photo.elsewhere",
)
LABELS = {
    BEFORE: N_("Before the work"),
    AFTER: N_("After the work"),
    OTHER: N_("Another step…"),
    NONE: N_("None of these steps"),
    TELL: N_("Send to the resident"),
    ELSEWHERE: N_("Another request…"),
}
SURELY_HERE = (BEFORE, AFTER, OTHER, NONE, TELL)
PERHAPS_HERE = (BEFORE, AFTER, OTHER, ELSEWHERE, NONE)
"""What is offered; to the resident nothing goes that may be another's."""
SIDES = {Side.BEFORE: LABELS[BEFORE], Side.AFTER: LABELS[AFTER]}

ASKED = N_("{number} 📷 of the step “{step}”? The resident does not see this.")
SURE = N_("The resident will receive this, words and photos. Send it?")
WHOSE = N_(
    "{name} has not said which request {number} 📷 show: the step “{step}” of this one, or another? The resident does "
    "not see this."
)
PUT = N_("{number} 📷 · {step} · {side}")
LEFT = N_("{number} 📷 of no step. The resident does not see this.")
SENT = N_("{number} 📷 sent to the resident by {name}")
MOVED = N_("{number} 📷 are in the thread of {reference} now: {name} has said that they show that.")
NO_OTHER = N_("There is no other open request that {name} was sent on.")
GONE = N_("A colleague has said already what these photos show.")


async def ask(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    by: StaffKey,
    message: MessageId,
    photos: list[AttachmentId],
    words: str,
    *,
    perhaps: bool = False,
) -> None:
    """Keep the photos of an internal message untied, and ask below it. ``perhaps``: they may be another request's."""
    bundle = str(message)
    for id in photos:
        await u.technicians.add_loose(LoosePhoto(id, bundle, by, house.now(), words, ticket.id))
    items = await u.tickets.items(ticket.id)
    step = next((item for item in items if not item.settled), items[0] if items else None)
    if step is None:
        return
    office = house.directory.office(ticket.office)
    params = {"name": staff_name(house, by)} if perhaps else {}
    msgid = WHOSE if perhaps else ASKED
    text = house.staff_says(office, msgid, number=len(photos), step=step.label, **params)
    about = subject_of(ticket, f"{bundle}.{step.number}")
    offered = PERHAPS_HERE if perhaps else SURELY_HERE
    actions = tuple(_button(house, office, name, about) for name in offered)
    await u.outbox.to_desk(ticket.thread, Post(text, actions=actions), message=message)


async def place(
    u: UnitOfWork, house: House, ticket: Ticket, photos: list[LoosePhoto], *, perhaps: bool = False
) -> None:
    """Show a technician's photos in a request's thread as an internal comment of his, and ask below it."""
    by, name = photos[0].by, staff_name(house, photos[0].by)
    words = " ".join(dict.fromkeys(photo.words for photo in photos if photo.words))
    note = StaffNote(ticket.id, by, words)
    kept = await keep_note(u, house, note, name)
    if words:
        await hand_over(u, house, ticket, note, name, message=kept)
    for photo in photos:
        await u.outbox.to_desk(ticket.thread, Upload(photo.attachment, f"🧰 {name}", photo.words))
    ids = [photo.attachment for photo in photos]
    await ask(u, house, ticket, by, kept, ids, words, perhaps=perhaps)


async def requests_of(u: UnitOfWork, by: StaffKey) -> list[Ticket]:
    """The open requests that a technician was sent on: where he is, where he is going, then the rest, the latest
    first."""
    found: dict[TicketId, Ticket] = {}
    for job in await u.technicians.jobs_had(by):
        ticket = await survivor(u, await u.tickets.get(job.ticket))
        if ticket.is_open:
            found.setdefault(ticket.id, ticket)
    return sorted(
        found.values(), key=lambda one: STAGES.index(one.stage) if one.stage in STAGES else len(STAGES)
    )


STAGES = (Stage.ON_SITE, Stage.PICKED_UP, Stage.DISPATCHED, Stage.RETURNED)


def _button(house: House, office: Office, name: str, about: str) -> Action:
    sure = Confirm(house.staff_says(office, SURE), house.staff_says(office, N_("Cancel")))
    return Action(name, house.staff_says(office, LABELS[name]), about, confirm=sure if name == TELL else None)


async def before(u: UnitOfWork, house: House, act: Act) -> None:
    """They show the step that was named, before the work."""
    await _tie(u, house, act, await _named(u, act), Side.BEFORE)


async def after(u: UnitOfWork, house: House, act: Act) -> None:
    """The same, after it."""
    await _tie(u, house, act, await _named(u, act), Side.AFTER)


async def other_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """Which step, before or after."""
    office = house.directory.office(act.ticket.office)
    sides = tuple((str(side), house.staff_says(office, words)) for side, words in SIDES.items())
    return (
        item_field(house, office, await u.tickets.items(act.ticket.id)),
        ChoiceField("side", house.staff_says(office, N_("When were they taken?")), sides),
    )


async def other(u: UnitOfWork, house: House, act: Act) -> None:
    """They show the step that was chosen."""
    await _tie(u, house, act, await item_chosen(u, act), Side(act.text("side")))


async def elsewhere_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """Which other request of the technician's."""
    office = house.directory.office(act.ticket.office)
    photos = await _loose(u, act)
    options = tuple(
        (str(one.id), f"{cards.title_of(house, office, one)} · {cards.place_name(house, one)}".rstrip(" ·"))
        for one in await _others(u, act, photos)
    )
    if not options:
        raise Refused(NO_OTHER, name=staff_name(house, photos[0].by))
    return (ChoiceField("request", house.staff_says(office, N_("Which request?")), options),)


async def elsewhere(u: UnitOfWork, house: House, act: Act) -> None:
    """They show what is done for another request: they go to its thread, where it is asked which step."""
    photos = await _taken(u, act)
    chosen = [one for one in await _others(u, act, photos) if one.id == act.text("request")]
    if not chosen:
        raise Refused(NO_OTHER, name=staff_name(house, photos[0].by))
    await place(u, house, chosen[0], photos)
    name = act.member.name
    await _settle(u, house, act, MOVED, number=len(photos), reference=chosen[0].reference, name=name)


async def _others(u: UnitOfWork, act: Act, photos: list[LoosePhoto]) -> list[Ticket]:
    return [
        one
        for one in await requests_of(u, photos[0].by)
        if one.id != act.ticket.id and one.office == act.ticket.office and one.shape is Shape.CHECKLIST
    ]


async def none(u: UnitOfWork, house: House, act: Act) -> None:
    """They show no step: they stay an internal comment."""
    photos = await _taken(u, act)
    await _settle(u, house, act, LEFT, number=len(photos))


async def tell(u: UnitOfWork, house: House, act: Act) -> None:
    """They are for the resident: he gets them, with the words that came along. That is an answer as any other (rows C1,
    D3)."""
    ticket, member = act.ticket, act.member
    after = ticket.move(Move.REPLY, house.now())
    photos = await _taken(u, act)
    resident = await u.people.get(ticket.resident)
    signature = house.signature(member, resident.language)
    files = tuple(photo.attachment for photo in photos)
    words = Public(photos[0].words)
    id = u.ids.message()
    said = PublicMessage(id, ticket.id, Author.STAFF, signature, words, house.now(), files)
    await u.messages.add_public(said)
    await introduce(u, house, ticket, member, id)
    await send_to_resident(u, house, resident, said)
    await house.record(u, ticket, member.key, "replied", id)
    await _settle(u, house, act, SENT, number=len(photos), name=member.name)
    await cards.update(u, house, ticket, replace(after, handler=after.handler or member.key))
    await slips.replied(u, house, ticket, member)


async def _tie(u: UnitOfWork, house: House, act: Act, item: ChecklistItem, side: Side) -> None:
    photos = await _taken(u, act)
    for photo in photos:
        await u.works.add_photo(
            ItemPhoto(act.ticket.id, item.number, side, photo.attachment, photo.at, photo.by)
        )
    office = house.directory.office(act.ticket.office)
    when = house.staff_says(office, SIDES[side])
    await house.record(u, act.ticket, act.member.key, "photographed", f"{item.label}: {when}, {len(photos)}")
    words = photos[0].words
    if words and item.cannot_at is None:
        await u.tickets.save_item(replace(item, remark=words, told=False))
    await _settle(u, house, act, PUT, number=len(photos), step=item.label, side=when)
    await step_made(u, house, act, act.ticket)


async def _named(u: UnitOfWork, act: Act) -> ChecklistItem:
    number = act.detail.partition(".")[2]
    for item in await u.tickets.items(act.ticket.id):
        if str(item.number) == number:
            return item
    raise Refused(N_("That step is no longer on the list."))


async def _loose(u: UnitOfWork, act: Act) -> list[LoosePhoto]:
    photos = await u.technicians.loose(act.detail.partition(".")[0])
    if not photos:
        raise Refused(GONE)
    return photos


async def _taken(u: UnitOfWork, act: Act) -> list[LoosePhoto]:
    """Of two who answer at once, one does."""
    photos = await _loose(u, act)
    await u.technicians.drop_loose(photos[0].bundle)
    return photos


async def _settle(u: UnitOfWork, house: House, act: Act, msgid: str, **params: object) -> None:
    """The question says what was answered, and has no buttons any more."""
    bundle = MessageId(act.detail.partition(".")[0])
    text = house.staff_says(house.directory.office(act.ticket.office), msgid, **params)
    await u.outbox.to_desk(act.ticket.thread, RewordCopy(bundle, Post(text)), message=bundle)
