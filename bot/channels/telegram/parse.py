"""What an update means (core.telegram.org/bots/api#update). Pure; text leaves here clean and in normal form
C."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.channels.telegram.content import content_of, is_service, words_of
from bot.channels.telegram.fields import Fields
from bot.channels.telegram.lanes import NAME
from bot.domain.addresses import MessageRef
from bot.domain.errors import Unreadable
from bot.domain.names import full_name
from bot.domain.text import clean
from bot.ports.inbound import (
    ChatEdit,
    ChatGroup,
    ChatMessage,
    ChatReachable,
    ChatReaction,
    ChatTap,
    ChatUser,
    Ignored,
    Inbound,
)

_BOT = Ignored("written by a bot")


def parse(payload: Any) -> Inbound:
    """The meaning of one stored update. Raises Unreadable, saying which field is wrong."""
    update = Fields.of(payload, "update")
    kinds = [name for name in update.raw if name != "update_id"]
    if not kinds:
        raise Unreadable("update has no content")
    for kind, read in _READERS.items():
        if update.has(kind):
            part = update.part(kind)
            group = _of_group(kind, part)
            return group if group is not None else read(part)
    return Ignored(f"updates of kind {kinds[0]} are not used")


def _of_group(kind: str, event: Fields) -> Inbound | None:
    """What happens in a chat of several people tells no more than that the bot is there; None in a private one."""
    message = event.maybe_part("message") if kind == "callback_query" else event
    if message is None or message.part("chat").text("type") == "private":
        return None
    if kind not in ("message", "edited_message", "my_chat_member"):
        return Ignored("not a private chat")
    chat, inside, joined = message.part("chat"), True, False
    if kind == "my_chat_member":
        inside = _is_in(event.part("new_chat_member"))
        joined = inside and not _is_in(event.part("old_chat_member"))
    elif message.has("left_chat_member") or message.has("migrate_to_chat_id"):
        return Ignored("a group is no longer what it was")
    sender = message.maybe_part("from")
    room = str(chat.integer("id"))
    user = _user(sender, room) if sender is not None else ChatUser(NAME, room, "")
    return ChatGroup(replace(user, name=""), inside, joined, silent=chat.text("type") == "channel")


def _is_in(member: Fields) -> bool:
    """Whether a ChatMember is in the chat (#chatmember)."""
    return member.text("status") not in ("kicked", "left") and member.raw.get("is_member") is not False


def _message(message: Fields) -> Inbound:
    chat = _chat(message)
    if is_service(message):
        return Ignored("a service message of Telegram")
    sender = message.part("from")
    if sender.raw.get("is_bot") is True:
        return _BOT
    content = content_of(message)
    return ChatMessage(
        user=_user(sender, chat),
        ref=_ref(message, chat),
        text=content.text,
        command=content.command,
        files=content.files,
        album=message.maybe_text("media_group_id"),
        reply_to=_reply_to(message, chat),
        spans=content.spans,
        topic=_topic(message),
        at=_moment(message, "date") if message.has("date") else None,
    )


def _edit(message: Fields) -> Inbound:
    chat = _chat(message)
    sender = message.part("from")
    if sender.raw.get("is_bot") is True:
        return _BOT
    words = words_of(message)
    if words is None:
        return Ignored("an edit without text (a live location, a poll)")
    text, spans = words
    return ChatEdit(
        _user(sender, chat), _ref(message, chat), text, _edited_at(message), spans, _topic(message)
    )


def _tap(query: Fields) -> Inbound:
    """A press. An inaccessible message (date 0) is gone for us, and comes without anything but its chat."""
    sender = query.part("from")
    if sender.raw.get("is_bot") is True:
        return _BOT
    if not query.has("data"):
        return Ignored("a button without data")
    message = query.maybe_part("message")
    chat = str(sender.integer("id")) if message is None else _chat(message)
    at_hand = message is not None and message.integer("date") != 0
    ref = _ref(message, chat) if message is not None and at_hand else None
    return ChatTap(_user(sender, chat), query.text("data"), ref, _topic(message) if message else None)


def _reachable(change: Fields) -> Inbound:
    chat = _chat(change)
    return ChatReachable(_user(change.part("from"), chat), _is_in(change.part("new_chat_member")))


def _reaction(change: Fields) -> Inbound:
    """All reactions of one person to a message (#messagereactionupdated): a custom emoji is shown by Telegram only."""
    chat = _chat(change)
    sender = change.maybe_part("user")
    if sender is None:
        return Ignored("a reaction of nobody we know")
    if sender.raw.get("is_bot") is True:
        return _BOT
    faces = [one.maybe_text("emoji") or "" for one in change.parts("new_reaction")]
    emoji = tuple(dict.fromkeys(face.replace("\ufe0f", "") for face in faces))
    return ChatReaction(_user(sender, chat), _ref(change, chat), emoji, _moment(change, "date"))


_READERS: dict[str, Callable[[Fields], Inbound]] = {
    "message": _message,
    "edited_message": _edit,
    "callback_query": _tap,
    "my_chat_member": _reachable,
    "message_reaction": _reaction,
}
ALLOWED = tuple(_READERS)
"""The kinds of update we ask for (``allowed_updates``)."""


def _chat(message: Fields) -> str:
    return str(message.part("chat").integer("id"))


def _ref(message: Fields, chat: str) -> MessageRef:
    return MessageRef(NAME, chat, str(message.integer("message_id")))


def _reply_to(message: Fields, chat: str) -> MessageRef | None:
    replied = message.maybe_part("reply_to_message")
    return None if replied is None else _ref(replied, chat)


def _topic(message: Fields) -> str | None:
    number = message.maybe_integer("message_thread_id")
    return None if number is None else str(number)


def _edited_at(message: Fields) -> datetime:
    return _moment(message, "edit_date" if message.has("edit_date") else "date")


def _moment(event: Fields, name: str) -> datetime:
    try:
        return datetime.fromtimestamp(event.integer(name), UTC)
    except (ValueError, OverflowError, OSError):
        raise Unreadable(f"{event.where}.{name} is out of range") from None


def _user(sender: Fields, chat: str) -> ChatUser:
    number = sender.integer("id")
    language = sender.maybe_text("language_code") or None
    first, last = (clean(sender.maybe_text(part) or "") for part in ("first_name", "last_name"))
    shown = full_name(first, last, language) or sender.maybe_text("username") or str(number)
    return ChatUser(NAME, chat, shown, language)
