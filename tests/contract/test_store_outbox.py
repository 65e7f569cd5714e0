"""The outbox: what is committed goes out, in order per destination; what is not sent is not taken for it."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from store_bench import (
    CHAT,
    LEASE,
    MAI,
    SECOND,
    add_ticket,
    claim,
    claim_delivery,
    deliver,
    public,
    queue,
    say,
    text_of,
    with_chat,
)

from bot.domain.addresses import (
    Destination,
    MessageRef,
    Place,
    direct_message,
    resident_chat,
    technician_chat,
    ticket_thread,
)
from bot.domain.audience import (
    Button,
    ForResident,
    Public,
    Recall,
    Received,
    Remove,
    Retouch,
    Rewrite,
    StaffNote,
    Style,
)
from bot.domain.errors import Conflict
from bot.domain.ids import AttachmentId, MessageId, ResidentId, StaffKey, TicketId
from bot.domain.message import InternalMessage
from bot.domain.technician import ForTechnician, WorkRecall, WorkRewrite
from bot.ports.channel import Receipt
from bot.ports.desk import (
    Action,
    Card,
    Line,
    Mark,
    Menu,
    Post,
    Recard,
    Reword,
    RewordCopy,
    SetMark,
    TickBox,
    Upload,
    Whisper,
)
from bot.ports.outbox import Content, QueuedForResident
from bot.ports.store import Store
from tests.fakes.clock import START, FrozenClock

REF = MessageRef("telegram", "42", "7")
THREAD = ticket_thread(TicketId("t1"), 0)


async def to_mai_and_nobody(store: Store) -> None:
    """A unit of work that can't commit."""
    async with store.begin() as u:
        await u.outbox.to_resident(CHAT, say("never"))
        await u.outbox.to_resident(resident_chat(ResidentId("nobody")), say("never"))


async def test_rows_go_out_in_order(store: Store, clock: FrozenClock) -> None:
    await with_chat(store)
    await queue(store, "one", "two")
    await queue(store, "three")
    seen = []
    for number in range(3):
        claimed = await claim(store, clock)
        assert await claim_delivery(store, "telegram", clock.now(), LEASE) is None
        await deliver(store, claimed, str(number))
        seen.append(claimed)
    assert [text_of(one) for one in seen] == ["one", "two", "three"]
    assert len({one.key for one in seen}) == 3
    first = seen[0]
    assert (first.destination, first.place) == (CHAT, Place("telegram", f"chat of {MAI}"))
    assert (first.attempts, first.uncertain, first.progress) == (0, False, None)
    assert (first.opens_thread, first.message, first.source, first.queued_at) == (False, None, None, START)
    assert await claim_delivery(store, "telegram", clock.now(), LEASE) is None


async def test_nothing_goes_out_of_a_unit_of_work_that_failed(store: Store, clock: FrozenClock) -> None:
    await with_chat(store)
    with pytest.raises(LookupError, match="no such resident"):
        await to_mai_and_nobody(store)
    await queue(store, "after")
    claimed = await claim(store, clock)
    assert (text_of(claimed), claimed.claim.seq) == ("after", 1)


async def test_channels_have_queues_of_their_own(store: Store, clock: FrozenClock) -> None:
    await with_chat(store)
    await queue(store, "to Mai")
    async with store.begin() as u:
        await u.outbox.to_desk(direct_message(StaffKey("anne")), Post("to Anne"))
    claimed = await claim(store, clock, "slack")
    assert (claimed.content, claimed.place) == (Post("to Anne"), None)
    assert text_of(await claim(store, clock)) == "to Mai"


async def test_a_resident_without_place_is_reached_by_his_channel(store: Store, clock: FrozenClock) -> None:
    async with store.begin() as u:
        await add_ticket(u)
        await u.outbox.to_resident(CHAT, say("hello"))
    assert (await claim(store, clock)).place is None


async def test_nobody_writes_to_a_resident_who_is_not_there(store: Store) -> None:
    with pytest.raises(LookupError):
        await queue(store, "hello", destination=resident_chat(ResidentId("nobody")))


async def test_content_goes_only_where_it_is_made_for(store: Store) -> None:
    with pytest.raises(TypeError):
        async with store.begin() as u:
            await u.outbox.to_resident(CHAT, Post("internal"))  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        async with store.begin() as u:
            await u.outbox.to_desk(THREAD, say("hello"))  # type: ignore[arg-type]


