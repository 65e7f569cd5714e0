"""Letters: what goes out by e-mail to people who are neither residents nor staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail in plain text; its address is the delivery's room. ``sender`` is the name it is signed with in the
    header, ``language`` the one it is written in; an answer to it brings ``token`` back."""

    subject: str
    text: str
    sender: str
    language: str
    token: str = ""
    kind: Literal["letter"] = "letter"
