"""A whole desk for scenarios: the real services on a real SQLite database, between a fake chat and a fake desk."""

from __future__ import annotations

import os
import pickle
import re
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

from bot.app import build_worker
from bot.domain.audience import Phrase
from bot.domain.directory import Directory, name_in
from bot.domain.ids import ResidenceKey, TopicKey
from bot.domain.lasting import Entries, entries_of, lasting
from bot.domain.ticket import Ticket
from bot.office.file import load_office
from bot.ports.channel import Channel, RawEvent
from bot.ports.inbound import DeskMember, DeskUser
from bot.ports.store import Store
from bot.services.desk.windows import DeskWindows
from bot.services.engine.worker import Worker
from bot.supervisor import step
from examples import office_file
from storage import DiskFiles, RandomIds
from storage.entries import OFFICE_FILE, entries_in
from storage.store import SqlStore
from tests.fakes.channels import Bubble, FakeChat, FakeDesk, Shown
from tests.fakes.clock import FrozenClock
from tests.fakes.mail import FakeMail
from tests.scenario.memory import Memory, PromptDatabase

STRICT = True
"""Whether a text without all four translations fails the test that rendered it."""

PATIENCE = timedelta(hours=2)
"""How far ``settle`` lets the clock run while deliveries and events wait for another attempt."""

RESIDENCES = {"paris": "les-cedres", "saigon": "song-xanh", "shanghai": "wutong-yuan"}

STRANGERS = (
    DeskMember("U0GUEST", "Gaston Guest", home=True, human=True, guest=True, active=True),
    DeskMember("U0STRANGER", "Eve Elsewhere", home=True, human=True, guest=False, active=True),
)
"""Members of the workspace who are not in the office file."""


@cache
def example_office() -> Directory:
    """The example office file."""
    return load_office(office_file())


def after_leaving(directory: Directory, *keys: str) -> Directory:
    """An office file from which these members of staff were taken out; their managers have their people."""
    gone = {one.key: one.manager for one in directory.staff if one.key in keys}
    stay = [one for one in directory.staff if one.key not in gone]
    for chief, above in gone.items():
        stay = [replace(one, manager=above) if one.manager == chief else one for one in stay]
    letters = tuple(one for one in directory.letters if one.member not in gone)
    return replace(directory, staff=tuple(stay), letters=letters)


def without(directory: Directory, *keys: str) -> Directory:
    """An office file from which entries were taken out, with all that is theirs."""
    offices = tuple(one for one in directory.offices if one.key not in keys)
    kept = {one.key for one in offices}
    departments = tuple(one for one in directory.departments if one.key not in keys and one.office in kept)
    there = {one.key for one in departments}
    gone = [one.key for one in directory.staff if one.department not in there]
    rest = after_leaving(directory, *gone)
    return replace(
        rest,
        offices=offices,
        departments=departments,
        residences=tuple(one for one in rest.residences if one.key not in keys and one.office in kept),
        topics=tuple(
            one
            for one in rest.topics
            if one.key not in keys and one.office in kept and one.department in there
        ),
        shifts=tuple(one for one in rest.shifts if one.department in there),
        policies=tuple(one for one in rest.policies if one.office in (None, *kept)),
    )


@dataclass(frozen=True, slots=True)
class Left:
    """A desk as it was left, for others to go on from: what is in its database, its people and its time."""

    state: bytes


_reported: dict[tuple[Any, ...], tuple[Directory, Left]] = {}
"""What the latest reports left in which office, by the scenario, what was reported and the desk as it was before."""
REPORTS = 32
"""How many of them are remembered: a scenario's second run follows its first."""


def _scenario() -> str:
    """Which one is played, the same in both of its runs: what another one has broken is none of its business."""
    return re.sub("straight|restarts", "", os.environ.get("PYTEST_CURRENT_TEST", ""))


