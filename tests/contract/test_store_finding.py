"""Residents are found by what staff know of them, by their own office only (row A10)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from store_bench import OFFICE, resident, ticket

from bot.domain.audience import Public
from bot.domain.ids import OfficeKey, ResidentId
from bot.domain.message import Author, PublicMessage
from bot.domain.people import NO_CHAT, Resident
from bot.ports.store import Store, UnitOfWork
from tests.fakes.clock import START

SAIGON = OfficeKey("saigon")


async def add(u: UnitOfWork, id: str, office: OfficeKey, **more: str) -> Resident:
    known = replace(resident(ResidentId(id)), channel=NO_CHAT, chat=id, **more)  # type: ignore[arg-type]
    await u.people.add(known)
    await u.tickets.add(ticket(u, resident=known.id, office=office))
    return known


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("helene", ["r1"]),
        ("HÉLÈNE", ["r1"]),
        ("b12", ["r1", "r2"]),
        ("b12 Đỗ", ["r2"]),
        ("do hung", ["r2"]),
        ("helene@example", ["r1"]),
        ("06 12", ["r2"]),
        ("100%", []),
        ("_", []),
        ("!", []),
        ("b12 hung do nobody", ["r2"]),
        ("nobody", []),
    ],
)
async def test_found_by_name_unit_and_address(store: Store, words: str, found: list[str]) -> None:
    async with store.begin() as u:
        await add(u, "r1", OFFICE, name="Hélène Roy", unit="B12", email="helene@example.org")
        await add(u, "r2", OFFICE, name="Đỗ Hùng", unit="B12", phone="06 12 34 56 78")
        await add(u, "r3", SAIGON, name="Hélène Bui", unit="B12")
    async with store.begin() as u:
        assert sorted(one.id for one in await u.people.find(OFFICE, words, 20)) == found


async def test_found_under_his_new_name_once_it_is_saved(store: Store) -> None:
    async with store.begin() as u:
        known = await add(u, "r1", OFFICE, name="Zoé")
        await u.people.save(replace(known, name="Chloé", email="c@example.org"))
        assert await u.people.find(OFFICE, "zoe", 20) == []
        assert await u.people.find(OFFICE, "chloe c@example.org", 20) == [
            replace(known, name="Chloé", email="c@example.org")
        ]


async def test_no_more_than_asked_for(store: Store) -> None:
    async with store.begin() as u:
        for number in range(5):
            await add(u, f"r{number}", OFFICE, name="Anna")
        assert len(await u.people.find(OFFICE, "anna", 3)) == 3


async def test_words_for_staff_come_back(store: Store) -> None:
    async with store.begin() as u:
        known = await add(u, "r1", OFFICE, name="Anna")
        (own,) = await u.tickets.open_of(known.id)
        said = PublicMessage(
            u.ids.message(), own.id, Author.STAFF, Public("K"), Public("Xin chào"), START, for_staff="Bonjour"
        )
        await u.messages.add_public(said)
        assert await u.messages.public_of(own.id) == [said]
