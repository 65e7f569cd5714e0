"""``palier doctor``: settings, office file, database and platforms, each line with what to do (DESIGN §9)."""

from __future__ import annotations

from bot.app import build
from bot.config import ConfigError, load_config
from bot.i18n import Catalogues
from bot.office import OfficeFileError, load_office


async def examine() -> int:
    """Print what was found; 0 when all is well, 2 when settings are wrong, 1 when something else is."""
    try:
        config = load_config()
        _say(True, "settings: complete")
        directory = load_office(config.office)
    except (ConfigError, OfficeFileError) as error:
        for line in str(error).splitlines():
            _say(False, line)
        return 2
    offices = ", ".join(office.name for office in directory.offices)
    _say(
        True,
        f"office file: {offices}; {len(directory.residences)} residences, {len(directory.topics)} topics",
    )
    for msgid in Catalogues(directory.texts).stray_overrides():
        _say(False, f"office file: texts: there is no text {msgid!r} to replace; copy it from locales/en")
    app = build(config, directory)
    lines = [await app.check_database(), *await app.telegram.check(), *await app.slack.check()]
    await app.telegram.close()
    await app.slack.close()
    for good, line in lines:
        _say(good, line)
    return 0 if all(good for good, _ in lines) else 1


def _say(good: bool, line: str) -> None:
    print(("✓ " if good else "✗ ") + line)
