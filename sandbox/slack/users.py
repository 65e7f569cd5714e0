"""users.* and usergroups.*."""

from __future__ import annotations

from sandbox.slack.calls import Call, Method
from sandbox.slack.conversations import page
from sandbox.slack.identity import BOT_USER, TEAM_ID, Json
from sandbox.slack.refusals import Refusal
from sandbox.slack.workspace import User


def _wire(call: Call, user: User) -> Json:
    email = "users:read.email" in call.slack.scopes
    return user.wire(with_email=email, with_locale=call.flag("include_locale"))


async def _info(call: Call) -> Json:
    user = call.slack.workspace.users.get(call.text("user") or "")
    if user is None:
        raise Refusal("user_not_found")
    return {"user": _wire(call, user)}


async def _list(call: Call) -> Json:
    home = [user for user in call.slack.workspace.users.values() if user.team == TEAM_ID]
    shown, more = page(call, home, 1000)
    members = [_wire(call, user) for user in shown]
    return {"members": members, "cache_ts": call.slack.workspace.seconds(), "response_metadata": more}


async def _by_email(call: Call) -> Json:
    email = (call.text("email") or "").lower()
    for user in call.slack.workspace.users.values():
        if user.email and user.email.lower() == email and not user.deleted and user.team == TEAM_ID:
            return {"user": _wire(call, user)}
    raise Refusal("users_not_found")


async def _conversations(call: Call) -> Json:
    user = call.text("user") or BOT_USER
    if user not in call.slack.workspace.users:
        raise Refusal("user_not_found")
    kinds = {
        "public_channel": "channel",
        "private_channel": "group",
        "im": "im",
        "mpim": "mpim",
    }
    wanted = {kinds.get(kind.strip()) for kind in (call.text("types") or "public_channel").split(",")}
    channels = [
        channel
        for channel in call.slack.workspace.channels.values()
        if channel.kind in wanted
        and user in channel.members
        and (channel.kind == "channel" or channel.has_bot)
        and not (channel.archived and call.flag("exclude_archived"))
    ]
    shown, more = page(call, channels, 100)
    return {"channels": [channel.wire() for channel in shown], "response_metadata": more}


async def _groups(call: Call) -> Json:
    groups = []
    for group in call.slack.workspace.usergroups.values():
        wire = {key: value for key, value in group.items() if key != "users"}
        if call.flag("include_users"):
            wire["users"] = list(group["users"])
        groups.append(wire)
    return {"usergroups": groups}


async def _group_users(call: Call) -> Json:
    group = call.slack.workspace.usergroups.get(call.need("usergroup"))
    if group is None:
        raise Refusal("no_such_subteam")
    return {"users": list(group["users"])}


METHODS = {
    "users.info": Method(_info, ("user",), ("include_locale",), ("users:read",), 4),
    "users.list": Method(_list, (), ("cursor", "limit", "include_locale"), ("users:read",), 2),
    "users.lookupByEmail": Method(_by_email, ("email",), (), ("users:read.email",)),
    "users.conversations": Method(
        _conversations,
        (),
        ("user", "types", "cursor", "limit", "exclude_archived"),
        ("channels:read", "groups:read"),
    ),
    "usergroups.list": Method(
        _groups,
        (),
        ("include_users", "include_count", "include_disabled"),
        ("usergroups:read",),
        2,
    ),
    "usergroups.users.list": Method(
        _group_users, ("usergroup",), ("include_disabled",), ("usergroups:read",), 2
    ),
}
"""By the name on the wire."""
