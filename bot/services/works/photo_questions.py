"""Photos that staff drop into the thread of a checklist: which step do they show? (row F1)

They are internal, as the audience is unclear (row C6). A post below asks, with buttons for the step that is being
worked on, for another one, for none, and for the resident: nothing goes to him unless it is pressed.
"""

from __future__ import annotations

from dataclasses import replace

from bot.domain.audience import N_, Public
from bot.domain.directory import Office, Staff
from bot.domain.errors import Refused
from bot.domain.ids import AttachmentId, MessageId
from bot.domain.message import Author, PublicMessage
from bot.domain.technician import LoosePhoto
from bot.domain.ticket import ChecklistItem, Move, Ticket
from bot.domain.work import ItemPhoto, Side
from bot.ports.desk import Action, Confirm, Post, RewordCopy
from bot.ports.modal import ChoiceField, Field
from bot.ports.store import UnitOfWork
from bot.services.desk import cards, slips
from bot.services.desk.acting import Act, subject_of
from bot.services.house import House
from bot.services.relay.conversation import send_to_resident
from bot.services.tickets.introductions import introduce
from bot.services.works.working import item_chosen, item_field, step_made

BEFORE, AFTER, OTHER, NONE, TELL = (
    "photo.before",
    "photo.after",
    "photo.other",
    "photo.none",
    "photo.tell",
)
LABELS = {
    BEFORE: N_("Before the work"),
    AFTER: N_("After the work"),
    OTHER: N_("Another step…"),
    NONE: N_("None of these steps"),
    TELL: N_("Send to the resident"),
}
SIDES = {Side.BEFORE: LABELS[BEFORE], Side.AFTER: LABELS[AFTER]}

ASKED = N_("{number} 📷 of the step “{step}”? The resident does not see this.")
SURE = N_("The resident will receive this, words and photos. Send it?")
PUT = N_("{number} 📷 · {step} · {side}")
LEFT = N_("{number} 📷 of no step. The resident does not see this.")
SENT = N_("{number} 📷 sent to the resident by {name}")
GONE = N_("A colleague has said already what these photos show.")


async def ask(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    member: Staff,
    message: MessageId,
    photos: list[AttachmentId],
    words: str,
) -> None:
    """Keep the photos of an internal message untied, and ask below it."""
    bundle = str(message)
    for id in photos:
        await u.technicians.add_loose(LoosePhoto(id, bundle, member.key, house.now(), words, ticket.id))
    items = await u.tickets.items(ticket.id)
    step = next((item for item in items if not item.settled), items[0] if items else None)
    if step is None:
        return
    office = house.directory.office(ticket.office)
    text = house.staff_says(office, ASKED, number=len(photos), step=step.label)
    about = subject_of(ticket, f"{bundle}.{step.number}")
    actions = tuple(_button(house, office, name, about) for name in LABELS)
    await u.outbox.to_desk(ticket.thread, Post(text, actions=actions), message=message)


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


async def _taken(u: UnitOfWork, act: Act) -> list[LoosePhoto]:
    """Of two who answer at once, one does."""
    bundle = act.detail.partition(".")[0]
    photos = await u.technicians.loose(bundle)
    if not photos:
        raise Refused(GONE)
    await u.technicians.drop_loose(bundle)
    return photos


async def _settle(u: UnitOfWork, house: House, act: Act, msgid: str, **params: object) -> None:
    """The question says what was answered, and has no buttons any more."""
    bundle = MessageId(act.detail.partition(".")[0])
    text = house.staff_says(house.directory.office(act.ticket.office), msgid, **params)
    await u.outbox.to_desk(act.ticket.thread, RewordCopy(bundle, Post(text)), message=bundle)
