"""Logs: one line each, from everybody through the same door, and nothing secret in them even at DEBUG."""

from __future__ import annotations

import io
import json
import logging
import sys
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from bot.logs import configure_logs, redact

TOKEN = "123456789:AAE" + "x" * 32
SECRETS = [
    TOKEN,
    f"bot{TOKEN}",
    f"https://api.telegram.org/bot{TOKEN}/getMe",
    TOKEN.replace(":", "%3A"),
    "http://127.0.0.1:9/bot1:short/sendMessage",
    "https://api.telegram.org/file/bot1:a/photos/file_1.jpg",
    "https://files.slack.com/files-pri/T1-F2/leak.jpg?t=xoxe-1",
    "https://horizon.slack.com/files/U1/F2/leak.jpg",
    "http://127.0.0.1:9/files-pri/T1-F2/leak.jpg",
    "https://hooks.slack.com/commands/T1/2/abc",
    "wss://wss-primary.slack.com/link/?ticket=a-b-c&app_id=A1",
    "xoxb-1234-5678-abcdef",
    "xoxe.xoxp-1-abcdef",
    "xapp-1-A0-123-abcdef",
    "xoxb-sandbox",
    "Authorization: Bearer abc.def-123456",
    "postgresql://palier:pass-word@db/palier",
    "nguyen.thi+lan@example.com.vn",
    "名字@例子.公司",
]
LEAKS = [
    "AAE",
    "1:short",
    "photos",
    "leak.jpg",
    "abc",
    "xoxb-",
    "xoxp-",
    "xapp-",
    "a-b-c",
    "pass-word",
    "example.com",
    "公司",
]


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What ``configure_logs`` writes; everything it changed in the process is put back."""
    root, hook = logging.getLogger(), sys.excepthook
    handlers, level, logging_before = root.handlers[:], root.level, structlog.get_config()
    root.handlers = []
    stream = io.StringIO()
    configure_logs("DEBUG", stream=stream, secrets=["hush-hush", "sandbox-token"])
    yield stream
    logging.captureWarnings(capture=False)
    structlog.configure(**logging_before)
    structlog.contextvars.clear_contextvars()
    root.handlers, sys.excepthook = handlers, hook
    root.setLevel(level)


def read(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize("secret", SECRETS)
def test_no_secret_is_left(secret: str) -> None:
    left = redact(f"before {secret} after")
    assert left.startswith("before ")
    assert left.endswith(" after")
    assert not [leak for leak in LEAKS if leak in left]


@pytest.mark.parametrize(
    "text",
    ["K7QM-4T2P", "12:30", "lane 42:7", "https://example.org/path", "robot/1", "@BotFather", "2026-01-02"],
)
def test_what_is_not_secret_stays(text: str) -> None:
    assert redact(text) == text


class Bot:
    def __repr__(self) -> str:
        return f"Bot({TOKEN!r})"


@pytest.mark.parametrize("secret", [*SECRETS, "hush-hush", "a sandbox-token here"])
def test_nothing_secret_in_any_line_at_debug(lines: io.StringIO, secret: str) -> None:
    ours, theirs = structlog.get_logger("palier"), logging.getLogger("some.library")
    ours.debug(
        "sent", text=secret, nested={"list": [secret, {secret: (secret,)}]}, raw=secret.encode(), bot=Bot()
    )
    ours.debug("said %s", secret)
    ours.info(secret)
    theirs.debug("GET %s", secret)
    theirs.debug("extra", extra={"given": secret})
    theirs.debug(secret, stack_info=True)
    try:
        raise ValueError(secret) from KeyError(secret)
    except ValueError as error:
        ours.exception("failed", error=error)
        theirs.exception("failed")
        sys.excepthook(type(error), error, error.__traceback__)
    structlog.contextvars.bind_contextvars(resident=secret)
    ours.info("bound")
    entries = read(lines)
    assert len(entries) == 10
    written = lines.getvalue()
    assert secret not in written
    assert "hush-hush" not in written
    assert TOKEN not in written
    assert sum("Traceback" in str(entry.get("exception")) for entry in entries) == 3


def test_a_line_says_when_who_what(lines: io.StringIO) -> None:
    structlog.get_logger("palier.worker").warning("timer late", seconds=3, lane=None, ok=True)
    logging.getLogger("library").error("lost %d", 7)
    first, second = read(lines)
    assert {key: first[key] for key in ("event", "level", "logger", "seconds", "lane", "ok")} == {
        "event": "timer late",
        "level": "warning",
        "logger": "palier.worker",
        "seconds": 3,
        "lane": None,
        "ok": True,
    }
    assert first["timestamp"].endswith("Z")
    assert second["event"] == "lost 7"


def test_libraries_that_would_tell_too_much_are_quiet(lines: io.StringIO) -> None:
    for name in (
        "httpx",
        "aiogram.event",
        "slack_sdk.web",
        "slack_bolt.AsyncApp",
        "aiohttp.access",
        "aiosqlite",
    ):
        logging.getLogger(name).info("chatter")
        logging.getLogger(name).warning("matter")
    assert [entry["event"] for entry in read(lines)] == ["matter"] * 6


def test_warnings_are_logged_too(lines: io.StringIO) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=False)
        logging.captureWarnings(capture=True)
        warnings.warn(f"deprecated {TOKEN}", stacklevel=1)
    (entry,) = read(lines)
    assert entry["logger"] == "py.warnings"
    assert "deprecated [telegram token]" in entry["event"]


def test_a_record_that_can_not_be_formatted_leaks_nothing(
    lines: io.StringIO, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [h for h in root.handlers if type(h).__module__ == "bot.logs"])
    logging.getLogger("library").error("lost %d", TOKEN)
    assert TOKEN not in lines.getvalue() + "".join(capsys.readouterr())
    (entry,) = read(lines)
    assert entry["event"] == "a log line of library is lost: TypeError"


def test_a_terminal_gets_plain_lines(monkeypatch: pytest.MonkeyPatch, lines: io.StringIO) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    configure_logs("INFO", stream=terminal)
    structlog.get_logger("palier").info("started", token=TOKEN)
    try:
        raise ValueError(TOKEN)
    except ValueError:
        structlog.get_logger("palier").exception("failed")
    written = terminal.getvalue()
    assert "started" in written
    assert "Traceback" in written
    assert TOKEN not in written
    assert not lines.getvalue()
