"""Logs on stderr: a JSON object a line, plain lines on a terminal; secrets and addresses are taken out."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.types import EventDict, Processor, WrappedLogger

_QUIET = (
    "aiogram",
    "aiohttp",
    "aiosqlite",
    "alembic",
    "asyncio",
    "httpcore",
    "httpx",
    "slack_bolt",
    "slack_sdk",
    "telegram",
)
"""Libraries whose chatter below WARNING holds tokens, addresses of files or what residents wrote."""

_URL_REST = r"[^\s\"'<>\\]*"
_PATTERNS = (
    (re.compile(rf"https?://[^\s\"'<>\\/]+/file/bot{_URL_REST}"), "[telegram file]"),
    (
        re.compile(
            rf"https?://(?:files\.slack\.com/|[\w.-]+\.slack\.com/files/|[^\s\"'<>\\/]+/files-(?:pri|tmb)){_URL_REST}"
        ),
        "[slack file]",
    ),
    (re.compile(rf"https?://hooks\.slack\.com/{_URL_REST}"), "[slack hook]"),
    (re.compile(r"/bot\d+(?::|%3[Aa])[^\s\"'<>\\/]+"), "/bot[telegram token]"),
    (re.compile(r"(?<![A-Za-z0-9])(?:bot)?\d{6,}(?::|%3[Aa])[A-Za-z0-9_-]{30,}"), "[telegram token]"),
    (re.compile(r"(?<![A-Za-z0-9])(?:xox[a-z](?:\.xox[a-z])?|xapp)-[A-Za-z0-9-]+"), "[slack token]"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}"), r"\1 [token]"),
    (re.compile(r"([?&](?:token|ticket|code|secret)=)[^\s\"'<>\\&]+"), r"\1[secret]"),
    (re.compile(r"(://[^\s:/@\"']+):[^\s/\"']+@"), r"\1:[password]@"),
    (re.compile(r"[\w.+%'-]{1,64}@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
)


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """``text`` without tokens, passwords, e-mail addresses, addresses of files, and the given ``secrets``."""
    for secret in secrets:
        text = text.replace(secret, "[secret]")
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    return text


def configure_logs(level: str, *, stream: TextIO | None = None, secrets: Iterable[str] = ()) -> None:
    """Route every log, structlog's and the standard library's, warnings and uncaught errors too, through the
    same processors to ``stream`` (stderr). ``secrets`` are hidden whatever their shape."""
    output = stream or sys.stderr
    conceal = _concealer(tuple(sorted((s for s in secrets if len(s) >= 6), key=len, reverse=True)))
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = _Handler(output)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.ExtraAdder()],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.StackInfoRenderer(),
                structlog.processors.format_exc_info,
                conceal,
                _renderer(output),
            ],
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))
    logging.captureWarnings(capture=True)
    sys.excepthook = _log_uncaught


def _renderer(output: TextIO) -> Processor:
    if output.isatty():
        return structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    return structlog.processors.JSONRenderer(ensure_ascii=False)


def _concealer(secrets: tuple[str, ...]) -> Processor:
    """The last processor before rendering: from here on there is text only, and nothing secret in it."""

    def conceal(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        return {redact(str(key), secrets): _plain(value, redacted) for key, value in event.items()}

    def redacted(text: str) -> str:
        return redact(text, secrets)

    return conceal


def _plain(value: object, redacted: Callable[[str], str]) -> Any:
    if value is None or isinstance(value, (bool, float)):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str):
        return redacted(str(value))
    if isinstance(value, dict):
        return {redacted(str(key)): _plain(inner, redacted) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(inner, redacted) for inner in value]
    return redacted(repr(value))


class _Handler(logging.StreamHandler[TextIO]):
    """The standard handler prints a record it can't format with its arguments, secrets too; not so here."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        fault = sys.exc_info()[0]
        self.stream.write(f'{{"event": "a log line of {record.name} is lost: {fault and fault.__name__}"}}\n')


def _log_uncaught(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("palier").critical("ended by an error", exc_info=(kind, error, traceback))
