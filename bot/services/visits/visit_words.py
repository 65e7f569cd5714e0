"""A visit agreed with a resident, in words for both sides (row D6)."""

from __future__ import annotations

from bot.domain.appointment import Appointment, AppointmentState, Slot
from bot.domain.audience import N_, Phrase, Public
from bot.domain.directory import name_in
from bot.domain.ids import StaffKey
from bot.domain.ticket import Ticket
from bot.i18n import span
from bot.ports.store import UnitOfWork
from bot.services.house import House, staff_name

PREPARE = N_("How to prepare: {note}")
PLACE = N_("Where: {place}")
SUMMARY = N_("Visit: {topic} ({office})")
"""What its entry in a calendar is called."""

WOULD_BE_OFF = N_("The visit on {when} is still to come: once the request is closed, it does not take place.")

OWN = {
    AppointmentState.OFFERED: N_("📅 Visit: please choose one of the times we have proposed."),
    AppointmentState.LAPSED: N_("📅 Visit: please tell us when it would suit you."),
    AppointmentState.WISHED: N_("📅 Visit: we are looking for a time that suits you."),
    AppointmentState.AGREED: N_("📅 Visit: {when}, {who}."),
    AppointmentState.MISSED: N_(
        "📅 Visit: it did not take place on {when}; we will propose new times to you."
    ),
}
"""On a resident's status card. What is over needs no line."""

STAFFS = {
    AppointmentState.OFFERED: N_("📅 Visit of {who}: the resident chooses among {times}"),
    AppointmentState.LAPSED: N_(
        "📅 Visit of {who}: the resident has chosen none of the times, and they are over"
    ),
    AppointmentState.WISHED: N_("📅 Visit of {who}: the resident wishes another time: “{wish}”"),
    AppointmentState.AGREED: N_("📅 Visit of {who}: {when}"),
    AppointmentState.MISSED: N_("📅 Visit of {who}: {when}, nobody had come in time"),
    AppointmentState.OVER: N_("📅 Visit of {who}: {when}, over"),
    AppointmentState.CANCELLED: N_("📅 Visit of {who}: cancelled"),
}
"""On the desk."""
NONE_SUITS = N_("📅 Visit of {who}: none of the times suits the resident")
LONGEST_WISH = 150
"""Characters of his words that a line shows."""
ON_WAY, ARRIVED = N_("on the way since {moment}"), N_("arrived {moment}")


def zone_of(house: House, ticket: Ticket) -> str:
    """The time zone that its times are told in: where the visit is."""
    return house.directory.time_zone(ticket.office, ticket.residence)


def when(house: House, ticket: Ticket, slot: Slot, language: str) -> Public:
    """From when until when."""
    return span(slot.starts_at, slot.ends_at, zone_of(house, ticket), language)


def visitor(house: House, key: StaffKey, language: str) -> Public:
    """Who comes, as residents read him; one who has left the office file by his office's words alone."""
    try:
        return house.signature(house.directory.member(key), language)
    except KeyError:
        return house.words.say(Phrase(N_("our technician")), language)


def comes(house: House, appointment: Appointment, language: str) -> Public:
    """Who comes, as the resident reads it: somebody of the office, or a firm by its name."""
    if appointment.contractor is not None:
        return Public(house.directory.contractor_name(appointment.contractor))
    return visitor(house, appointment.technician, language)


def comer(house: House, appointment: Appointment) -> str:
    """Who comes, as staff read it."""
    if appointment.contractor is not None:
        return house.directory.contractor_name(appointment.contractor)
    return staff_name(house, appointment.technician)


def place(house: House, ticket: Ticket, language: str) -> Public:
    """Where it is: residence, address and unit, all of them the resident's own to know."""
    parts = [ticket.residence_words or ""]
    if ticket.residence is not None:
        residence = house.directory.residence(ticket.residence)
        parts = [residence.name, residence.address]
    return Public(("，" if language == "zh" else ", ").join(part for part in (*parts, ticket.unit) if part))


def preparation(house: House, ticket: Ticket, appointment: Appointment, language: str) -> Public:
    """How to prepare: in staff's words for this visit, else as the topic says; empty for nothing."""
    if appointment.note is not None:
        return Public(appointment.note)
    texts = house.directory.topic(ticket.topic).preparation
    return name_in(texts, language) if texts else Public("")


def details(house: House, ticket: Ticket, appointment: Appointment, language: str) -> list[Phrase]:
    """Where it is, and how to prepare, as far as there is something to say."""
    found = []
    if where := place(house, ticket, language):
        found.append(Phrase(PLACE, {"place": where}))
    if note := preparation(house, ticket, appointment, language):
        found.append(Phrase(PREPARE, {"note": note}))
    return found


async def would_be_off(u: UnitOfWork, house: House, ticket: Ticket, language: str) -> tuple[Phrase, ...]:
    """What closing a request would do to a visit, for who is asked whether it may be closed."""
    visit = await u.appointments.latest(ticket.id)
    if visit is None or visit.state is not AppointmentState.AGREED or visit.arrived_at is not None:
        return ()
    if visit.slot is None or visit.slot.ends_at <= house.now():
        return ()
    return (Phrase(WOULD_BE_OFF, {"when": when(house, ticket, visit.slot, language)}),)


def own_line(house: House, ticket: Ticket, appointment: Appointment | None, language: str) -> Phrase | None:
    """The line of a resident's status card; None where nothing is to come."""
    if appointment is None or not ticket.is_open or appointment.state not in OWN or appointment.arrived_at:
        return None
    params: dict[str, Public | int | Phrase] = {"who": comes(house, appointment, language)}
    if appointment.slot is not None:
        params["when"] = when(house, ticket, appointment.slot, language)
    return Phrase(OWN[appointment.state], params)


def desk_line(house: House, ticket: Ticket, appointment: Appointment) -> str:
    """The same for staff, on the card and as the visit's own post."""
    office = house.directory.office(ticket.office)
    language = office.language
    times = " · ".join(when(house, ticket, slot, language) for slot in appointment.offers)
    slot = appointment.slot
    wordless = appointment.state is AppointmentState.WISHED and not appointment.wish
    text = house.staff_says(
        office,
        NONE_SUITS if wordless else STAFFS[appointment.state],
        who=comer(house, appointment),
        when=when(house, ticket, slot, language) if slot else "–",
        times=times,
        wish=(appointment.wish or "–")[:LONGEST_WISH],
    )
    steps = ((appointment.on_way_at, ON_WAY), (appointment.arrived_at, ARRIVED))
    told = [
        house.staff_says(office, words, moment=house.moment(at, ticket, language))
        for at, words in steps
        if at
    ]
    return " · ".join([text, *told])
