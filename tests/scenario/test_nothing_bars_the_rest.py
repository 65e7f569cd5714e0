"""A bug of ours in what is told of a failure, or a conflict that never ends, holds up nothing else: what failed is put
off, put aside or given up, and all the rest goes on."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.errors import Conflict, Unavailable
from bot.ports.timers import Timer
from bot.services.closing import closing
from bot.services.engine import excuses, outcomes, timers
from bot.services.residents import intake, status_card
from tests.fakes.channels import Fault
from tests.scenario.desk import Desk
from tests.scenario.reports import CHARGES

Breaks = Callable[..., None]


@pytest.fixture
def breaks(monkeypatch: pytest.MonkeyPatch) -> Breaks:
    """From here on a use case ends like this, always or so many times, after it has done its work."""

    def breaks(module: Any, name: str, error: Exception, times: int = 1000) -> None:
        kept, left = getattr(module, name), [times]

        async def broken(*given: Any, **more: Any) -> Any:
            done = await kept(*given, **more)
            left[0] -= 1
            if left[0] >= 0:
                raise error
            return done

        monkeypatch.setattr(module, name, broken)

    return breaks


@pytest.mark.parametrize("error", [ZeroDivisionError("a bug"), Conflict("for ever")], ids=repr)
async def test_a_timer_that_fails_and_of_which_nobody_can_be_told(
    desk: Desk, breaks: Breaks, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.report("camille", "paris-charges", CHARGES, unit="A12")
    await desk.play("""
        KARIM presses: Répondue
        camille reads on
    """)
    kept, first = closing.nudge, (await desk.ticket()).id

    async def nudge(u: Any, house: Any, subject: str) -> None:
        await kept(u, house, subject)
        if subject == first:
            raise error

    monkeypatch.setattr(timers, "TIMERS", {**timers.TIMERS, "nudge": nudge})
    breaks(excuses, "not_done", ZeroDivisionError("another"))
    desk.look_at(desk.slack.cards()[0])
    await desk.play("""
        KARIM presses: Répondue
        ellen reads on
    """)
    await desk.later(timedelta(hours=48))
    desk.chat.chats["camille"].read = len(desk.chat.chats["camille"].feed)
    await desk.play("""
        ellen < We asked whether your request
    """)
    async with desk.store.begin() as u:
        due = await u.timers.at("nudge", first)
    assert due is not None
    assert due > desk.clock.now()


async def test_an_event_that_is_in_conflict_for_ever_is_put_aside(desk: Desk, breaks: Breaks) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    breaks(intake, "message", Conflict("for ever"), times=200)
    await desk.play("""
        ellen: I pay by transfer
        ellen < I am sorry: your last message could not be processed. …
        #MGMT001 < 🚨 … Conflict
    """)


async def test_a_conflict_that_ends_is_none(desk: Desk, breaks: Breaks) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    breaks(intake, "message", Conflict("for a moment"), times=4)
    await desk.play("""
        ellen: I pay by transfer
        thread < Ellen: I pay by transfer
        ellen < nothing
        #MGMT001 < nothing
    """)


async def test_a_delivery_that_failed_and_of_which_nobody_can_be_told(desk: Desk, breaks: Breaks) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    breaks(outcomes, "failed", ZeroDivisionError("a bug"), times=1)
    desk.chat.faults.order(Fault("refused"))
    before = desk.clock.now()
    await desk.play("""
        KARIM: The meter was read twice.
        KARIM: You get the difference back.
        ellen < You get the difference back.
        ellen < nothing
    """)
    assert desk.clock.now() - before < timedelta(minutes=1)


async def test_a_delay_of_which_nobody_can_be_told(desk: Desk, breaks: Breaks) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    breaks(outcomes, "delayed", ZeroDivisionError("a bug"), times=1)
    desk.chat.faults.order(Fault("network"))
    before = desk.clock.now()
    await desk.play("""
        KARIM: The meter was read twice.
        ellen < The meter was read twice.
        ellen < nothing
    """)
    assert desk.clock.now() - before < timedelta(minutes=1)


@pytest.mark.parametrize("error", [Unavailable("the database is locked"), Conflict("in the way")], ids=repr)
async def test_a_status_card_that_has_arrived_comes_once(
    desk: Desk, breaks: Breaks, error: Exception
) -> None:
    breaks(status_card, "stands", error, times=2)
    await desk.report("ellen", "paris-charges", CHARGES)
    shown = [one.text for one in desk.chat.chats["ellen"].bubbles if "Thank you, Ellen" in one.text]
    assert len(shown) == 1


async def test_a_timer_that_somebody_has_moved_meanwhile_alarms_nobody(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Répondue
        ellen reads on
    """)
    about, away = (await desk.ticket()).id, desk.clock.now() + timedelta(days=9)
    store = desk.worker.store

    async def nudge(*given: Any) -> None:
        object.__setattr__(desk.worker, "store", Moving())
        raise ZeroDivisionError("a bug")

    class Moving:
        """A store in which another replica moves the timer just before the next unit of work."""

        @asynccontextmanager
        async def begin(self) -> AsyncIterator[Any]:
            object.__setattr__(desk.worker, "store", store)
            async with store.begin() as u:
                await u.timers.set(Timer("nudge", about, away))
            async with store.begin() as u:
                yield u

    monkeypatch.setattr(timers, "TIMERS", {**timers.TIMERS, "nudge": nudge})
    desk.clock.advance(timedelta(hours=48))
    await desk.settle()
    async with desk.store.begin() as u:
        assert await u.timers.at("nudge", about) == away
    await desk.play("#MGMT001 < nothing")
