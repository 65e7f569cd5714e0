"""Joint complaints: recognised, decided by staff, told to everybody at once, joined by whoever comes later (row E3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.domain.addresses import incident_board
from bot.domain.audience import N_, Phrase, Public, Style
from bot.domain.chain import office_manager, supervisor
from bot.domain.directory import Staff, name_in
from bot.domain.errors import Refused
from bot.domain.ids import IncidentId, ResidentId, TicketId
from bot.domain.incident import Belongs, Incident, IncidentState, Involved, Members
from bot.domain.people import Resident
from bot.domain.policy import span
from bot.domain.ticket import Move, State, Ticket
from bot.ports.desk import Post
from bot.ports.modal import Field, TextField, Words
from bot.ports.store import UnitOfWork
from bot.ports.timers import Timer
from bot.services.closing import feedback
from bot.services.complaints import branch_reports, complaining, joint_members, joint_view
from bot.services.complaints.joint_members import counts, held, link
from bot.services.complaints.joint_view import members
from bot.services.desk import cards
from bot.services.desk.acting import NOTHING_WRITTEN, Act
from bot.services.house import Answer, House
from bot.services.relay.writing import write

SAME: Final = "same_incident"
ELSE: Final = "other_incident"
"""What a resident's buttons do."""


UNDECIDED = "incident"
"""The timer of a proposal that waits for a decision."""
FIRST, AGAIN = span("1 opening hour"), span("4 opening hours")
NOT_DECIDED = N_(
    "Not decided yet: {title} ({count}). Is it one joint complaint? The branch is to have its report the same day."
)

# -- recognised --


async def watch(u: UnitOfWork, house: House, before: Ticket | None, after: Ticket) -> None:
    """A complaint is new, or has become one, or is about something else now: it may be one of several, and leaves those
    that it no longer belongs to."""
    if before is not None and _about(before) == _about(after):
        return
    if before is not None:
        await joint_members.moved(u, house, after)
    if not counts(after):
        return
    assert after.residence is not None
    await u.incidents.watch(after.office, after.residence, after.topic)
    here = (after.residence, after.topic)
    known = [one for one, _ in await u.incidents.of(after.id) if (one.residence, one.topic) == here]
    if any(one.state is not IncidentState.REFUSED for one in known):
        return
    standing = await u.incidents.standing(after.office, after.residence, after.topic)
    if standing is None:
        await _propose(u, house, after)
    elif standing.state is IncidentState.PROPOSED:
        await u.incidents.put(Involved(standing.id, after.id, Belongs.LINKED, house.now()))
        await joint_view.show(u, house, standing)
    else:
        await _ask(u, house, standing, after)


def _about(ticket: Ticket) -> tuple[object, ...]:
    return (ticket.kind, ticket.topic, ticket.residence, ticket.is_open)


