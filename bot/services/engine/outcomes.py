"""What became of a delivery: the mark on the staff's message, the sign on the resident's, the word to staff when
something did not arrive (rows C3, C5)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.addresses import (
    chat_topic,
    desk_room_of,
    is_board,
    question_of,
    resident_chat,
    resident_of,
    talk_of,
    technician_of,
    ticket_of,
)
from bot.domain.audience import (
    N_,
    ForResident,
    Phrase,
    Public,
    Recall,
    Retouch,
    Rewrite,
    ShowStatus,
)
from bot.domain.ids import AttachmentId, MessageId
from bot.domain.message import Author
from bot.domain.technician import ForTechnician, ShowJob, WorkRecall, WorkRewrite
from bot.domain.ticket import Ticket, Way
from bot.ports.channel import Reason
from bot.ports.desk import Board, Card, Mark, MarkCopy, Post, Reboard, Recard, RewordCopy, SetMark, Upload
from bot.ports.mailer import Letter
from bot.ports.outbox import ClaimedDelivery
from bot.ports.store import UnitOfWork
from bot.services.complaints import outside_letters
from bot.services.contractors import talks
from bot.services.desk import cards
from bot.services.desk.acting import INVITE, action_named
from bot.services.house import House, staff_name
from bot.services.relay import missed
from bot.services.relay.signs import sign_on
from bot.services.residents import status_card
from bot.services.technicians import job_card, technician_words

WHY: dict[Reason, str] = {
    "unreachable": N_(
        "Not delivered: the resident has blocked the bot or left Telegram. What you write to him is kept and sent "
        "once he can be reached again."
    ),
    "gone": N_("Not delivered: the chat or the message it belongs to no longer exists."),
    "no_file": N_("Not delivered: the file could not be fetched. Please send it again."),
    "too_large": N_("Not delivered: the file is too large for the other side."),
    "no_kind": N_(
        "Not delivered: canvases, posts and links to files kept elsewhere can't be passed on. "
        "Please send a file, or write it as text."
    ),
    "unknown": N_(
        "The connection broke twice: it is not known whether this arrived. Please ask the resident."
    ),
}
REFUSED = N_("Not delivered: the platform refused it. It is kept; please tell your administrator.")
MAYBE_TWICE = N_(
    "The connection broke while this was being delivered: the resident may have received it twice."
)
FILE_LOST = N_("📎 A file that came here could not be shown: {name}. Please ask for it another way.")
FILE_NOT_TAKEN = N_(
    "Your file {name} could not be passed on: it is too large or no longer there. "
    "Please send it again, smaller if you can."
)
ABOUT_FILE = N_("📎 {name}: {why}")
FILE_WITHHELD = N_(
    "📎 {who} sent you a file that could not be delivered here: {name}. The office has been told."
)
DESK_LOST = N_("A post of {about} could not be made in Slack ({why}). It is kept; please check its channel.")

MAYBE_KEPT = N_(
    "The connection broke while this was being delivered, before it was taken back: the resident may still have it."
)
NOT_RECALLED = N_(
    "A message was taken back that Telegram no longer lets us delete. The resident has been asked to disregard it."
)
NOT_RECALLED_BLOCKED = N_(
    "A message was taken back, but the resident has blocked the bot: its copy could not be deleted. That is done once "
    "he can be reached again."
)
TAKEN_BACK = N_("The office has taken this message back.")
PART_TAKEN_BACK = N_("This part of the message no longer applies.")
DISREGARD = N_("Please disregard an earlier message from {who}: the office has taken it back. We are sorry.")

UNTOLD = N_("Not delivered: the resident has no chat. Please tell him yourself ({contact}).")

REASONS: dict[Reason, str] = {
    "gone": N_("the channel, thread or message is no more"),
    "closed": N_("the channel, thread or message is no more"),
    "lost": N_("the channel, thread or message is no more"),
    "too_large": N_("it is too large"),
}
"""Why a post on the desk failed, for staff; anything else the platform refused."""


REFUSED_THERE = N_("the platform refused it")
NO_LETTER: dict[Reason, str] = REASONS | {"unknown": N_("the connection broke twice; it may have arrived")}
"""The same for what was written to a contractor."""


JOB_UNSHOWN = N_("{name} could not be shown this job in Telegram ({why}). Please tell him another way.")
WHY_NO_JOB = N_("he has blocked the bot or left Telegram")


async def delivered(u: UnitOfWork, house: House, row: ClaimedDelivery) -> None:
    """It arrived. Once all rows of its message have, mark the original; tell staff what may have arrived twice."""
    talk = talk_of(row.destination)
    if talk is not None and row.uncertain and isinstance(row.content, Letter):
        await talks.maybe_twice(u, house, talk)
    question = question_of(row.destination)
    if question is not None and row.uncertain:
        await outside_letters.maybe_twice(u, house, question)
    if row.message is None or talk is not None:
        return
    if isinstance(row.content, ForTechnician | WorkRewrite):
        await technician_words.arrived(u, house, row)
        return
    others = await u.outbox.fate(row.message, row.claim)
    first = isinstance(row.content, ForResident)  # an edit's original is marked already
    fresh = first and row.attempts == 0 and not others.retried
    match row.content:
        case ForResident() | Rewrite() | Recall():
            ticket = await _ticket(u, row.message)
            fresh = fresh and ticket is not None and ticket.came_by is Way.CHAT  # else it may bear a 🔕
            if ticket is not None and row.uncertain and isinstance(row.content, ForResident):
                await _say(u, house, ticket, MAYBE_TWICE)
            if ticket is not None and not others.waiting:
                await _mark(u, ticket, row, Mark.FAILED if others.dead else Mark.DELIVERED, fresh=fresh)
        case Post() | Upload() | RewordCopy() if row.source is not None and not (
            others.waiting or others.dead
        ):
            resident = await u.people.by_chat(row.source.channel, row.source.room)
            if resident is not None:
                sign = await sign_on(u, row.message, row.source)
                await u.outbox.to_resident(resident_chat(resident.id), sign)


async def untold(u: UnitOfWork, house: House, row: ClaimedDelivery) -> None:
    """There is no chat to bring it to: mark the staff's message, and say how to tell him (row A10). What is said on a
    request that has become somebody else's goes on to him (ADR 0040)."""
    if row.message is None or not isinstance(row.content, ForResident | Rewrite):
        return
    ticket = await _ticket(u, row.message)
    if ticket is not None and row.destination != resident_chat(ticket.resident):
        await u.outbox.to_resident(
            resident_chat(ticket.resident), row.content, message=row.message, part=row.part, source=row.source
        )
        return
    waits = (await u.outbox.fate(row.message, row.claim)).waiting
    if ticket is None or waits or not isinstance(row.content, ForResident):
        return
    await _mark(u, ticket, row, Mark.UNTOLD, fresh=True)
    contact = ticket.contact or "–"
    office = house.directory.office(ticket.office)
    line = house.staff_says(office, UNTOLD, contact=contact)
    invite = action_named(house, INVITE)
    actions = (cards.button(house, office, invite, ticket.id),) if invite else ()
    await u.outbox.to_desk(ticket.thread, Post(line, icon="🔕", actions=actions))


