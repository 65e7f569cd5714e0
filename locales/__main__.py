"""Keep the catalogues in step with the source texts."""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot.domain.entry import LANGUAGES
from bot.i18n import placeholders

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS: dict[str, tuple[int, ...] | None] = {"N_": None, "NN_": (1, 2)}


def template() -> Catalog:
    """Every text marked in ``bot/``, with where it stands and its translators' comment."""
    catalogue = Catalog(project="Palier", charset="utf-8")
    found = extract_from_dir(
        ROOT / "bot",
        [("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    )
    for filename, _line, message, comments, _context in found:
        catalogue.add(message, locations=[(f"bot/{filename}", None)], auto_comments=comments)  # type: ignore[list-item]
    return catalogue


def path(language: str) -> Path:
    """The catalogue file of a language."""
    return ROOT / "locales" / language / "LC_MESSAGES" / "palier.po"


def update() -> None:
    """Add new texts (empty), drop those that are gone; English repeats its source."""
    for language in LANGUAGES:
        source = template()  # the catalogue takes its messages over: each language wants its own
        target = path(language)
        if target.exists():
            with target.open("rb") as file:
                catalogue = read_po(file, locale=language)
        else:
            catalogue = Catalog(locale=language, project="Palier", charset="utf-8")
        catalogue.update(source, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        if language == "en":
            for message in catalogue:
                if message.id:
                    message.string = message.id
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            write_po(file, catalogue, sort_output=True, width=100, omit_header=False)


def problems() -> list[str]:
    """What is missing or wrong, a line each."""
    found = []
    wanted = {
        message.id if isinstance(message.id, str) else tuple(message.id)
        for message in template()
        if message.id
    }
    for language in LANGUAGES:
        with path(language).open("rb") as file:
            catalogue = read_po(file, locale=language)
        have = {m.id if isinstance(m.id, str) else tuple(m.id): m for m in catalogue if m.id}
        found += [f"{language}: not in the catalogue: {id!r}" for id in wanted - have.keys()]
        found += [f"{language}: no longer used: {id!r}" for id in have.keys() - wanted]
        found += [f"{language}: {line}" for message in have.values() for line in _faults(message)]
    return sorted(found)


def _faults(message: Message) -> list[str]:
    strings = [message.string] if isinstance(message.string, str) else list(message.string)
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    if not all(strings):
        return [f"not translated: {ids[0]!r}"]
    if message.fuzzy:
        return [f"marked fuzzy: {ids[0]!r}"]
    wanted = placeholders(ids[-1])
    return [
        f"other placeholders: {ids[0]!r}"
        for each in strings
        if placeholders(each) - wanted or wanted - placeholders(each) - {"count"}
    ]


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update()
    elif sys.argv[1:] == ["check"]:
        lines = problems()
        print("\n".join(lines) or "the catalogues are complete")
        sys.exit(1 if lines else 0)
    else:
        sys.exit("usage: python -m locales update | check")
