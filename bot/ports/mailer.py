"""Letters: what goes out by e-mail to people who are neither residents nor staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MAIL = "email"
"""The channel of letters."""


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail in plain text; its address is the delivery's room. ``sender`` is the name it is signed with in the
    header, ``language`` the one it is written in; an answer to it brings ``token`` back. ``calendar`` is a calendar
    file that goes with it (RFC 5545)."""

    subject: str
    text: str
    sender: str
    language: str
    token: str = ""
    calendar: str = ""
    kind: Literal["letter"] = "letter"
