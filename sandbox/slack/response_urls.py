"""``POST /hooks/{id}``: five uses within thirty minutes.

Source: docs.slack.dev "Handling user interaction", section on message responses.
"""

from __future__ import annotations

from typing import Any

from aiohttp import web

from sandbox.slack.block_kit import message_blocks
from sandbox.slack.chat import TEXT_LIMIT
from sandbox.slack.identity import BOT_ID, Json
from sandbox.slack.interactions import HOOK_SECONDS, HOOK_USES, Hook
from sandbox.slack.platform import Slack
from sandbox.slack.refusals import Refusal
from sandbox.slack.text import as_stored
from sandbox.slack.web_faults import with_fault


async def respond(slack: Slack, request: web.Request) -> web.StreamResponse:
    """One use of a response_url."""
    try:
        body = await request.json()
    except ValueError:
        return web.json_response({"ok": False, "error": "invalid_payload"}, status=400)
    slack.journal.add("slack", "call", "response_url", body)

    async def effect() -> web.StreamResponse:
        try:
            apply(slack, slack.interactions.hooks.get(request.match_info["id"]), body)
        except Refusal as refusal:
            status = 404 if refusal.error in ("used_url", "expired_url") else 400
            return web.json_response(refusal.answer(), status=status)
        return web.json_response({"ok": True})

    return await with_fault(slack, request, "response_url", body, effect)


def apply(slack: Slack, hook: Hook | None, body: Json) -> None:
    """Do what the body asks for; raises Refusal used_url, expired_url, no_text or invalid_blocks."""
    if hook is None or slack.clock.now() - hook.born > HOOK_SECONDS:
        raise Refusal("expired_url")
    if hook.uses >= HOOK_USES:
        raise Refusal("used_url")
    message = hook.message
    if body.get("delete_original") and message is not None:
        hook.uses += 1
        slack.posting.delete(hook.channel, message)
        return
    text, blocks = spoken(slack, body)
    hook.uses += 1
    if body.get("replace_original") and message is not None:
        shown = blocks if blocks is not None else slack.posting.blocks_of(text)
        slack.posting.edit(hook.channel, message, by=None if blocks else BOT_ID, text=text, blocks=shown)
    elif body.get("response_type") == "in_channel":
        thread = hook.channel.messages.get(str(body.get("thread_ts")))
        slack.posting.by_app(hook.channel, text, blocks=blocks, thread=thread)
    else:
        slack.posting.ephemeral(hook.channel, hook.user.id, text, blocks=blocks, thread=body.get("thread_ts"))


def spoken(slack: Slack, body: Json) -> tuple[str, list[Json] | None]:
    """Text as stored and checked blocks; raises no_text when there is neither."""
    raw: Any = body.get("blocks")
    blocks = message_blocks(raw, slack.workspace.new_id) if raw else None
    text = as_stored(str(body.get("text") or "")[:TEXT_LIMIT])
    if not text.strip() and not blocks and not body.get("attachments"):
        raise Refusal("no_text")
    return text, blocks
