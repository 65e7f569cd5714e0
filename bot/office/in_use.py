"""Requests use entries of the office file. What has left it stands beside it as it last stood there (ADR 0043); an
office or a department that somebody still has to do with may not be missing, nor anything be another office's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bot.domain.directory import Department, Directory, Residence, Topic
from bot.domain.ids import DepartmentKey, OfficeKey, ResidenceKey, TopicKey
from bot.domain.lasting import Entries, Lasting, entries_in_file, entries_of, lasting
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


def check_in_use(
    file: Path, directory: Directory, used: Iterable[InUse], remembered: Entries
) -> tuple[str, ...]:
    """Raises OfficeFileError with every entry that requests use and the office file has not, or elsewhere. A topic or a
    residence that is remembered may be taken out, which retires it: a line for each that requests go on with."""
    used = list(used)
    present = entries_in_file(directory)
    ever = present.and_older(remembered)
    problems = list(_problems(file, replace(present, topics=ever.topics, residences=ever.residences), used))
    if problems:
        raise OfficeFileError(problems)
    return tuple(
        f"{problem.key}: {problem.wrong.partition(',')[0]}; requests go on with it as it last stood"
        for problem in _problems(file, present, used)
    )


def with_former(directory: Directory, remembered: Entries, used: Iterable[InUse]) -> Lasting:
    """The directory, with all beside it that ever stood there; of what left it before anything was ``remembered``, and
    requests still name, no more is known than its key."""
    known = lasting(directory, remembered)
    for one in used:
        if not any(one.office == office.key for office in entries_of(known).offices):
            continue
        known = lasting(directory, entries_of(known).and_older(_bare(known, one)))
    return known


def _bare(known: Directory, used: InUse) -> Entries:
    office = known.office(OfficeKey(used.office))
    department, names = DepartmentKey(used.department), {office.language: used.department}
    residence = ResidenceKey(used.residence) if used.residence else None
    topic = TopicKey(used.topic)
    return Entries(
        departments=(Department(department, office.key, office.management_channel, names),),
        topics=(Topic(topic, office.key, "management", department, {office.language: topic}, retired=True),),
        residences=(Residence(residence, office.key, residence, residence, retired=True),)
        if residence
        else (),
    )


def _problems(file: Path, there: Entries, used: list[InUse]) -> Iterator[Problem]:
    for section, field in SECTIONS.items():
        homes = {one.key: getattr(one, "office", one.key) for one in getattr(there, section)}
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
