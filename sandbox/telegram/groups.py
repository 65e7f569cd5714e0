"""Groups and channels of several people, as far as a bot is put into them, hears what it may, speaks and leaves.

Source: core.telegram.org/bots/features#privacy-mode, core.telegram.org/bots/api#chatmemberupdated, #leavechat; wording
of refusals from the public server's source (tdlib/telegram-bot-api).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sandbox.control import ActionError
from sandbox.telegram.api import Api, Methods, known_person
from sandbox.telegram.calls import Call
from sandbox.telegram.entities import MAX_TEXT, plain
from sandbox.telegram.errors import bad_request, forbidden
from sandbox.telegram.people import Action, People
from sandbox.telegram.sending import message_text
from sandbox.telegram.state import BOT_USER, GROUP_KINDS, Group, Stored

_NAME = str(BOT_USER["username"])
_FOR_THE_BOT = re.compile(rf"(?<!\S)/\w{{1,64}}(?:@{_NAME})?(?![\w@])|(?<!\w)@{_NAME}\b", re.IGNORECASE)
"""What a bot in privacy mode hears besides replies to it and service messages."""
_NOT_MODELLED = ("message_thread_id", "reply_parameters", "reply_to_message_id", "reply_markup")
_RIGHTS = (
    "can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats can_restrict_members"
    " can_promote_members can_change_info can_invite_users can_post_stories can_edit_stories can_delete_stories"
    " can_send_welcome_messages"
)


class Groups:
    """What people do with groups. The bot is in privacy mode, as bots are unless BotFather is told otherwise."""

    def __init__(self, api: Api, people: People) -> None:
        self._api, self._people = api, people

    def actions(self) -> Mapping[str, Action]:
        """The control API's actions."""
        return {
            "add_group": self.add_group,
            "put_bot_in": self.put_bot_in,
            "take_bot_out": self.take_bot_out,
            "say_in_group": self.say_in_group,
            "group_chat": self.group_chat,
        }

    async def add_group(self, title: str, kind: str = "supergroup", muted: bool = False) -> dict[str, Any]:
        """Found a ``group``, ``supergroup`` or ``channel``; in a ``muted`` one only administrators may write."""
        if kind not in GROUP_KINDS:
            raise ActionError(f"no kind {kind}; there are: {', '.join(GROUP_KINDS)}")
        return {"id": self._api.world.add_group(title, kind, muted=muted).id}

    async def put_bot_in(self, group: int, resident: int, administrator: bool = False) -> dict[str, Any]:
        """Add the bot: my_chat_member, and in groups a service message. Channels take it as an administrator only."""
        found, person = self._group(group), self._people.person(resident)
        if found.bot in ("member", "administrator"):
            raise ActionError("the bot is in it already")
        if found.kind == "channel" and not administrator:
            raise ActionError("a bot is in a channel as an administrator only")
        update = self._changes(found, person.user(), "administrator" if administrator else "member")
        if found.kind != "channel":
            self._posted(found, person.user(), new_chat_members=[BOT_USER])
        return {"update_id": update}

    async def take_bot_out(self, group: int, resident: int) -> dict[str, Any]:
        """Remove the bot from it."""
        found = self._group(group)
        if found.bot not in ("member", "administrator"):
            raise ActionError("the bot is not in it")
        return {"update_id": self._changes(found, self._people.person(resident).user(), "kicked")}

    async def say_in_group(
        self, group: int, resident: int, text: str, reply_to: int | None = None
    ) -> dict[str, Any]:
        """Write to a group; ``update_id`` is None where the bot may not hear it."""
        found, person = self._group(group), self._people.person(resident)
        if found.kind == "channel":
            raise ActionError("the sandbox does not model posts in channels")
        formatted = plain(text, None)
        if not formatted.text or len(formatted.text) > MAX_TEXT:
            raise ActionError(f"a text has 1 to {MAX_TEXT} characters")
        fields: dict[str, Any] = {"text": formatted.text}
        if formatted.entities:
            fields["entities"] = formatted.entities
        quoted = found.messages.get(reply_to) if reply_to is not None else None
        if reply_to is not None and quoted is None:
            raise ActionError(f"no message {reply_to} in it")
        if quoted is not None:
            fields["reply_to_message"] = quoted.data
        stored = self._api.world.post_in(found, person.user(), **fields)
        heard = _FOR_THE_BOT.search(text) or (quoted and quoted.from_bot) or found.bot == "administrator"
        update = self._emitted(found, stored) if heard else None
        return {"message_id": stored.id, "update_id": update}

    async def group_chat(self, group: int) -> dict[str, Any]:
        """What the bot is in it, and what its people see, oldest first."""
        found = self._group(group)
        seen = [self._api.world.seen(stored) for stored in found.messages.values()]
        return {"bot": found.bot, "messages": [one for one in seen if one["text"]]}

    def _group(self, group: int) -> Group:
        found = self._api.world.groups.get(int(group))
        if found is None:
            raise ActionError(f"no group {group}; use add_group")
        return found

    def _changes(self, group: Group, by: dict[str, Any], status: str) -> int | None:
        return changed(self._api, group, by, status)

    def _posted(self, group: Group, by: dict[str, Any], **fields: Any) -> int | None:
        return self._emitted(group, self._api.world.post_in(group, by, **fields))

    def _emitted(self, group: Group, stored: Stored) -> int | None:
        if group.bot not in ("member", "administrator"):
            return None
        return self._api.updates.emit("message", stored.data, lane=group.id)


