"""People, faults and crashes take turns at random, on the real services and a real SQLite file between fakes of the
platforms: nothing is lost in silence, order holds, nothing stands twice on the desk, in a chat only what is flagged,
and no internal word reaches a resident."""

from __future__ import annotations

import asyncio
import atexit
import copy
import shutil
import sqlite3
import tempfile
from collections.abc import Coroutine
from contextlib import closing
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
import structlog
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot.domain.audience import ForResident
from bot.ports.channel import RawEvent, Reason
from bot.ports.desk import Post
from tests.fakes.channels import FakeChat, FakeDesk, Fault, Shown
from tests.fakes.clock import FrozenClock
from tests.scenario.desk import Desk

CHARGES = "Why are the charges of this quarter twice those of the last"
PASSING = ("network", "server", "flood", "not_ready", "dies before", "dies after")
KILLS = ("dies before", "dies after")
HOW = ("answer lost", "answer lost", *PASSING, "unknown", "refused", "too_large")
"""How a delivery goes wrong: what the platform's library would have raised, or the process dies."""


class Killed(BaseException):
    """The process is dead."""


class Kill(Fault):
    """A delivery at which the process dies."""

    def error(self) -> Any:
        return Killed()


class Turns(RuleBasedStateMachine):
    """One request and whatever befalls it. ``from_staff`` and ``from_resident`` are what was said in public, in its
    order; ``events`` are all that ever came in; ``given_up`` is where a delivery may have been given up."""

    def __init__(self) -> None:
        super().__init__()
        begun, people = _begun()
        self.folder = Path(tempfile.mkdtemp(prefix="palier-turns-"))
        shutil.copytree(begun, self.folder, dirs_exist_ok=True)
        self.logs = structlog.testing.capture_logs()
        self.logs.__enter__()
        self.runner = asyncio.Runner()
        self.desk = Desk(self.folder)
        self.number = 0
        self.from_staff: list[str] = []
        self.from_resident: list[str] = []
        self.events: list[RawEvent] = []
        self.given_up: set[str] = set()
        self.do(self.desk.open_again(*copy.deepcopy(people)))

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(work)

    def word(self, kind: str) -> str:
        self.number += 1
        return f"{kind}{self.number:03}X"

    def comes(self, *events: RawEvent) -> None:
        self.events += events
        self.desk.clock.advance(timedelta(seconds=1))
        self.do(self.desk.store.receive(list(events), self.desk.clock.now()))

    @property
    def card(self) -> Shown:
        return self.desk.card

    # -- people --

    @rule()
    def resident_writes(self) -> None:
        self.from_resident.append(self.word("ASKED"))
        self.comes(self.desk.chat.write("ellen", self.from_resident[-1]))

    @rule(who=st.sampled_from(["KARIM", "SOPHIE"]))
    def staff_write(self, who: str) -> None:
        self.from_staff.append(self.word("TOLD"))
        said = self.from_staff[-1]
        self.comes(self.desk.slack.write(self.desk.staff(who), self.card.room, self.card.ts, said))

    @rule(sign=st.sampled_from([";;", "note:", "🔒"]))
    def staff_note(self, sign: str) -> None:
        said = f"{sign} {self.word('SECRET')}"
        self.comes(self.desk.slack.write(self.desk.staff("KARIM"), self.card.room, self.card.ts, said))

    @rule(satisfied=st.booleans())
    def resolved(self, satisfied: bool) -> None:
        """Staff say it is done; when the question comes through, the resident answers it. His next request, or why he
        is not satisfied, follows."""
        self.comes(self.desk.slack.press(self.desk.staff("KARIM"), self.card, "ticket.resolve"))
        self.settle()
        label = "Yes, thank you" if satisfied else "No, not yet"
        if label not in self.desk.latest("ellen").labels:
            return
        self.comes(self.desk.chat.tap("ellen", label))
        self.calm()
        if satisfied:
            self.do(self.desk.report("ellen", "paris-charges", f"{CHARGES}, number {self.number}"))
        else:
            self.resident_writes()
            self.calm()

    # -- what befalls them --

    @rule(to=st.sampled_from(["chat", "desk"]), how=st.sampled_from(HOW))
    def next_delivery_goes_wrong(self, to: str, how: str) -> None:
        kind = Kill if how in KILLS else Fault
        reason: Reason = "unknown" if how in KILLS or how == "answer lost" else cast("Reason", how)
        arrives = how in ("answer lost", "dies after")
        fault = kind(reason, arrives=arrives, retry_after=35.0 if how == "flood" else None)
        if to == "chat":
            fault.only = (ForResident,)
            self.desk.chat.faults.order(fault)
        else:
            fault.only, fault.room = (Post,), self.card.room
            self.desk.slack.faults.order(fault)
        if how not in PASSING and (to, how) not in (("desk", "answer lost"), ("desk", "unknown")):
            self.given_up.add(to)

    @rule(which=st.integers(min_value=0, max_value=1_000))
    def an_event_comes_again(self, which: int) -> None:
        if self.events:
            event = self.events[which % len(self.events)]
            self.do(self.desk.store.receive([event], self.desk.clock.now()))

    @rule()
    def restart(self) -> None:
        self.do(self.desk.restart())

    @rule(seconds=st.sampled_from([1, 10, 100, 1000]))
    def time_goes_by(self, seconds: int) -> None:
        self.desk.clock.advance(timedelta(seconds=seconds))

    @rule(steps=st.integers(min_value=1, max_value=6))
    def a_few_steps(self, steps: int) -> None:
        self.alive(self._steps(steps))

    @rule()
    def settle(self) -> None:
        while not self.alive(self.desk.settle()):
            pass

    async def _steps(self, steps: int) -> None:
        for _ in range(steps):
            await self.desk._step()

    def alive(self, work: Coroutine[Any, Any, Any]) -> bool:
        """Whether the process lived through it; if not, another is started."""
        try:
            self.do(work)
        except Killed:
            self.do(self.desk.restart())
            return False
        return True

    def calm(self) -> None:
        """Nothing more goes wrong, and everything is done."""
        self.desk.chat.faults.ordered.clear()
        self.desk.slack.faults.ordered.clear()
        self.settle()

    # -- what must hold --

    @invariant()
    def nothing_leaks(self) -> None:
        assert "SECRET" not in "\n".join(text for text, _ in self.desk.chat.chats["ellen"].feed)

    @invariant()
    def nothing_stands_twice_on_the_desk(self) -> None:
        posts = self._relayed()
        assert len(posts) == len(set(posts)), posts

    def teardown(self) -> None:
        try:
            self.calm()
            self._look()
        finally:
            self.do(self.desk.close())
            self.runner.close()
            self.logs.__exit__(None, None, None)
            shutil.rmtree(self.folder, ignore_errors=True)

    def _look(self) -> None:
        with closing(sqlite3.connect(self.folder / "palier.db")) as file:
            dead = str(file.execute("SELECT payload FROM outbox WHERE state = 'dead'").fetchall())
            flagged = str(file.execute("SELECT payload FROM outbox WHERE uncertain = 1").fetchall())
            left = file.execute("SELECT lane, error FROM inbox WHERE state <> 'done'").fetchall()
            waiting = file.execute("SELECT key FROM outbox WHERE state NOT IN ('sent', 'dead')").fetchall()
        assert not left
        assert dead == "[]" or self.given_up, dead
        assert not waiting
        feed = [text for text, _ in self.desk.chat.chats["ellen"].feed]
        heard = [word for text in feed for word in self.from_staff if word in text]
        for word in self.from_staff:
            assert word in heard or (word in dead and "chat" in self.given_up), f"{word} was lost"
            assert heard.count(word) <= (2 if word in flagged else 1), (
                f"{word} came {heard.count(word)} times"
            )
        assert list(dict.fromkeys(heard)) == [word for word in self.from_staff if word in heard]
        relayed = self._relayed()
        assert relayed == [word for word in self.from_resident if word in relayed]
        for word in self.from_resident:
            assert word in relayed or (word in dead and "desk" in self.given_up), f"{word} was lost"

    def _relayed(self) -> list[str]:
        """The resident's words on the desk, as often as they stand there, in its order."""
        ours = [shown.text for shown in self.desk.slack.shown if shown.author is None and shown.card is None]
        return [word for text in ours for word in self.from_resident if word in text]


@cache
def _begun() -> tuple[Path, tuple[FakeChat, FakeDesk, FrozenClock]]:
    """A desk with one request, made once: its folder and its people."""
    folder = Path(tempfile.mkdtemp(prefix="palier-machine-"))
    desk = Desk(folder)

    async def begin() -> None:
        await desk.open()
        await desk.report("ellen", "paris-charges", CHARGES)
        await desk.close()

    asyncio.run(begin())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder, (desk.chat, desk.slack, desk.clock)


def _run(examples: int, steps: int, **more: Any) -> None:
    checks = cast("list[HealthCheck]", list(HealthCheck))
    wanted = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, database=None,
        suppress_health_check=checks, **more,
    )  # fmt: skip
    run_state_machine_as_test(Turns, settings=wanted)


def test_whatever_befalls_them() -> None:
    _run(25, 25, derandomize=True)


@pytest.mark.soak
def test_whatever_befalls_them_for_long() -> None:
    _run(2_000, 50)
