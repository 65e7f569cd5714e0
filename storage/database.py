"""What the repositories need of a database: transactions, in which named statements run."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol, TypeVar

from storage.codec import Row
from storage.wakes import Wakes

T = TypeVar("T")


class Session(ABC):
    """Runs statements by name, with named values. Drivers fill in ``rows`` and ``many``."""

    def __init__(self) -> None:
        self.woken: dict[str, bool] = {}

    @abstractmethod
    async def rows(self, name: str, /, **values: Any) -> Sequence[Row]:
        """All rows of a statement."""

    @abstractmethod
    async def many(self, name: str, values: Sequence[dict[str, Any]]) -> None:
        """One statement for each set of values."""

    async def row(self, name: str, /, **values: Any) -> Row | None:
        """The first row of a statement, None when it has none."""
        rows = await self.rows(name, **values)
        return rows[0] if rows else None

    async def run(self, name: str, /, **values: Any) -> None:
        """A statement whose rows, if any, do not matter."""
        await self.rows(name, **values)

    def wake(self, queue: str, *, everywhere: bool) -> None:
        """After the commit, wake whoever waits for ``queue`` in this process, or in all replicas."""
        self.woken[queue] = everywhere or self.woken.get(queue, False)


class Database(Protocol):
    """One database by its driver."""

    wakes: Wakes

    async def open(self, now: int) -> None:
        """Connect. ``now`` in milliseconds since 1970. Raises StoreInUse or StoreUnfit."""
        ...

    async def close(self) -> None:
        """Let go of everything; harmless when not open."""
        ...

    def transaction(self) -> AbstractAsyncContextManager[Session]:
        """Commits when left normally, rolls back otherwise. Raises Conflict when another commit was in the
        way."""
        ...

    def statement(self) -> AbstractAsyncContextManager[Session]:
        """For a single statement, which is its own commit."""
        ...

    async def listen(self) -> bool:
        """Make sure that other replicas' commits are heard; False when some may have been missed."""
        ...


async def to_the_end(work: Awaitable[T]) -> T:
    """Await something that must not be left half done: a cancellation meanwhile is raised after its end."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as error:
            cancelled = error
        except Exception:  # noqa: S112 - the result below raises it
            continue
    if cancelled:
        raise cancelled
    return task.result()