async def _propose(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    """Where enough people complain of it, ask staff whether it is one thing."""
    assert ticket.residence is not None
    joint = house.directory.office(ticket.office).joint
    since = house.now() - timedelta(hours=joint.hours)
    alike = await u.incidents.alike(ticket.office, ticket.residence, ticket.topic, since)
    if Members(tuple(alike)).people < joint.people:
        return
    place = await u.places.get(ticket.thread)
    channel = house.directory.department(ticket.department).channel
    incident = Incident(
        u.ids.incident(),
        ticket.office,
        ticket.residence,
        ticket.topic,
        place.room if place else channel,
        house.now(),
    )
    await u.incidents.add(incident)
    for one in alike:
        await u.incidents.put(Involved(incident.id, one.id, Belongs.LINKED, house.now()))
    await joint_view.show(u, house, incident)
    await u.timers.set(Timer(UNDECIDED, incident.id, house.hours(ticket).add(house.now(), FIRST)))


async def undecided(u: UnitOfWork, house: House, id: str) -> None:
    """Nobody has said whether it is one thing: the branch is to have its report the same day, so who answers for the
    department and the manager are asked, again and again while the office is open."""
    incident = await u.incidents.hold(IncidentId(id))
    together = await members(u, incident)
    if incident.state is not IncidentState.PROPOSED or not together.tickets:
        return
    office, first = house.directory.office(incident.office), together.tickets[0]
    words = joint_view.title(house, incident, joint_view.ABOUT)
    count = joint_view.count(house, office, together)
    text = house.staff_says(office, NOT_DECIDED, title=words, count=count)
    chiefs = {
        supervisor(house.directory, first.department).key,
        office_manager(house.directory, office.key).key,
    }
    await house.to_keys(u, chiefs, Post(text, icon="👥", thread=incident_board(incident.id)))
    await u.timers.set(Timer(UNDECIDED, incident.id, house.hours(first).add(house.now(), AGAIN)))


# -- decided --

GRAVE = N_("Joint complaint, severity A: {title} ({count})")


async def accept(u: UnitOfWork, house: House, act: Act) -> None:
    """It is one thing: severity A for all, the manager is told at once, the branch gets its report."""
    proposed = await held(u, house, act, IncidentState.PROPOSED)
    incident = await _decided(u, house, act, proposed, IncidentState.OPEN)
    together = await members(u, incident)
    for ticket in together.tickets:
        await link(u, house, incident, ticket, act.member.key)
    await joint_view.show(u, house, incident)
    await _tell_manager(u, house, incident, together, act.member)
    await branch_reports.report(u, house, incident)


async def refuse(u: UnitOfWork, house: House, act: Act) -> None:
    """They are different things: nothing changes, and these are not proposed again."""
    proposed = await held(u, house, act, IncidentState.PROPOSED)
    await joint_view.show(u, house, await _decided(u, house, act, proposed, IncidentState.REFUSED))


async def _decided(
    u: UnitOfWork, house: House, act: Act, incident: Incident, state: IncidentState
) -> Incident:
    decided = replace(incident, state=state, decided_by=act.member.key, decided_at=house.now())
    await u.incidents.save(decided)
    return decided


async def _tell_manager(
    u: UnitOfWork, house: House, incident: Incident, together: Members, actor: Staff
) -> None:
    office = house.directory.office(incident.office)
    chief = office_manager(house.directory, office.key)
    params = {
        "title": joint_view.title(house, incident, joint_view.ABOUT),
        "count": joint_view.count(house, office, together),
    }
    thread = incident_board(incident.id)
    await house.alarm(u, office.key, GRAVE, thread=thread, **params)
    if chief.key != actor.key:
        text = house.staff_says(office, GRAVE, **params)
        await house.direct(u, chief, Post(text, icon="🔴", thread=thread))


# -- told to everybody --

LACKS = N_("Not answered, since colleagues still have a part of it to do: {references}")


async def update_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """One text for all, and its like in each other language that some of them read."""
    incident = await held(u, house, act, IncidentState.OPEN)
    office = house.directory.office(incident.office)
    readers: dict[str, int] = {}
    for ticket in (await members(u, incident)).tickets:
        language = (await u.people.get(ticket.resident)).language
        readers[language] = readers.get(language, 0) + 1
    hint = house.staff_says(office, N_("Every one of them reads it as you write it."))
    fields: list[Field] = [TextField("text", house.staff_says(office, N_("To all")), hint=hint, longest=1500)]
    for language, number in sorted(readers.items()):
        if language != office.language:
            spoken = house.staff_says(office, cards.LANGUAGE_NAMES[language])
            label = house.staff_says(
                office, N_("{language}, read by {number}"), language=spoken, number=number
            )
            below = house.staff_says(office, N_("Left empty, they read the text above."))
            fields.append(TextField(f"text.{language}", label, optional=True, hint=below, longest=1500))
    return tuple(fields)


async def update(u: UnitOfWork, house: House, act: Act) -> None:
    """The same news to every one of them, each in his own thread."""
    incident = await held(u, house, act, IncidentState.OPEN)
    news = act.text("text")
    if not news:
        raise Refused(NOTHING_WRITTEN)
    told: dict[ResidentId, Ticket] = {}
    for ticket in (await members(u, incident)).tickets:
        if not ticket.is_open or not ticket.allows(Move.REPLY):
            continue
        if ticket.resident in told:
            await _told_there(u, house, act, ticket, told[ticket.resident])
            continue
        told[ticket.resident] = ticket
        language = (await u.people.get(ticket.resident)).language
        text = act.text(f"text.{language}") or news
        staffs = news if text != news else ""
        await write(u, house, replace(act, ticket=ticket), text, Move.REPLY, "replied", for_staff=staffs)
    await joint_view.show(u, house, incident)


TOLD_THERE = N_("👥 The same resident reads the news of the joint complaint in {reference}.")


async def _told_there(u: UnitOfWork, house: House, act: Act, ticket: Ticket, other: Ticket) -> None:
    """He has complained twice: he reads it once, and is owed no answer on the other either."""
    await house.record(u, ticket, act.member.key, "replied")
    after = await u.tickets.save(ticket.move(Move.REPLY, house.now()))
    office = house.directory.office(ticket.office)
    line = house.staff_says(office, TOLD_THERE, reference=other.reference)
    await u.outbox.to_desk(after.thread, Post(line, thread=other.thread))
    await cards.refresh(u, house, after)


async def solve_fields(u: UnitOfWork, house: House, act: Act) -> tuple[Field, ...]:
    """Cause and solution, once for all."""
    incident = await held(u, house, act, IncidentState.OPEN)
    office = house.directory.office(incident.office)
    together = await members(u, incident)
    asked = N_("Every one of them is told cause and solution and asked whether he is satisfied.")
    words = f"{joint_view.count(house, office, together)}. {house.staff_says(office, asked)}"
    hint = house.staff_says(office, N_("Every one of them reads it as you write it."))
    return (
        Words(words),
        TextField("cause", house.staff_says(office, N_("Cause")), hint=hint, longest=1500),
        TextField("solution", house.staff_says(office, N_("Solution")), hint=hint, longest=1500),
    )


async def solve(u: UnitOfWork, house: House, act: Act) -> None:
    """It is solved: each is told why and how, and asked; who is not satisfied opens his own again, and no other."""
    incident = await held(u, house, act, IncidentState.OPEN)
    left = []
    for ticket in (await members(u, incident)).tickets:
        if ticket.allows(Move.RESOLVE, found=True):
            explained = await complaining.explain(u, house, replace(act, ticket=ticket))
            await feedback.resolve(u, house, replace(act, ticket=explained))
        elif ticket.is_open and ticket.state is not State.CONFIRMING:
            left.append(ticket)
    solved = replace(incident, state=IncidentState.SOLVED, solved_at=house.now())
    await u.incidents.save(solved)
    await joint_view.show(u, house, solved)
    await branch_reports.report(u, house, solved)
    if left:
        references = ", ".join(ticket.reference for ticket in left)
        text = house.staff_says(house.directory.office(incident.office), LACKS, references=references)
        await u.outbox.to_desk(incident_board(incident.id), Post(text, icon="⚠️"))


# -- whoever comes later --

KNOWN = N_(
    "This is known to us already: other residents of {residence} have told us of it ({topic}), and we are working "
    "on it. Is it the same with you?"
)
JOINED = N_(
    "Thank you. Your complaint {reference} now belongs to it: you will hear from us together with the others."
)
APART = N_("Understood. We will look into your complaint {reference} on its own.")
ASKED = N_("👥 A joint complaint about this is open: the resident has been asked whether it is the same.")
NOT_ASKED = N_(
    "👥 A joint complaint about this is open. The resident has no chat: please ask whether it is the same."
)
HE_SAID = {
    SAME: N_("👥 The resident says: it is the same. The request is part of the joint complaint now."),
    ELSE: N_("👤 The resident says: it is something else."),
}
SOLVED_SINCE = N_(
    "👥 The resident says: it is the same. The joint complaint is no longer open: please look at this one."
)


async def _ask(u: UnitOfWork, house: House, incident: Incident, ticket: Ticket) -> None:
    """It is known already: is it the same with him?"""
    await u.incidents.put(Involved(incident.id, ticket.id, Belongs.ASKED, house.now()))
    office = house.directory.office(incident.office)
    resident = await u.people.get(ticket.resident)
    line = ASKED if resident.has_chat else NOT_ASKED
    post = Post(house.staff_says(office, line), thread=incident_board(incident.id))
    await u.outbox.to_desk(ticket.thread, post)
    if resident.has_chat:
        await _question(u, house, incident, ticket, resident)


async def again(u: UnitOfWork, house: House, ticket: Ticket) -> None:
    """Ask in his chat what he has not answered yet."""
    resident = await u.people.get(ticket.resident)
    for incident, own in await u.incidents.of(ticket.id):
        if own.belongs is Belongs.ASKED and incident.state is IncidentState.OPEN:
            await _question(u, house, incident, ticket, resident)


async def _question(
    u: UnitOfWork, house: House, incident: Incident, ticket: Ticket, resident: Resident
) -> None:
    topic = name_in(house.directory.topic(incident.topic).names, resident.language)
    residence = Public(house.directory.residence(incident.residence).name)
    about = {"incident": incident.id, "ticket": ticket.id}
    answers = (
        Answer(Phrase(N_("It’s the same")), {"do": SAME, **about}, Style.PRIMARY),
        Answer(Phrase(N_("Mine is something else")), {"do": ELSE, **about}),
    )
    known = Phrase(KNOWN, {"residence": residence, "topic": topic})
    await house.tell(u, resident, known, answers=(answers,), ticket=ticket.id)


async def answered(
    u: UnitOfWork, house: House, resident: Resident, id: IncidentId, about: TicketId, said: str
) -> None:
    """He says whether it is the same. Raises Refused where he has said so before."""
    incident, ticket = await u.incidents.hold(id), await u.tickets.get(about)
    own = [one for one in await u.incidents.involved(id) if one.ticket == about]
    if ticket.resident != resident.id or not own or own[0].belongs is not Belongs.ASKED:
        raise Refused(N_("You have already answered that, thank you. To see where things stand: /status."))
    joins = said == SAME and incident.state is IncidentState.OPEN
    belongs = Belongs.LINKED if joins else Belongs.APART
    await u.incidents.put(replace(own[0], belongs=belongs, since=house.now()))
    if joins:
        await link(u, house, incident, ticket, "resident")
        await joint_view.show(u, house, incident)
        await branch_reports.joined(u, house, incident)
    office = house.directory.office(incident.office)
    late = said == SAME and not joins
    line = house.staff_says(office, SOLVED_SINCE if late else HE_SAID[said])
    await u.outbox.to_desk(ticket.thread, Post(line, thread=incident_board(id)))
    answer = Phrase(JOINED if joins else APART, {"reference": Public(ticket.reference)})
    await house.tell(u, resident, answer, ticket=ticket.id)
