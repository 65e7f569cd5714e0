"""At a start the database is busy for a moment, or another process that starts is in the way: it starts anyway."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest

from bot.app import App, build
from bot.config import load_config
from bot.domain.errors import Conflict, Unavailable
from bot.office.file import load_office
from bot.ports.channel import SendFailed
from bot.services.engine.giving_back import settle
from bot.services.invitations import codes
from examples import office_file
from tests.contract.test_office_in_use import TOKENS
from tests.fakes.clock import FrozenClock

HINDERS = (Unavailable("the database is locked"), Conflict("another process starts"))


class Hindered:
    """A store whose units of work meet something in their way at first, as its database's driver would say."""

    def __init__(self, store: Any, hinders: Iterator[Exception]) -> None:
        self._store, self._hinders = store, hinders

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def begin(self) -> AbstractAsyncContextManager[Any]:
        if (hinder := next(self._hinders, None)) is not None:
            raise hinder
        return self._store.begin()  # type: ignore[no-any-return]


class NamedBot:
    """What is asked of Telegram before anything is received; where ``mute`` is set, it does not say its name."""

    def __init__(self, *, mute: bool) -> None:
        self._mute, self.received = mute, 0

    async def set_menu(self, language: str | None, commands: list[tuple[str, str]]) -> None: ...

    async def name_of_bot(self) -> str:
        if self._mute:
            raise SendFailed("network", "nobody answers")
        return "palier_bot"

    async def run(self, receive: object) -> None:
        self.received += 1


@pytest.fixture
def app(tmp_path: Path) -> App:
    settings = TOKENS | {
        "PALIER_DATABASE_URL": f"sqlite:///{tmp_path / 'palier.db'}",
        "PALIER_OFFICE": str(office_file()),
    }
    return build(load_config(settings, None), load_office(office_file()), FrozenClock())


def hinder(app: App) -> None:
    """From here on something is in the way of it."""
    app.store = Hindered(app.store, iter(HINDERS))


@pytest.mark.parametrize("mute", [False, True], ids=["named", "mute"])
async def test_receiving_begins_whatever_becomes_of_the_bots_name(app: App, *, mute: bool) -> None:
    await app.store.open()
    hinder(app)
    telegram = NamedBot(mute=mute)
    app.telegram = telegram  # type: ignore[assignment]
    await app.receive_from_telegram()
    assert telegram.received == 1
    async with app.worker.store.begin() as u:
        assert await u.places.shown(codes.BOT) == (None if mute else "palier_bot")
    await app.store.close()


async def test_what_comes_round_by_itself_is_set(app: App) -> None:
    await app.store.open()
    hinder(app)
    await settle(app.store, app.worker.house, app.begin)
    async with app.worker.store.begin() as u:
        assert await u.timers.at("housekeeping", "") is not None
    await app.store.close()
