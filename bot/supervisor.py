"""Keeps the process's tasks: starts them, reports their end, drains on SIGTERM (DESIGN §9)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

import structlog

from bot.ports.clock import Clock
from bot.ports.store import Store

log = structlog.get_logger()

LONGEST_WAIT = 5.0
"""Seconds after which a loop looks again although nothing woke it."""

DRAIN = 10.0
"""Seconds that deliveries may still take after the signal to stop."""

Step = Callable[[], Awaitable[bool]]


class Supervisor:
    """Runs receivers (for ever; one that ends takes the process down) and loops (a step after the other)."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._stopping = asyncio.Event()
        self._draining = asyncio.Event()
        self._nudged = asyncio.Event()
        self._loops: list[tuple[str, Step]] = []
        self._receivers: list[tuple[str, Callable[[], Coroutine[Any, Any, None]]]] = []

    def receiver(self, name: str, run: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Add a task that receives until it is cancelled."""
        self._receivers.append((name, run))

    def loop(self, queue: str, step: Step, *, slots: int = 1) -> None:
        """Add ``slots`` loops that take steps on a queue and sleep while there is nothing to do."""
        self._loops += [(queue, step)] * slots

    def stop(self) -> None:
        """Ask for the end: receiving stops at once, what is ready is still sent."""
        self._stopping.set()

    def nudge(self) -> None:
        """Let every loop look again now (the clock was moved)."""
        self._nudged.set()
        self._nudged = asyncio.Event()

    async def run(self) -> None:
        """Run until ``stop`` or until a receiver fails. Raises that failure."""
        loops = [asyncio.ensure_future(self._loop(queue, step)) for queue, step in self._loops]
        receivers = [asyncio.ensure_future(self._receive(name, run)) for name, run in self._receivers]
        stop = asyncio.ensure_future(self._stopping.wait())
        try:
            done, _ = await asyncio.wait([stop, *receivers], return_when=asyncio.FIRST_COMPLETED)
        finally:
            await _cancel([stop, *receivers])
            self._draining.set()
            await self._drain(loops)
        for task in done:
            if task is not stop:
                task.result()

    async def _drain(self, loops: Sequence[asyncio.Future[None]]) -> None:
        """Nothing comes in any more: do what is ready, and what follows from it, for a while."""
        try:
            async with asyncio.timeout(DRAIN):
                await asyncio.gather(*loops)
                while any([await step() for _, step in self._loops]):
                    pass
        except TimeoutError:
            log.warning("drain_cut_short", seconds=DRAIN)
        except Exception:
            log.exception("drain_failed")
        finally:
            await _cancel(loops)

    async def _receive(self, name: str, run: Callable[[], Coroutine[Any, Any, None]]) -> None:
        await run()
        raise RuntimeError(f"{name} has stopped receiving")

    async def _loop(self, queue: str, step: Step) -> None:
        while True:
            try:
                if await step():
                    continue
                if self._draining.is_set():
                    return
                await self._idle(queue)
            except Exception:
                log.exception("step_failed", queue=queue)
                if self._draining.is_set():
                    return
                await self._clock.sleep(1.0)

    async def _idle(self, queue: str) -> None:
        now = self._clock.now()
        due = await self._store.next_wake(queue, now)
        wait = LONGEST_WAIT if due is None else min(max((due - now).total_seconds(), 0.0), LONGEST_WAIT)
        work = asyncio.ensure_future(self._store.wait(queue, wait))
        others = [asyncio.ensure_future(event.wait()) for event in (self._draining, self._nudged)]
        await asyncio.wait([work, *others], return_when=asyncio.FIRST_COMPLETED)
        await _cancel([work, *others])


async def _cancel(tasks: Sequence[asyncio.Future[Any]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