async def withheld(u: UnitOfWork, house: House, row: ClaimedDelivery) -> None:
    """It was taken back before it left; after a broken attempt nobody knows whether it had left."""
    if technician_of(row.destination) is not None:
        await technician_words.withheld(u, house, row)
        return
    said = await u.messages.public(row.message) if row.message is not None else None
    if said is not None and row.uncertain:
        await _say(u, house, await u.tickets.get(said.ticket), MAYBE_KEPT)


async def delayed(u: UnitOfWork, row: ClaimedDelivery) -> None:
    """It must wait: say so on the staff's message, once."""
    if row.message is not None and isinstance(row.content, ForResident) and row.attempts == 0:
        ticket = await _ticket(u, row.message)
        if ticket is not None:
            await _mark(u, ticket, row, Mark.WAITING)


async def failed(u: UnitOfWork, house: House, row: ClaimedDelivery, reason: Reason) -> None:
    """It will never arrive: tell whoever relies on it."""
    talk = talk_of(row.destination)
    if talk is not None:
        await talks.undelivered(u, house, talk, NO_LETTER.get(reason, REFUSED_THERE))
        return
    question = question_of(row.destination)
    if question is not None:
        await outside_letters.undelivered(u, house, question, NO_LETTER.get(reason, REFUSED_THERE))
        return
    if technician_of(row.destination) is not None:
        await _technician_failed(u, house, row, reason)
        return
    match row.content:
        case Rewrite(content=content) if reason == "gone":
            await u.outbox.to_resident(
                row.destination, content, message=row.message, part=row.part, source=row.source
            )
        case RewordCopy(post=post) if reason == "gone":
            await u.outbox.to_desk(row.destination, post, message=row.message, part=row.part)
        case ShowStatus() if reason == "gone":
            await status_card.lost(u, row)
        case Recall():
            await _not_recalled(u, house, row, row.content, reason)
        case ForResident() | Rewrite() | ShowStatus():
            await _resident_missed(u, house, row, reason)
        case Upload():
            await _file_lost(u, house, row)
        case Recard() | Reboard() if reason in ("closed", "lost"):
            pass  # the card of a closed ticket, of a thread it has left; a board that is over
        case Card() | Recard() | Post() | RewordCopy() | Board() | Reboard():
            await _desk_missed(u, house, row, reason)


