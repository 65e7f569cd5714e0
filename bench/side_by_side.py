"""The product beside a bare relay, in one run on one machine: compare the ratios, not the figures.

Run: ``python -m bench.side_by_side [--messages N] [--rounds N] [--sizes 10000,100000,1000000] [--only WORD …]``. The
sandbox is a process of its own, and so is each contender; times are the sandbox's own, from *a person writes* to *the
other person sees it*. Of several rounds the table has the medians.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import psutil
from aiohttp import ClientSession

from bench.databases import Database, PostgresqlFile, SqliteFile, postgresql_server
from bench.people import CHANNEL, Control, Office, answering, connected, delays, furnish, rate
from examples import office_file
from sandbox.slack.identity import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from sandbox.telegram.server import TOKEN

HERE = Path(__file__).parent
PORT = 8431
LIBRARIES = ("aiogram", "ptb")


@dataclass(frozen=True)
class Contender:
    """A program and what it runs on; the bare relay has no database."""

    library: str
    database: Database | None = None
    tickets: int = 0

    def __str__(self) -> str:
        if self.database is None:
            return f"bare relay, {self.library}"
        old = f", {self.tickets:,} old tickets" if self.tickets else ""
        return f"Palier, {self.library}, {self.database.name}{old}"

    @property
    def script(self) -> str:
        """Its file."""
        return "unpaced.py" if self.database else f"bare_relay_{self.library}.py"


@dataclass(frozen=True)
class Result:
    """What was measured of one contender: seconds, messages a second, milliseconds, megabytes."""

    start: float
    rate_in: float
    rate_out: float
    p50: float
    p99: float
    p50_at_100: float
    p99_at_100: float
    cpu: float
    rss: float


@contextmanager
def process(*command: str, env: dict[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    """A child that ends with the block."""
    child = subprocess.Popen(  # noqa: S603 - our own programs
        command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield child
    finally:
        child.kill()
        child.wait()


async def contend(contender: Contender, messages: int) -> Result:
    """Start a contender and measure it."""
    with ExitStack() as stack:
        data = stack.enter_context(tempfile.TemporaryDirectory())
        env = environment(contender, data)
        if contender.database is not None:
            env["PALIER_DATABASE_URL"] = await contender.database.prepare(Path(data), contender.tickets)
        stack.enter_context(process(sys.executable, "-m", "sandbox", str(PORT)))
        async with ClientSession() as session:
            control = Control(session, f"http://127.0.0.1:{PORT}")
            await answering(control)
            await furnish(control)
            began = time.perf_counter()
            child = stack.enter_context(process(sys.executable, str(HERE / contender.script), env=env))
            await connected(control)
            start = time.perf_counter() - began
            office = Office(control)
            await office.move_in(product=contender.database is not None)
            return await _measure(control, psutil.Process(child.pid), office, messages, start)


async def _measure(
    control: Control, child: psutil.Process, office: Office, messages: int, start: float
) -> Result:
    before = _cpu(child)
    rate_in = await rate(control, office.write, "in", "slack", messages)
    rate_out = await rate(control, office.answer, "out", "telegram", messages)
    await asyncio.sleep(1)  # noqa: TID251 - its marks still go out
    cpu = (_cpu(child) - before) / (2 * messages)
    at_20 = await delays(control, office.write, 20, 100_000, min(messages, 200))
    at_100 = await delays(control, office.write, 100, 200_000, min(messages, 400))
    rss = child.memory_info().rss / 2**20
    return Result(start, rate_in, rate_out, *at_20, *at_100, cpu * 1000, rss)


def _cpu(child: psutil.Process) -> float:
    times = child.cpu_times()
    return float(times.user + times.system)


def environment(contender: Contender, data: str) -> dict[str, str]:
    """The settings of a contender's process."""
    base = f"http://127.0.0.1:{PORT}"
    office = Path(data) / "office.toml"
    unlimited = "flood_per_minute = 1000000\ninternal_signs ="  # here every message is shown singly
    office.write_text(office_file().read_text("utf-8").replace("internal_signs =", unlimited), "utf-8")
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(sys.path),
        "BENCH_CHANNEL": CHANNEL,
        "PALIER_TELEGRAM_TOKEN": TOKEN,
        "PALIER_TELEGRAM_API_BASE": f"{base}/telegram",
        "PALIER_SLACK_BOT_TOKEN": BOT_TOKEN,
        "PALIER_SLACK_APP_TOKEN": APP_TOKEN,
        "PALIER_SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "PALIER_SLACK_API_BASE": f"{base}/slack/api/",
        "PALIER_TELEGRAM_DRIVER": contender.library,
        "PALIER_DATA_DIR": data,
        "PALIER_HTTP_LISTEN": "127.0.0.1:0",
        "PALIER_OFFICE": str(office),
    }


def _median(results: list[Result]) -> Result:
    return Result(*(statistics.median(getattr(one, each.name) for one in results) for each in fields(Result)))


def _contenders(sizes: list[int], server: str) -> list[Contender]:
    small = [
        Contender(library, database)
        for library in LIBRARIES
        for database in (None, SqliteFile(), PostgresqlFile(server))
    ]
    return small + [Contender("aiogram", SqliteFile(), tickets) for tickets in sizes]


def _options() -> Any:
    parser = argparse.ArgumentParser(description="The product beside a bare relay.")
    parser.add_argument("--messages", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--only", nargs="*", default=[], help="contenders whose name has one of these words")
    return parser.parse_args()


def main() -> None:
    """Measure and print a table."""
    options = _options()
    sizes = [int(size) for size in options.sizes.split(",") if size]
    with postgresql_server() as server:
        chosen = [
            one
            for one in _contenders(sizes, server)
            if not options.only or any(word in str(one) for word in options.only)
        ]
        results: dict[str, list[Result]] = {str(one): [] for one in chosen}
        for _ in range(options.rounds):
            for one in chosen:
                results[str(one)].append(asyncio.run(contend(one, options.messages)))
                print(f"{one}: {results[str(one)][-1]}", file=sys.stderr)
    print(f"\n{options.rounds} rounds, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    print(
        "| | in msg/s | out msg/s | 20/s p50 ms | p99 | 100/s p50 ms | p99 | CPU ms/msg | RSS MB | start s |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for name, r in ((name, _median(measured)) for name, measured in results.items()):
        print(
            f"| {name} | {r.rate_in:.0f} | {r.rate_out:.0f} | {r.p50:.1f} | {r.p99:.0f} | {r.p50_at_100:.1f} "
            f"| {r.p99_at_100:.0f} | {r.cpu:.2f} | {r.rss:.0f} | {r.start:.1f} |"
        )


if __name__ == "__main__":
    main()
