"""What a Bot API library must do for us. Drivers only call: what to send and what an answer means is decided
elsewhere.

Every method raises ``SendFailed`` and nothing else, made by ``failures``; no text of it holds the token or a
file's address. Chats and messages are Telegram's numbers, keyboards and entities the Bot API's own JSON.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

Json = dict[str, Any]
Keyboard = list[list[Json]]
"""Rows of the Bot API's InlineKeyboardButton; an empty one is no keyboard, and takes an old one away in an
edit."""

UploadKind = Literal["photo", "document", "voice", "video", "audio"]

CALL_SECONDS = 60
"""How long a call may take; afterwards nobody knows whether it arrived."""
FILE_SECONDS = 300
"""The same for a call that carries a file."""
POLL_SPARE_SECONDS = 10
"""How much longer than its own timeout a long poll may take."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to send: a chat, its chat topic (``message_thread_id``), the message to reply to if it still
    exists."""

    chat: int
    topic: int | None = None
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class Upload:
    """A local file to send, streamed from disk, and the method that sends it. No double quote in ``name``."""

    kind: UploadKind
    path: Path
    name: str


class ChatDriver(Protocol):
    """A Bot API library behind the calls we need (core.telegram.org/bots/api)."""

    async def open(self) -> Json:
        """Who the bot is: getMe's User."""
        ...

    async def close(self) -> None:
        """Close every connection."""
        ...

    async def poll(self, offset: int | None, seconds: int, allowed: Sequence[str]) -> list[Any]:
        """getUpdates, waiting ``seconds``, exactly as the server wrote them: a malformed update
        comes through. Updates below ``offset`` are confirmed by it, None confirms nothing."""
        ...

    async def send_text(
        self, target: Target, text: str, *, entities: Sequence[Json] = (), keyboard: Keyboard | None = None
    ) -> Json:
        """sendMessage, never with a parse_mode; the Message made."""
        ...

    async def send_file(
        self,
        target: Target,
        upload: Upload,
        *,
        caption: str = "",
        entities: Sequence[Json] = (),
        keyboard: Keyboard | None = None,
    ) -> Json:
        """sendPhoto, sendDocument, sendVoice, sendVideo or sendAudio; the Message made."""
        ...

    async def edit_text(
        self,
        chat: int,
        message: int,
        text: str,
        *,
        entities: Sequence[Json] = (),
        keyboard: Keyboard | None = None,
    ) -> None:
        """editMessageText: text and keyboard of a text message."""
        ...

    async def edit_caption(
        self,
        chat: int,
        message: int,
        caption: str,
        *,
        entities: Sequence[Json] = (),
        keyboard: Keyboard | None = None,
    ) -> None:
        """editMessageCaption: caption and keyboard of a message with a file."""
        ...

    async def edit_keyboard(self, chat: int, message: int, keyboard: Keyboard | None) -> None:
        """editMessageReplyMarkup."""
        ...

    async def delete(self, chat: int, message: int) -> None:
        """deleteMessage."""
        ...

    async def react(self, chat: int, message: int, emoji: str | None) -> None:
        """setMessageReaction; None takes the reaction away."""
        ...

    async def leave(self, chat: int) -> None:
        """leaveChat: out of a group, supergroup or channel."""
        ...

    async def answer_choice(self, choice: str, text: str = "") -> None:
        """answerCallbackQuery: ends the button's spinner, with a toast where there is ``text``."""
        ...

    def fetch(self, file_id: str, at_most: int) -> AsyncGenerator[bytes, None]:
        """getFile and its bytes, streamed. ``too_large`` before or while more than ``at_most`` bytes come;
        ``unknown`` after fewer than getFile told."""
        ...

    async def create_topic(self, chat: int, name: str, icon: str | None) -> Json:
        """createForumTopic; the ForumTopic made. ``icon`` is a custom emoji's id."""
        ...

    async def edit_topic(self, chat: int, topic: int, name: str, icon: str | None) -> None:
        """editForumTopic; without an ``icon`` the present one stays."""
        ...

    async def topic_icons(self) -> list[Any]:
        """getForumTopicIconStickers: the Stickers that may be a topic's icon."""
        ...

    async def set_menu(
        self, language: str | None, commands: Sequence[tuple[str, str]], *, chat: int | None = None
    ) -> None:
        """setMyCommands for a two-letter language, None for everybody else; in one ``chat`` alone where it is given.
        Without commands deleteMyCommands: the wider menu holds again."""
        ...

    async def set_webhook(self, url: str, secret: str, allowed: Sequence[str], connections: int) -> None:
        """setWebhook; ``secret`` comes back in ``X-Telegram-Bot-Api-Secret-Token``, at most ``connections``
        deliveries come at once."""
        ...

    async def delete_webhook(self) -> None:
        """deleteWebhook; what waits for us is kept."""
        ...

    async def webhook(self) -> Json:
        """getWebhookInfo's WebhookInfo; its ``url`` is empty when there is none."""
        ...
