"""Signing in: who we are, what Slack says of the office's staff, and which channels the bot joins."""

from __future__ import annotations

import logging

from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.envelope import Identity
from bot.channels.slack.errors import calling
from bot.channels.slack.words import Json, rooms
from bot.domain.directory import Directory
from bot.ports.channel import SendFailed
from bot.ports.clock import Clock

_log = logging.getLogger(__name__)
_ATTEMPTS = 24
_PAUSE = 5.0


async def identify(web: AsyncWebClient) -> Identity:
    """Who we are. Raises SendFailed."""
    async with calling("auth.test"):
        answer = await web.auth_test()
        url = str(answer["url"])
        return Identity(
            str(answer["team_id"]),
            str(answer["user_id"]),
            str(answer.get("bot_id") or ""),
            url if url.endswith("/") else f"{url}/",
        )


async def staff_roster(web: AsyncWebClient, directory: Directory, clock: Clock) -> list[Json]:
    """users.info of every member the office file names; those Slack does not know are left out."""
    users: list[Json] = []
    for slack_id in sorted({member.slack for member in directory.staff if member.slack}):
        try:
            users.append(await _user(web, slack_id, clock))
        except SendFailed as failed:
            if failed.retryable:
                raise
            _log.warning("Slack member %s of the office file: %s", slack_id, failed.detail)
    return users


async def join_rooms(web: AsyncWebClient, directory: Directory) -> None:
    """Join the public channels of offices and contractors; into private ones somebody must invite the bot."""
    firms = [firm.channel for firm in directory.contractors if firm.channel]
    for channel in (*(channel for _, channel in rooms(directory)), *firms):
        try:
            async with calling("conversations.join"):
                await web.conversations_join(channel=channel)
        except SendFailed as failed:
            _log.info("Slack channel %s was not joined: %s", channel, failed.detail)


async def room_facts(web: AsyncWebClient, directory: Directory, clock: Clock) -> list[Json]:
    """conversations.info of every channel the office file names. One that Slack does not show us is closed to us; of
    one it doesn't tell about now nothing is said."""
    found: list[Json] = []
    for _, channel in rooms(directory):
        try:
            found.append(await _room(web, channel, clock))
        except SendFailed as failed:
            _log.warning("Slack channel %s of the office file: %s", channel, failed.detail)
            if failed.reason == "closed":
                found.append({"id": channel, "closed": True})
    return found


async def _room(web: AsyncWebClient, channel: str, clock: Clock) -> Json:
    for _ in range(_ATTEMPTS):
        try:
            async with calling("conversations.info"):
                told: Json = (await web.conversations_info(channel=channel))["channel"]
                kept = ("id", "is_archived", "is_member", "is_ext_shared")
                return {name: told[name] for name in kept if name in told}
        except SendFailed as failed:
            if failed.reason not in ("flood", "network"):
                raise
            await clock.sleep(failed.retry_after or _PAUSE)
    raise SendFailed("network", "conversations.info: no answer for too long")


async def _user(web: AsyncWebClient, slack_id: str, clock: Clock) -> Json:
    for _ in range(_ATTEMPTS):
        try:
            async with calling("users.info"):
                user: Json = (await web.users_info(user=slack_id))["user"]
                return user
        except SendFailed as failed:
            if failed.reason not in ("flood", "network"):
                raise
            await clock.sleep(failed.retry_after or _PAUSE)
    raise SendFailed("network", "users.info: no answer for too long")
