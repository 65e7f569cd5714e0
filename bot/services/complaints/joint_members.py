"""Who belongs to a joint complaint: added and taken out by hand, leaving when about something else (row E3)."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.addresses import incident_board
from bot.domain.audience import N_, Phrase, Public
from bot.domain.directory import Role
from bot.domain.errors import Refused
from bot.domain.glance import Listed
from bot.domain.ids import IncidentId, TicketId
from bot.domain.incident import STANDING, Belongs, Incident, IncidentState, Involved
from bot.domain.ticket import MOVED_ON, Kind, Severity, State, Ticket
from bot.ports.desk import Action, Post
from bot.ports.modal import ChoiceField, Field, Words
from bot.ports.store import UnitOfWork
from bot.services.complaints import branch_reports, joint_view
from bot.services.complaints.joint_view import members
from bot.services.complaints.registering import coded, noted, told
from bot.services.desk import cards
from bot.services.desk.acting import Act
from bot.services.desk.staff import QUICKER_ABOUT
from bot.services.house import House, staff_name
from bot.services.relay.conversation import survivor

MOST_CHOICES = 100
DECIDE = N_("Only colleagues of this department, or a manager, can decide that.")
LEFT = N_("👤 No longer part of the joint complaint: it is about something else now.")
TAKEN_OUT = N_("👤 {name} has taken this out of the joint complaint.")
ADDED = N_("👥 {name} has added this to the joint complaint.")
DECIDE_ANEW = N_("Its severity A came from the joint complaint: please decide it anew.")
ON_ITS_OWN = N_(
    "Your complaint {reference} has turned out to be about something else than the others: from now on we look into it "
    "on its own."
)
NOBODY_ELSE = N_(
    "No other complaint of this residence is open. A request can be made one with “Kind…” on its card."
)
LAST = N_(
    "The last one can’t be taken out. “Not the same thing” ends the proposal, “Solved” the joint complaint."
)


def counts(ticket: Listed) -> bool:
    """Whether it can be part of a joint complaint."""
    return ticket.kind is Kind.COMPLAINT and ticket.is_open and ticket.residence is not None


async def held(u: UnitOfWork, house: House, act: Act, *states: IncidentState) -> Incident:
    """The incident, for this one alone until the commit. Raises Refused where he may not decide about it, or where it
    is in none of these states any more."""
    try:
        incident = await u.incidents.hold(IncidentId(act.detail))
    except KeyError:
        raise Refused(MOVED_ON) from None
    if act.member.role is not Role.MANAGER and act.member.department != act.ticket.department:
        raise Refused(DECIDE)
    if incident.state in states:
        return incident
    if incident.decided_by is None or states != (IncidentState.PROPOSED,):
        raise Refused(MOVED_ON)
    raise Refused(QUICKER_ABOUT, who=staff_name(house, incident.decided_by))


async def link(u: UnitOfWork, house: House, incident: Incident, ticket: Ticket, actor: str) -> None:
    """A complaint is part of it now: grave, with a line on its card."""
    await house.record(u, ticket, actor, "joint", joint_view.title(house, incident, joint_view.ABOUT))
    if not counts(ticket):
        return
    after = coded(house, replace(ticket, severity=Severity.A, severity_proposed=False))
    after = await u.tickets.save(replace(after, handled_at=house.now()))
    await noted(u, house, ticket, after, actor)
    await told(u, house, after)
    await cards.refresh(u, house, after)


async def moved(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    """It is about something else now, or went into another: it leaves the joint complaints that it does not fit any
    more; what it went into takes its place there."""
    for known, own in await u.incidents.of(ticket.id):
        fits = counts(ticket) and (ticket.residence, ticket.topic) == (known.residence, known.topic)
        ended = not ticket.is_open and ticket.state is not State.MERGED
        if known.state not in STANDING or own.belongs is Belongs.APART or fits or ended:
            continue
        incident = await u.incidents.hold(known.id)
        await u.incidents.put(replace(own, belongs=Belongs.APART, since=house.now()))
        if own.belongs is not Belongs.LINKED:
            continue
        if ticket.state is State.MERGED:
            into = await survivor(u, ticket)
            await u.incidents.put(Involved(incident.id, into.id, Belongs.LINKED, own.since))
        else:
            await _said(u, house, incident, ticket, LEFT)
        await _show(u, house, incident)


async def _show(u: UnitOfWork, house: House, incident: Incident) -> None:
    """Without anybody it is none any more."""
    if not (await members(u, incident)).tickets:
        incident = replace(incident, state=IncidentState.REFUSED)
        await u.incidents.save(incident)
    await joint_view.show(u, house, incident)


async def _said(
    u: UnitOfWork, house: House, incident: Incident, ticket: Ticket, msgid: str, **params: str
) -> None:
    """In its thread; where its severity came from the others, that is to be decided anew."""
    office = house.directory.office(ticket.office)
    text = house.staff_says(office, msgid, **params)
    actions: tuple[Action, ...] = ()
    grave = ticket.kind is Kind.COMPLAINT and ticket.severity is Severity.A and ticket.is_open
    left = msgid != ADDED
    below = ""
    if left and grave and incident.state is IncidentState.OPEN:
        below = house.staff_says(office, DECIDE_ANEW)
        label = house.staff_says(office, N_("Severity…"))
        actions = (Action("complaint.severity", label, ticket.id),)
    post = Post(text, below=below, actions=actions, thread=incident_board(incident.id))
    await u.outbox.to_desk(ticket.thread, post)


# -- by hand --


async def take_out_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """Which one."""
    incident = await held(u, house, act, *STANDING)
    office = house.directory.office(incident.office)
    together = await members(u, incident)
    if len(together.tickets) < 2:
        return (Words(house.staff_says(office, LAST)),)
    options = tuple((str(one.id), _line(one)) for one in together.tickets[:MOST_CHOICES])
    return (
        ChoiceField("ticket", house.staff_says(office, N_("Which complaint is something else?")), options),
    )


async def take_out(u: UnitOfWork, house: House, act: Act) -> None:
    """It is something else after all: it goes on by itself. Who was told that he is one of them reads so."""
    incident = await held(u, house, act, *STANDING)
    together = await members(u, incident)
    ticket = next((one for one in together.tickets if one.id == act.text("ticket")), None)
    if ticket is None:
        raise Refused(MOVED_ON)
    if len(together.tickets) < 2:
        raise Refused(LAST)
    await u.incidents.put(Involved(incident.id, ticket.id, Belongs.APART, house.now()))
    await house.record(u, ticket, act.member.key, "apart")
    await _said(u, house, incident, ticket, TAKEN_OUT, name=act.member.name)
    joined = any(one.what == "joint" and one.actor == "resident" for one in await u.history(ticket.id))
    if joined and ticket.is_open:
        resident = await u.people.get(ticket.resident)
        words = Phrase(ON_ITS_OWN, {"reference": Public(ticket.reference)})
        await house.tell(u, resident, words, ticket=ticket.id)
    await cards.repaint(u, house, ticket)
    await joint_view.show(u, house, incident)


async def add_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """Which complaint of this residence belongs to it too."""
    incident = await held(u, house, act, *STANDING)
    office = house.directory.office(incident.office)
    found = await _others(u, incident)
    if not found:
        return (Words(house.staff_says(office, NOBODY_ELSE)),)
    options = tuple((str(one.id), _line(one)) for one in found[:MOST_CHOICES])
    return (ChoiceField("ticket", house.staff_says(office, N_("Which complaint is the same?")), options),)


async def add(u: UnitOfWork, house: House, act: Act) -> None:
    """It is the same: from now on it is one of them."""
    incident = await held(u, house, act, *STANDING)
    ticket = next((one for one in await _others(u, incident) if one.id == act.text("ticket")), None)
    if ticket is None:
        raise Refused(MOVED_ON)
    await u.incidents.put(Involved(incident.id, ticket.id, Belongs.LINKED, house.now()))
    await _said(u, house, incident, ticket, ADDED, name=act.member.name)
    if incident.state is IncidentState.OPEN:
        await link(u, house, incident, ticket, act.member.key)
        await branch_reports.joined(u, house, incident)
    await joint_view.show(u, house, incident)


async def _others(u: UnitOfWork, incident: Incident) -> list[Ticket]:
    """Open complaints of the residence that are in no joint complaint, the latest first."""
    linked: set[TicketId] = {one.id for one in (await members(u, incident)).tickets}
    found = []
    for glance in await u.tickets.glances(incident.office):
        if glance.residence != incident.residence or glance.id in linked or not counts(glance):
            continue
        others = [one for one, own in await u.incidents.of(glance.id) if own.belongs is Belongs.LINKED]
        if not any(one.state in STANDING for one in others):
            found.append(await u.tickets.get(glance.id))
    return sorted(found, key=lambda one: one.opened_at, reverse=True)


def _line(ticket: Ticket) -> str:
    """As an option of a list; the desk shows as much of it as fits."""
    parts = (ticket.reference, ticket.author_name, ticket.unit, ticket.description)
    return " · ".join(part for part in parts if part)
