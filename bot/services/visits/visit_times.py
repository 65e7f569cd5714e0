"""The times of a visit as a window asks for them and gives them back (row D6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from bot.domain.appointment import MOST_OFFERS, Appointment, Slot, slot_on, span_in
from bot.domain.audience import N_
from bot.domain.directory import Office, name_in
from bot.domain.errors import Refused
from bot.domain.ticket import Ticket
from bot.ports.inbound import DeskForm
from bot.ports.modal import ChoiceField, DateField, Field, Group, TextField, Words
from bot.services.desk.acting import Act
from bot.services.house import House
from bot.services.visits.visit_words import zone_of
from bot.services.works.planning import WHO, technicians

FIRM = "firm:"
"""Before a contractor's key, where the window names who comes."""
NO_SPAN = N_("Please write the time as 10:00–12:00, or only when it begins.")
NO_TIME = N_("Please choose at least one day and time.")
NO_SUCH = N_("That time does not exist on that day: the clocks change then.")
PASSED = N_("That time has passed.")


def time_fields(
    house: House,
    office: Office,
    ticket: Ticket,
    appointment: Appointment | None,
    *,
    offers: int = MOST_OFFERS,
) -> tuple[Field, ...]:
    """Up to ``offers`` times, who comes, how to prepare."""
    zone, hint = zone_of(house, ticket), ""
    if zone != office.time_zone:
        hint = house.staff_says(office, N_("By the clock of the residence ({zone})"), zone=zone)
    found: list[Field] = []
    day, span = _wished(appointment, zone) if offers == 1 else ("", "")
    for number in range(1, offers + 1):
        shown = "" if offers == 1 else f" {number}"
        found += [
            DateField(f"day{number}", house.staff_says(office, N_("Day")) + shown, day, optional=number > 1),
            TextField(
                f"span{number}",
                house.staff_says(office, N_("From – to")) + shown,
                span,
                several_lines=False,
                optional=number > 1,
                hint=hint or house.staff_says(office, N_("Such as 10:00–12:00")),
                longest=40,
            ),
        ]
    groups = (*technicians(house, office), *_firms(house, office, ticket))
    who = ""
    if appointment is not None:
        who = f"{FIRM}{appointment.contractor}" if appointment.contractor else appointment.technician
    known = any(key == who for _, options in groups for key, _ in options)
    found.append(
        ChoiceField("technician", house.staff_says(office, WHO), groups=groups, initial=who if known else "")
    )
    return (*found, *_note_fields(house, office, ticket, appointment))


def _wished(appointment: Appointment | None, zone: str) -> tuple[str, str]:
    """The first time that the resident has named, as day and stretch of it."""
    if appointment is None or not appointment.wishes:
        return "", ""
    slot = appointment.wishes[0]
    starts, ends = (at.astimezone(ZoneInfo(zone)) for at in (slot.starts_at, slot.ends_at))
    return starts.date().isoformat(), f"{starts:%H:%M}–{ends:%H:%M}"


def _firms(house: House, office: Office, ticket: Ticket) -> tuple[Group, ...]:
    """The office's contractors, those of the topic first."""
    own = [one for one in house.directory.contractors if one.office == office.key]
    own.sort(key=lambda one: ticket.topic not in one.topics)
    options = tuple((f"{FIRM}{one.key}", one.name) for one in own)
    return ((house.staff_says(office, N_("Contractors")), options),) if options else ()


def _note_fields(
    house: House, office: Office, ticket: Ticket, appointment: Appointment | None
) -> tuple[Field, ...]:
    texts = house.directory.topic(ticket.topic).preparation
    usual = str(name_in(texts, office.language)) if texts else ""
    own = TextField(
        "note",
        house.staff_says(office, N_("How the resident prepares")),
        (appointment.note if appointment else None) or "",
        optional=True,
        hint=house.staff_says(
            office,
            N_("In place of the usual words above; the resident reads it as you write it.")
            if usual
            else N_("The resident will read it as you write it."),
        ),
        longest=1000,
    )
    if not usual:
        return (own,)
    return (Words(usual, house.staff_says(office, N_("How to prepare, the usual words"))), own)


def time_checks(house: House, office: Office, form: DeskForm) -> Mapping[str, str]:
    """Times that are none, or half given. Whether one has passed is told later where residences have clocks of their
    own."""
    found = {}
    own = [one for one in house.directory.residences if one.office == office.key and one.time_zone]
    for number in range(1, MOST_OFFERS + 1):
        day, text = (str(form.values.get(f"{name}{number}") or "").strip() for name in ("day", "span"))
        span = span_in(text)
        if bool(day) != bool(text):
            found[f"{'span' if day else 'day'}{number}"] = house.staff_says(office, NO_TIME)
        elif day and span is None:
            found[f"span{number}"] = house.staff_says(office, NO_SPAN)
        elif day and span is not None and not own:
            slot = slot_on(date.fromisoformat(day), span, office.time_zone)
            if slot is None or slot.starts_at <= house.now():
                found[f"span{number}"] = house.staff_says(office, PASSED if slot else NO_SUCH)
    return found


def slots_in(house: House, act: Act) -> tuple[Slot, ...]:
    """The times that were given, each once, the earliest first. Raises Refused for none, and for one that has passed or
    does not exist."""
    found = set()
    for number in range(1, MOST_OFFERS + 1):
        day, span = act.text(f"day{number}"), span_in(act.text(f"span{number}"))
        if not day or span is None:
            continue
        slot = slot_on(date.fromisoformat(day), span, zone_of(house, act.ticket))
        if slot is None or slot.starts_at <= house.now():
            raise Refused(PASSED if slot else NO_SUCH)
        found.add(slot)
    if not found:
        raise Refused(NO_TIME)
    return tuple(sorted(found, key=lambda slot: slot.starts_at))
