"""What somebody pressed in his own conversation with the app: read from a press, carried along by its window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.channels.slack import mrkdwn
from bot.channels.slack.words import Json
from bot.domain.addresses import MessageRef
from bot.ports.inbound import Slip

_DIRECT = "D"
"""How the id of a direct conversation begins (docs.slack.dev/apis/web-api/using-the-conversations-api)."""


def pressed_on(body: Json, room: str, ts: str) -> Slip | None:
    """The message of ours in which something was pressed, where only its reader sees it."""
    if not (room.startswith(_DIRECT) and ts):
        return None
    text = (body.get("message") or {}).get("text")
    return Slip(MessageRef("slack", room, ts), mrkdwn.plain(text if isinstance(text, str) else "", {}))


def kept(slip: Slip | None) -> dict[str, str]:
    """What a window remembers of it."""
    return {"room": slip.ref.room, "ts": slip.ref.id, "says": slip.text} if slip else {}


def from_kept(values: Mapping[str, Any]) -> Slip | None:
    """What a window remembered. Total: never raises."""
    room, ts, says = (values.get(name) for name in ("room", "ts", "says"))
    if not (isinstance(room, str) and isinstance(ts, str) and room and ts):
        return None
    return Slip(MessageRef("slack", room, ts), says if isinstance(says, str) else "")
