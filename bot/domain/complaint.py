"""A complaint's code (row E1)."""

from __future__ import annotations

import re

from bot.domain.ticket import Severity


def serial_of(year: int, number: int) -> str:
    """The serial of an office's complaint ``number`` of a year: ``20260007``."""
    return f"{year}{number:04}"


def code_of(office: str, severity: Severity, problem: str, serial: str) -> str:
    """What the office's books call a complaint: ``PARIS-B-LIFT-20260007``. Only its serial never changes."""
    return f"{office}-{severity}-{problem}-{serial}"


REFERENCE = re.compile(r"\b[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}\b")
"""A ticket's reference among other words, as it was given out."""


def serial_in(word: str) -> str | None:
    """The serial in a code of now or of earlier, or in a bare serial; None for anything else."""
    found = re.fullmatch(r"(?:[A-Z0-9]+-[ABC]-[A-Z0-9]+-)?(\d{8,12})", word.strip().upper())
    return found[1] if found else None
