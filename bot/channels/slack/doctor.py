"""Whether the set-up in Slack works, line by line, and what to do where it does not."""

from __future__ import annotations

from collections.abc import AsyncIterator

from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.errors import calling
from bot.channels.slack.http import PATH
from bot.channels.slack.words import rooms
from bot.domain.directory import Directory
from bot.ports.channel import SendFailed

NEEDED_SCOPES = (
    "channels:history",
    "channels:join",
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:write",
    "reactions:read",
    "reactions:write",
    "users:read",
)
"""The bot token's scopes, as the app's manifest asks for them."""
NEEDED_EVENTS = (
    "app_home_opened",
    "channel_archive",
    "channel_deleted",
    "channel_left",
    "channel_shared",
    "channel_unarchive",
    "channel_unshared",
    "group_archive",
    "group_deleted",
    "group_left",
    "group_unarchive",
    "member_joined_channel",
    "member_left_channel",
    "message.channels",
    "message.groups",
    "message.im",
    "reaction_added",
    "reaction_removed",
    "user_change",
)
"""The bot events the app subscribes to, as its manifest has them. Slack tells no bot token which it does."""

Line = tuple[bool, str]

_EVENTS: Line = (
    True,
    "Slack: only its settings show the app's events. App Home has the Home Tab on, and Event Subscriptions name these "
    f"bot events: {', '.join(NEEDED_EVENTS)}.",
)

_OVER_HTTP: Line = (
    True,
    "Slack: events come over HTTP. Only Slack can check that: in the app's settings Socket Mode is off, and the "
    f"Request URLs of Event Subscriptions, Interactivity and /palier all end in {PATH}.",
)


async def check(web: AsyncWebClient, app_token: str | None, directory: Directory) -> list[Line]:
    """(good, what was found and what to do) a line. Without an ``app_token`` events come over HTTP."""
    lines = [line async for line in _token(web)]
    if not lines[0][0]:
        return lines
    lines.append(_EVENTS)
    lines.append(_OVER_HTTP if app_token is None else await _connection(web, app_token))
    for _, channel in rooms(directory):
        lines.append(await _room(web, channel))
    for firm in directory.contractors:
        if firm.channel:
            lines.append(await _room(web, firm.channel, outsiders=True))
    for member in directory.staff:
        if member.slack:
            lines.append(await _member(web, member.slack, member.name))
    return lines


async def _token(web: AsyncWebClient) -> AsyncIterator[Line]:
    try:
        async with calling("auth.test"):
            answer = await web.auth_test()
    except SendFailed as failed:
        if failed.reason in ("network", "unknown"):
            remedy = "Check this machine's way to the internet, a proxy, and PALIER_SLACK_API_BASE."
            yield False, f"Slack: it does not answer ({failed.detail}). {remedy}"
        else:
            yield (
                False,
                f"Slack: the bot token fails ({failed.detail}). Check the xoxb- token in the settings.",
            )
        return
    yield True, f"Slack: signed in to {answer.get('team')} as @{answer.get('user')}."
    given = next((value for name, value in answer.headers.items() if name.lower() == "x-oauth-scopes"), "")
    missing = sorted(set(NEEDED_SCOPES) - {scope.strip() for scope in str(given).split(",")})
    if missing:
        remedy = "Add them under OAuth & Permissions and reinstall the app."
        yield False, f"Slack: scopes are missing: {', '.join(missing)}. {remedy}"
    else:
        yield True, "Slack: the bot token has every scope it needs."


async def _connection(web: AsyncWebClient, app_token: str) -> Line:
    try:
        async with calling("apps.connections.open"):
            await web.apps_connections_open(app_token=app_token)
    except SendFailed as failed:
        return False, (
            f"Slack: Socket Mode does not open ({failed.detail}). Switch it on in the app's settings and "
            "check that the xapp- token has connections:write."
        )
    return True, "Slack: Socket Mode opens."


async def _room(web: AsyncWebClient, channel: str, *, outsiders: bool = False) -> Line:
    """``outsiders``: a contractor's channel, which his own organisation may share."""
    try:
        async with calling("conversations.info"):
            found = (await web.conversations_info(channel=channel))["channel"]
    except SendFailed as failed:
        return False, (
            f"Slack: channel {channel} is not visible ({failed.detail}). Use its id (C…) in the office file; "
            "if it is private, type /invite @palier in it."
        )
    name = f"#{found.get('name')}"
    if found.get("is_archived"):
        return False, f"Slack: {name} is archived. Unarchive it or name another in the office file."
    if found.get("is_ext_shared") and not outsiders:
        return False, (
            f"Slack: {name} is shared with another organisation, which would read its tickets. Answers written "
            "there stay internal. End the sharing, or name another channel in the office file."
        )
    if found.get("is_member"):
        return True, f"Slack: the bot is in {name}."
    if found.get("is_private"):
        return False, f"Slack: the bot is not in {name}. Type /invite @palier there."
    return True, f"Slack: the bot is not in {name} yet; it joins by itself when Palier starts."


async def _member(web: AsyncWebClient, user: str, name: str) -> Line:
    try:
        async with calling("users.info"):
            found = (await web.users_info(user=user))["user"]
    except SendFailed as failed:
        remedy = "Correct the member id in the office file."
        return False, f"Slack: {name} ({user}) is not found ({failed.detail}). {remedy}"
    if found.get("deleted"):
        return False, f"Slack: the account of {name} is deactivated. Take him out of the office file."
    if found.get("is_restricted") or found.get("is_ultra_restricted") or found.get("is_bot"):
        return (
            False,
            f"Slack: {name} is a guest or a bot, who can't speak for the office. Name a full member.",
        )
    return True, f"Slack: {name} is a member."