class Desk:
    """Open it, let people act, ``settle``, and look.

    ``restarts``: the program is started anew before each event is handled, on the same database; people keep what they
    saw; an office file that has changed is read. ``looked``: how much of each thread a transcript has got through.
    """

    def __init__(self, folder: Path, *, restarts: bool = False) -> None:
        self.restarts = restarts
        self.clock = FrozenClock()
        self.chat, self.slack, self.mail = FakeChat(), FakeDesk(), FakeMail()
        self.directory = example_office()
        self._read: Directory | None = None
        self._known = self.directory
        self.channels: dict[str, Channel] = {
            channel.name: channel for channel in (self.chat, self.slack, self.mail)
        }
        self.memory = Memory()
        self._files = DiskFiles(folder / "files")
        self.store: Store
        self.worker: Worker
        self._focus: Shown | None = None
        self._cards_then = 0
        self.looked: dict[str, int] = {}

    # -- the program --

    async def open(self) -> None:
        """Start, and let the desk tell who its members are."""
        await self._start()
        staff = [
            DeskMember(member.slack, member.name, home=True, human=True, guest=False, active=True)
            for member in self.directory.staff
        ]
        await self.happens(self.slack.roster(*staff, *STRANGERS))

    async def open_again(self, chat: FakeChat, slack: FakeDesk, clock: FrozenClock) -> None:
        """Start on what is there, with people and a time that were there already."""
        self.chat, self.slack, self.clock = chat, slack, clock
        self.channels = {channel.name: channel for channel in (chat, slack, self.mail)}
        await self._start()

    async def go_on(self, left: Left) -> None:
        """Start on what an earlier desk left."""
        content, people = pickle.loads(left.state)  # noqa: S301 - our own
        for one, was in zip(self._people, people, strict=True):
            vars(one).update(was)
        self.memory.fill(content)
        await self._start()

    def left(self) -> Left:
        """What it leaves now."""
        windows, self.slack.windows = self.slack.windows, None  # the program's, not theirs
        state = pickle.dumps((self.memory.content(), [vars(one) for one in self._people]))
        self.slack.windows = windows
        return Left(state)

    @property
    def _people(self) -> tuple[FakeChat, FakeDesk, FakeMail, FrozenClock]:
        return self.chat, self.slack, self.mail, self.clock

    async def close(self) -> None:
        """Stop."""
        await self.store.close()

    async def restart(self) -> None:
        """Stop and start on the same database."""
        await self.close()
        await self._start()

    async def _start(self) -> None:
        self.store = SqlStore(PromptDatabase(self.memory), self.clock, RandomIds(self.clock), "slack")
        await self.store.open()
        if self._read is not self.directory:
            self._read = self.directory
            async with self.store.begin() as u:
                text = await u.places.shown(OFFICE_FILE)
                self._known = lasting(self.directory, entries_in(text) if text else Entries())
                await u.entries.remember(entries_of(self._known))
        self.worker = build_worker(
            self.store, self._known, self.channels, self._files, self.clock, strict=STRICT
        )
        self.slack.windows = DeskWindows(self.worker.house)

    async def happens(self, *events: RawEvent) -> None:
        """Let events come in and everything come of them; a second later than what was before."""
        self.clock.advance(timedelta(seconds=1))
        await self.store.receive(list(events), self.clock.now())
        if self.restarts:
            await self.restart()
        await self.settle()

    async def settle(self) -> None:
        """Work until there is nothing to do. Where things only wait for another attempt or for their pace, the clock
        goes on to it; for timers it never does."""
        until = self.clock.now() + PATIENCE
        while True:
            while await self._step():
                pass
            now = self.clock.now()
            wakes = [self.memory.ready(queue) for queue in ("inbox", *self.channels)]
            ahead = [wake for wake in wakes if wake is not None]
            if not ahead:
                return
            assert min(ahead) < until, f"still waiting after {PATIENCE}: {wakes}"
            self.clock.advance(max(min(ahead) - now, timedelta(milliseconds=1)))

    async def _step(self) -> bool:
        if self._ready("inbox") and await self.handle():
            return True
        delivered = [self._ready(name) and await self.deliver(name) for name in self.channels]
        return any(delivered) or await step(self.worker.take_timers)

    def _ready(self, queue: str) -> bool:
        """Whether something is to be taken: to try costs more than to look, and mostly there is nothing."""
        ready = self.memory.ready(queue)
        return ready is not None and ready <= self.clock.now()

    async def handle(self) -> bool:
        """Handle the oldest event; False when there is none."""
        return await step(self.worker.take_events)

    async def deliver(self, channel: str) -> bool:
        """Send a channel's oldest row; False when there is none."""
        return await step(partial(self.worker.take_deliveries, channel))

    async def later(self, by: timedelta) -> None:
        """Time goes by, and what is due happens."""
        self.clock.advance(by)
        if self.restarts:
            await self.restart()
        await self.settle()

    # -- people --

    async def play(self, script: str) -> None:
        """Play a transcript (``transcript`` says how it is written)."""
        __tracebackhide__ = True
        from tests.scenario.transcript import play  # noqa: PLC0415 - it knows the desk

        await play(self, script)

    async def report(
        self,
        name: str,
        topic: str,
        text: str,
        *,
        language: str = "en",
        unit: str = "A11",
        photos: tuple[str, ...] = (),
        wish: str = "",
        wish_by: str = "",
        cautions: str = "",
    ) -> Shown:
        """A resident goes through the report dialog to its end; the card that it makes. All is read afterwards. It is
        one line: the program is started anew after it, not within (transcripts do that). And where it is, what the same
        report has left on the same desk before is gone on from."""
        given = (name, topic, text, language, unit, photos, wish, wish_by, cautions)
        if (
            photos or type(self.slack) is not FakeDesk
        ):  # files stand beside the database; who is quick, elsewhere
            await self._reports(*given)
            return self.slack.cards()[-1]
        key = type(self), _scenario(), given, self.left()
        known = _reported.pop(key, None)
        if self.restarts and known and known[0] == self.directory:
            await self.close()
            await self.go_on(known[1])
        else:
            await self._reports(*given)
            known = self.directory, self.left()
        _reported[key] = known
        if len(_reported) > REPORTS:
            del _reported[next(iter(_reported))]
        return self.slack.cards()[-1]

    async def _reports(
        self,
        name: str,
        topic: str,
        text: str,
        language: str,
        unit: str,
        photos: tuple[str, ...],
        wish: str,
        wish_by: str,
        cautions: str,
    ) -> None:
        asked = self.directory.topic(TopicKey(topic))
        residence = self.directory.residence(ResidenceKey(RESIDENCES[asked.office]))
        self.chat.join(name, language)
        before = len(self.slack.cards())
        restarts, self.restarts = self.restarts, False
        await self.happens(self.chat.write(name, "/report"))
        answers = {
            "What is your name?": [self.chat.chats[name].user.name],
            "Which residence is it about? Choose it, or type a part of its name or address.": [
                residence.name
            ],
            "Which flat or shop? For a common area, write where it is.": [unit],
            "What is it about?": [str(name_in(asked.names, language))],
            "Please describe it: what, where exactly, since when?": [text],
            "What would you like us to do about it?": [wish] if wish else ["Skip"],
            "By when would you need it? A date, or in your own words.": [wish_by] if wish_by else ["Skip"],
            "Is there anything the technician must know before coming? "
            "For example: a dog, a door code, a baby asleep, when somebody is at home.": [cautions or "Skip"],
            "Any photos? Send them now, or go on without.": [
                *photos,
                "That's all" if photos else "No photos",
            ],
            "Please check your request before I send it:": ["Send"],
        }
        for _ in range(20):
            if len(self.slack.cards()) > before:
                break
            asking = "".join(self.chat.chats[name].unread)
            self.read_all()
            found = [given for msgid, given in answers.items() if self.say(msgid, language) in asking]
            if not found and (chosen := str(name_in(asked.names, language))) in self.latest(name).labels:
                found = [[chosen]]  # asked whether he means it: he does
            assert found, f"unexpected: {asking}"
            for given in found[-1]:
                await self._answers(name, given, language)
        self.restarts = restarts
        if restarts:
            await self.restart()
        self.read_all()

    async def _answers(self, name: str, given: str, language: str) -> None:
        label = self.say(given, language) if given in ("That's all", "No photos", "Send", "Skip") else given
        if given.endswith(".jpg"):
            await self.happens(*self.chat.send(name, [given], ""))
        elif label in self.latest(name).labels:
            await self.happens(self.chat.tap(name, label))
        else:
            await self.happens(self.chat.write(name, given))

    def staff(self, name: str, flags: frozenset[str] = frozenset()) -> DeskUser:
        """Who acts: ``KARIM`` is the member ``U0KARIM``."""
        return DeskUser(f"U0{name}", home="foreign" not in flags, human="bot" not in flags)

    # -- what is there --

    def say(self, msgid: str, language: str) -> str:
        """A source text in a language, its placeholders as they are."""
        words = self.worker.house.words
        return words._template(Phrase(msgid), language)

    def latest(self, name: str) -> Bubble:
        """The last message in a chat."""
        return self.chat.chats[name].bubbles[-1]

    @property
    def card(self) -> Shown:
        """The card in focus: the one chosen, else the newest."""
        cards = self.slack.cards()
        return self._focus if self._focus and len(cards) == self._cards_then else cards[-1]

    def look_at(self, card: Shown) -> None:
        """Choose the card that staff act on."""
        self._focus, self._cards_then = card, len(self.slack.cards())

    async def ticket(self) -> Ticket:
        """The ticket of the card in focus, as the database has it."""
        async with self.store.begin() as u:
            return await u.tickets.get(self.card.ticket)  # type: ignore[arg-type]

    def notes(self) -> Shown | None:
        """The root of the thread of internal comments on the ticket in focus."""
        rooms = {office.staff_channel for office in self.directory.offices}
        roots = [
            shown
            for shown in self.slack.shown
            if shown.room in rooms and shown.thread is None and self.card.reference in shown.text
        ]
        assert len(roots) <= 1, "one thread of comments per ticket"
        return roots[0] if roots else None

    def read_all(self) -> None:
        """Residents have looked at everything."""
        for chat in self.chat.chats.values():
            chat.read = len(chat.feed)
