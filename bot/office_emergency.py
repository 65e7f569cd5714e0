"""What the office file must keep about the words for emergencies (row A5)."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.entry import LANGUAGES
from bot.office_checks import Draft
from bot.office_finding import Finding


def emergency_findings(draft: Draft) -> Iterator[Finding]:
    """Everything that breaks a rule, in no particular order."""
    for position, office in draft.offices.items():
        for language, text in office.emergency.items():
            loc = ("offices", position, "emergency", language)
            if language not in LANGUAGES:
                known = ", ".join(LANGUAGES)
                yield Finding(loc, f"{language!r} is not a language of Palier", f"use one of {known}")
            elif not text.strip():
                yield Finding(
                    loc, "is empty", "write the text, or remove the line: the usual one is told then"
                )
