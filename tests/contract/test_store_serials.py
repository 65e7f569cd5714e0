"""A complaint's serial has no holes and no doubles, whatever is rolled back and however many ask at once (row E1)."""

from __future__ import annotations

import asyncio
import random

import pytest
from store_bench import OFFICE, add_ticket

from bot.domain.complaint import serial_of
from bot.domain.errors import Conflict
from bot.domain.ids import OfficeKey
from bot.domain.ticket import Kind
from bot.ports.store import Store, UnitOfWork


class ThinksBetterError(Exception):
    """A commit that does not happen."""


async def register(u: UnitOfWork, office: OfficeKey = OFFICE, year: int = 2026) -> str:
    """A complaint with its serial."""
    serial = serial_of(year, await u.tickets.next_serial(office, year))
    await add_ticket(u, office=office, kind=Kind.COMPLAINT, serial=serial)
    return serial


async def thinks_better(store: Store) -> None:
    """Somebody registers a complaint, and then does not."""
    async with store.begin() as u:
        assert await register(u) == "20260002"
        raise ThinksBetterError


async def test_each_office_and_year_counts_from_one(store: Store) -> None:
    async with store.begin() as u:
        given = [
            await register(u),
            await register(u),
            await register(u, OfficeKey("saigon")),
            await register(u, year=2027),
        ]
    assert given == ["20260001", "20260002", "20260001", "20270001"]
    async with store.begin() as u:
        found = await u.tickets.by_serial(OFFICE, "20260002")
        assert found is not None
        assert found.serial == "20260002"
        assert await u.tickets.by_serial(OfficeKey("lyon"), "20260002") is None


async def test_what_is_rolled_back_is_given_again(store: Store) -> None:
    async with store.begin() as u:
        assert await register(u) == "20260001"
    for _ in range(3):
        with pytest.raises(ThinksBetterError):
            await thinks_better(store)
    async with store.begin() as u:
        assert await register(u) == "20260002"


@pytest.mark.parametrize("seed", range(3))
async def test_no_holes_and_no_doubles_under_concurrency(store: Store, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a repeatable order, no secret
    async with store.begin() as u:
        await add_ticket(u)
    given: list[str] = []

    async def one(fails: bool, pauses: int) -> None:
        while True:
            try:
                async with store.begin() as u:
                    serial = await register(u)
                    for _ in range(pauses):
                        await u.tickets.open_in(OFFICE)
                    if fails:
                        raise ThinksBetterError
            except ThinksBetterError:
                return
            except Conflict:
                continue
            given.append(serial)
            return

    await asyncio.gather(*(one(chance.random() < 0.4, chance.randrange(4)) for _ in range(30)))
    assert sorted(given) == [serial_of(2026, number + 1) for number in range(len(given))]
    assert given
