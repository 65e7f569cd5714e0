"""Attachments on disk, by what is in them."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import string
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import BinaryIO

from bot.ports.files import Looks, Stored, TooLarge
from storage import looks

_HEX = frozenset(string.hexdigits.lower())


class DiskFiles:
    """``bot.ports.files.Files`` in a folder: ``ab/cd/abcd…`` holds the bytes whose SHA-256 is ``abcd…``.

    A file appears under its name only when it is whole and on the disk; replicas may share the folder.
    """

    def __init__(self, root: Path) -> None:
        self._root = root

    async def keep(self, content: AsyncIterator[bytes], *, at_most: int) -> Stored:
        """Write a stream of at most ``at_most`` bytes. Raises TooLarge; whatever goes wrong leaves nothing
        behind."""
        digest, size = hashlib.sha256(), 0
        await asyncio.to_thread(self._root.mkdir, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".incoming-", dir=self._root)
        try:
            with os.fdopen(handle, "wb") as file:
                async for chunk in content:
                    size += len(chunk)
                    if size > at_most:
                        raise TooLarge(f"more than {at_most} bytes")
                    digest.update(chunk)
                    await asyncio.to_thread(file.write, chunk)
                await asyncio.to_thread(_to_disk, file)
            await asyncio.to_thread(self._move, Path(name), digest.hexdigest())
        finally:
            _forget(Path(name))
        return Stored(digest.hexdigest(), size)

    def path(self, sha256: str) -> Path | None:
        """Where a kept file is, None when it is not here or ``sha256`` is no hash."""
        if len(sha256) != 64 or not _HEX.issuperset(sha256):
            return None
        path = self._path(sha256)
        return path if path.is_file() else None

    async def look(self, sha256: str) -> Looks:
        """What a kept file is by its first bytes. Raises FileNotFoundError."""
        return await asyncio.to_thread(looks.look, self._path(sha256))

    def _path(self, sha256: str) -> Path:
        return self._root / sha256[:2] / sha256[2:4] / sha256

    def _move(self, incoming: Path, sha256: str) -> None:
        path = self._path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        incoming.replace(path)
        if hasattr(os, "O_DIRECTORY"):  # not on Windows
            folder = os.open(path.parent, os.O_DIRECTORY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)


def _forget(incoming: Path) -> None:
    incoming.unlink(missing_ok=True)


def _to_disk(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def writable(path: Path) -> None:
    """Raises OSError, with where and why, when this user can't write to a file or folder, nor make it."""
    there = next(one for one in (path, *path.absolute().parents) if one.exists())
    if there != path and not there.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(there))
    if not os.access(there, os.R_OK | os.W_OK | (os.X_OK if there.is_dir() else 0)):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(there))
