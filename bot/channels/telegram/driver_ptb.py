"""The Bot API through python-telegram-bot, used for its requests alone: its models never see an answer.

Every parameter is the Bot API's own JSON, so what the library does not know yet goes out all the same. httpx,
its transport, is imported for two things: its exceptions tell what never left from what may have arrived,
and it streams a file, which the library only loads whole. Failures are raised after the ``except`` that
caught the cause, as causes hold addresses with the token.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncGenerator, Sequence
from contextlib import AbstractAsyncContextManager, aclosing, nullcontext
from typing import Any

import httpx
from telegram import Bot, InputFile
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.channels.telegram.download import capped, located
from bot.channels.telegram.driver import (
    CALL_SECONDS,
    FILE_SECONDS,
    POLL_SPARE_SECONDS,
    Json,
    Keyboard,
    Target,
    Upload,
)
from bot.channels.telegram.failures import answered, download_failed
from bot.ports.channel import SendFailed

SENDERS = 8
"""Calls under way at once; a poll comes on top. More connections cost httpx more than they gain."""
_CONNECT_SECONDS = 30
_SILENCE_SECONDS = 60
"""How long a download may stand still."""
_CHUNK = 64 * 1024
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


class _Failed(TelegramError):
    """Our failure on its way through the library, which wraps every other exception."""

    def __init__(self, failure: SendFailed) -> None:
        super().__init__(failure.detail)
        self.failure = failure


class _RawRequest(HTTPXRequest):
    """The library's HTTP, reading answers our way. How long a call may take is the driver's business."""

    def __init__(self, connections: int, trusted: ssl.SSLContext) -> None:
        super().__init__(
            connection_pool_size=connections,
            connect_timeout=_CONNECT_SECONDS,
            read_timeout=None,
            write_timeout=None,
            media_write_timeout=None,
            pool_timeout=None,
            httpx_kwargs={"verify": trusted},
        )

    async def do_request(self, *given: Any, **named: Any) -> tuple[int, bytes]:
        """Status and body. Raises _Failed for a refusal."""
        status, content = await super().do_request(*given, **named)
        if not 200 <= status < 300:
            _result(status, content)
        return status, content

    @staticmethod
    def parse_json_payload(payload: bytes) -> Json:
        """An answer of which the library then takes the ``result``. Raises _Failed."""
        return {"result": _result(200, payload)}


class _RawBot(Bot):
    """The library's bot, with a call for everything."""

    async def call(self, method: str, parameters: Json) -> Any:
        """The raw result. None among the parameters is left out."""
        return await self._post(method, api_kwargs=parameters)


