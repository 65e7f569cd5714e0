"""A ticket as its card on the desk, and keeping that card current (rows B1, B2, G1, G2)."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.attention import (
    Age,
    Due,
    Marks,
    Party,
    Turns,
    age,
    last_handled,
    next_colour,
    next_due,
    waits_for,
)
from bot.domain.audience import N_
from bot.domain.directory import Office, name_in
from bot.domain.glance import Listed
from bot.domain.gravity import dangers_in
from bot.domain.policy import policy_of
from bot.domain.text import split
from bot.domain.ticket import State, Ticket, Way
from bot.domain.topic_words import other_topic
from bot.ports.desk import Action, Card, Confirm, Menu, Recard
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.complaints import complaint_view
from bot.services.desk import beside
from bot.services.desk.acting import MORE, DeskAction, Where, action_named
from bot.services.house import House, staff_name
from bot.services.residents import status_card
from bot.services.works.work_card import NOTHING, Work, boxes, work_fields, work_of

STATES = {
    State.NEW: N_("new"),
    State.OPEN: N_("in progress"),
    State.WAITING_RESIDENT: N_("waiting for the resident"),
    State.WAITING_CONTRACTOR: N_("waiting for a contractor"),
    State.WAITING_OUTSIDE: N_("waiting for an outside party"),
    State.WAITING_SUBTICKET: N_("waiting for a colleague's part"),
    State.ANSWERED: N_("answered"),
    State.WORK_DONE: N_("work done"),
    State.CONFIRMING: N_("waiting for the resident's confirmation"),
    State.CLOSED: N_("closed"),
    State.DECLINED: N_("declined"),
    State.MERGED: N_("merged into another"),
}
"""States in words for staff."""

PARTIES = {
    Party.MANAGEMENT: N_("management, who are to dispatch it"),
    Party.DEPARTMENT: N_("the department: nobody has taken it"),
    Party.HANDLER: N_("us"),
    Party.RESIDENT: N_("the resident"),
    Party.CONTRACTOR: N_("the contractor"),
    Party.OUTSIDE: N_("an outside party"),
    Party.COLLEAGUE: N_("a colleague"),
    Party.NOBODY: N_("nobody"),
}
"""On whom a ticket waits, in words for staff."""

AGES = {
    Age.FRESH: N_("🟢 recent"),
    Age.AGEING: N_("🟡 idle for a while"),
    Age.STALE: N_("🔴 idle for too long"),
}
"""The colour by age since it was last handled (row G2), in words for whoever can't tell the colours."""

DUES = {
    Due.ANSWER: N_("Answer due"),
    Due.SOLUTION: N_("To be solved by"),
    Due.OUTSIDE: N_("Their answer due"),
}
"""What the next date is of, in words for staff."""

WAYS = {
    Way.PHONE: N_("By phone"),
    Way.VISIT: N_("At the desk"),
    Way.LETTER: N_("By letter"),
    Way.EMAIL: N_("By e-mail"),
}
"""How a request that staff logged came, in words for them (row A10)."""

LANGUAGE_NAMES = {"fr": N_("French"), "en": N_("English"), "vi": N_("Vietnamese"), "zh": N_("Chinese")}

BUTTONS = 4
"""Buttons on a card at most; what else could be one is in the list of more actions."""
AGE = "age"
"""The timer that repaints a card when its colour changes."""
REROUTE = "ticket.reroute"
TICK = "checklist.tick"


def card_of(
    house: House, ticket: Ticket, work: Work = NOTHING, *, turn: str = "", lines: tuple[str, ...] = ()
) -> Card:
    """The card of a ticket, in the office's working language. Another ``turn`` shows its lists with nothing chosen;
    ``lines`` tell what goes on beside it. Nobody is sent, and nothing ticked, while a price is to be accepted."""
    office = house.directory.office(ticket.office)
    offered = [action for action in house.actions if action.when(ticket)]
    buttons = [action for action in offered if action.where is Where.BUTTON]
    rest = [action for action in offered if action.where is Where.MORE]
    return Card(
        title=title_of(house, office, ticket),
        fields=(*_fields(house, office, ticket), *work_fields(house, ticket, work)),
        body=split(ticket.description)[0],
        ticks=() if ticket.needs_price else boxes(house, ticket, work),
        ticks_action=TICK,
        ticks_value=ticket.id,
        notices=_notices(house, office, ticket) + lines,
        actions=tuple(button(house, office, action, ticket.id) for action in buttons[:BUTTONS]),
        menus=tuple(_menus(house, office, ticket, [*buttons[BUTTONS:], *rest], turn)),
        seen=ticket.stand,
    )


def button(house: House, office: Office, action: DeskAction, value: str) -> Action:
    """An action as a button, ``value`` being what it is about."""
    label = house.staff_says(office, action.label)
    sure = None
    if action.confirm:
        sure = Confirm(house.staff_says(office, action.confirm), house.staff_says(office, N_("Cancel")))
    return Action(action.name, label, value, action.style, sure)


