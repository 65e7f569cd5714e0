"""What staff see of a complaint on its card: kind, code, severity, what its author asks for, what was found."""

from __future__ import annotations

from collections.abc import Callable

from bot.domain.audience import N_
from bot.domain.directory import Office
from bot.domain.text import shortened
from bot.domain.ticket import Kind, Severity, Ticket
from bot.services.house import House

KINDS = {
    Kind.REQUEST: N_("request"),
    Kind.COMPLAINT: N_("complaint"),
    Kind.SUGGESTION: N_("suggestion"),
    Kind.QUESTION: N_("question"),
}
"""Kinds in words for staff."""

SEVERITIES = {
    Severity.A: N_("A – grave: normal life, property or safety at stake"),
    Severity.B: N_("B – ordinary, or a larger failure of service"),
    Severity.C: N_("C – minor"),
}
"""Severities in words for staff (section E)."""

SHORT = 180
"""Characters of a field at most; the whole is in the history."""


def shown(house: House, office: Office, ticket: Ticket) -> list[tuple[str, str]]:
    """The fields of the card that only some tickets have, in their order."""

    def say(msgid: str) -> str:
        return house.staff_says(office, msgid)

    found: list[tuple[str, str]] = []
    if ticket.kind is not Kind.REQUEST:
        found.append((say(N_("Kind")), say(KINDS[ticket.kind])))
    if ticket.code is not None:
        found.append((say(N_("Code")), ticket.code))
    if ticket.severity is not None:
        proposed = N_("{severity} (proposed)")
        words = house.staff_says(office, proposed, severity=ticket.severity)
        found.append((say(N_("Severity")), words if ticket.severity_proposed else ticket.severity))
    return [*found, *_complaint(ticket, say)]


def _complaint(ticket: Ticket, say: Callable[[str], str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    if ticket.wish:
        found.append((say(N_("Asks for")), shortened(ticket.wish, SHORT)))
    if ticket.wish_by:
        found.append((say(N_("By when")), shortened(ticket.wish_by, SHORT)))
    if ticket.valid is not None:
        found.append((say(N_("Judged")), say(N_("valid") if ticket.valid else N_("invalid"))))
    if ticket.cause:
        found.append((say(N_("Cause")), shortened(ticket.cause, SHORT)))
    if ticket.solution:
        found.append((say(N_("Solution")), shortened(ticket.solution, SHORT)))
    return found
