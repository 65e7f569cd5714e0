"""A request that is moved to another residence has its dates: by its hours, in its time zone (rows A12, D3, D4)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest_asyncio
import structlog

from bot.domain.business_time import Counting
from bot.domain.ids import ResidenceKey
from bot.domain.office_settings import WEEKDAYS, WorkingTime
from tests.scenario.desk import Desk

CHARGES = "I do not understand the charges of this quarter"
SATURDAYS = WorkingTime(opening_hours=dict.fromkeys(WEEKDAYS[:6], ("08:00-12:00",)))
MORNINGS = WorkingTime(
    opening_hours=dict.fromkeys(WEEKDAYS[:5], ("08:00-12:00",)), counting=Counting.OPENING_HOURS
)


@pytest_asyncio.fixture
async def desk(tmp_path: Path, restarts: bool) -> AsyncIterator[Desk]:
    """The office of Paris looks after two more residences: one on Réunion, where Saturdays are worked, and one of
    which only the mornings count. It is Friday, ten o'clock."""
    opened = Desk(tmp_path, restarts=restarts)
    here = opened.directory.residence(ResidenceKey("les-cedres"))
    far = replace(
        here,
        key=ResidenceKey("les-flamboyants"),
        name="Les Flamboyants",
        time_zone="Indian/Reunion",
        working_time=SATURDAYS,
    )
    slow = replace(here, key=ResidenceKey("les-tilleuls"), name="Les Tilleuls", working_time=MORNINGS)
    opened.directory = replace(opened.directory, residences=(*opened.directory.residences, far, slow))
    with structlog.testing.capture_logs():
        await opened.open()
        await opened.play("(4 days later)")
        yield opened
        await opened.close()


async def test_its_dates_are_that_residences(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        card < … Réponse avant: mardi 10:00 …
        ellen's card < … before Tuesday 10:00 …
        SOPHIE types: /palier promesses
        SOPHIE < … ⏳ mardi 10:00 · une réponse …
        KARIM presses: Modifier…
        KARIM fills: Résidence = Les Flamboyants
        ellen < Your request {ref} is now noted for: Les Flamboyants …
        card < … Réponse avant: lundi 13:00 …
        ellen's card < … before Monday 13:00 …
        SOPHIE types: /palier promesses
        SOPHIE < … ⏳ lundi 13:00 · une réponse …
        KARIM presses: Modifier…
        KARIM fills: Résidence = Les Cèdres
        ellen reads on
        card < … Réponse avant: mardi 10:00 …
        SOPHIE types: /palier promesses
        SOPHIE < … ⏳ mardi 10:00 · une réponse …
    """)


async def test_where_only_mornings_count(desk: Desk) -> None:
    """Reminded already, it has much more time: twelve mornings in all, so what was said is said anew in its time."""
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Prendre en charge
        ellen reads on
        (3 days later)
        KARIM < … ⏰ Karim Benali : le résident attend une réponse avant mardi 10:00.
        KARIM presses: Modifier…
        KARIM fills: Résidence = Les Tilleuls
        ellen reads on
        card < … Réponse avant: mardi 24 mars 2026 à 10:00 …
        ellen's card < … before Tuesday 24 March 2026 at 10:00 …
        (7 days later)
        KARIM < … ⏰ Karim Benali : le résident attend une réponse avant mardi 24 mars 2026 à 10:00.
        ellen < nothing
        (9 days later)
        SOPHIE < …
    """)


async def test_late_by_the_hours_of_the_other(desk: Desk) -> None:
    """Monday 12:30: there is a day left here, on Réunion it will be late in half an hour."""
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Prendre en charge
        ellen reads on
        KARIM presses: Modifier…
        KARIM fills: Résidence = Les Flamboyants
        ellen reads on
        (70 hours later)
        KARIM < … ⏰ Karim Benali : le résident attend une réponse avant lundi 13:00. …
        KARIM presses: Modifier…
        KARIM fills: Résidence = Les Cèdres
        ellen reads on
        (10 hours later)
        KARIM < nothing
        ellen < nothing
    """)
