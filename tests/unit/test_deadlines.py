"""The clocks of a ticket: what runs, pauses, stops, and when it is over; tables computed by hand (rows D2-D4, E2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.business_time import Counting
from bot.domain.deadlines import Deadline, Limit, given_to_another, reckon, told, wanted
from bot.domain.directory import PolicyRule
from bot.domain.ids import (
    DepartmentKey,
    OfficeKey,
    Reference,
    ResidentId,
    StaffKey,
    TicketId,
    TopicKey,
)
from bot.domain.policy import Hours, policy_of, span
from bot.domain.ticket import TRANSITIONS, Kind, Move, Severity, Shape, State, Ticket
from bot.office.file import load_office
from bot.working_time import calendars
from examples import office_file

OFFICE = load_office(office_file())
CALENDARS = calendars(OFFICE)
ZONES = {"paris": "Europe/Paris", "saigon": "Asia/Ho_Chi_Minh", "shanghai": "Asia/Shanghai"}


def hours(office: str) -> Hours:
    return Hours(CALENDARS[OfficeKey(office), None], Counting.WORKING_DAYS)


def at(words: str, office: str) -> datetime:
    """A wall-clock moment in an office."""
    return datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(ZONES[office])).astimezone(UTC)


def opened(words: str = "2026-03-02T10:00", office: str = "paris", **changes: object) -> Ticket:
    moment = at(words, office)
    topic = next(one for one in OFFICE.topics if one.office == office)
    one = Ticket(
        TicketId("t1"), Reference("K7QM-4T2P"), OfficeKey(office), ResidentId("r1"), "Camille", "fr", None, None, None,
        topic.key, DepartmentKey("tech"), Shape.THREAD, "…", moment, moment, owed_since=moment,
    )  # fmt: skip
    return replace(one, **changes)  # type: ignore[arg-type]


def clocks(
    ticket: Ticket, known: Iterable[Deadline] = (), now: datetime | None = None
) -> dict[Limit, Deadline]:
    want = wanted(ticket, policy_of(OFFICE, ticket))
    found = reckon(ticket, want, known, hours(ticket.office), now or ticket.opened_at)
    return {one.name: one for one in found}


@pytest.mark.parametrize(
    ("office", "start", "reminded", "due"),
    [
        ("paris", "2026-03-02T10:00", "2026-03-03T10:00", "2026-03-04T10:00"),  # Monday: two working days
        ("paris", "2026-03-06T16:00", "2026-03-09T16:00", "2026-03-10T16:00"),  # Friday: over the weekend
        ("paris", "2026-03-07T11:00", "2026-03-10T00:00", "2026-03-11T00:00"),  # Saturday: from Monday 0:00
        (
            "paris",
            "2026-03-27T10:00",
            "2026-03-30T10:00",
            "2026-03-31T10:00",
        ),  # summer time begins on the Sunday
        ("paris", "2026-10-23T10:00", "2026-10-26T10:00", "2026-10-27T10:00"),  # and ends
        ("paris", "2026-04-30T10:00", "2026-05-04T10:00", "2026-05-05T10:00"),  # 1 May is a Friday
        ("paris", "2026-12-31T10:00", "2027-01-04T10:00", "2027-01-05T10:00"),  # over the year's end
        ("saigon", "2026-02-13T15:00", "2026-02-23T03:00", "2026-02-23T15:00"),  # Tết; 24 working hours there
        ("shanghai", "2026-09-30T10:00", "2026-10-08T10:00", "2026-10-09T10:00"),  # Golden Week, 1-7 October
        (
            "shanghai",
            "2026-02-13T10:00",
            "2026-02-14T10:00",
            "2026-02-24T10:00",
        ),  # 14 February is worked, 15-23 not
    ],
)
def test_the_answer_is_due_in_working_time(office: str, start: str, reminded: str, due: str) -> None:
    answer = clocks(opened(start, office))[Limit.ANSWER]
    assert (answer.remind_at, answer.due_at) == (at(reminded, office), at(due, office))


@pytest.mark.parametrize(
    ("severity", "answer", "solve", "handler"),
    [
        (Severity.A, "2026-03-08T18:00", "2026-03-16T18:00", "2026-03-09T09:30"),
        (Severity.B, "2026-03-11T00:00", "2026-03-09T18:00", "2026-03-09T09:30"),
        (Severity.C, "2026-03-11T00:00", "2026-03-08T18:00", "2026-03-09T09:30"),
    ],
)
def test_the_table_of_severities(severity: Severity, answer: str, solve: str, handler: str) -> None:
    one = opened("2026-03-06T18:00", kind=Kind.COMPLAINT, severity=severity)
    found = clocks(one)
    saturday = at("2026-03-06T18:00", "paris")
    assert found[Limit.HANDLER].due_at == at(handler, "paris")  # an hour while the office is open
    assert found[Limit.SOLVE].due_at == at(solve, "paris")
    expected = at(answer, "paris") if severity is Severity.A else at("2026-03-10T18:00", "paris")
    assert found[Limit.ANSWER].due_at == expected
    assert told(found.values()) == min(expected, at(solve, "paris"))
    assert (Limit.GRAVE in found) is (severity is not Severity.A)
    if severity is not Severity.A:
        assert found[Limit.GRAVE].due_at == saturday + timedelta(days=30)


def test_c_may_depend_on_what_the_complainant_asked() -> None:
    wish = at("2026-03-20T00:00", "paris")
    one = opened(kind=Kind.COMPLAINT, severity=Severity.C, wish_until=wish)
    assert clocks(one)[Limit.SOLVE].due_at == wish
    assert clocks(replace(one, severity=Severity.B))[Limit.SOLVE].due_at != wish


def test_it_pauses_with_what_was_used_and_resumes() -> None:
    one = opened()
    running = clocks(one)
    asked = at("2026-03-03T16:00", "paris")  # after 30 of 48
    waiting = one.move(Move.TAKE, asked).move(Move.ASK, asked)
    paused = clocks(waiting, running.values(), asked)[Limit.ANSWER]
    assert (paused.due_at, paused.acts_at, paused.used) == (None, None, 30 * 3_600_000)
    friday = at("2026-03-06T12:00", "paris")
    again = waiting.move(Move.RESIDENT_WROTE, friday)
    resumed = clocks(again, [paused], friday)[Limit.ANSWER]
    assert resumed.due_at == at("2026-03-09T06:00", "paris")  # 18 left: 12 of Friday, 6 of Monday
    assert resumed.since == one.opened_at


def test_paused_twice_it_loses_nothing() -> None:
    one = opened().move(Move.TAKE, at("2026-03-02T10:00", "paris"))
    known: Iterable[Deadline] = clocks(one).values()
    for day in (2, 3):
        stop, go = at(f"2026-03-0{day}T12:00", "paris"), at(f"2026-03-0{day}T18:00", "paris")
        one = one.move(Move.AWAIT_CONTRACTOR, stop)
        known = clocks(one, known, stop).values()
        one = one.move(Move.RESUME, go)
        known = clocks(one, known, go).values()
    assert {one.name: one for one in known}[Limit.ANSWER].due_at == at("2026-03-04T22:00", "paris")


def test_stopped_by_an_answer_begun_by_a_question() -> None:
    one = opened()
    answered = at("2026-03-03T16:00", "paris")
    replied = one.move(Move.REPLY, answered)
    found = clocks(replace(replied, handler=StaffKey("claire")), clocks(one).values(), answered)
    assert set(found) == {Limit.WORD}  # the request goes on: the next word
    assert found[Limit.WORD].remind_at == at("2026-03-05T16:00", "paris")
    assert found[Limit.WORD].due_at == at("2026-03-09T16:00", "paris")
    closed = replied.move(Move.RESOLVE, answered).move(Move.SATISFIED, answered)
    assert clocks(closed, found.values(), answered) == {}
    wrote = at("2026-03-05T10:00", "paris")
    again = replied.move(Move.RESIDENT_WROTE, wrote)
    assert clocks(again, found.values(), wrote)[Limit.ANSWER].due_at == at("2026-03-09T10:00", "paris")
    later = again.move(Move.RESIDENT_WROTE, wrote + timedelta(hours=5))
    assert later.owed_since == wrote  # a second word is no reason to wait longer


def test_more_severe_keeps_what_has_counted() -> None:
    one = opened(kind=Kind.COMPLAINT, severity=Severity.A)
    known = clocks(one).values()
    graded = replace(one, severity=Severity.C)
    found = clocks(graded, known, at("2026-03-03T10:00", "paris"))
    assert found[Limit.SOLVE].due_at == at("2026-03-04T10:00", "paris")


def test_who_is_given_it_is_reminded_at_the_deadline_and_has_a_step() -> None:
    one, step = opened(), policy_of(OFFICE, opened()).step
    given = at("2026-03-03T16:00", "paris")  # the reminder was at 10:00
    known = [replace(each, reminded_at=given - timedelta(hours=6)) for each in clocks(one).values()]
    taken = replace(one.move(Move.TAKE, given), handler=StaffKey("claire"))
    answer = clocks(taken, given_to_another(known, hours("paris"), step, given), given)[Limit.ANSWER]
    assert answer.acts_at == answer.due_at == at("2026-03-04T10:00", "paris")
    late = at("2026-03-04T12:00", "paris")
    over = clocks(taken, given_to_another([answer], hours("paris"), step, late), late)[Limit.ANSWER]
    assert over.acts_at == at("2026-03-05T12:00", "paris")


def test_a_word_of_the_office_file_says_most_where_it_says_most() -> None:
    topic = opened().topic
    own = replace(
        OFFICE,
        policies=(
            PolicyRule(office=OfficeKey("paris"), topic=topic, answer="4 opening hours"),
            PolicyRule(office=OfficeKey("paris"), kind=Kind.COMPLAINT, answer="1 day", solve="5 days"),
            PolicyRule(office=OfficeKey("paris"), handler="2 hours"),
            PolicyRule(severity=Severity.B, solve="4 days"),
        ),
    )
    complaint = opened(kind=Kind.COMPLAINT, severity=Severity.B, topic=TopicKey("another"))
    assert policy_of(own, opened()).answer == span("4 opening hours")
    assert policy_of(own, opened()).reminder.length == timedelta(hours=2)
    assert policy_of(own, opened()).handler == span("2 hours")
    assert policy_of(own, complaint).answer == span("1 day")
    assert policy_of(own, complaint).solve == span("4 days")  # a severity says more than a kind
    assert policy_of(own, complaint).handler == span("1 opening hour")
    assert policy_of(own, replace(complaint, severity=Severity.C)).solve == span("2 days")
    saigon = opened(office="saigon")
    assert policy_of(own, saigon).answer == span("24 working hours")


@pytest.mark.parametrize(
    "text", ["", "48", "2 working days", "48 workinghours", "0 hours", "-1 days", "1000 days"]
)
def test_what_is_no_length_of_time(text: str) -> None:
    with pytest.raises(ValueError, match="no length of time"):
        span(text)


MOVES = st.lists(st.tuples(st.sampled_from(Move), st.integers(1, 4000)), max_size=25)


@settings(max_examples=150, deadline=None)
@given(MOVES, st.sampled_from([None, *Severity]))
def test_whatever_happens_the_clocks_keep_their_promises(
    moves: list[tuple[Move, int]], severity: Severity | None
) -> None:
    one = opened(
        kind=Kind.COMPLAINT if severity else Kind.REQUEST, severity=severity, cause="x", solution="y"
    )
    now, known = one.opened_at, clocks(one)
    policy = policy_of(OFFICE, one)
    for move, minutes in moves:
        now += timedelta(minutes=minutes)
        if (one.state, move) in TRANSITIONS:
            one = replace(one.move(move, now), cause="x", solution="y")
        known = clocks(one, known.values(), now)
        again = clocks(one, known.values(), now)
        assert again == known  # looking twice changes nothing
        assert (Limit.ANSWER in known) is (one.owed_since is not None and one.is_open)
        assert not (set(known) and not one.is_open)
        for clock in known.values():
            assert (clock.due_at is None) is (clock.counted_from is None)
        answer = known.get(Limit.ANSWER)
        if (
            answer is not None and answer.due_at is not None
        ):  # never sooner than the whole time after it began
            assert answer.due_at >= hours("paris").add(answer.since, policy.answer)
        if answer is not None and answer.due_at is None:
            assert one.state in (State.WAITING_RESIDENT, State.WAITING_CONTRACTOR, State.WAITING_OUTSIDE)
