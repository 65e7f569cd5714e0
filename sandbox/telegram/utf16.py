"""Text measured in UTF-16 code units, the Bot API's unit of offsets and lengths."""

from __future__ import annotations


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)


def cut(text: str, offset: int, end: int) -> str:
    """The text between two UTF-16 offsets. Raises UnicodeDecodeError in the middle of a surrogate pair."""
    return text.encode("utf-16-le", "surrogatepass")[offset * 2 : end * 2].decode("utf-16-le")


class Growing:
    """Text under construction by a markup parser, with its length at hand."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0

    def add(self, piece: str) -> None:
        """Append ``piece``."""
        self._pieces.append(piece)
        self.length += utf16_length(piece)

    def since(self, offset: int) -> str:
        """What was added after ``offset`` UTF-16 units."""
        return cut(str(self), offset, self.length)

    def __str__(self) -> str:
        return "".join(self._pieces)
