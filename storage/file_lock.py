"""A lock file that keeps a second process away from a SQLite file."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from storage.errors import StoreInUse

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class FileLock:
    """Held by one opener at a time, in this process or another; the system frees it when he dies."""

    def __init__(self, guarded: Path) -> None:
        self._guarded = guarded
        self._handle: int | None = None

    def take(self) -> None:
        """Raises StoreInUse when somebody else holds it."""
        handle = os.open(f"{self._guarded}.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            if sys.platform == "win32":
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            raise StoreInUse(self._guarded) from None
        self._handle = handle

    def free(self) -> None:
        """Let it go; harmless when not held."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
