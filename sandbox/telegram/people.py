"""What residents do: accounts, words, reading their chat."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from sandbox.control import ActionError
from sandbox.telegram.api import Api
from sandbox.telegram.entities import MAX_TEXT, plain
from sandbox.telegram.methods_profile import menu_of
from sandbox.telegram.state import Person, Stored

Action = Callable[..., Awaitable[Any]]


class People:
    """Residents by their account's identifier, which is their chat's too.

    A resident exists for the bot from the first message on, as on Telegram: before it the bot is answered 403
    "bot can't initiate conversation with a user".
    """

    def __init__(self, api: Api) -> None:
        self.api = api

    def actions(self) -> Mapping[str, Action]:
        """The control API's actions."""
        return {
            "add_resident": self.add_resident,
            "send_text": self.send_text,
            "edit_text": self.edit_text,
            "delete_message": self.delete_message,
            "clear_chat": self.clear_chat,
            "chat": self.chat,
            "menu": self.menu,
            "keyboard": self.keyboard,
        }

    def person(self, resident: int) -> Person:
        """The account. Raises ActionError."""
        found = self.api.world.people.get(int(resident))
        if found is None:
            known = ", ".join(map(str, self.api.world.people)) or "nobody yet; use add_resident"
            raise ActionError(f"no resident {resident}; there are: {known}")
        return found

    def writer(self, resident: int, topic: int | None = None) -> Person:
        """The account, able to write now (to ``topic``), and known to the bot from now on."""
        person = self.person(resident)
        if person.deactivated:
            raise ActionError(f"resident {resident} deleted the account")
        if person.blocked:
            raise ActionError(f"resident {resident} blocked the bot; unblock first")
        if topic is not None and topic not in person.topics:
            raise ActionError(f"no topic {topic}; there are: {sorted(person.topics)}")
        person.started = True
        return person

    def message(self, person: Person, message_id: int) -> Stored:
        """A message the person can see. Raises ActionError."""
        found = person.find(int(message_id))
        if found is None or found.hidden:
            raise ActionError(f"resident {person.id} sees no message {message_id}")
        return found

    def send(
        self,
        person: Person,
        fields: Mapping[str, Any],
        *,
        reply_to: int | None = None,
        topic: int | None = None,
    ) -> dict[str, Any]:
        """Post a person's message and emit its update; {"message_id", "update_id"}."""
        more: dict[str, Any] = {}
        if reply_to is not None:
            quoted = self.message(person, reply_to).data
            kept = {name: value for name, value in quoted.items() if name != "reply_to_message"}
            more["reply_to_message"] = kept
        stored = self.api.world.post(person, from_bot=False, topic=topic, **more, **fields)
        update = self.api.updates.emit("message", stored.data, lane=person.id)
        return {"message_id": stored.id, "update_id": update}

    async def add_resident(
        self,
        name: str,
        language_code: str | None = None,
        last_name: str | None = None,
        username: str | None = None,
        started: bool = False,
    ) -> dict[str, Any]:
        """Open an account; ``started`` skips the first message, so that the bot may write at once."""
        person = self.api.world.add_person(
            first_name=name,
            language_code=language_code,
            last_name=last_name,
            username=username,
            started=started,
        )
        return {"id": person.id}

    async def send_text(
        self,
        resident: int,
        text: str,
        reply_to: int | None = None,
        topic: int | None = None,
        entities: Sequence[Any] | None = None,
    ) -> dict[str, Any]:
        """Write a message of at most 4096 characters, formatted by ``entities``; commands, links and mentions are
        found."""
        person = self.writer(resident, topic)
        words = self._words(text, "text", "entities", entities)
        return self.send(person, words, reply_to=reply_to, topic=topic)

    def _words(
        self, text: str, text_name: str, entities_name: str, given: Sequence[Any] | None
    ) -> dict[str, Any]:
        formatted = plain(text, given)
        if not formatted.text:
            raise ActionError("the text is empty")
        if len(formatted.text) > MAX_TEXT:
            raise ActionError(f"the text is longer than {MAX_TEXT} characters; the apps split it")
        entities = {entities_name: formatted.entities} if formatted.entities else {}
        return {text_name: formatted.text, **entities}

    async def edit_text(
        self, resident: int, message_id: int, text: str, entities: Sequence[Any] | None = None
    ) -> dict[str, Any]:
        """Change the words or the caption of an own message, within 48 hours."""
        person = self.writer(resident)
        stored = self.message(person, message_id)
        if stored.from_bot:
            raise ActionError(f"message {message_id} is the bot's")
        if self.api.world.now() - stored.data["date"] >= 48 * 3600:
            raise ActionError(f"message {message_id} is older than 48 hours")
        names = ("text", "entities") if "text" in stored.data else ("caption", "caption_entities")
        kept = {name: value for name, value in stored.data.items() if name not in names}
        stored.data = {**kept, **self._words(text, *names, entities), "edit_date": self.api.world.now()}
        update = self.api.updates.emit("edited_message", stored.data, lane=person.id)
        return {"message_id": stored.id, "update_id": update}

    async def delete_message(self, resident: int, message_id: int) -> None:
        """Delete a message for both sides. The bot is told nothing."""
        self.message(self.person(resident), message_id).deleted = True

    async def clear_chat(self, resident: int) -> None:
        """Clear the history on the person's side. The bot is told nothing and can still edit."""
        for stored in self.person(resident).messages.values():
            stored.hidden = True

    async def chat(self, resident: int) -> list[dict[str, Any]]:
        """The chat as the person sees it, oldest first."""
        person = self.person(resident)
        seen = [stored for stored in person.messages.values() if not stored.deleted and not stored.hidden]
        return [self.api.world.seen(stored) for stored in seen]

    async def menu(self, resident: int) -> list[dict[str, Any]]:
        """The commands the person is offered, in the person's language."""
        return menu_of(self.api.world, self.person(resident))

    async def keyboard(self, resident: int) -> list[list[str]]:
        """The reply keyboard under the input field, row by row; [] when there is none."""
        return self.person(resident).reply_keyboard
