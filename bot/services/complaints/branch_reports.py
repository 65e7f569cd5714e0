"""What the branch reads of a joint complaint, in writing: its report the same day, who joins later, its end (row E3;
source 002, 2.4: a complaint of three or more goes to the branch in writing the same day).

Whoever joins is a complainant as the others are, so the branch has him the same day, too: of all who came by the end of
the office's work it gets one supplement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.domain.addresses import Place, desk_room, incident_board
from bot.domain.audience import N_
from bot.domain.directory import Office
from bot.domain.ids import IncidentId
from bot.domain.incident import Belongs, Incident, IncidentState
from bot.domain.message import Author
from bot.domain.text import shortened, split
from bot.domain.ticket import Ticket
from bot.ports.desk import Post
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.complaints import joint_view
from bot.services.complaints.joint_view import QUOTED, members
from bot.services.desk import cards
from bot.services.house import House, staff_name

TIMER = "supplement"
"""The timer of those who have joined and are in no report yet."""
REPORT, SUPPLEMENT = N_("📄 Report to the branch, {office}"), N_("📄 Supplement for the branch, {office}")
WHO, WHO_ELSE = N_("Who complains, and of what:"), N_("Who has complained since, and of what:")


async def report(u: UnitOfWork, house: House, incident: Incident) -> None:
    """What, who and how many households, since when, what was done."""
    together = await members(u, incident)
    await _write(u, house, incident, together.tickets, REPORT, WHO)
    await u.timers.clear(TIMER, incident.id)


async def joined(u: UnitOfWork, house: House, incident: Incident) -> None:
    """Somebody belongs to it now who is in no report."""
    if await u.timers.at(TIMER, incident.id) is not None:
        return
    office = house.directory.office(incident.office)
    today = house.now().astimezone(ZoneInfo(office.time_zone)).date()
    tonight = house.calendars[office.key, None].end_of(today)
    await u.timers.set(Timer(TIMER, incident.id, max(tonight, house.now())))


async def supplement(u: UnitOfWork, house: House, id: str) -> None:
    """The day's work is over: who has joined, how many there are now; nothing where nobody has stayed."""
    incident = await u.incidents.hold(IncidentId(id))
    since = incident.reported_at or incident.decided_at
    if incident.state is not IncidentState.OPEN or since is None:
        return
    new = {
        one.ticket
        for one in await u.incidents.involved(incident.id)
        if one.belongs is Belongs.LINKED and one.since > since
    }
    tickets = [ticket for ticket in (await members(u, incident)).tickets if ticket.id in new]
    if tickets:
        await _write(u, house, incident, tickets, SUPPLEMENT, WHO_ELSE)


async def _write(
    u: UnitOfWork, house: House, incident: Incident, tickets: Sequence[Ticket], heading: str, who: str
) -> None:
    office = house.directory.office(incident.office)

    def say(msgid: str, **params: object) -> str:
        return house.staff_says(office, msgid, **params)

    lines = [
        say(heading, office=office.name),
        joint_view.title(house, incident),
        joint_view.count(house, office, await members(u, incident)),
        "",
        say(who),
    ]
    for ticket in tickets:
        at = house.moment(ticket.opened_at, ticket, office.language)
        name = " · ".join(
            part for part in (ticket.author_name, ticket.unit, ticket.code or ticket.reference) if part
        )
        lines.append(f"• {name} · {at} · {house.quoted(office, shortened(ticket.description, QUOTED))}")
    lines += ["", say(N_("What was done:"))]
    lines += [f"• {done}" for done in await _done(u, house, office, incident, tickets)]
    room = office.report_channel
    await u.places.put(desk_room(room), Place(house.desk, room))
    for part in split("\n".join(lines)):
        await u.outbox.to_desk(desk_room(room), Post(part, thread=incident_board(incident.id)))
    await u.incidents.save(replace(incident, reported_at=house.now()))


async def _done(
    u: UnitOfWork, house: House, office: Office, incident: Incident, tickets: Sequence[Ticket]
) -> list[str]:
    """What staff have done so far, a line a request and what was decided."""
    found = []
    for ticket in tickets:
        state = house.staff_says(office, cards.STATES[ticket.state])
        said = [one for one in await u.messages.public_of(ticket.id) if one.author is Author.STAFF]
        words = f" · {house.quoted(office, shortened(said[-1].text, QUOTED))}" if said else ""
        found.append(f"{ticket.reference} · {state} · {staff_name(house, ticket.handler)}{words}")
        if ticket.cause and ticket.solution:
            both = N_("Cause: {cause} · Solution: {solution}")
            found.append(house.staff_says(office, both, cause=ticket.cause, solution=ticket.solution))
    if incident.decided_by is not None:
        taken = N_("Taken up as one complaint of severity A by {name}; the manager was told at once.")
        found.append(house.staff_says(office, taken, name=staff_name(house, incident.decided_by)))
    return found
