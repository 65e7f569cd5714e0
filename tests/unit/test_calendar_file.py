"""The calendar file, as another program reads it (RFC 5545)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.appointment import Slot
from bot.domain.calendar_file import LINE, Entry, written

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
SLOT = Slot(datetime(2026, 3, 29, 8, tzinfo=UTC), datetime(2026, 3, 29, 10, tzinfo=UTC))
ENTRY = Entry(
    uid="01J@palier",
    sequence=0,
    slot=SLOT,
    summary="Visite : Fuite d’eau (Cabinet Horizon)",
    location="Les Cèdres, 27 avenue des Cèdres; A11",
    description="Julien passe.\nDégagez l’accès \\ le robinet, s'il vous plaît.",
    organizer='Cabinet "Horizon"',
    language="fr",
)


def read(text: str) -> icalendar.Event:
    """The one event of a file."""
    calendar = icalendar.Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    assert not calendar.errors
    assert not event.errors
    return event


def test_another_program_reads_what_was_written() -> None:
    text = written(ENTRY, NOW)
    calendar, event = icalendar.Calendar.from_ical(text), read(text)
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["VERSION"] == "2.0"
    assert event["UID"] == "01J@palier"
    assert event["SEQUENCE"] == 0
    assert event["STATUS"] == "CONFIRMED"
    assert event["SUMMARY"] == ENTRY.summary
    assert event["LOCATION"] == ENTRY.location
    assert event["DESCRIPTION"] == ENTRY.description
    assert event["SUMMARY"].params["LANGUAGE"] == "fr"
    assert event["ORGANIZER"].params["CN"] == "Cabinet  Horizon "
    assert event["DTSTAMP"].dt == NOW


def test_its_times_are_right_in_any_zone() -> None:
    event = read(written(ENTRY, NOW))
    assert event["DTSTART"].dt == SLOT.starts_at
    assert event["DTEND"].dt == SLOT.ends_at
    paris = event["DTSTART"].dt.astimezone(ZoneInfo("Europe/Paris"))
    assert (paris.hour, paris.utcoffset()) == (10, timedelta(hours=2))  # the clocks have changed that night


def test_a_change_and_a_cancellation_are_of_the_same_entry() -> None:
    later = Slot(SLOT.starts_at + timedelta(days=1), SLOT.ends_at + timedelta(days=1))
    moved = read(written(replace(ENTRY, sequence=1, slot=later), NOW))
    text = written(replace(ENTRY, sequence=2, slot=later, cancelled=True), NOW)
    gone = read(text)
    assert icalendar.Calendar.from_ical(text)["METHOD"] == "CANCEL"
    assert gone["STATUS"] == "CANCELLED"
    assert moved["UID"] == gone["UID"] == ENTRY.uid
    assert (moved["SEQUENCE"], gone["SEQUENCE"]) == (1, 2)


def test_lines_are_folded_between_characters() -> None:
    text = written(replace(ENTRY, description="维修前请清理现场。" * 40), NOW)
    for line in text.encode().split(b"\r\n"):
        assert len(line) <= LINE
        line.decode()
    assert b"\n" not in text.encode().replace(b"\r\n", b"")
    assert read(text)["DESCRIPTION"] == "维修前请清理现场。" * 40


@given(st.text(), st.text(max_size=60))
def test_nothing_that_people_write_breaks_out(words: str, name: str) -> None:
    text = written(replace(ENTRY, description=words, summary=words, organizer=name), NOW)
    event = read(text)
    assert event["UID"] == ENTRY.uid
    assert len(icalendar.Calendar.from_ical(text).subcomponents) == 1
    assert text.count("BEGIN:VEVENT\r\n") == 1
