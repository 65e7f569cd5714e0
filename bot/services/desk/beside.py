"""What goes on beside a ticket, as lines on its card and posts in its thread: a quote, talks with contractors,
colleagues' parts, promises (rows B5, B6, E5, F2)."""

from __future__ import annotations

from datetime import date

from bot.domain.audience import N_, Style
from bot.domain.authority import Promise, PromiseState
from bot.domain.contractor import Talk
from bot.domain.directory import Office
from bot.domain.incident import Belongs, Incident, IncidentState, Involved
from bot.domain.quote import Quote, QuoteState
from bot.domain.subticket import PartState, Subticket
from bot.domain.ticket import Ticket
from bot.i18n import day, last_day, money, price_of
from bot.ports.desk import Action, Post
from bot.ports.store import UnitOfWork
from bot.services.desk.acting import subject_of
from bot.services.house import House, staff_name
from bot.services.visits.visit_words import desk_line

DONE, REASSIGN, DROP = "part.done", "part.reassign", "part.drop"
"""The names of what can be done with a part: buttons of its post."""
LABELS = {DONE: N_("Done"), REASSIGN: N_("Reassign…"), DROP: N_("No longer needed")}
"""Their labels, source texts."""

QUOTES = {
    QuoteState.OFFERED: N_("💶 {price}: {purpose} · waits for the resident until {day}"),
    QuoteState.ACCEPTED: N_("💶 {price}: {purpose} · accepted by the resident, {moment}"),
    QuoteState.DECLINED: N_("💶 {price}: {purpose} · declined by the resident, {moment}"),
    QuoteState.LAPSED: N_("💶 {price}: {purpose} · lapsed on {day}"),
    QuoteState.REPLACED: N_("💶 {price}: {purpose} · replaced by a newer quote"),
}

PROMISES = {
    PromiseState.GIVEN: N_("🤝 Promised: {promise}"),
    PromiseState.ASKED: N_("⏳ Not promised yet, {name} has been asked: {promise}"),
    PromiseState.REFUSED: N_("✖️ Not promised, refused by {name}: {promise}"),
    PromiseState.WITHDRAWN: N_("✖️ Not promised, withdrawn by {name}: {promise}"),
}
LAPSED = N_("✖️ Not promised, nobody had decided in time: {promise}")


async def lines(u: UnitOfWork, house: House, ticket: Ticket) -> tuple[str, ...]:
    """All of it, a line each."""
    quote = await u.sides.quote_of(ticket.id)
    found = [quote_line(house, ticket, quote)] if quote else []
    found += [talk_line(house, ticket, talk) for talk in await u.sides.talks_of(ticket.id)]
    promises = await u.promises.of(ticket.id)
    found += [promise_line(house, ticket, one) for one in promises]
    parts = await u.sides.parts_of(ticket.id)
    found += [part_line(house, ticket, part) for part in parts if part.state is not PartState.DROPPED]
    coming = await u.appointments.latest(ticket.id)
    if coming is not None and coming.is_open:
        found.append(desk_line(house, ticket, coming))
    found += [
        incident_line(house, ticket, one) for one, own in await u.incidents.of(ticket.id) if _in(one, own)
    ]
    return tuple(found)


def _in(incident: Incident, involved: Involved) -> bool:
    decided = incident.state in (IncidentState.OPEN, IncidentState.SOLVED)
    return decided and involved.belongs is Belongs.LINKED


def incident_line(house: House, ticket: Ticket, incident: Incident) -> str:
    """That others complain of the same."""
    office = house.directory.office(ticket.office)
    solved = incident.state is IncidentState.SOLVED
    words = N_("👥 Part of a joint complaint, solved") if solved else N_("👥 Part of a joint complaint")
    at = house.moment(incident.decided_at or incident.proposed_at, ticket, office.language)
    return f"{house.staff_says(office, words)} · {at}"


