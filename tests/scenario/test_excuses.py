"""An event that was put aside: whoever sent it is told once, and so are the managers of his own office. A database that
can't be reached is no fault of an event."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

from bot.domain.errors import Unavailable
from bot.ports.channel import RawEvent
from bot.services.relay import relay
from bot.services.residents import intake
from tests.scenario.desk import Desk

LEAK = "Nước chảy xuống từ trần nhà suốt từ sáng"


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = intake.message

    async def breaks(*given: Any) -> object:
        if "poison" in given[3].text:
            raise ZeroDivisionError("a bug")
        return await kept(*given)

    monkeypatch.setattr(intake, "message", breaks)


@pytest.mark.usefixtures("poison")
async def test_a_resident_whose_message_fails_for_good(desk: Desk) -> None:
    await desk.report("lan", "saigon-charges", LEAK, language="vi")
    await desk.play("""
        lan: poison
        lan < Thành thật xin lỗi …
        lan: poison again
        lan < nothing
        lan: còn một việc nữa
        thread < còn một việc nữa
        #MGMT002 < 🚨 … telegram … ZeroDivisionError
        #MGMT002 < 🚨
        #MGMT001 < nothing
        (61 minutes later)
        lan: poison
        lan < Thành thật xin lỗi …
    """)


async def test_an_event_that_nobody_can_read_is_excused_by_its_chat(desk: Desk) -> None:
    await desk.report("lan", "saigon-charges", LEAK, language="vi")
    await desk.happens(RawEvent("telegram", "broken", "telegram:lan", "{}"))
    await desk.play("""
        lan < Thành thật xin lỗi …
        #MGMT002 < 🚨
        #MGMT001 < nothing
    """)


async def test_staff_of_another_office(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.report("lan", "saigon-charges", LEAK, language="vi")

    async def breaks(*given: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(relay, "_public", breaks)
    monkeypatch.setattr(relay, "_internal", breaks)
    await desk.play("""
        KARIM: hello
        lan < nothing
        #MGMT002 < 🚨 … slack
        #MGMT001 < nothing
    """)


class Shaky:
    """A store whose units of work can't begin at times, as its database's driver would say."""

    def __init__(self, store: Any, away: Iterator[bool]) -> None:
        self._store, self._away = store, away

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def begin(self) -> AbstractAsyncContextManager[Any]:
        if next(self._away, False):
            raise Unavailable("the database is locked")
        return self._store.begin()  # type: ignore[no-any-return]

    async def put_back(self, *given: Any, **more: Any) -> None:
        if next(self._away, False):
            raise Unavailable("the database is locked")
        await self._store.put_back(*given, **more)


async def test_a_database_that_is_away_counts_as_no_failure(desk: Desk) -> None:
    await desk.report("lan", "saigon-charges", LEAK, language="vi")
    desk.restarts = False  # the restart would take the shaky store away
    worker = desk.worker
    object.__setattr__(worker, "store", Shaky(worker.store, iter([True] * 40)))
    await desk.play("""
        lan: còn một việc nữa
        lan sees 👌
        thread < còn một việc nữa
        thread < nothing
        lan < nothing
        #MGMT002 < nothing
        #MGMT001 < nothing
    """)
