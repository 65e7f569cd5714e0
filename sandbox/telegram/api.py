"""What every method works with, and how a call finds its chat, topic and message."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.journal import Journal
from sandbox.telegram.calls import Call
from sandbox.telegram.errors import ApiError, bad_request, forbidden
from sandbox.telegram.flood import Paces
from sandbox.telegram.state import Person, Stored, Topic, World
from sandbox.telegram.updates import Updates
from sandbox.telegram.webhook import Webhook


@dataclass(frozen=True, slots=True)
class Api:
    """The server's parts."""

    world: World
    updates: Updates
    webhook: Webhook
    paces: Paces
    journal: Journal

    def effect(self, name: str, person: Person, /, **data: Any) -> None:
        """Journal what this person now sees."""
        self.journal.add("telegram", "effect", name, {"chat": person.id, **data})

    def show(self, name: str, person: Person, stored: Stored, **more: Any) -> None:
        """Journal a message shown ("message") or changed ("edit")."""
        self.effect(name, person, message_id=stored.id, **self.world.seen(stored), **more)


Handler = Callable[[Api, Call], Awaitable[Any]]
Methods = Mapping[str, Handler]

_NOT_MODELLED = (
    "business_connection_id",
    "direct_messages_topic_id",
    "suggested_post_parameters",
    "ephemeral_message_parameters",
    "receiver_user_id",
    "callback_query_id",
    "inline_message_id",
    "rich_message",
)


def refuse_unmodelled(call: Call) -> None:
    """Refuse parameters that are Telegram's but not the sandbox's, loudly instead of ignoring them."""
    for name in _NOT_MODELLED:
        if name in call.values:
            raise bad_request(f"the sandbox does not model {name}")


def known_person(api: Api, call: Call, name: str = "chat_id") -> Person:
    """The person a chat identifier names. Raises ApiError 400 "chat not found"."""
    given = call.text(name).strip()
    if not given:
        raise bad_request("chat_id is empty")
    number = int(given) if given.lstrip("-").isdecimal() else 0
    if number in api.world.groups:
        raise bad_request(f"the sandbox does not model {call.method} in groups")
    person = api.world.people.get(number)
    if person is None:
        raise bad_request("chat not found")
    return person


def reader(api: Api, call: Call, name: str = "chat_id") -> Person:
    """A person whose chat exists for the bot."""
    person = known_person(api, call, name)
    if not person.started:
        raise bad_request("chat not found")
    return person


def recipient(api: Api, call: Call) -> Person:
    """A person the bot may write to. Raises ApiError 400 or 403."""
    person = known_person(api, call)
    refusal = _unreachable(person)
    if refusal is not None:
        raise refusal
    return person


def _unreachable(person: Person) -> ApiError | None:
    if person.deactivated:
        return forbidden("user is deactivated")
    if not person.started:
        return forbidden("bot can't initiate conversation with a user")
    if person.blocked:
        return forbidden("bot was blocked by the user")
    return None


def topic_of(api: Api, call: Call, person: Person) -> Topic | None:
    """The topic a call names; None when it names none."""
    number = call.integer("message_thread_id")
    if not number:
        return None
    topic = person.topics.get(number) if api.world.topics_enabled else None
    if topic is None:
        raise bad_request("message thread not found")
    return topic


def message_of(call: Call, person: Person, missing: str) -> Stored:
    """The message a call names. Raises ApiError 400 ``missing``."""
    number = call.integer("message_id")
    if number <= 0:
        raise bad_request("message identifier is not specified")
    stored = person.find(number)
    if stored is None:
        raise bad_request(missing)
    return stored
