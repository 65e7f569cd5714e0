"""``palier demo``: the product beside the sandbox, in one process, with nothing to set up."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import App, build
from bot.config import load_config
from bot.domain.directory import Directory
from bot.office import load_office
from examples import office_file
from sandbox.server import Sandbox
from sandbox.slack.identity import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from sandbox.story import tell
from sandbox.telegram.server import TOKEN


@asynccontextmanager
async def running(
    data: Path, *, port: int = 0, settings: Mapping[str, str] | None = None
) -> AsyncIterator[tuple[Sandbox, App]]:
    """The sandbox with the example office's people in it, and the product at work on it; ``settings`` are added to
    those that point it there."""
    directory = load_office(office_file())
    async with Sandbox(port=port) as sandbox:
        await furnish(sandbox, directory)
        app = build(load_config(environment(sandbox, data) | dict(settings or {}), env_file=None), directory)
        work = asyncio.ensure_future(app.run())
        try:
            await asyncio.wait(
                [work, asyncio.ensure_future(app.listening.wait())], return_when=asyncio.FIRST_COMPLETED
            )
            sandbox.inspector = app.address
            yield sandbox, app
        finally:
            app.supervisor.stop()
            await work


def environment(sandbox: Sandbox, data: Path) -> dict[str, str]:
    """The settings that point the product at a sandbox."""
    return {
        "PALIER_TELEGRAM_TOKEN": TOKEN,
        "PALIER_TELEGRAM_API_BASE": sandbox.telegram_base,
        "PALIER_SLACK_BOT_TOKEN": BOT_TOKEN,
        "PALIER_SLACK_APP_TOKEN": APP_TOKEN,
        "PALIER_SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "PALIER_SLACK_API_BASE": sandbox.slack_base,
        "PALIER_DATA_DIR": str(data),
        "PALIER_HTTP_LISTEN": "127.0.0.1:0",
        "PALIER_OFFICE": str(office_file()),
        "PALIER_DEMO": "true",
    }


async def furnish(sandbox: Sandbox, directory: Directory) -> None:
    """Put the office's staff and channels into the sandbox's workspace."""
    slack = sandbox.slack.actions()
    for member in directory.staff:
        await slack["add_user"](name=member.name, id=member.slack)
    rooms = {department.channel: str(department.key) for department in directory.departments}
    for office in directory.offices:
        rooms[office.staff_channel] = f"{office.key}-staff"
        rooms[office.management_channel] = f"{office.key}-management"
    everybody = [member.slack for member in directory.staff]
    for room, name in rooms.items():
        await slack["add_channel"](name=name, id=room, members=everybody)


async def play() -> int:
    """Tell the story; 0 when every step was seen to happen."""
    with tempfile.TemporaryDirectory(prefix="palier-") as data:
        async with running(Path(data)) as (sandbox, _):
            return 0 if await tell(sandbox, print) else 1


async def stay(port: int = 8081) -> int:
    """Keep running until interrupted, for use through the control API."""
    with tempfile.TemporaryDirectory(prefix="palier-") as data:
        async with running(Path(data), port=port) as (sandbox, _):
            print(
                f"Palier runs on a sandbox at {sandbox.url}; its control API is {sandbox.url}/control. Ctrl-C ends it."
            )
            await asyncio.Event().wait()
    return 0
