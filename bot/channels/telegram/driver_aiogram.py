"""The Bot API through aiogram 3, whose own models never see an answer: they refuse what they don't know.

aiohttp, aiogram's transport, is imported for its exceptions alone: they tell what never left from what may
have arrived. Failures are raised after the ``except`` that caught the cause, as causes hold addresses with
the token.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from typing import Any

from aiogram import Bot, methods
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import AiogramError, TelegramNetworkError
from aiogram.methods.base import Response, TelegramMethod
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    FSInputFile,
    InlineKeyboardMarkup,
    MessageEntity,
    ReactionTypeEmoji,
    ReplyParameters,
)
from aiohttp import ClientConnectorError, ClientError, ClientResponseError, ConnectionTimeoutError

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
from bot.channels.telegram.failures import answered, download_failed, redacted
from bot.ports.channel import SendFailed


class _RawSession(AiohttpSession):
    """aiogram's HTTP session, handing on the JSON of an answer as it came."""

    def check_response(
        self, bot: Bot, method: TelegramMethod[Any], status_code: int, content: str
    ) -> Response[Any]:
        """The answer's ``result``, unvalidated. Raises SendFailed."""
        return Response.model_construct(ok=True, result=answered(status_code, content))


class AiogramDriver:
    """A ChatDriver. ``api_base`` is the Bot API's address without ``/bot…``."""

    def __init__(self, token: str, api_base: str | None = None) -> None:
        api = PRODUCTION if api_base is None else TelegramAPIServer.from_base(api_base)
        self._token = token
        self._session = _RawSession(api=api, timeout=CALL_SECONDS)
        self._bot = Bot(token, session=self._session)

    async def open(self) -> Json:
        return await self._object(methods.GetMe())

    async def close(self) -> None:
        await self._session.close()

    async def poll(self, offset: int | None, seconds: int, allowed: Sequence[str]) -> list[Any]:
        request = methods.GetUpdates(offset=offset, limit=100, timeout=seconds, allowed_updates=list(allowed))
        return _listed(await self._call(request, seconds + POLL_SPARE_SECONDS))

    async def send_text(
        self, target: Target, text: str, *, entities: Sequence[Json] = (), keyboard: Keyboard | None = None
    ) -> Json:
        request = methods.SendMessage(
            chat_id=target.chat,
            message_thread_id=target.topic,
            text=text,
            entities=_entities(entities),
            reply_markup=_markup(keyboard),
            reply_parameters=_reply(target),
        )
        return await self._object(request)

    async def send_file(
        self,
        target: Target,
        upload: Upload,
        *,
        caption: str = "",
        entities: Sequence[Json] = (),
        keyboard: Keyboard | None = None,
    ) -> Json:
        method = _SENDERS[upload.kind]
        request = method(
            chat_id=target.chat,
            message_thread_id=target.topic,
            caption=caption or None,
            caption_entities=_entities(entities),
            reply_markup=_markup(keyboard),
            reply_parameters=_reply(target),
            **{upload.kind: FSInputFile(upload.path, filename=upload.name)},
        )
        return await self._object(request, FILE_SECONDS)

    async def edit_text(
        self,
        chat: int,
        message: int,
        text: str,
        *,
        entities: Sequence[Json] = (),
        keyboard: Keyboard | None = None,
    ) -> None:
        request = methods.EditMessageText(
            chat_id=chat,
            message_id=message,
            text=text,
            entities=_entities(entities),
            reply_markup=_markup(keyboard),
        )
        await self._call(request)

    async def edit_caption(
        self,
        chat: int,
        message: int,
        caption: str,
        *,
        entities: Sequence[Json] = (),
        keyboard: Keyboard | None = None,
    ) -> None:
        request = methods.EditMessageCaption(
            chat_id=chat,
            message_id=message,
            caption=caption or None,
            caption_entities=_entities(entities),
            reply_markup=_markup(keyboard),
        )
        await self._call(request)

    async def edit_keyboard(self, chat: int, message: int, keyboard: Keyboard | None) -> None:
        await self._call(
            methods.EditMessageReplyMarkup(chat_id=chat, message_id=message, reply_markup=_markup(keyboard))
        )

    async def delete(self, chat: int, message: int) -> None:
        await self._call(methods.DeleteMessage(chat_id=chat, message_id=message))

    async def react(self, chat: int, message: int, emoji: str | None) -> None:
        reaction: list[Any] = [] if emoji is None else [ReactionTypeEmoji(emoji=emoji)]
        await self._call(methods.SetMessageReaction(chat_id=chat, message_id=message, reaction=reaction))

    async def leave(self, chat: int) -> None:
        await self._call(methods.LeaveChat(chat_id=chat))

    async def answer_choice(self, choice: str, text: str = "") -> None:
        await self._call(methods.AnswerCallbackQuery(callback_query_id=choice, text=text or None))

    async def fetch(self, file_id: str, at_most: int) -> AsyncGenerator[bytes, None]:
        path, size = located(await self._object(methods.GetFile(file_id=file_id)), at_most)
        url = self._session.api.file_url(self._token, path)
        try:
            stream = self._session.stream_content(url, timeout=FILE_SECONDS)
            async with aclosing(capped(stream, size, at_most)) as chunks:
                async for chunk in chunks:
                    yield chunk
            return
        except ClientResponseError as error:
            failure = download_failed(error.status)
        except (ClientError, TimeoutError, OSError) as error:
            failure = self._lost(error)
        raise failure

    async def create_topic(self, chat: int, name: str, icon: str | None) -> Json:
        return await self._object(
            methods.CreateForumTopic(chat_id=chat, name=name, icon_custom_emoji_id=icon)
        )

    async def edit_topic(self, chat: int, topic: int, name: str, icon: str | None) -> None:
        request = methods.EditForumTopic(
            chat_id=chat, message_thread_id=topic, name=name, icon_custom_emoji_id=icon
        )
        await self._call(request)

    async def topic_icons(self) -> list[Any]:
        return _listed(await self._call(methods.GetForumTopicIconStickers()))

    async def set_menu(
        self, language: str | None, commands: Sequence[tuple[str, str]], *, chat: int | None = None
    ) -> None:
        listed = [BotCommand(command=command, description=words) for command, words in commands]
        scope = None if chat is None else BotCommandScopeChat(chat_id=chat)
        if listed:
            request = methods.SetMyCommands(commands=listed, scope=scope, language_code=language)
            await self._call(request)
        else:
            await self._call(methods.DeleteMyCommands(scope=scope, language_code=language))

    async def set_webhook(self, url: str, secret: str, allowed: Sequence[str], connections: int) -> None:
        request = methods.SetWebhook(
            url=url, secret_token=secret, allowed_updates=list(allowed), max_connections=connections
        )
        await self._call(request)

    async def delete_webhook(self) -> None:
        await self._call(methods.DeleteWebhook(drop_pending_updates=False))

    async def webhook(self) -> Json:
        return await self._object(methods.GetWebhookInfo())

    async def _object(self, method: TelegramMethod[Any], seconds: int = CALL_SECONDS) -> Json:
        """The raw result of a method that answers an object: anything else leaves open what happened."""
        found = await self._call(method, seconds)
        if not isinstance(found, dict):
            raise SendFailed("unknown", f"{method.__api_method__} answered no object")
        return found

    async def _call(self, method: TelegramMethod[Any], seconds: int = CALL_SECONDS) -> Any:
        """The raw result. Raises SendFailed without a cause."""
        try:
            return await self._bot(method, request_timeout=seconds)
        except TelegramNetworkError as error:
            failure = self._lost(error.__cause__ or error)
        except (AiogramError, OSError, UnicodeDecodeError) as error:
            failure = self._lost(error)
        raise failure

    def _lost(self, error: BaseException) -> SendFailed:
        """No connection was made: nothing arrived. Anything later: it may have."""
        if isinstance(error, ClientConnectorError):
            return SendFailed("network", redacted(str(error), self._token))
        if isinstance(error, ConnectionTimeoutError):
            return SendFailed("network", "no connection in time")
        return SendFailed("unknown", f"the connection failed underway ({type(error).__name__})")


_SENDERS: dict[str, Callable[..., TelegramMethod[Any]]] = {
    "photo": methods.SendPhoto,
    "document": methods.SendDocument,
    "voice": methods.SendVoice,
    "video": methods.SendVideo,
    "audio": methods.SendAudio,
}


def _listed(found: Any) -> list[Any]:
    if not isinstance(found, list):
        raise SendFailed("server", "the answer is no list")
    return found


def _markup(keyboard: Keyboard | None) -> InlineKeyboardMarkup | None:
    return InlineKeyboardMarkup.model_validate({"inline_keyboard": keyboard}) if keyboard else None


def _entities(entities: Sequence[Json]) -> list[MessageEntity] | None:
    return [MessageEntity.model_validate(entity) for entity in entities] or None


def _reply(target: Target) -> ReplyParameters | None:
    if target.reply_to is None:
        return None
    return ReplyParameters(message_id=target.reply_to, allow_sending_without_reply=True)
