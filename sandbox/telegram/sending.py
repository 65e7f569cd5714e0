"""What all sending methods share: reply, topic, keyboard, caption, pace, and the message itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.telegram.api import Api, recipient, refuse_unmodelled, topic_of
from sandbox.telegram.calls import Call
from sandbox.telegram.entities import MAX_CAPTION, MAX_TEXT, Formatted, read_formatted
from sandbox.telegram.errors import bad_request
from sandbox.telegram.keyboards import inline_keyboard, reply_keyboard
from sandbox.telegram.state import Person, Stored
from sandbox.telegram.utf16 import utf16_length

Fields = dict[str, Any]


def message_text(call: Call) -> Fields:
    """The fields of a text message, within 1–4096 units."""
    formatted = read_formatted(call.text("text"), call.text("parse_mode"), call.sequence("entities"))
    if not formatted.text:
        raise bad_request("message text is empty")
    if utf16_length(formatted.text) > MAX_TEXT:
        raise bad_request("message is too long")
    return _fields(formatted, "text", "entities")


def caption(text: Any, parse_mode: Any, entities: Sequence[Any] | None) -> Fields:
    """The fields of a caption, within 0–1024 units."""
    formatted = read_formatted(str(text or ""), str(parse_mode or ""), entities)
    if utf16_length(formatted.text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return _fields(formatted, "caption", "caption_entities") if formatted.text else {}


def caption_of(call: Call) -> Fields:
    """The caption a call carries."""
    return caption(call.text("caption"), call.text("parse_mode"), call.sequence("caption_entities"))


def _fields(formatted: Formatted, text_name: str, entities_name: str) -> Fields:
    fields: Fields = {text_name: formatted.text}
    if formatted.entities:
        fields[entities_name] = formatted.entities
    return fields


def inline_markup(call: Call) -> Fields:
    """``reply_markup`` of an edit: inline keyboards only."""
    markup = call.mapping("reply_markup")
    if not markup:
        return {}
    if "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    kept = inline_keyboard(markup)
    return {"reply_markup": kept} if kept else {}


def deliver(api: Api, call: Call, *messages: Mapping[str, Any], person: Person | None = None) -> list[Stored]:
    """Post messages to the call's chat, or refuse with nothing posted."""
    refuse_unmodelled(call)
    person = person or recipient(api, call)
    topic = topic_of(api, call, person)
    shared: Fields = _reply(call, person)
    keyboard = _markup(call, shared)
    if call.flag("protect_content"):
        shared["has_protected_content"] = True
    api.paces.spend(person.id, len(messages))
    if keyboard is not None:
        person.reply_keyboard = keyboard
    posted = []
    for fields in messages:
        number = topic.id if topic else None
        stored = api.world.post(person, from_bot=True, topic=number, **shared, **fields)
        api.show("message", person, stored, silent=call.flag("disable_notification"))
        posted.append(stored)
    return posted


def _reply(call: Call, person: Person) -> Fields:
    parameters = call.mapping("reply_parameters")
    number = int(parameters.get("message_id") or call.integer("reply_to_message_id"))
    if not number:
        return {}
    if str(parameters.get("chat_id", person.id)) != str(person.id):
        raise bad_request("the sandbox does not model replies to another chat")
    target = person.find(number)
    if target is not None:
        quoted = {k: v for k, v in target.data.items() if k not in ("reply_to_message", "reply_markup")}
        return {"reply_to_message": quoted}
    lenient = parameters.get("allow_sending_without_reply") or call.flag("allow_sending_without_reply")
    if not lenient:
        raise bad_request("message to be replied not found")
    return {}


def _markup(call: Call, fields: Fields) -> list[list[str]] | None:
    """Put an inline keyboard into ``fields``; a reply keyboard is returned, [] removes it."""
    markup = call.mapping("reply_markup")
    if not markup or markup.get("force_reply"):
        return None
    if "inline_keyboard" in markup:
        kept = inline_keyboard(markup)
        if kept:
            fields["reply_markup"] = kept
        return None
    if "keyboard" in markup:
        return reply_keyboard(markup)
    if markup.get("remove_keyboard"):
        return []
    raise bad_request("object expected as reply markup")
