"""Formatting beside a text. The text alone says everything; a span only says how a stretch of it is shown, so whoever
can't show it leaves it out. Offsets count Unicode code points of the clean text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.text import PART_UNITS, clean, split

LONGEST_ADDRESS = 2_000
"""Characters of a link's address at most; a longer one is no link."""


class TextStyle(StrEnum):
    """How a stretch of text is shown. The order is the one in which they enclose each other."""

    QUOTE = "quote"
    PRE = "pre"
    LINK = "link"
    CODE = "code"
    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKE = "strike"


ORDER = {style: number for number, style in enumerate(TextStyle)}
BLOCKS = (TextStyle.QUOTE, TextStyle.PRE)
"""What stands on lines of its own."""


@dataclass(frozen=True, slots=True)
class Span:
    """``text[start:end]`` is shown in a style; ``url`` is where a link leads."""

    start: int
    end: int
    style: TextStyle
    url: str = ""


Spans = tuple[Span, ...]
Rich = tuple[str, Spans]
"""A text and its spans."""


def tidy(text: str, spans: Iterable[Span]) -> Spans:
    """The same formatting in the one way it is kept: inside the text, in order, stretches of a style joined, none of
    them empty; nothing but a quotation around code and preformatted text, no link in another, only safe addresses."""
    known = [span for span in spans if span.end > span.start]
    if not known:
        return ()
    marked = {style: _joined(_within(text, known, style)) for style in TextStyle if style != TextStyle.LINK}
    pre = marked[TextStyle.PRE]
    links: list[Span] = []
    taken = pre
    for link in sorted((s for s in known if s.style is TextStyle.LINK and is_safe(s.url)), key=_place):
        free = _without(_within(text, [link], TextStyle.LINK), taken)
        for start, end in free:
            goes_on = links and (links[-1].end, links[-1].url) == (start, link.url)
            links.append(Span(links.pop().start if goes_on else start, end, TextStyle.LINK, link.url))
        taken = _joined([*taken, *free])
    code = _without(marked[TextStyle.CODE], taken)
    literal = _joined([*pre, *code])
    found = [Span(start, end, TextStyle.CODE) for start, end in code] + links
    for style in TextStyle:
        if style not in (TextStyle.CODE, TextStyle.LINK):
            kept = marked[style] if style in BLOCKS else _without(marked[style], literal)
            found += [Span(start, end, style) for start, end in kept]
    return tuple(sorted((span for one in found if (span := _trimmed(text, one))), key=_place))


def is_safe(url: str) -> bool:
    """Whether an address may be behind a link: of the web, of mail or a telephone number, in one piece."""
    scheme, colon, rest = url.partition(":")
    allowed = scheme.lower() in ("http", "https", "mailto", "tel")
    whole = not any(c.isspace() or unicodedata.category(c) in ("Cc", "Cs") for c in url)
    return bool(allowed and colon and rest.strip("/") and whole and len(url) <= LONGEST_ADDRESS)


def cleaned(text: str, spans: Iterable[Span]) -> Rich:
    """A text as ``text.clean`` makes it, its spans still over the same words."""
    after, spans = clean(text), tuple(spans)
    if not spans:
        return after, ()
    where = _offsets(text, {edge for span in spans for edge in (span.start, span.end)})
    return after, tidy(after, (replace(s, start=where[s.start], end=where[s.end]) for s in spans))


def moved(spans: Spans, by: int) -> Spans:
    """The spans of a text that has ``by`` more characters before it."""
    return tuple(replace(span, start=span.start + by, end=span.end + by) for span in spans)


def part_of(text: str, spans: Spans, start: int, end: int) -> Rich:
    """``text[start:end]`` with its share of the spans."""
    part = text[start:end]
    return part, tidy(part, moved(spans, -start))


def split_rich(text: str, spans: Spans, limit: int = PART_UNITS) -> list[Rich]:
    """The parts that ``text.split`` makes, each with its share of the spans."""
    parts: list[Rich] = []
    start = 0
    for part in split(text, limit):
        parts.append(part_of(text, spans, start, start + len(part)))
        start += len(part)
    return parts


def flat(text: str, spans: Spans) -> str:
    """The text for where no spans can go: ``label (address)`` for links."""
    parts: list[str] = []
    at = 0
    for span in spans:
        if span.style is TextStyle.LINK and text[span.start : span.end] != span.url:
            parts += (text[at : span.end], f" ({span.url})")
            at = span.end
    return "".join((*parts, text[at:]))


def nested(spans: Spans) -> Spans:
    """The same formatting with no two spans overlapping in part: the one that encloses cuts the other in two."""
    whole: list[Span] = []
    for span in sorted(spans, key=lambda one: (ORDER[one.style], one.start)):
        pieces = [span]
        for other in tuple(whole):
            pieces = [half for piece in pieces for half in _cut_by(piece, other)]
        whole += pieces
    return tuple(sorted(whole, key=_place))


def _cut_by(span: Span, other: Span) -> list[Span]:
    if other.start < span.start < other.end < span.end:
        edge = other.end
    elif span.start < other.start < span.end < other.end:
        edge = other.start
    else:
        return [span]
    return [replace(span, end=edge), replace(span, start=edge)]


def _place(span: Span) -> tuple[int, int, int, str]:
    return span.start, -span.end, ORDER[span.style], span.url


def _within(text: str, spans: Iterable[Span], style: TextStyle) -> list[tuple[int, int]]:
    clipped = [(max(s.start, 0), min(s.end, len(text))) for s in spans if s.style is style]
    return [(start, end) for start, end in clipped if start < end]


def _joined(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _without(stretches: list[tuple[int, int]], taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for begin, end in stretches:
        at = begin
        for start, stop in taken:
            if stop <= at or start >= end:
                continue
            if start > at:
                found.append((at, start))
            at = stop
        if at < end:
            found.append((at, end))
    return found


def _trimmed(text: str, span: Span) -> Span | None:
    """Without the space at its ends; a block without its empty lines only."""
    space = "\n" if span.style in BLOCKS else " \n\t"
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip(space))
    end = span.end - len(words) + len(words.rstrip(space))
    return replace(span, start=start, end=end) if start < end else None


def _offsets(text: str, points: set[int]) -> dict[int, int]:
    """Where these points are once the text is clean. Cleaned piece by piece, from a character that joins with none
    before it to the next."""
    found: dict[int, int] = {}
    base = start = 0
    for point in sorted(max(0, min(point, len(text))) for point in points):
        found[point] = base + len(clean(text[start:point]))
        if point < len(text) and _stands_alone(text[point]):
            base, start = found[point], point
    return {point: found[max(0, min(point, len(text)))] for point in points}


def _stands_alone(character: str) -> bool:
    """Whether no form of a text joins it to what is before: marks and Hangul's later letters do, ``\\n`` to ``\\r``; a
    control character goes, and its neighbours meet."""
    joins = unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"
    return not joins and unicodedata.category(character) not in ("Cc", "Cs")
