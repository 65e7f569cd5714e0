"""What stories about technicians in Telegram begin with."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.domain.directory import Directory
from tests.scenario.desk import Desk, example_office

LEAK = "Water has been dripping from my kitchen ceiling since this morning"


async def code_for(desk: Desk, name: str, by: str = "THOMAS") -> str:
    """A manager asks for a code; what the technician types."""
    await desk.play(f"{by} types: /palier link {name}")
    shown = desk.slack.private[f"U0{by}"][-1]
    desk.looked[f"U0{by}"] = len(desk.slack.private[f"U0{by}"])
    found = re.search(r"/link (\S+)", shown)
    assert found, shown
    return found.group(1)


async def linked(desk: Desk, chat: str = "julien", name: str = "Julien", by: str = "THOMAS") -> None:
    """A technician opens the link in his Telegram."""
    code = await code_for(desk, name, by)
    await desk.play(f"""
        {chat} (fr): /start tech-{code}
        {chat} < Cette conversation est désormais celle de votre travail
        {by} < 🔗 … a relié une conversation Telegram
    """)


def without_slack(*keys: str) -> Directory:
    """The example office, in which these technicians are in Telegram only."""
    office = example_office()
    staff = tuple(replace(one, slack="", telegram=True) if one.key in keys else one for one in office.staff)
    return replace(office, staff=staff)
