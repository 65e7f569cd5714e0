"""Staff have asked a resident something while nothing could reach him: he is asked once he can be reached again."""

from __future__ import annotations

import pytest

from tests.scenario.desk import Desk
from tests.scenario.test_desk_acts import NOT_HERE


@pytest.mark.parametrize("topics", [False, True], ids=["one chat", "topics"])
async def test_what_staff_had_asked_for_is_asked_again(desk: Desk, topics: bool) -> None:
    desk.chat.topics = topics
    await desk.play(NOT_HERE)
    await desk.play("""
        ellen reads on
        ellen blocks
        MARC presses: Demander ce qui manque
        ellen unblocks
        ellen < Sent to you on … Marc Petit, Technical department needs to know a little more about your request {ref}.
        ellen < Which residence …
        ellen < nothing
        ellen taps: Les Cèdres
        ellen < Thank you. Your request {ref} is complete now.
        ellen < nothing
        ellen blocks
        ellen unblocks
        ellen < nothing
    """)
