"""Faults between the app and the server: the one place where they happen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web

from sandbox.slack.platform import Slack, pause

Effect = Callable[[], Awaitable[web.StreamResponse]]


async def with_fault(
    slack: Slack, request: web.Request, name: str, params: Mapping[str, Any], effect: Effect
) -> web.StreamResponse:
    """Run ``effect`` through the fault that is switched on for this call, if any."""
    fault = slack.faults.take("slack", name, params)
    if fault is None:
        return await effect()
    if fault.kind == "latency":
        await pause(fault.seconds)
        return await effect()
    slack.journal.add("slack", "answer", name, {"fault": fault.kind, "status": fault.status})
    if fault.kind == "reset_before":
        return _cut(request)
    if fault.kind == "html":
        return web.Response(
            status=fault.status, text="<html><body>Oops</body></html>", content_type="text/html"
        )
    if fault.kind == "error":
        headers = {"Retry-After": str(fault.retry_after)} if fault.retry_after is not None else {}
        error = "ratelimited" if fault.status == 429 else fault.description
        return web.json_response({"ok": False, "error": error}, status=fault.status, headers=headers)
    answer = await effect()
    if fault.kind == "lost_answer":
        return _cut(request)
    body = answer.body if isinstance(answer, web.Response) else b""
    text = body if isinstance(body, bytes) else b""
    return web.Response(status=answer.status, body=text[: len(text) // 2], content_type=answer.content_type)


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
