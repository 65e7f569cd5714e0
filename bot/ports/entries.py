"""What has ever stood in the office file, as it last stood there."""

from __future__ import annotations

from typing import Protocol

from bot.domain.lasting import Entries


class KnownEntries(Protocol):
    """Entries that requests may name by their keys."""

    async def remember(self, entries: Entries) -> None:
        """As they stand now; others that were known stay as they were."""
