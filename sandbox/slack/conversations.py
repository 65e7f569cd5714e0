"""conversations.*: which channels there are, who is in them, what was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from sandbox.slack.calls import Call, Method
from sandbox.slack.chat import visible_channel
from sandbox.slack.identity import BOT_USER, Json
from sandbox.slack.platform import Slack
from sandbox.slack.refusals import Refusal
from sandbox.slack.workspace import Channel, Message

_Item = TypeVar("_Item")
DISTRIBUTED_ITEMS = 15
_KINDS = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


def page(call: Call, items: Sequence[_Item], default: int) -> tuple[list[_Item], Json]:
    """One page and its ``response_metadata``; the cursor is the next item's index."""
    cursor = call.text("cursor") or ""
    if cursor and not cursor.removeprefix("c").isdigit():
        raise Refusal("invalid_cursor")
    start = int(cursor.removeprefix("c")) if cursor else 0
    limit = call.number("limit", default)
    if not 1 <= limit <= 1000:
        raise Refusal("invalid_limit")
    end = start + limit
    return list(items[start:end]), {"next_cursor": f"c{end}" if end < len(items) else ""}


async def _list(call: Call) -> Json:
    kinds = {_KINDS.get(kind.strip(), "") for kind in (call.text("types") or "public_channel").split(",")}
    if "" in kinds:
        raise Refusal("invalid_types")
    channels = [
        channel
        for channel in call.slack.workspace.channels.values()
        if channel.kind in kinds
        and (channel.kind == "channel" or channel.has_bot)
        and not (channel.archived and call.flag("exclude_archived"))
    ]
    shown, more = page(call, channels, 100)
    return {
        "channels": [
            channel.wire() | ({} if channel.kind == "im" else {"num_members": len(channel.members)})
            for channel in shown
        ],
        "response_metadata": more,
    }


async def _info(call: Call) -> Json:
    channel = visible_channel(call)
    wire = channel.wire()
    if call.flag("include_num_members"):
        wire["num_members"] = len(channel.members)
    return {"channel": wire}


def _readable(call: Call) -> Channel:
    channel = visible_channel(call)
    if not channel.has_bot:
        raise Refusal("not_in_channel")
    return channel


def _in_window(call: Call, messages: Sequence[Message]) -> list[Message]:
    oldest, latest = call.text("oldest") or "0", call.text("latest") or "9999999999"
    inclusive = call.flag("inclusive")
    low, high = float(oldest), float(latest)
    return [
        message
        for message in messages
        if low < float(message.ts) < high or (inclusive and float(message.ts) in (low, high))
    ]


def _slowed(call: Call) -> Call:
    """For commercially distributed apps outside the Marketplace: once a minute, fifteen objects."""
    if not call.slack.switches.distributed_app:
        return call
    call.slack.paces.take(f"{call.method}/distributed", per_minute=1)
    limit = min(call.number("limit", DISTRIBUTED_ITEMS), DISTRIBUTED_ITEMS)
    return Call(call.slack, call.method, {**call.params, "limit": limit})


async def _history(call: Call) -> Json:
    channel = _readable(call)
    call = _slowed(call)
    newest_first = _in_window(call, list(channel.top_level()))[::-1]
    shown, more = page(call, newest_first, 100)
    metadata = call.flag("include_all_metadata")
    answer: Json = {
        "messages": [message.full(metadata=metadata) for message in shown],
        "has_more": bool(more["next_cursor"]),
        "pin_count": len(channel.pins),
        "channel_actions_ts": None,
        "channel_actions_count": 0,
    }
    return answer | ({"response_metadata": more} if more["next_cursor"] else {})


async def _replies(call: Call) -> Json:
    channel = _readable(call)
    call = _slowed(call)
    asked = channel.messages.get(call.need("ts"))
    if asked is None:
        raise Refusal("thread_not_found")
    root = channel.messages[str(asked.wire["thread_ts"])] if asked.is_reply else asked
    replies = _in_window(call, [channel.messages[ts] for ts in root.replies])
    shown, more = page(call, [root, *replies], 1000)
    metadata = call.flag("include_all_metadata")
    answer: Json = {
        "messages": [message.full(metadata=metadata) for message in shown],
        "has_more": bool(more["next_cursor"]),
    }
    return answer | ({"response_metadata": more} if more["next_cursor"] else {})


async def _members(call: Call) -> Json:
    shown, more = page(call, visible_channel(call).members, 100)
    return {"members": shown, "response_metadata": more}


def joined(slack: Slack, channel: Channel, user: str, inviter: str | None = None) -> None:
    """Take somebody in and tell the app if it is there to hear."""
    channel.members.append(user)
    event: Json = {
        "type": "member_joined_channel",
        "user": user,
        "channel": channel.id,
        "channel_type": "C" if channel.kind == "channel" else "G",
        "team": slack.workspace.users[user].team,
        "event_ts": slack.workspace.new_ts(),
    }
    slack.emit(event | ({"inviter": inviter} if inviter else {}), channel)


