"""Finding tickets by their words, on both databases."""

from __future__ import annotations

from dataclasses import replace

from store_bench import OFFICE, add_ticket, public

from bot.domain.audience import Public, StaffNote
from bot.domain.ids import DepartmentKey, OfficeKey, StaffKey, TicketId
from bot.domain.message import InternalMessage
from bot.domain.ticket import State
from bot.ports.store import Store
from tests.fakes.clock import START

ANNE = StaffKey("anne")


async def found(store: Store, words: str, department: str | None = None, **more: int) -> list[TicketId]:
    """The ids of what is found, the latest first."""
    only = DepartmentKey(department) if department else None
    async with store.begin() as u:
        return [t.id for t in await u.tickets.find(words, OFFICE, only, ANNE, **{"at_most": 20, **more})]


async def test_found_by_each_of_its_parts(store: Store) -> None:
    async with store.begin() as u:
        t = await add_ticket(u, subject="Étanchéité du toit")
        await add_ticket(u, description="Autre chose", residence_words=None, unit=None, author_name="Bob")
        await u.messages.add_public(public(u, t.id, "Le plombier passe"))
        note = InternalMessage(u.ids.message(), t.id, "Anne", "clé chez le gardien", START)
        await u.messages.add_note(StaffNote(t.id, ANNE, "clé chez le gardien"), note)
    bare = t.reference.replace("-", "").lower()
    for words in (
        "nuoc RO RI",
        "trần mai",
        "4b",
        "lilas",
        "etanch toit",
        "plomb",
        "gardien cle",
        bare,
        t.reference,
    ):
        assert await found(store, words) == [t.id], words
    for words in ("nuoc absent", "lombier", "", "?!", "💧"):
        assert await found(store, words) == [], words


async def test_chinese_is_found_by_parts_of_a_sentence(store: Store) -> None:
    async with store.begin() as u:
        t = await add_ticket(u, description="三楼电梯坏了，请尽快维修")
        await add_ticket(u, description="水管漏水")
    for words in ("电梯", "电梯 维修", "三楼电梯坏了", "修", "请尽快维修电梯"):
        expected = [] if words == "请尽快维修电梯" else [t.id]
        assert await found(store, words) == expected, words


async def test_what_changes_is_found_anew(store: Store) -> None:
    async with store.begin() as u:
        t = await add_ticket(u)
        message = public(u, t.id, "premier")
        await u.messages.add_public(message)
    async with store.begin() as u:
        await u.messages.reword(message.id, Public("second"), START)
        await u.tickets.save(replace(t, unit="9Z", state=State.CLOSED))
    assert await found(store, "premier") == []
    assert await found(store, "second 9z") == [t.id]
    async with store.begin() as u:
        await u.messages.recall(message.id, START)
    assert await found(store, "second") == []


async def test_what_is_said_later_is_added(store: Store) -> None:
    async with store.begin() as u:
        t = await add_ticket(u)
    async with store.begin() as u:
        first = public(u, t.id, "la pompe fuit encore")
        await u.messages.add_public(first)
        await u.tickets.save(replace(await u.tickets.get(t.id), state=State.WAITING_RESIDENT))
    async with store.begin() as u:
        await u.messages.add_public(public(u, t.id, "la pompe fuit toujours"))
    for words in ("pompe fuit", "encore toujours", "lilas pompe"):
        assert await found(store, words) == [t.id], words
    async with store.begin() as u:
        await u.messages.recall(first.id, START)
    assert await found(store, "pompe toujours") == [t.id]
    assert await found(store, "encore") == []


async def test_only_what_he_may_see(store: Store) -> None:
    async with store.begin() as u:
        own = await add_ticket(u)
        await add_ticket(u, in_review=True)
        others = await add_ticket(u, department=DepartmentKey("accounts"))
        held = await add_ticket(u, department=DepartmentKey("accounts"), handler=ANNE)
        await add_ticket(u, office=OfficeKey("lyon"))
    assert await found(store, "mai", "technical") == [held.id, own.id]
    assert others.id in await found(store, "mai")
    assert len(await found(store, "mai")) == 4


async def test_by_pages_the_latest_first(store: Store) -> None:
    async with store.begin() as u:
        ids = [(await add_ticket(u)).id for _ in range(5)]
    assert await found(store, "mai", at_most=2) == ids[:2:-1]
    assert await found(store, "mai", at_most=2, skip=4) == ids[:1]


async def test_what_was_there_before_is_indexed_when_asked(store: Store) -> None:
    async with store.begin() as u:
        t = await add_ticket(u)
        await u.tickets.index(t.id)
        await u.tickets.index(TicketId("gone"))
    assert await found(store, "mai") == [t.id]
