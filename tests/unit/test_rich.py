"""Formatting beside a text stays over the same words, whatever happens to the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.rich import (
    BLOCKS,
    Span,
    Spans,
    TextStyle,
    cleaned,
    flat,
    is_safe,
    moved,
    nested,
    split_rich,
    tidy,
)
from bot.domain.text import clean, split, units

SITE = "https://a.example/x?a=1&b=2"
LETTERS = "ab Hc\t\x08*_<>&`\n\u0301\u0323\u00e9😀👩\u200d🦰👍🏽שלום\u064bمر한ᄀ\u1161\u11a8漏"
texts = st.text(alphabet=st.sampled_from(LETTERS), max_size=60) | st.text(max_size=60)


@st.composite
def formatted(draw: st.DrawFn) -> tuple[str, tuple[Span, ...]]:
    """Any text with any spans, in it or not."""
    text = draw(texts)
    edge = st.integers(-2, len(text) + 2)
    url = st.sampled_from([SITE, "mailto:m@a.example", "javascript:alert(1)", ""])
    pairs = st.tuples(edge, edge).map(sorted)
    made = st.builds(lambda pair, style, to: Span(*pair, style, to), pairs, st.sampled_from(TextStyle), url)
    return text, tuple(draw(st.lists(made, max_size=8)))


@st.composite
def tidied(draw: st.DrawFn) -> tuple[str, Spans]:
    """A clean text with spans as they are kept."""
    return cleaned(*draw(formatted()))


@settings(deadline=None)
@given(formatted())
def test_what_is_tidy_stays_as_it_is(given_: tuple[str, tuple[Span, ...]]) -> None:
    text, spans = cleaned(*given_)
    assert tidy(text, spans) == spans
    assert cleaned(text, spans) == (text, spans)
    assert text == clean(given_[0])
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip("\n")
        assert (span.style is TextStyle.LINK) == bool(span.url)
    assert "javascript" not in repr(spans)


@settings(deadline=None)
@given(tidied())
def test_code_and_preformatted_text_have_no_other_style(given_: tuple[str, Spans]) -> None:
    _, spans = given_
    literal = [one for one in spans if one.style in (TextStyle.CODE, TextStyle.PRE)]
    others = [one for one in spans if one not in literal and one.style is not TextStyle.QUOTE]
    assert not any(one.start < code.end and code.start < one.end for one in others for code in literal)


@settings(deadline=None)
@given(tidied())
def test_nested_spans_show_the_same_and_overlap_in_no_part(given_: tuple[str, Spans]) -> None:
    text, spans = given_
    whole = nested(spans)
    for one in whole:
        for other in whole:
            apart = one.end <= other.start or other.end <= one.start
            inside = (one.start <= other.start and other.end <= one.end) or (
                other.start <= one.start and one.end <= other.end
            )
            assert apart or inside
    assert tidy(text, whole) == spans


pieces = st.lists(
    st.tuples(texts.map(lambda text: f"a{text}z"), st.sampled_from([None, *TextStyle])), max_size=6
)


@settings(deadline=None)
@given(pieces)
def test_a_span_stays_over_its_words_in_normal_form(given_: list[tuple[str, TextStyle | None]]) -> None:
    text, spans, wanted = "", [], []
    for piece, style in given_:
        if style is not None:
            spans.append(Span(len(text), len(text) + len(piece), style, SITE))
            wanted.append((clean(piece), style))
        text += piece + "|"
    after, kept = cleaned(text, spans)
    assert [(after[one.start : one.end], one.style) for one in kept] == wanted


@settings(deadline=None)
@given(formatted(), st.integers(2, 20))
def test_parts_join_to_the_text_and_keep_their_formatting(
    given_: tuple[str, tuple[Span, ...]], limit: int
) -> None:
    text, spans = cleaned(*given_)
    parts = split_rich(text, spans, limit)
    assert [part for part, _ in parts] == split(text, limit)
    assert "".join(part for part, _ in parts) == clean(given_[0])
    assert all(units(part) <= limit for part, _ in parts)
    at, found = 0, []
    for part, own in parts:
        found += moved(own, at)
        at += len(part)
    assert visible(text, tuple(found)) == visible(text, spans)


def visible(text: str, spans: Spans) -> list[tuple[str, frozenset[tuple[TextStyle, str]]]]:
    """The characters that are seen, each with its styles."""
    styles: list[set[tuple[TextStyle, str]]] = [set() for _ in text]
    for span in spans:
        for at in range(span.start, span.end):
            styles[at].add((span.style, span.url))
    return [(c, frozenset(s)) for c, s in zip(text, styles, strict=True) if not c.isspace()]


def test_as_many_emoji_as_fit_a_message() -> None:
    text = "😀" * 4096
    spans = (Span(0, 4096, TextStyle.BOLD), Span(1499, 1501, TextStyle.LINK, SITE))
    parts = split_rich(text, spans)
    assert "".join(part for part, _ in parts) == text
    assert [len(own) for _, own in parts] == [2, 2, 1]


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        (SITE, True),
        ("HTTP://a.example", True),
        ("tel:+33123", True),
        ("mailto:m@a.example", True),
        ("tg://user?id=1", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https", False),
        ("https://a b", False),
        ("https://a\u0000", False),
        ("https://a/" + "x" * 2_000, False),
    ],
)
def test_which_addresses_a_link_may_have(url: str, safe: bool) -> None:
    assert is_safe(url) is safe
    assert bool(tidy("here", [Span(0, 4, TextStyle.LINK, url)])) is safe


def test_a_link_in_words() -> None:
    spans = (Span(4, 8, TextStyle.LINK, SITE), Span(9, 10, TextStyle.BOLD))
    assert flat("see here !", spans) == f"see here ({SITE}) !"
    assert flat(SITE, (Span(0, len(SITE), TextStyle.LINK, SITE),)) == SITE


def test_blocks_have_no_empty_lines_at_their_ends() -> None:
    assert tidy("a\n\nb\n\nc", [Span(1, 5, style) for style in BLOCKS]) == (
        Span(3, 4, TextStyle.QUOTE),
        Span(3, 4, TextStyle.PRE),
    )


def test_spans_that_overlap_in_part_are_cut_by_the_one_that_encloses() -> None:
    quote, bold = Span(3, 8, TextStyle.QUOTE), Span(0, 5, TextStyle.BOLD)
    assert nested((bold, quote)) == (Span(0, 3, TextStyle.BOLD), quote, Span(3, 5, TextStyle.BOLD))


@pytest.mark.parametrize(
    ("text", "start", "end", "words"),
    [
        ("e\u0301te\u0301ici", 1, 5, "té"),
        ("\u1112\u1161\u11abbc", 1, 4, "b"),
        ("a\r\nb", 2, 4, "b"),
        ("\u0000ab", 1, 2, "a"),
    ],
)
def test_an_edge_inside_what_becomes_one_character_moves_behind_it(
    text: str, start: int, end: int, words: str
) -> None:
    after, [span] = cleaned(text, [Span(start, end, TextStyle.BOLD)])
    assert after[span.start : span.end] == words
