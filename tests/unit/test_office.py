"""The office file: the example is right, and every fault is named with its line and its remedy."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.entry import LANGUAGES
from bot.domain.ids import OfficeKey, ResidenceKey, TopicKey
from bot.office.file import OfficeFileError, load_office
from bot.office.toml_lines import line_of, lines_of
from examples import office_file

EXAMPLE = office_file().read_text(encoding="utf-8")


def problems_of(path: Path, text: str | bytes) -> list[str]:
    file = path / "office.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(OfficeFileError) as caught:
        load_office(file)
    return str(caught.value).splitlines()


def changed(old: str, new: str) -> tuple[str, int]:
    """The example with one place changed, and that place's line."""
    assert old in EXAMPLE, old
    return EXAMPLE.replace(old, new, 1), EXAMPLE[: EXAMPLE.index(old)].count("\n") + 1


def test_the_example_is_right_and_rich() -> None:
    directory = load_office(office_file())
    assert len(directory.offices) == len(directory.residences) == 3
    assert {office.language for office in directory.offices} == {"fr", "vi", "zh"}
    assert any(topic.review for topic in directory.topics)
    assert directory.texts
    for member in directory.staff:
        chain = [member]
        while chain[-1].manager:
            chain.append(directory.member(chain[-1].manager))
        assert chain[-1].key == "helene-marchand"
    for office in directory.offices:
        subsystems = {topic.subsystem for topic in directory.topics_for(office.key, None)}
        assert subsystems == {"management", "operations"}


def test_what_is_retired_is_offered_to_nobody_but_who_has_it(tmp_path: Path) -> None:
    text = EXAMPLE
    for key in ("paris-leak", "les-cedres"):
        text = text.replace(f'key = "{key}"\n', f'key = "{key}"\nretired = true\n', 1)
    (tmp_path / "office.toml").write_text(text, encoding="utf-8")
    directory = load_office(tmp_path / "office.toml")
    paris, leak, cedres = OfficeKey("paris"), TopicKey("paris-leak"), ResidenceKey("les-cedres")
    assert leak not in [one.key for one in directory.topics_for(paris, cedres)]
    assert leak in [one.key for one in directory.topics_for(paris, cedres, present=leak)]
    assert cedres not in [one.key for one in directory.residences_for()]
    assert [one.key for one in directory.residences_for(paris, present=cedres)] == [cedres]
    assert directory.topic(leak).retired
    assert directory.residence(cedres).retired


LIFTS = """[[contractors]]
key = "paris-lifts"
office = "paris"
name = "Ascenseurs Vertigo"
language = "fr"
channel = "C0LIFT001"
"""

