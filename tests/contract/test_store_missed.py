"""What a resident missed: kept in the order in which it was written, taken once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from store_bench import START, add_ticket, public

from bot.domain.addresses import MessageRef
from bot.domain.audience import Button, ForResident, Public
from bot.domain.ids import ResidentId
from bot.ports.care import MissedMessage, MissedWords
from bot.ports.store import Store


async def test_it_is_taken_once_in_its_order(store: Store) -> None:
    written = MessageRef("slack", "C1", "1.2")
    async with store.begin() as u:
        ticket = await add_ticket(u)
        second = replace(public(u, ticket.id), at=START + timedelta(minutes=1))
        first = public(u, ticket.id)
        for number, message in ((7, second), (3, first)):
            await u.messages.add_public(message)
            await u.missed.add(ticket.resident, MissedMessage(message.id, written), number)
        await u.missed.add(ticket.resident, MissedMessage(first.id), 9)
        keys = ((Button(Public("Yes"), "nonce:0"),),)
        words = MissedWords(ticket.id, ForResident(Public("Is it settled?"), keys), START)
        await u.missed.add(ticket.resident, words, 5)
        other = await add_ticket(u, resident=ResidentId("paul"))
    async with store.begin() as u:
        assert await u.missed.take(other.resident) == []
        found = await u.missed.take(ticket.resident)
    assert found == [MissedMessage(first.id, written), words, MissedMessage(second.id, written)]
    async with store.begin() as u:
        assert await u.missed.take(ticket.resident) == []


async def test_what_is_undone_is_not_taken(store: Store) -> None:
    async with store.begin() as u:
        ticket = await add_ticket(u)
        message = public(u, ticket.id)
        await u.messages.add_public(message)
        await u.missed.add(ticket.resident, MissedMessage(message.id), 1)
    try:
        async with store.begin() as u:
            await u.missed.take(ticket.resident)
            raise RuntimeError
    except RuntimeError:
        pass
    async with store.begin() as u:
        assert len(await u.missed.take(ticket.resident)) == 1


async def test_another_may_miss_it_too(store: Store) -> None:
    """Its request went on in his chat."""
    async with store.begin() as u:
        ticket = await add_ticket(u)
        other = await add_ticket(u, resident=ResidentId("paul"))
        message = public(u, ticket.id)
        await u.messages.add_public(message)
        for resident in (ticket.resident, other.resident, other.resident):
            await u.missed.add(resident, MissedMessage(message.id), 1)
    async with store.begin() as u:
        assert await u.missed.take(other.resident) == [MissedMessage(message.id)]
        assert await u.missed.take(ticket.resident) == [MissedMessage(message.id)]
