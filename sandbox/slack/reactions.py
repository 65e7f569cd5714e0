"""reactions.* and pins.add."""

from __future__ import annotations

import re

from sandbox.slack.calls import Call, Method
from sandbox.slack.chat import joined_channel, visible_channel
from sandbox.slack.identity import BOT_USER, Json
from sandbox.slack.refusals import Refusal
from sandbox.slack.workspace import Channel, Message


def _item(call: Call, channel: Channel) -> Message:
    message = channel.messages.get(call.need("timestamp"))
    if message is None:
        raise Refusal("message_not_found")
    return message


def _name(call: Call) -> str:
    name = call.need("name").strip(":")
    if not re.fullmatch(r"[\w+-]+", name):
        raise Refusal("invalid_name")
    return name


async def _add(call: Call) -> Json:
    channel = joined_channel(call)
    message, name = _item(call, channel), _name(call)
    if name not in message.reactions and len(message.reactions) >= 23:
        raise Refusal("too_many_emoji")
    if not call.slack.posting.react(channel, message, BOT_USER, name):
        raise Refusal("already_reacted")
    return {}


async def _remove(call: Call) -> Json:
    channel = joined_channel(call)
    if not call.slack.posting.unreact(channel, _item(call, channel), BOT_USER, _name(call)):
        raise Refusal("no_reaction")
    return {}


async def _get(call: Call) -> Json:
    channel = visible_channel(call)
    message = _item(call, channel)
    return {"type": "message", "channel": channel.id, "message": message.full()}


async def _pin(call: Call) -> Json:
    channel = joined_channel(call)
    message = _item(call, channel)
    if message.ts in channel.pins:
        raise Refusal("already_pinned")
    channel.pins.append(message.ts)
    call.slack.effect("pin", {"channel": channel.id, "ts": message.ts})
    return {}


METHODS = {
    "reactions.add": Method(_add, ("channel", "timestamp", "name"), (), ("reactions:write",)),
    "reactions.remove": Method(_remove, ("channel", "timestamp", "name"), (), ("reactions:write",), 2),
    "reactions.get": Method(_get, ("channel", "timestamp"), ("full",), ("reactions:read",)),
    "pins.add": Method(_pin, ("channel", "timestamp"), (), ("pins:write",), 2),
}
"""By the name on the wire."""
