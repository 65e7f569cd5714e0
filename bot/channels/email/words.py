"""What the author of a letter wrote himself: its plain text, without the letter that he quotes."""

from __future__ import annotations

import re
from html.parser import HTMLParser

LONGEST = 20_000
"""Characters of a letter's text that are kept."""

_INTRODUCES = re.compile(
    r".{0,200}(wrote|writes|a écrit|schrieb|ha scritto|escribió|đã viết|viết|写道|寫道)\s*[:：]\s*$",
    re.IGNORECASE | re.DOTALL,
)
"""The line (or two) with which mail programs introduce what is quoted."""
_SEPARATES = re.compile(
    r"\s*(-{2,}\s*(original message|message d'origine|message d’origine|mensaje original|tin nhắn gốc|thư gốc|原始邮件"
    r"|邮件原件|forwarded message)\s*-{2,}|_{20,})\s*",
    re.IGNORECASE,
)
_HEADS = re.compile(r"\s*\*?(from|de|von|từ|发件人|寄件者)\s*\*?\s*[:：].+", re.IGNORECASE)
_MORE_HEADS = re.compile(
    r"\s*\*?(sent|date|envoyé|subject|objet|to|à|cc|đã gửi|gửi|tới|đến|ngày|chủ đề|发送时间|日期|收件人|主题)"
    r"\s*\*?\s*[:：]",
    re.IGNORECASE,
)


def own_words(text: str) -> str:
    """Without the quoted letter at its end. Answers written between quoted lines are kept with these; where nothing
    would be left, everything is."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    kept = "\n".join(lines[: _end(lines)]).strip()
    return (kept or "\n".join(lines).strip())[:LONGEST]


def _end(lines: list[str]) -> int:
    """Where what follows is another letter."""
    for at, line in enumerate(lines):
        after = lines[at + 1 :]
        if _SEPARATES.fullmatch(line):
            return at
        if _HEADS.fullmatch(line) and any(_MORE_HEADS.match(next_) for next_ in after[:3]):
            return at
        introduced = _INTRODUCES.fullmatch(line) or (after and _INTRODUCES.fullmatch(f"{line}\n{after[0]}"))
        if introduced and line.strip() and _quoted_only(after[0 if _INTRODUCES.fullmatch(line) else 1 :]):
            return at
        if line.startswith(">") and _quoted_only(lines[at:]):
            return at
    return len(lines)


def _quoted_only(lines: list[str]) -> bool:
    filled = [line for line in lines if line.strip()]
    return bool(filled) and all(line.startswith(">") for line in filled)


def text_of_html(source: str) -> str:
    """A letter that is written in HTML only, as text; what it quotes gets ``>``."""
    reader = _Text()
    reader.feed(source)
    reader.close()
    return "\n".join(reader.lines()).strip()


class _Text(HTMLParser):
    _BREAKS = frozenset(
        ["br", "p", "div", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "blockquote", "hr"]
    )
    _UNSEEN = frozenset(["head", "style", "script", "title"])

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._said: list[tuple[int, str]] = [(0, "")]
        self._unseen = self._quoted = 0

    def lines(self) -> list[str]:
        """Its lines, never more than one empty one after another."""
        found: list[str] = []
        for depth, text in self._said:
            line = ("> " * depth + " ".join(text.split())).rstrip()
            if line or (found and found[-1]):
                found.append(line)
        return found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A new line where the tag begins one."""
        self._unseen += tag in self._UNSEEN
        self._quoted += tag == "blockquote"
        if tag in self._BREAKS:
            self._said.append((self._quoted, ""))

    def handle_endtag(self, tag: str) -> None:
        """The same where it ends."""
        self._unseen = max(0, self._unseen - (tag in self._UNSEEN))
        self._quoted = max(0, self._quoted - (tag == "blockquote"))
        if tag in self._BREAKS and tag != "br":
            self._said.append((self._quoted, ""))

    def handle_data(self, data: str) -> None:
        """Words."""
        if not self._unseen:
            depth, text = self._said[-1]
            self._said[-1] = (depth, text + data)
