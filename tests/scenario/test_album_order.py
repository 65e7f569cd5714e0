"""An album stands in the order it was sent in, however its parts come (row A4)."""

from __future__ import annotations

from itertools import permutations

import pytest

from bot.ports.channel import RawEvent
from tests.scenario.desk import Desk

FIRST = "Water drips from the ceiling of the second-floor corridor"
SECOND = "It runs down the wall as far as the lift"
THIRD = "This is the meter below it"


def album(desk: Desk) -> list[RawEvent]:
    """Four parts, three with words, in the order they were sent in."""
    parts = [("ceiling", FIRST), ("wall", SECOND), ("floor", ""), ("meter", THIRD)]
    return [
        desk.chat.write("ellen", words, files=(desk.chat.file(f"{name}.jpg"),), album="leak")
        for name, words in parts
    ]


@pytest.mark.parametrize("order", [o for o in permutations(range(4)) if o[0] in (2, 3) or o[1] == 0])
async def test_in_the_dialog(desk: Desk, order: tuple[int, ...]) -> None:
    desk.chat.join("ellen", "en")
    parts = album(desk)
    for number in order[:3]:
        await desk.happens(parts[number])
    await desk.play("""
        ellen < What is your name?
        ellen < nothing
        ellen: Ellen Fischer
        ellen < Which residence …
        ellen taps: Les Cèdres
        ellen < Which flat …
        ellen: A31
        ellen < What is it about?
        ellen taps: Water leak
        ellen < … technician must know before coming …
        ellen taps: Skip
        ellen reads on
    """)
    await desk.happens(parts[order[3]])
    desk.read_all()
    await desk.play(f"""
        ellen taps: That's all
        ellen < Please check … {FIRST} {SECOND} {THIRD} … 4 files
        ellen taps: Send
        ellen reads on
        card < {FIRST} {SECOND} {THIRD}
        thread < 📎 ceiling.jpg
        thread < 📎 wall.jpg
        thread < 📎 floor.jpg
        thread < 📎 meter.jpg
        thread < nothing
    """)


async def test_words_between_its_parts_stay_where_they_are(desk: Desk) -> None:
    desk.chat.join("ellen", "en")
    parts = album(desk)
    await desk.happens(parts[1])
    await desk.play("""
        ellen < What is your name?
        ellen: It has been like this since Monday morning and nobody came
        ellen reads on
    """)
    await desk.happens(parts[3])
    await desk.happens(parts[0])
    async with desk.store.begin() as u:
        resident = await u.people.by_chat("telegram", "ellen")
        stored = await u.dialogs.get(resident.id) if resident else None
    assert stored is not None
    assert stored["state"]["answers"]["description"].splitlines() == [
        FIRST,
        SECOND,
        THIRD,
        "It has been like this since Monday morning and nobody came",
    ]
