"""One resident writes three hundred messages in a minute: none is lost, he is told so once, nobody else waits."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.message import Author
from bot.services.relay import flood
from bot.services.relay.digests import RECENT
from tests.scenario.desk import Desk, example_office
from tests.scenario.reports import LIFT

LIMIT = example_office().offices[0].flood_per_minute


@pytest.fixture(autouse=True)
async def reported(desk: Desk) -> None:
    await desk.report("ellen", "paris-lift", LIFT)


async def pours(desk: Desk, number: int, start: int = 0) -> list[str]:
    """Messages that all come in at once."""
    words = [f"drop {n:03} of water" for n in range(start, start + number)]
    await desk.happens(*(desk.chat.write("ellen", text) for text in words))
    return words


def shown(desk: Desk) -> list[str]:
    return [post.text for post in desk.slack.thread(desk.card) if post.author is None]


async def test_three_hundred_messages(desk: Desk) -> None:
    words = await pours(desk, 300)
    await desk.play("""
        ellen < We have all your messages, thank you: nothing is lost. …
        ellen < nothing
        (21 seconds later)
        ellen < nothing
    """)
    posts = shown(desk)
    assert len(posts) <= LIMIT + 3, "a digest, not a post each"
    assert [posts[n] for n in range(LIMIT - 1)] == [f"Ellen: {text}" for text in words[: LIMIT - 1]]
    everything = "\n".join(posts)
    places = [everything.index(text) for text in words]
    assert places == sorted(places), "in their order"
    assert all(everything.count(text) == 1 for text in words)
    ticket = await desk.ticket()
    async with desk.store.begin() as u:
        said = await u.messages.public_of(ticket.id)
    assert [one.text for one in said[1:] if one.author is Author.RESIDENT and one.text] == words


async def test_he_is_told_once_however_long_it_lasts(desk: Desk) -> None:
    for minute in range(4):
        await pours(desk, 35, start=35 * minute)
        await desk.later(timedelta(seconds=25))
    assert len(desk.chat.chats["ellen"].unread) == 1
    desk.read_all()
    everything = "\n".join(shown(desk))
    assert all(everything.count(f"drop {n:03}") == 1 for n in range(140))


async def test_what_follows_waits_its_turn(desk: Desk) -> None:
    """While some are gathered, later ones join them: order holds. Afterwards all is as ever."""
    words = await pours(desk, LIMIT + 5)
    await desk.play("""
        ellen reads on
        (15 seconds later)
        ellen: and then it stopped
        (6 seconds later)
        thread < drop … and then it stopped
        (2 minutes later)
        ellen: thank you
        ellen sees 👌
        thread < Ellen: thank you
        thread < nothing
        ellen < nothing
    """)
    assert "\n".join(shown(desk)).count(words[-1]) == 1


async def test_an_edit_before_and_after_it_is_shown(desk: Desk) -> None:
    await pours(desk, LIMIT + 1)
    await desk.play("""
        ellen reads on
        ellen edits: drop of oil
        thread has Ellen: drop 000 of water
        (21 seconds later)
        thread < 📚 … drop of oil
        thread < nothing
        ellen edits: drop of wine
        thread < Ellen: drop of wine … drop of oil
        thread < nothing
    """)


async def test_corrected_before_and_after_it_is_shown(desk: Desk) -> None:
    words = await pours(desk, LIMIT + 3)
    await desk.play("""
        ellen edits: no water at all
        (21 seconds later)
    """)
    digest = shown(desk)[-1]
    assert words[-2] in digest
    assert digest.endswith(f"no water at all\n    ✏️ Modifié. Avant : « {words[-1]} »")
    await desk.play("ellen edits: it has stopped")
    assert shown(desk)[-2] == digest
    assert shown(desk)[-1].endswith(
        f"it has stopped (Modifié. Avant : « no water at all » · « {words[-1]} »)"
    )


async def test_files_in_a_flood(desk: Desk) -> None:
    await pours(desk, LIMIT + 1)
    await desk.play("""
        ellen reads on
        ellen sends: leak.jpg "look"
        thread < leak.jpg
        (21 seconds later)
        thread < 📚 … look 📎
        thread < nothing
    """)


async def test_a_thread_that_is_lost_amid_a_flood(desk: Desk) -> None:
    words = await pours(desk, LIMIT + 20)
    desk.read_all()
    await desk.play("""
        (#TECH001 closes)
        ellen: one more
        (21 seconds later)
        ellen: and another
        (21 seconds later)
        card in #MGMT001 < Ellen
    """)
    everything = "\n".join(shown(desk))
    assert all(everything.count(text) == 1 for text in (*words[-20:], "one more", "and another"))


async def test_a_flood_moves_along_with_its_ticket(desk: Desk) -> None:
    words = await pours(desk, LIMIT + 20)
    desk.read_all()
    await desk.play("""
        SOPHIE chooses: Charges, paiements
        ellen < …
        (21 seconds later)
        card in #ACCT001 < Ellen
    """)
    everything = "\n".join(shown(desk))
    assert all(everything.count(text) == 1 for text in words[LIMIT - RECENT - 1 :])
    assert f"… et {LIMIT - RECENT - 1} messages plus anciens. →" in everything


async def test_a_neighbour_is_not_held_up(desk: Desk) -> None:
    """The channel takes a post a second: his message is among the first there."""
    await desk.report("camille", "paris-lift", LIFT, unit="A12")
    desk.slack.paces = (("C0TECH001", 1.0, 8),)
    before = desk.clock.now()
    flooding = [desk.chat.write("ellen", f"drop {n}") for n in range(300)]
    await desk.store.receive(flooding[:150], desk.clock.now())
    await desk.store.receive(
        [desk.chat.write("camille", "My mother is on the sixth floor")], desk.clock.now()
    )
    await desk.store.receive(flooding[150:], desk.clock.now())
    camille = desk.chat.chats["camille"].own()
    while not camille.received:
        if not await desk._step():
            desk.clock.advance(timedelta(milliseconds=100))
    assert desk.clock.now() - before < timedelta(seconds=5)
    await desk.settle()
    desk.read_all()
    await desk.later(flood.GATHER)
    assert desk.clock.now() - before < timedelta(minutes=2)
