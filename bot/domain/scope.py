"""Which requests a member of staff is shown in lists (row G1): what he may do with one is another question."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.directory import Directory, Role, Staff
from bot.domain.glance import Listed
from bot.domain.ids import DepartmentKey, OfficeKey, StaffKey


@dataclass(frozen=True, slots=True)
class Scope:
    """The requests of ``offices``; with a ``department`` only its own that were dispatched to it, and those that
    ``member`` has in hand."""

    member: StaffKey
    offices: tuple[OfficeKey, ...]
    department: DepartmentKey | None = None

    @property
    def everything(self) -> bool:
        """Whether he sees all departments of his offices."""
        return self.department is None

    def covers(self, ticket: Listed) -> bool:
        """Whether he is shown this request."""
        if ticket.office not in self.offices:
            return False
        if self.department is None or ticket.handler == self.member:
            return True
        return ticket.department == self.department and not ticket.in_review


def scope_of(directory: Directory, member: Staff) -> Scope:
    """A manager sees his whole office, and the offices of all managers below him; anybody else his department."""
    own = directory.office_of(member).key
    if member.role is not Role.MANAGER:
        return Scope(member.key, (own,), member.department)
    below = {directory.office_of(one).key for one in _managers_below(directory, member)}
    offices = [office.key for office in directory.offices if office.key in below and office.key != own]
    return Scope(member.key, (own, *offices))


def _managers_below(directory: Directory, member: Staff) -> set[Staff]:
    found: set[Staff] = set()
    level = {member}
    while level:
        keys = {one.key for one in level}
        level = {one for one in directory.staff if one.manager in keys and one.role is Role.MANAGER} - found
        found |= level
    return found
