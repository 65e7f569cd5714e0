"""Every JSON value finds a row in the inbox, and what can be read is in its chat's lane."""

from __future__ import annotations

import contextlib
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.lanes import event_of, lane_of
from bot.channels.telegram.parse import parse
from bot.domain.errors import Unreadable

CHAT = {"id": 42, "type": "private"}

WORDS = st.sampled_from(
    [
        "update_id",
        "message",
        "callback_query",
        "chat",
        "id",
        "from",
        "message_thread_id",
        "text",
        "type",
        "date",
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("private"),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(WORDS | st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(JSON)
def test_every_json_value_has_a_row(raw: Any) -> None:
    event = event_of(raw)
    assert re.fullmatch(r"telegram:(\?|-?\d+(:-?\d+)?)", event.lane)
    assert event.channel == "telegram"
    assert event.id
    event.payload.encode("utf-8")
    assert repr(json.loads(event.payload)) == repr(raw)


@given(st.fixed_dictionaries({"update_id": st.integers(), "message": JSON}) | JSON)
def test_reading_ends_in_a_meaning_or_unreadable(raw: Any) -> None:
    with contextlib.suppress(Unreadable):
        parse(raw)


@pytest.mark.parametrize(
    ("raw", "lane"),
    [
        ({"update_id": 1, "message": {"chat": CHAT, "from": {"id": 7}}}, "telegram:42"),
        ({"update_id": 1, "message": {"chat": CHAT, "message_thread_id": 9}}, "telegram:42:9"),
        ({"update_id": 1, "edited_message": {"chat": CHAT}}, "telegram:42"),
        ({"update_id": 1, "callback_query": {"from": {"id": 7}, "message": {"chat": CHAT}}}, "telegram:42"),
        ({"update_id": 1, "callback_query": {"from": {"id": 7}}}, "telegram:7"),
        ({"update_id": 1, "my_chat_member": {"chat": CHAT}}, "telegram:42"),
        ({"update_id": 1, "of_tomorrow": {"chat": CHAT}}, "telegram:42"),
        ({"update_id": 1, "message": {"chat": "oops"}}, "telegram:?"),
        ({"update_id": 1, "message": {"chat": {"id": True}}}, "telegram:?"),
        ("oops", "telegram:?"),
    ],
)
def test_lane(raw: Any, lane: str) -> None:
    assert lane_of(raw) == lane


def test_an_update_is_named_by_its_number_or_its_content() -> None:
    assert event_of({"update_id": 5}).id == "5"
    assert event_of({"update_id": "5", "a": 1}).id == event_of({"update_id": "5", "a": 1}).id
    assert event_of({"update_id": "5", "a": 1}).id != event_of({"update_id": "5", "a": 2}).id
    assert event_of({"update_id": True}).id.startswith("sha256-")
