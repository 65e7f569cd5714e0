"""Two processes on one database while a resident links a chat: one gets the requests, each word goes there once, and
nothing is lost on the way (ADR 0040)."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from store_bench import START, public, resident, ticket
from test_sheets_together import PARIS, TECHNICAL, replicas

from bot.domain.addresses import MessageRef, Place, resident_chat, ticket_thread
from bot.domain.directory import Role
from bot.domain.errors import Conflict, Refused
from bot.domain.ids import MessageId, ResidentId, StaffKey, TopicKey
from bot.domain.invitation import Invitation, digest_of
from bot.domain.people import NO_CHAT
from bot.domain.scope import scope_of
from bot.domain.ticket import Ticket, Way
from bot.ports.channel import Receipt
from bot.ports.inbound import ChatMessage, ChatUser
from bot.ports.outbox import ClaimedDelivery
from bot.ports.store import Store
from bot.services.desk.commands import Asked
from bot.services.engine import dispatch
from bot.services.engine.sending import Sending
from bot.services.engine.worker import Worker
from bot.services.invitations import parting
from bot.services.relay.conversation import send_to_resident

__all__ = ["replicas"]

PERSON = ResidentId("person")
HERS = resident_chat(PERSON)
CODE = "AAAA-BBBB-CCCC-DDDD"


@pytest.fixture
async def recorded(store: Store) -> Ticket:
    """A request of somebody without a chat, and a code for her."""
    async with store.begin() as u:
        await u.people.add(
            replace(resident(PERSON), channel=NO_CHAT, chat=PERSON, name="Jeanne Roy", phone="06 12")
        )
        await u.places.put(HERS, Place("slack", NO_CHAT))
        own = ticket(
            u,
            resident=PERSON,
            office=PARIS,
            topic=TopicKey("paris-leak"),
            department=TECHNICAL,
            came_by=Way.PHONE,
            contact="06 12",
        )
        await u.tickets.add(own)
        await u.places.put(ticket_thread(own.id, own.generation), Place("slack", "C0TECH001", "1.1"))
        code = Invitation(digest_of(CODE), HERS, StaffKey("karim"), START, START + timedelta(days=14))
        await u.invitations.make(code)
    return own


async def brings(worker: Worker, chat: str, code: str = CODE) -> None:
    """Somebody opens the link; a conflict is tried again, as the worker does."""
    user = ChatUser("telegram", chat, chat, "fr")
    event = ChatMessage(user, MessageRef("telegram", chat, "1"), f"home-{code}", command="start")
    for _ in range(10):
        try:
            async with worker.store.begin() as u:
                await dispatch.event(u, worker.house, event)
        except Conflict:
            continue
        return
    raise AssertionError("always in conflict")


async def writes(worker: Worker, about: Ticket) -> MessageId:
    """A colleague writes; the resident is whoever has the request at this moment."""
    async with worker.store.begin() as u:
        now = await u.tickets.get(about.id)
        said = public(u, about.id)
        await u.messages.add_public(said)
        await send_to_resident(u, worker.house, await u.people.get(now.resident), said)
    return said.id


async def for_nobody(worker: Worker) -> list[ClaimedDelivery]:
    """What waits for her while she has no chat, claimed."""
    claimed = await worker.store.claim_deliveries("slack", START, timedelta(minutes=1), 20)
    return [row for row in claimed if row.destination == HERS]


async def settles(worker: Worker, *rows: ClaimedDelivery) -> None:
    """They are taken from there."""
    sending = Sending(worker.store, worker.house, worker.channels, worker.files)
    for row in rows:
        await sending.deliver("slack", row)


async def on_its_way(store: Store, about: Ticket, message: MessageId) -> int:
    """How often a message waits for the chat that has the request now."""
    async with store.begin() as u:
        chat = resident_chat((await u.tickets.get(about.id)).resident)
    found = 0
    while claimed := await store.claim_deliveries("telegram", START, timedelta(minutes=1), 10):
        for row in claimed:
            assert row.destination == chat
            found += row.message == message
            async with store.begin() as u:
                await u.sent(row, Receipt())
    return found


async def test_of_two_chats_one_is_linked(
    store: Store, replicas: tuple[Worker, Worker], recorded: Ticket
) -> None:
    await asyncio.gather(*(brings(worker, chat) for worker, chat in zip(replicas, "ab", strict=True)))
    async with store.begin() as u:
        joined = await u.persons.joined(PERSON)
        assert joined is not None
        assert (await u.tickets.get(recorded.id)).resident == joined.chat
        won = await u.people.get(joined.chat)
        (lost,) = {"a", "b"} - {won.chat}
        other = await u.people.by_chat("telegram", lost)
        assert other is not None
        assert await u.persons.of_chat(other.id) == []
        assert await u.invitations.failures("telegram", lost, START) == 1
        assert await u.outbox.open_rows(resident_chat(other.id)) == 1


async def test_of_the_same_chat_twice_one_is_enough(
    store: Store, replicas: tuple[Worker, Worker], recorded: Ticket
) -> None:
    await asyncio.gather(*(brings(worker, "a") for worker in replicas))
    async with store.begin() as u:
        joined = await u.persons.joined(PERSON)
        assert joined is not None
        assert len(await u.persons.of_chat(joined.chat)) == 1
        assert await u.invitations.failures("telegram", "a", START) == 0


@pytest.mark.parametrize("order", [1, -1])
async def test_a_word_on_its_way_to_nobody_reaches_the_chat_once(
    store: Store, replicas: tuple[Worker, Worker], recorded: Ticket, order: int
) -> None:
    """One process has claimed it while the other links."""
    said = await writes(replicas[0], recorded)
    claimed = await for_nobody(replicas[0])
    assert [row.message for row in claimed] == [said]
    await asyncio.gather(*[brings(replicas[1], "a"), settles(replicas[0], *claimed)][::order])
    assert await on_its_way(store, recorded, said) == 1


async def test_a_word_written_while_she_links_reaches_the_chat_once(
    store: Store, replicas: tuple[Worker, Worker], recorded: Ticket
) -> None:
    said, _ = await asyncio.gather(writes(replicas[0], recorded), brings(replicas[1], "a"))
    await settles(replicas[0], *await for_nobody(replicas[0]))
    assert await on_its_way(store, recorded, said) == 1


async def unlinks(worker: Worker, about: Ticket) -> str:
    """A manager asks for it by the request's reference."""
    directory = worker.house.directory
    chief = next(
        one for one in directory.staff if one.role is Role.MANAGER and directory.office_of(one).key == PARIS
    )
    asked = Asked(chief, directory.office(PARIS), scope_of(directory, chief), (about.reference,))
    for _ in range(10):
        try:
            async with worker.store.begin() as u:
                return (await parting.command(u, worker.house, asked)).title
        except Conflict:
            continue
        except Refused as error:
            return error.msgid
    raise AssertionError("always in conflict")


async def test_two_who_unlink_at_once(
    store: Store, replicas: tuple[Worker, Worker], recorded: Ticket
) -> None:
    await brings(replicas[0], "a")
    told = await asyncio.gather(*(unlinks(worker, recorded) for worker in replicas))
    assert sum("n’est plus reliée" in one and "Ce qui" in one for one in told) == 1, told
    async with store.begin() as u:
        back = await u.tickets.get(recorded.id)
        assert (back.resident, back.contact) == (PERSON, "06 12")
        assert await u.persons.joined(PERSON) is None
        chat = await u.people.by_chat("telegram", "a")
        assert chat is not None
        assert (chat.name, chat.unit) == (None, None)
        happened = [one.what for one in await u.history(recorded.id)]
        assert happened.count("linked") == happened.count("unlinked") == 1
