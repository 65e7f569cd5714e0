"""A ticket's status card in its resident's chat, which keeps itself current (rows A12, A13): the acknowledgement is its
first form. What it says is written when it is sent: several changes that wait are one, and never an old one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.addresses import Destination, chat_topic, resident_chat
from bot.domain.attention import Due, next_due
from bot.domain.audience import N_, NN_, ForResident, Phrase, Public, ShowStatus, StatusCard, TopicTitle
from bot.domain.directory import name_in
from bot.domain.gravity import dangers_in
from bot.domain.ids import TicketId, status_card
from bot.domain.people import Resident
from bot.domain.ticket import ASKED, ChecklistItem, Kind, Shape, Stage, State, Ticket, Way
from bot.domain.work import Visit
from bot.ports.outbox import ClaimedDelivery
from bot.ports.store import UnitOfWork
from bot.services.house import House
from bot.services.visits.visit_words import own_line, visitor

LONGEST_TITLE = 128
"""Bytes of a chat topic's name at most (core.telegram.org/method/messages.createForumTopic)."""


@dataclass(frozen=True, slots=True)
class Face:
    """How a state looks to a resident: an emoji that Telegram has as topic icon, a word or two, on whom it waits."""

    emoji: str
    words: str
    waits: str = ""


FACES = {
    State.NEW: Face("📝", N_("received"), N_("It is with {department}.")),
    State.OPEN: Face("👀", N_("being worked on"), N_("{who} is looking after it.")),
    State.WAITING_RESIDENT: Face(
        "💬", N_("waiting for your answer"), N_("{who} is waiting for your answer.")
    ),
    State.WAITING_CONTRACTOR: Face(
        "📆", N_("waiting for a firm we have called in"), N_("{who} is looking after it.")
    ),
    State.WAITING_OUTSIDE: Face("🏛", N_("waiting for another company"), N_("{who} is looking after it.")),
    State.WAITING_SUBTICKET: Face(
        "👀", N_("being worked on, by a colleague too"), N_("{who} is looking after it.")
    ),
    State.ANSWERED: Face("💡", N_("answered"), N_("If anything is left open, write it here.")),
    State.WORK_DONE: Face("🏁", N_("the work is done"), N_("Please say whether you are satisfied.")),
    State.CONFIRMING: Face(
        "❓", N_("done, waiting for your confirmation"), N_("Please say whether you are satisfied.")
    ),
    State.CLOSED: Face("✅", N_("closed")),
    State.DECLINED: Face("❗", N_("declined")),
    State.MERGED: Face("📁", N_("joined to another request")),
}
"""States to residents, in this one table: a new state needs a line here."""

VISIT = {
    Stage.DISPATCHED: N_("{who} has been asked to see to it."),
    Stage.PICKED_UP: N_("{who} has taken on the work."),
    Stage.ON_SITE: N_("{who} is on site."),
    Stage.RETURNED: N_("{who} has been on site."),
}
"""The steps of a visit in words for residents."""

ACKNOWLEDGED = N_(
    "Thank you, {name}. Your request {reference} ({topic}) is with {department}. "
    "You will have an answer before {due}."
)
URGENT = N_(
    "Thank you, {name}. Your request {reference} ({topic}) is with {department}, marked as urgent, and the person in "
    "charge has been alerted. If anybody is in danger, do not wait for us: call the emergency services."
)
IN_REVIEW = N_(
    "Thank you, {name}. Your request {reference} ({topic}) has reached the management, who will pass it on. "
    "You will have an answer before {due}."
)
THANKS_FOR_IDEA = N_(
    "Thank you very much for your suggestion, {name}. It has the reference {reference} and is with {department}; "
    "should we take it up, you will hear of it. You will have an answer before {due}."
)
NOTED = {
    Way.PHONE: N_("The office has noted your call."),
    Way.VISIT: N_("The office has noted what you came to tell us."),
    Way.LETTER: N_("The office has received your letter."),
    Way.EMAIL: N_("The office has received your e-mail."),
}
"""Before the acknowledgement of what staff logged for him (row A10)."""
GOES_ON = N_(
    "Anything you write here from now on is added to it. For something else: /report. "
    "To see where things stand: /status."
)
WHICH = N_(
    "You have several open requests: when you write here, I will ask which one it is about, unless you reply to one of "
    "its messages. For something else: /report. To see where things stand: /status."
)
"""The same where there are others; not said in danger, when for some minutes he is not asked (``danger``)."""
HERE = N_("Anything you write in this topic is added to it. For something else: /report.")
HEAD = N_("Your request {reference} · {topic}")
STANDS = N_("{emoji} Status: {state}")
DATES = {
    Due.ANSWER: N_("You will have an answer before {due}."),
    Due.SOLUTION: N_("We mean to have it solved before {due}."),
    Due.OUTSIDE: N_("We expect their answer before {due}."),
}
"""The next date, while it is still to come."""
STEPS = NN_("{done} of {count} step done.", "{done} of {count} steps done.")
REMADE = N_("This conversation had been deleted. I have opened it again, so that you miss nothing.")


