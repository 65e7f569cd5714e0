"""Every scenario runs twice: straight through, and with the program started anew between any two lines."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
import structlog

import tests.scenario.topic_lines  # noqa: F401 - it declares lines
from tests.scenario.desk import Desk
from tests.scenario.reports import CHARGES, LIFT


@pytest.fixture(params=[False, True], ids=["straight", "restarts"])
def restarts(request: pytest.FixtureRequest) -> bool:
    """Whether the program is started anew between any two lines."""
    return bool(request.param)


@pytest_asyncio.fixture
async def desk(tmp_path: Path, restarts: bool) -> AsyncIterator[Desk]:
    """An open desk."""
    opened = Desk(tmp_path, restarts=restarts)
    with structlog.testing.capture_logs():
        await opened.open()
        yield opened
        await opened.close()


@pytest_asyncio.fixture
async def three(desk: Desk) -> Desk:
    """Three open requests: a lift in Paris, a lift in Saigon, charges in Paris."""
    await desk.report("camille", "paris-lift", LIFT, unit="A12")
    await desk.report("minh", "saigon-lift", LIFT, unit="S1-0501")
    await desk.report("ellen", "paris-charges", CHARGES)
    return desk
