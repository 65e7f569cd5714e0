"""What an answer of the Bot API means for a delivery: the one place that reads its status and wording.

Sources: core.telegram.org/bots/api#making-requests and the wording of Telegram's own server
(tdlib/telegram-bot-api).
"""

from __future__ import annotations

import json
from typing import Any

from bot.ports.channel import Reason, SendFailed

_GONE = (
    "not found",
    "message_id_invalid",
    "invalid file_id",
    "wrong file_id",
    "user is deactivated",
)
_NO_TOPIC = ("message thread not found", "topic_deleted", "topic_id_invalid")
_TOPICS_OFF = ("the chat is not a forum", "channel_forum_missing")
_UNREACHABLE = ("chat not found", "peer_id_invalid", "user_is_blocked")
_TOO_LARGE = ("too big", "too large")
_LONGEST_DETAIL = 300


def answered(status: int, content: str | bytes) -> Any:
    """The ``result`` of an HTTP answer, exactly as it came. Raises SendFailed for every other answer."""
    body = _read(content)
    arrived = 200 <= status < 300
    if arrived and body.get("ok") is True:
        return body.get("result")
    if arrived and "ok" not in body:
        raise SendFailed("unknown", "the answer could not be read")
    parameters = body.get("parameters")
    retry_after = parameters.get("retry_after") if isinstance(parameters, dict) else None
    description = body.get("description")
    raise failed(
        status,
        description if isinstance(description, str) else "no description",
        float(retry_after) if isinstance(retry_after, int | float) else None,
    )


def _read(content: str | bytes) -> dict[str, Any]:
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def failed(status: int, description: str, retry_after: float | None = None) -> SendFailed:
    """The failure that an HTTP status and a description stand for; ``retry_after`` in seconds."""
    detail = f"{status} {description[:_LONGEST_DETAIL]}"
    if status == 429:
        return SendFailed("flood", detail, retry_after if retry_after is not None else 1.0)
    if status in (401, 404) and description.lower() in ("unauthorized", "not found"):
        return SendFailed("refused", f"{detail}: not the token of any bot; get it from @BotFather")
    return SendFailed(_reason(status, description.lower()), detail)


def _reason(status: int, words: str) -> Reason:
    if status == 409:
        return "conflict"
    if status == 504:  # a gateway gave up waiting: what it passed on may have been carried out
        return "unknown"
    if status >= 500 or "temporarily unavailable" in words:
        return "server"
    if status == 413 or any(part in words for part in _TOO_LARGE):
        return "too_large"
    if any(part in words for part in _UNREACHABLE):
        return "unreachable"
    if any(part in words for part in _NO_TOPIC):
        return "no_topic"
    if any(part in words for part in _GONE):
        return "gone"
    return "unreachable" if status == 403 else "refused"


def not_modified(failure: SendFailed) -> bool:
    """Whether an edit failed only because nothing changes by it."""
    words = failure.detail.lower()
    unchanged = "message is not modified" in words or "topic_not_modified" in words
    return failure.reason == "refused" and unchanged


def topics_off(failure: SendFailed) -> bool:
    """Whether the bot's chats have no topics (any more)."""
    return failure.reason == "refused" and any(part in failure.detail.lower() for part in _TOPICS_OFF)


def repeatable(failure: SendFailed) -> SendFailed:
    """The failure of what may be asked twice without harm: whether it arrived doesn't matter then."""
    return SendFailed("network", failure.detail) if failure.reason == "unknown" else failure


def redacted(text: str, token: str) -> str:
    """``text`` without the bot's token, in whatever way its colon is written."""
    secret = token.rpartition(":")[2]
    return text.replace(secret, "…") if secret else text


def download_failed(status: int) -> SendFailed:
    """What the HTTP status of a file's download stands for; its address holds the token and is not told."""
    if status in (400, 403, 404, 410):
        return SendFailed("gone", f"the file can't be downloaded any more ({status})")
    return failed(status, "the file's download failed")