async def refresh(u: UnitOfWork, ticket: Ticket) -> None:
    """Queue the card's present form. Where nothing on it changes, nothing is sent."""
    await u.outbox.to_resident(
        resident_chat(ticket.resident),
        ShowStatus(ticket.id),
        message=status_card(ticket.id),
        topic=chat_topic(ticket.id),
    )


async def follow(u: UnitOfWork, house: House, before: Ticket | None, after: Ticket) -> None:
    """A request has been opened, or has ended: what receipts of his others say of where his words go may be otherwise
    now."""
    if (before is not None and before.is_open) != after.is_open:
        for ticket in await u.tickets.open_of(after.resident):
            if ticket.id != after.id and ticket.state is State.NEW:
                await refresh(u, ticket)


async def due_now(u: UnitOfWork, house: House, row: ClaimedDelivery, *, in_topics: bool) -> StatusCard | None:
    """What a queued card is to do now; None where it is current, or its topic was deleted: it comes back with the next
    word."""
    assert isinstance(row.content, ShowStatus)
    ticket = await u.tickets.get(row.content.ticket)
    resident = await u.people.get(ticket.resident)
    items, visits = await u.tickets.items(ticket.id), await u.works.visits(ticket.id)
    coming = own_line(house, ticket, await u.appointments.latest(ticket.id), resident.language)
    goes = HERE if in_topics else WHICH if len(await u.tickets.open_of(resident.id)) > 1 else GOES_ON
    text = words(house, ticket, resident, items, visits, goes=goes, coming=coming)
    pieces = await u.messages.pieces(status_card(ticket.id), row.destination)
    shown = await u.places.shown(status_card(ticket.id))
    if pieces and shown is not None:
        return None if shown == text else StatusCard(ForResident(text), pieces[-1][1])
    if in_topics and await _deleted(u, chat_topic(ticket.id)):
        return None
    lead = await lead_of(u, ticket.id)
    return StatusCard(ForResident(Public(f"{lead}\n\n{text}") if lead else text))


async def stands(u: UnitOfWork, row: ClaimedDelivery, card: StatusCard) -> None:
    """A card was sent: remember what it says. A lead stands above it until it changes."""
    assert isinstance(row.content, ShowStatus)
    await u.places.show(status_card(row.content.ticket), card.content.text)
    await led(u, row.content.ticket)


async def begin_again(u: UnitOfWork, ticket: Ticket, lead: Public | None) -> None:
    """Post the card anew, as what stood before is no more; ``lead`` says why."""
    await u.places.hide(status_card(ticket.id))
    if lead:
        await u.places.show(_lead(ticket.id), lead)
    await refresh(u, ticket)


async def lead_of(u: UnitOfWork, ticket: TicketId) -> str | None:
    """What the next thing in a ticket's topic says above its own words, None for nothing."""
    return await u.places.shown(_lead(ticket))


async def led(u: UnitOfWork, ticket: TicketId) -> None:
    """It has been said."""
    await u.places.hide(_lead(ticket))


