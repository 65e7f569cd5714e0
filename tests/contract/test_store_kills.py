"""``kill -9`` at any moment: what was committed stays, what was not leaves no trace, and work goes on."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

VICTIM = Path(__file__).with_name("store_victim.py")
ROOT = Path(__file__).parents[2]


def run_and_kill(url: str, start: int, seconds: float) -> list[list[str]]:
    """What a process said to have committed before it was killed."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(VICTIM.parent)))}
    with subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, str(VICTIM), url, str(start)], stdout=subprocess.PIPE, text=True, env=environment
    ) as victim:
        assert victim.stdout is not None
        lines = [
            victim.stdout.readline() for _ in range(3)
        ]  # one message from its coming in to its being sent
        time.sleep(seconds)
        victim.kill()
        lines += victim.stdout.readlines()
    return [line.split() for line in lines if line.endswith("\n")]


@pytest.mark.parametrize("kills", [3, pytest.param(60, marks=pytest.mark.soak)])
def test_killed_at_random(tmp_path: Path, kills: int) -> None:
    path = tmp_path / "palier.db"
    said: list[list[str]] = []
    dice = random.Random(kills)  # noqa: S311 - moments to kill at
    for turn in range(kills):
        said += run_and_kill(f"sqlite:///{path}", turn * 100_000, dice.uniform(0.02, 0.2))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        events = dict(connection.execute("SELECT event_id, state FROM inbox"))
        units = [unit for (unit,) in connection.execute("SELECT unit FROM ticket")]
        rows = dict(connection.execute("SELECT seq, state FROM outbox"))
        timers = connection.execute("SELECT COUNT(*) FROM timer").fetchone()[0]
        lane = connection.execute("SELECT head, tail FROM lane WHERE queue = 'telegram'").fetchone()
    assert {f"event-{number}" for what, number in said if what == "received"} <= set(events)
    assert {event for what, event in said if what == "handled"} <= set(units)
    assert {int(seq) for what, seq in said if what == "sent"} <= {
        seq for seq, state in rows.items() if state == "sent"
    }
    assert sorted(units) == sorted(event for event, state in events.items() if state == "done")
    assert len(units) == len(set(units)) == len(rows) == timers
    assert sorted(rows) == list(range(1, lane[1] + 1)), "numbers have no holes"
    assert all(rows[seq] == "sent" for seq in range(1, lane[0]))
    assert all(rows[seq] != "sent" for seq in range(lane[0], lane[1] + 1))
