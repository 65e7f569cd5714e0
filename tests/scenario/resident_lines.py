"""Lines of a transcript: what residents do."""

from __future__ import annotations

from typing import Any

from tests.scenario.desk import Desk
from tests.scenario.lines import RESIDENT, line, spoken
from tests.scenario.patterns import fits


@line(RESIDENT + r"(?: \((?P<language>[\w-]+)\))?: (?P<text>.+)")
async def _writes(desk: Desk, given: dict[str, Any]) -> None:
    if given["who"] == "ticket":
        chosen = [
            card
            for card in desk.slack.cards()
            if card.moved_to is None and fits(desk, given["text"], card.text, "fr")
        ]
        assert chosen, "no such card"
        desk.look_at(chosen[-1])
        return
    desk.chat.join(given["who"], given["language"])
    await desk.happens(desk.chat.write(given["who"], given["text"]))


@line(RESIDENT + r'(?: \((?P<language>[\w-]+)\))? sends: (?P<files>[^"]+?)(?: "(?P<text>.*)")?')
async def _sends(desk: Desk, given: dict[str, Any]) -> None:
    who, names = given["who"], given["files"].split(", ")
    desk.chat.join(who, given["language"])
    if "." not in given["files"]:
        await desk.happens(desk.chat.write(who, ""))
    else:
        await desk.happens(*desk.chat.send(who, names, given["text"] or ""))


@line(RESIDENT + r" taps(?P<first> first)?: (?P<label>.+)")
async def _taps(desk: Desk, given: dict[str, Any]) -> None:
    who = given["who"]
    seen = [bubble.labels for bubble in desk.chat.chats[who].bubbles]
    language = await spoken(desk, desk.chat.chats[who])
    order = seen if given["first"] else list(reversed(seen))
    fitting = [label for labels in order for label in labels if fits(desk, given["label"], label, language)]
    exact = [label for label in fitting if label == given["label"]]
    assert fitting, f"no such button; the last ones: {[labels for labels in seen if labels][-1:]}"
    await desk.happens(desk.chat.tap(who, (exact or fitting)[0], oldest=bool(given["first"])))


@line(RESIDENT + r" edits(?P<first> first)?: (?P<text>.+)")
async def _edits(desk: Desk, given: dict[str, Any]) -> None:
    await desk.happens(desk.chat.edit(given["who"], given["text"], first=bool(given["first"])))


@line(RESIDENT + r' answers "(?P<quoted>.+?)": (?P<text>.+)')
async def _answers(desk: Desk, given: dict[str, Any]) -> None:
    bubbles = [one for one in desk.chat.chats[given["who"]].bubbles if given["quoted"] in one.text]
    assert bubbles, "no such message"
    await desk.happens(desk.chat.write(given["who"], given["text"], reply_to=bubbles[-1]))


@line(RESIDENT + r" (?P<what>blocks|unblocks)")
async def _blocks(desk: Desk, given: dict[str, Any]) -> None:
    await desk.happens(*desk.chat.block(given["who"], given["what"] == "blocks"))


@line(RESIDENT + r" reads on")
async def _reads_on(desk: Desk, given: dict[str, Any]) -> None:
    chat = desk.chat.chats[given["who"]]
    chat.read = len(chat.feed)


@line(RESIDENT + r" sees 👌")
async def _sees_sign(desk: Desk, given: dict[str, Any]) -> None:
    assert desk.chat.chats[given["who"]].own().received, "no sign that it was received"
