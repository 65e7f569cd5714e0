"""What Slack tells us of our own doing ends at the door; whatever somebody may act on goes in."""

from __future__ import annotations

from typing import Any

import pytest

from bot.channels.slack.envelope import Identity, is_echo

US = Identity("T0HOME", "U0BOT", "B0BOT", "https://x.slack.com/")


@pytest.mark.parametrize(
    ("event", "echo"),
    [
        ({"type": "message", "user": "U0BOT", "bot_id": "B0BOT"}, True),
        ({"type": "message", "subtype": "bot_message", "bot_id": "B0BOT"}, True),
        ({"type": "reaction_added", "user": "U0BOT"}, True),
        ({"type": "reaction_removed", "user": "U0BOT"}, True),
        ({"type": "message", "user": "U0ANNE"}, False),
        ({"type": "message", "subtype": "bot_message", "bot_id": "B0OTHER"}, False),
        ({"type": "message", "subtype": "message_deleted", "user": "U0BOT", "bot_id": "B0BOT"}, False),
        ({"type": "message", "subtype": "message_changed", "message": {"bot_id": "B0BOT"}}, False),
        ({"type": "reaction_added", "user": "U0ANNE", "item_user": "U0BOT"}, False),
        ({"type": "channel_archive", "user": "U0BOT"}, False),
    ],
)
def test_echoes(event: dict[str, Any], echo: bool) -> None:
    assert is_echo({"type": "event_callback", "event": event}, US) is echo


@pytest.mark.parametrize("body", [{}, {"event": None}, {"event": "x"}, {"command": "/ticket"}])
def test_what_is_no_event_is_none(body: dict[str, Any]) -> None:
    assert not is_echo(body, US)