class PtbDriver:
    """A ChatDriver. ``api_base`` is the Bot API's address without ``/bot…``."""

    def __init__(self, token: str, api_base: str | None = None) -> None:
        trusted = httpx.create_ssl_context()  # reading the authorities takes longer than all else here
        self._polling, self._sending = _RawRequest(1, trusted), _RawRequest(SENDERS, trusted)
        api = api_base or "https://api.telegram.org"
        self._bot = _RawBot(
            token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=self._sending,
            get_updates_request=self._polling,
        )
        patience = httpx.Timeout(_SILENCE_SECONDS, connect=_CONNECT_SECONDS)
        self._files = httpx.AsyncClient(timeout=patience, verify=trusted)
        self._slots = asyncio.Semaphore(SENDERS)

    async def open(self) -> Json:
        return await self._object("getMe")

    async def close(self) -> None:
        await asyncio.gather(self._polling.shutdown(), self._sending.shutdown(), self._files.aclose())

    async def poll(self, offset: int | None, seconds: int, allowed: Sequence[str]) -> list[Any]:
        parameters = {"offset": offset, "limit": 100, "timeout": seconds, "allowed_updates": list(allowed)}
        wait = seconds + POLL_SPARE_SECONDS
        return _listed(await self._call("getUpdates", parameters, wait, nullcontext()))

    async def send_text(
        self, target: Target, text: str, *, entities: Sequence[Json] = (), keyboard: Keyboard | None = None
    ) -> Json:
        words = {"text": text, "entities": list(entities) or None}
        return await self._object("sendMessage", _addressed(target) | words | _markup(keyboard))

    async def send_file(
        self,
        target: Target,
        upload: Upload,
        *,
        caption: str = "",
        entities: Sequence[Json] = (),
        keyboard: Keyboard | None = None,
    ) -> Json:
        words = {"caption": caption or None, "caption_entities": list(entities) or None}
        parameters = _addressed(target) | words | _markup(keyboard)
        try:
            content = await asyncio.to_thread(upload.path.open, "rb")
        except OSError as error:
            failure = _lost(error)
        else:
            try:
                parameters[upload.kind] = InputFile(content, filename=upload.name, read_file_handle=False)
                return await self._object(f"send{upload.kind.capitalize()}", parameters, FILE_SECONDS)
            finally:
                await asyncio.to_thread(content.close)
        raise failure

    async def edit_text(
        self,
        chat: int,
        message: int,
        text: str,
        *,
        entities: Sequence[Json] = (),
        keyboard: Keyboard | None = None,
    ) -> None:
        words = {"text": text, "entities": list(entities) or None}
        await self._call("editMessageText", _message(chat, message) | words | _markup(keyboard))

    async def edit_caption(
        self,
        chat: int,
        message: int,
        caption: str,
        *,
        entities: Sequence[Json] = (),
        keyboard: Keyboard | None = None,
    ) -> None:
        words = {"caption": caption or None, "caption_entities": list(entities) or None}
        await self._call("editMessageCaption", _message(chat, message) | words | _markup(keyboard))

    async def edit_keyboard(self, chat: int, message: int, keyboard: Keyboard | None) -> None:
        await self._call("editMessageReplyMarkup", _message(chat, message) | _markup(keyboard))

    async def delete(self, chat: int, message: int) -> None:
        await self._call("deleteMessage", _message(chat, message))

    async def react(self, chat: int, message: int, emoji: str | None) -> None:
        reaction = [] if emoji is None else [{"type": "emoji", "emoji": emoji}]
        await self._call("setMessageReaction", _message(chat, message) | {"reaction": reaction})

    async def leave(self, chat: int) -> None:
        await self._call("leaveChat", {"chat_id": chat})

    async def answer_choice(self, choice: str, text: str = "") -> None:
        await self._call("answerCallbackQuery", {"callback_query_id": choice, "text": text or None})

    async def fetch(self, file_id: str, at_most: int) -> AsyncGenerator[bytes, None]:
        path, size = located(await self._object("getFile", {"file_id": file_id}), at_most)
        failure: SendFailed
        try:
            async with aclosing(capped(self._stream(path), size, at_most)) as chunks:
                async for chunk in chunks:
                    yield chunk
            return
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            failure = _lost(error)
        raise failure

    async def create_topic(self, chat: int, name: str, icon: str | None) -> Json:
        return await self._object("createForumTopic", _titled(chat, name, icon))

    async def edit_topic(self, chat: int, topic: int, name: str, icon: str | None) -> None:
        await self._call("editForumTopic", _titled(chat, name, icon) | {"message_thread_id": topic})

    async def topic_icons(self) -> list[Any]:
        return _listed(await self._call("getForumTopicIconStickers", {}))

    async def set_menu(
        self, language: str | None, commands: Sequence[tuple[str, str]], *, chat: int | None = None
    ) -> None:
        scope = None if chat is None else {"type": "chat", "chat_id": chat}
        whose = {"scope": scope, "language_code": language}
        if commands:
            listed = [{"command": command, "description": words} for command, words in commands]
            await self._call("setMyCommands", {"commands": listed} | whose)
        else:
            await self._call("deleteMyCommands", whose)

    async def set_webhook(self, url: str, secret: str, allowed: Sequence[str], connections: int) -> None:
        parameters = {"url": url, "secret_token": secret, "allowed_updates": list(allowed)}
        await self._call("setWebhook", parameters | {"max_connections": connections})

    async def delete_webhook(self) -> None:
        await self._call("deleteWebhook", {"drop_pending_updates": False})

    async def webhook(self) -> Json:
        return await self._object("getWebhookInfo")

    async def _object(self, method: str, parameters: Json | None = None, seconds: int = CALL_SECONDS) -> Json:
        """The raw result of a method that answers an object: anything else leaves open what happened."""
        found = await self._call(method, parameters or {}, seconds)
        if not isinstance(found, dict):
            raise SendFailed("unknown", f"{method} answered no object")
        return found

    async def _call(
        self,
        method: str,
        parameters: Json,
        seconds: int = CALL_SECONDS,
        slot: AbstractAsyncContextManager[None] | None = None,
    ) -> Any:
        """The raw result. Raises SendFailed without a cause."""
        try:
            async with slot or self._slots, asyncio.timeout(seconds):
                return await self._bot.call(method, parameters)
        except _Failed as answer:
            failure = answer.failure
        except TelegramError as error:
            failure = _lost(error.__cause__ or error)
        except OSError as error:
            failure = _lost(error)
        raise failure.with_traceback(None)

    async def _stream(self, path: str) -> AsyncGenerator[bytes, None]:
        url, plainly = f"{self._bot.base_file_url}/{path}", {"Accept-Encoding": "identity"}
        async with self._files.stream("GET", url, headers=plainly) as answer:
            if answer.status_code != 200:
                raise download_failed(answer.status_code)
            async for chunk in answer.aiter_bytes(_CHUNK):
                yield chunk


def _result(status: int, content: bytes) -> Any:
    try:
        return answered(status, content)
    except SendFailed as failure:
        raise _Failed(failure) from None


def _lost(error: BaseException) -> SendFailed:
    """No connection was made: nothing arrived. Anything later: it may have. Only the kind is told, as texts
    may hold the address."""
    name = type(error).__name__
    if isinstance(error, _NEVER_LEFT):
        return SendFailed("network", f"no connection to Telegram ({name})")
    return SendFailed("unknown", f"the connection failed underway ({name})")


def _addressed(target: Target) -> Json:
    reply = {"message_id": target.reply_to, "allow_sending_without_reply": True}
    return {
        "chat_id": target.chat,
        "message_thread_id": target.topic,
        "reply_parameters": None if target.reply_to is None else reply,
    }


def _listed(found: Any) -> list[Any]:
    if not isinstance(found, list):
        raise SendFailed("server", "the answer is no list")
    return found


def _titled(chat: int, name: str, icon: str | None) -> Json:
    return {"chat_id": chat, "name": name, "icon_custom_emoji_id": icon}


def _message(chat: int, message: int) -> Json:
    return {"chat_id": chat, "message_id": message}


def _markup(keyboard: Keyboard | None) -> Json:
    return {"reply_markup": {"inline_keyboard": keyboard}} if keyboard else {}
