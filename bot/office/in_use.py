"""Requests that somebody still has to do with use entries of the office file: none of these may be missing from it, or
be another office's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.domain.directory import Directory
from bot.office.file import OfficeFileError, Problem


@dataclass(frozen=True, slots=True)
class InUse:
    """What ``number`` requests have in common, open ones or such as are to be asked about again."""

    office: str
    department: str
    topic: str
    residence: str | None
    number: int


SECTIONS = {"offices": "office", "departments": "department", "topics": "topic", "residences": "residence"}
"""The office file's sections, and the field of ``InUse`` that holds one of its keys."""
_RETIRE = "put it back; with retired = true nobody can choose it any more"
_REMEDIES = {
    "offices": "put it back, with its departments, until they are closed",
    "departments": "put it back; without topics it gets nothing new",
    "topics": _RETIRE,
    "residences": _RETIRE,
}


def check_in_use(file: Path, directory: Directory, used: Iterable[InUse]) -> None:
    """Raises OfficeFileError with every entry that requests use and the office file has not, or elsewhere."""
    problems = list(_problems(file, directory, list(used)))
    if problems:
        raise OfficeFileError(problems)


def _problems(file: Path, directory: Directory, used: list[InUse]) -> Iterator[Problem]:
    for section, field in SECTIONS.items():
        homes = {one.key: getattr(one, "office", one.key) for one in getattr(directory, section)}
        found: Counter[tuple[str, str]] = Counter()
        for one in used:
            key = getattr(one, field)
            if key is not None and homes.get(key) != one.office:
                found[key, one.office] += one.number
        for (key, office), number in sorted(found.items()):
            if key not in homes:
                wrong, remedy = f"there is no {key!r} any more", _REMEDIES[section]
            else:
                wrong = f"{key!r} is now of another office than {office!r}"
                remedy = "give it back to its office, and the other one an entry with a key of its own"
            yield Problem(str(file), 0, section, f"{wrong}, and {number} requests still need it", remedy)
