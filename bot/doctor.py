"""``palier doctor``: settings, office file, database and platforms, each line with what to do."""

from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path

from bot.app import App, build
from bot.clock import SystemClock
from bot.config import ENV_FILE, Config, ConfigError, load_config
from bot.doctor_clocks import clocks
from bot.domain.directory import Directory
from bot.i18n import Catalogues
from bot.office.file import OfficeFileError, load_office

Line = tuple[bool, str]

LETTER_DAYS = 30
"""How long before and after its last day a letter of authority is warned about."""


async def examine() -> int:
    """Print what was found; 0 when all is well, 2 when settings or office file are wrong, 1 when something else is.
    What the settings lack keeps nobody from having the office file looked at."""
    config, wanting = _settings()
    directory: Directory | None = None
    lines: list[Line] = [(False, line) for line in wanting] or [(True, "settings: complete")]
    lines += open_to_all(ENV_FILE)
    if config is not None and config.office.is_file():
        directory, found = _office(config)
        lines += found
    if config is not None and directory is not None and not wanting:
        lines += await _outside(config, directory)
    for good, line in lines:
        print(("✓ " if good else "✗ ") + line)
    if wanting or directory is None:
        return 2
    return 0 if all(good for good, _ in lines) else 1


def open_to_all(file: Path) -> list[Line]:
    """A settings file that every user of this machine can read: it holds the tokens."""
    if os.name != "posix" or not file.is_file() or not file.stat().st_mode & stat.S_IROTH:
        return []
    return [
        (
            False,
            f"settings: everybody on this machine can read {file}, and the tokens in it; chmod 600 {file}",
        )
    ]


def _settings() -> tuple[Config | None, list[str]]:
    try:
        return load_config(), []
    except ConfigError as error:
        wanting = str(error).splitlines()
    try:
        return load_config(serving=False), wanting
    except ConfigError:
        return None, wanting


def _office(config: Config) -> tuple[Directory | None, list[Line]]:
    try:
        directory = load_office(config.office)
    except OfficeFileError as error:
        return None, [(False, line) for line in str(error).splitlines()]
    offices = ", ".join(office.name for office in directory.offices)
    size = f"{len(directory.residences)} residences, {len(directory.topics)} topics"
    stray = [
        (False, f"office file: texts: there is no text {msgid!r} to replace; copy it from locales/en")
        for msgid in Catalogues(directory.texts).stray_overrides()
    ]
    now = SystemClock().now()
    return directory, [
        (True, f"office file: {offices}; {size}"),
        *stray,
        *letters(directory, now.date()),
        *((True, line) for line in clocks(directory, now)),
    ]


def letters(directory: Directory, today: date) -> list[Line]:
    """Letters of authority that run out within thirty days, or have within the last thirty, with none to follow."""
    found = []
    for letter in directory.letters:
        followed = any(
            other.member == letter.member and other.until > letter.until for other in directory.letters
        )
        left = (letter.until - today).days
        if not followed and -LETTER_DAYS <= left <= LETTER_DAYS:
            when = f"runs out on {letter.until}" if left >= 0 else f"ran out on {letter.until}"
            name = directory.member(letter.member).name
            found.append(
                (False, f"letters: the letter of authority of {name} {when}; add next year's [[letters]]")
            )
    return found


async def _in_use(app: App) -> list[Line]:
    try:
        return [(True, f"office file: {line}") for line in await app.check_office()]
    except OfficeFileError as error:
        return [(False, line) for line in str(error).splitlines()]


async def _outside(config: Config, directory: Directory) -> list[Line]:
    app = build(config, directory)
    try:
        lines = [await app.check_database(), app.check_files()]
        if lines[0][0]:
            lines += await _in_use(app)
        lines += [*await app.telegram.check(), *await app.slack.check()]
        written = [firm.name for firm in directory.contractors if firm.email]
        if written and not config.smtp_url:
            lines.append((False, f"e-mail: {', '.join(written)} can't be written to: set PALIER_SMTP_URL"))
            return lines
        return [*lines, *await app.email.check()]
    finally:
        await app.telegram.close()
        await app.slack.close()
