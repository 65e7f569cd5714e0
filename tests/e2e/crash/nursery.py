"""Forks Palier processes that die at a given boundary.

Importing the libraries takes seconds, so one process imports them and forks for each run. A boundary is the moment
before or after a statement, a commit, or a delivery. It serves at the socket whose path it is given, each caller in a
fork of its own. A caller writes JSON lines ``{"env": …, "kill_at": n, "paced": true}`` (``paced``: whether it keeps to
the platforms' paces) and is answered ``{"pid": …}`` at once, then ``{"ended": pid, "signal": n, "boundaries": [...]}``.
"""

from __future__ import annotations

import asyncio
import gc
import itertools
import json
import os
import signal
import socketserver
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiogram  # noqa: F401 - imported before the fork, as is all that follows

from bot.app import build
from bot.channels.slack import SlackChannel
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram.driver_aiogram import AiogramDriver  # noqa: F401
from bot.config import load_config
from bot.forms import registry
from bot.i18n import NAMES, Catalogues
from bot.logs import configure_logs
from bot.office.file import load_office
from bot.services.engine import worker
from storage import postgres, sqlite, statements


class Nursery(socketserver.ForkingMixIn, socketserver.UnixStreamServer):
    """Serves each caller in a fork of its own."""

    request_queue_size = 16


class Caller(socketserver.StreamRequestHandler):
    """One caller, whose runs follow each other."""

    def handle(self) -> None:
        """Serve until the caller goes."""
        for line in self.rfile:
            order = json.loads(line)
            record = Path(tempfile.mkstemp()[1])
            pid = os.fork()
            if pid == 0:
                _live(order["env"], order["kill_at"], record, paced=order["paced"])
            self._say({"pid": pid})
            _, status = os.waitpid(pid, 0)
            names = record.read_text().splitlines()
            record.unlink()
            self._say(
                {
                    "ended": pid,
                    "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
                    "boundaries": names,
                }
            )

    def _say(self, value: dict[str, Any]) -> None:
        self.wfile.write(json.dumps(value).encode() + b"\n")


def main(path: str) -> None:
    """Serve at this path until killed."""
    _read()
    gc.freeze()  # the collector of each run need not go through what was imported
    with Nursery(path, Caller) as serving:
        print("ready", flush=True)
        serving.serve_forever()


def _read() -> None:
    """What every run reads and none changes: dialogs, statements, texts."""
    registry.load("bot.dialogs")
    statements.load("sqlite")
    statements.load("postgresql")
    for language in NAMES:
        Catalogues().staff("", language)


def _live(env: dict[str, str], kill_at: int, record: Path, *, paced: bool) -> None:
    code = 1
    try:
        if not paced:
            TelegramChannel.pace = SlackChannel.pace = lambda *_: ()  # type: ignore[assignment, method-assign]
        _mine(kill_at, record)
        if env.get("PALIER_DATABASE_URL", "").startswith("postgresql:"):
            # There a dead process's leases end with time alone; on SQLite its successor ends them, and a short one only
            # ends while its own process is slow.
            worker.EVENT_LEASE = worker.DELIVERY_LEASE = timedelta(seconds=2)
        configure_logs("CRITICAL")
        config = load_config(env, env_file=None)
        app = build(config, load_office(config.office))

        async def run() -> None:
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, app.supervisor.stop)
            await app.run()

        asyncio.run(run())
        code = 0
    finally:
        os._exit(code)


def _mine(kill_at: int, record: Path) -> None:
    """Count the boundaries of our own classes and die at one of them."""
    out = record.open("w")
    passed = itertools.count(1)

    def pass_by(name: str) -> None:
        print(name, file=out, flush=True)
        if next(passed) == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(owner: type, method: str, name: Callable[..., str]) -> None:
        plain = getattr(owner, method)

        async def watched(*given: Any, **named: Any) -> Any:
            what = name(*given, **named)
            pass_by(f"before {what}")
            result = await plain(*given, **named)
            pass_by(f"after {what}")
            return result

        setattr(owner, method, watched)

    for session in (sqlite.SqliteSession, postgres.PostgresSession):
        around(session, "rows", lambda _, statement, **__: str(statement))
        around(session, "many", lambda _, statement, *__: str(statement))
    for database in (sqlite.SqliteDatabase, postgres.PostgresDatabase):
        around(database, "_commit", lambda *_, **__: "commit")
    for channel in (TelegramChannel, SlackChannel):
        around(channel, "deliver", lambda self, delivery: f"{self.name} {delivery.content.kind}")


if __name__ == "__main__":
    main(sys.argv[1])