async def _join(call: Call) -> Json:
    channel = visible_channel(call)
    if channel.kind != "channel":
        raise Refusal("method_not_supported_for_channel_type")
    if channel.archived:
        raise Refusal("is_archived")
    if channel.has_bot:
        metadata = {"warnings": ["already_in_channel"]}
        return {"channel": channel.wire(), "warning": "already_in_channel", "response_metadata": metadata}
    joined(call.slack, channel, BOT_USER)
    return {"channel": channel.wire()}


async def _open(call: Call) -> Json:
    if channel_id := call.text("channel"):
        channel = call.slack.workspace.channels.get(channel_id)
        if channel is None or channel.kind not in ("im", "mpim"):
            raise Refusal("channel_not_found")
    else:
        users = [user for user in (call.text("users") or "").split(",") if user]
        if not users:
            raise Refusal("users_list_not_supplied")
        if len(users) > 8:
            raise Refusal("too_many_users")
        if any(user not in call.slack.workspace.users for user in users):
            raise Refusal("user_not_found")
        channel = call.slack.workspace.direct(users)
    return {"channel": channel.wire() if call.flag("return_im") else {"id": channel.id}}


async def _create(call: Call) -> Json:
    name = call.text("name") or ""
    if not name:
        raise Refusal("invalid_name_required")
    _check_name(call, name)
    kind = "group" if call.flag("is_private") else "channel"
    channel = call.slack.workspace.add_channel(name, kind, [BOT_USER], creator=BOT_USER)  # type: ignore[arg-type]
    return {"channel": channel.wire()}


def _check_name(call: Call, name: str) -> None:
    if len(name) > 80:
        raise Refusal("invalid_name_maxlength")
    if not re.fullmatch(r"[\w-]+", name) or name != name.lower():
        raise Refusal("invalid_name_specials")
    if call.slack.workspace.channel_named(name) is not None:
        raise Refusal("name_taken")


async def _invite(call: Call) -> Json:
    channel = _readable(call)
    if channel.archived:
        raise Refusal("is_archived")
    users = [user for user in call.need("users").split(",") if user]
    for user in users:
        if user == BOT_USER:
            raise Refusal("cant_invite_self")
        if user not in call.slack.workspace.users:
            raise Refusal("user_not_found")
        if user in channel.members:
            raise Refusal("already_in_channel")
    for user in users:
        joined(call.slack, channel, user, inviter=BOT_USER)
    return {"channel": channel.wire()}


async def _archive(call: Call) -> Json:
    channel = _readable(call)
    if channel.archived:
        raise Refusal("already_archived")
    archive(call.slack, channel, BOT_USER)
    return {}


def archive(slack: Slack, channel: Channel, user: str) -> None:
    """Close a channel to new messages."""
    channel.archived = True
    kind = "channel_archive" if channel.kind == "channel" else "group_archive"
    ts = slack.workspace.new_ts()
    slack.emit({"type": kind, "channel": channel.id, "user": user, "is_moved": 0, "event_ts": ts}, channel)


async def _rename(call: Call) -> Json:
    channel = _readable(call)
    name = call.need("name")
    _check_name(call, name)
    if channel.creator != BOT_USER:
        raise Refusal("not_authorized")
    rename(call.slack, channel, name)
    return {"channel": channel.wire()}


def rename(slack: Slack, channel: Channel, name: str) -> None:
    """Give a channel another name."""
    channel.previous_names.insert(0, channel.name)
    channel.name = name
    kind = "channel_rename" if channel.kind == "channel" else "group_rename"
    about: Json = {"id": channel.id, "name": name, "created": channel.created, "name_normalized": name}
    if channel.kind == "channel":
        about |= {"is_channel": True, "is_mpim": False}
    slack.emit({"type": kind, "channel": about, "event_ts": slack.workspace.new_ts()}, channel)


_READ = ("{kind}:read",)
_HISTORY = ("{kind}:history",)
_MANAGE = ("channels:manage", "groups:write")
_PAGES = ("cursor", "limit")
METHODS = {
    "conversations.list": Method(
        _list,
        (),
        (*_PAGES, "types", "exclude_archived"),
        ("channels:read", "groups:read", "im:read"),
        2,
    ),
    "conversations.info": Method(_info, ("channel",), ("include_num_members", "include_locale"), _READ),
    "conversations.history": Method(
        _history, ("channel",), (*_PAGES, "oldest", "latest", "inclusive", "include_all_metadata"), _HISTORY
    ),
    "conversations.replies": Method(
        _replies,
        ("channel", "ts"),
        (*_PAGES, "oldest", "latest", "inclusive", "include_all_metadata"),
        _HISTORY,
    ),
    "conversations.members": Method(_members, ("channel",), _PAGES, _READ, 4),
    "conversations.join": Method(_join, ("channel",), (), ("channels:join",)),
    "conversations.open": Method(_open, (), ("channel", "users", "return_im"), ("im:write", "mpim:write")),
    "conversations.create": Method(_create, (), ("name", "is_private"), _MANAGE, 2),
    "conversations.invite": Method(_invite, ("channel", "users"), ("force",), _MANAGE),
    "conversations.archive": Method(_archive, ("channel",), (), _MANAGE, 2),
    "conversations.rename": Method(_rename, ("channel", "name"), (), _MANAGE, 2),
}
"""By the name on the wire."""
