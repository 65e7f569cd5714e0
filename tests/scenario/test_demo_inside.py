"""What the demonstration tells of the engine: whom each row of the outbox goes to, in words."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.clock import SystemClock
from bot.demo_controls import at_work_again, routes, whom
from bot.domain.addresses import Destination
from bot.domain.business_time import Counting
from bot.office.file import load_office
from bot.working_time import calendars
from examples import office_file
from tests.scenario.desk import Desk

CHARGES = "Why are the charges of this quarter twice those of the last"


async def test_whom_a_row_goes_to(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM opens home
        KARIM replies: It was read twice.
        ellen reads on
        KARIM notes: bad meter
        KARIM types: /palier mine
    """)
    ticket = await desk.ticket()
    queues = await desk.store.queues()
    destinations = {row.destination for row in queues.outbox} | {"dm:U0KARIM", "window:U0KARIM"}
    async with desk.store.begin() as u:
        told = {one: await whom(Destination(one), u, desk.directory) for one in destinations}
    names = {value["kind"]: value.get("name") for value in told.values()}
    assert names == {
        "resident": "Ellen",
        "thread": ticket.reference,
        "notes": ticket.reference,
        "home": "Karim Benali",
        "window": "Karim Benali",
        "dm": "Karim Benali",
        "whisper": "Karim Benali",
    }


async def test_whom_lists_and_questions_go_to(desk: Desk) -> None:
    """A handover's posts, a question about more time, a technician's chat."""
    await desk.report("ellen", "paris-complaint", CHARGES)
    await desk.play("""
        HELENE presses: Transmettre
        CLAIRE presses: Prendre en charge
        ellen reads on
        CLAIRE types: /palier handover
    """)
    queues = await desk.store.queues()
    kinds = {row.destination.partition(":")[0]: row.destination for row in queues.outbox}
    async with desk.store.begin() as u:
        sheet = await whom(Destination(kinds["sheet"]), u, desk.directory)
        assert sheet == {"kind": "sheet", "name": "Cabinet Horizon", "room": "C0CARE001"}
        julien = await whom(Destination("technician:julien-moreau"), u, desk.directory)
        assert julien == {"kind": "technician", "name": "Julien Moreau"}
        assert await whom(Destination("sheet:none:0"), u, desk.directory) == {"kind": "sheet"}
        assert await whom(Destination("time:any"), u, desk.directory) == {"kind": "time"}


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-10-18T09:31", "2026-10-20T06:30"),  # Sunday: Tuesday at half past eight in Paris
        ("2026-10-19T08:00", "2026-10-20T08:00"),  # all are at work
        ("2026-10-19T14:00", "2026-10-21T06:30"),  # the evening in Shanghai
        ("2026-10-23T10:30", "2026-10-27T07:30"),  # a Friday at noon in Paris, winter time begins
        ("2026-11-23T08:00", "2026-11-25T08:00"),  # a holiday in Vietnam
    ],
)
def test_a_working_day_ends_where_everybody_is_at_work(now: str, then: str) -> None:
    offices = calendars(load_office(office_file())).values()
    before = datetime.fromisoformat(now).replace(tzinfo=UTC)
    after = at_work_again(offices, before, 1)
    assert after == datetime.fromisoformat(then).replace(tzinfo=UTC)
    assert all(one.is_open(after) for one in offices)
    assert all(one.between(before, after, Counting.WORKING_DAYS) >= timedelta(days=1) for one in offices)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:8080"}, 403),
        ({"Host": "[::1:8080"}, 403),
        ({"Origin": "http://127.0.0.1:8081"}, 403),
    ],
)
async def test_only_the_sandbox_may_look_inside(desk: Desk, headers: dict[str, str], status: int) -> None:
    app = web.Application()
    app.add_routes(routes(desk.store, desk.directory, SystemClock(), nullcontext))
    async with TestClient(TestServer(app)) as http, http.get("/demo/state", headers=headers) as answer:
        assert answer.status == status
