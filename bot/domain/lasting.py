"""The office file beside what has left it: whoever knows a key still finds what it stood for (ADR 0043)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from itertools import chain
from typing import TypeVar

from bot.domain.chain import office_manager
from bot.domain.directory import Department, Directory, Keyed, Office, Residence, Topic, by_key
from bot.domain.ids import DepartmentKey, OfficeKey, ResidenceKey, TopicKey

_K = TypeVar("_K", bound=Keyed)


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries of an office file that requests name by their keys."""

    offices: tuple[Office, ...] = ()
    residences: tuple[Residence, ...] = ()
    departments: tuple[Department, ...] = ()
    topics: tuple[Topic, ...] = ()

    def and_older(self, older: Entries) -> Entries:
        """These, and those of ``older`` whose keys are not among them."""
        return Entries(
            (*self.offices, *_others(older.offices, self.offices)),
            (*self.residences, *_others(older.residences, self.residences)),
            (*self.departments, *_others(older.departments, self.departments)),
            (*self.topics, *_others(older.topics, self.topics)),
        )


@dataclass(frozen=True, slots=True)
class Lasting(Directory):
    """A directory that still knows what has left the office file, as it last stood there (``former``). Nothing of that
    is ever listed, but to who has it ``present`` already: only a lookup by its key finds it."""

    former: Entries = field(default=Entries())

    def office(self, key: OfficeKey) -> Office:
        """The office with this key, also one that has left the file."""
        return by_key(chain(self.offices, self.former.offices), key)

    def residence(self, key: ResidenceKey) -> Residence:
        """The residence with this key, also one that has left the file."""
        return by_key(chain(self.residences, self.former.residences), key)

    def department(self, key: DepartmentKey) -> Department:
        """The department with this key, also one that has left the file."""
        return by_key(chain(self.departments, self.former.departments), key)

    def topic(self, key: TopicKey) -> Topic:
        """The topic with this key, also one that has left the file."""
        return by_key(chain(self.topics, self.former.topics), key)

    def topics_for(
        self, office: OfficeKey, residence: ResidenceKey | None, *, present: TopicKey | None = None
    ) -> tuple[Topic, ...]:
        """The topics that can be chosen, with the one that is ``present``."""
        kept = tuple(one for one in self.former.topics if one.key == present)
        return (*Directory.topics_for(self, office, residence, present=present), *kept)

    def residences_for(
        self, office: OfficeKey | None = None, *, present: ResidenceKey | None = None
    ) -> tuple[Residence, ...]:
        """The residences that can be chosen, with the one that is ``present``."""
        kept = tuple(one for one in self.former.residences if one.key == present)
        return (*Directory.residences_for(self, office, present=present), *kept)


def entries_in_file(directory: Directory) -> Entries:
    """Those that stand in the office file."""
    return Entries(directory.offices, directory.residences, directory.departments, directory.topics)


def entries_of(directory: Directory) -> Entries:
    """All that it knows: those of the office file, then what has left it."""
    present = entries_in_file(directory)
    return present.and_older(directory.former) if isinstance(directory, Lasting) else present


def lasting(directory: Directory, known: Entries) -> Lasting:
    """A directory with those of the ``known`` entries beside it that have left it."""
    own = {each.name: getattr(directory, each.name) for each in fields(Directory)}
    present = entries_in_file(directory)
    former = Entries(
        tuple(_others(known.offices, present.offices)),
        tuple(_others(known.residences, present.residences)),
        tuple(_others(known.departments, present.departments)),
        tuple(_housed(directory, one) for one in _others(known.topics, present.topics)),
    )
    return Lasting(**own, former=former)


def _housed(directory: Directory, topic: Topic) -> Topic:
    """One whose department has gone, too, belongs where its office's manager works: a request of it may still come,
    from a form that was begun before."""
    stands = directory.has_department(topic.department, topic.office)
    if stands or not directory.has_office(topic.office):
        return topic
    return replace(topic, department=office_manager(directory, topic.office).department)


def _others(older: Iterable[_K], present: Iterable[_K]) -> Iterable[_K]:
    keys = {one.key for one in present}
    return (one for one in older if one.key not in keys)
