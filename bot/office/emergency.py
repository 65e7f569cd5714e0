"""What the office file must keep about the words for emergencies (row A5)."""

from __future__ import annotations

from collections.abc import Iterator

from bot.office.checks import Draft, check_languages
from bot.office.finding import Finding


def emergency_findings(draft: Draft) -> Iterator[Finding]:
    """Everything that breaks a rule, in no particular order."""
    for position, office in draft.offices.items():
        for language, text in office.emergency.items():
            loc = ("offices", position, "emergency", language)
            yield from check_languages(loc, [language])
            if not text.strip():
                yield Finding(
                    loc, "is empty", "write the text, or remove the line: the usual one is told then"
                )
