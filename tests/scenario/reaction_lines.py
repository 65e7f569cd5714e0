"""Lines of a transcript about reactions. Whoever imports this may write them::

ellen reacts to "words of a message": 👍 🎉     his reactions are these now; "nothing", "custom"
KARIM reacts to "words of a post": 👍           in the ticket's thread; "unreacts"
"words of a post" bears 👍 🎉                    our own reactions to it, its mark apart; or nothing
"words of a message" is signed 👍               the bot's sign under a resident's own message
"""

from __future__ import annotations

from typing import Any

from tests.fakes.channels import Shown
from tests.scenario.desk import Desk
from tests.scenario.transcript import RESIDENT, STAFF, line


@line(RESIDENT + r' reacts to "(?P<words>.+?)": (?P<emoji>.+)')
async def _reacts(desk: Desk, given: dict[str, Any]) -> None:
    bubble = next(
        one for one in reversed(desk.chat.chats[given["who"]].bubbles) if given["words"] in one.text
    )
    emoji = () if given["emoji"] == "nothing" else tuple(given["emoji"].replace("custom", "?").split())
    await desk.happens(desk.chat.react(given["who"], bubble, *("" if one == "?" else one for one in emoji)))


@line(STAFF + r'(?: \((?P<flags>[\w, ]+)\))? (?P<what>reacts|unreacts) to "(?P<words>.+?)": (?P<emoji>.+)')
async def _staff_reacts(desk: Desk, given: dict[str, Any]) -> None:
    flags = frozenset((given["flags"] or "").split(", "))
    stands = given["what"] == "reacts"
    user, post = desk.staff(given["who"], flags), _post(desk, given["words"])
    await desk.happens(desk.slack.react(user, post, given["emoji"], stands=stands))


@line(r'"(?P<words>.+?)" bears (?P<emoji>.+)')
async def _bears(desk: Desk, given: dict[str, Any]) -> None:
    wanted = [] if given["emoji"] == "nothing" else given["emoji"].split()
    faces = _post(desk, given["words"]).faces
    assert list(faces) == wanted, f"it bears {faces}"


@line(r'"(?P<words>.+?)" is signed (?P<emoji>\S+)')
async def _signed(desk: Desk, given: dict[str, Any]) -> None:
    bubbles = [one for chat in desk.chat.chats.values() for one in chat.bubbles if one.own]
    signs = [one.sign for one in bubbles if given["words"] in one.text]
    assert signs[-1] == given["emoji"], f"signed {signs}"


def _post(desk: Desk, words: str) -> Shown:
    posts = [one for one in desk.slack.shown if words in one.text]
    assert posts, "no such post"
    return posts[-1]
