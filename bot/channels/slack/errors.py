"""Slack's refusals and a network's failures, as one ``SendFailed``.

Source: docs.slack.dev/apis/web-api (ok, error, 429 and Retry-After); slack_sdk turns an HTML answer into an
empty one and half a JSON into a SlackApiError over the bare response.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.ports.channel import Reason, SendFailed

_GONE = frozenset(("message_not_found", "file_not_found", "file_deleted", "user_not_in_channel"))
_CLOSED = frozenset(
    (
        "channel_not_found",
        "not_in_channel",
        "is_archived",
        "channel_is_archived",
        "restricted_action_read_only_channel",
    )
)
"""The channel takes nothing from us any more."""
_UNREACHABLE = frozenset(
    ("user_not_found", "users_not_found", "user_disabled", "cannot_dm_bot", "user_not_visible", "not_allowed")
)
_SET_UP = frozenset(
    (
        "invalid_auth",
        "not_authed",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "missing_scope",
        "no_permission",
        "not_enabled",  # views.publish: the app has no home tab
        "not_allowed_token_type",
        "org_login_required",
        "ekm_access_denied",
        "access_denied",
        "accesslimited",
    )
)
"""Mended by the operator, so the delivery waits instead of being given up."""
_BROKEN = frozenset(
    ("internal_error", "fatal_error", "service_unavailable", "request_timeout", "backend_error")
)
"""Slack's own failures; of some it says that the operation may have succeeded in part."""
_TOO_LARGE = frozenset(("file_too_large", "file_upload_size_restricted", "storage_limit_reached"))
_DEFAULT_WAIT = 30.0


def error_of(error: SlackApiError) -> str:
    """Slack's word for what went wrong, empty where it gave none."""
    return str(_data_of(error).get("error") or "")


def as_send_failed(error: Exception, method: str, *, repeatable: bool) -> SendFailed:
    """What a failed call means. ``repeatable``: doing it twice harms nobody."""
    if isinstance(error, SlackApiError):
        return _of_answer(error, method, repeatable)
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return SendFailed("network", f"{method}: no connection ({type(error).__name__})")
    return SendFailed(_doubt(repeatable), f"{method}: no answer ({type(error).__name__})")


@contextlib.asynccontextmanager
async def calling(method: str, *, repeatable: bool = True) -> AsyncIterator[None]:
    """Turn whatever a call of ``method`` raises into SendFailed."""
    try:
        yield
    except (SlackClientError, aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        raise as_send_failed(error, method, repeatable=repeatable) from None


def wait_of(headers: Mapping[str, Any]) -> float:
    """The seconds that ``Retry-After`` asks for."""
    for name, value in headers.items():
        if name.lower() == "retry-after" and str(value).isdecimal():
            return float(value)
    return _DEFAULT_WAIT


def _doubt(repeatable: bool) -> Reason:
    return "network" if repeatable else "unknown"


def _data_of(error: SlackApiError) -> Mapping[str, Any]:
    data = getattr(error.response, "data", None)
    return data if isinstance(data, dict) else {}


def _of_answer(error: SlackApiError, method: str, repeatable: bool) -> SendFailed:
    answer: Any = error.response
    status = int(getattr(answer, "status_code", 0) or getattr(answer, "status", 0))
    data = _data_of(error)
    code = error_of(error)
    if status == 429 or code in ("ratelimited", "rate_limited"):
        return SendFailed("flood", method, wait_of(getattr(answer, "headers", None) or {}))
    if not data:
        reason: Reason = "server" if repeatable else "unknown"
        return SendFailed(reason, f"{method}: HTTP {status} without a readable answer")
    return SendFailed(_reason_of(code, status, repeatable), f"{method}: {_told(code, data)}")


def _reason_of(code: str, status: int, repeatable: bool) -> Reason:
    if code in _GONE:
        return "gone"
    if code in _CLOSED:
        return "closed"
    if code == "thread_not_found":
        return "lost"
    if code in _UNREACHABLE:
        return "unreachable"
    if code in _SET_UP:
        return "server"
    if code in _TOO_LARGE:
        return "too_large"
    if status >= 500 or code in _BROKEN:
        return "server" if repeatable else "unknown"
    return "refused"


def _told(code: str, data: Mapping[str, Any]) -> str:
    if code == "missing_scope":
        return f"missing_scope, the app needs {data.get('needed')}: add it and reinstall the app"
    metadata = data.get("response_metadata")
    messages = metadata.get("messages") if isinstance(metadata, dict) else None
    return f"{code} {'; '.join(map(str, messages))}" if messages else code or "refused without a reason"
