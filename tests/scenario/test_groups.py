"""A bot that is put into a group says once where residents are answered, and leaves; nothing of the group is kept."""

from __future__ import annotations

import pytest

from bot.domain.audience import Farewell
from bot.ports.channel import RawEvent
from bot.ports.inbound import ChatGroup, ChatUser
from tests.fakes.channels import Fault
from tests.fakes.chat import LEFT
from tests.fakes.events import encode
from tests.scenario.desk import Desk

GROUP = "-1001"


def put(number: int, *, language: str = "fr", joined: bool = True, **given: bool) -> RawEvent:
    """Somebody does something in the group."""
    event = ChatGroup(ChatUser("telegram", GROUP, "", language), joined=joined, **given)
    return RawEvent("telegram", f"group-{number}", f"telegram:{GROUP}", encode(event))


async def test_it_says_where_and_leaves(desk: Desk) -> None:
    await desk.happens(put(1), put(2, joined=False))
    said, left = desk.chat.groups[GROUP]
    assert said.startswith("Bonjour ! Je transmets les demandes des résidents")
    assert left == LEFT
    await desk.happens(put(3, inside=False, joined=False))
    assert desk.chat.groups[GROUP][2:] == []
    await desk.play("#MGMT001 < nothing")
    kept = desk.memory.content()
    assert not {"resident", "ticket", "dialog", "message_public", "place"} & kept.keys()


async def test_put_there_once_more_it_says_so_once_more(desk: Desk) -> None:
    for number in (1, 10):
        await desk.happens(put(number), put(number + 1, joined=False))
        await desk.happens(put(number + 2, inside=False, joined=False))
    said, left, again, left_again = desk.chat.groups[GROUP]
    assert (left, left_again, said) == (LEFT, LEFT, again)


async def test_where_it_had_stayed_before(desk: Desk) -> None:
    """An older version had kept silent there: the next word finds it."""
    await desk.happens(put(1, joined=False))
    assert len(desk.chat.groups[GROUP]) == 2


@pytest.mark.parametrize("language", ["en", "vi", "zh", "de"])
async def test_in_the_language_of_whoever_did_it(desk: Desk, language: str) -> None:
    await desk.happens(put(1, language=language))
    words = {"en": "Hello!", "vi": "Kính chào", "zh": "您好", "de": "Bonjour"}
    assert desk.chat.groups[GROUP][0].startswith(words[language])


async def test_a_broadcast_channel_is_left_without_a_word(desk: Desk) -> None:
    await desk.happens(put(1, silent=True))
    assert desk.chat.groups[GROUP] == [LEFT]


async def test_it_may_not_write_there_and_leaves_all_the_same(desk: Desk) -> None:
    desk.chat.faults.order(Fault("refused", room=GROUP))
    await desk.happens(put(1))
    assert desk.chat.groups[GROUP] == [LEFT]
    await desk.play("#MGMT001 < nothing")


async def test_a_bad_connection_does_not_repeat_it_for_ever(desk: Desk) -> None:
    desk.chat.faults.order(Fault("unknown", times=9, room=GROUP, only=(Farewell,), arrives=True))
    await desk.happens(put(1))
    *said, left = desk.chat.groups[GROUP]
    assert (len(said), left) == (2, LEFT)
