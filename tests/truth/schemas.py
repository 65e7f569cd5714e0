"""JSON Schemas made from the platforms' own npm packages, and a checker that applies them.

``@gramio/types`` is generated from the Bot API's page; ``@slack/web-api`` and ``@slack/types`` are Slack's.
The packages are pinned by package-lock.json and installed into node_modules, which git ignores; the schemas
are kept there too, named by a digest of what they were made from.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sandbox.slack.web_api import METHODS as SLACK_METHODS
from sandbox.telegram.parameters import METHODS as TELEGRAM_METHODS

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
_GRAMIO, _WEB_API, _TYPES = "@gramio/types", "@slack/web-api", "@slack/types"

EVENTS = {
    "message": "GenericMessageEvent",
    "message/bot_message": "BotMessageEvent",
    "message/file_share": "FileShareMessageEvent",
    "message/message_changed": "MessageChangedEvent",
    "message/message_deleted": "MessageDeletedEvent",
    "message/thread_broadcast": "ThreadBroadcastMessageEvent",
    "app_home_opened": "AppHomeOpenedEvent",
    "app_mention": "AppMentionEvent",
    "app_uninstalled": "AppUninstalledEvent",
    "channel_archive": "ChannelArchiveEvent",
    "channel_left": "ChannelLeftEvent",
    "channel_rename": "ChannelRenameEvent",
    "channel_shared": "ChannelSharedEvent",
    "channel_unarchive": "ChannelUnarchiveEvent",
    "channel_unshared": "ChannelUnsharedEvent",
    "group_archive": "GroupArchiveEvent",
    "group_left": "GroupLeftEvent",
    "group_rename": "GroupRenameEvent",
    "group_unarchive": "GroupUnarchiveEvent",
    "member_joined_channel": "MemberJoinedChannelEvent",
    "member_left_channel": "MemberLeftChannelEvent",
    "reaction_added": "ReactionAddedEvent",
    "reaction_removed": "ReactionRemovedEvent",
    "tokens_revoked": "TokensRevokedEvent",
    "user_change": "UserChangeEvent",
}
"""Slack's events by type and subtype, and what @slack/types calls them."""


SENT_THOUGH_UNTYPED = {
    "slack": "client_msg_id display_as_bot edited errors fields files id is_locked is_member latest_reply"
    " parent_conversation parent_user_id reply_count reply_users reply_users_count req_method root source_team"
    " subscribed subtype text thread_ts ts upload user_id user_team values",
    "event": "app_id attachments bot_id client_msg_id display_as_bot file_access files from_url id ims is_locked"
    " latest_reply metadata original_url parent_user_id reply_count reply_users reply_users_count source_team"
    " subscribed team thread_ts timestamp upload user_id user_team",
}
"""Properties that Slack sends and its published types lack (they are made from samples): docs.slack.dev."""
NULL_THOUGH_UNTYPED = "close submit previous_view_id enterprise channel_actions_ts parent_conversation"
"""Properties that Slack answers with null, as docs.slack.dev shows, and types without it."""
_LOOSELY_TYPED = re.compile(r"/event_payload|/blocks/\d+/")
"""In answers Slack made the types of blocks from too few samples; in events they are typed and checked."""


def _tolerated(schema: str, problem: dict[str, Any]) -> bool:
    at = str(problem["at"])
    if schema.startswith("slack:") and _LOOSELY_TYPED.search(at):
        return True
    if problem["keyword"] == "additionalProperties":
        known = SENT_THOUGH_UNTYPED.get(schema.partition(":")[0], "").split()
        return problem["params"]["additionalProperty"] in known
    return problem["keyword"] == "type" and at.rpartition("/")[2] in NULL_THOUGH_UNTYPED.split()


class Unavailable(Exception):
    """There is no node or npm, or the packages could not be installed."""