async def _technician_failed(u: UnitOfWork, house: House, row: ClaimedDelivery, reason: Reason) -> None:
    """What was for a technician."""
    match row.content:
        case ShowJob() if reason == "gone":
            await job_card.lost(u, row)
        case ShowJob(ticket=id):
            await _technician_missed(u, house, row, await u.tickets.get(id), reason)
        case WorkRewrite(content=content) if reason == "gone":
            await u.outbox.to_technician(
                row.destination, content, message=row.message, part=row.part, source=row.source
            )
        case WorkRecall():
            await technician_words.not_taken_back(u, house, row, row.content, reason)
        case ForTechnician() | WorkRewrite():
            await technician_words.missed(u, house, row, reason)


async def _not_recalled(
    u: UnitOfWork, house: House, row: ClaimedDelivery, recall: Recall, reason: Reason
) -> None:
    """The copies can't be deleted any more: their words go all the same, he is asked to disregard them, staff know."""
    said = await u.messages.public(recall.target)
    if said is None:
        return
    ticket = await u.tickets.get(said.ticket)
    recalled = said.recalled_at is not None
    pieces = await u.messages.pieces(recall.target, row.destination)
    held = [(part, ref) for part, ref in pieces if part in recall.parts]
    if reason == "unreachable":
        await _away(u, house, row)
        await missed.remember(u, ticket.resident, row)
        if held:
            await _say(u, house, ticket, NOT_RECALLED_BLOCKED)
        return
    resident = await u.people.get(ticket.resident)
    words = house.words.say(Phrase(TAKEN_BACK if recalled else PART_TAKEN_BACK), resident.language)
    for part, ref in held:
        if part >= 0:
            await u.outbox.to_resident(row.destination, Retouch(ref, ForResident(words)))
    if recalled and held:
        sorry = house.words.say(Phrase(DISREGARD, {"who": said.author_name}), resident.language)
        apology = ForResident(sorry, quotes=held[0][1])
        await u.outbox.to_resident(row.destination, apology, topic=chat_topic(ticket.id))
        await _say(u, house, ticket, NOT_RECALLED)
    elif not recalled and not (await u.outbox.fate(recall.target, row.claim)).waiting:
        await _mark(u, ticket, row, Mark.DELIVERED)


async def _resident_missed(u: UnitOfWork, house: House, row: ClaimedDelivery, reason: Reason) -> None:
    if reason == "unreachable":
        await _away(u, house, row)
    ticket = await _ticket(u, row.message) if row.message is not None else None
    resident = resident_of(row.destination)
    if reason == "unreachable" and resident is not None and (ticket is not None or row.message is None):
        await missed.remember(u, resident, row)
    if ticket is not None:
        await _mark(u, ticket, row, Mark.FAILED)
        id = row.content.attachment if isinstance(row.content, ForResident) else None
        if reason != "unreachable" and id is not None:
            await _file_withheld(u, house, ticket, row, id, reason)
        elif reason != "unreachable":
            await _say(u, house, ticket, WHY.get(reason, REFUSED))


async def _away(u: UnitOfWork, house: House, row: ClaimedDelivery) -> None:
    """The resident can't be reached any more: the threads of his open requests are told, once."""
    resident = await u.people.by_chat(row.place.channel, row.place.room) if row.place else None
    if resident is not None and resident.reachable:
        await u.people.save(replace(resident, reachable=False))
        for ticket in await u.tickets.open_of(resident.id):
            await _say(u, house, ticket, WHY["unreachable"])


