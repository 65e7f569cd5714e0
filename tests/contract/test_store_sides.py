"""What goes on beside a ticket comes back as it was written: parts, talks with contractors, quotes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from store_bench import add_ticket, claim_delivery

from bot.domain.addresses import MessageRef, Place
from bot.domain.contractor import Talk
from bot.domain.ids import ContractorKey, MessageId, OutsideId, QuoteId, StaffKey, SubticketId, TalkId
from bot.domain.outside import Outside
from bot.domain.quote import Quote, QuoteState
from bot.domain.subticket import PartState, Subticket
from bot.ports.channel import Receipt
from bot.ports.desk import Post
from bot.ports.store import Store
from tests.fakes.clock import START

ANNE = StaffKey("anne")
HOUR = timedelta(hours=1)


async def test_parts(store: Store) -> None:
    async with store.begin() as u:
        ticket = await add_ticket(u)
        first = Subticket(u.ids.subticket(), ticket.id, "the key 🔑", ANNE, ANNE, START, START + HOUR)
        second = replace(first, id=u.ids.subticket(), opened_at=START + HOUR)
        await u.sides.put_part(second)
        await u.sides.put_part(first)
    async with store.begin() as u:
        assert await u.sides.parts_of(ticket.id) == [first, second]
        closed = replace(first, state=PartState.DONE, closed_at=START + HOUR, closed_by=StaffKey("li"))
        await u.sides.put_part(closed)
        assert await u.sides.part(first.id) == closed
        with pytest.raises(KeyError):
            await u.sides.part(SubticketId("none"))


async def test_what_somebody_has_a_part_of(store: Store) -> None:
    li = StaffKey("li")
    async with store.begin() as u:
        ticket = await add_ticket(u)
        later = Subticket(u.ids.subticket(), ticket.id, "the key", li, ANNE, START, START + 2 * HOUR)
        soon = replace(later, id=u.ids.subticket(), due_at=START + HOUR)
        for part in (later, soon, replace(soon, id=u.ids.subticket(), state=PartState.DROPPED)):
            await u.sides.put_part(part)
        await u.sides.put_part(replace(soon, id=u.ids.subticket(), handler=ANNE))
    async with store.begin() as u:
        assert await u.sides.parts_for(li) == [soon, later]


async def test_talks(store: Store) -> None:
    async with store.begin() as u:
        ticket = await add_ticket(u)
        talk = Talk(u.ids.talk(), ticket.id, ContractorKey("lift"), ANNE, START, START + HOUR)
        await u.sides.put_talk(talk)
    async with store.begin() as u:
        answered = replace(talk, answered_at=START + HOUR, failed=True)
        await u.sides.put_talk(answered)
        assert await u.sides.talks_of(ticket.id) == [answered] == [await u.sides.talk(talk.id)]
        with pytest.raises(KeyError):
            await u.sides.talk(TalkId("none"))


async def test_only_the_latest_quote_counts(store: Store) -> None:
    async with store.begin() as u:
        ticket = await add_ticket(u)
        assert await u.sides.quote_of(ticket.id) is None
        first = Quote(u.ids.quote(), ticket.id, 10**12, "VND", "Unclog", ANNE, START, START + HOUR)
        second = replace(first, id=u.ids.quote(), offered_at=START + HOUR, minor=1)
        await u.sides.put_quote(second)
        await u.sides.put_quote(replace(first, state=QuoteState.REPLACED))
    async with store.begin() as u:
        assert await u.sides.quote_of(ticket.id) == second
        assert (await u.sides.quote(first.id)).minor == 10**12
        with pytest.raises(KeyError):
            await u.sides.quote(QuoteId("none"))


async def test_a_parts_post_is_found_again(store: Store) -> None:
    async with store.begin() as u:
        ticket = await add_ticket(u)
        part = Subticket(u.ids.subticket(), ticket.id, "the key", ANNE, ANNE, START, START + HOUR)
        await u.sides.put_part(part)
        await u.places.put(ticket.thread, Place("slack", "C1", "1.0"))
        await u.outbox.to_desk(ticket.thread, Post("the key"), message=MessageId(part.id))
    row = await claim_delivery(store, "slack", START + HOUR, HOUR)
    assert row is not None
    made = MessageRef("slack", "C1", "2.0")
    async with store.begin() as u:
        await u.sent(row, Receipt(made))
    async with store.begin() as u:
        assert await u.messages.pieces(MessageId(part.id), ticket.thread) == [(0, made)]
        assert await u.messages.linked(made) == (MessageId(part.id), ticket.id)


async def test_a_question_outside_and_where_it_went_on(store: Store) -> None:
    async with store.begin() as u:
        ticket, other = await add_ticket(u), await add_ticket(u)
        later = Outside(
            u.ids.outside(), ticket.id, "Bâti & Fils", "", "Quand ?", ANNE, START + HOUR, START + 2 * HOUR
        )
        first = replace(later, id=u.ids.outside(), email="info@bati.example", asked_at=START)
        await u.outsiders.add(later)
        await u.outsiders.add(first)
    async with store.begin() as u:
        assert await u.outsiders.of(ticket.id) == [first, later]
        moved = replace(
            first,
            ticket=other.id,
            answer="En mai 🌱",
            answered_by=ANNE,
            answered_at=START + HOUR,
            told_at=START,
        )
        await u.outsiders.save(moved)
    async with store.begin() as u:
        assert await u.outsiders.of(other.id) == [moved]
        assert await u.outsiders.of(ticket.id) == [later]
        assert await u.outsiders.get(first.id) == moved
        with pytest.raises(KeyError):
            await u.outsiders.get(OutsideId("none"))
