"""What colleagues write to the technician who is on a job: his chat has it, his answer comes to the thread; the
resident sees neither (rows B2, C6)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.addresses import MessageRef, technician_chat, technician_of
from bot.domain.addressing import behind_call
from bot.domain.audience import N_, StaffNote
from bot.domain.directory import Staff
from bot.domain.errors import Refused
from bot.domain.ids import AttachmentId, MessageId, StaffKey
from bot.domain.technician import ForTechnician, Job, WorkRecall, WorkRetouch, WorkRewrite
from bot.domain.text import split
from bot.domain.ticket import Stage, Ticket
from bot.ports.channel import Reason
from bot.ports.desk import Action, Mark, MarkCopy, Post, SetMark
from bot.ports.modal import Field, TextField, Words
from bot.ports.outbox import ClaimedDelivery
from bot.ports.store import UnitOfWork
from bot.services.desk import cards
from bot.services.desk.acting import NOTHING_WRITTEN, Act
from bot.services.house import House, staff_name
from bot.services.relay.conversation import hand_over, keep_note
from bot.services.technicians import job_card, technicians
from bot.services.technicians.technicians import WorkAnswer

NAME = "work.tell"
LABEL = N_("Write to the technician…")

READS = N_("Kept internal: {name} reads it in his chat with us, the resident does not.")
NOT_LINKED = N_(
    "Kept internal, and {name} does not read it: no Telegram chat of his is linked. A manager makes the link: "
    "/palier link {name}"
)
NOT_ON_IT = N_(
    "Kept internal, and {name} does not read it: at present nobody has sent him on a job of this request."
)
NOBODY = N_("At present nobody has been sent on a job of this request.")
ANSWER = N_("Answer")
UNREAD = N_("{name} did not get this in Telegram ({why}). Please tell him another way.")
WHY: dict[Reason, str] = {
    "unreachable": N_("he has blocked the bot or left Telegram"),
    "unknown": N_("the connection broke twice; it may have arrived"),
    "too_large": N_("it is too large"),
}
TAKEN_BACK = N_("This message has been taken back.")
DISREGARD = N_("Please disregard an earlier message from {who} ({about}): it has been taken back.")
MAYBE_KEPT = N_(
    "The connection broke while this was being delivered, before it was taken back: {name} may still have it."
)
KEPT_BLOCKED = N_(
    "A message was taken back, but {name} has blocked the bot: his copy could not be deleted. Please tell him another "
    "way."
)
NOT_DELETED = N_(
    "A message was taken back that Telegram no longer lets us delete. {name} has been asked to disregard it."
)
UNLINKED, REFUSED_THERE = N_("his chat is no longer linked"), N_("the platform refused it")


async def on_job(u: UnitOfWork, house: House, ticket: Ticket) -> Staff | None:
    """Who is sent on a ticket at present."""
    visits = await u.works.visits(ticket.id)
    if not visits or ticket.stage in (None, Stage.PLANNED):
        return None
    job = Job(ticket.id, visits[-1].number, visits[-1].technician)
    on_it = job_card.is_his(ticket, visits, job)
    return house.directory.member_if_known(job.member) if on_it else None


async def called(u: UnitOfWork, house: House, ticket: Ticket, text: str) -> tuple[Staff, str] | None:
    """Whom a text addresses by name, of those of the ticket's office who may have their jobs in Telegram, and what it
    says to him."""
    for member in house.directory.staff:
        if member.telegram and house.directory.office_of(member).key == ticket.office:
            facts = await u.people.member(member.slack) if member.slack else None
            words = behind_call(text, [member.name, *([facts.name, member.slack] if facts else [])])
            if words is not None:
                return member, words
    return None


async def pass_on(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    technician: Staff,
    author: str,
    message: MessageId,
    words: str,
    files: Sequence[AttachmentId] = (),
    *,
    source: MessageRef | None = None,
) -> str:
    """Bring an internal message to his chat: what to tell its author of that, as a source text that takes a ``name``.
    ``source`` is where it was written, and marked once he has it."""
    if await on_job(u, house, ticket) != technician:
        return NOT_ON_IT
    if await technicians.reached(u, house, technician.key) is None:
        return NOT_LINKED
    chat = technician_chat(technician.key)
    contents = await _contents(u, house, ticket, technician, author, words)
    numbered = [
        *enumerate(contents),
        *((-1 - number, ForTechnician("", attachment=id)) for number, id in enumerate(files)),
    ]
    for part, content in numbered:
        await u.outbox.to_technician(chat, content, message=message, part=part, source=source)
    return READS


async def _contents(
    u: UnitOfWork, house: House, ticket: Ticket, technician: Staff, author: str, words: str
) -> list[ForTechnician]:
    """Who says it and about which job above its first part, a button to answer with below its last."""
    *before, last = _texts(house, ticket, technician, author, words)
    label = technicians.say(house, technician, ANSWER)
    answer = WorkAnswer(label, {"card": True, "do": "note", "ticket": ticket.id})
    whole = await technicians.compose(u, house, technician, last, [[answer]])
    return [*(ForTechnician(part) for part in before), whole]


def _texts(house: House, ticket: Ticket, technician: Staff, author: str, words: str) -> list[str]:
    return split(f"💬 {author} · {job_card.title(house, technician, ticket)}\n\n{words}".strip())


async def reworded(
    u: UnitOfWork,
    house: House,
    ticket: Ticket,
    message: MessageId,
    author: str,
    words: str,
    *,
    source: MessageRef,
) -> None:
    """An internal message has other words: so has his copy, where he got one or is about to."""
    (before, _), *_ = [*(await u.messages.versions(message))[-1:], (words, ())]
    old, new = await _said_to_him(u, house, ticket, before), await _said_to_him(u, house, ticket, words)
    for member in await _readers(u, house, ticket, message):
        chat = technician_chat(member.key)
        contents = await _contents(u, house, ticket, member, author, new)
        surplus = range(len(contents), len(_texts(house, ticket, member, author, old)))
        if surplus:
            await u.outbox.to_technician(chat, WorkRecall(message, tuple(surplus)), message=message)
        for part, content in enumerate(contents):
            rewrite = WorkRewrite(message, content)
            await u.outbox.to_technician(chat, rewrite, message=message, part=part, source=source)


async def _said_to_him(u: UnitOfWork, house: House, ticket: Ticket, words: str) -> str:
    """Words without the name that they open with."""
    behind = await called(u, house, ticket, words)
    return behind[1] if behind else words


async def taken_back(u: UnitOfWork, house: House, ticket: Ticket, message: MessageId) -> None:
    """An internal message was deleted on the desk: what waits for him is withheld, and his copy goes, too."""
    for member in await _readers(u, house, ticket, message):
        await u.outbox.to_technician(technician_chat(member.key), WorkRecall(message), message=message)


async def _readers(u: UnitOfWork, house: House, ticket: Ticket, message: MessageId) -> list[Staff]:
    """Those who got a message, or for whom it waits."""
    found = []
    for key in sorted({job.member for job in await u.technicians.jobs_of(ticket.id)}):
        member, chat = technicians.may(house, key), technician_chat(key)
        if member is not None and (
            await u.messages.pieces(message, chat) or message in await u.outbox.waiting(chat)
        ):
            found.append(member)
    return found


async def withheld(u: UnitOfWork, house: House, row: ClaimedDelivery) -> None:
    """It was taken back before it left; after a broken attempt nobody knows whether it had left."""
    if row.uncertain:
        await _tell_thread(u, house, row, MAYBE_KEPT)


async def not_taken_back(
    u: UnitOfWork, house: House, row: ClaimedDelivery, recall: WorkRecall, reason: Reason
) -> None:
    """His copies can't be deleted any more: their words go all the same, he is asked to disregard them, staff know."""
    pieces = await u.messages.pieces(recall.target, row.destination)
    held = [(part, ref) for part, ref in pieces if not recall.parts or part in recall.parts]
    member = technicians.may(house, technician_of(row.destination) or StaffKey(""))
    if not held or member is None:
        return
    if reason == "unreachable":
        await _tell_thread(u, house, row, KEPT_BLOCKED)
        return
    words = "✂️" if recall.parts else technicians.say(house, member, TAKEN_BACK)
    for part, ref in held:
        if part >= 0:
            await u.outbox.to_technician(row.destination, WorkRetouch(ref, ForTechnician(words)))
    if not recall.parts:
        note = await u.messages.note(recall.target)
        about = job_card.title(house, member, await u.tickets.get(note.ticket))
        sorry = technicians.say(house, member, DISREGARD, who=note.author_name, about=about)
        await u.outbox.to_technician(row.destination, ForTechnician(sorry))
        await _tell_thread(u, house, row, NOT_DELETED)


