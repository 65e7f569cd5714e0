"""Reactions on the wire: what the platforms send, which names and emoji they know."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.channels.slack import reactions as slack
from bot.channels.slack.delivering import MARKS
from bot.channels.slack.envelope import Identity, raw_event
from bot.channels.slack.parse import parse as parse_slack
from bot.channels.telegram import reactions as telegram
from bot.channels.telegram.parse import parse as parse_telegram
from bot.domain.addresses import MessageRef
from bot.domain.directory import Directory, Office
from bot.domain.ids import OfficeKey
from bot.ports.inbound import ChatReaction, DeskReaction, DeskUser, Ignored, Inbound
from sandbox.slack.text import EMOJI as FACES
from sandbox.telegram.reactions import EMOJI

ME = Identity("T1", "UBOT", "B1", "https://home.slack.com/")
OFFICE = Directory(
    (Office(OfficeKey("north"), "North", "FR", "Europe/Paris", "fr", "CSTAFF", "CMANAGE"),), (), (), (), ()
)


def test_the_sandbox_has_a_face_for_every_mark() -> None:
    assert set(MARKS.values()) <= set(FACES.values())


def of_slack(kind: str = "reaction_added", **more: Any) -> Inbound:
    item = {"type": "message", "channel": "C1", "ts": "10.1"}
    event = {"type": kind, "user": "U1", "reaction": "+1", "item": item, "event_ts": "1772442000.5", **more}
    body = {"type": "event_callback", "event_id": "Ev1", "event": event}
    return parse_slack(json.loads(raw_event(body, ME, {}).payload), OFFICE, lambda msgid, _, **__: msgid)


def of_telegram(*reactions: dict[str, str]) -> Inbound:
    change = {
        "chat": {"id": 5, "type": "private", "first_name": "Ana"},
        "message_id": 7,
        "user": {"id": 5, "is_bot": False, "first_name": "Ana"},
        "date": 1772442000,
        "old_reaction": [],
        "new_reaction": list(reactions),
    }
    return parse_telegram({"update_id": 1, "message_reaction": change})


def test_staff_react_and_take_it_back() -> None:
    at = datetime.fromtimestamp(1772442000.5, UTC)
    ref = MessageRef("slack", "C1", "10.1")
    assert of_slack() == DeskReaction(DeskUser("U1"), ref, "👍", True, at)
    assert of_slack("reaction_removed", reaction="eyes") == DeskReaction(DeskUser("U1"), ref, "👀", False, at)


@pytest.mark.parametrize("more", [{"user": "UBOT"}, {"item": {"type": "file", "file": "F1"}}])
def test_our_own_and_those_to_files_mean_nothing(more: dict[str, Any]) -> None:
    assert isinstance(of_slack(**more), Ignored)


def test_a_residents_reactions_are_told_all_at_once() -> None:
    meant = of_telegram({"type": "emoji", "emoji": "❤"}, {"type": "custom_emoji", "custom_emoji_id": "9"})
    assert isinstance(meant, ChatReaction)
    assert (meant.ref, meant.emoji) == (MessageRef("telegram", "5", "7"), ("❤", ""))
    taken_back = of_telegram()
    assert isinstance(taken_back, ChatReaction)
    assert taken_back.emoji == ()


@pytest.mark.parametrize(
    ("name", "face"),
    [
        ("+1", "👍"),
        ("thumbsup::skin-tone-3", "👍"),
        ("heart", "❤"),
        ("white_check_mark", "✅"),
        ("rocket", "🚀"),
        ("our-own-parrot", ""),
    ],
)
def test_slack_names(name: str, face: str) -> None:
    assert slack.emoji_of(name) == face


def test_every_reaction_of_telegram_has_a_name_that_is_no_mark() -> None:
    names = {face: slack.name_of(face) for face in EMOJI}
    assert None not in names.values()
    assert len({*names.values()}) == len(EMOJI)
    assert not {*names.values()} & {*MARKS.values()}


@pytest.mark.parametrize(
    "face", ["✅", "❤️", "👀", "🙌", "🚀", *Office.__dataclass_fields__["staff_reactions"].default]
)
def test_what_a_bot_sets_telegram_takes(face: str) -> None:
    assert telegram.settable(face) in EMOJI


def test_a_bot_may_set_what_telegram_offers() -> None:
    assert telegram.ALLOWED == EMOJI
    assert {telegram.settable(face) for face in EMOJI} == EMOJI
