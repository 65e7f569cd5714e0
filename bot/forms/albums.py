"""The parts of an album in a form: they stand in the order they were sent in, however they come (row A4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.domain.audience import N_, Phrase
from bot.domain.text import replaced
from bot.forms.fields import files_kept
from bot.forms.model import FormState, Sent

Files = tuple[Mapping[str, Any], ...]


def joined(files: Files, more: Files) -> Files:
    """Files with more of them: each before the later parts of its album, else behind all."""
    kept = list(files)
    for file in more:
        later = (at for at, other in enumerate(kept) if _same(file, other) and _order(other) > _order(file))
        kept.insert(next(later, len(kept)), file)
    return tuple(kept)


def among(text: str, files: Files, part: Sequence[Mapping[str, Any]], words: str) -> str | None:
    """A text with the ``words`` of a part of an album next to those of its neighbours there; None where the text has
    none of them."""
    others = [file for file in files if part and _same(part[0], file) and str(file.get("words", "")).strip()]
    after = [str(file["words"]) for file in others if _order(file) > _order(part[0])]
    before = [str(file["words"]) for file in reversed(others) if _order(file) < _order(part[0])]
    for near in after:
        if (whole := replaced(text, near, f"{words}\n{near.strip()}")) is not None:
            return whole
    for near in before:
        if (whole := replaced(text, near, f"{near.strip()}\n{words}")) is not None:
            return whole
    return None


def _same(file: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return file.get("album") is not None and file.get("album") == other.get("album")


def _order(file: Mapping[str, Any]) -> tuple[int, str]:
    """Platforms count their messages: the longer number is the later one."""
    number = str(file.get("part", ""))
    return len(number), number


def holds(state: FormState, album: str) -> bool:
    """Whether a part of this album was let in."""
    return any(file.get("album") == album for file in state.files)


def all_kept(state: FormState, given: Sent) -> Phrase:
    """That they have arrived. Of an album the first part is answered, before anybody knows how many more come."""
    if given.album is not None:
        return Phrase(N_("Received, thank you: all that you sent together is kept."))
    return Phrase(N_("Received, thank you: {files} so far."), {"files": files_kept(len(state.files))})
