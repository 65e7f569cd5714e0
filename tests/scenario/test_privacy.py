"""Whatever staff do, in whatever order: no internal word reaches a resident, every public one reaches him once."""

from __future__ import annotations

import asyncio
import json
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
import structlog
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.domain.ticket import Move
from tests.scenario.desk import Desk, Left

TOPICS = ("paris-charges", "paris-complaint")
"""What the request is about at first: a plain thread, and one that management reviews."""

SIGNS = (";;", "note:", "NOTE :", "interne:", "🔒", "  \n;;")
FILLERS = ("", "<b>*hello*</b> {reference} {0}", "à tous 🏠 " * 600)
NEXT_TOPICS = ("paris-lift", "paris-charges", "paris-access", "paris-complaint")

STAFF = st.sampled_from(["KARIM", "SOPHIE", "HELENE", "CLAIRE"])
FILLER = st.sampled_from(FILLERS)

ACTIONS = st.one_of(
    st.tuples(st.sampled_from(["says", "addressed", "broadcast", "sends", "old", "top"]), STAFF, FILLER),
    st.tuples(st.sampled_from(["foreign", "bot", "notes thread", "sends internally"]), STAFF, FILLER),
    st.tuples(st.just("says"), st.sampled_from(["STRANGER", "GUEST", "HA", "NOBODY"]), FILLER),
    st.tuples(st.sampled_from(["note", "ask", "reply"]), STAFF, FILLER),
    st.tuples(st.just("note"), st.sampled_from(["STRANGER", "HA"]), FILLER),
    st.tuples(st.just("sign"), STAFF, st.sampled_from(SIGNS)),
    st.tuples(st.just("moves"), STAFF, st.sampled_from(NEXT_TOPICS)),
    st.tuples(st.sampled_from(["take", "resolve", "dispatch"]), STAFF, st.just("")),
    st.tuples(st.sampled_from(["edits", "edits into a note", "deletes"]), STAFF, FILLER),
    st.tuples(st.sampled_from(["ticks", "resident writes", "resident taps"]), st.just("MARC"), st.just("")),
)
Action = tuple[str, str, str]

OWN = frozenset({"KARIM", "SOPHIE", "HELENE", "CLAIRE", "MARC"})
"""Staff of the ticket's office."""


@dataclass(slots=True)
class Said:
    """The marker words, by where they may appear. ``handed_over``: internal, and due in the staff channel;
    ``taken_back``: was public, and stands there no more; ``written`` and ``noted``: the words of each desk
    message, as long as they stand there; ``attached``: those that stand in its file, which new words do not change, and
    which goes along where they are internal."""

    public: list[str] = field(default_factory=list)
    internal: list[str] = field(default_factory=list)
    handed_over: list[str] = field(default_factory=list)
    taken_back: list[str] = field(default_factory=list)
    written: dict[str, list[str]] = field(default_factory=dict)
    noted: dict[str, str] = field(default_factory=dict)
    attached: set[str] = field(default_factory=set)

    def secret(self, number: int, *, handed_over: bool) -> str:
        """A new internal word."""
        word = f"SECRET{number:03}X"
        (self.handed_over if handed_over else self.internal).append(word)
        return word

    def open(self, number: int) -> str:
        """A new public word."""
        self.public.append(f"PUBLIC{number:03}X")
        return self.public[-1]


@settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(topic=st.sampled_from(TOPICS), actions=st.lists(ACTIONS, min_size=3, max_size=9))
def test_no_internal_word_reaches_a_resident(topic: str, actions: list[Action]) -> None:
    _live_through(topic, actions)


