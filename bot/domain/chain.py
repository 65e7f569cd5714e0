"""Who is above whom: superiors, a department's supervisor, an office's manager (rows E5, section E's table)."""

from __future__ import annotations

from bot.domain.directory import Directory, Role, Staff
from bot.domain.ids import DepartmentKey, OfficeKey


def above(directory: Directory, member: Staff) -> tuple[Staff, ...]:
    """His superiors, the nearest first."""
    found: list[Staff] = []
    while (key := (found[-1] if found else member).manager) is not None:
        found.append(directory.member(key))
    return tuple(found)


def office_manager(directory: Directory, office: OfficeKey) -> Staff:
    """The manager whom nobody of the same office is above. Every office has a manager (``office_rules``)."""
    of_office = [one for one in directory.staff if directory.office_of(one).key == office]
    managers = [one for one in of_office if one.role is Role.MANAGER]
    top = [one for one in managers if not any(boss in managers for boss in above(directory, one))]
    return (top or managers)[0]


def supervisor(directory: Directory, department: DepartmentKey) -> Staff:
    """Who answers for a department: its own manager, else the nearest manager above its people, else the office's."""
    people = [one for one in directory.staff if one.department == department]
    chains = [boss for one in people for boss in above(directory, one)]
    found = [one for one in (*people, *chains) if one.role is Role.MANAGER]
    return found[0] if found else office_manager(directory, directory.department(department).office)


def may_decide_for(directory: Directory, member: Staff, author: Staff | None) -> bool:
    """Whether he decides about what ``author`` has asked for: his superiors do, any manager once the author has left
    the office file (None)."""
    return member.role is Role.MANAGER if author is None else member in above(directory, author)


def is_above_office(directory: Directory, member: Staff, office: OfficeKey) -> bool:
    """Whether somebody of this office has him for a superior, near or far."""
    people = [one for one in directory.staff if directory.office_of(one).key == office]
    return any(member in above(directory, one) for one in people)
