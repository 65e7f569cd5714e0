"""The pure rules: states, audience, splitting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.addresses import MessageRef, notes_thread, ticket_of, ticket_thread
from bot.domain.attention import Age, Marks, Party, age, next_colour, waits_for
from bot.domain.audience import Button, ForResident, Public
from bot.domain.errors import Refused
from bot.domain.ids import DepartmentKey, OfficeKey, Reference, ResidentId, TicketId, TopicKey
from bot.domain.internal_signs import starts_with_sign, without_sign
from bot.domain.text import clean, split, units
from bot.domain.ticket import FINAL, LIVE, OF_RESIDENTS, TRANSITIONS, Move, Shape, State, Ticket
from bot.domain.visibility import Audience, Facts, audience_of

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SIGNS = ("note:", ";;", "🔒")


def ticket(state: State = State.NEW) -> Ticket:
    return Ticket(
        TicketId("t1"), Reference("K7QM-4T2P"), OfficeKey("paris"), ResidentId("r1"), "Camille", "fr", None, None, None,
        TopicKey("leak"), DepartmentKey("tech"), Shape.THREAD, "…", NOW, NOW, state,
    )  # fmt: skip


@pytest.mark.parametrize(("state", "move"), list(product(State, Move)))
def test_every_move_is_in_the_table_or_refused(state: State, move: Move) -> None:
    if (state, move) in TRANSITIONS:
        assert ticket(state).move(move, NOW).state is TRANSITIONS[state, move]
    else:
        with pytest.raises(Refused):
            ticket(state).move(move, NOW)


def test_every_state_can_be_reached_and_left_or_is_the_end() -> None:
    reached = {State.NEW}
    for _ in State:
        reached |= {after for (before, _), after in TRANSITIONS.items() if before in reached}
    assert reached == set(State)
    left = {before for (before, _), after in TRANSITIONS.items() if after is not before}
    assert left == set(State) - {State.MERGED}
    out = {
        (before, move) for (before, move), end in TRANSITIONS.items() if before in FINAL and end not in FINAL
    }
    assert out == {(State.CLOSED, Move.REOPEN), (State.CLOSED, Move.REVIVE), (State.DECLINED, Move.REOPEN)}


def test_from_every_live_state_a_ticket_can_be_ended() -> None:
    assert all(
        (state, move) in TRANSITIONS for state in LIVE for move in (Move.RESOLVE, Move.DECLINE, Move.MERGE)
    )


@given(st.lists(st.sampled_from(Move), max_size=30))
def test_moments_follow_the_moves(moves: list[Move]) -> None:
    now, one = NOW, ticket()
    for move in moves:
        now += timedelta(hours=1)
        if not one.allows(move):
            continue
        after = one.move(move, now)
        assert (after.waiting_since == now) is (after.state is not one.state)
        assert (after.handled_at == now) is (move not in OF_RESIDENTS)
        one = after
    assert one.is_open is (waits_for(one) is not Party.NOBODY)


def test_the_colour_follows_the_last_act_of_staff() -> None:
    one, turns = ticket(), (NOW + timedelta(hours=24), NOW + timedelta(hours=48))
    seen = [age(one, _marks(NOW + timedelta(hours=hours))) for hours in (0, 23, 24, 47, 48, 500)]
    assert seen == [Age.FRESH, Age.FRESH, Age.AGEING, Age.AGEING, Age.STALE, Age.STALE]
    later = NOW + timedelta(hours=25)
    assert next_colour(one, NOW, turns) == turns[0]
    assert next_colour(one, later, turns) == turns[1]
    assert next_colour(one, turns[1], turns) is None
    assert age(ticket(State.CLOSED), _marks(later)) is None


def _marks(now: datetime) -> Marks:
    return now - timedelta(hours=24), now - timedelta(hours=48)


def test_unsatisfied_counts_as_reopened() -> None:
    assert ticket(State.CONFIRMING).move(Move.UNSATISFIED, NOW).reopened == 1


STAFF = Facts(
    human=True, home=True, staff=True, guest=False, own_office=True, in_department_channel=True, current_thread=True,
    addressed=False, broadcast=False, text="Bonjour",
)  # fmt: skip


def facts(**changes: object) -> Facts:
    return Facts(**{**{name: getattr(STAFF, name) for name in Facts.__slots__}, **changes})  # type: ignore[arg-type]


def test_a_plain_answer_of_staff_is_public() -> None:
    assert audience_of(STAFF, signs=SIGNS).audience is Audience.PUBLIC


@pytest.mark.parametrize(
    "changes",
    [
        {"home": False},
        {"staff": False},
        {"guest": True},
        {"own_office": False},
        {"in_department_channel": False},
        {"current_thread": False},
        {"addressed": True},
        {"broadcast": True},
        {"text": "note: à vérifier"},
        {"text": "  NOTE: à vérifier"},
        {"text": ";; non"},
        {"text": "🔒 non"},
        {"text": "note\u00a0: à vérifier"},
        {"text": "note\u202f: à vérifier"},
        {"text": "note：要核实"},
        {"text": "*note:* à vérifier"},
        {"text": "_Note_ : à vérifier"},
        {"text": "> note: à vérifier"},
        {"text": "“note: à vérifier”"},
        {"text": "« Note : à vérifier »"},
        {"text": "\u200bnote: à vérifier"},
        {"text": "n o t e: à vérifier"},
    ],
)
def test_anything_unclear_is_internal(changes: dict[str, object]) -> None:
    assert audience_of(facts(**changes), signs=SIGNS).audience is Audience.INTERNAL


def test_bots_are_not_listened_to() -> None:
    assert audience_of(facts(human=False), signs=SIGNS).audience is Audience.NOBODY


def test_an_office_may_make_internal_the_default() -> None:
    assert audience_of(STAFF, signs=SIGNS, default="internal").audience is Audience.INTERNAL


@given(st.builds(Facts, *[st.booleans()] * 9, st.text()))
def test_public_needs_every_condition(some: Facts) -> None:
    public = audience_of(some, signs=SIGNS).audience is Audience.PUBLIC
    good = some.human and some.home and some.staff and some.own_office and some.in_department_channel
    good = good and some.current_thread and not (some.guest or some.addressed or some.broadcast)
    assert public is (good and not starts_with_sign(some.text, SIGNS))


@pytest.mark.parametrize(
    "text", ["notez bien : demain", "notre note : 12/20", ";", "Annoté: oui", "not e", ""]
)
def test_what_only_resembles_a_sign_is_public(text: str) -> None:
    assert not starts_with_sign(text, SIGNS)


def test_the_sign_is_taken_off() -> None:
    assert without_sign("Note: rappeler lundi", SIGNS) == "rappeler lundi"
    assert without_sign("*note\u00a0:* rappeler lundi", SIGNS) == "rappeler lundi"
    assert without_sign("rien", SIGNS) == "rien"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.integers(2, 60))
def test_parts_joined_are_the_text(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert "".join(parts) == text
    assert all(units(part) <= limit for part in parts)
    assert all(parts) or text == ""


def test_4096_emoji_are_split_between_them() -> None:
    parts = split("😀" * 4096)
    assert "".join(parts) == "😀" * 4096
    assert max(map(units, parts)) <= 3000


def test_text_is_cleaned_at_the_boundary() -> None:
    assert clean("e\u0301\r\nx\x00\ud800") == "é\nx"
    assert (
        clean("\u202eBob\u202c \u2067\u05e9\u05dc\u05d5\u05dd\u2069 👩‍👧")
        == "Bob \u05e9\u05dc\u05d5\u05dd 👩‍👧"
    )
    assert clean("H\x08\u0323") == clean(clean("H\x08\u0323")) == "\u1e24"


def test_a_resident_is_only_sent_public_text() -> None:
    with pytest.raises(TypeError):
        ForResident("an internal note")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        ForResident(Public("x"), ((Button("label", "t"),),))  # type: ignore[arg-type]
    assert ForResident(Public("x"), quotes=MessageRef("telegram", "1", "2")).text == "x"


def test_a_thread_knows_its_ticket() -> None:
    assert ticket_of(ticket_thread(TicketId("t1"), 3)) == "t1"
    assert ticket_of(notes_thread(TicketId("t1"))) == "t1"


@pytest.mark.parametrize("sign", [">", "~", "*", "--"])
def test_a_sign_that_is_a_mark_of_the_platform_counts_where_it_was_typed(sign: str) -> None:
    marked = facts(text="à vérifier", typed=f"{sign} à vérifier")
    assert audience_of(marked, signs=(sign,)).audience is Audience.INTERNAL


@pytest.mark.parametrize("text", ["1. note: x", "12) Note : x", " 3.\n• note: x", "◦ note: x", "▪ *note*: x"])
def test_a_sign_in_a_list_is_a_sign(text: str) -> None:
    assert starts_with_sign(text, ("note:",))
    assert not starts_with_sign(f"ok {text}", ("note:",))
    assert without_sign(text, ("note:",)) == "x"


def test_a_sign_that_is_a_number_is_none_of_a_list() -> None:
    assert starts_with_sign("1. x", ("1.",))
    assert not starts_with_sign("2. x", ("1.",))


def test_a_sign_of_punctuation_only_counts_as_typed() -> None:
    assert audience_of(facts(text="-- à vérifier"), signs=("--",)).audience is Audience.INTERNAL
    assert audience_of(facts(text="à vérifier"), signs=("--",)).audience is Audience.PUBLIC
