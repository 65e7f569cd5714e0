"""Where attachments are kept: by content hash, beside the database."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Stored:
    """A kept file: SHA-256 in hex, size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Looks:
    """What a file is by its content: its media type, "" for none of those that matter to us, and a picture's sides in
    pixels, 0 where its header does not tell them."""

    media_type: str = ""
    width: int = 0
    height: int = 0


class TooLarge(Exception):
    """The stream went past the limit; nothing was kept."""


class Files(Protocol):
    """A store of immutable files."""

    async def keep(self, content: AsyncIterator[bytes], *, at_most: int) -> Stored:
        """Write a stream to disk, at most ``at_most`` bytes. Raises TooLarge."""
        ...

    def path(self, sha256: str) -> Path | None:
        """Where a kept file is, None when it is not here."""
        ...

    async def look(self, sha256: str) -> Looks:
        """What a kept file is. Raises FileNotFoundError."""
        ...
