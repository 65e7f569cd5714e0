"""What Slack makes of typed marks: the rich_text block of a stored text.

Source: docs.slack.dev/messaging/formatting-message-text (marks) and the rich text block's reference (elements). A mark
counts at the edge of a word and on one line; ``>`` and ``` begin blocks; ``•`` and ``1.`` begin items of lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from sandbox.slack.identity import Json

Leaves = Callable[[str], list[Json]]
"""The leaves of a stored text without marks: its texts, links, mentions and emoji."""

_MARKS = {"*": "bold", "_": "italic", "~": "strike", "`": "code"}
_MARKED = re.compile(
    r"(?<![\w*_~`<])(?P<mark>[*_~`])"
    r"(?P<inner>(?![\s*_~`])[^\n]*?(?<!\s)|(?P<second>[*_~`])(?![\s*_~`])[^\n]*?(?<!\s)(?P=second))"
    r"(?P=mark)(?![\w*_~`])"
)
_FENCE = re.compile(r"```\n?(.+?)\n?```", re.DOTALL)
_QUOTE = re.compile(r"&gt; ?(.*)")
_ITEM = re.compile(r"(?P<indent>(?: {4})*)(?:(?P<bullet>[•◦▪])|(?P<number>\d+)\.) (?P<words>.+)")


def elements(text: str, leaves: Leaves) -> list[Json]:
    """The elements of the block."""
    made: list[Json] = []
    at = 0
    for fence in _FENCE.finditer(text):
        made += _lines(text[at : fence.start()], leaves)
        inner = [{k: v for k, v in leaf.items() if k != "style"} for leaf in leaves(fence[1])]
        made.append({"type": "rich_text_preformatted", "elements": inner, "border": 0})
        at = fence.end()
        at += text[at : at + 1] == "\n"
    return [*made, *_lines(text[at:], leaves)]


def _lines(text: str, leaves: Leaves) -> Iterator[Json]:
    """Sections, quotations and lists: neighbouring lines of a kind are one element."""
    plain: list[str] = []
    quoted: list[str] = []
    listed: Json | None = None
    lines = text.split("\n") if text else []
    for number, line in enumerate(lines):
        quote, item = _QUOTE.fullmatch(line), _ITEM.fullmatch(line)
        if plain and (quote or item):
            yield _section([*plain, ""], leaves)
            plain = []
        if quoted and not quote:
            yield {"type": "rich_text_quote", "elements": _styled("\n".join(quoted), leaves)}
            quoted = []
        if listed and not (item and _kind(item) == (listed["style"], listed["indent"])):
            yield listed
            listed = None
        if quote:
            quoted.append(quote[1])
        elif item:
            listed = listed or _list(item)
            listed["elements"].append(_section([item["words"]], leaves))
        elif line or plain or number < len(lines) - 1:
            plain.append(line)
    if quoted:
        yield {"type": "rich_text_quote", "elements": _styled("\n".join(quoted), leaves)}
    if listed:
        yield listed
    if any(plain):
        yield _section(plain, leaves)


def _kind(item: re.Match[str]) -> tuple[str, int]:
    return "ordered" if item["number"] else "bullet", len(item["indent"]) // 4


def _list(item: re.Match[str]) -> Json:
    style, indent = _kind(item)
    made: Json = {"type": "rich_text_list", "elements": [], "style": style, "indent": indent, "border": 0}
    return made | ({"offset": int(item["number"]) - 1} if item["number"] and item["number"] != "1" else {})


def _section(lines: list[str], leaves: Leaves) -> Json:
    return {"type": "rich_text_section", "elements": _styled("\n".join(lines), leaves)}


def _styled(text: str, leaves: Leaves, style: tuple[str, ...] = ()) -> list[Json]:
    """The leaves of a text with marks, which may stand in each other; inside code there are none."""
    made: list[Json] = []
    at = 0
    for found in _MARKED.finditer(text):
        name = _MARKS[found["mark"]]
        made += _dressed(leaves(text[at : found.start()]), style)
        inside = (*style, name)
        inner = found["inner"]
        made += _dressed(leaves(inner), inside) if name == "code" else _styled(inner, leaves, inside)
        at = found.end()
    return made + _dressed(leaves(text[at:]), style)


def _dressed(leaves: list[Json], style: tuple[str, ...]) -> list[Json]:
    return [leaf | {"style": dict.fromkeys(style, True)} for leaf in leaves] if style else leaves