def _telegram_type(method: str) -> str:
    """The TypeScript type of a Bot API method's result, after what aiogram says it returns."""
    import aiogram.methods  # noqa: PLC0415 - heavy, for few tests

    returning = getattr(aiogram.methods, method[0].upper() + method[1:]).__returning__
    names = str(returning).replace("typing.", "")
    if returning is bool:
        return "boolean"
    if names.startswith("list["):
        return f"Telegram{returning.__args__[0].__name__}[]"
    if names.startswith(("Union", "Optional")) or " | " in names:
        first = returning.__args__[0].__name__
        return "TelegramMenuButton" if first.startswith("MenuButton") else f"Telegram{first}"
    return f"Telegram{returning.__name__}"


def wanted() -> dict[str, tuple[str, str]]:
    """Every schema by name: the package and the type it is made from."""
    found = {f"telegram:{name}": (_GRAMIO, _telegram_type(name)) for name in TELEGRAM_METHODS}
    found["telegram:update"] = (_GRAMIO, "TelegramUpdate")
    found["telegram:parameters"] = (_GRAMIO, "TelegramResponseParameters")
    for name in SLACK_METHODS:
        words = (word[0].upper() + word[1:] for word in name.split("."))
        found[f"slack:{name}"] = (_WEB_API, f"{''.join(words)}Response")
    found |= {f"event:{name}": (_TYPES, made_of) for name, made_of in EVENTS.items()}
    found["event:blocks"] = (_TYPES, "KnownBlock[]")
    found["event:app_rate_limited"] = (_TYPES, "AppRateLimitedEvent")
    return found


def schemas_file() -> Path:
    """The generated schemas; installs the packages and generates when they are not there yet."""
    names = json.dumps(wanted(), sort_keys=True)
    lock = (HERE / "package-lock.json").read_bytes()
    digest = hashlib.sha256(names.encode() + lock + (HERE / "generate.mjs").read_bytes()).hexdigest()[:16]
    made = MODULES / f".schemas-{digest}.json"
    if made.exists() and shutil.which("node"):
        return made
    if not shutil.which("node") or not shutil.which("npm"):
        raise Unavailable("node and npm are not installed")
    place = hashlib.sha256(str(HERE).encode()).hexdigest()[:16]
    with (Path(tempfile.gettempdir()) / f"palier-truth-{place}.lock").open("w") as guard:
        fcntl.flock(guard, fcntl.LOCK_EX)
        installed = MODULES / f".installed-{hashlib.sha256(lock).hexdigest()[:16]}"
        if not installed.exists():
            _run(
                "npm",
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
                "--fetch-retries=5",
            )
            installed.touch()
        if not made.exists():
            wanted_file = MODULES / f".wanted-{digest}.json"
            wanted_file.write_text(names, encoding="utf-8")
            _run("node", "generate.mjs", str(wanted_file), str(made))
    return made


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True, timeout=900, check=False)  # noqa: S603
    if done.returncode:
        raise Unavailable(f"{' '.join(command[:2])} failed: {done.stderr[-2000:]}")


class Checker:
    """A node process that checks values against the schemas, started when first needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._unavailable: str | None = None

    def unavailable(self) -> str | None:
        """Why nothing can be checked here, or None when everything can."""
        if self._process is None and self._unavailable is None:
            try:
                command = ["node", "check.mjs", str(schemas_file())]
            except Unavailable as reason:
                self._unavailable = str(reason)
            else:
                self._process = subprocess.Popen(  # noqa: S603
                    command, cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
                )
        return self._unavailable

    def problems(self, values: Iterable[tuple[str, Any]]) -> list[str]:
        """What is wrong with (schema's name, value) pairs, each with the value at fault.

        Nothing when it is unavailable.
        """
        found: list[str] = []
        if self.unavailable() is not None:
            return found
        assert self._process is not None
        source, sink = self._process.stdout, self._process.stdin
        assert source is not None
        assert sink is not None
        given = list(values)
        if not given:
            return found
        asked = [{"schema": name, "data": value} for name, value in given]
        sink.write(json.dumps(asked) + "\n")
        sink.flush()
        for (name, value), problems in zip(given, json.loads(source.readline()), strict=True):
            for problem in problems:
                if not _tolerated(name, problem):
                    shown = json.dumps(value, ensure_ascii=False)[:1500]
                    found.append(
                        f"{name}: {problem['at'] or '/'} {problem['message']} {problem['params']}: {shown}"
                    )
        return found

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.communicate()
