"""chat.*: posting, changing and deleting messages.

Source: docs.slack.dev reference of the chat methods. Stricter than Slack in one thing: ``thread_ts`` must be
an existing parent, or the answer is thread_not_found.
"""

from __future__ import annotations

from typing import Any

from sandbox.slack.block_kit import message_blocks
from sandbox.slack.calls import Call, Method
from sandbox.slack.identity import BOT_ID, TEAM_DOMAIN, Json
from sandbox.slack.refusals import Refusal
from sandbox.slack.text import as_stored
from sandbox.slack.workspace import Channel, Message

TEXT_LIMIT = 40_000
"""Characters after which Slack cuts a message's text."""
UPDATE_LIMIT = 4_000
"""Characters above which chat.update refuses a text (pymc-labs/daimon pull request 106, probed live)."""


def visible_channel(call: Call, name: str = "channel") -> Channel:
    """The channel of the call, or channel_not_found; private ones only exist for their members."""
    channel = call.slack.workspace.channels.get(call.text(name) or "")
    if channel is None or (channel.kind != "channel" and not channel.has_bot):
        raise Refusal("channel_not_found")
    return channel


def joined_channel(call: Call, name: str = "channel") -> Channel:
    """The same, refused with not_in_channel or is_archived where the bot may not write."""
    channel = visible_channel(call, name)
    if channel.archived:
        raise Refusal("is_archived")
    if not channel.has_bot:
        raise Refusal("not_in_channel")
    return channel


def parent(call: Call, channel: Channel) -> Message | None:
    """The thread's parent that ``thread_ts`` names, if any."""
    ts = call.text("thread_ts")
    if not ts:
        return None
    message = channel.messages.get(ts)
    if message is None or message.is_reply:
        raise Refusal("thread_not_found")
    return message


def _destination(call: Call) -> Channel:
    """chat.postMessage also takes a user's id, for a direct message, and a public channel's name."""
    workspace = call.slack.workspace
    wanted = call.text("channel") or ""
    if wanted in workspace.users:
        return workspace.direct([wanted])
    if wanted not in workspace.channels:
        named = workspace.channel_named(wanted)
        if named is not None and (named.kind == "channel" or named.has_bot):
            call = Call(call.slack, call.method, {**call.params, "channel": named.id})
    return joined_channel(call)


def content(call: Call) -> tuple[str | None, list[Json] | None, Json]:
    """Text as stored, blocks with ids, and what else goes into the message; raises no_text."""
    text = call.text("text") if call.params.get("text") is not None else None
    raw_blocks: Any = call.json("blocks", "invalid_blocks_format")
    attachments: Any = call.json("attachments", "invalid_attachments")
    if text is not None:
        text = as_stored(text[:TEXT_LIMIT], links=call.text("parse") != "none")
    blocks = None if raw_blocks is None else message_blocks(raw_blocks, call.slack.workspace.new_id)
    more: Json = {}
    if attachments:
        more["attachments"] = [{"id": index, **one} for index, one in enumerate(attachments, 1)]
    if not (text and text.strip()) and not blocks and not attachments:
        raise Refusal("no_text")
    return text, blocks, more


def metadata_of(call: Call) -> Json | None:
    """``metadata`` with its two fields; an empty object is kept as such: chat.update removes with it."""
    value = call.json("metadata", "invalid_metadata_format")
    if value is None:
        return None
    if value == {}:
        return {}
    if (
        not isinstance(value, dict)
        or not isinstance(value.get("event_payload"), dict)
        or not value.get("event_type")
    ):
        raise Refusal("invalid_metadata_format")
    return {"event_type": value["event_type"], "event_payload": value["event_payload"]}


