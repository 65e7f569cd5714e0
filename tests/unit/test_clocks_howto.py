"""The how-to page of the clocks shows what the office file takes: each of its examples, put into the example file."""

from __future__ import annotations

import re
from pathlib import Path

from bot.office.file import load_office
from examples import office_file

PAGE = Path(__file__).resolve().parents[2] / "docs" / "howto" / "set-the-clocks.md"
SECOND_OFFICE = '[[offices]]\nkey = "saigon"'


def test_its_examples_are_good(tmp_path: Path) -> None:
    examples = re.findall(r"^```toml\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    of_office = [one for one in examples if one.startswith("[offices")]
    entries = [one for one in examples if one.startswith("[[")]
    assert len(of_office) + len(entries) == len(examples) >= 7
    text = office_file().read_text(encoding="utf-8")
    assert text.count(SECOND_OFFICE) == 1
    entries = [
        one for one in entries if 'name = "Équipe du matin"' not in one
    ]  # the example file has it already
    file = tmp_path / "office.toml"
    file.write_text(
        text.replace(SECOND_OFFICE, "\n".join([*of_office, SECOND_OFFICE])) + "\n" + "\n".join(entries),
        encoding="utf-8",
    )
    written = load_office(file)
    assert written.offices[0].follow_up.key_days == (7, 30)
    assert [one.answer for one in written.policies] == ["8 opening hours", "8 opening hours"]
    assert [one.member for one in written.absences] == ["zhou-ting", "sophie-lambert"]
