"""Albums in the store: which message they are, the words of their parts, what comes late."""

from __future__ import annotations

from dataclasses import replace

import pytest
from store_bench import add_ticket, public

from bot.domain.audience import Public
from bot.domain.ids import AttachmentId
from bot.domain.message import PublicMessage
from bot.ports.store import Store, UnitOfWork


async def a_message(u: UnitOfWork) -> PublicMessage:
    message = public(u, (await add_ticket(u)).id)
    await u.messages.add_public(message)
    return message


async def test_an_album_belongs_to_one_message_of_its_room(store: Store) -> None:
    async with store.begin() as u:
        first, second = await a_message(u), await a_message(u)
        await u.albums.put("telegram", "1", "A", first.id)
        await u.albums.put("telegram", "1", "A", second.id)
        await u.albums.put("telegram", "2", "A", second.id)
    async with store.begin() as u:
        assert await u.albums.message("telegram", "1", "A") == first.id
        assert await u.albums.message("telegram", "2", "A") == second.id
        assert await u.albums.message("telegram", "1", "B") is None
        assert await u.albums.is_one(first.id)
        assert not await u.albums.is_one((await a_message(u)).id)


async def test_words_stand_in_the_order_of_their_parts(store: Store) -> None:
    async with store.begin() as u:
        message = await a_message(u)
        for ref, words in (
            ("100", "third"),
            ("9", "early"),
            ("99", "second"),
            ("", "before"),
            ("9", "first"),
        ):
            await u.albums.caption(message.id, ref, words)
    async with store.begin() as u:
        assert await u.albums.captions(message.id) == ["before", "first", "second", "third"]
        assert await u.albums.captions((await a_message(u)).id) == []


async def test_late_parts_complete_a_message_without_a_version(store: Store) -> None:
    async with store.begin() as u:
        message = await a_message(u)
        grown = replace(message, text=Public("Now"), attachments=(AttachmentId("a"), AttachmentId("b")))
        await u.messages.complete(grown)
        with pytest.raises(TypeError):
            await u.messages.complete(replace(message, text="not marked"))  # type: ignore[arg-type]
    async with store.begin() as u:
        assert await u.messages.public(message.id) == grown
        assert await u.messages.versions(message.id) == []
