"""Attachments on disk: whole or not at all, found by what is in them."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.ports.files import Stored, TooLarge
from storage import DiskFiles


async def chunks(*parts: bytes, then: Exception | None = None) -> AsyncIterator[bytes]:
    """A stream of parts, and what breaks it off."""
    for part in parts:
        yield part
        await asyncio.sleep(0)  # noqa: TID251 - as a network would
    if then:
        raise then


def left_behind(root: Path) -> list[Path]:
    """Every file there is."""
    return [path for path in root.rglob("*") if path.is_file()]


async def test_a_file_is_found_by_its_hash(tmp_path: Path) -> None:
    files = DiskFiles(tmp_path / "files")
    stored = await files.keep(chunks(b"hello ", b"", b"world"), at_most=11)
    digest = hashlib.sha256(b"hello world").hexdigest()
    assert stored == Stored(digest, 11)
    path = files.path(digest)
    assert path == tmp_path / "files" / digest[:2] / digest[2:4] / digest
    assert path.read_bytes() == b"hello world"
    assert DiskFiles(tmp_path / "files").path(digest) == path


async def test_one_content_is_one_file(tmp_path: Path) -> None:
    files = DiskFiles(tmp_path)
    first, second = await asyncio.gather(*(files.keep(chunks(b"x" * 9), at_most=9) for _ in range(2)))
    assert first == second
    assert len(left_behind(tmp_path)) == 1


async def test_what_is_too_large_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(TooLarge):
        await DiskFiles(tmp_path).keep(chunks(b"12345", b"67890", b"1"), at_most=10)
    assert left_behind(tmp_path) == []


async def test_a_broken_stream_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ConnectionError):
        await DiskFiles(tmp_path).keep(chunks(b"12345", then=ConnectionError()), at_most=10)
    assert left_behind(tmp_path) == []


async def test_a_cancelled_one_leaves_nothing(tmp_path: Path) -> None:
    begun = asyncio.Event()

    async def unending() -> AsyncIterator[bytes]:
        yield b"x"
        begun.set()  # the first part is written: the next is asked for
        await asyncio.Event().wait()

    task = asyncio.ensure_future(DiskFiles(tmp_path).keep(unending(), at_most=1000))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert left_behind(tmp_path) == []


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "g" * 64, "AB" * 32, "ab" * 32])
def test_what_is_no_hash_or_not_here(tmp_path: Path, name: str) -> None:
    assert DiskFiles(tmp_path).path(name) is None
