"""The product without its platforms' paces, as a process of its own: what ``bench/side_by_side.py`` measures.

Nothing else differs from ``palier run``: every event and delivery is committed, on the disk.
"""

from __future__ import annotations

import asyncio
import gc

from bot.app import build
from bot.config import load_config
from bot.logs import configure_logs
from bot.office.file import load_office


def main() -> None:
    """Run until killed."""
    configure_logs("WARNING")
    config = load_config()
    app = build(config, load_office(config.office))
    for channel in (app.telegram, app.slack):
        channel.pace = lambda place, content: ()  # type: ignore[method-assign]
    gc.freeze()
    asyncio.run(app.run())


main()
