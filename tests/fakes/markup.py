"""Formatting as transcripts write it: ``⟪bold très⟫``, ``⟪link https://a.example ici⟫``. Spans may stand in each
other."""

from __future__ import annotations

from bot.domain.rich import ORDER, Rich, Span, Spans, TextStyle, nested


def typed(marked: str) -> Rich:
    """What somebody wrote who wrote this."""
    parts: list[str] = []
    spans: list[Span] = []
    open_: list[tuple[int, TextStyle, str]] = []
    at = here = 0
    while at < len(marked):
        if marked[at] == "⟪":
            style, _, rest = marked[at + 1 :].partition(" ")
            url = rest.partition(" ")[0] if style == "link" else ""
            open_.append((here, TextStyle(style), url))
            at += 2 + len(style) + (len(url) + 1 if url else 0)
        elif marked[at] == "⟫":
            start, kind, url = open_.pop()
            spans.append(Span(start, here, kind, url))
            at += 1
        else:
            parts.append(marked[at])
            at, here = at + 1, here + 1
    return "".join(parts), tuple(sorted(spans, key=lambda one: (one.start, -one.end, ORDER[one.style])))


def shown(text: str, spans: Spans) -> str:
    """A text and its spans as a transcript shows them. Raises AssertionError for spans outside the text."""
    assert all(0 <= span.start < span.end <= len(text) for span in spans), f"{spans} in {text!r}"
    opened, closed = dict[int, str](), dict[int, str]()
    for span in nested(spans):
        mark = " ".join(filter(None, ("⟪" + span.style, span.url))) + " "
        opened[span.start] = opened.get(span.start, "") + mark
        closed[span.end] = closed.get(span.end, "") + "⟫"
    marks = [closed.get(at, "") + opened.get(at, "") + text[at : at + 1] for at in range(len(text) + 1)]
    return "".join(marks)
