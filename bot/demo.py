"""``palier demo``: the product beside the sandbox, in one process, with nothing to set up."""

from __future__ import annotations

import asyncio
import errno
import os
import sys
import tempfile
import webbrowser
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from bot.app import App, beside_former, build
from bot.clock import SystemClock
from bot.config import load_config
from bot.domain.directory import Directory, Role, Staff
from bot.domain.ids import OfficeKey
from bot.office.file import load_office
from examples import office_file
from sandbox.server import Sandbox
from sandbox.slack.identity import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from sandbox.story import tell
from sandbox.telegram.server import TOKEN


@asynccontextmanager
async def running(
    data: Path,
    *,
    port: int = 0,
    settings: Mapping[str, str] | None = None,
    at: datetime | None = None,
) -> AsyncIterator[tuple[Sandbox, App]]:
    """The sandbox with the office's people in it, and the product at work on it; ``settings`` are added to those that
    point it there, ``PALIER_OFFICE`` names another office than the example's. It begins ``at`` a moment, or now."""
    directory = load_office(Path((settings or {}).get("PALIER_OFFICE") or office_file()))
    async with Sandbox(port=port) as sandbox:
        ahead = at.timestamp() - sandbox.clock.now() if at else 0.0
        sandbox.clock.advance(ahead)
        await furnish(sandbox, directory)
        config = load_config(environment(sandbox, data) | dict(settings or {}), env_file=None)
        clock = SystemClock()
        clock.advance(ahead)
        known = await beside_former(config.database_url.get_secret_value(), directory)
        app = build(config, known, clock=clock)
        work = asyncio.ensure_future(app.run())
        listening = asyncio.ensure_future(app.listening.wait())
        try:
            await asyncio.wait([work, listening], return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                sandbox.inspector = app.address
                yield sandbox, app
        finally:
            listening.cancel()
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
        "PALIER_SMTP_URL": sandbox.mail.url,
        "PALIER_MAIL_FROM": "desk@palier.example",
        "PALIER_IMAP_URL": sandbox.mail.mailbox.url,
        "PALIER_IMAP_SECONDS": "0.5",
        "PALIER_DATA_DIR": str(data),
        "PALIER_HTTP_LISTEN": "127.0.0.1:0",
        "PALIER_OFFICE": str(office_file()),
        "PALIER_DEMO": "true",
    }


async def furnish(sandbox: Sandbox, directory: Directory) -> None:
    """Put the office's staff and channels into the sandbox's workspace: each in the channels of his work, managers in
    all of their office's, who has no manager in every office's; firms get their channel or their mailbox."""
    slack = sandbox.slack.actions()
    there = [member for member in directory.staff if member.slack]
    for member in there:
        title = TITLES[member.role] if member.manager else "Director"
        await slack["add_user"](name=member.name, id=member.slack, title=title)
    for department in directory.departments:
        members = [
            m.slack
            for m in there
            if m.department == department.key or _leads(directory, m, department.office)
        ]
        await slack["add_channel"](name=department.key, id=department.channel, members=members)
    for firm in directory.contractors:
        if firm.email:
            await sandbox.mail.actions()["add_mailbox"](address=firm.email, name=firm.name)
        if firm.channel:
            guest = f"U{firm.channel[1:]}"
            await slack["add_user"](name=firm.name, id=guest, guest=True)
            members = [m.slack for m in there if directory.office_of(m).key == firm.office]
            await slack["add_channel"](name=firm.key, id=firm.channel, members=[*members, guest])
    taken = {department.channel for department in directory.departments}
    for office in directory.offices:
        everybody = [m.slack for m in there if directory.office_of(m).key == office.key or not m.manager]
        leads = [m.slack for m in there if _leads(directory, m, office.key)]
        await slack["add_channel"](name=f"{office.key}-staff", id=office.staff_channel, members=everybody)
        if office.management_channel not in taken:
            await slack["add_channel"](
                name=f"{office.key}-management", id=office.management_channel, members=leads
            )


TITLES = {Role.AGENT: "Agent", Role.TECHNICIAN: "Technician", Role.MANAGER: "Manager"}


def _leads(directory: Directory, member: Staff, office: OfficeKey) -> bool:
    own = directory.office_of(member).key == office
    return member.manager is None or (own and member.role is Role.MANAGER)


async def play() -> int:
    """Tell the story; 0 when every step was seen to happen."""
    with tempfile.TemporaryDirectory(prefix="palier-") as data:
        async with running(Path(data)) as (sandbox, _):
            return 0 if await tell(sandbox, print) else 1


RESIDENTS = (
    ("Camille", "Moreau", "fr"),
    ("Ellen", "Baker", "en"),
    ("An", "Nguyễn", "vi"),
    ("伟", "王", "zh"),
)
"""Who lives in the demo, ready to write."""


async def stay(port: int) -> int:
    """Show the page until interrupted, or until the product fails: its failure is raised. A taken ``port`` gives way to
    a free one."""
    with tempfile.TemporaryDirectory(prefix="palier-") as data:
        try:
            return await _stay(Path(data), port)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or port == 0:
                raise
            return await _stay(Path(data), 0)


async def _stay(data: Path, port: int) -> int:
    async with running(data, port=port) as (sandbox, app):
        for name, last_name, language in RESIDENTS:
            await sandbox.telegram.actions()["add_resident"](
                name=name, last_name=last_name, language_code=language
            )
        print(f"Palier is at work: {sandbox.url}  (Ctrl-C ends it; nothing is kept)", flush=True)
        if sys.stdout.isatty() and any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
            await asyncio.to_thread(webbrowser.open, sandbox.url)
        await app.ended.wait()
    return 0
