"""Kill the process at random moments of a long conversation in several requests, and look at what people saw
(acceptance case 3: no loss, no reorder, no double on Slack, on Telegram only flagged ones)."""

from __future__ import annotations

import asyncio
import os
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.demo import environment, furnish
from bot.office.file import load_office
from examples import office_file
from sandbox.journal import Entry
from sandbox.server import Sandbox
from sandbox.stage import Resident, Stage, Thread
from tests.e2e.crash.test_kill import Nursery, nursery, rows

TICKETS = 6
UNDERWAY = 40
"""Messages that may be on their way at once."""
PATIENCE = 60.0
"""Seconds within which something must be seen to happen."""
WORD = re.compile(r"(?:TOLD|ASKED)-\d+-\d+")


@dataclass
class Watch:
    """What people saw, read from the journal as it grows: every word of staff and of residents, in its order."""

    sandbox: Sandbox
    heard: list[str] = field(default_factory=list)
    posted: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    _read: int = 0

    async def until(self, done: Callable[[], bool]) -> None:
        """Read on until it is so."""
        while not done():
            await self.sandbox.journal.wait_for(lambda _: True, after=self._read, timeout=PATIENCE)
            self.read()

    def read(self) -> None:
        """Take in what is new."""
        for entry in self.sandbox.journal.since(self._read):
            self._read = entry.number
            if (entry.kind, entry.name) == ("effect", "message"):
                self._saw(entry)

    def _saw(self, entry: Entry) -> None:
        if entry.side == "telegram":
            self.heard += WORD.findall(str(entry.data["text"])) if entry.data["from_bot"] else []
        elif entry.data.get("user") == "U0PALIER":
            self.posted += WORD.findall(str(entry.data["blocks"]))
            self.keys.append(entry.data["metadata"]["event_payload"]["key"])

    @property
    def seen(self) -> int:
        """How many different words have arrived."""
        return len({*self.heard, *self.posted})


@pytest.mark.soak
@pytest.mark.parametrize(("messages", "kills"), [(1_000, 20), (10_000, 200)])
async def test_case_03_random_kills(tmp_path: Path, messages: int, kills: int) -> None:
    dice = random.Random(messages)  # noqa: S311 - a seed, to see the same again
    url = f"sqlite:///{tmp_path / 'palier.db'}"
    async with nursery() as call, call() as born, Sandbox() as sandbox:
        env = await unhurried(sandbox, tmp_path) | {"PALIER_DATABASE_URL": url}
        await born.start(env, 0, paced=False)
        stage = Stage(sandbox, lambda _: None)
        talks = [await a_talk(stage, number) for number in range(TICKETS)]
        watch = Watch(sandbox)
        moments = sorted(dice.sample(range(messages), kills))
        for number in range(messages):
            await say(stage, talks, number)
            await watch.until(lambda number=number: number + 1 - watch.seen < UNDERWAY)  # type: ignore[misc]
            if moments and number == moments[0]:
                moments.pop(0)
                await later(sandbox, dice.randrange(30))
                await kill(born)
                await born.start(env, 0, paced=False)
        await watch.until(lambda: watch.seen == messages)
        async with asyncio.timeout(PATIENCE):
            while sandbox.slack.slack.sockets.unacknowledged or any((await rows(url))[1:]):
                await later(sandbox, 1)
        os.kill(born.pid, 15)
        assert (await born.end())["signal"] == 0
        watch.read()
        flagged, stuck, left = await rows(url)
    assert not stuck
    assert not left
    assert len(watch.keys) == len(set(watch.keys)), "a double on Slack"
    assert len(watch.posted) == len(set(watch.posted))
    assert len(watch.heard) - len(set(watch.heard)) <= len(flagged)
    for talk in range(TICKETS):
        assert in_order(watch.posted, talk)
        assert in_order(list(dict.fromkeys(watch.heard)), talk)


@pytest.mark.soak
async def test_memory_does_not_grow(tmp_path: Path) -> None:
    """One process through 10,000 messages: what it holds after them is hardly more than after the first thousand."""
    async with nursery() as call, call() as born, Sandbox() as sandbox:
        await born.start(await unhurried(sandbox, tmp_path), 0, paced=False)
        stage = Stage(sandbox, lambda _: None)
        talks = [await a_talk(stage, number) for number in range(TICKETS)]
        watch = Watch(sandbox)
        warm = 0
        for number in range(10_000):
            await say(stage, talks, number)
            await watch.until(lambda number=number: number + 1 - watch.seen < UNDERWAY)  # type: ignore[misc]
            if number == 1_000:
                warm = resident_memory(born.pid)
        await watch.until(lambda: watch.seen == 10_000)
        assert resident_memory(born.pid) < 1.1 * warm


async def unhurried(sandbox: Sandbox, data: Path) -> dict[str, str]:
    """A furnished sandbox without the platforms' paces; the settings of a Palier on it that gathers no floods."""
    await furnish(sandbox, load_office(office_file()))
    await sandbox.telegram.actions()["set_paces"](per_chat=0, overall=0)
    await sandbox.slack.actions()["set_paces"](messages_per_second=0, tiers=False)
    await sandbox.slack.actions()["set_switches"](redelivery_seconds=1, events_per_hour=0)
    office = data / "office.toml"
    unlimited = "flood_per_minute = 1000000\ninternal_signs ="
    office.write_text(office_file().read_text("utf-8").replace("internal_signs =", unlimited), "utf-8")
    return environment(sandbox, data) | {"PALIER_OFFICE": str(office)}


def resident_memory(pid: int) -> int:
    """Memory of a process in KiB (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])


async def say(stage: Stage, talks: list[tuple[Resident, Thread]], number: int) -> None:
    """One message of a resident or of staff, each in its turn."""
    resident, thread = talks[number % TICKETS]
    if (number // TICKETS) % 2:
        await stage.writes(resident, f"ASKED-{number % TICKETS}-{number}")
    else:
        await stage.posts("Marc Petit", thread, f"TOLD-{number % TICKETS}-{number}")


async def later(sandbox: Sandbox, lines: int) -> None:
    """A few lines of the journal later, if there are any."""
    last = sandbox.journal.last
    try:
        await sandbox.journal.wait_for(lambda e: e.number >= last + lines, after=last, timeout=0.5)
    except TimeoutError:
        return


async def kill(born: Nursery) -> None:
    """Kill the present process and bury it."""
    ending = asyncio.ensure_future(born.end())
    os.kill(born.pid, 9)
    assert (await ending)["signal"] == 9


async def a_talk(stage: Stage, number: int) -> tuple[Resident, Thread]:
    """A resident with a request of his own."""
    resident = await stage.resident(f"Camille{number}", "Moreau", "fr")
    about = f"Bonjour, de l’eau coule du plafond du couloir numéro {number} depuis ce matin"
    await stage.writes(resident, about)
    await stage.taps(resident, f"Camille{number} Moreau")
    await stage.taps(resident, "Les Cèdres")
    await stage.hears(resident, "appartement")
    await stage.writes(resident, "B12")
    await stage.taps(resident, "Fuite d’eau")
    await stage.taps(resident, "Passer")
    await stage.taps(resident, "Sans photo")
    await stage.taps(resident, "Envoyer")
    return resident, await stage.finds("C0TECH001", about)


def in_order(words: list[str], talk: int) -> bool:
    """Whether the words of one request came in the order in which they were said."""
    numbers = [int(word.rpartition("-")[2]) for word in words if word.split("-")[1] == str(talk)]
    return numbers == sorted(numbers)
