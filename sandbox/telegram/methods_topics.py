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


def open_topic(api: Api, person: Person, name: str, color: int, *, from_bot: bool) -> tuple[Topic, Stored]:
    """Make a topic; its identifier is that of the service message that opens it."""
    stored = api.world.post(person, from_bot=from_bot)
    topic = Topic(stored.id, name, color)
    shown = {"name": name, "icon_color": color}
    stored.data |= {"message_thread_id": topic.id, "is_topic_message": True, "forum_topic_created": shown}
    person.topics[topic.id] = topic
    return topic, stored


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
    api.paces.spend(person.id)
    topic, _ = open_topic(api, person, name, color, from_bot=True)
    topic.icon_custom_emoji_id = call.text("icon_custom_emoji_id")
    api.effect("topic", person, topic=topic.id, name=topic.name)
    return topic.as_forum_topic()


async def edit_forum_topic(api: Api, call: Call) -> Any:
    person = recipient(api, call)
    topic = _existing(api, call, person)
    name = _name(call) or topic.name
    icon = call.text("icon_custom_emoji_id", topic.icon_custom_emoji_id)
    if (name, icon) == (topic.name, topic.icon_custom_emoji_id):
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name, topic.icon_custom_emoji_id = name, icon
    api.world.post(person, from_bot=True, topic=topic.id, forum_topic_edited={"name": name})
    api.effect("topic_edit", person, topic=topic.id, name=name)
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
    "createForumTopic": create_forum_topic,
    "editForumTopic": edit_forum_topic,
    "deleteForumTopic": delete_forum_topic,
    "closeForumTopic": supergroups_only,
    "reopenForumTopic": supergroups_only,
}
