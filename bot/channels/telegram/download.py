"""What every driver does alike with a file it downloads: how much may come, and how much must."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from typing import Any

from bot.ports.channel import SendFailed


def located(file: Mapping[str, Any], at_most: int) -> tuple[str, int | None]:
    """Path and size (bytes, where told) in getFile's File. Raises SendFailed for more than ``at_most`` bytes."""
    path, size = file.get("file_path"), file.get("file_size")
    if isinstance(size, int) and size > at_most:
        raise SendFailed("too_large", f"the file has {size} bytes, {at_most} are allowed")
    if not isinstance(path, str):
        raise SendFailed("gone", "Telegram names no path for the file")
    return path, size if isinstance(size, int) else None


async def capped(
    chunks: AsyncGenerator[bytes, None], size: int | None, at_most: int
) -> AsyncGenerator[bytes, None]:
    """The chunks, closed in the end. Raises SendFailed for more than ``at_most`` bytes, and for fewer than
    ``size``."""
    received = 0
    async with aclosing(chunks):
        async for chunk in chunks:
            received += len(chunk)
            if received > at_most:
                raise SendFailed("too_large", f"more than the {at_most} bytes allowed came")
            yield chunk
    if size is not None and received < size:
        raise SendFailed("unknown", f"only {received} of {size} bytes came")
