"""Lines of a transcript: what people see."""

from __future__ import annotations

from typing import Any

from tests.fakes.channels import Shown
from tests.scenario.desk import Desk
from tests.scenario.lines import RESIDENT, STAFF, line, spoken
from tests.scenario.patterns import fits, fits_buttons


@line(RESIDENT + r"'s card < (?P<pattern>.+)")
async def _own_card(desk: Desk, given: dict[str, Any]) -> None:
    chat = desk.chat.chats[given["who"]]
    cards = [one.text for one in chat.bubbles if one.card and desk.card.reference in one.text]
    assert len(cards) == 1, f"cards: {cards}"
    assert fits(desk, given["pattern"], cards[0], await spoken(desk, chat)), f"the card: {cards[0]}"


@line(r"mark < ?(?P<signs>.*)")
async def _marked(desk: Desk, given: dict[str, Any]) -> None:
    last = next(shown for shown in reversed(desk.slack.shown) if shown.author is not None)
    assert last.signs == given["signs"], f"marked: {last.signs}"


@line(r"card(?: in #(?P<room>\w+))? < (?P<pattern>.+)")
async def _card(desk: Desk, given: dict[str, Any]) -> None:
    card = desk.card
    assert given["room"] is None or card.room == f"C0{given['room']}", f"the card is in {card.room}"
    assert fits(desk, given["pattern"], card.text, "fr"), f"the card: {card.text}"


@line(r"thread < (?P<pattern>.+)")
async def _thread(desk: Desk, given: dict[str, Any]) -> None:
    _next(desk, "thread", desk.slack.thread(desk.card), given["pattern"])


@line(r"(?P<where>thread|notes) has (?P<pattern>.+)")
async def _has(desk: Desk, given: dict[str, Any]) -> None:
    root = desk.card if given["where"] == "thread" else desk.notes()
    texts = [shown.text for shown in desk.slack.thread(root)] if root else []
    assert any(fits(desk, given["pattern"], text, "fr") for text in texts), f"there is: {texts}"


@line(r"notes < (?P<pattern>.+)")
async def _notes(desk: Desk, given: dict[str, Any]) -> None:
    root = desk.notes()
    _next(desk, "notes", desk.slack.thread(root) if root else [], given["pattern"])


@line(r"#(?P<room>\w+) < (?P<pattern>.+)")
async def _channel(desk: Desk, given: dict[str, Any]) -> None:
    _next(desk, given["room"], desk.slack.top(f"C0{given['room']}"), given["pattern"])


def _next(desk: Desk, where: str, shown: list[Shown], pattern: str) -> None:
    key = f"{where}:{shown[0].room}:{shown[0].thread}" if shown else where
    start = desk.looked.get(key, 0)
    ours = [(n, message) for n, message in enumerate(shown) if n >= start and message.author is None]
    if pattern == "nothing":
        assert not ours, f"there is: {ours[0][1].text}"
        return
    for number, message in ours:
        if fits(desk, pattern, message.text, "fr"):
            desk.looked[key] = number + 1
            return
    raise AssertionError(f"instead: {[message.text for _, message in ours]}")


@line(r"mail to (?P<address>\S+) < (?P<pattern>.+)")
async def _letter(desk: Desk, given: dict[str, Any]) -> None:
    key = f"mail:{given['address']}"
    start = desk.looked.get(key, 0)
    texts = [f"{one.subject}\n{one.text}" for to, one, _ in desk.mail.letters if to == given["address"]][
        start:
    ]
    if given["pattern"] == "nothing":
        assert not texts, f"there is: {texts[0]}"
        return
    assert texts, "no letter came"
    assert fits(desk, given["pattern"], texts[0], "fr"), f"instead: {texts[0]}"
    desk.looked[key] = start + 1


@line(STAFF + r" < (?P<pattern>.+)")
async def _alone(desk: Desk, given: dict[str, Any]) -> None:
    member = f"U0{given['who']}"
    said, start = desk.slack.private.get(member, []), desk.looked.get(member, 0)
    if given["pattern"] == "nothing":
        assert len(said) == start, f"there is: {said[start]}"
        return
    assert len(said) > start, "nothing came"
    assert fits(desk, given["pattern"], said[start], "fr"), f"instead: {said[start]}"
    desk.looked[member] = start + 1


@line(RESIDENT + r" < (?P<pattern>.+?)(?: \[(?P<buttons>[^\]]+)\])?")
async def _reads(desk: Desk, given: dict[str, Any]) -> None:
    chat = desk.chat.chats[given["who"]]
    if given["pattern"] == "nothing":
        assert not chat.unread, f"there is: {chat.unread[0]}"
        return
    assert chat.unread, "nothing came"
    language = await spoken(desk, chat)
    text, bubble = chat.feed[chat.read]
    assert fits(desk, given["pattern"], text, language), f"instead: {text}"
    if given["buttons"]:
        wanted = [label.strip() for label in given["buttons"].split(" | ")]
        assert fits_buttons(desk, wanted, bubble.labels, language), f"buttons: {bubble.labels}"
    chat.read += 1
