"""Rows belong in chat topics, forms stand in them, and what keeps changing is known by what it says."""

from __future__ import annotations

from store_bench import CHAT, LEASE, MAI, add_ticket, claim_delivery, deliver, public, with_chat

from bot.domain.addresses import Destination, Place, chat_topic, loose_thread, loose_topic, ticket_of
from bot.domain.audience import ForResident, Public, ShowStatus
from bot.domain.ids import TicketId, status_card
from bot.ports.desk import Post
from bot.ports.outbox import ClaimedDelivery
from bot.ports.store import Store
from tests.fakes.clock import START, FrozenClock

TOPIC = chat_topic(TicketId("t1"))


async def next_row(store: Store, clock: FrozenClock, channel: str = "telegram") -> ClaimedDelivery:
    """The next delivery; there must be one."""
    claimed = await claim_delivery(store, channel, clock.now(), LEASE)
    assert claimed is not None
    return claimed


async def test_a_row_names_its_topic_or_has_that_of_its_message(store: Store, clock: FrozenClock) -> None:
    await with_chat(store)
    async with store.begin() as u:
        ticket = await add_ticket(u)
        said = public(u, ticket.id)
        await u.messages.add_public(said)
        words = ForResident(Public("…"))
        await u.outbox.to_resident(CHAT, words)
        await u.outbox.to_resident(CHAT, words, topic=loose_topic("42", "9"))
        await u.outbox.to_resident(CHAT, words, message=said.id)
        card = status_card(ticket.id)
        await u.outbox.to_resident(CHAT, ShowStatus(ticket.id), message=card, topic=chat_topic(ticket.id))
    seen = []
    for number in range(4):
        row = await next_row(store, clock)
        seen.append(row.topic)
        await deliver(store, row, str(number))
    assert seen == [None, loose_topic("42", "9"), chat_topic(ticket.id), chat_topic(ticket.id)]
    async with store.begin() as u:
        assert [ref.id for _, ref in await u.messages.pieces(card, CHAT)] == ["3"]


async def test_a_row_for_the_desk_has_none(store: Store, clock: FrozenClock) -> None:
    await with_chat(store)
    async with store.begin() as u:
        ticket = await add_ticket(u)
        said = public(u, ticket.id)
        await u.messages.add_public(said)
        await u.places.put(ticket.thread, Place("slack", "C1", "1.0"))
        await u.outbox.to_desk(ticket.thread, Post("…"), message=said.id)
    assert (await next_row(store, clock, "slack")).topic is None


async def test_a_form_for_each_topic(store: Store) -> None:
    await with_chat(store)
    async with store.begin() as u:
        await u.dialogs.put(MAI, {"form": "report"}, START)
        await u.dialogs.put(MAI, {"form": "rate"}, START, TOPIC)
        assert await u.dialogs.get(MAI) == {"form": "report"}
        assert await u.dialogs.get(MAI, TOPIC) == {"form": "rate"}
        await u.dialogs.drop(MAI, TOPIC)
        assert await u.dialogs.get(MAI, TOPIC) is None
        assert await u.dialogs.get(MAI) == {"form": "report"}


async def test_a_topic_is_found_while_it_is_there(store: Store) -> None:
    async with store.begin() as u:
        await u.places.put(TOPIC, Place("telegram", "42", "9"))
        assert await u.places.at(Place("telegram", "42", "9")) == TOPIC
        await u.places.put(TOPIC, Place("telegram", "42"))
        assert await u.places.at(Place("telegram", "42", "9")) is None
        assert await u.places.at(Place("telegram", "42")) is None


async def test_what_is_shown(store: Store) -> None:
    async with store.begin() as u:
        assert await u.places.shown("card") is None
        await u.places.show("card", "received")
        await u.places.show("card", "closed")
        assert await u.places.shown("card") == "closed"
        await u.places.hide("card")
        await u.places.hide("card")
        assert await u.places.shown("card") is None


def test_names_of_topics() -> None:
    assert ticket_of(TOPIC) == "t1"
    assert (loose_thread(loose_topic("42", "9")), loose_thread(TOPIC)) == ("9", None)
    assert ticket_of(Destination(loose_topic("42", "9"))) is None
