"""The contract of a ChatDriver: files fetched, and what each failure is called."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from chat_bench import DRIVERS, Bench, bench, drained, failure_of, started

from bot.channels.telegram import make_driver
from bot.channels.telegram.driver import Target, Upload
from bot.channels.telegram.drivers import DriverName
from bot.channels.telegram.parse import ALLOWED
from sandbox.telegram.people_files import small_png
from sandbox.telegram.server import TOKEN

__all__ = ["bench", "started"]

pytestmark = pytest.mark.asyncio(loop_scope="module")


# ---- fetching ----


async def sent_file(bench: Bench, **named: Any) -> str:
    await bench.telegram.do("send_document", await bench.resident(), **named)
    return str((await bench.driver.poll(None, 0, ALLOWED))[-1]["message"]["document"]["file_id"])


async def test_a_file_comes_whole(bench: Bench) -> None:
    data = bytes(range(256)) * 1000
    file_id = await sent_file(bench, data_base64=base64.b64encode(data).decode())
    assert await drained(bench.driver, file_id, len(data)) == data


async def test_a_file_that_is_larger_than_allowed_or_than_told_is_too_large(bench: Bench) -> None:
    file_id = await sent_file(bench, size=1000)
    assert (await failure_of(drained(bench.driver, file_id, 999))).reason == "too_large"
    lied = bench.telegram.server.world.files.by_id[file_id]
    lied.data, lied.size = b"x" * 5000, 10
    assert (await failure_of(drained(bench.driver, file_id, 999))).reason == "too_large"
    huge = await sent_file(bench, size=(20 << 20) + 1)
    assert (await failure_of(drained(bench.driver, huge, 1 << 30))).reason == "too_large"


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ({"kind": "error", "status": 404, "description": "Not Found"}, "gone"),
        ({"kind": "error", "status": 500}, "server"),
        ({"kind": "html", "status": 502}, "server"),
        ({"kind": "reset_before", "times": None}, "unknown"),
        ({"kind": "truncate"}, "unknown"),
    ],
)
async def test_fetch_fails(bench: Bench, fault: dict[str, Any], reason: str) -> None:
    file_id = await sent_file(bench, size=1000)
    bench.fault("file", **fault)
    assert (await failure_of(drained(bench.driver, file_id))).reason == reason


async def test_fetch_of_no_file(bench: Bench) -> None:
    assert (await failure_of(drained(bench.driver, "AgAC-nothing"))).reason == "gone"


# ---- failing ----


@pytest.mark.parametrize(
    ("fault", "reason", "retry_after"),
    [
        (
            {"status": 429, "description": "Too Many Requests: retry after 7", "retry_after": 7},
            "flood",
            7.0,
        ),
        ({"status": 403, "description": "Forbidden: bot was blocked by the user"}, "unreachable", None),
        ({"status": 403, "description": "Forbidden: user is deactivated"}, "gone", None),
        ({"status": 400, "description": "Bad Request: chat not found"}, "unreachable", None),
        ({"status": 400, "description": "Bad Request: can't parse entities: x"}, "refused", None),
        ({"status": 413, "description": "Request Entity Too Large"}, "too_large", None),
        ({"status": 401, "description": "Unauthorized"}, "refused", None),
        ({"status": 404, "description": "Not Found"}, "refused", None),
        ({"status": 500, "description": "Internal Server Error"}, "server", None),
        ({"status": 502, "description": "Bad Gateway"}, "server", None),
        ({"kind": "html", "status": 502, "description": "Bad Gateway"}, "server", None),
        ({"kind": "html", "status": 200}, "unknown", None),
    ],
)
async def test_each_refusal_has_its_reason(
    bench: Bench, fault: dict[str, Any], reason: str, retry_after: float | None
) -> None:
    resident = await bench.resident()
    bench.fault("sendMessage", **{"kind": "error", **fault})
    failure = await failure_of(bench.driver.send_text(Target(resident), "x"))
    assert (failure.reason, failure.retry_after) == (reason, retry_after)
    assert await bench.chat(resident) == []


@pytest.mark.parametrize(("kind", "arrived"), [("lost_answer", 1), ("truncate", 1), ("reset_before", 0)])
async def test_what_may_have_arrived_is_unknown(bench: Bench, kind: str, arrived: int) -> None:
    resident = await bench.resident()
    bench.fault("sendMessage", kind)
    assert (await failure_of(bench.driver.send_text(Target(resident), "x"))).reason == "unknown"
    assert len(await bench.chat(resident)) == arrived


async def test_a_file_whose_answer_is_lost_is_unknown(bench: Bench, tmp_path: Path) -> None:
    resident = await bench.resident()
    path = tmp_path / "f"
    path.write_bytes(b"x" * 300_000)
    bench.fault("sendDocument", "lost_answer")
    upload = Upload("document", path, "f.bin")
    assert (await failure_of(bench.driver.send_file(Target(resident), upload))).reason == "unknown"


@pytest.mark.parametrize("name", DRIVERS)
async def test_no_connection_is_network(name: DriverName) -> None:
    driver = make_driver(name, TOKEN, "http://127.0.0.1:9")
    for call in (driver.open(), driver.send_text(Target(1), "x"), driver.poll(None, 0, ALLOWED)):
        failure = await failure_of(call)
        assert (failure.reason, failure.retryable) == ("network", True)
    await driver.close()


async def test_blocked_deactivated_and_never_started(bench: Bench) -> None:
    resident = await bench.resident()
    await bench.telegram.do("block", resident)
    assert (await failure_of(bench.driver.send_text(Target(resident), "x"))).reason == "unreachable"
    await bench.telegram.do("deactivate", resident)
    assert (await failure_of(bench.driver.send_text(Target(resident), "x"))).reason == "gone"
    stranger = (await bench.telegram.do("add_resident", "Nobody"))["id"]
    assert (await failure_of(bench.driver.send_text(Target(stranger), "x"))).reason == "unreachable"
    assert (await failure_of(bench.driver.send_text(Target(1), "x"))).reason == "unreachable"


async def test_too_long_and_too_large(bench: Bench, tmp_path: Path) -> None:
    resident = await bench.resident()
    await bench.driver.send_text(Target(resident), "😀" * 2048)
    for text in ("😀" * 2048 + "a", ""):
        assert (await failure_of(bench.driver.send_text(Target(resident), text))).reason == "refused"
    path = tmp_path / "f"
    path.write_bytes(small_png(9) + bytes(10 << 20))
    upload = Upload("photo", path, "f.png")
    assert (await failure_of(bench.driver.send_file(Target(resident), upload))).reason == "too_large"


async def test_a_flood_says_how_long_to_wait(bench: Bench) -> None:
    resident = await bench.resident()
    await bench.telegram.do("set_paces", per_chat=0.1, per_chat_burst=1, overall=0)
    await bench.driver.send_text(Target(resident), "1")
    failure = await failure_of(bench.driver.send_text(Target(resident), "2"))
    await bench.telegram.do("set_paces", per_chat=0, overall=0)
    assert failure.reason == "flood"
    assert 5 <= (failure.retry_after or 0) <= 10, "less what the calls took"