async def present(u: UnitOfWork, house: House, ticket: Ticket, *, turn: str = "") -> Card:
    """The card of a ticket with all that belongs on it."""
    lines = await beside.lines(u, house, ticket)
    return card_of(house, ticket, await work_of(u, ticket), turn=turn, lines=lines)


async def refresh(u: UnitOfWork, house: House, ticket: Ticket, *, turn: str = "") -> None:
    """Queue the card's present form, that of the resident's own, and the moment when its colour will change."""
    await repaint(u, house, ticket, turn=turn)
    await status_card.refresh(u, ticket)


async def repaint(u: UnitOfWork, house: House, ticket: Ticket, *, turn: str = "") -> None:
    """The same where the resident's own shows no change."""
    await u.outbox.to_desk(ticket.thread, Recard(await present(u, house, ticket, turn=turn)))
    await watch(u, house, ticket)


async def watch(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    """Have the card repainted when its colour changes."""
    due = next_colour(ticket, house.now(), turns(house, ticket))
    if due is None:
        await u.timers.clear(AGE, ticket.id)
    else:
        await u.timers.set(Timer(AGE, ticket.id, due))


async def update(u: UnitOfWork, house: House, before: Ticket, after: Ticket) -> Ticket:
    """Write a changed ticket and, where they show the change, its card and the resident's own. What changed nothing
    writes nothing."""
    if after == before:
        return before
    saved = await u.tickets.save(after)
    more = after.besides(before)
    fresh = colour(house, before) in (Age.FRESH, None)  # then the card does not say when it was handled
    if (more or not fresh) and card_of(house, before) != card_of(house, after):
        await repaint(u, house, saved)
    else:
        await watch(u, house, saved)
    if more:
        await status_card.refresh(u, saved)
    return saved


def turns(house: House, ticket: Ticket) -> Turns:
    """When its colour changes if nobody does anything, by the office's working time."""
    answer, hours = policy_of(house.directory, ticket).answer, house.hours(ticket)
    since = last_handled(ticket)
    return hours.add(since, answer.half()), hours.add(since, answer)


def marks(house: House, ticket: Listed) -> Marks:
    """Since when it must have been handled to bear a better colour now."""
    answer, hours = policy_of(house.directory, ticket).answer, house.hours(ticket)
    return hours.back(house.now(), answer.half()), hours.back(house.now(), answer)


def title_of(house: House, office: Office, ticket: Ticket) -> str:
    """Reference, topic and, where staff gave it one, subject."""
    topic = name_in(house.directory.topic(ticket.topic).names, office.language)
    return " · ".join(part for part in (ticket.reference, topic, ticket.subject) if part)


def colour(house: House, ticket: Ticket) -> Age | None:
    """Its colour by age; None for one that is final."""
    return age(ticket, marks(house, ticket))


def waiting(house: House, office: Office, ticket: Ticket) -> str:
    """On whom it waits, in words: the handler by his name."""
    party = waits_for(ticket)
    if party is Party.HANDLER:
        return staff_name(house, ticket.handler)
    return house.staff_says(office, PARTIES[party])


def place_name(house: House, ticket: Ticket) -> str:
    """The residence and unit of a ticket, in the resident's words where it is none of ours."""
    return ", ".join(part for part in (residence_name(house, ticket), ticket.unit) if part)


def residence_name(house: House, ticket: Ticket) -> str:
    """The residence alone; empty where neither is known."""
    if ticket.residence is not None:
        return house.directory.residence(ticket.residence).name
    return ticket.residence_words or ""


def _fields(house: House, office: Office, ticket: Ticket) -> tuple[tuple[str, str], ...]:
    def say(msgid: str) -> str:
        return house.staff_says(office, msgid)

    found = [
        (say(N_("Residence")), place_name(house, ticket)),
        (say(N_("Author")), ticket.author_name),
        (say(N_("State")), say(STATES[ticket.state])),
        (say(N_("Handler")), staff_name(house, ticket.handler)),
        (say(N_("Language")), say(LANGUAGE_NAMES[ticket.language])),
    ]
    if (what := next_due(ticket)) is not None:
        due = house.deadline(ticket.due_at, ticket, office.language)
        found.append((say(DUES[what]), f"🔴 {due}" if ticket.due_at <= house.now() else due))
    if ticket.came_by is not Way.CHAT:
        found.append((say(N_("How it came")), say(WAYS[ticket.came_by])))
    found += complaint_view.shown(house, office, ticket)
    shade = colour(house, ticket)
    if shade is not None:
        since = house.moment(ticket.waiting_since or ticket.opened_at, ticket, office.language)
        waits = house.staff_says(
            office, N_("{whom}, since {moment}"), whom=waiting(house, office, ticket), moment=since
        )
        found.append((say(N_("Waits for")), waits))
        found.append((say(N_("Last handled")), _handled(house, office, ticket, shade)))
    return tuple(found)


def _handled(house: House, office: Office, ticket: Ticket, shade: Age) -> str:
    """The colour in words; the moment only where it says something, so that not every answer changes the card."""
    words = house.staff_says(office, AGES[shade])
    if shade is Age.FRESH or ticket.handled_at is None:
        return words
    return f"{words} · {house.moment(ticket.handled_at, ticket, office.language)}"


CAUTIONS = N_("⚠️ Mind: {cautions}")
CAUTIONS_SAID = N_("⚠️ The resident asks to mind: “{words}”")
"""What the technician must know: in staff's words, and in those of the resident (row F1)."""
NOT_PRICED = N_("💶 The price is not accepted yet: nobody may be sent.")


def _notices(house: House, office: Office, ticket: Ticket) -> tuple[str, ...]:
    flags = (
        (ticket.act_now, N_("⚡ Act now.")),
        (ticket.important, N_("⭐ Important: the resident is asked again a month later.")),
        (ticket.escalated > 0, N_("🔺 Escalated.")),
        (bool(ticket.cautions), CAUTIONS),
        (bool(ticket.caution_words), CAUTIONS_SAID),
        (ticket.needs_price, NOT_PRICED),
        (ticket.in_review, N_("Management reviews this before it is dispatched.")),
        (ticket.reopened > 0, N_("↩️ Reopened: the resident was not satisfied.")),
    )
    said = {"cautions": ticket.cautions, "words": ticket.caution_words}
    found = _proposed(house, office, ticket) + _doubted(house, office, ticket)
    found += [house.staff_says(office, msgid, **said) for holds, msgid in flags if holds]
    if ticket.to_qualify:
        missing = ", ".join(house.staff_says(office, LACKING[one]) for one in lacking(ticket))
        found.append(house.staff_says(office, N_("⚠️ To qualify: {missing}."), missing=missing))
    if ticket.contact is not None:
        contact = ticket.contact or "–"
        found.append(
            house.staff_says(office, N_("🔕 No chat: tell him yourself ({contact})."), contact=contact)
        )
    if ticket.rating is not None:
        words = f" {house.quoted(office, ticket.rating_words)}" if ticket.rating_words else ""
        found.append("★" * ticket.rating + "☆" * (5 - ticket.rating) + words)
    return tuple(found)


def _proposed(house: House, office: Office, ticket: Ticket) -> list[str]:
    """Until somebody has it: that its words speak of danger. Staff decide whether it must not wait (row E5)."""
    if ticket.act_now or ticket.handler is not None or not ticket.is_open:
        return []
    words = ", ".join(house.quoted(office, word) for word in dangers_in(ticket))
    return [house.staff_says(office, N_("⚡ Act now? It speaks of {words}."), words=words)] if words else []


def _doubted(house: House, office: Office, ticket: Ticket) -> list[str]:
    """Until staff have done anything about it: that its words speak of another topic than the one the resident chose,
    who may have been asked, and may have been in too great a haste for that (row A3)."""
    of_his_own = ticket.came_by is Way.CHAT and ticket.split_from is None
    if not of_his_own or ticket.handled_at is not None or not ticket.is_open:
        return []
    chosen = house.directory.topic(ticket.topic)
    other = other_topic(house.directory, chosen, ticket.residence, ticket.description)
    if other is None or other.department == ticket.department:
        return []
    name = name_in(other.names, office.language)
    return [house.staff_says(office, N_("🧭 The words may rather speak of: {topic}"), topic=name)]


LACKING = {
    "residence": N_("the residence is not one of ours, or not known"),
    "unit": N_("the flat or place is missing"),
    "description": N_("the description is too vague"),
}
"""What a ticket to qualify lacks, in words for staff."""


def lacking(ticket: Ticket) -> tuple[str, ...]:
    """What is missing on a ticket (row A2), in the order in which it is asked for."""
    missing = {"residence": not ticket.residence, "unit": not ticket.unit, "description": ticket.vague}
    return tuple(name for name, lacks in missing.items() if lacks)


def _menus(
    house: House, office: Office, ticket: Ticket, rest: Iterable[DeskAction], turn: str
) -> Iterable[Menu]:
    reroute = action_named(house, REROUTE)
    if reroute is not None and reroute.when(ticket):
        topics = house.directory.topics_for(ticket.office, ticket.residence)
        options = tuple((topic.key, str(name_in(topic.names, office.language))) for topic in topics)
        yield Menu(REROUTE, house.staff_says(office, reroute.label), ticket.id, options)
    groups: dict[str, list[tuple[str, str]]] = {}
    for action in rest:
        label = house.staff_says(office, action.label)
        groups.setdefault(action.group or OTHER, []).append((action.name, label))
    if groups:
        shown = tuple((house.staff_says(office, name), tuple(one)) for name, one in groups.items())
        yield Menu(MORE, house.staff_says(office, N_("More actions…")), ticket.id, groups=shown, turn=turn)


OTHER = N_("Also")
"""The heading of actions that have none."""
