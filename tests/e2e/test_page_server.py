"""The page's addresses without a browser: what is shown, files, the feed, the clock, the inspector."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestClient, TestServer

from bot.demo import running
from bot.demo_controls import whom
from bot.domain.addresses import Destination
from bot.domain.ids import OfficeKey
from bot.web import CannotListen
from sandbox.control import ActionError
from sandbox.journal import PATIENCE, Journal
from sandbox.page.feed import Feed, line
from sandbox.server import Sandbox

Json = dict[str, Any]


@pytest_asyncio.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with Sandbox() as running:
        yield running


@pytest_asyncio.fixture
async def http(sandbox: Sandbox) -> AsyncIterator[ClientSession]:
    async with ClientSession(sandbox.url) as session:
        yield session


async def state(http: ClientSession, **query: str) -> Json:
    async with http.get("/page/state", params=query) as answer:
        assert answer.status == 200
        shown: Json = await answer.json()
        return shown


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:8081", "Origin": "http://localhost:8081"}, 200),
        ({"Host": "[::1]:8081"}, 200),
        ({"Host": "rebound.example:8081"}, 403),
        ({"Origin": "http://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://[elsewhere"}, 403),
        ({"Host": "[::1:8081"}, 400),
        ({"Host": "[nowhere]:8081"}, 400),
    ],
)
async def test_a_page_elsewhere_can_neither_read_nor_act(
    http: ClientSession, headers: dict[str, str], status: int
) -> None:
    async with http.get("/page/state", headers=headers) as answer:
        assert answer.status == status
    person = json.dumps({"name": "Eve", "language_code": "en"})
    async with http.post("/control/telegram/add_resident", data=person, headers=headers) as answer:
        assert answer.status == status
    assert len((await state(http))["residents"]) == (status == 200)


async def test_the_page_and_its_files_are_served_under_a_strict_policy(http: ClientSession) -> None:
    for path, kind in (
        ("/", "text/html"),
        ("/page/static/js/main.js", "javascript"),
        ("/page/static/words/vi.json", "json"),
    ):
        async with http.get(path) as answer:
            assert answer.status == 200
            assert kind in answer.headers["Content-Type"]
            assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    for outside in ("/page/static/../routes.py", "/page/static/%2e%2e/routes.py", "/page/static/none.js"):
        async with http.get(outside) as answer:
            assert answer.status == 404


async def test_an_empty_sandbox_shows_nobody(http: ClientSession) -> None:
    shown = await state(http)
    assert (shown["residents"], shown["chat"], shown["channels"]) == ([], None, [])
    assert shown["inspector"] is False
    assert await state(http, resident="nonsense", person="?", channel="C9", thread="1") | {
        "now": 0
    } == shown | {"now": 0}


async def test_each_person_sees_what_is_theirs(sandbox: Sandbox, http: ClientSession) -> None:
    slack = sandbox.slack.actions()
    await slack["add_user"](name="Marie", id="U1", title="Agent")
    await slack["add_user"](name="Paul", id="U2")
    await slack["add_channel"](name="all", id="C1")
    await slack["add_channel"](name="chiefs", id="C2", private=True, members=["U2"])
    posted = await slack["post"](user="U1", channel="C1", text="hello")
    sandbox.slack.slack.posting.ephemeral(sandbox.slack.slack.workspace.channels["C1"], "U2", "for you")
    marie = await state(http, person="U1", channel="C1", thread=posted["ts"])
    paul = await state(http, person="U2", channel="C1")
    assert [one["id"] for one in marie["channels"]] == ["C1"]
    assert [one["id"] for one in paul["channels"]] == ["C1", "C2"]
    assert [one["text"] for one in marie["channel"]] == ["hello"]
    assert [(one["text"], one["whispered"]) for one in paul["channel"]] == [
        ("hello", False),
        ("for you", True),
    ]
    assert [one["text"] for one in marie["thread"]] == ["hello"]
    assert next(one["title"] for one in marie["users"] if one["id"] == "U1") == "Agent"
    assert len(paul["channels"][0]["news"]) == 1
    assert marie["channels"][0]["news"] == []


async def test_a_residents_file_can_never_run_in_the_page(sandbox: Sandbox, http: ClientSession) -> None:
    telegram = sandbox.telegram.actions()
    resident = (await telegram["add_resident"](name="Ana"))["id"]
    page = "PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=="
    await telegram["send_document"](resident, name='a"b.html', mime="text/html", data_base64=page)
    await telegram["send_photo"](resident)
    document, photo = (await state(http, resident=str(resident)))["chat"]["messages"]
    async with http.get(document["file"]["url"]) as answer:
        assert answer.content_type == "application/octet-stream"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="a_b.html"'
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
    async with http.get(photo["file"]["url"]) as answer:
        assert answer.content_type == "image/png"
    async with http.get("/page/file/telegram/nothing") as answer:
        assert answer.status == 404


async def test_the_feed_tells_what_happens_and_resumes(sandbox: Sandbox, http: ClientSession) -> None:
    telegram = sandbox.telegram.actions()
    resident = (await telegram["add_resident"](name="Ana"))["id"]

    async def next_lines(after: str) -> tuple[str, list[Json]]:
        async with http.get("/page/feed", headers={"Last-Event-ID": after}) as answer:
            number = ""
            async for raw in answer.content:
                line = raw.decode().strip()
                if line.startswith("id: "):
                    number = line.removeprefix("id: ")
                if line.startswith("data: "):
                    return number, json.loads(line.removeprefix("data: "))
        raise AssertionError("the feed ended")

    waiting = asyncio.ensure_future(next_lines("0"))
    await telegram["send_text"](resident, "The lift is stuck")
    number, lines = await asyncio.wait_for(waiting, PATIENCE)
    assert [(one["side"], one["kind"], one["name"], one["chat"], one["text"]) for one in lines] == [
        ("telegram", "update", "message", resident, "The lift is stuck")
    ]
    await telegram["send_text"](resident, "Still")
    _, lines = await asyncio.wait_for(next_lines(number), PATIENCE)
    assert [one["text"] for one in lines] == ["Still"]


async def test_control_actions_that_change_something_are_felt_by_the_page(
    sandbox: Sandbox, http: ClientSession
) -> None:
    await http.post("/control/telegram/add_resident", json={"name": "Ana"})
    await http.post("/control/slack/people", json={})
    assert [entry.name for entry in sandbox.journal.entries] == ["telegram.add_resident"]


async def test_the_clock_moves_product_and_sandbox_together(sandbox: Sandbox, http: ClientSession) -> None:
    moved: list[object] = []

    async def clock(request: web.Request) -> web.Response:
        moved.append(await request.json())
        return web.json_response({"seconds": 3600})

    async def inside(_: web.Request) -> web.Response:
        return web.json_response(
            {"inbox": 0, "outbox": [], "timers": [{"what": "reminder", "due": 1_800_000_000}]}
        )

    product = web.Application()
    product.router.add_post("/demo/clock", clock)
    product.router.add_get("/demo/state", inside)
    runner = web.AppRunner(product)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    before = sandbox.clock.now()
    async with http.post("/page/clock", json={"seconds": 3600}) as answer:
        assert (await answer.json())["ok"]
    assert moved == []
    sandbox.inspector = f"http://{host}:{port}/"
    async with http.post("/page/clock", json={"seconds": 3600}) as answer:
        assert (await answer.json())["ok"]
    async with http.post("/page/clock", json={"working_days": 1}) as answer:
        assert (await answer.json())["ok"]
    assert moved == [{"seconds": 3600}, {"working_days": 1}]
    assert 10800 <= sandbox.clock.now() - before < 10860
    async with http.get("/page/inspector") as answer:
        assert (await answer.json())["state"]["timers"][0]["what"] == "reminder"
    for wrong in (
        {"seconds": -5},
        {"seconds": "x"},
        {},
        [1],
        {"seconds": 1e12},
        {"working_days": 21},
        {"days": 1},
    ):
        async with http.post("/page/clock", json=wrong) as answer:
            assert answer.status == 400
    await runner.cleanup()
    async with http.post("/page/clock", json={"seconds": 60}) as answer:
        assert answer.status == 502
    assert sandbox.clock.now() - before < 10860


async def test_an_unregistered_command_reaches_nobody_but_its_typist(sandbox: Sandbox) -> None:
    slack = sandbox.slack.actions()
    await slack["add_user"](name="Marie", id="U1")
    await slack["add_user"](name="Paul", id="U2")
    await slack["add_channel"](name="all", id="C1")
    assert await slack["command"]("U1", "C1", "/foo", "bar") == {"acknowledged": False}
    assert [one["text"] for one in await slack["ephemerals"]("U1")] == ["/foo is not a valid command."]
    assert await slack["ephemerals"]("U2") == []
    assert [entry.name for entry in sandbox.journal.entries if entry.kind == "event"] == []
    await slack["set_commands"](["/foo"])
    await slack["set_switches"](ack_seconds=0.01)
    await slack["command"]("U1", "C1", "/foo", "bar")
    told = [line(entry) for entry in sandbox.journal.entries if entry.name == "slash_commands"]
    assert [(one["user"], one["channel"], one["text"]) for one in told] == [("U1", "C1", "/foo bar")]
    with pytest.raises(ActionError, match="begins with /"):
        await slack["set_commands"](["foo"])


async def test_the_feed_goes_on_when_old_lines_were_dropped() -> None:
    journal = Journal(lambda: 0.0, limit=20)
    for number in range(50):
        journal.add("telegram", "effect", "message", {"text": str(number)})
    app = web.Application()
    app.router.add_get("/feed", Feed(journal).serve)
    async with TestClient(TestServer(app)) as client, client.get("/feed?after=45") as answer:
        journal.add("telegram", "effect", "message", {"text": "the newest"})
        seen: list[Json] = []
        async for raw in answer.content:
            if raw.startswith(b"data: "):
                seen += json.loads(raw.removeprefix(b"data: "))
            if seen and seen[-1]["text"] == "the newest":
                break
    assert [one["n"] for one in seen] == [46, 47, 48, 49, 50, 51]


async def test_the_product_says_whom_each_delivery_reaches(tmp_path: Path) -> None:
    async with running(tmp_path) as (sandbox, app), ClientSession(sandbox.url) as http:
        resident = (await sandbox.telegram.actions()["add_resident"](name="Camille"))["id"]
        await sandbox.telegram.actions()["send_text"](resident, "There is water in the corridor")
        await sandbox.journal.wait_for(lambda one: (one.kind, one.name) == ("effect", "message"))
        async with app.store.begin() as u:
            told = {
                name: await whom(Destination(name), u, app.directory)
                for name in (
                    "alarms:paris",
                    "whisper:C0CARE001:U0NOBODY",
                    "dm:nobody",
                    "thread:none:0",
                    "new:kind",
                )
            }
        assert told["alarms:paris"]["room"] == app.directory.office(OfficeKey("paris")).management_channel
        assert told["whisper:C0CARE001:U0NOBODY"] == {"kind": "whisper", "name": None, "room": "C0CARE001"}
        assert [told[name] for name in ("dm:nobody", "thread:none:0", "new:kind")] == [
            {"kind": "dm"},
            {"kind": "thread"},
            {"kind": "new"},
        ]
        async with http.get("/page/inspector") as answer:
            inside = (await answer.json())["state"]
        assert inside["outbox"][0]["to"] == {"kind": "resident", "name": "Camille"}
        assert ("dialog", "Camille") in [(one["kind"], one["about"]) for one in inside["timers"]]


async def test_a_product_that_can_not_start_ends_the_demo(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(CannotListen, match=address):
            async with running(tmp_path, settings={"PALIER_HTTP_LISTEN": address}):
                pytest.fail("there is nothing to show")
