"""A ticket as its card on the desk, and keeping that card current (rows B1, B2, G1)."""

from __future__ import annotations

from bot.domain.audience import N_, Style
from bot.domain.directory import Office, name_in
from bot.domain.ids import StaffKey
from bot.domain.text import split
from bot.domain.ticket import ChecklistItem, Move, Shape, State, Ticket
from bot.ports.desk import Action, Card, Menu, Recard, TickBox
from bot.ports.store import UnitOfWork
from bot.services import status_card
from bot.services.house import House

STATES = {
    State.NEW: N_("new"),
    State.OPEN: N_("in progress"),
    State.WAITING_RESIDENT: N_("waiting for the resident"),
    State.CONFIRMING: N_("waiting for the resident's confirmation"),
    State.CLOSED: N_("closed"),
}
"""States in words for staff."""

LANGUAGE_NAMES = {"fr": N_("French"), "en": N_("English"), "vi": N_("Vietnamese"), "zh": N_("Chinese")}

REROUTE = "ticket.reroute"
TICK = "checklist.tick"


def card_of(house: House, ticket: Ticket, items: list[ChecklistItem]) -> Card:
    """The card of a ticket, in the office's working language."""
    office = house.directory.office(ticket.office)
    topic = name_in(house.directory.topic(ticket.topic).names, office.language)
    return Card(
        title=f"{ticket.reference} · {topic}",
        fields=_fields(house, office, ticket),
        body=split(ticket.description)[0],
        ticks=tuple(_tick(house, ticket, item) for item in items if ticket.shape is Shape.CHECKLIST),
        ticks_action=TICK,
        ticks_value=ticket.id,
        notices=_notices(house, office, ticket),
        actions=_actions(house, office, ticket),
        menu=_menu(house, office, ticket),
    )


async def refresh(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    """Queue the card's present form, and that of the resident's own."""
    card = card_of(house, ticket, await u.tickets.items(ticket.id))
    await u.outbox.to_desk(ticket.thread, Recard(card))
    await status_card.refresh(u, ticket)


def staff_name(house: House, key: StaffKey | None) -> str:
    """A colleague's name; a dash for nobody, the bare key for somebody who has left the office file."""
    if key is None:
        return "–"
    try:
        return house.directory.member(key).name
    except KeyError:
        return key


def place_name(house: House, ticket: Ticket) -> str:
    """The residence and unit of a ticket, in the resident's words where it is none of ours."""
    residence = (
        house.directory.residence(ticket.residence).name if ticket.residence else ticket.residence_words
    )
    return ", ".join(part for part in (residence, ticket.unit) if part)


def _fields(house: House, office: Office, ticket: Ticket) -> tuple[tuple[str, str], ...]:
    def say(msgid: str) -> str:
        return house.staff_says(office, msgid)

    return (
        (say(N_("Residence")), place_name(house, ticket)),
        (say(N_("Author")), ticket.author_name),
        (say(N_("State")), say(STATES[ticket.state])),
        (say(N_("Handler")), staff_name(house, ticket.handler)),
        (say(N_("Language")), say(LANGUAGE_NAMES[ticket.language])),
        (say(N_("Answer due")), house.moment(ticket.due_at, ticket, office.language)),
    )


def _notices(house: House, office: Office, ticket: Ticket) -> tuple[str, ...]:
    found = []
    if ticket.in_review:
        found.append(house.staff_says(office, N_("Management reviews this before it is dispatched.")))
    if ticket.to_qualify:
        found.append(
            house.staff_says(office, N_("⚠️ To qualify: the residence or the description is unclear."))
        )
    if ticket.reopened:
        found.append(house.staff_says(office, N_("↩️ Reopened: the resident was not satisfied.")))
    if ticket.rating is not None:
        words = f" “{ticket.rating_words}”" if ticket.rating_words else ""
        found.append("★" * ticket.rating + "☆" * (5 - ticket.rating) + words)
    return tuple(found)


def _actions(house: House, office: Office, ticket: Ticket) -> tuple[Action, ...]:
    def action(name: str, label: str, style: Style = Style.PLAIN) -> Action:
        return Action(name, house.staff_says(office, label), ticket.id, style)

    if ticket.in_review:
        return (
            action("ticket.dispatch", N_("Dispatch"), Style.PRIMARY),
            action("ticket.ask", N_("Ask the resident")),
            action("ticket.note", N_("Internal note")),
        )
    found = []
    if ticket.allows(Move.TAKE):
        found.append(action("ticket.take", N_("Take")))
    if ticket.allows(Move.RESOLVE):
        found.append(action("ticket.resolve", N_("Resolved"), Style.PRIMARY))
    if ticket.allows(Move.ASK):
        found.append(action("ticket.ask", N_("Ask the resident")))
    if ticket.allows(Move.REPLY):
        found.append(action("ticket.reply", N_("Reply to the resident")))
    return (*found, action("ticket.note", N_("Internal note")))


def _menu(house: House, office: Office, ticket: Ticket) -> Menu | None:
    if not ticket.allows(Move.DISPATCH):
        return None
    topics = house.directory.topics_for(ticket.office, ticket.residence)
    options = tuple((topic.key, str(name_in(topic.names, office.language))) for topic in topics)
    return Menu(REROUTE, house.staff_says(office, N_("Change topic and re-route…")), ticket.id, options)


def _tick(house: House, ticket: Ticket, item: ChecklistItem) -> TickBox:
    note = ""
    if item.done_at is not None:
        office = house.directory.office(ticket.office)
        note = f"{staff_name(house, item.done_by)}, {house.moment(item.done_at, ticket, office.language)}"
    return TickBox(str(item.number), item.label, item.done_at is not None, note)
