"""Methods that change a message the bot sent.

Source: core.telegram.org/bots/api#editmessagetext and the sections after it.
"""

from __future__ import annotations

from typing import Any

from sandbox.telegram.api import Api, Methods, message_of, recipient, refuse_unmodelled
from sandbox.telegram.calls import Call
from sandbox.telegram.errors import bad_request
from sandbox.telegram.files import KINDS
from sandbox.telegram.media import input_media
from sandbox.telegram.sending import Fields, caption_of, inline_markup, message_text
from sandbox.telegram.state import Person, Stored

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
_FILE_IDENTITY = {"file_id", "file_path"}


def _target(api: Api, call: Call) -> tuple[Person, Stored]:
    refuse_unmodelled(call)
    person = recipient(api, call)
    stored = message_of(call, person, "message to edit not found")
    if not stored.from_bot or "forum_topic_created" in stored.data:
        raise bad_request("message can't be edited")
    return person, stored


def _change(api: Api, person: Person, stored: Stored, drop: tuple[str, ...], fields: Fields) -> Any:
    """Replace the fields named in ``drop`` by ``fields``; an omitted keyboard goes away."""
    new = {name: value for name, value in stored.data.items() if name not in drop} | fields
    if _comparable(new) == _comparable(stored.data):
        raise bad_request(_NOT_MODIFIED)
    stored.data = {**new, "edit_date": api.world.now()}
    api.show("edit", person, stored)
    return stored.data


def _comparable(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _comparable(inner) for name, inner in value.items() if name not in _FILE_IDENTITY}
    if isinstance(value, list):
        return [_comparable(inner) for inner in value]
    return value


def _is_media(stored: Stored) -> bool:
    return any(kind in stored.data for kind in KINDS)


async def edit_message_text(api: Api, call: Call) -> Any:
    person, stored = _target(api, call)
    fields = message_text(call)
    if "text" not in stored.data:
        raise bad_request("there is no text in the message to edit")
    preview = call.mapping("link_preview_options")
    if preview:
        fields["link_preview_options"] = preview
    drop = ("text", "entities", "reply_markup", "link_preview_options")
    return _change(api, person, stored, drop, {**fields, **inline_markup(call)})


async def edit_message_caption(api: Api, call: Call) -> Any:
    person, stored = _target(api, call)
    if not _is_media(stored):
        raise bad_request("there is no caption in the message to edit")
    drop = ("caption", "caption_entities", "reply_markup")
    return _change(api, person, stored, drop, {**caption_of(call), **inline_markup(call)})


async def edit_message_media(api: Api, call: Call) -> Any:
    person, stored = _target(api, call)
    if "text" not in stored.data and not _is_media(stored):
        raise bad_request("message can't be edited")
    fields = input_media(api, call, call.mapping("media"))
    if "media_group_id" in stored.data and ("document" in fields) != ("document" in stored.data):
        raise bad_request("message can't be edited")
    drop = ("text", "entities", "caption", "caption_entities", "reply_markup", "link_preview_options", *KINDS)
    return _change(api, person, stored, drop, {**fields, **inline_markup(call)})


async def edit_message_reply_markup(api: Api, call: Call) -> Any:
    person, stored = _target(api, call)
    return _change(api, person, stored, ("reply_markup",), inline_markup(call))


METHODS: Methods = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
}