FAULTS = [
    ('key = "paris"', 'key = "Paris!"', "offices[0].key", "is not a key"),
    ('country = "FR"', 'country = "France"', "offices[0].country", "is not a country code"),
    ('"Europe/Paris"', '"Europe/Pari"', "offices[0].time_zone", 'such as "Europe/Paris"'),
    ('language = "fr"', 'language = "de"', "offices[0].language", "fr, en, vi, zh"),
    ('"C0STAFF001"', '"#staff"', "offices[0].staff_channel", "is not a Slack channel id"),
    ('"C0STAFF001"', '"C0MGMT001"', "offices[0].staff_channel", "management channel too"),
    ("answer_within_hours = 48", "answer_within_hours = 0", "offices[0].answer_", "not between one"),
    ("answer_within_hours = 48", 'answer_within_hours = "two"', "offices[0].answer_", "whole number"),
    ("{name}, {department}", "{nom}", "offices[0].signature", "{name} and {department}"),
    ("{name}, {department}", "{name", "offices[0].signature", "{name} and {department}"),
    ('audience = "public"', 'audience = "all"', "offices[0].default_audience", "'public' or 'internal'"),
    ('["note:", "note :"', '["/note", "note :"', "offices[0].internal_signs[0]", "Slack takes a leading /"),
    ('["note:", "note :"', '["note:", " "', "offices[0].internal_signs[1]", "every message"),
    ('office = "paris"', 'office = "pari"', "residences[0].office", "did you mean 'paris'"),
    ('name = "Les Cèdres"', 'name = " "', "residences[0].name", "is empty"),
    ('address = "27', 'adress = "27', "residences[0].adress", "did you mean 'address'"),
    ('languages = ["fr", "en"]', 'languages = ["fr", "es"]', "residences[0].languages", "'es'"),
    ('languages = ["fr", "en"]', 'languages = "fr"', "residences[0].languages", "between brackets"),
    ('"C0ACCT001"', '"C0ACCT002"', "departments[8].channel", "already a channel of office 'paris'"),
    ('"C0ACCT001"', '"C0STAFF001"', "departments[2].channel", "staff channel"),
    ('"U0THOMAS"', '"U0HELENE"', "staff[1].slack", "already that of staff[0]"),
    ('"U0THOMAS"', '"@thomas"', "staff[1].slack", "is not a Slack member id"),
    ('role = "technician"', 'role = "engineer"', "staff[5].role", "'agent', 'technician' or 'manager'"),
    ('key = "claire-dubois"', 'key = "thomas-leroy"', "staff[2].key", "already that of staff[1]"),
    ('manager = "thomas-leroy"', 'manager = "tomas-leroy"', "staff[2].manager", "mean 'thomas-leroy'"),
    ('manager = "helene-marchand"', 'manager = "julien-moreau"', "staff[", "go round in a circle"),
    ('fr = "Service technique", en = ', "en = ", "departments[1].names", "there is no name in fr"),
    ('email = "chantiers@', 'email = "chantiers', "contractors[0].email", "is not an e-mail address"),
    ('channel = "C0LIFT001"', 'channel = "C0TECH001"', "contractors[1].channel", "channel of its own"),
    ('channel = "C0LIFT001"', 'channel = "#lift"', "contractors[1].channel", "is not a Slack channel id"),
    (LIFTS, LIFTS.replace('channel = "C0LIFT001"', ""), "contractors[1]", "either an email or a channel"),
    (LIFTS, f'{LIFTS}email = "a@b.example"\n', "contractors[1]", "more than one way"),
    ('topics = ["paris-lift"]', 'topics = ["paris-lifts"]', "contractors[1].topics[0]", "mean 'paris-lift'"),
    ('topics = ["paris-lift"]', 'topics = ["saigon-lift"]', "contractors[1].topics[0]", "another office"),
    ('key = "paris-lifts"', 'key = "paris-plumber"', "contractors[1].key", "already that of"),
    ("paid = true", 'paid = "yes please"', "topics[5].paid", "neither true nor false"),
    ('en = "Go and see"', 'en = ""', "topics[4].items[0]", "there is no name in en"),
    ("{ fr = \"Fuite d’eau\", ", '{ de = "Leck", fr = "Fuite", ', "topics[0].names.de", "'de'"),
    ('department = "paris-technical"\nnames = { fr = "F', 'names = { fr = "F', "topics[0].dep", "is missing"),
    ("\nreview = true", '\nreview = "perhaps"', "topics[12].review", "neither true"),
    ('residences = ["song-xanh"]', 'residences = ["les-cedres"]', "topics[26].residences[0]", "another"),
    ('residences = ["song-xanh"]', 'residences = ["song"]', "topics[26].residences[0]", "no 'song' among"),
    ('subsystem = "operations"', 'subsystem = "management"', "topics[0].items", "has no items"),
    ('subsystem = "management"', 'subsystem = "operations"', "topics[6]", "becomes a checklist"),
    ('"paris-accounts"\nnames = { fr = "C', '"saigon-care"\nnames = { fr = "C', "topics[7]", "another"),
    ('fr = "Décrivez-nous', 'fr = "{name} Décrivez-nous', "texts[0].words.fr", "exactly those of id: none"),
    ('zh = "请您描述一下', 'es = "', "texts[0].words.es", "'es'"),
    ("{name},\\nnous avons bien", "{nom},\\nnous avons bien", "replies[0].texts.fr", "use only {name}, {reference}"),
    ("{name},\\nnous avons bien", "{name!r},\\nnous", "replies[0].texts.fr", "can't be filled in"),
    ("{name},\\nnous avons bien", "{name,\\nnous avons", "replies[0].texts.fr", "can't be filled in"),
    ('key = "taken-up"\n', 'key = "taken-up"\noffice = "pari"\n', "replies[0].office", "mean 'paris'"),
    ('topics = ["paris-charges", "sai', 'topics = ["paris-charge", "sai', "replies[5].topics[0]", "mean 'paris-ch"),
    ('key = "address-added"', 'key = "taken-up"', "replies[2].key", "already that of replies[0]"),
    ("answer_within_hours = 48", "flood_per_minute = 0", "offices[0].flood_per_minute", "below one"),
    ('key = "claire-dubois"', 'key = "resident"', "staff[2].key", "what records call somebody else"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "key", "says"), FAULTS)
