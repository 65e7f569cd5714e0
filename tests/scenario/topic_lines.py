"""Lines of a transcript for chats with topics.

``Fuite ▸ …`` is what he sees in the topic Fuite…, and::

    camille in "Fuite": oui                         he writes there; in one that isn't there, he makes it
    camille in "Fuite" sends: mur.jpg
    camille has topics: 📝 Fuite d’eau … | …        all their titles, in the order they were made; or none
    camille deletes "Fuite"                         with all that stands in it
    camille renames "Fuite" to: Ma fuite
"""

from __future__ import annotations

from typing import Any

from tests.scenario.desk import Desk
from tests.scenario.patterns import fits
from tests.scenario.transcript import RESIDENT, line, spoken


@line(RESIDENT + r' in "(?P<topic>.+?)": (?P<text>.+)')
async def _writes_there(desk: Desk, given: dict[str, Any]) -> None:
    who, topic = given["who"], desk.chat.topic(given["who"], given["topic"])
    await desk.happens(desk.chat.write(who, given["text"], topic=topic))


@line(RESIDENT + r' in "(?P<topic>.+?)" sends: (?P<files>[^"]+)')
async def _sends_there(desk: Desk, given: dict[str, Any]) -> None:
    who, topic = given["who"], desk.chat.topic(given["who"], given["topic"])
    await desk.happens(*desk.chat.send(who, given["files"].split(", "), "", topic=topic))


@line(RESIDENT + r' deletes "(?P<topic>.+?)"')
async def _deletes_topic(desk: Desk, given: dict[str, Any]) -> None:
    desk.chat.delete_topic(given["who"], given["topic"])


@line(RESIDENT + r' renames "(?P<topic>.+?)" to: (?P<name>.+)')
async def _renames_topic(desk: Desk, given: dict[str, Any]) -> None:
    topic = desk.chat.topic(given["who"], given["topic"])
    desk.chat.chats[given["who"]].topics[topic] = given["name"]


@line(RESIDENT + r" has topics: (?P<titles>.+)")
async def _has_topics(desk: Desk, given: dict[str, Any]) -> None:
    chat = desk.chat.chats[given["who"]]
    seen = list(chat.topics.values())
    wanted = [] if given["titles"] == "none" else given["titles"].split(" | ")
    language = await spoken(desk, chat)
    assert len(seen) == len(wanted), f"there are: {seen}"
    for title, pattern in zip(seen, wanted, strict=True):
        assert fits(desk, pattern, title, language), f"there are: {seen}"