async def _tell_thread(u: UnitOfWork, house: House, row: ClaimedDelivery, msgid: str) -> None:
    """What became of a message of his, to the thread of its ticket."""
    if row.message is not None:
        ticket = await _about(u, row.message)
        name = staff_name(house, technician_of(row.destination))
        line = house.staff_says(house.directory.office(ticket.office), msgid, name=name)
        await u.outbox.to_desk(ticket.thread, Post(line, icon="⚠️"))


async def arrived(u: UnitOfWork, house: House, row: ClaimedDelivery) -> None:
    """He has it: the original is marked so. Where the chat was his no longer, nothing was sent."""
    if row.message is None:
        return
    pieces = await u.messages.pieces(row.message, row.destination)
    if row.part not in {part for part, _ in pieces}:
        await missed(u, house, row, None)
    elif not (await u.outbox.fate(row.message, row.claim)).waiting:
        await _mark(u, await _about(u, row.message), row, Mark.HANDED)


async def missed(u: UnitOfWork, house: House, row: ClaimedDelivery, reason: Reason | None) -> None:
    """He will never have it: his colleagues call him."""
    key = technician_of(row.destination)
    technician = house.directory.member_if_known(key)
    if row.message is None or technician is None:
        return
    ticket = await _about(u, row.message)
    office = house.directory.office(ticket.office)
    why = house.staff_says(office, WHY.get(reason, REFUSED_THERE) if reason else UNLINKED)
    line = house.staff_says(office, UNREAD, name=technician.name, why=why)
    await _mark(u, ticket, row, Mark.FAILED)
    await u.outbox.to_desk(ticket.thread, Post(line, icon="⚠️"))