def quote_line(house: House, ticket: Ticket, quote: Quote) -> str:
    """A quote and what became of it."""
    office = house.directory.office(ticket.office)
    zone = house.directory.time_zone(ticket.office, ticket.residence)
    return house.staff_says(
        office,
        QUOTES[quote.state],
        price=price_of(quote.price, office.language),
        purpose=quote.purpose,
        day=last_day(quote.valid_until, zone, office.language),
        moment=house.moment(quote.answered_at or quote.offered_at, ticket, office.language),
    )


def talk_line(house: House, ticket: Ticket, talk: Talk) -> str:
    """Which contractor was asked, and whether he has answered."""
    office = house.directory.office(ticket.office)
    name = house.directory.contractor_name(talk.contractor)
    if talk.failed:
        return house.staff_says(office, N_("🧰 {name}: could not be reached"), name=name)
    if talk.answered_at is not None:
        at = house.moment(talk.answered_at, ticket, office.language)
        return house.staff_says(office, N_("🧰 {name}: answered, {moment}"), name=name, moment=at)
    if not talk.asks:
        return house.staff_says(office, N_("🧰 {name}: told of the visit"), name=name)
    due = house.deadline(talk.due_at, ticket, office.language)
    return house.staff_says(office, N_("🧰 {name}: asked, answer due {moment}"), name=name, moment=due)


def promise_line(house: House, ticket: Ticket, promise: Promise) -> str:
    """What was promised, or waits for a superior's word."""
    office = house.directory.office(ticket.office)
    chief = staff_name(house, promise.decided_by or promise.asked)
    said = promise_in_words(house, office, promise)
    lapsed = promise.state is PromiseState.WITHDRAWN and promise.decided_by is None
    return house.staff_says(office, LAPSED if lapsed else PROMISES[promise.state], promise=said, name=chief)


def promise_in_words(house: House, office: Office, promise: Promise) -> str:
    """A promise in one line: what, how much, by when."""
    parts = [promise.what, amount_of(house, office, promise)]
    if promise.by_day:
        parts.append(day(date.fromisoformat(promise.by_day), office.language))
    return " · ".join(parts)


def amount_of(house: House, office: Office, promise: Promise) -> str:
    """Its amount in words."""
    if not promise.amount:
        return house.staff_says(office, N_("costs nothing"))
    return money(promise.worth, promise.currency, office.language)


def part_line(house: House, ticket: Ticket, part: Subticket) -> str:
    """A colleague's part, ticked where it is done."""
    office = house.directory.office(ticket.office)
    who = staff_name(house, part.handler)
    if not part.is_open:
        return f"☑ {part.subject} · {staff_name(house, part.closed_by)}"
    due = house.deadline(part.due_at, ticket, office.language)
    return house.staff_says(
        office, N_("☐ {subject} · {name}, due {moment}"), subject=part.subject, name=who, moment=due
    )


def part_post(house: House, ticket: Ticket, part: Subticket) -> Post:
    """A part's own small card in the thread: while it is open, with what can be done with it."""
    office = house.directory.office(ticket.office)
    if part.is_open:
        author = house.staff_says(office, N_("Sub-ticket for {name}"), name=staff_name(house, part.handler))
        due = house.deadline(part.due_at, ticket, office.language)
        asked = N_("Due {moment}, asked by {name}. The resident sees nothing of it.")
        below = house.staff_says(office, asked, moment=due, name=staff_name(house, part.asked_by))
        return Post(part.subject, author, "🧩", part_buttons(house, ticket, part), below=below)
    icon, words = ("☑️", N_("Done by {name}, {moment}."))
    if part.state is PartState.DROPPED:
        icon, words = ("✖️", N_("No longer needed, says {name}, {moment}."))
    at = house.moment(part.closed_at or part.opened_at, ticket, office.language)
    below = house.staff_says(office, words, name=staff_name(house, part.closed_by), moment=at)
    return Post(part.subject, icon=icon, below=below)


def part_buttons(house: House, ticket: Ticket, part: Subticket) -> tuple[Action, ...]:
    """What can be done with an open part."""
    office = house.directory.office(ticket.office)
    styles = {DONE: Style.PRIMARY}
    return tuple(
        Action(
            name, house.staff_says(office, label), subject_of(ticket, part.id), styles.get(name, Style.PLAIN)
        )
        for name, label in LABELS.items()
    )