def _lead(ticket: TicketId) -> str:
    return f"lead:{ticket}"


async def lost(u: UnitOfWork, row: ClaimedDelivery) -> None:
    """The card is no longer in the chat: post it anew, once."""
    assert isinstance(row.content, ShowStatus)
    key = status_card(row.content.ticket)
    if await u.places.shown(key) is not None:
        await begin_again(u, await u.tickets.get(row.content.ticket), None)


async def has_topic(u: UnitOfWork, ticket: Ticket) -> bool:
    """Whether it is a chat topic of its own."""
    place = await u.places.get(chat_topic(ticket.id))
    return place is not None and place.thread is not None


async def _deleted(u: UnitOfWork, topic: Destination) -> bool:
    place = await u.places.get(topic)
    return place is not None and place.thread is None


def words(
    house: House,
    ticket: Ticket,
    resident: Resident,
    items: Sequence[ChecklistItem],
    visits: Sequence[Visit],
    *,
    goes: str,
    coming: Phrase | None = None,
) -> Public:
    """What the card says; ``goes`` is where his next words go (a source text), ``coming`` the visit that is to come."""
    params = _params(house, ticket, resident)
    if ticket.state is State.NEW:
        urgent = bool(dangers_in(ticket))
        if urgent:
            received = URGENT
        elif ticket.kind is Kind.SUGGESTION:
            received = THANKS_FOR_IDEA
        else:
            received = IN_REVIEW if ticket.in_review else ACKNOWLEDGED
        noted = [Phrase(NOTED[ticket.came_by])] if ticket.came_by in NOTED else []
        lines = [*noted, Phrase(received, params), *([] if urgent and goes == WHICH else [Phrase(goes)])]
    else:
        lines = _later(house, ticket, params)
    if ticket.shape is Shape.CHECKLIST and (done := sum(item.done_at is not None for item in items)):
        lines.append(Phrase(STEPS[0], {"done": done}, plural=STEPS[1], count=len(items)))
    if visits and ticket.is_open and ticket.state not in ASKED and ticket.stage in VISIT:
        who = visitor(house, visits[-1].technician, resident.language)
        lines.append(Phrase(VISIT[ticket.stage], {"who": who}))
    if coming is not None:
        lines.append(coming)
    say = house.words.say
    gap = "\n\n" if ticket.state is State.NEW else "\n"
    return Public(gap.join(say(line, resident.language) for line in lines))


def title(house: House, ticket: Ticket, resident: Resident) -> TopicTitle:
    """What its chat topic is called: subject, state and reference."""
    face = FACES[ticket.state]
    subject = name_in(house.directory.topic(ticket.topic).names, resident.language)
    rest = f" · {house.words.say(Phrase(face.words), resident.language)} · {ticket.reference}"
    room = LONGEST_TITLE - len(rest.encode()) - len(face.emoji.encode()) - 1
    if len(subject.encode()) > room:
        subject = Public(subject.encode()[: room - 3].decode(errors="ignore") + "…")
    return TopicTitle(Public(subject + rest), face.emoji)


Params = dict[str, Public | int | Phrase]


def _later(house: House, ticket: Ticket, params: Params) -> list[Phrase]:
    face = FACES[ticket.state]
    lines = [Phrase(HEAD, params), Phrase(STANDS, {"emoji": Public(face.emoji), "state": Phrase(face.words)})]
    if face.waits:
        lines.append(Phrase(face.waits, params))
    what = next_due(ticket)
    if what is not None and ticket.due_at > house.now():
        lines.append(Phrase(DATES[what], params))
    return lines


def _params(house: House, ticket: Ticket, resident: Resident) -> Params:
    language, directory = resident.language, house.directory
    department = name_in(directory.department(ticket.department).names, language)
    handler = directory.member_if_known(ticket.handler)
    return {
        "name": Public(ticket.author_name),
        "reference": Public(ticket.reference),
        "topic": name_in(directory.topic(ticket.topic).names, language),
        "department": department,
        "who": house.signature(handler, language) if handler else department,
        "due": house.deadline(ticket.due_at, ticket, language),
    }
