"""A ticket with three hundred messages goes elsewhere: the last of them follow in few posts, and nobody else's wait."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.ports.channel import RawEvent
from bot.services.relay.digests import RECENT
from tests.scenario.desk import Desk

LIFT = "The lift has been standing still since yesterday evening"
CHARGES = "Why are the charges of this quarter twice those of the last"
POSTS = RECENT + 5
"""How many posts a ticket with a long story may begin its new thread with, its card among them."""
PROMPT = timedelta(seconds=5)


@pytest.fixture(autouse=True)
async def flooded(desk: Desk) -> None:
    """A ticket with three hundred messages, all of them shown."""
    await desk.report("ellen", "paris-lift", LIFT)
    await desk.happens(*(desk.chat.write("ellen", f"drop {n:03} of water") for n in range(300)))
    await desk.later(timedelta(minutes=5))
    desk.read_all()


async def waits(desk: Desk, name: str) -> timedelta:
    """How long it takes until what a resident has just written is signed as received, whatever else there is to do."""
    began = desk.clock.now()
    while not desk.chat.chats[name].own().received:
        if not await desk._step():
            desk.clock.advance(timedelta(milliseconds=100))
    return desk.clock.now() - began


def all_shown_once(desk: Desk) -> None:
    texts = "\n".join(post.text for post in desk.slack.thread(desk.card) if post.author is None)
    assert all(texts.count(f"drop {n:03}") == 1 for n in range(300 - RECENT, 300)), texts
    assert all(f"drop {n:03}" not in texts for n in range(300 - RECENT)), "linked, not repeated"


async def writes_meanwhile(desk: Desk, name: str, room: str, *events: RawEvent) -> timedelta:
    """Something happens, and a moment later a resident whose request stands in ``room`` writes; the channel takes a
    post a second."""
    desk.slack.paces = ((room, 1.0, 8),)
    now = desk.clock.now()
    await desk.store.receive(list(events), now)
    await desk.handle()
    await desk.store.receive([desk.chat.write(name, "My mother is on the sixth floor")], now)
    waited = await waits(desk, name)
    await desk.settle()
    return waited


async def test_it_is_routed_to_another_channel(desk: Desk) -> None:
    card = desk.card
    await desk.report("camille", "paris-charges", CHARGES, unit="A12")
    desk.look_at(card)
    assert card.card is not None
    options = {label: (menu.name, value) for menu in card.card.menus for value, label in menu.options}
    name, topic = options["Charges, paiements"]
    routed = desk.slack.press(desk.staff("SOPHIE"), card, name, choice=topic)
    assert await writes_meanwhile(desk, "camille", "C0ACCT001", routed) < PROMPT
    assert desk.card.room == "C0ACCT001"
    assert desk.card.ticket == card.ticket
    all_shown_once(desk)
    assert len(desk.slack.thread(desk.card)) <= POSTS


async def test_its_thread_is_made_anew(desk: Desk) -> None:
    card = desk.card
    await desk.report("camille", "paris-lift", LIFT, unit="A12")
    desk.look_at(card)
    ticket = card.ticket
    assert await writes_meanwhile(desk, "camille", "C0TECH001", desk.slack.delete_post(card)) < PROMPT
    desk.look_at(desk.slack.cards()[-1])
    assert desk.card.ticket == ticket
    all_shown_once(desk)
    assert len(desk.slack.thread(desk.card)) <= POSTS


async def test_it_is_joined_to_another(desk: Desk) -> None:
    joined = desk.card
    into = await desk.report("ellen", "paris-charges", CHARGES)
    await desk.report("camille", "paris-charges", CHARGES, unit="A12")
    desk.look_at(joined)
    await desk.play("SOPHIE presses: Fusionner…")
    label = "À quelle demande se rattache-t-elle ?"
    form = desk.slack.submit(desk.staff("SOPHIE"), {label: f"{into.reference} · Charges, paiements"})
    assert isinstance(form, RawEvent)
    before = len(desk.slack.thread(into))
    assert await writes_meanwhile(desk, "camille", "C0ACCT001", form) < PROMPT
    desk.look_at(into)
    all_shown_once(desk)
    assert len(desk.slack.thread(into)) - before <= POSTS
