"""Keeps the process's tasks: starts them, reports their end, drains on SIGTERM."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import structlog

from bot.ports.clock import Clock
from bot.ports.store import Store

log = structlog.get_logger()

LONGEST_WAIT = 5.0
"""Seconds after which a loop looks again although nothing woke it."""

DRAIN = 10.0
"""Seconds that deliveries may still take after the signal to stop."""

HOLD = 5.0
"""Seconds that what is under way may take before the clock is moved all the same."""

Work = Callable[[], Awaitable[None]]
Take = Callable[[int], Awaitable[Sequence[Work]]]
"""Leases what is ready on a queue, at most so many; what is to be done with each."""


async def step(take: Take) -> bool:
    """Take one thing and do it; False when there was none."""
    taken = await take(1)
    for work in taken:
        await work()
    return bool(taken)


@dataclass(frozen=True, slots=True)
class Loop:
    """Takes from a queue for ever; ``slots`` is how many things it may be busy with at once. ``taking`` is the lease
    that it is just asking for."""

    queue: str
    take: Take
    slots: int
    busy: set[asyncio.Future[None]] = field(default_factory=set)
    taking: set[asyncio.Future[Sequence[Work]]] = field(default_factory=set)

    @property
    def under_way(self) -> tuple[asyncio.Future[Any], ...]:
        """All that it is about."""
        return (*self.busy, *self.taking)

    async def taken(self, at_most: int) -> Sequence[Work]:
        """What it takes now."""
        asking = asyncio.ensure_future(self.take(at_most))
        self.taking.add(asking)
        asking.add_done_callback(self.taking.discard)
        return await asking


class Supervisor:
    """Runs receivers (for ever; one that ends takes the process down) and a loop for each queue."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._stopping = asyncio.Event()
        self._draining = False
        self._going = asyncio.Event()
        self._going.set()
        self._called: asyncio.Future[None] | None = None
        self._loops: list[Loop] = []
        self._receivers: list[tuple[str, Callable[[], Coroutine[Any, Any, None]]]] = []

    def receiver(self, name: str, run: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Add a task that receives until it is cancelled."""
        self._receivers.append((name, run))

    def loop(self, queue: str, take: Take, *, slots: int = 1) -> None:
        """Add a loop that works on up to ``slots`` things of a queue at once and sleeps while there are none."""
        self._loops.append(Loop(queue, take, slots))

    def stop(self) -> None:
        """Ask for the end: receiving stops at once, what is ready is still sent."""
        self._stopping.set()

    def nudge(self) -> None:
        """Let every loop look again now (the clock was moved)."""
        called, self._called = self._called, asyncio.get_running_loop().create_future()
        if called is not None:
            called.set_result(None)

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Nothing is under way inside it, so that a clock may move without ending a lease; then every loop looks
        again."""
        self._going.clear()
        try:
            async with asyncio.timeout(HOLD):
                while under_way := [one for loop in self._loops for one in loop.under_way]:
                    await asyncio.wait(under_way)
        except TimeoutError:
            log.warning("hold_cut_short", seconds=HOLD)
        try:
            yield
        finally:
            self._going.set()
            self.nudge()

    async def run(self) -> None:
        """Run until ``stop`` or until a receiver fails. Raises that failure."""
        self.nudge()
        loops = [asyncio.ensure_future(self._loop(loop)) for loop in self._loops]
        receivers = [asyncio.ensure_future(self._receive(name, run)) for name, run in self._receivers]
        stop = asyncio.ensure_future(self._stopping.wait())
        try:
            done, _ = await asyncio.wait([stop, *receivers], return_when=asyncio.FIRST_COMPLETED)
        finally:
            await _cancel([stop, *receivers])
            self._draining = True
            self.nudge()
            await self._drain(loops)
        for task in done:
            if task is not stop:
                task.result()

    async def _drain(self, loops: Sequence[asyncio.Future[None]]) -> None:
        """Nothing comes in any more: do what is ready, and what follows from it, for a while."""
        try:
            async with asyncio.timeout(DRAIN):
                await asyncio.gather(*loops)
                while any([await step(loop.take) for loop in self._loops]):
                    pass
        except TimeoutError:
            log.warning("drain_cut_short", seconds=DRAIN)
        except Exception:
            log.exception("drain_failed")
        finally:
            await _cancel([*loops, *(task for loop in self._loops for task in loop.busy)])

    async def _receive(self, name: str, run: Callable[[], Coroutine[Any, Any, None]]) -> None:
        await run()
        raise RuntimeError(f"{name} has stopped receiving")

    async def _loop(self, loop: Loop) -> None:
        while True:
            try:
                await self._going.wait()
                free = loop.slots - len(loop.busy)
                taken = await loop.taken(free) if free else []
                for work in taken:
                    task = asyncio.ensure_future(self._do(loop.queue, work))
                    loop.busy.add(task)
                    task.add_done_callback(loop.busy.discard)
                if len(taken) == free:
                    await asyncio.wait(loop.busy, return_when=asyncio.FIRST_COMPLETED)
                elif not self._draining:
                    await self._idle(loop.queue)
                elif loop.busy:
                    await asyncio.wait(loop.busy)
                else:
                    return
            except Exception:
                log.exception("step_failed", queue=loop.queue)
                if self._draining:
                    return
                await self._clock.sleep(1.0)

    async def _do(self, queue: str, work: Work) -> None:
        """What fails here stays leased; when the lease ends it is taken again."""
        try:
            await work()
        except Exception:
            log.exception("step_failed", queue=queue)

    async def _idle(self, queue: str) -> None:
        called = self._called
        now = self._clock.now()
        due = await self._store.next_wake(queue, now)
        wait = LONGEST_WAIT if due is None else min(max((due - now).total_seconds(), 0.0), LONGEST_WAIT)
        work = asyncio.ensure_future(self._store.wait(queue, wait))
        await asyncio.wait([work, *([called] if called else [])], return_when=asyncio.FIRST_COMPLETED)
        await _cancel([work])


async def _cancel(tasks: Sequence[asyncio.Future[Any]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
