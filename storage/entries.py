"""What has ever stood in the office file: one text, since it is always read as a whole."""

from __future__ import annotations

from bot.domain.lasting import Entries
from storage.codec import dumps, loads
from storage.database import Session

OFFICE_FILE = "office file"
"""What it is called among the things that are remembered."""


class SqlEntries:
    """``bot.ports.entries.KnownEntries`` on a session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def remember(self, entries: Entries) -> None:
        """Beside those that were known."""
        row = await self._session.row("shown_get", what=OFFICE_FILE)
        before = entries_in(str(row["text"])) if row else Entries()
        after = entries.and_older(before)
        if row is None or after != before:
            await self._session.run("shown_put", what=OFFICE_FILE, text=dumps(after))


def entries_in(text: str) -> Entries:
    """The entries that a text holds."""
    entries: Entries = loads(Entries, text)
    return entries
