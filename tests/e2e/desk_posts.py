"""What staff find on the desk and press there, whether it stands in a channel, a thread or a direct conversation."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.stage import Thread
from tests.e2e.house import House

PARIS = ZoneInfo("Europe/Paris")


def now(home: House) -> datetime:
    """What the clocks on the walls of Paris say."""
    return home.app.worker.house.now().astimezone(PARIS)


def until(home: House, at: datetime) -> None:
    """Let time go by."""
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
                await home.sandbox.journal.wait_for(lambda _: True, after=last, timeout=10)
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


async def choose(
    home: House, who: str, thread: Thread, action: str, shows: str, values: dict[str, Any]
) -> None:
    """Somebody opens a window from the card's list, and sends it in once it shows these words."""
    slack, before = home.sandbox.slack.actions(), home.sandbox.journal.last
    where = {"channel": thread.channel, "ts": thread.ts}
    await slack["press"](user=who, **where, action_id="ticket.more", selected=action)
    await home.soon(home.window(who, shows, after=before))
    assert await slack["submit_view"](user=who, values=values) == {"view": None}


async def fill(home: House, who: str, shows: str, values: dict[str, Any]) -> None:
    """Somebody sends in the window that he has just opened, once it shows these words."""
    await home.soon(home.window(who, shows))
    assert await home.sandbox.slack.actions()["submit_view"](user=who, values=values) == {"view": None}