async def _about(u: UnitOfWork, message: MessageId) -> Ticket:
    note = await u.messages.note(message)
    return await u.tickets.get(note.ticket)


async def _mark(u: UnitOfWork, ticket: Ticket, row: ClaimedDelivery, mark: Mark) -> None:
    if row.source is not None:
        await u.outbox.to_desk(ticket.thread, SetMark(row.source, mark))
    elif row.message is not None:
        await u.outbox.to_desk(ticket.thread, MarkCopy(row.message, mark))


# -- what he writes himself --


async def from_him(u: UnitOfWork, house: House, member: Staff, ticket: Ticket, words: str) -> None:
    """In the thread, with the way to answer; who has the ticket, else who sent him, need not look there to learn it."""
    parts = split(words)
    reply = (_button(house, ticket),)
    for number, part in enumerate(parts, 1):
        author, icon = (member.name, "🧰") if number == 1 else ("", "")
        post = Post(part, author, icon, reply if number == len(parts) else ())
        await u.outbox.to_desk(ticket.thread, post)
    sent_by = [visit.dispatched_by for visit in await u.works.visits(ticket.id)][-1:]
    concerned = next((key for key in (ticket.handler, *sent_by) if key not in (None, member.key)), None)
    above = cards.title_of(house, house.directory.office(ticket.office), ticket)
    told = Post(parts[0], member.name, "🧰", reply, above=above, thread=ticket.thread)
    await house.to_keys(u, [concerned], told)


def _button(house: House, ticket: Ticket) -> Action:
    """Below what he has written: the way to answer him."""
    return Action(NAME, house.staff_says(house.directory.office(ticket.office), LABEL), ticket.id)


# -- from a window of the card --


async def fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """What to write to whoever is on the job."""
    office = house.directory.office(act.ticket.office)
    technician = await on_job(u, house, act.ticket)
    if technician is None:
        return (Words(house.staff_says(office, NOBODY)),)
    label = house.staff_says(office, N_("What do you write to {name}?"), name=technician.name)
    hint = house.staff_says(office, N_("He and your colleagues read it, never the resident."))
    return (TextField("text", label, hint=hint),)


async def tell(u: UnitOfWork, house: House, act: Act) -> None:
    """Write to him: to his chat, or to the desk where he has none."""
    ticket, text = act.ticket, act.text("text")
    technician = await on_job(u, house, ticket)
    if technician is None:
        raise Refused(NOBODY)
    if not text:
        raise Refused(NOTHING_WRITTEN)
    note = StaffNote(ticket.id, act.member.key, text)
    kept = await keep_note(u, house, note, act.member.name)
    await hand_over(u, house, ticket, note, act.member.name, message=kept)
    office = house.directory.office(ticket.office)
    author = house.staff_says(
        office, N_("{name} to {colleague}"), name=act.member.name, colleague=technician.name
    )
    for part, words in enumerate(split(text)):
        post = Post(words, author=author if part == 0 else "", icon="🔒" if part == 0 else "")
        await u.outbox.to_desk(ticket.thread, post, message=kept, part=part)
    await house.record(u, ticket, act.member.key, "noted")
    said = await pass_on(u, house, ticket, technician, act.member.name, kept, text)
    if said != READS and technician.slack:
        above = cards.title_of(house, office, ticket)
        direct = Post(text, author=act.member.name, icon="💬", above=above, thread=ticket.thread)
        await house.direct(u, technician, direct)
    elif said != READS:
        line = house.staff_says(office, said, name=technician.name)
        await u.outbox.to_desk(ticket.thread, Post(line, icon="⚠️"))
