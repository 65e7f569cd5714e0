"""Methods about the bot itself and about a chat: identity, command menus, descriptions.

Source: core.telegram.org/bots/api#getme, #setmycommands, #botcommandscope, #chatfullinfo.
"""

from __future__ import annotations

import re
from typing import Any

from sandbox.telegram.api import Api, Handler, Methods, reader
from sandbox.telegram.calls import Call
from sandbox.telegram.errors import bad_request
from sandbox.telegram.state import BOT_ID, BOT_USER, Person, World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}\Z")
_SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat"}
_PROFILE_LIMITS = {"name": 64, "description": 512, "short_description": 120}


async def get_me(api: Api, call: Call) -> Any:
    return {
        **BOT_USER,
        "first_name": api.world.profile[("name", "")],
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": api.world.topics_enabled,
        "allows_users_to_create_topics": api.world.topics_enabled,
    }


async def get_chat(api: Api, call: Call) -> Any:
    if call.text("chat_id") == str(BOT_ID):
        raise bad_request("chat not found")
    person = reader(api, call)
    gifts = "unlimited_gifts limited_gifts unique_gifts premium_subscription gifts_from_channels"
    return {
        **person.chat(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts.split(), True),
    }


def _language(call: Call) -> str:
    code = call.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def _menu_key(api: Api, call: Call) -> tuple[str, int | None, str]:
    scope = call.mapping("scope") or {"type": "default"}
    if scope.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: the sandbox does not model this scope")
    chat_id: int | None = None
    if scope["type"] == "chat":
        chat_id = reader(api, Call(call.method, {"chat_id": scope.get("chat_id", "")})).id
    return str(scope["type"]), chat_id, _language(call)


async def set_my_commands(api: Api, call: Call) -> Any:
    commands = call.sequence("commands") or []
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    kept = []
    for command in commands:
        name = str(command.get("command", "")).removeprefix("/")
        described = str(command.get("description", "")).strip()
        if not _COMMAND.match(name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(described) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        kept.append({"command": name, "description": described})
    key = _menu_key(api, call)
    api.world.commands[key] = kept
    _journal(api, key, [command["command"] for command in kept])
    return True


async def get_my_commands(api: Api, call: Call) -> Any:
    return api.world.commands.get(_menu_key(api, call), [])


async def delete_my_commands(api: Api, call: Call) -> Any:
    key = _menu_key(api, call)
    api.world.commands.pop(key, None)
    _journal(api, key, [])
    return True


def _journal(api: Api, key: tuple[str, int | None, str], names: list[str]) -> None:
    shown = {"scope": key[0], "chat": key[1], "language_code": key[2], "commands": names}
    api.journal.add("telegram", "effect", "menu", shown)


def menu_of(world: World, person: Person) -> list[dict[str, Any]]:
    """The commands a person is offered: the narrowest scope wins, and in it his language."""
    language = (person.language_code or "").lower().partition("-")[0]
    for scope, chat_id in (("chat", person.id), ("all_private_chats", None), ("default", None)):
        for code in (language, ""):
            commands = world.commands.get((scope, chat_id, code))
            if commands:
                return commands
    return []


def _setter(field: str) -> Handler:
    async def set_field(api: Api, call: Call) -> Any:
        value, language = call.text(field), _language(call)
        if len(value) > _PROFILE_LIMITS[field]:
            raise bad_request(f"{field.replace('_', ' ')} is too long")
        if value:
            api.world.profile[(field, language)] = value
        elif (field, language) != ("name", ""):
            api.world.profile.pop((field, language), None)
        return True

    return set_field


def _getter(field: str) -> Handler:
    async def get_field(api: Api, call: Call) -> Any:
        found = api.world.profile.get((field, _language(call)))
        return {field: found if found is not None else api.world.profile.get((field, ""), "")}

    return get_field


def _menu_chat(api: Api, call: Call) -> int | None:
    return reader(api, call).id if "chat_id" in call.values else None


async def set_chat_menu_button(api: Api, call: Call) -> Any:
    button = call.mapping("menu_button") or {"type": "default"}
    if button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("can't parse menu button: unsupported type")
    if button["type"] == "web_app" and not str(button["web_app"].get("url", "")).startswith("https://"):
        raise bad_request("menu button Web App URL is invalid: Only HTTPS links are allowed")
    api.world.menu_buttons[_menu_chat(api, call)] = button
    return True


async def get_chat_menu_button(api: Api, call: Call) -> Any:
    return api.world.menu_buttons.get(_menu_chat(api, call), {"type": "commands"})


METHODS: Methods = {
    "getMe": get_me,
    "getChat": get_chat,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _setter("name"),
    "getMyName": _getter("name"),
    "setMyDescription": _setter("description"),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description"),
    "getMyShortDescription": _getter("short_description"),
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