CONTENTS: list[Content] = [
    ForResident(
        Public("Bonjour 💧"),
        ((Button(Public("Oui"), "n:0", Style.SUCCESS), Button(Public("Non"), "n:1")), ()),
        AttachmentId("a1"),
        REF,
    ),
    Retouch(REF, say("answered")),
    Rewrite(MessageId("m1"), say("corrected")),
    Remove((REF, REF)),
    Recall(MessageId("m1"), (0, 1, -1)),
    Received(REF),
    Card(
        "Leak",
        fields=(("Unit", "4B"),),
        ticks=(TickBox("1", "Call", True, "Anne"),),
        actions=(Action("take", "Take", "t1", Style.PRIMARY),),
        menus=(Menu("dispatch", "To …", "t1", (("tech", "Technical"),)),),
    ),
    Recard(Card("Moved"), moved_to=THREAD),
    Post("text", author="Mai", icon="x", actions=(Action("a", "b", "c"),)),
    Reword(REF, Post("new", above="q", below="old")),
    RewordCopy(MessageId("m1"), Post("new")),
    Upload(AttachmentId("a1"), "Mai", "The tap"),
    SetMark(REF, Mark.FAILED),
    Whisper("Yours", (Line("one", THREAD), Line("two")), reply_to="https://example.org"),
]


async def test_every_content_comes_back_as_it_was(store: Store, clock: FrozenClock) -> None:
    await with_chat(store)
    async with store.begin() as u:
        for number, content in enumerate(CONTENTS):
            if isinstance(content, QueuedForResident):
                await u.outbox.to_resident(CHAT, content, source=REF)
            else:
                await u.outbox.to_desk(Destination(f"dm:{number}"), content, source=REF)
    seen = []
    for channel in ["telegram"] * 6 + ["slack"] * 8:
        claimed = await claim(store, clock, channel)
        await deliver(store, claimed)
        assert claimed.source == REF
        seen.append(claimed.content)
    assert sorted(map(repr, seen)) == sorted(map(repr, CONTENTS))
    first = next(content for content in seen if isinstance(content, ForResident))
    assert isinstance(first.text, Public)


async def test_what_is_for_a_technician_is_known_as_recalled(store: Store, clock: FrozenClock) -> None:
    chat = technician_chat(StaffKey("luc"))
    async with store.begin() as u:
        of = (await add_ticket(u)).id
        note = InternalMessage(u.ids.message(), of, "Anne", "the code is 4711B", START)
        await u.messages.add_note(StaffNote(of, StaffKey("anne"), note.text), note)
        await u.places.put(chat, Place("telegram", "chat of luc"))
        words = ForTechnician(note.text)
        contents = (words, WorkRewrite(note.id, words), WorkRecall(note.id, (1, -1)))
        for content in contents:
            await u.outbox.to_technician(chat, content, message=note.id)
    first = await claim(store, clock)
    assert not first.recalled
    await deliver(store, first)
    async with store.begin() as u:
        assert await u.messages.notes_of(of) == [note]
        assert await u.messages.recall(note.id, START)
        assert not await u.messages.recall(note.id, START)
        assert await u.messages.notes_of(of) == []
        assert await u.messages.last_of(of) is None
        assert await u.messages.note(note.id) == replace(note, recalled_at=START)
    seen = [first.content]
    for _ in contents[1:]:
        claimed = await claim(store, clock)
        assert claimed.recalled
        await deliver(store, claimed)
        seen.append(claimed.content)
    assert seen == [*contents]


async def test_a_lane_has_one_owner(store: Store, clock: FrozenClock) -> None:
    people = [ResidentId(f"r{number}") for number in range(4)]
    await with_chat(store, *people)
    for person in people * 2:
        await queue(store, "hello", destination=resident_chat(person))
    claimed = await asyncio.gather(*(claim_delivery(store, "telegram", clock.now(), LEASE) for _ in range(9)))
    taken = [one.destination for one in claimed if one]
    assert sorted(taken) == sorted(resident_chat(person) for person in people)


async def test_a_row_cut_off_while_sending_comes_back_uncertain(store: Store, clock: FrozenClock) -> None:
    await with_chat(store)
    await queue(store, "one", "two")
    first = await claim(store, clock)
    await store.record_progress(first.claim, "upload F1")
    clock.advance(LEASE)
    again = await claim(store, clock)
    assert (again.key, again.uncertain, again.progress, again.attempts) == (first.key, True, "upload F1", 1)
    with pytest.raises(Conflict):
        await deliver(store, first)
    await store.record_progress(first.claim, "too late")
    await store.put_back(first.claim, clock.now(), failed="too late")
    assert await claim_delivery(store, "telegram", clock.now(), LEASE) is None
    await deliver(store, again)
    following = await claim(store, clock)
    assert (text_of(following), following.uncertain, following.attempts) == ("two", False, 0)


async def test_put_back(store: Store, clock: FrozenClock) -> None:
    await with_chat(store)
    await queue(store, "one", "two")
    row = await claim(store, clock)
    await store.put_back(row.claim, clock.now() + SECOND, untried=True)
    assert await claim_delivery(store, "telegram", clock.now(), LEASE) is None, "nobody overtakes"
    clock.advance(SECOND)

    row = await claim(store, clock)
    assert (text_of(row), row.attempts, row.uncertain) == ("one", 0, False)
    await store.put_back(row.claim, clock.now(), failed="flood")
    row = await claim(store, clock)
    assert (row.attempts, row.uncertain) == (1, False)
    await store.put_back(row.claim, clock.now(), failed="timeout", uncertain=True)
    row = await claim(store, clock)
    assert (row.attempts, row.uncertain) == (2, True)
    await store.put_back(row.claim, clock.now(), untried=True)
    row = await claim(store, clock)
    assert (row.attempts, row.uncertain) == (2, True), "a doubt stays"


