"""The demo's stories on the real libraries and both databases: every step is seen to happen, in three languages."""

from __future__ import annotations

from pathlib import Path

from sandbox.story import tell
from tests.e2e.house import at_work


async def test_the_stories_are_told(database_url: str, tmp_path: Path) -> None:
    script: list[str] = []
    async with at_work(tmp_path, settings={"PALIER_DATABASE_URL": database_url}) as (sandbox, _):
        told = await tell(sandbox, script.append)
    assert told, "\n".join(script[-20:])
