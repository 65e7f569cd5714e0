"""Reactions and the words of what a form consumed, on both databases."""

from __future__ import annotations

from datetime import timedelta

from store_bench import add_ticket, public

from bot.domain.addresses import MessageRef
from bot.domain.message import Reaction
from bot.ports.store import Store
from tests.fakes.clock import START


async def test_the_latest_word_on_a_reaction_counts(store: Store) -> None:
    early, late = START, START + timedelta(seconds=1)
    async with store.begin() as u:
        message = public(u, (await add_ticket(u)).id)
        await u.messages.add_public(message)
        await u.messages.react(message.id, Reaction("anne", "👍", late), True)
        await u.messages.react(message.id, Reaction("paul", "👀", early), True)
        await u.messages.react(message.id, Reaction("anne", "👍", early), False)
        standing = await u.messages.reactions(message.id)
        assert standing == [Reaction("paul", "👀", early), Reaction("anne", "👍", late)]
        await u.messages.react(message.id, Reaction("anne", "👍", late), False)
        assert await u.messages.reactions(message.id) == standing[:1]


async def test_what_an_original_said_is_kept_with_its_link(store: Store) -> None:
    piece, whole = MessageRef("telegram", "1", "7"), MessageRef("telegram", "1", "8")
    async with store.begin() as u:
        message = public(u, (await add_ticket(u)).id)
        await u.messages.add_public(message)
        await u.messages.link(piece, message.id, message.ticket, words="a leak")
        await u.messages.link(whole, message.id, message.ticket)
    async with store.begin() as u:
        assert await u.messages.words(piece) == "a leak"
        assert await u.messages.words(whole) is None
        await u.messages.reword_original(piece, "a flood")
        assert await u.messages.words(piece) == "a flood"
        assert await u.messages.linked(piece) == (message.id, message.ticket)
