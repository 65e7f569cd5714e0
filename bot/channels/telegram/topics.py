"""Chat topics: whether the bot's chats have them, what they are called, which icons there are.

Sources: core.telegram.org/bots/api#user (has_topics_enabled), #createforumtopic, #getforumtopiciconstickers. Closing a
topic exists in groups only.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.channels.telegram.driver import ChatDriver
from bot.channels.telegram.failures import not_modified, repeatable, topics_off
from bot.channels.telegram.render import number
from bot.domain.addresses import Place
from bot.domain.audience import TopicTitle
from bot.ports.channel import SendFailed
from bot.ports.clock import Clock

LOOK_AGAIN = timedelta(minutes=5)
"""How long what getMe said of topics holds: BotFather's switch may be turned at any time."""
_VARIATION = "\ufe0f"

log = structlog.get_logger(__name__)


class Topics:
    """The chat topics of one bot."""

    def __init__(self, driver: ChatDriver, clock: Clock, *, wanted: bool) -> None:
        self._driver, self._clock, self._wanted = driver, clock, wanted
        self._on = False
        self._looked_at: datetime | None = None
        self._icons: dict[str, str] | None = None

    async def on(self) -> bool:
        """Whether chats have topics and the office wants them. Raises SendFailed before anybody has told."""
        if not self._wanted:
            return False
        now = self._clock.now()
        if self._looked_at is None or now - self._looked_at >= LOOK_AGAIN:
            try:
                self._on = (await self._driver.open()).get("has_topics_enabled") is True
            except SendFailed as failure:
                if self._looked_at is None:
                    raise repeatable(failure) from None
            self._looked_at = now
        return self._on

    async def open(self, room: Place, title: TopicTitle) -> Place:
        """Make a topic. One whose answer was lost is made again: an empty one is left over then. Raises SendFailed."""
        name, icon = await self._shown(title)
        try:
            made = await self._driver.create_topic(number(room.room), name, icon)
        except SendFailed as failure:
            raise self._noted(failure) from None
        thread = made.get("message_thread_id")
        if not isinstance(thread, int):
            raise SendFailed("server", "Telegram's answer names no topic")
        return Place(room.channel, room.room, str(thread))

    async def retitle(self, topic: Place, title: TopicTitle) -> None:
        """Change a topic's name and icon; the same again is done already. Raises SendFailed."""
        name, icon = await self._shown(title)
        try:
            await self._driver.edit_topic(number(topic.room), number(topic.thread or ""), name, icon)
        except SendFailed as failure:
            if not not_modified(failure):
                raise self._noted(failure) from None

    async def _shown(self, title: TopicTitle) -> tuple[str, str | None]:
        """Name and icon; an emoji that is no icon stands before the name."""
        icons = await self._known_icons()
        icon = icons.get(title.emoji.replace(_VARIATION, ""))
        return (str(title.name), icon) if icon else (str(title), None)

    async def _known_icons(self) -> dict[str, str]:
        if self._icons is None:
            try:
                self._icons = dict(_read(sticker) for sticker in await self._driver.topic_icons())
            except SendFailed as failure:
                log.info("telegram.no_topic_icons", reason=failure.reason, detail=failure.detail)
                return {}
        return self._icons

    def _noted(self, failure: SendFailed) -> SendFailed:
        """Topics that were switched off meanwhile: what failed is sent without, at once."""
        if topics_off(failure):
            self._on, self._looked_at = False, self._clock.now()
            return SendFailed("not_ready", failure.detail, 0.0)
        return repeatable(failure)


def _read(sticker: Any) -> tuple[str, str]:
    """(emoji, id) of a sticker; what can't be read is no icon of ours."""
    if not isinstance(sticker, dict):
        return "", ""
    return str(sticker.get("emoji", "")).replace(_VARIATION, ""), str(sticker.get("custom_emoji_id", ""))
