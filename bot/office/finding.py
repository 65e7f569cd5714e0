"""A fault found in the office file."""

from __future__ import annotations

from dataclasses import dataclass

from bot.office.toml_lines import Loc


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: where, what, and how to mend it."""

    loc: Loc
    wrong: str
    remedy: str
