"""The Telegram channel: residents' private chats with the office's bot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import aclosing
from datetime import datetime
from typing import Any

from bot.channels.telegram import doctor, kinds, parse, reactions, render
from bot.channels.telegram.driver import ChatDriver, Json, Upload
from bot.channels.telegram.entities import entities_of
from bot.channels.telegram.failures import not_modified, repeatable
from bot.channels.telegram.intake import Intake
from bot.channels.telegram.lanes import NAME
from bot.channels.telegram.topics import Topics
from bot.channels.telegram.webhook import PATH, Door, Webhook
from bot.domain.addresses import MessageRef, Place
from bot.domain.audience import (
    Farewell,
    ForResident,
    Leave,
    Received,
    Remove,
    Retouch,
    StatusCard,
    TopicTitle,
)
from bot.domain.technician import ForTechnician, JobCard, WorkMenu, WorkRetouch
from bot.ports.channel import Delivery, LocalFile, Outgoing, Receipt, Receive, SendFailed
from bot.ports.clock import Clock
from bot.ports.inbound import Inbound
from bot.ports.web import Route

FETCH_BYTES = 20 << 20
"""A file a bot may download at most (core.telegram.org/bots/api#getfile)."""
GLOBAL_PACE = (NAME, 1 / 28, 28)
"""Below the 30 a second that core.telegram.org/bots/faq#my-bot-is-hitting-limits gives; exact limits are
unpublished."""


class TelegramChannel:
    """Channel, CanFetch, CanCheck, HasMenu, HasTopics and HasRoutes over a driver. Polls, ``poll_timeout`` seconds
    long and at most 50, unless there is a ``webhook``. ``topics`` is false where the office wants none."""

    name = NAME

    def __init__(
        self,
        driver: ChatDriver,
        clock: Clock,
        *,
        poll_timeout: int = 25,
        webhook: Webhook | None = None,
        topics: bool = True,
    ) -> None:
        self._driver, self._clock, self._poll_timeout = driver, clock, poll_timeout
        self._topics = Topics(driver, clock, wanted=topics)
        self._webhook = webhook
        self._door = None if webhook is None else Door(driver, clock, webhook)

    async def run(self, receive: Receive) -> None:
        """Receive until cancelled. Raises SendFailed when Telegram refuses for good (a wrong token)."""
        if self._door is not None:
            await self._door.run(receive)
        else:
            await Intake(self._driver, self._clock, receive, poll_timeout=self._poll_timeout).run()

    def routes(self) -> Sequence[Route]:
        """The webhook, where there is one."""
        return () if self._door is None else (Route(PATH, self._door.answer),)

    async def close(self) -> None:
        """Close the driver's connections."""
        await self._driver.close()

    def parse(self, payload: Mapping[str, Any], received_at: datetime) -> Inbound:
        """What a stored update means. Raises Unreadable."""
        return parse.parse(payload)

    async def deliver(self, delivery: Delivery) -> Receipt:
        """Send, retouch, mark, remove or leave. Raises SendFailed.

        Telegram has no key against doubles and nothing to look a message up by, so an uncertain delivery is
        sent once more; its flag is the worker's business.
        """
        match delivery.content:
            case ForResident() | ForTechnician():
                return await self._say(delivery.place, delivery.content, delivery.file)
            case Retouch() | WorkRetouch():
                return await self._retouch(delivery.content)
            case StatusCard(content, target):
                if target is None:
                    return await self._say(delivery.place, content, None)
                return await self._retouch(Retouch(target, content))
            case JobCard(content, target):
                if target is None:
                    return await self._say(delivery.place, content, None)
                return await self._retouch(WorkRetouch(target, content))
            case WorkMenu():
                return await self._offer(delivery.content)
            case Received():
                return await self._sign(delivery.content)
            case Remove():
                return await self._remove(delivery.content)
            case Farewell(text=text):
                return await self._say(delivery.place, ForResident(text), None)
            case Leave():
                return await self._leave(delivery.place)
        raise SendFailed("refused", "Telegram holds residents' and technicians' chats only, not the desk")

    def pace(self, place: Place, content: Outgoing) -> tuple[tuple[str, float, int], ...]:
        """One a second in a chat after a burst of 20, 28 a second in all; what is no message counts in all only."""
        if isinstance(content, Received | Remove | WorkMenu | Leave):
            return (GLOBAL_PACE,)
        return ((f"{NAME}:chat:{place.room}", 1.0, 20), GLOBAL_PACE)

    async def has_topics(self) -> bool:
        """Whether tickets have chat topics: BotFather's switch, and the office's. Raises SendFailed."""
        return await self._topics.on()

    async def open_topic(self, room: Place, title: TopicTitle) -> Place:
        """Make a chat topic. Raises SendFailed."""
        return await self._topics.open(room, title)

    async def retitle(self, topic: Place, title: TopicTitle) -> None:
        """Change a chat topic's name and icon. Raises SendFailed."""
        await self._topics.retitle(topic, title)

    async def fetch(self, source: str) -> AsyncIterator[bytes]:
        """The bytes of a resident's file, at most 20 MB. Raises SendFailed; asking again does no harm, so
        what else would be ``unknown`` is ``network``."""
        enclosed = kinds.enclosed(source)
        if enclosed is not None:
            yield enclosed
            return
        try:
            async with aclosing(self._driver.fetch(source, FETCH_BYTES)) as chunks:
                async for chunk in chunks:
                    yield chunk
        except SendFailed as failure:
            raise repeatable(failure) from None

    async def set_menu(self, language: str | None, commands: list[tuple[str, str]]) -> None:
        """Set the (command, description) menu for a language, None for everybody else. Raises SendFailed."""
        await self._driver.set_menu(language, commands)

    async def name_of_bot(self) -> str:
        """What the bot is called in links (``t.me/NAME``), "" where it has no name. Raises SendFailed."""
        return str((await self._driver.open()).get("username") or "")

    async def check(self) -> list[tuple[bool, str]]:
        """What ``palier doctor`` prints: does the bot answer, has it chat topics, how does it receive."""
        return await doctor.check(self._driver, self._webhook, self._clock.now())

    async def _say(
        self, place: Place, content: ForResident | ForTechnician, file: LocalFile | None
    ) -> Receipt:
        quotes, spans = (content.quotes, content.spans) if isinstance(content, ForResident) else (None, ())
        target = render.target_of(place, quotes)
        keyboard = render.keyboard_of(content.buttons)
        entities = entities_of(content.text, spans)
        if content.attachment is None:
            text = str(content.text)
            sent = await self._driver.send_text(target, text, entities=entities, keyboard=keyboard)
            return _receipt(place, sent)
        if file is None:
            raise SendFailed("not_ready", "the file is not at hand yet")
        upload = await _upload(file)
        caption = render.checked_caption(str(content.text))
        try:
            sent = await self._driver.send_file(
                target, upload, caption=caption, entities=entities, keyboard=keyboard
            )
        except SendFailed as failure:
            if upload.kind != "photo" or not _no_photo(failure):
                raise
            document = Upload("document", upload.path, upload.name)
            sent = await self._driver.send_file(
                target, document, caption=caption, entities=entities, keyboard=keyboard
            )
        return _receipt(place, sent)

    async def _retouch(self, content: Retouch | WorkRetouch) -> Receipt:
        """Change a message to the same again is done already. Without a text only the buttons change."""
        chat, message = render.number(content.target.room), render.number(content.target.id)
        text = str(content.content.text)
        spans = content.content.spans if isinstance(content.content, ForResident) else ()
        entities = entities_of(text, spans)
        keyboard = render.keyboard_of(content.content.buttons)
        try:
            if content.content.attachment is not None:
                caption = render.checked_caption(text)
                await self._driver.edit_caption(chat, message, caption, entities=entities, keyboard=keyboard)
            elif text:
                await self._driver.edit_text(chat, message, text, entities=entities, keyboard=keyboard)
            else:
                await self._driver.edit_keyboard(chat, message, keyboard)
        except SendFailed as failure:
            if not not_modified(failure):
                raise repeatable(failure) from None
        return Receipt()

    async def _offer(self, menu: WorkMenu) -> Receipt:
        """The same menu again does no harm."""
        try:
            await self._driver.set_menu(None, menu.commands, chat=render.number(menu.chat))
        except SendFailed as failure:
            raise repeatable(failure) from None
        return Receipt()

    async def _sign(self, content: Received) -> Receipt:
        """A sign that can never be set (message deleted, bot blocked) is no loss."""
        chat, message = render.number(content.target.room), render.number(content.target.id)
        emoji = reactions.settable(content.emoji) if content.emoji else reactions.RECEIVED
        try:
            await self._driver.react(chat, message, emoji)
        except SendFailed as failure:
            if failure.retryable:
                raise repeatable(failure) from None
        return Receipt()

    async def _leave(self, place: Place) -> Receipt:
        """Out of a group; whatever is refused for good says that it is no longer there, or has no such group."""
        try:
            await self._driver.leave(render.number(place.room))
        except SendFailed as failure:
            if failure.retryable:
                raise repeatable(failure) from None
        return Receipt()

    async def _remove(self, content: Remove) -> Receipt:
        """Telegram lets a bot delete what is younger than 48 hours (#deletemessage); the rest stays and fails."""
        refused: SendFailed | None = None
        for target in content.targets:
            try:
                await self._driver.delete(render.number(target.room), render.number(target.id))
            except SendFailed as failure:
                if failure.retryable or failure.reason == "unreachable":
                    raise repeatable(failure) from None
                refused = refused if failure.reason == "gone" else failure
        if refused is not None:
            raise refused
        return Receipt()


async def _upload(file: LocalFile) -> Upload:
    try:
        size = (await asyncio.to_thread(file.path.stat)).st_size
    except OSError:
        raise SendFailed("refused", f"the attachment {file.attachment.id} is not in the store") from None
    kind = render.upload_kind(file.attachment, file.looks, size)
    return Upload(kind, file.path, render.upload_name(file.attachment))


def _no_photo(failure: SendFailed) -> bool:
    """Telegram took the picture for none: too long, too wide, or damaged. It can still go as a document."""
    return failure.reason == "refused" and any(
        word in failure.detail for word in ("PHOTO_", "IMAGE_PROCESS_")
    )


def _receipt(place: Place, sent: Json) -> Receipt:
    number = sent.get("message_id")
    if not isinstance(number, int):
        raise SendFailed("unknown", "Telegram's answer names no message")
    return Receipt(MessageRef(NAME, place.room, str(number)))