def changed(api: Api, group: Group, by: dict[str, Any], status: str) -> int | None:
    """The bot's membership changes: its update's number."""
    before, group.bot = group.bot, status
    body = {
        "chat": group.chat(),
        "from": by,
        "date": api.world.now(),
        "old_chat_member": _member(group, before),
        "new_chat_member": _member(group, status),
    }
    return api.updates.emit("my_chat_member", body, lane=group.id)


def _member(group: Group, status: str) -> dict[str, Any]:
    more: dict[str, Any] = {"until_date": 0} if status == "kicked" else {}
    if status == "administrator":
        more = dict.fromkeys(_RIGHTS.split(), False) | {"can_manage_chat": True}
        if group.kind == "channel":
            more |= {"can_post_messages": True, "can_edit_messages": False}
    return {"user": BOT_USER, "status": status, **more}


def entered(group: Group) -> Group:
    """The group, where the bot is in it. Raises ApiError 403."""
    if group.bot == "left":
        raise forbidden(f"bot is not a member of the {group.kind} chat")
    if group.bot == "kicked":
        raise forbidden(f"bot was kicked from the {group.kind} chat")
    return group


def group_of(api: Api, call: Call) -> Group | None:
    """The group that a chat identifier names."""
    given = call.text("chat_id").strip()
    return api.world.groups.get(int(given)) if given.lstrip("-").isdecimal() else None


def say(api: Api, call: Call, group: Group) -> Any:
    """sendMessage to a group. Raises ApiError."""
    fields = message_text(call)
    for name in _NOT_MODELLED:
        if name in call.values:
            raise bad_request(f"the sandbox does not model {name} in groups")
    entered(group)
    if group.muted and group.bot != "administrator":
        raise bad_request("not enough rights to send text messages to the chat")
    api.paces.spend(group.id)
    stored = api.world.post_in(group, BOT_USER, from_bot=True, **fields)
    api.journal.add(
        "telegram", "effect", "message", {"chat": group.id, "message_id": stored.id, **api.world.seen(stored)}
    )
    return stored.data


async def leave_chat(api: Api, call: Call) -> Any:
    group = group_of(api, call)
    if group is None:
        known_person(api, call)
        raise bad_request("chat member status can't be changed in private chats")
    changed(api, entered(group), BOT_USER, "left")
    api.journal.add("telegram", "effect", "left", {"chat": group.id})
    return True


METHODS: Methods = {"leaveChat": leave_chat}
