"""Topics in private chats, which the bot's owner switches on (getMe.has_topics_enabled).

Source: core.telegram.org/bots/api#createforumtopic.
"""

from __future__ import annotations

from typing import Any

from sandbox.telegram.api import Api, Methods, reader, recipient, topic_of
from sandbox.telegram.calls import Call
from sandbox.telegram.errors import bad_request
from sandbox.telegram.state import Person, Stored, Topic

COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
"""Icon colours Telegram accepts."""

ICONS = {
    "5373251851074415873": "📝",
    "5424818078833715060": "👀",
    "5417915203100613993": "💬",
    "5377316857231450742": "❓",
    "5237699328843200968": "✅",
    "5312241539987020022": "🔥",
    "5312486108309757006": "🏠",
}
"""A few of the custom emoji that anybody may use as a topic's icon, by identifier."""


def open_topic(
    api: Api, person: Person, name: str, color: int, icon: str = "", *, from_bot: bool
) -> tuple[Topic, Stored]:
    """Make a topic; its identifier is that of the service message that opens it."""
    stored = api.world.post(person, from_bot=from_bot)
    topic = Topic(stored.id, name, color, icon)
    shown = {"name": name, "icon_color": color} | ({"icon_custom_emoji_id": icon} if icon else {})
    stored.data |= {"message_thread_id": topic.id, "is_topic_message": True, "forum_topic_created": shown}
    person.topics[topic.id] = topic
    return topic, stored


def edit_topic(api: Api, person: Person, topic: Topic, name: str, icon: str, *, from_bot: bool) -> Stored:
    """Change a topic; the service message tells only what changed."""
    changed = {"name": name} if name != topic.name else {}
    if icon != topic.icon_custom_emoji_id:
        changed["icon_custom_emoji_id"] = icon
    topic.name, topic.icon_custom_emoji_id = name, icon
    return api.world.post(person, from_bot=from_bot, topic=topic.id, forum_topic_edited=changed)


def remove_topic(person: Person, topic: Topic) -> None:
    """Take a topic and its messages away."""
    del person.topics[topic.id]
    for stored in person.messages.values():
        if stored.topic == topic.id:
            stored.deleted = True


def _name(call: Call) -> str:
    name = call.text("name").strip()
    if len(name) > 128:
        raise bad_request("topic name is too long")
    return name


def _icon(call: Call, present: str) -> str:
    icon = call.text("icon_custom_emoji_id", present)
    if icon and icon not in ICONS:
        raise bad_request("DOCUMENT_INVALID")
    return icon


async def get_forum_topic_icon_stickers(api: Api, call: Call) -> Any:
    return [
        {
            "file_id": f"CAACAgEAAxUAAW{number}",
            "file_unique_id": f"AgAD{number}",
            "type": "custom_emoji",
            "width": 100,
            "height": 100,
            "is_animated": True,
            "is_video": False,
            "emoji": emoji,
            "set_name": "Topics",
            "custom_emoji_id": number,
            "file_size": 7000,
        }
        for number, emoji in ICONS.items()
    ]


def _existing(api: Api, call: Call, person: Person) -> Topic:
    if not api.world.topics_enabled:
        raise bad_request("the chat is not a forum")
    topic = topic_of(api, call, person)
    if topic is None:
        raise bad_request("message thread not found")
    return topic


async def create_forum_topic(api: Api, call: Call) -> Any:
    person = recipient(api, call)
    if not api.world.topics_enabled:
        raise bad_request("the chat is not a forum")
    name, color = _name(call), call.integer("icon_color", COLORS[0])
    if not name:
        raise bad_request("topic name must be non-empty")
    if color not in COLORS:
        raise bad_request("invalid icon color specified")
    icon = _icon(call, "")
    api.paces.spend(person.id)
    topic, _ = open_topic(api, person, name, color, icon, from_bot=True)
    api.effect("topic", person, topic=topic.id, name=topic.name, icon=ICONS.get(icon, ""))
    return topic.as_forum_topic()


async def edit_forum_topic(api: Api, call: Call) -> Any:
    person = recipient(api, call)
    topic = _existing(api, call, person)
    name, icon = _name(call) or topic.name, _icon(call, topic.icon_custom_emoji_id)
    if (name, icon) == (topic.name, topic.icon_custom_emoji_id):
        raise bad_request("TOPIC_NOT_MODIFIED")
    edit_topic(api, person, topic, name, icon, from_bot=True)
    api.effect("topic_edit", person, topic=topic.id, name=name, icon=ICONS.get(icon, ""))
    return True


async def delete_forum_topic(api: Api, call: Call) -> Any:
    person = reader(api, call)
    topic = _existing(api, call, person)
    remove_topic(person, topic)
    api.effect("topic_delete", person, topic=topic.id)
    return True


async def supergroups_only(api: Api, call: Call) -> Any:
    """closeForumTopic and reopenForumTopic do not exist in private chats."""
    reader(api, call)
    raise bad_request("the chat is not a supergroup forum")


METHODS: Methods = {
    "getForumTopicIconStickers": get_forum_topic_icon_stickers,
    "createForumTopic": create_forum_topic,
    "editForumTopic": edit_forum_topic,
    "deleteForumTopic": delete_forum_topic,
    "closeForumTopic": supergroups_only,
    "reopenForumTopic": supergroups_only,
}
