"""A newcomer finds everything: each use case is in the index, each row that a docstring names is explained."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.services.engine.timers import TIMERS

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"\b[A-G]\d{1,2}\b")


def section(page: str, heading: str) -> str:
    """A part of a page of the documentation, from its heading to the next one."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def test_every_use_case_is_in_the_index_once() -> None:
    services = ROOT / "bot" / "services"
    modules = sorted(
        (path.parent.name, path.stem) for path in services.glob("*/*.py") if path.stem != "__init__"
    )
    index = section("architecture.md", "The use cases")
    rows = re.findall(r"^\| `services/(\w+)` \|[^|]+\| (.+) \|$", index, re.M)
    assert (
        sorted((folder, name) for folder, names in rows for name in re.findall(r"`(\w+)`", names)) == modules
    )


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda page: page.name)
def test_every_module_that_a_page_names_is_there(page: Path) -> None:
    named = re.findall(r"`(services/[\w/]+\.py)`", page.read_text(encoding="utf-8"))
    assert [one for one in named if not (ROOT / "bot" / one).is_file()] == []


@pytest.mark.parametrize("folder", ["bot", "storage", "sandbox", "tests", "docs"])
def test_every_row_that_is_named_is_explained(folder: str) -> None:
    page = (ROOT / "docs" / "requirements.md").read_text(encoding="utf-8")
    explained = {
        row for cells in re.findall(r"^\| \*?([A-G]\d[^|]*?)\*? \|", page, re.M) for row in ROW.findall(cells)
    }
    named = {
        row
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".md")
        for said in re.findall(
            r"\brows?\s+((?:[A-G]\d{1,2}(?:,\s+|-|\s+and\s+)?)+)", path.read_text(encoding="utf-8")
        )
        for row in ROW.findall(said)
    }
    assert named <= explained


def logged() -> Iterator[tuple[str, str]]:
    """(level, event) of every line that the product logs by an event's name."""
    for path in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="log"), attr=level),
                    args=[ast.Constant(value=str(event)), *_],
                ):
                    yield level, event


def test_every_warning_is_explained_to_the_operator() -> None:
    told = set(
        re.findall(
            r"`([a-z_.]+)`", "".join(re.findall(r"^\| (`[^|]+)\|", section("operations.md", "Logs"), re.M))
        )
    )
    assert {event for level, event in logged() if level in ("warning", "error", "exception")} <= told
    assert told <= {event for _, event in logged()}


def test_every_timer_and_every_destination_is_explained() -> None:
    page = section("architecture.md", "Inbox, lanes, outbox, timers")
    told = set(re.findall(r"`([a-z_.]+)(?::[A-Z:]+)?`", page))
    addresses = (ROOT / "bot" / "domain" / "addresses.py").read_text(encoding="utf-8")
    destinations = set(re.findall(r'Destination\(f"([a-z]+):', addresses))
    assert set(TIMERS) <= told
    assert destinations <= told
