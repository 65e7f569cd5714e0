"""People's names in the order and form of their own languages."""

from __future__ import annotations

import unicodedata

_FAMILIES = (
    "Nguyễn Trần Lê Phạm Huỳnh Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đào Đoàn Trịnh Trương Lâm Mai Cao"
    " Hà Tô Tạ Châu Quách Phùng Vương Thái Tăng Lương Lưu Chu Kiều Tống La Văn Hứa Từ Quan Diệp Nghiêm Thạch"
)


def _bare(name: str) -> str:
    """A name without its marks: Nguyễn as nguyen."""
    letters = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return "".join(c for c in letters if not unicodedata.combining(c))


FAMILIES = frozenset(_bare(name) for name in _FAMILIES.split())
"""Vietnamese family names, those of nearly everybody, without marks."""


def full_name(first: str, last: str, language: str | None) -> str:
    """A profile's two fields as one name: 王伟 from 伟 and 王, Nguyễn Văn An from An and Nguyễn Văn; elsewhere the
    first name comes first."""
    first, last = " ".join(first.split()), " ".join(last.split())
    if first and last and _han(first) and _han(last):
        return f"{last}{first}"
    if first and last and _vietnamese(last, language) and not _vietnamese(first, language):
        return f"{last} {first}"
    return f"{first} {last}".strip()


def first_name(name: str, language: str) -> str:
    """What somebody is called by: the last word of a Vietnamese name, a Chinese one whole, else the first word."""
    words = name.split()
    if not words or _han(name):
        return name
    return words[-1] if _vietnamese(name, language) else words[0]


def _han(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and all("\u3400" <= c <= "\u9fff" or ord(c) >= 0x20000 for c in letters)


def _vietnamese(name: str, language: str | None) -> bool:
    """Whether a name begins with a Vietnamese family name, in its letters or among people who write Vietnamese."""
    family = name.split(maxsplit=1)[0]
    return _bare(family) in FAMILIES and ((language or "").startswith("vi") or not family.isascii())
