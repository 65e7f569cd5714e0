"""Whether what somebody sees is what a transcript says."""

from __future__ import annotations

import re

from tests.scenario.desk import Desk


def fits(desk: Desk, pattern: str, text: str, language: str) -> bool:
    """Whether a text holds the words of a pattern, in order."""
    flat, at = " ".join(text.split()), 0
    source = re.sub(
        r"_\((.+?)\)",
        lambda m: re.sub(r"\{\w+\}", "…", desk.say(m[1].replace("\\n", "\n"), language)),
        pattern,
    )
    for words in " ".join(source.split()).split("…"):
        found = flat.find(words.strip(), at)
        if found < 0:
            return False
        at = found + len(words.strip())
    return True


def fits_buttons(desk: Desk, wanted: list[str], labels: list[str], language: str) -> bool:
    """Whether buttons are those of a list of patterns, in order; ``…`` stands for any number of them."""
    if not wanted:
        return not labels
    head, rest = wanted[0], wanted[1:]
    if head == "…":
        return any(fits_buttons(desk, rest, labels[skip:], language) for skip in range(len(labels) + 1))
    return (
        bool(labels)
        and fits(desk, head, labels[0], language)
        and fits_buttons(desk, rest, labels[1:], language)
    )
