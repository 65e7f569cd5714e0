"""Methods that send, copy, delete or mark messages without files.

Source: core.telegram.org/bots/api#sendmessage and the sections after it.
"""

from __future__ import annotations

from typing import Any

from sandbox.telegram.api import Api, Methods, message_of, reader, recipient, topic_of
from sandbox.telegram.calls import Call
from sandbox.telegram.errors import bad_request
from sandbox.telegram.files import KINDS
from sandbox.telegram.groups import group_of, say
from sandbox.telegram.reactions import emoji_of
from sandbox.telegram.sending import caption_of, deliver, message_text
from sandbox.telegram.state import Person, Stored

DELETABLE_FOR = 48 * 3600
"""Seconds after its date that a message can be deleted."""
ANSWERABLE_FOR = 150.0
"""Seconds after the press that a callback query takes an answer (as long as its update lives)."""
_CONTENT = ("text", "entities", "caption", "caption_entities", "location", "venue", "contact", *KINDS)
_CHAT_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


async def send_message(api: Api, call: Call) -> Any:
    group = group_of(api, call)
    if group is not None:
        return say(api, call, group)
    fields = message_text(call)
    preview = call.mapping("link_preview_options")
    if preview:
        fields["link_preview_options"] = preview
    return deliver(api, call, fields)[0].data


def _place(call: Call) -> dict[str, float]:
    latitude, longitude = call.number("latitude"), call.number("longitude")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong latitude or longitude specified")
    return {"latitude": latitude, "longitude": longitude}


async def send_location(api: Api, call: Call) -> Any:
    return deliver(api, call, {"location": _place(call)})[0].data


async def send_venue(api: Api, call: Call) -> Any:
    place = _place(call)
    venue = {"location": place, "title": call.text("title"), "address": call.text("address")}
    return deliver(api, call, {"location": place, "venue": venue})[0].data


async def send_contact(api: Api, call: Call) -> Any:
    names = ("phone_number", "first_name", "last_name", "vcard")
    contact = {name: call.text(name) for name in names if call.text(name)}
    return deliver(api, call, {"contact": contact})[0].data


async def send_chat_action(api: Api, call: Call) -> Any:
    person = recipient(api, call)
    topic = topic_of(api, call, person)
    action = call.text("action")
    if action not in _CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    api.effect("chat_action", person, action=action, topic=topic.id if topic else None)
    return True


def _source(api: Api, call: Call, missing: str) -> tuple[Person, Stored]:
    person = reader(api, call, "from_chat_id")
    stored = message_of(call, person, missing)
    if "forum_topic_created" in stored.data or "forum_topic_edited" in stored.data:
        raise bad_request(missing)
    return person, stored


async def forward_message(api: Api, call: Call) -> Any:
    _, source = _source(api, call, "message to forward not found")
    if source.data.get("has_protected_content"):
        raise bad_request("the message can't be forwarded")
    origin = {"type": "user", "sender_user": source.data["from"], "date": source.data["date"]}
    fields = {name: source.data[name] for name in _CONTENT if name in source.data}
    return deliver(api, call, {**fields, "forward_origin": origin})[0].data


async def copy_message(api: Api, call: Call) -> Any:
    _, source = _source(api, call, "message to copy not found")
    if source.data.get("has_protected_content"):
        raise bad_request("message can't be copied")
    fields = {name: source.data[name] for name in _CONTENT if name in source.data}
    if "caption" in call.values and "text" not in fields:
        fields.pop("caption", None)
        fields.pop("caption_entities", None)
        fields |= caption_of(call)
    return {"message_id": deliver(api, call, fields)[0].id}


def _delete(api: Api, person: Person, stored: Stored) -> None:
    if api.world.now() - stored.data["date"] >= DELETABLE_FOR or "forum_topic_created" in stored.data:
        raise bad_request("message can't be deleted for everyone")
    stored.deleted = True
    api.effect("delete", person, message_id=stored.id)


async def delete_message(api: Api, call: Call) -> Any:
    person = reader(api, call)
    _delete(api, person, message_of(call, person, "message to delete not found"))
    return True


async def delete_messages(api: Api, call: Call) -> Any:
    person = reader(api, call)
    numbers = call.sequence("message_ids") or []
    if not 1 <= len(numbers) <= 100:
        raise bad_request("message identifiers are not specified" if not numbers else "too many messages")
    for number in numbers:
        stored = person.find(int(number))
        if stored is not None:
            _delete(api, person, stored)
    return True


async def set_message_reaction(api: Api, call: Call) -> Any:
    person = recipient(api, call)
    stored = message_of(call, person, "message to react not found")
    reactions = call.sequence("reaction") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    stored.bot_reaction = emoji_of(reactions[0]) if reactions else None
    api.effect("reaction", person, message_id=stored.id, emoji=stored.bot_reaction)
    return True


async def answer_callback_query(api: Api, call: Call) -> Any:
    query = api.world.queries.get(call.text("callback_query_id"))
    text = call.text("text")
    if len(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    if query is None or api.world.clock.now() - query.at > ANSWERABLE_FOR:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    query.answered = True
    api.effect(
        "toast",
        query.person,
        query=query.id,
        message_id=query.message_id,
        text=text,
        alert=call.flag("show_alert"),
    )
    return True


METHODS: Methods = {
    "sendMessage": send_message,
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "sendContact": send_contact,
    "sendChatAction": send_chat_action,
    "forwardMessage": forward_message,
    "copyMessage": copy_message,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "setMessageReaction": set_message_reaction,
    "answerCallbackQuery": answer_callback_query,
}
