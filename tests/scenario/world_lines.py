"""Lines of a transcript: what happens of itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast

from bot.ports.channel import Reason
from tests.fakes.channels import Fault
from tests.scenario.desk import Desk
from tests.scenario.lines import line


@line(r"\((?P<number>\d+) (?P<unit>seconds|minutes|hours|days) later\)")
async def _later(desk: Desk, given: dict[str, Any]) -> None:
    await desk.later(timedelta(**{given["unit"]: int(given["number"])}))


@line(r"(?P<who>[A-Z]\w*) in (?P<room>C0\w+)(?: \((?P<flags>[\w, ]+)\))?(?P<file> sends)?: (?P<text>.+)")
async def _elsewhere(desk: Desk, given: dict[str, Any]) -> None:
    roots = [one for one in desk.slack.top(given["room"]) if one.author is None]
    assert roots, "nobody has written there"
    flags = frozenset((given["flags"] or "").split(", "))
    files = tuple(given["text"].split(", ")) if given["file"] else ()
    text = "" if given["file"] else given["text"]
    who = desk.staff(given["who"], flags)
    await desk.happens(desk.slack.write(who, given["room"], roots[-1].ts, text, files=files))


@line(r"\((?P<channel>telegram|slack|email) fails (?P<times>\d+) times: (?P<reason>\w+)\)")
async def _fails(desk: Desk, given: dict[str, Any]) -> None:
    channel = {"telegram": desk.chat, "slack": desk.slack, "email": desk.mail}[given["channel"]]
    channel.faults.order(Fault(cast("Reason", given["reason"]), int(given["times"])))


@line(r"\(#(?P<room>\w+) (?P<what>closes|opens|is shared|is unshared)(?P<unheard> unheard)?\)")
async def _room_changes(desk: Desk, given: dict[str, Any]) -> None:
    changes: dict[str, dict[str, bool]] = {
        "closes": {"closed": True},
        "opens": {"closed": False},
        "is shared": {"shared": True},
        "is unshared": {"shared": False},
    }
    event = desk.slack.room(f"C0{given['room']}", **changes[given["what"]])
    if not given["unheard"]:
        await desk.happens(event)


@line(r"\(the card is deleted(?P<unheard> unheard)?\)")
async def _card_deleted(desk: Desk, given: dict[str, Any]) -> None:
    event = desk.slack.delete_post(desk.card)
    if not given["unheard"]:
        await desk.happens(event)
