"""A joint complaint as staff see it: its post on the desk (row E3)."""

from __future__ import annotations

from bot.domain.addresses import Place, incident_board
from bot.domain.audience import N_, NN_, Phrase, Style
from bot.domain.directory import Office, name_in
from bot.domain.incident import Belongs, Incident, IncidentState, Members
from bot.domain.sheet import ROWS
from bot.domain.text import shortened
from bot.domain.ticket import Ticket
from bot.i18n import moment
from bot.ports.desk import Action, Board, Reboard, Row
from bot.ports.store import UnitOfWork
from bot.services.desk.acting import subject_of
from bot.services.desk.commands import line_of
from bot.services.house import House, staff_name

ACCEPT, REFUSE = "incident.accept", "incident.refuse"
UPDATE, SOLVE = "incident.update", "incident.solve"
ADD, TAKE_OUT = "incident.add", "incident.take_out"
"""The names of what can be done with a joint complaint: buttons below its rows."""
LABELS = {
    ACCEPT: N_("One joint complaint"),
    REFUSE: N_("Not the same thing"),
    UPDATE: N_("Update all…"),
    SOLVE: N_("Solved: answer all…"),
    ADD: N_("Add one…"),
    TAKE_OUT: N_("Take one out…"),
}
"""Their labels, source texts."""
BUTTONS = {
    IncidentState.PROPOSED: (ACCEPT, REFUSE, ADD, TAKE_OUT),
    IncidentState.OPEN: (UPDATE, SOLVE, ADD, TAKE_OUT),
}
TITLES = {
    IncidentState.PROPOSED: N_("👥 One joint complaint? {topic}, {residence}"),
    IncidentState.REFUSED: N_("👥 Not the same thing: {topic}, {residence}"),
    IncidentState.OPEN: N_("👥 Joint complaint: {topic}, {residence}"),
    IncidentState.SOLVED: N_("👥 Joint complaint solved: {topic}, {residence}"),
}
ABOUT = N_("{topic}, {residence}")
COUNT = N_("{people} from {households}, since {moment}")
PEOPLE = NN_("{count} person", "{count} people")
HOUSEHOLDS = NN_("{count} household", "{count} households")
QUOTED = 200
"""Characters of what somebody complained of that a row shows."""


async def members(u: UnitOfWork, incident: Incident) -> Members:
    """Those linked to it."""
    linked = [one for one in await u.incidents.involved(incident.id) if one.belongs is Belongs.LINKED]
    tickets = [await u.tickets.get(one.ticket) for one in linked]
    return Members(tuple(sorted(tickets, key=lambda ticket: (ticket.opened_at, ticket.id))))


def title(house: House, incident: Incident, msgid: str = "") -> str:
    """What it is about and where, in the office's language."""
    office = house.directory.office(incident.office)
    return house.staff_says(
        office,
        msgid or TITLES[incident.state],
        topic=name_in(house.directory.topic(incident.topic).names, office.language),
        residence=house.directory.residence(incident.residence).name,
    )


def count(house: House, office: Office, together: Members) -> str:
    """How many people of how many households, since when."""
    at = moment(together.since, office.time_zone, office.language, now=house.now())
    return house.staff_says(
        office,
        COUNT,
        people=_number(house, office, PEOPLE, together.people),
        households=_number(house, office, HOUSEHOLDS, together.households),
        moment=at,
    )


def _number(house: House, office: Office, words: tuple[str, str], number: int) -> str:
    return house.words.say(Phrase(words[0], plural=words[1], count=number), office.language)


async def show(u: UnitOfWork, house: House, incident: Incident) -> None:
    """Post it, or bring what stands there up to date."""
    board = await _board(u, house, incident)
    destination = incident_board(incident.id)
    if await u.places.get(destination) is None:
        await u.places.put(destination, Place(house.desk, incident.room))
        await u.outbox.to_desk(destination, board, opens_thread=True)
    else:
        await u.outbox.to_desk(destination, Reboard(board))


async def _board(u: UnitOfWork, house: House, incident: Incident) -> Board:
    office = house.directory.office(incident.office)
    together = await members(u, incident)
    rows = tuple(_row(house, office, ticket) for ticket in together.tickets[:ROWS])
    if not together.tickets:
        return Board(title(house, incident), above=house.staff_says(office, N_("Nobody is left of it.")))
    anchor = together.tickets[0]
    actions = tuple(
        Action(
            name,
            house.staff_says(office, LABELS[name]),
            subject_of(anchor, incident.id),
            Style.PRIMARY if name in (ACCEPT, UPDATE) else Style.PLAIN,
        )
        for name in BUTTONS.get(incident.state, ())
    )
    below = []
    if len(together.tickets) > ROWS:
        more = N_("And {number} more: they are told with the others.")
        below.append(house.staff_says(office, more, number=len(together.tickets) - ROWS))
    if incident.decided_by is not None and incident.decided_at is not None:
        at = moment(incident.decided_at, office.time_zone, office.language, now=house.now())
        who = staff_name(house, incident.decided_by)
        below.append(house.staff_says(office, N_("Decided by {name}, {moment}"), name=who, moment=at))
    above = count(house, office, together)
    return Board(title(house, incident), rows, above, " · ".join(below), actions)


def _row(house: House, office: Office, ticket: Ticket) -> Row:
    return Row(
        f"{line_of(house, office, ticket)}\n{ticket.author_name} · {shortened(ticket.description, QUOTED)}",
        ticket.thread,
    )
