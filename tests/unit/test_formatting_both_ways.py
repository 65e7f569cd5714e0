"""Telegram's entities and Slack's blocks, through spans and back: what a reader sees stays."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.channels.slack import rich_text
from bot.channels.slack.cards import TOTAL, post_blocks, text_size
from bot.channels.telegram.entities import entities_of, spans_of
from bot.channels.telegram.fields import Fields
from bot.domain.rich import BLOCKS, Span, Spans, TextStyle, cleaned, tidy
from bot.domain.text import clean
from bot.ports.desk import Post
from tests.unit.test_rich import SITE, texts, tidied, visible

Json = dict[str, Any]


def entities(*given_: Json) -> list[Fields]:
    return [Fields(one, "entity") for one in given_]


def back_from_telegram(text: str, spans: Spans) -> tuple[str, Spans]:
    return cleaned(text, spans_of(text, entities(*entities_of(text, spans))))


def read(*elements: Json, raw: str = "", names: dict[str, str] | None = None) -> rich_text.Said:
    said = rich_text.read([{"type": "rich_text", "elements": list(elements)}], raw, names or {})
    assert said is not None
    return said


def section(*leaves: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(leaves)}


def words(text: str, **style: bool) -> Json:
    return {"type": "text", "text": text} | ({"style": style} if style else {})


@given(tidied())
def test_through_telegram_everything_stays(given_: tuple[str, Spans]) -> None:
    assert back_from_telegram(*given_) == given_


@settings(deadline=None)
@given(tidied())
def test_through_slack_a_reader_sees_the_same(given_: tuple[str, Spans]) -> None:
    text, spans = given_
    assume(text.strip())
    blocks = post_blocks(Post(text, spans=spans))
    said = rich_text.read(blocks, "", {})
    assert said is not None
    assert not said.addressed
    assert not said.broadcast
    assert visible(said.text, said.spans) == visible(text, spans)
    if not any(span.style in BLOCKS for span in spans):
        assert (said.text, said.spans) == (text, spans)
    assert back_from_telegram(said.text, said.spans) == (said.text, said.spans)


styles = st.dictionaries(
    st.sampled_from(["bold", "italic", "strike", "underline", "code"]), st.booleans(), max_size=3
)
leaf = st.builds(lambda text, style: words(text, **style), texts.filter(len), styles) | st.builds(
    lambda text, style: {"type": "link", "url": SITE, "text": text, "style": style}, texts.filter(len), styles
)
lines = st.lists(leaf, min_size=1, max_size=4)
element = (
    st.builds(lambda leaves: section(*leaves), lines)
    | st.builds(lambda leaves: {"type": "rich_text_quote", "elements": leaves}, lines)
    | st.builds(
        lambda text, border: {
            "type": "rich_text_preformatted",
            "elements": [words(text)],
            "border": int(border),
        },
        texts.filter(len),
        st.booleans(),
    )
    | st.builds(
        lambda items, style, indent: {
            "type": "rich_text_list",
            "style": style,
            "indent": indent,
            "elements": [section(*leaves) for leaves in items],
        },
        st.lists(lines, min_size=1, max_size=3),
        st.sampled_from(["bullet", "ordered"]),
        st.integers(0, 3),
    )
)


@settings(deadline=None)
@given(st.lists(element, min_size=1, max_size=4))
def test_what_staff_write_arrives_in_telegram_and_could_come_back(elements: list[Json]) -> None:
    said = rich_text.read([{"type": "rich_text", "elements": elements}], "", {})
    assume(said is not None)
    assert said is not None
    assert said.text == clean(said.text)
    assert tidy(said.text, said.spans) == said.spans
    assert back_from_telegram(said.text, said.spans) == (said.text, said.spans)
    again = rich_text.read(post_blocks(Post(said.text, spans=said.spans)), "", {})
    assert again is not None
    assert visible(again.text, again.spans) == visible(said.text, said.spans)


def test_telegrams_entities() -> None:
    text = "😀 gras, là, code\nfin"
    found = spans_of(
        text,
        entities(
            {"type": "bold", "offset": 3, "length": 4},
            {"type": "italic", "offset": 5, "length": 6},
            {"type": "text_link", "offset": 9, "length": 2, "url": SITE},
            {"type": "code", "offset": 13, "length": 4},
            {"type": "expandable_blockquote", "offset": 18, "length": 3},
            {"type": "mention", "offset": 3, "length": 4},
            {"type": "spoiler", "offset": 3, "length": 4},
        ),
    )
    assert cleaned(text, found) == (
        text,
        (
            Span(2, 6, TextStyle.BOLD),
            Span(4, 10, TextStyle.ITALIC),
            Span(8, 10, TextStyle.LINK, SITE),
            Span(12, 16, TextStyle.CODE),
            Span(17, 20, TextStyle.QUOTE),
        ),
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "bold", "offset": 1, "length": 1},
        {"type": "bold", "offset": 0, "length": 99},
        {"type": "bold", "offset": -1, "length": 2},
        {"type": "bold", "offset": 0, "length": 0},
        {"type": "bold", "offset": "0", "length": 2},
        {"type": "bold"},
        {"type": ["bold"], "offset": 0, "length": 2},
        {"type": "text_link", "offset": 0, "length": 2, "url": "tg://user?id=1"},
        {"type": "text_link", "offset": 0, "length": 2},
    ],
)
def test_an_entity_that_makes_no_sense_is_left_out(wrong: Json) -> None:
    assert cleaned("😀", spans_of("😀", entities(wrong))) == ("😀", ())


def test_no_more_entities_than_telegram_shows() -> None:
    text = "ab " * 150
    spans = tuple(Span(at, at + 2, TextStyle.BOLD) for at in range(0, len(text), 3))
    assert len(entities_of(text, spans)) == 100


def test_what_staff_write() -> None:
    said = read(
        section(words("Bonjour "), words("vite", bold=True), words(" & ", code=False)),
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [
                section({"type": "user", "user_id": "U1"}),
                section({"type": "channel", "channel_id": "C1"}),
            ],
        },
        {"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": [section(words("x"))]},
        {"type": "rich_text_list", "style": "ordered", "offset": 2, "elements": [section(words("y"))]},
        {"type": "rich_text_quote", "elements": [words("dit\nelle")]},
        {"type": "rich_text_preformatted", "elements": [words("a < b")], "border": 0},
        section(
            {"type": "emoji", "name": "wave", "unicode": "1f44b-1f3fc"},
            {"type": "emoji", "name": "lock"},
            {"type": "emoji", "name": "ours"},
            {"type": "link", "url": "mailto:m@a.example", "text": "m@a.example"},
            {"type": "link", "url": SITE},
            {"type": "link", "url": SITE, "text": "ici"},
            {"type": "date", "timestamp": 1, "format": "{date}", "fallback": "lundi"},
            {"type": "color", "value": "#FFF"},
        ),
        raw="&lt;x&gt; <#C1|plombiers>",
        names={"U1": "Marie"},
    )
    assert said.text == (
        "Bonjour vite & \n• @Marie\n• #plombiers\n    ◦ x\n3. y\ndit\nelle\na < b\n"
        f"👋🏼🔒:ours:m@a.example{SITE}icilundi#FFF"
    )
    assert [(said.text[one.start : one.end], one.style, one.url) for one in said.spans] == [
        ("vite", TextStyle.BOLD, ""),
        ("dit\nelle", TextStyle.QUOTE, ""),
        ("a < b", TextStyle.PRE, ""),
        ("ici", TextStyle.LINK, SITE),
    ]
    assert not said.addressed
    assert not said.broadcast


@pytest.mark.parametrize(
    ("elements", "addressed", "broadcast"),
    [
        ([section({"type": "user", "user_id": "U1"}, words(" regarde"))], True, False),
        (
            [{"type": "rich_text_quote", "elements": [words(" *"), {"type": "user", "user_id": "U1"}]}],
            True,
            False,
        ),
        (
            [
                {
                    "type": "rich_text_list",
                    "style": "ordered",
                    "elements": [section({"type": "user", "user_id": "U1"})],
                }
            ],
            True,
            False,
        ),
        ([section(words("Bonjour "), {"type": "user", "user_id": "U1"})], False, False),
        ([section(words("tous "), {"type": "broadcast", "range": "here"})], False, True),
        ([section({"type": "usergroup", "usergroup_id": "S1"})], True, True),
        ([section(words("@here <!here> <@U1>"))], False, False),
    ],
)
def test_whom_a_message_calls(elements: list[Json], addressed: bool, broadcast: bool) -> None:
    said = read(*elements)
    assert (said.addressed, said.broadcast) == (addressed, broadcast)


@pytest.mark.parametrize(
    "blocks",
    [
        None,
        [],
        "x",
        [{"type": "section", "text": {"type": "mrkdwn", "text": "x"}}],
        [{"type": "rich_text"}],
        [{"type": "rich_text", "elements": [{"type": "rich_text_table", "elements": []}]}],
        [{"type": "rich_text", "elements": [section({"type": "team", "team_id": "T1"})]}],
        [{"type": "rich_text", "elements": [section({"type": "text", "text": 7})]}],
        [{"type": "rich_text", "elements": [section({"type": "emoji", "name": "x", "unicode": "zz"})]}],
        [{"type": "rich_text", "elements": [section(words("x"), {"type": "text"})]}],
        [{"type": "rich_text", "elements": [section()]}],
    ],
)
def test_blocks_of_another_kind_say_nothing(blocks: object) -> None:
    assert rich_text.read(blocks, "x", {}) is None


def test_a_post_shows_what_a_resident_wrote_and_nothing_more() -> None:
    text = "<!channel> *x*\n<@U1>\n> à\ncode()\nfin"
    spans = (
        Span(0, 10, TextStyle.BOLD),
        Span(15, 20, TextStyle.QUOTE),
        Span(25, 31, TextStyle.PRE),
        Span(32, 35, TextStyle.LINK, SITE),
    )
    [block] = post_blocks(Post(text, author="Camille", spans=spans))
    assert block["elements"] == [
        section(words("Camille\n", bold=True), words("<!channel>", bold=True), words(" *x*\n")),
        {"type": "rich_text_quote", "elements": [words("<@U1>")]},
        section(words("> à\n")),
        {"type": "rich_text_preformatted", "elements": [words("code()")]},
        section({"type": "link", "url": SITE, "text": "fin"}),
    ]


def test_a_post_that_begins_with_a_quotation_has_its_author_above() -> None:
    [block] = post_blocks(Post("dit", author="Camille", spans=(Span(0, 3, TextStyle.QUOTE),)))
    assert [one["type"] for one in block["elements"]] == ["rich_text_section", "rich_text_quote"]


def test_many_long_addresses_do_not_make_a_post_too_long() -> None:
    text = "lien " * 100
    url = "https://a.example/" + "x" * 1_900
    spans = tuple(Span(at, at + 4, TextStyle.LINK, url) for at in range(0, len(text), 5))
    blocks = post_blocks(Post(text, spans=spans))
    assert text_size(blocks) == len(text)
    assert len(json.dumps(blocks)) < TOTAL