async def _file_withheld(
    u: UnitOfWork, house: House, ticket: Ticket, row: ClaimedDelivery, id: AttachmentId, reason: Reason
) -> None:
    """A file of staff can't be handed over: its sender hears which and why, a line stands in its place for the
    resident, unless he may have it all the same."""
    office = house.directory.office(ticket.office)
    name = (await u.messages.attachment(id)).name
    line = house.staff_says(
        office, ABOUT_FILE, name=name, why=house.staff_says(office, WHY.get(reason, REFUSED))
    )
    await u.outbox.to_desk(ticket.thread, Post(line, icon="⚠️"))
    said = await u.messages.public(row.message) if row.message is not None else None
    if said is not None and reason != "unknown":
        resident = await u.people.get(ticket.resident)
        stands_in = Phrase(FILE_WITHHELD, {"who": said.author_name, "name": Public(name)})
        await house.tell(u, resident, stands_in, ticket=ticket.id)


async def _technician_missed(
    u: UnitOfWork, house: House, row: ClaimedDelivery, ticket: Ticket, reason: Reason
) -> None:
    """A job can't be shown to him who is sent on it: his colleagues call him."""
    office = house.directory.office(ticket.office)
    why = WHY_NO_JOB if reason == "unreachable" else REFUSED_THERE
    line = house.staff_says(
        office,
        JOB_UNSHOWN,
        name=staff_name(house, technician_of(row.destination)),
        why=house.staff_says(office, why),
    )
    await u.outbox.to_desk(ticket.thread, Post(line, icon="⚠️"))


async def _file_lost(u: UnitOfWork, house: House, row: ClaimedDelivery) -> None:
    assert isinstance(row.content, Upload)
    attachment = await u.messages.attachment(row.content.attachment)
    id = ticket_of(row.destination)
    if id is None:
        return
    ticket = await u.tickets.get(id)
    line = house.staff_says(house.directory.office(ticket.office), FILE_LOST, name=attachment.name)
    await u.outbox.to_desk(row.destination, Post(line, icon="⚠️"))
    if row.source is not None and row.source.channel == house.desk:
        await u.outbox.to_desk(ticket.thread, SetMark(row.source, Mark.FAILED))
        await u.outbox.to_desk(ticket.thread, Post(line, icon="⚠️"))
    resident = await u.people.get(ticket.resident)
    if attachment.channel == resident.channel:
        lost = Phrase(FILE_NOT_TAKEN, {"name": Public(attachment.name)})
        await house.tell(u, resident, lost, ticket=ticket.id)


async def _desk_missed(u: UnitOfWork, house: House, row: ClaimedDelivery, reason: Reason) -> None:
    id = ticket_of(row.destination)
    ticket = await u.tickets.get(id) if id is not None else None
    room = row.place.room if row.place is not None else ""
    office = house.directory.office(ticket.office) if ticket else house.directory.office_of_room(room)
    if office is None:
        return
    if ticket is None and not is_board(row.destination) and desk_room_of(row.destination) is None:
        return
    why = house.staff_says(office, REASONS.get(reason, REFUSED_THERE))
    about = ticket.reference if ticket else _board_name(row)
    await house.alarm(u, office.key, DESK_LOST, why=why, about=about)


def _board_name(row: ClaimedDelivery) -> str:
    """What staff know it by: the title of a board, the beginning of a post."""
    match row.content:
        case Board(title=title) | Reboard(board=Board(title=title)) | Post(text=title):
            return title.splitlines()[0][:80]
    return row.destination


async def _ticket(u: UnitOfWork, message: MessageId) -> Ticket | None:
    """The ticket of a public message of staff that still stands."""
    said = await u.messages.public(message)
    if said is None or said.author is not Author.STAFF or said.recalled_at is not None:
        return None
    return await u.tickets.get(said.ticket)


async def _mark(
    u: UnitOfWork, ticket: Ticket, row: ClaimedDelivery, mark: Mark, *, fresh: bool = False
) -> None:
    if row.source is not None:
        await u.outbox.to_desk(ticket.thread, SetMark(row.source, mark, fresh=fresh))
    elif row.message is not None:
        await u.outbox.to_desk(ticket.thread, MarkCopy(row.message, mark, fresh=fresh))


async def _say(u: UnitOfWork, house: House, ticket: Ticket, msgid: str) -> None:
    line = house.staff_says(house.directory.office(ticket.office), msgid)
    await u.outbox.to_desk(ticket.thread, Post(line, icon="⚠️"))
