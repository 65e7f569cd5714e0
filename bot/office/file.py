"""The office file (TOML): read, checked, and every fault named with its line and its remedy."""

from __future__ import annotations

import dataclasses
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.domain.directory import (
    Absence,
    Contractor,
    Department,
    Directory,
    Letter,
    Office,
    PolicyRule,
    Residence,
    Shift,
    Staff,
    Topic,
)
from bot.domain.errors import PalierError
from bot.domain.office_words import Explanation, Reply, TextOverride, TopicWords
from bot.office.checks import Draft, close_match
from bot.office.complaints import complaint_findings
from bot.office.emergency import emergency_findings
from bot.office.finding import Finding
from bot.office.policies import policy_findings
from bot.office.rules import findings
from bot.office.shifts import shift_findings
from bot.office.toml_lines import Loc, line_of, lines_of
from bot.office.topic_words import topic_words_findings

_SECTIONS: Mapping[str, type] = {
    "offices": Office,
    "residences": Residence,
    "departments": Department,
    "staff": Staff,
    "topics": Topic,
    "letters": Letter,
    "topic_words": TopicWords,
    "texts": TextOverride,
    "explanations": Explanation,
    "replies": Reply,
    "contractors": Contractor,
    "shifts": Shift,
    "policies": PolicyRule,
    "absences": Absence,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in the office file; ``line`` is 0 where the file itself can't be read."""

    file: str
    line: int
    key: str
    wrong: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (where, self.key, self.wrong) if part) + f" — {self.remedy}"


class OfficeFileError(PalierError):
    """The office file can't be used; ``str`` is one line for each problem, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.line)
        super().__init__("\n".join(map(str, self.problems)))


def load_office(path: Path) -> Directory:
    """Read the office file. Raises OfficeFileError with everything that is wrong in it."""
    return _checked(path, _text(path))


@lru_cache(maxsize=1)
def _checked(path: Path, text: str) -> Directory:
    """Once for the same words: the demonstration and the tests read the same file again and again."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OfficeFileError([_syntax_problem(path, text, error)]) from None
    try:
        directory: Directory | None = _adapter(Directory).validate_python(raw)
        shape: list[ErrorDetails] = []
    except ValidationError as error:
        directory, shape = None, error.errors(include_url=False)
    draft = _draft(raw, shape)
    faults = [
        *map(_shape_finding, shape),
        *findings(draft),
        *complaint_findings(draft),
        *emergency_findings(draft),
        *shift_findings(draft),
        *policy_findings(draft),
        *topic_words_findings(draft),
    ]
    if directory is None or faults:
        lines = lines_of(text)
        raise OfficeFileError(
            Problem(path.name, line_of(lines, fault.loc), _written(fault.loc), fault.wrong, fault.remedy)
            for fault in faults
        )
    return directory


def _text(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        wrong = f"can't be read: {error.strerror or error}"
        raise OfficeFileError(
            [Problem(str(path), 0, "", wrong, "check PALIER_OFFICE and who may read it")]
        ) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        problem = Problem(path.name, line, "", "holds bytes that are not UTF-8", "save the file as UTF-8")
        raise OfficeFileError([problem]) from None
    return unicodedata.normalize("NFC", text)


def _syntax_problem(path: Path, text: str, error: tomllib.TOMLDecodeError) -> Problem:
    what, _, place = str(error).partition(" (at ")
    line = re.match(r"line (\d+)", place)
    return Problem(
        path.name,
        int(line.group(1)) if line else text.count("\n") + 1,
        "",
        f"is not TOML: {what[:1].lower()}{what[1:]}",
        "look for a missing quote, bracket or comma here or just above, or a key written twice",
    )


def _draft(raw: Mapping[str, Any], shape: Iterable[ErrorDetails]) -> Draft:
    misshapen = {error["loc"][:length] for error in shape for length in (1, 2)}
    entries = {}
    for section, kind in _SECTIONS.items():
        entries[section] = {
            position: _adapter(kind).validate_python(entry)
            for position, entry in enumerate(_tables(raw, section))
            if (section, position) not in misshapen
        }
    keys = {section: set(_keys(_tables(raw, section))) for section in _SECTIONS}
    return Draft(**entries, keys=keys, broken={str(loc[0]) for loc in misshapen if loc})


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    """Making one takes longer than reading a file with it."""
    return TypeAdapter(kind)


def _tables(raw: Mapping[str, Any], section: str) -> list[Any]:
    value = raw.get(section)
    return value if isinstance(value, list) else []


def _keys(entries: list[Any]) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, dict) and isinstance(key := entry.get("key"), str):
            yield key


def _shape_finding(error: ErrorDetails) -> Finding:
    loc: Loc = tuple(part for part in error["loc"] if part != "[key]")
    name = loc[-1]
    match error["type"]:
        case "missing" if len(loc) == 1:
            return Finding(loc, "is missing", f"add at least one [[{name}]]")
        case "missing":
            return Finding(loc, "is missing", f"add {name} = …")
        case "unexpected_keyword_argument":
            meant = close_match(str(name), _settings(loc))
            return Finding(loc, "no such setting", f"did you mean {meant!r}?" if meant else "remove it")
        case "string_type":
            return Finding(loc, "is not text", f'put it between quotes: {_setting(name)}"…"')
        case "enum" | "literal_error":
            return Finding(loc, f"{error['input']!r} is not known", f"write {error['ctx']['expected']}")
        case "tuple_type" if len(loc) == 1:
            return Finding(loc, "is not a list of tables", f"write each entry below its own [[{name}]]")
        case "tuple_type":
            return Finding(loc, "is not a list", f'put it between brackets: {name} = ["…", "…"]')
        case "mapping_type" | "dict_type":
            return Finding(loc, "is not a text by language", f'write {name} = {{ en = "…", fr = "…", … }}')
        case "dataclass_type":
            return Finding(loc, "is not a table", f"write each entry below its own [[{loc[0]}]]")
        case kind:
            wrong, remedy = _VALUES.get(kind, (error["msg"], "see the example office file"))
            return Finding(loc, wrong, remedy.format(name=_setting(name)))


def _setting(name: object) -> str:
    """What stands before a value; nothing before one in a list."""
    return "" if isinstance(name, int) else f"{name} = "


_VALUES = {
    **dict.fromkeys(
        ("bool_parsing", "bool_type"),
        ("is neither true nor false", "write {name}true or {name}false"),
    ),
    **dict.fromkeys(
        ("int_parsing", "int_type", "int_from_float"),
        ("is not a whole number", "write it without quotes: {name}48"),
    ),
    **dict.fromkeys(
        ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"),
        ("is not a day", "write it without quotes: {name}2026-12-31"),
    ),
    **dict.fromkeys(
        ("decimal_type", "decimal_parsing"), ("is not a number", "write it without quotes: {name}150")
    ),
}
"""What is wrong with a value of another type, and its remedy."""


def _settings(loc: Loc) -> list[str]:
    kind = Directory if len(loc) == 1 else _SECTIONS[str(loc[0])]
    return [field.name for field in dataclasses.fields(kind)]


def _written(loc: Loc) -> str:
    """As people write it: ``departments[2].names.vi``."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in loc).removeprefix(".")
