"""What every entry of the office file is, and the languages its texts are in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

LANGUAGES = ("fr", "en", "vi", "zh")
"""The languages every text exists in (row A6)."""

Names = Mapping[str, str]
"""A name by language code."""


class Entry:
    """An entry of the office file. The setting makes its reader refuse keys that do not exist."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}
