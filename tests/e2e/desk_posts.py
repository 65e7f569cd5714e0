"""What staff find on the desk and press there, whether it stands in a channel, a thread or a direct conversation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.stage import Thread
from tests.e2e.house import House

PARIS = ZoneInfo("Europe/Paris")


def now(home: House) -> datetime:
    """What the clocks on the walls of Paris say."""
    return home.app.worker.house.now().astimezone(PARIS)


async def until(home: House, at: datetime) -> None:
    """Let time go by, once nothing is under way any more: what is being delivered must not lose its lease."""
    await home.settled()
    home.advance((at - now(home)).total_seconds())


async def find(home: House, channel: str, words: str, label: str = "") -> dict[str, Any]:
    """The last post with these words, and this button if one is named, as it is now; it is waited for."""
    slack = home.sandbox.slack.actions()

    async def look() -> dict[str, Any] | None:
        shown = await slack["channel"](channel)
        posts = [dict(one) for one in shown]
        for root in shown:
            if root["replies"]:
                posts += [dict(one) for one in (await slack["thread"](channel, root["ts"]))[1:]]
        found = [one for one in posts if words in "\n".join(one["blocks"]) and label in str(one["buttons"])]
        return max(found, key=lambda one: float(one["ts"])) if found else None

    async def wait() -> dict[str, Any]:
        while True:
            last = home.sandbox.journal.last
            if (found := await look()) is not None:
                return found
            try:
                await home.sandbox.journal.wait_for(lambda _: True, after=last)
            except TimeoutError:
                raise AssertionError(f"nobody posts {words!r} in {channel}") from None

    return await home.soon(wait())


async def press(home: House, who: str, channel: str, words: str, label: str) -> None:
    """Somebody presses a button of that post."""
    post = await find(home, channel, words, label)
    slack = home.sandbox.slack.actions()
    assert (await slack["press"](user=who, channel=post["channel"], ts=post["ts"], label=label))[
        "acknowledged"
    ]


async def choose(home: House, who: str, thread: Thread, action: str, values: dict[str, Any]) -> None:
    """Somebody opens a window from the card's list, fills it and sends it in."""
    slack = home.sandbox.slack.actions()
    where = {"channel": thread.channel, "ts": thread.ts}
    await slack["press"](user=who, **where, action_id="ticket.more", selected=action)
    await fill(home, who, values)


async def fill(home: House, who: str, values: dict[str, Any]) -> None:
    """Somebody sends in the window that he has just opened, once it asks for all of these."""
    await home.soon(window(home, who, values))
    sent = await home.sandbox.slack.actions()["submit_view"](user=who, values=values)
    assert sent == {"view": None}, sent


async def window(home: House, who: str, values: Iterable[str]) -> dict[str, Any]:
    """The window that somebody has open, once it asks for all of these."""
    while True:
        last = home.sandbox.journal.last
        view = await home.sandbox.slack.actions()["view"](user=who)
        inputs = view["inputs"] if view else []
        asked = {one[name] for one in inputs for name in ("block_id", "action_id", "label")}
        if inputs and set(values) <= asked:
            return dict(view)
        await home.sandbox.journal.wait_for(lambda _: True, after=last)
