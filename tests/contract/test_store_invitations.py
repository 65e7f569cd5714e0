"""Invitations are used once, wrong codes counted; a recorded person has one chat at a time (ADR 0040)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from store_bench import OFFICE, START, public, resident, ticket

from bot.domain.addresses import Destination, MessageRef, Place, chat_topic, resident_chat, technician_chat
from bot.domain.audience import ForResident, Public, Recall
from bot.domain.errors import Conflict
from bot.domain.ids import ResidentId, StaffKey
from bot.domain.invitation import Invitation, Joined, digest_of
from bot.domain.people import NO_CHAT
from bot.ports.channel import Receipt
from bot.ports.store import Store, UnitOfWork

KARIM = StaffKey("karim")
LATER = START + timedelta(days=14)
PERSON, CHAT = ResidentId("person"), ResidentId("chat")
HERS = resident_chat(PERSON)


def invitation(code: str, whose: Destination = HERS) -> Invitation:
    return Invitation(digest_of(code), whose, KARIM, START, LATER)


async def add_both(u: UnitOfWork) -> None:
    await u.people.add(replace(resident(PERSON), channel=NO_CHAT, chat=PERSON))
    await u.people.add(resident(CHAT))


def joined(id: str = "j1", chat: ResidentId = CHAT) -> Joined:
    return Joined(id, PERSON, chat, START, KARIM, name="Eve", unit="B7")


async def test_the_latest_stands_and_is_used_once(store: Store) -> None:
    async with store.begin() as u:
        await u.invitations.make(invitation("AAAA-BBBB", technician_chat(KARIM)))
        await u.invitations.make(invitation("CCCC-DDDD"))
        await u.invitations.make(invitation("EEEE-FFFF"))
    async with store.begin() as u:
        assert await u.invitations.get(digest_of("cccc dddd")) is None
        assert await u.invitations.get(digest_of("aaaabbbb")) is not None
        found = await u.invitations.standing(HERS, LATER)
        assert found == invitation("EEEE-FFFF")
        assert await u.invitations.standing(HERS, LATER + timedelta(seconds=1)) is None
        assert await u.invitations.use(found.digest, START)
    async with store.begin() as u:
        assert not await u.invitations.use(digest_of("EEEE-FFFF"), START)
        assert await u.invitations.standing(HERS, START) is None
        used = await u.invitations.get(digest_of("EEEE-FFFF"))
        assert used is not None
        assert used.used_at == START


async def test_wrong_codes_are_counted_for_a_while(store: Store) -> None:
    async with store.begin() as u:
        for minutes in (0, 10, 20):
            await u.invitations.failed("telegram", "7", START + timedelta(minutes=minutes))
        await u.invitations.failed("telegram", "8", START)
    async with store.begin() as u:
        assert await u.invitations.failures("telegram", "7", START) == 3
        assert await u.invitations.failures("telegram", "7", START + timedelta(minutes=5)) == 2
        assert await u.invitations.failures("telegram", "8", START) == 0, "forgotten with the others"


async def test_a_person_has_one_chat_at_a_time(store: Store) -> None:
    async with store.begin() as u:
        await add_both(u)
        own = ticket(u, resident=PERSON)
        await u.tickets.add(own)
        await u.persons.join(joined(), [own.id])
    with pytest.raises(Conflict):
        async with store.begin() as u:
            await u.persons.join(joined("j2"), [])
    async with store.begin() as u:
        assert await u.persons.joined(PERSON) == joined()
        assert await u.persons.of_chat(CHAT) == [joined()]
        assert await u.persons.tickets("j1") == {own.id}
        await u.persons.part("j1", START, KARIM)
    async with store.begin() as u:
        assert await u.persons.get("j1") is None
        assert await u.persons.joined(PERSON) is None
        assert await u.persons.of_chat(CHAT) == []
        await u.persons.join(joined("j2"), [])


async def test_all_that_somebody_had_with_an_office(store: Store) -> None:
    async with store.begin() as u:
        await add_both(u)
        second = ticket(u, resident=PERSON, opened_at=START + timedelta(hours=1))
        first = ticket(u, resident=PERSON)
        for one in (second, first, ticket(u, resident=CHAT)):
            await u.tickets.add(one)
    async with store.begin() as u:
        found = await u.tickets.all_of(PERSON, OFFICE)
        assert [one.id for one in found] == [first.id, second.id]


async def test_who_is_held_waits_for_no_other(store: Store) -> None:
    """Two who decide about one person come one after the other."""
    async with store.begin() as u:
        await add_both(u)
    order: list[str] = []

    async def hold(name: str) -> None:
        async with store.begin() as u:
            await u.people.hold(PERSON)
            order.append(name)
            await u.people.get(PERSON)
            order.append(name)

    await asyncio.gather(hold("a"), hold("b"))
    assert order in (["a", "a", "b", "b"], ["b", "b", "a", "a"])


async def test_a_delivery_knows_whose_request_it_is_about(store: Store) -> None:
    async with store.begin() as u:
        await add_both(u)
        own = ticket(u, resident=PERSON)
        await u.tickets.add(own)
        await u.places.put(HERS, Place("slack", NO_CHAT))
        said = public(u, own.id)
        await u.messages.add_public(said)
        await u.outbox.to_resident(HERS, ForResident(Public("a")), message=said.id)
        await u.outbox.to_resident(HERS, ForResident(Public("b")), topic=chat_topic(own.id))
        await u.outbox.to_resident(HERS, ForResident(Public("c")))
    strayed = []
    for number in range(3):
        (row,) = await store.claim_deliveries("slack", START, timedelta(minutes=1), 1)
        strayed.append((row.whose, row.strayed))
        async with store.begin() as u:
            await u.sent(row, Receipt())
            if number == 0:
                await u.tickets.save(replace(await u.tickets.get(own.id), resident=CHAT))
    assert strayed == [(PERSON, False), (CHAT, True), (None, False)]


async def test_who_holds_copies_of_a_message_and_what_it_was_written_as(store: Store) -> None:
    async with store.begin() as u:
        await add_both(u)
        own = ticket(u, resident=CHAT)
        await u.tickets.add(own)
        said = public(u, own.id)
        await u.messages.add_public(said)
        written = MessageRef("slack", "C1", "1.2")
        await u.messages.link(written, said.id, own.id)
        chat = resident_chat(CHAT)
        await u.places.put(chat, Place("telegram", "77"))
        await u.outbox.to_resident(chat, ForResident(Public("a")), message=said.id)
    (row,) = await store.claim_deliveries("telegram", START, timedelta(minutes=1), 1)
    async with store.begin() as u:
        await u.sent(row, Receipt(MessageRef("telegram", "77", "5")))
    async with store.begin() as u:
        assert await u.messages.holders(said.id) == [chat]
        assert await u.messages.original(said.id) == written
        await u.outbox.to_resident(chat, Recall(said.id, (0,)), message=said.id)


async def test_every_form_is_found_and_a_place_given_up(store: Store) -> None:
    async with store.begin() as u:
        await add_both(u)
        for topic in (None, Destination("topic:t1")):
            await u.dialogs.put(CHAT, {"state": {}}, START, topic)
        await u.places.put(Destination("topic:t1"), Place("telegram", "77", "3"))
    async with store.begin() as u:
        found = await u.dialogs.all_of(CHAT)
        assert found == [(None, {"state": {}}), (Destination("topic:t1"), {"state": {}})]
        await u.places.drop(Destination("topic:t1"))
        await u.places.drop(Destination("topic:t2"))
    async with store.begin() as u:
        assert await u.places.get(Destination("topic:t1")) is None


async def test_a_later_link_is_given_another_idea_of_who_was_there(store: Store) -> None:
    async with store.begin() as u:
        await add_both(u)
        await u.persons.join(
            Joined("l1", PERSON, CHAT, START, StaffKey("karim"), name="Jeanne", phone="06"), []
        )
    async with store.begin() as u:
        (link,) = await u.persons.of_chat(CHAT)
        await u.persons.remember(replace(link, name="Eve", phone=None, invited_by=StaffKey("marc")))
    async with store.begin() as u:
        assert await u.persons.of_chat(CHAT) == [replace(link, name="Eve", phone=None)]
