"""Which library calls Telegram. Importing one costs seconds and memory, so only the chosen one is."""

from __future__ import annotations

import re
from typing import Literal

from bot.channels.telegram.driver import ChatDriver

DriverName = Literal["aiogram", "ptb"]

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")


def make_driver(name: DriverName, token: str, api_base: str | None = None) -> ChatDriver:
    """The driver called ``name``. ``api_base`` replaces ``https://api.telegram.org`` (a local server, the
    sandbox).

    Raises ValueError, saying what to change, for a token of the wrong shape or a driver that isn't there.
    """
    if not _TOKEN.fullmatch(token):
        raise ValueError("the Telegram token has not the form 123456789:ABC…; get it from @BotFather")
    if name == "aiogram":
        from bot.channels.telegram.driver_aiogram import AiogramDriver  # noqa: PLC0415 - 3 s and 60 MB

        return AiogramDriver(token, api_base)
    if name == "ptb":
        from bot.channels.telegram.driver_ptb import PtbDriver  # noqa: PLC0415 - as above

        return PtbDriver(token, api_base)
    raise ValueError(f'there is no Telegram driver "{name}": choose "aiogram" or "ptb"')
