"""Whether a post whose answer was lost has arrived: its delivery key stands in the message's metadata.

Source: docs.slack.dev/messaging/message-metadata; the only use of conversations.history and
conversations.replies.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.errors import calling
from bot.channels.slack.words import Json

EVENT_TYPE: Final = "palier_delivery"
PAGE: Final = 100
SKEW: Final = timedelta(hours=1)
"""How far Slack's clock may be behind ours: nothing older than that before it was queued is looked at."""


def metadata(key: str) -> Json:
    """What marks a post as the one of this delivery."""
    return {"event_type": EVENT_TYPE, "event_payload": {"key": key}}


async def posted_before(
    web: AsyncWebClient, room: str, thread: str | None, key: str, since: datetime | None
) -> str | None:
    """The ``ts`` of the post that carries this key, None when it has not arrived; it was queued at ``since``. All that
    is there since then is read, however much: giving up would post it twice. Raises SendFailed."""
    oldest = f"{(since - SKEW).timestamp():.6f}" if since else None
    cursor: str | None = None
    while True:
        answer = await _page(web, room, thread, oldest, cursor)
        for message in answer.get("messages") or ():
            found = message.get("metadata") or {}
            if found.get("event_type") == EVENT_TYPE and found.get("event_payload", {}).get("key") == key:
                return str(message["ts"])
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or None
        if cursor is None:
            return None


async def _page(
    web: AsyncWebClient, room: str, thread: str | None, oldest: str | None, cursor: str | None
) -> Any:
    if thread is None:
        async with calling("conversations.history"):
            return await web.conversations_history(
                channel=room, oldest=oldest, cursor=cursor, limit=PAGE, include_all_metadata=True
            )
    async with calling("conversations.replies"):
        return await web.conversations_replies(
            channel=room, ts=thread, oldest=oldest, cursor=cursor, limit=PAGE, include_all_metadata=True
        )