async def _post_message(call: Call) -> Json:
    channel = _destination(call)
    text, blocks, more = content(call)
    thread = parent(call, channel)
    metadata = metadata_of(call)
    if call.text("username"):
        if "chat:write.customize" not in call.slack.scopes:
            provided = ",".join(sorted(call.slack.scopes))
            raise Refusal("missing_scope", needed="chat:write.customize", provided=provided)
        more |= {"username": call.text("username"), "subtype": "bot_message"}
    call.slack.paces.take_message(channel.id)
    message = call.slack.posting.by_app(
        channel,
        text or "",
        blocks=blocks,
        thread=thread,
        broadcast=call.flag("reply_broadcast"),
        metadata=metadata or None,
        more=more,
    )
    answer: Json = {"channel": channel.id, "ts": message.ts, "message": message.full(metadata=True)}
    if len(call.text("text") or "") > TEXT_LIMIT:
        answer |= {"warning": "message_truncated"}
        answer["response_metadata"] = {"warnings": ["message_truncated"]}
    return answer


async def _post_ephemeral(call: Call) -> Json:
    channel = joined_channel(call)
    if call.text("user") not in channel.members:
        raise Refusal("user_not_in_channel")
    text, blocks, _ = content(call)
    thread = parent(call, channel)
    message = call.slack.posting.ephemeral(
        channel, call.need("user"), text or "", blocks=blocks, thread=thread.ts if thread else None
    )
    return {"message_ts": message.ts}


def _own(call: Call, channel: Channel, refusal: str) -> Message:
    message = channel.messages.get(call.text("ts") or "")
    if message is None or message.wire.get("subtype") == "tombstone":
        raise Refusal("message_not_found")
    if message.wire.get("bot_id") != BOT_ID:
        raise Refusal(refusal)
    return message


async def _update(call: Call) -> Json:
    channel = visible_channel(call)
    if channel.archived:
        raise Refusal("is_archived")
    message = _own(call, channel, "cant_update_message")
    if len(call.text("text") or "") > UPDATE_LIMIT:
        raise Refusal("msg_too_long")
    text, blocks, more = content(call)
    metadata = metadata_of(call)
    rendered_by_text = text is not None and blocks is None
    if rendered_by_text and text is not None:
        blocks = call.slack.posting.blocks_of(text)
    call.slack.posting.edit(
        channel,
        message,
        by=BOT_ID if rendered_by_text else None,
        text=text,
        blocks=blocks,
        metadata=metadata,
        more=more,
    )
    shown = message.full(metadata=True)
    return {"channel": channel.id, "ts": message.ts, "text": shown["text"], "message": shown}


async def _delete(call: Call) -> Json:
    channel = visible_channel(call)
    message = _own(call, channel, "cant_delete_message")
    call.slack.posting.delete(channel, message)
    return {"channel": channel.id, "ts": message.ts}


async def _permalink(call: Call) -> Json:
    channel = visible_channel(call)
    message = channel.messages.get(call.need("message_ts"))
    if message is None:
        raise Refusal("message_not_found")
    link = f"https://{TEAM_DOMAIN}.slack.com/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.wire['thread_ts']}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


_WRITE = ("chat:write",)
_LOOKS = ("username", "icon_emoji", "icon_url", "as_user", "link_names", "parse")
"""Taken; of these only ``username`` and ``parse`` change what the sandbox shows."""
METHODS = {
    "chat.postMessage": Method(
        _post_message,
        ("channel",),
        (
            "text",
            "blocks",
            "attachments",
            "thread_ts",
            "reply_broadcast",
            "metadata",
            "unfurl_links",
            "unfurl_media",
            "mrkdwn",
            *_LOOKS,
        ),
        _WRITE,
        tier=0,
    ),
    "chat.postEphemeral": Method(
        _post_ephemeral, ("channel", "user"), ("text", "blocks", "thread_ts", *_LOOKS), _WRITE, 4
    ),
    "chat.update": Method(
        _update,
        ("channel", "ts"),
        ("text", "blocks", "attachments", "metadata", "as_user", "link_names", "parse"),
        _WRITE,
    ),
    "chat.delete": Method(_delete, ("channel", "ts"), ("as_user",), _WRITE),
    "chat.getPermalink": Method(_permalink, ("channel", "message_ts"), (), (), 0),
}
"""By the name on the wire."""
