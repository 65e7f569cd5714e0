"""What only Slack over HTTP asks of us: signatures, and 200 within three seconds (acceptance cases 6 to 8)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable

import aiohttp
import pytest
import pytest_asyncio
from slack_bench import Bench, a_bench, a_workspace, new_channel, receiving
from slack_sdk.signature import SignatureVerifier

from bot.channels.slack.http import PATH
from bot.ports.inbound import DeskMessage
from bot.ports.web import Request
from sandbox.journal import PATIENCE
from sandbox.slack.alone import SlackAlone
from sandbox.slack.identity import SIGNING_SECRET

EVENT = {"type": "event_callback", "event_id": "Ev1", "event": {"type": "message", "text": "hello"}}


@pytest_asyncio.fixture
async def bench() -> AsyncIterator[Bench]:
    async with a_workspace() as slack, a_bench(slack, "http") as one:
        yield one


def signed(slack: SlackAlone, body: str, skew: int = 0) -> dict[str, str]:
    at = str(int(slack.clock.now()) + skew)
    made = SignatureVerifier(SIGNING_SECRET).generate_signature(timestamp=at, body=body)
    return {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": at,
        "X-Slack-Signature": str(made),
    }


async def post(url: str, body: str | bytes, headers: dict[str, str]) -> int:
    async with aiohttp.ClientSession() as session, session.post(url, data=body, headers=headers) as answer:
        return answer.status


Spoil = Callable[[dict[str, str]], dict[str, str]]
SPOILED: dict[str, Spoil] = {
    "wrong HMAC": lambda good: good | {"X-Slack-Signature": "v0=" + "0" * 64},
    "another version": lambda good: (
        good | {"X-Slack-Signature": good["X-Slack-Signature"].replace("v0", "v1")}
    ),
    "no letters of ours": lambda good: good | {"X-Slack-Signature": "v0=é"},
    "no signature": lambda good: {k: v for k, v in good.items() if k != "X-Slack-Signature"},
    "garbage for a time": lambda good: good | {"X-Slack-Request-Timestamp": "abc"},
    "no time": lambda good: good | {"X-Slack-Request-Timestamp": ""},
    "a time out of all bounds": lambda good: good | {"X-Slack-Request-Timestamp": "9" * 400},
    "a time without end": lambda good: good | {"X-Slack-Request-Timestamp": "9" * 5000},
    "nothing": lambda _: {},
}


@pytest.mark.parametrize("name", SPOILED)
async def test_case_08_not_signed_by_slack(bench: Bench, name: str) -> None:
    async with receiving(bench) as url:
        body, before = json.dumps(EVENT), len(bench.inbox.events)
        assert await post(url, body, SPOILED[name](signed(bench.slack, body))) == 401
        assert len(bench.inbox.events) == before


@pytest.mark.parametrize(("skew", "status"), [(-301, 401), (320, 401), (-280, 200), (299, 200)])
async def test_case_08_only_within_five_minutes(bench: Bench, skew: int, status: int) -> None:
    async with receiving(bench) as url:
        body, before = json.dumps(EVENT), len(bench.inbox.events)
        assert await post(url, body, signed(bench.slack, body, skew)) == status
        assert len(bench.inbox.events) - before == (status == 200)


async def test_case_08_another_body_under_the_same_signature(bench: Bench) -> None:
    async with receiving(bench) as url:
        headers, before = signed(bench.slack, json.dumps(EVENT)), len(bench.inbox.events)
        assert await post(url, json.dumps(EVENT | {"event_id": "Ev2"}), headers) == 401
        assert await post(url, b"\xff\xfe", headers) == 401
        assert len(bench.inbox.events) == before


async def test_signed_nonsense_is_refused(bench: Bench) -> None:
    async with receiving(bench) as url:
        before = len(bench.inbox.events)
        for body in ('{"type": ', "[" * 100_000):
            assert 400 <= await post(url, body, signed(bench.slack, body)) < 500
        assert len(bench.inbox.events) == before


async def test_the_demonstrations_clock_moves_both_sides(bench: Bench) -> None:
    async with receiving(bench):
        bench.slack.clock.advance(3 * 86400)
        await bench.slack.act("post", user="U1", channel="C1", text="three days later")
        assert (await bench.hears(DeskMessage)).text == "three days later"


async def test_case_06_retries_of_an_event_are_one(bench: Bench) -> None:
    async with receiving(bench) as url:
        body, before = json.dumps(EVENT), len(bench.inbox.events)
        for attempt in range(4):
            retry = (
                {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": "http_timeout"} if attempt else {}
            )
            assert await post(url, body, signed(bench.slack, body) | retry) == 200
        assert len(bench.inbox.events) - before == 1


async def test_case_07_a_slow_commit_is_one_message(bench: Bench) -> None:
    again = asyncio.Event()
    receive = bench.inbox.receive
    began = 0

    async def slowly(events: list[object]) -> None:
        nonlocal began
        if any("slowly" in str(event) for event in events):
            began += 1
            if began > 1:
                again.set()
            await bench.slack.act("set_switches", ack_seconds=PATIENCE)  # for those that follow
            await again.wait()
        await receive(events)  # type: ignore[arg-type]

    bench.inbox.receive = slowly  # type: ignore[method-assign,assignment]
    async with receiving(bench):
        await bench.slack.act("set_switches", ack_seconds=0.15)
        await bench.slack.act("post", user="U1", channel="C1", text="slowly")
        await bench.slack.journal.wait_for(
            lambda line: line.name == "delivery" and line.data.get("X-Slack-Retry-Reason") == "http_timeout"
        )
        await bench.slack.journal.wait_for(lambda line: (line.kind, line.name) == ("call", "ack"))
        await bench.inbox.wait_for(lambda: bench.inbox.copies or None)
        assert len(bench.heard(DeskMessage)) == 1


async def test_shut_until_we_have_signed_in() -> None:
    async with a_workspace() as slack:
        channel = new_channel(slack, mode="http")
        (route,) = channel.routes()
        assert route.path == PATH
        body = json.dumps(EVENT)
        headers = {name.lower(): value for name, value in signed(slack, body).items()}
        assert (await route.answer(Request(headers, body.encode()))).status == 503
        assert (await route.answer(Request({}, body.encode()))).status == 401
        await channel.close()


async def test_the_doctor_asks_for_no_socket(bench: Bench) -> None:
    lines = await bench.channel.check()
    assert all(good for good, _ in lines), lines
    assert any(f"all end in {PATH}" in words for _, words in lines)
    assert bench.slack.seen("call", "apps.connections.open") == []
