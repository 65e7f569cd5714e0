"""Nothing sensitive in the logs at DEBUG, on both drivers, while files can't be fetched and calls fail.

Looked at twice: what the logs say, and what they would say without the filter that takes secrets out.
"""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot.logs import configure_logs
from sandbox.faults import Fault
from sandbox.server import Sandbox
from sandbox.slack.identity import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from sandbox.stage import Stage
from sandbox.telegram.server import TOKEN
from tests.e2e.house import at_work

E_MAIL = "camille.moreau@example.org"
TOKENS = [TOKEN, TOKEN.replace(":", "%3A"), TOKEN.partition(":")[2], BOT_TOKEN, APP_TOKEN, SIGNING_SECRET]
ADDRESSES = ["/file/bot", "/files-pri/", "/hooks/", "ticket="]


@dataclass
class Logs:
    """What was logged: as it is written, and before the filter."""

    written: io.StringIO
    unfiltered: io.StringIO


@pytest.fixture
def logs() -> Iterator[Logs]:
    """The product's own logging at DEBUG; what it changes in the process is put back."""
    root, hook = logging.getLogger(), sys.excepthook
    handlers, level, logging_before = root.handlers[:], root.level, structlog.get_config()
    root.handlers = []
    kept = Logs(io.StringIO(), io.StringIO())
    configure_logs("DEBUG", stream=kept.written)
    unfiltered = logging.StreamHandler(kept.unfiltered)
    unfiltered.setFormatter(logging.Formatter("%(name)s %(message)s %(exc_text)s"))
    root.addHandler(unfiltered)
    yield kept
    logging.captureWarnings(capture=False)
    structlog.configure(**logging_before)
    root.handlers, sys.excepthook = handlers, hook
    root.setLevel(level)


def fault(sandbox: Sandbox, side: str, method: str, kind: Any, **more: Any) -> None:
    sandbox.faults.add(Fault(side, method, kind, **more))  # type: ignore[arg-type]


async def trouble(sandbox: Sandbox) -> None:
    """A resident whose photo can't be fetched, staff whose file is a login page, and calls that fail."""
    stage = Stage(sandbox, lambda _: None)
    camille = await stage.resident("Camille", "Moreau", "fr")
    fault(sandbox, "telegram", "file", "error", status=404, description="Not Found", times=None)
    fault(sandbox, "telegram", "sendMessage", "reset_before")
    fault(sandbox, "telegram", "getUpdates", "html", status=502, description="Bad Gateway")
    fault(sandbox, "telegram", "answerCallbackQuery", "lost_answer")
    fault(sandbox, "slack", "chat.postMessage", "truncate")
    await stage.sends_photo(camille, f"De l’eau coule du plafond, écrivez à {E_MAIL}")
    await stage.taps(camille, "Camille Moreau")
    await stage.taps(camille, "Les Cèdres")
    await stage.hears(camille, "appartement")
    await stage.writes(camille, "B12")
    await stage.taps(camille, "Fuite d’eau")
    await stage.taps(camille, "Passer")
    await stage.taps(camille, "C’est tout")
    await stage.taps(camille, "Envoyer")
    thread = await stage.finds("C0TECH001", "De l’eau coule")
    await sandbox.journal.wait_for(lambda e: (e.kind, e.name) == ("call", "file"))
    await stage.posts("Marc Petit", thread, f"Vu, je réponds à {E_MAIL}")
    await stage.hears(camille, "Vu, je réponds")
    slack = sandbox.slack.actions()
    await slack["set_scopes"](
        scopes=[scope for scope in await slack["set_scopes"]() if scope != "files:read"]
    )
    plan = {"name": "plan.pdf", "mime": "application/pdf", "size": 1000}
    await slack["post"]("Marc Petit", thread.channel, "le plan", thread.ts, files=[plan])
    await sandbox.journal.wait_for(lambda e: (e.kind, e.name) == ("answer", "files.info"))


@pytest.mark.parametrize("driver", ["aiogram", "ptb"])
async def test_nothing_sensitive_at_debug(logs: Logs, tmp_path: Path, driver: str) -> None:
    settings = {"PALIER_TELEGRAM_DRIVER": driver, "PALIER_LOG_LEVEL": "DEBUG"}
    async with at_work(tmp_path, settings=settings) as (sandbox, _):
        await trouble(sandbox)
    written, unfiltered = logs.written.getvalue(), logs.unfiltered.getvalue()
    assert written
    assert not [part for part in (*TOKENS, *ADDRESSES, E_MAIL) if part in written]
    assert not [part for part in (*TOKENS, *ADDRESSES) if part in unfiltered]
    assert "De l’eau coule" not in unfiltered, "what residents write is no matter for logs"