@pytest.mark.soak
@settings(max_examples=1000, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(topic=st.sampled_from(TOPICS), actions=st.lists(ACTIONS, min_size=5, max_size=25))
def test_no_internal_word_reaches_a_resident_for_long(topic: str, actions: list[Action]) -> None:
    _live_through(topic, actions)


def _live_through(topic: str, actions: list[Action]) -> None:
    begun, said = _begun(topic), Said()
    with tempfile.TemporaryDirectory() as folder, structlog.testing.capture_logs():
        desk = Desk(Path(folder))

        async def live() -> None:
            await desk.go_on(begun)
            for number, action in enumerate(actions):
                await _do(desk, said, number, action)
            await desk.close()

        asyncio.run(live())
        _nothing_leaked(desk, said)


async def _do(desk: Desk, said: Said, number: int, action: Action) -> None:
    what, who, extra = action
    card, user = desk.card, desk.staff(who)
    ticket = await desk.ticket()
    match what:
        case "resident writes":
            await desk.happens(desk.chat.write("ellen", f"from the resident {number}"))
        case "resident taps":
            labels = [label for bubble in desk.chat.chats["ellen"].bubbles for label in bubble.labels]
            if labels:
                await desk.happens(desk.chat.tap("ellen", labels[number % len(labels)]))
        case "take" | "resolve" | "dispatch":
            await desk.happens(desk.slack.press(user, card, f"ticket.{what}"))
        case "moves":
            await desk.happens(desk.slack.press(user, card, "ticket.reroute", choice=extra))
        case "ticks":
            await desk.happens(desk.slack.press(user, card, "checklist.tick", checked=("0", str(number))))
        case "note":
            word = said.secret(number, handed_over=who in OWN)
            await desk.happens(desk.slack.hand_in(user, card, "ticket.note", f"{word} {extra}"))
        case "edits" | "edits into a note" | "deletes":
            await _change(desk, said, number, action)
        case "ask" | "reply":
            allowed = ticket.allows(Move.ASK if what == "ask" else Move.REPLY)
            allowed = allowed and (what == "ask" or not ticket.in_review)
            word = said.open(number) if allowed else said.secret(number, handed_over=False)
            await desk.happens(desk.slack.hand_in(user, card, f"ticket.{what}", f"{word} {extra}"))
        case _:
            await _write(desk, said, number, action, in_review=ticket.in_review)


async def _change(desk: Desk, said: Said, number: int, action: Action) -> None:
    """The last message that staff wrote has other words, or is no more."""
    what, _, extra = action
    last = [shown for shown in desk.slack.shown if shown.author is not None][-1:]
    if not last:
        return
    public = last[0].ts in said.written
    if what == "deletes":
        await desk.happens(desk.slack.delete(last[0]))
        if public:
            said.taken_back += said.written.pop(last[0].ts)
        return
    internal = not public or what == "edits into a note"
    word = said.secret(number, handed_over=False) if internal else said.open(number)
    sign = ";; " if what == "edits into a note" else ""
    await desk.happens(desk.slack.edit(last[0], f"{sign}{word} {extra}"))
    if last[0].ts in said.noted:
        said.handed_over.remove(said.noted[last[0].ts])
        said.internal.append(said.noted.pop(last[0].ts))
    if public:
        before = said.written.pop(last[0].ts)
        kept = [] if internal else [word for word in before if word in said.attached]
        said.taken_back += [word for word in before if word not in kept]
        if not internal:
            said.written[last[0].ts] = [*kept, word]


async def _write(desk: Desk, said: Said, number: int, action: Action, *, in_review: bool) -> None:
    what, who, extra = action
    root, thread = desk.card, desk.card.ts
    moved = [card for card in desk.slack.cards() if card.moved_to is not None]
    handed_over = True
    public = what in ("says", "sends") and who in OWN and not in_review
    if what == "old" and moved:
        root, thread = moved[-1], moved[-1].ts
    elif what == "old":
        public = not in_review
    elif what in ("top", "bot"):
        handed_over = False
    elif what == "notes thread":
        notes = desk.notes()
        if notes is None:
            return
        root, thread, handed_over = notes, notes.ts, False
    word = said.open(number) if public else said.secret(number, handed_over=handed_over)
    text = f"{extra} {word}" if what == "sign" else f"{word} {extra}"
    files: tuple[str, ...] = ()
    if what in ("sends", "sends internally"):
        files, text = (f"{word}.pdf",), "" if what == "sends" else ";; see the file"
    flags = frozenset({what})
    written = desk.slack.write(
        desk.staff(who, flags),
        root.room,
        None if what == "top" else thread,
        text,
        files=files,
        addressed=what == "addressed",
        broadcast=what == "broadcast",
    )
    own = desk.slack.own()
    await desk.happens(written)
    if public:
        said.written[own.ts] = [word]
        said.attached.update([word] if files else [])
    elif handed_over:
        said.noted[own.ts] = word


def _nothing_leaked(desk: Desk, said: Said) -> None:
    seen = _all_that_reached_the_chat(desk)
    for word in [*said.internal, *said.handed_over]:
        assert word not in seen, f"{word} reached the resident"
    now = "\n".join(
        f"{bubble.text} {(bubble.file or b'').decode()}" for bubble in desk.chat.chats["ellen"].bubbles
    )
    for word in said.public:
        came = [
            text for text, _ in desk.chat.chats["ellen"].feed if word in text and not text.startswith("🗑")
        ]
        assert len(came) == 1, f"{word} came {len(came)} times"
        assert (word in now) is (word not in said.taken_back), f"{word} stands in the chat, or does not"
    comments = [
        shown.text for shown in desk.slack.shown if shown.room == "C0STAFF001" and shown.author is None
    ]
    for word in said.handed_over:
        assert "\n".join(comments).count(word) == 1, f"{word} is not in the staff channel once"
    for word in {*said.public} - (said.attached & {*said.taken_back}):
        assert word not in "\n".join(comments)
    for payload in _queued_for_residents(desk):
        kinds = ("say", "retouch", "received", "rewrite", "recall", "remove", "show_status")
        assert json.loads(payload)["kind"] in kinds
        assert "SECRET" not in payload


def _all_that_reached_the_chat(desk: Desk) -> str:
    chat = desk.chat.chats["ellen"]
    files = [bubble.file.decode() for bubble in chat.bubbles if bubble.file]
    now = [f"{bubble.text} {bubble.labels}" for bubble in chat.bubbles if not bubble.own]
    sent = [repr(delivery) for delivery in desk.chat.delivered]
    return "\n".join([*files, *now, *sent, *(text for text, _ in chat.feed)])


def _queued_for_residents(desk: Desk) -> list[str]:
    return [
        payload for (payload,) in desk.memory.rows("SELECT payload FROM outbox WHERE lane LIKE 'resident:%'")
    ]


@cache
def _begun(topic: str) -> Left:
    """A desk with one request, made once."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))

        async def begin() -> None:
            await desk.open()
            await desk.report("ellen", topic, "Why are the charges of this quarter twice those of the last")
            await desk.close()

        asyncio.run(begin())
        return desk.left()
