"""People, faults and crashes take turns at random, on the real services and a real SQLite database between fakes of the
platforms: nothing is lost in silence, order holds, nothing stands twice on the desk, in a chat only what is flagged,
and no internal word reaches a resident."""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
import structlog
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from bot.domain.addresses import MessageRef
from bot.domain.audience import ForResident, Remove, Retouch
from bot.ports.channel import RawEvent, Reason
from bot.ports.desk import Post, Reword
from bot.ports.inbound import ChatEdit
from bot.services.relay import flood
from tests.fakes.channels import Bubble, Fault, Shown
from tests.scenario.desk import Desk, Left

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


@dataclass(slots=True)
class Spoken:
    """A message and all it ever said, its present words last; ``original`` is where its author sees it."""

    words: list[str]
    original: Shown | Bubble
    recalled: bool = False

    def shown_in(self, text: str) -> bool:
        """Whether a text holds any of its words."""
        return any(word in text for word in self.words)


class Turns(RuleBasedStateMachine):
    """One request and whatever befalls it. ``from_staff`` and ``from_resident`` are what was said in public, in its
    order; ``events`` are all that ever came in, ``late`` those still under way; ``given_up`` is where a delivery may
    have been given up."""

    def __init__(self) -> None:
        super().__init__()
        begun = _begun()
        self.folder = Path(tempfile.mkdtemp(prefix="palier-turns-"))
        self.logs = structlog.testing.capture_logs()
        self.logs.__enter__()
        self.runner = asyncio.Runner()
        self.desk = Desk(self.folder)
        self.number = 0
        self.from_staff: list[Spoken] = []
        self.from_resident: list[Spoken] = []
        self.events: list[RawEvent] = []
        self.late: list[RawEvent] = []
        self.given_up: set[str] = set()
        self.do(self.desk.go_on(begun))

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
        word = self.word("ASKED")
        written = self.desk.chat.write("ellen", word)
        self.from_resident.append(Spoken([word], self.desk.chat.chats["ellen"].own()))
        self.comes(written)

    @rule(messages=st.integers(min_value=2, max_value=16))
    def resident_writes_much(self, messages: int) -> None:
        """Twice, and it is a flood."""
        for _ in range(messages):
            self.resident_writes()

    @rule(who=st.sampled_from(["KARIM", "SOPHIE"]))
    def staff_write(self, who: str) -> None:
        word = self.word("TOLD")
        written = self.desk.slack.write(self.desk.staff(who), self.card.room, self.card.ts, word)
        self.from_staff.append(Spoken([word], self.desk.slack.own()))
        self.comes(written)

    @rule(sign=st.sampled_from([";;", "note:", "🔒"]))
    def staff_note(self, sign: str) -> None:
        said = f"{sign} {self.word('SECRET')}"
        self.comes(self.desk.slack.write(self.desk.staff("KARIM"), self.card.room, self.card.ts, said))

    @rule(back=st.integers(min_value=1, max_value=3), late=st.booleans())
    def staff_edit(self, back: int, late: bool) -> None:
        """One of the latest messages says something else; the platform may tell it late."""
        standing = [spoken for spoken in self.from_staff if not spoken.recalled][-back:]
        if standing:
            standing[0].words.append(self.word("TOLD"))
            original = cast("Shown", standing[0].original)
            self.comes_perhaps_late(self.desk.slack.edit(original, standing[0].words[-1]), late)

    @rule(back=st.integers(min_value=1, max_value=3))
    def staff_delete(self, back: int) -> None:
        standing = [spoken for spoken in self.from_staff if not spoken.recalled][-back:]
        if standing:
            standing[0].recalled = True
            self.comes(self.desk.slack.delete(cast("Shown", standing[0].original)))

    @rule(back=st.integers(min_value=1, max_value=3), late=st.booleans())
    def resident_edits(self, back: int, late: bool) -> None:
        for spoken in self.from_resident[-back:][:1]:
            spoken.words.append(self.word("ASKED"))
            chat = self.desk.chat.chats["ellen"]
            ref = MessageRef(self.desk.chat.name, "ellen", cast("Bubble", spoken.original).id)
            at = self.desk.clock.now() + timedelta(milliseconds=self.number)
            edit = self.desk.chat.event("ellen", ChatEdit(chat.user, ref, spoken.words[-1], at))
            self.comes_perhaps_late(edit, late)

    @rule()
    def what_was_late_arrives(self) -> None:
        late, self.late = self.late, []
        self.comes(*late)

    def comes_perhaps_late(self, event: RawEvent, late: bool) -> None:
        if late:
            self.late.append(event)
        else:
            self.comes(event)

    @rule(satisfied=st.booleans())
    def resolved(self, satisfied: bool) -> None:
        """Staff say it is done; when the question comes through, the resident answers it. His next request, or why he
        is not satisfied, follows. A question that words of his have overtaken changes nothing."""
        self.comes(self.desk.slack.press(self.desk.staff("KARIM"), self.card, "ticket.resolve"))
        self.settle()
        label = "Yes, thank you" if satisfied else "No, not yet"
        if label not in self.desk.latest("ellen").labels:
            return
        self.comes(self.desk.chat.tap("ellen", label))
        self.calm()
        answered = [bubble.text for bubble in self.desk.chat.chats["ellen"].bubbles[-2:]]
        if satisfied and any("is closed" in text for text in answered):
            self.do(self.desk.report("ellen", "paris-charges", f"{CHARGES}, number {self.number}"))
        elif not satisfied:
            self.resident_writes()
            self.calm()

    # -- what befalls them --

    @rule(to=st.sampled_from(["chat", "desk"]), how=st.sampled_from(HOW))
    def next_delivery_goes_wrong(self, to: str, how: str) -> None:
        kind = Kill if how in KILLS else Fault
        reason: Reason = "unknown" if how in KILLS or how == "answer lost" else cast("Reason", how)
        arrives = how in ("answer lost", "dies after")
        fault = kind(reason, arrives=arrives, retry_after=35.0 if how == "flood" else None)
        mild = how in PASSING  # of what may be tried again and again an adapter reports nothing worse
        if to == "chat":
            fault.only = (ForResident, Retouch, Remove) if mild else (ForResident,)
            self.desk.chat.faults.order(fault)
        else:
            fault.only, fault.room = ((Post, Reword) if mild else (Post,)), self.card.room
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
            if self.late:
                self.what_was_late_arrives()
            self.calm()
            self.desk.clock.advance(flood.GATHER)  # what was gathered of a flood is shown
            self.calm()
            self._look()
        finally:
            self.do(self.desk.close())
            self.runner.close()
            self.logs.__exit__(None, None, None)
            shutil.rmtree(self.folder, ignore_errors=True)

    def _look(self) -> None:
        rows = self.desk.memory.rows
        dead = str(rows("SELECT payload FROM outbox WHERE state = 'dead'"))
        flagged = str(rows("SELECT payload FROM outbox WHERE uncertain = 1"))
        left = rows("SELECT lane, error FROM inbox WHERE state <> 'done'")
        waiting = rows("SELECT key FROM outbox WHERE state NOT IN ('sent', 'dead')")
        assert not left
        assert dead == "[]" or self.given_up, dead
        assert not waiting
        self._residents_side(dead, flagged)
        self._staffs_side(dead)

    def _residents_side(self, dead: str, flagged: str) -> None:
        """What staff said stands in the chat as it last said, in its order; what they took back does not."""
        chat = self.desk.chat.chats["ellen"]
        held = [bubble.text for bubble in chat.bubbles if not bubble.own]
        arrived = [text for text, _ in chat.feed if not text.startswith(("✎", "🗑"))]
        for spoken in self.from_staff:
            doubtful = any(word in flagged for word in spoken.words)
            excused = "chat" in self.given_up and any(word in dead for word in spoken.words)
            copies = [text for text in held if spoken.shown_in(text)]
            if spoken.recalled:
                assert len(copies) <= (1 if doubtful else 0) or excused, f"{spoken.words} is still there"
                continue
            assert excused or any(spoken.words[-1] in text for text in copies), f"{spoken.words} was lost"
            assert excused or len(copies) <= (2 if doubtful else 1), (
                f"{spoken.words} stands {len(copies)} times"
            )
        if "chat" not in self.given_up:
            _in_order(self.from_staff, arrived)

    def _staffs_side(self, dead: str) -> None:
        """What the resident said stands on the desk as it last said, with what it said before, in its order."""
        posts = self._posts()
        for spoken in self.from_resident:
            excused = "desk" in self.given_up and any(word in dead for word in spoken.words)
            ends = {spoken.words[0], spoken.words[-1]}  # an edit that a later one overtook is not kept
            whole = [text for text in posts if all(word in text for word in ends)]
            assert excused or whole, f"{spoken.words} was lost"
        if "desk" not in self.given_up:
            for thread in {shown.thread for shown in self.desk.slack.shown if shown.thread}:
                _in_order(self.from_resident, self._posts(thread))

    def _posts(self, thread: str | None = None) -> list[str]:
        """Our posts on the desk (in a thread) with what residents said, in its order."""
        ours = [shown for shown in self.desk.slack.shown if shown.author is None and shown.card is None]
        return [shown.text for shown in ours if thread in (None, shown.thread)]

    def _relayed(self) -> list[str]:
        """The resident's words on the desk, as often as they stand there; what a correction quotes may stand in a post
        of many too, which no edit touches."""
        words = [word for spoken in self.from_resident for word in spoken.words]
        now = [re.sub("« .*? »", "", text) for text in self._posts()]
        return [word for text in now for word in words if word in text]


def _in_order(said: list[Spoken], texts: list[str]) -> None:
    """Those of the messages that arrived came in the order in which they were said."""
    first = [next((i for i, text in enumerate(texts) if one.shown_in(text)), None) for one in said]
    arrived = [place for place in first if place is not None]
    assert arrived == sorted(arrived), texts


@cache
def _begun() -> Left:
    """A desk with one request, made once."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))

        async def begin() -> None:
            await desk.open()
            await desk.report("ellen", "paris-charges", CHARGES)
            await desk.close()

        asyncio.run(begin())
        return desk.left()


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