async def test_a_row_put_back_without_a_word_is_uncertain(store: Store, clock: FrozenClock) -> None:
    await with_chat(store)
    await queue(store, "one")
    await store.put_back((await claim(store, clock)).claim, clock.now())
    row = await claim(store, clock)
    assert (row.uncertain, row.attempts) == (True, 0)


async def test_a_dead_row_lets_its_neighbours_go_on(store: Store, clock: FrozenClock) -> None:
    await with_chat(store)
    await queue(store, "one", "two")
    row = await claim(store, clock)
    async with store.begin() as u:
        await u.dead(row.claim, "blocked")
        assert await u.outbox.open_rows(CHAT) == 1
    assert text_of(await claim(store, clock)) == "two"


async def test_open_rows(store: Store, clock: FrozenClock) -> None:
    await with_chat(store)
    async with store.begin() as u:
        assert await u.outbox.open_rows(CHAT) == 0
        await u.outbox.to_resident(CHAT, say("one"))
        await u.outbox.to_resident(CHAT, say("two"))
        assert await u.outbox.open_rows(CHAT) == 2
        assert await u.outbox.open_rows(THREAD) == 0
    claimed = await claim(store, clock)
    async with store.begin() as u:
        assert await u.outbox.open_rows(CHAT) == 2
        await u.sent(claimed, Receipt())
        assert await u.outbox.open_rows(CHAT) == 1
        await u.outbox.to_resident(CHAT, say("three"))
        assert await u.outbox.open_rows(CHAT) == 2


async def test_the_first_post_opens_the_thread_for_the_next(store: Store, clock: FrozenClock) -> None:
    async with store.begin() as u:
        await u.places.put(THREAD, Place("slack", "C1"))
        await u.outbox.to_desk(THREAD, Card("Leak"), opens_thread=True)
        await u.outbox.to_desk(THREAD, Post("under it"))
        assert await u.places.at(Place("slack", "C1")) is None, "it is nowhere before it is opened"
    first = await claim(store, clock, "slack")
    assert (first.place, first.opens_thread) == (Place("slack", "C1"), True)
    async with store.begin() as u:
        await u.sent(first, Receipt(MessageRef("slack", "C1", "171.5")))
        assert await u.places.get(THREAD) == Place("slack", "C1", "171.5")
    second = await claim(store, clock, "slack")
    assert (second.place, second.opens_thread) == (Place("slack", "C1", "171.5"), False)
    async with store.begin() as u:
        assert await u.places.at(Place("slack", "C1", "171.5")) == THREAD


async def test_a_delivery_links_its_copy_to_the_message(store: Store, clock: FrozenClock) -> None:
    async with store.begin() as u:
        opened = await add_ticket(u)
        message = public(u, opened.id)
        await u.messages.add_public(message)
        await u.outbox.to_resident(CHAT, say("Bonjour"), message=message.id, source=REF)
    claimed = await claim(store, clock)
    assert (claimed.message, claimed.source) == (message.id, REF)
    await deliver(store, claimed, "99")
    async with store.begin() as u:
        copy = MessageRef("telegram", "room", "99")
        assert await u.messages.linked(copy) == (message.id, opened.id)
        assert await u.messages.copies(message.id, "telegram") == [copy]
        assert await u.messages.copies(message.id, "slack") == []


async def test_sending_and_queueing_in_one_commit_never_deadlocks(store: Store, clock: FrozenClock) -> None:
    people = [ResidentId(f"r{number}") for number in range(4)]
    await with_chat(store, *people)
    chats = [resident_chat(person) for person in people]
    for chat in chats:
        await queue(store, "start", destination=chat)

    async def step() -> None:
        # a lane that another commit holds for a moment is passed over, so the first look may find none
        while (claimed := await claim_delivery(store, "telegram", clock.now(), LEASE)) is None:
            await store.wait("telegram", 0.01)
        async with store.begin() as u:
            await u.sent(claimed, Receipt())
            for chat in reversed(chats):
                await u.outbox.to_resident(chat, say("more"))

    async with asyncio.timeout(60):
        await asyncio.gather(*(step() for _ in chats))
    async with store.begin() as u:
        assert [await u.outbox.open_rows(chat) for chat in chats] == [4, 4, 4, 4]


async def test_next_wake(store: Store, clock: FrozenClock) -> None:
    assert await store.next_wake("telegram", clock.now()) is None
    await with_chat(store)
    await queue(store, "one")
    assert await store.next_wake("telegram", clock.now()) == START
    assert await store.next_wake("slack", clock.now()) is None
    claimed = await claim(store, clock)
    assert await store.next_wake("telegram", clock.now()) == START + LEASE
    await store.put_back(claimed.claim, clock.now() + timedelta(seconds=7), failed="flood")
    assert await store.next_wake("telegram", clock.now()) == START + timedelta(seconds=7)
