"""Whatever staff did before a resident has a chat, and do after: whoever links one reads no internal word there, every
public one that stands once, and nothing any more once it is unlinked (ADR 0040)."""

from __future__ import annotations

import asyncio
import tempfile
from functools import cache
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.scenario.desk import Desk, Left
from tests.scenario.invited_desk import invited, logged
from tests.scenario.test_privacy import (
    ACTIONS,
    Action,
    Said,
    _all_that_reached_the_chat,
    _do,
    _queued_for_residents,
)

CHAT = "ellen"
SOME = st.lists(ACTIONS, min_size=1, max_size=5)


@settings(
    max_examples=8,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(before=SOME, after=SOME, at_last=SOME)
def test_no_internal_word_reaches_whoever_links(
    before: list[Action], after: list[Action], at_last: list[Action]
) -> None:
    _live_through(before, after, at_last)


@pytest.mark.soak
@settings(max_examples=500, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(before=SOME, after=SOME, at_last=SOME)
def test_no_internal_word_reaches_whoever_links_for_long(
    before: list[Action], after: list[Action], at_last: list[Action]
) -> None:
    _live_through(before, after, at_last)


def _live_through(before: list[Action], after: list[Action], at_last: list[Action]) -> None:
    begun, said = _begun(), Said()
    with tempfile.TemporaryDirectory() as folder, structlog.testing.capture_logs():
        desk = Desk(Path(folder))

        async def live() -> None:
            await desk.go_on(begun)
            try:
                await _live(desk, said, before, after, at_last)
            finally:
                await desk.close()

        asyncio.run(live())
        seen = _all_that_reached_the_chat(desk)
        for word in [*said.internal, *said.handed_over]:
            assert word not in seen, f"{word} reached whoever linked"
        assert not any("SECRET" in payload for payload in _queued_for_residents(desk))


async def _live(
    desk: Desk, said: Said, before: list[Action], after: list[Action], at_last: list[Action]
) -> None:
    for number, action in enumerate(before):
        if "resident" not in action[0]:
            await _do(desk, said, number, action)
    desk.chat.join(CHAT, "en")
    linked = (await desk.ticket()).is_open
    code = await invited(desk)
    await desk.happens(desk.chat.write(CHAT, f"/start home-{code}"))
    for number, action in enumerate(after, 100):
        await _do(desk, said, number, action)
    if linked:
        _each_public_word_came_once(desk, said)
    lines = [one for one in desk.slack.shown if "a relié une conversation" in one.text]
    if not lines:
        return
    press = desk.slack.press_labelled(desk.staff("KARIM"), lines[-1], desk.say("Not the right person…", "fr"))
    await desk.happens(press)
    heard, later = len(desk.chat.chats[CHAT].feed), Said()
    for number, action in enumerate(at_last, 200):
        if "resident" not in action[0] and action[0] not in ("deletes", "edits", "edits into a note"):
            await _do(desk, later, number, action)
    assert desk.chat.chats[CHAT].feed[heard:] == [], "something went there after it was unlinked"
    said.internal += [*later.public, *later.internal, *later.handed_over]


def _each_public_word_came_once(desk: Desk, said: Said) -> None:
    chat = desk.chat.chats[CHAT]
    now = "\n".join(f"{bubble.text} {(bubble.file or b'').decode()}" for bubble in chat.bubbles)
    for word in said.public:
        came = [text for text, _ in chat.feed if word in text and not text.startswith("🗑")]
        assert len(came) <= 1, f"{word} came {len(came)} times"
        assert (word in now) is (word not in said.taken_back), f"{word} stands in the chat, or does not"


@cache
def _begun() -> Left:
    """A desk with one request that was logged for somebody without a chat, made once."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))

        async def begin() -> None:
            await desk.open()
            await logged(desk)
            await desk.close()

        asyncio.run(begin())
        return desk.left()