def test_a_fault_is_named_with_place_and_remedy(
    tmp_path: Path, old: str, new: str, key: str, says: str
) -> None:
    text, at = changed(old, new)
    found = [problem for problem in problems_of(tmp_path, text) if key in problem and says in problem]
    assert found, problems_of(tmp_path, text)
    line = re.match(r"office\.toml:(\d+): [a-z]+\[\d+\].*: .+ — .+", found[0])
    assert line, found
    entry_only = says in ("is missing", "becomes a checklist") or "circle" in says or "already a ch" in says
    if not entry_only:
        assert int(line[1]) in range(at, at + 8), found


def test_staff_must_be_able_to_read_a_canned_reply(tmp_path: Path) -> None:
    text, _ = changed('vi = "Kính gửi anh/chị {name},\\nchúng tôi đã tiếp', 'de = "Liebe')
    assert [problem.partition(": ")[2].partition(" — ")[0] for problem in problems_of(tmp_path, text)] == [
        "replies[0].texts: there is no text in vi, which its staff work in",
        "replies[0].texts.de: 'de' is not a language of Palier",
    ]


def test_all_problems_are_told_at_once_in_the_files_order(tmp_path: Path) -> None:
    text = EXAMPLE
    for old, new, *_ in (FAULTS[1], FAULTS[15], FAULTS[21], FAULTS[22]):
        text = text.replace(old, new, 1)
    problems = problems_of(tmp_path, "extra = 1\n" + text)
    lines = [int(problem.split(":")[1]) for problem in problems]
    assert lines == sorted(lines)
    keys = [problem.split(": ")[1] for problem in problems]
    assert keys == [
        "extra",
        "offices[0].country",
        "residences[0].address",
        "residences[0].adress",
        "staff[1].slack",
        "staff[5].role",
    ]


def test_an_office_needs_people_and_topics(tmp_path: Path) -> None:
    fourth = EXAMPLE.index("[[offices]]")
    entry = EXAMPLE[fourth : EXAMPLE.index("[[offices]]", fourth + 1)]
    lonely = (
        entry.replace('"paris"', '"lyon"')
        .replace("C0STAFF001", "C0STAFF009")
        .replace("C0MGMT001", "C0MGMT009")
        .replace('code = "PAR"', 'code = "LYO"')
    )
    problems = problems_of(tmp_path, EXAMPLE.replace(entry, entry + lonely, 1))
    assert [problem.partition(": ")[2].partition(" — ")[0] for problem in problems] == [
        "offices[1]: office 'lyon' has no department",
        "offices[1]: office 'lyon' has no manager",
        "offices[1]: office 'lyon' has no topic to offer",
    ]


def test_a_manager_of_himself_is_one_problem(tmp_path: Path) -> None:
    text, _ = changed(
        'department = "paris-management"\n', 'department = "paris-management"\nmanager = "helene-marchand"\n'
    )
    (problem,) = problems_of(tmp_path, text)
    assert "helene-marchand → helene-marchand" in problem


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('[[offices]]\nkey = "a\n', "office.toml:2: is not TOML"),
        ("[[offices]]\nkey = [1,\n", "office.toml:3: is not TOML"),
        ("[offices]\nkey = 1\n", "office.toml:1: offices: is not a list of tables — write each entry below"),
        ('offices = ["a"]\n', "office.toml:1: offices[0]: is not a table"),
        ("", "office.toml:1: topics: is missing — add at least one [[topics]]"),
        ("[[offices]]\nkey = 1\n", "office.toml:2: offices[0].key: is not text"),
        (b'name = "ok"\nkey = "\xff"\n', "office.toml:2: holds bytes that are not UTF-8"),
    ],
)
def test_a_file_of_another_shape(tmp_path: Path, content: str | bytes, says: str) -> None:
    assert any(problem.startswith(says) for problem in problems_of(tmp_path, content))


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(OfficeFileError, match=r"nowhere\.toml: can't be read: .* — check PALIER_OFFICE"):
        load_office(tmp_path / "nowhere.toml")


