"""Something is in the way just when an event is put aside, or what was sent is written down: that is tried again at
once, not when its lease ends."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.errors import Conflict, Unavailable
from bot.ports.channel import RawEvent
from bot.services.engine import excuses, outcomes
from bot.services.engine.giving_back import DATABASE_PAUSE
from bot.services.engine.worker import EVENT_LEASE
from bot.services.residents import intake
from tests.scenario.desk import Desk
from tests.scenario.reports import CHARGES

SOON = DATABASE_PAUSE + timedelta(seconds=2)


@pytest.fixture
def hindered(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """What is put aside meets something in its way, twice."""
    kept, hinders = excuses.put_aside, [request.param("in the way"), request.param("in the way")]

    async def put_aside(*given: Any) -> None:
        await kept(*given)
        if hinders:
            raise hinders.pop()

    monkeypatch.setattr(excuses, "put_aside", put_aside)


@pytest.mark.parametrize("hindered", [Conflict, Unavailable], indirect=True)
@pytest.mark.usefixtures("hindered")
async def test_an_event_that_nobody_can_read(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    before = desk.clock.now()
    await desk.happens(RawEvent("telegram", "broken", "telegram:ellen", "{}"))
    assert desk.clock.now() - before < 2 * SOON < EVENT_LEASE
    await desk.play("""
        ellen < I am sorry: your last message could not be processed. …
        ellen < nothing
        #MGMT001 < 🚨
        #MGMT001 < nothing
    """)


@pytest.mark.parametrize("hindered", [Conflict, Unavailable], indirect=True)
@pytest.mark.usefixtures("hindered")
async def test_an_event_that_fails_for_good(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)

    async def breaks(*given: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(intake, "message", breaks)
    before = desk.clock.now()
    await desk.play("""
        ellen: poison
        ellen < I am sorry: your last message could not be processed. …
        ellen < nothing
        #MGMT001 < 🚨 … ZeroDivisionError
        #MGMT001 < nothing
    """)
    tries = timedelta(seconds=1 + 2 + 4 + 8)
    assert desk.clock.now() - before < tries + 2 * SOON < EVENT_LEASE


@pytest.mark.parametrize("hinder", [Conflict, Unavailable])
async def test_what_has_arrived_is_not_sent_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, hinder: type[Exception]
) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    kept, hinders = outcomes.delivered, [hinder("in the way"), hinder("in the way")]

    async def delivered(*given: Any) -> None:
        await kept(*given)
        if hinders:
            raise hinders.pop()

    monkeypatch.setattr(outcomes, "delivered", delivered)
    await desk.play("""
        KARIM: The meter was read twice.
        mark < ✅
        ellen < Karim Benali, Accounts: The meter was read twice.
        ellen < nothing
        thread < nothing
    """)
    assert not hinders
