"""The page's own words: four languages, the same keys, the same placeholders; and its files hold no surprises."""

from __future__ import annotations

import json
import re

import pytest

from sandbox.page.routes import STATIC

ENGLISH: dict[str, str] = json.loads((STATIC / "words" / "en.json").read_text(encoding="utf-8"))
SCRIPTS = sorted((STATIC / "js").rglob("*.js"))
USED = re.compile(r"""\bt\(\s*["']([\w.]+)["']""")


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


@pytest.mark.parametrize("language", ["fr", "vi", "zh"])
def test_a_language_has_every_text_with_its_placeholders(language: str) -> None:
    words: dict[str, str] = json.loads((STATIC / "words" / f"{language}.json").read_text(encoding="utf-8"))
    assert words.keys() == ENGLISH.keys()
    for key, text in ENGLISH.items():
        assert words[key].strip(), key
        assert placeholders(words[key]) == placeholders(text), key


def test_every_text_that_a_script_asks_for_exists() -> None:
    asked = {key for script in SCRIPTS for key in USED.findall(script.read_text(encoding="utf-8"))}
    assert len(asked) > 80
    assert asked - ENGLISH.keys() == set()


def test_apostrophes_and_quotation_marks_are_typographic() -> None:
    for language in ("fr", "en", "vi", "zh"):
        source = (STATIC / "words" / f"{language}.json").read_text(encoding="utf-8")
        assert "'" not in source, language
        assert '\\"' not in source, language


def test_no_text_becomes_html_and_nothing_is_fetched_from_elsewhere() -> None:
    for path in [*SCRIPTS, STATIC / "index.html", *(STATIC / "css").glob("*.css")]:
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|eval\(|dangerouslySet", source), (
            path
        )
        assert not re.search(r"""(?:src|href|url\(|from|fetch\()\s*=?\s*["'(`]?https?://""", source), path


def test_files_stay_small() -> None:
    for path in [*SCRIPTS, *(STATIC / "css").glob("*.css")]:
        assert len(path.read_text(encoding="utf-8").splitlines()) < 400, path