def test_windows_editors_and_decomposed_letters_are_welcome(tmp_path: Path) -> None:
    decomposed = EXAMPLE.replace("Les Cèdres", "Les Ce\u0300dres").replace("\n", "\r\n")
    (tmp_path / "o.toml").write_text("\ufeff" + decomposed, encoding="utf-8", newline="")
    assert load_office(tmp_path / "o.toml") == load_office(office_file())


DOCUMENT = '''\
title = """
[not.a.table]
key = 1
"""  # a comment with "quotes" and [brackets]
dotted.key = { a = [1, { b = "x,]}" }], 'c d' = 1.5 }
[[people]]
names = { fr = "a", en = "b" }
items = [
  { fr = "a" },  # one
  { fr = "b" },
  [ "c",
    "d" ],
]
[people.extra]
"on" = true
[[people.cats]]
n = 1
[[people.cats]]
n = 2
[[people]]
n = """a
b"""
when = 1979-05-27 07:32:00
'''


@pytest.mark.parametrize(
    ("loc", "line"),
    [
        (("title",), 1),
        (("dotted", "key", "a", 1, "b"), 5),
        (("dotted", "key", "c d"), 5),
        (("people",), 6),
        (("people", 0), 6),
        (("people", 0, "names", "en"), 7),
        (("people", 0, "names", "vi"), 7),
        (("people", 0, "items", 1, "vi"), 10),
        (("people", 0, "items", 2, 1), 12),
        (("people", 0, "extra", "on"), 15),
        (("people", 0, "cats", 1, "n"), 19),
        (("people", 1, "n"), 21),
        (("people", 1, "when"), 23),
        (("people", 1, "missing"), 20),
        (("nobody",), 1),
    ],
)
def test_the_line_of_a_value(loc: tuple[str | int, ...], line: int) -> None:
    tomllib.loads(DOCUMENT)
    assert line_of(lines_of(DOCUMENT), loc) == line


def places(value: Any, loc: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    inner: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return {loc} - {()} | {place for key, part in inner for place in places(part, (*loc, key))}


TEXTS = st.text(st.sampled_from("a[]{}=,.#'\"\\ \n"), max_size=6)
VALUES = st.recursive(
    TEXTS | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


def quoted(text: str) -> str:
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n"}
    return '"' + "".join(escapes.get(c, c) for c in text) + '"'


def inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(k)} = {inline(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[ # it's a \"list\n" + ",\n".join(map(inline, value)) + "]"
    return quoted(value) if isinstance(value, str) else str(value).lower()


@given(st.lists(st.dictionaries(TEXTS, VALUES, max_size=3), min_size=1, max_size=3))
def test_every_value_of_any_document_has_a_line(tables: list[dict[str, Any]]) -> None:
    text = "".join(
        "[[t]]\n" + "".join(f"{quoted(key)} = {inline(value)}\n" for key, value in table.items())
        for table in tables
    )
    document = tomllib.loads(text)
    assert document == {"t": tables}
    assert set(lines_of(text)) == places(document)
    assert all(1 <= line <= text.count("\n") for line in lines_of(text).values())


def test_languages_are_the_examples() -> None:
    assert all(set(topic.names) == set(LANGUAGES) for topic in load_office(office_file()).topics)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"A11", "A12"', '"A11", 12', '.units[1]: is not text — put it between quotes: "…"'),
        (
            "key_days = [7, 30]",
            'key_days = ["seven"]',
            ".key_days[0]: is not a whole number — write it without quotes: 48",
        ),
        ('name = "Les Cèdres"', "name = 7", '.name: is not text — put it between quotes: name = "…"'),
    ],
)
def test_the_remedy_for_a_value_in_a_list_names_no_setting(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    text, line = changed(old, new)
    (problem,) = problems_of(tmp_path, text)
    assert problem.endswith(said)
    assert f":{line}:" in problem
