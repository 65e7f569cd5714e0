"""Open requests use entries of the office file: none of these may be missing from it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.domain.directory import Directory
from bot.office import OfficeFileError, Problem

InUse = Mapping[str, Mapping[str, int]]
"""By section, how many open requests use each of its keys."""

_REMEDIES = {
    "topics": "put it back; with retired = true nobody can choose it any more",
    "residences": "put it back; with retired = true nobody can choose it any more",
    "departments": "put it back; a department without topics gets no new requests",
    "offices": "put it back, with its departments, until its requests are closed",
}


def check_in_use(file: Path, directory: Directory, used: InUse) -> None:
    """Raises OfficeFileError with every key that open requests use and the office file has no more."""
    there = {
        "offices": {one.key for one in directory.offices},
        "departments": {one.key for one in directory.departments},
        "topics": {one.key for one in directory.topics},
        "residences": {one.key for one in directory.residences},
    }
    problems = [
        Problem(
            str(file), 0, section, f"there is no {key!r} any more, and {number} open requests need it", remedy
        )
        for section, remedy in _REMEDIES.items()
        for key, number in sorted(used.get(section, {}).items())
        if key not in there[section]
    ]
    if problems:
        raise OfficeFileError(problems)
