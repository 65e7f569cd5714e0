"""Destinations and where they are; things to look at again."""

from __future__ import annotations

from datetime import datetime

from bot.domain.addresses import Destination, Place
from bot.ports.timers import Timer
from storage.codec import to_row
from storage.database import Session
from storage.epoch import from_ms, to_ms


class SqlPlaces:
    """``bot.ports.places.Places`` on a session. No thread is '' in its table."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def put(self, destination: Destination, place: Place) -> None:
        """Set or change an address."""
        await self._session.run(
            "place_put",
            destination=destination,
            channel=place.channel,
            room=place.room,
            thread=place.thread or "",
        )

    async def get(self, destination: Destination) -> Place | None:
        """An address, None while there is none."""
        row = await self._session.row("place_get", destination=destination)
        return Place(row["channel"], row["room"], row["thread"] or None) if row else None

    async def at(self, place: Place) -> Destination | None:
        """The destination whose thread this is; for a place without one, whose room."""
        row = await self._session.row(
            "place_at", channel=place.channel, room=place.room, thread=place.thread or ""
        )
        return Destination(row["destination"]) if row else None

    async def drop(self, destination: Destination) -> None:
        """Harmless when it is not there."""
        await self._session.run("place_drop", destination=destination)

    async def show(self, what: str, text: str) -> None:
        """In place of what it said before."""
        await self._session.run("shown_put", what=what, text=text)

    async def shown(self, what: str) -> str | None:
        """What it says, None where it is not there."""
        row = await self._session.row("shown_get", what=what)
        return str(row["text"]) if row else None

    async def hide(self, what: str) -> None:
        """Harmless when it is not there."""
        await self._session.run("shown_drop", what=what)


class SqlTimers:
    """``bot.ports.timers.Timers`` on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def set(self, timer: Timer) -> None:
        """Set or move it; whoever waits for timers looks again."""
        await self._session.run("timer_set", **to_row(timer))
        self._session.wake("timers", everywhere=True)

    async def clear(self, kind: str, subject: str) -> None:
        """Harmless when there is none."""
        await self._session.run("timer_clear", kind=kind, subject=subject)

    async def hurry(self, kind: str, after: str, at_most: int, now: datetime) -> str | None:
        """The next ones fire; whoever waits for timers looks again."""
        row = await self._session.row("timer_after", kind=kind, subject=after, at_most=at_most)
        if row is None or row["last"] is None:
            return None
        last = str(row["last"])
        await self._session.run("timer_hurry", kind=kind, after=after, last=last, now=to_ms(now))
        self._session.wake("timers", everywhere=True)
        return last

    async def at(self, kind: str, subject: str) -> datetime | None:
        """When it is due, None where there is none."""
        row = await self._session.row("timer_at", kind=kind, subject=subject)
        return from_ms(row["due_at"]) if row else None
