"""Reading raw JSON with nothing taken for granted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.errors import Unreadable


@dataclass(frozen=True, slots=True)
class Fields:
    """A JSON object and where it stands, ``message.chat``. Every method raises Unreadable, naming the place,
    for what is missing or of another type."""

    raw: Mapping[str, Any]
    where: str

    @classmethod
    def of(cls, value: Any, where: str) -> Fields:
        """``value`` as an object."""
        if not isinstance(value, Mapping):
            raise Unreadable(f"{where} is {_kind(value)}, not an object")
        return cls(value, where)

    def has(self, name: str) -> bool:
        """Whether a field is there and not null."""
        return self.raw.get(name) is not None

    def part(self, name: str) -> Fields:
        """An object within."""
        return Fields.of(self.raw.get(name), f"{self.where}.{name}")

    def maybe_part(self, name: str) -> Fields | None:
        """An object within, None where there is none."""
        return self.part(name) if self.has(name) else None

    def parts(self, name: str) -> list[Fields]:
        """A list of objects within, empty where there is none."""
        value = self.raw.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise Unreadable(f"{self.where}.{name} is {_kind(value)}, not a list")
        return [Fields.of(item, f"{self.where}.{name}[{number}]") for number, item in enumerate(value)]

    def integer(self, name: str) -> int:
        """A whole number."""
        value = self.raw.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise Unreadable(f"{self.where}.{name} is {_kind(value)}, not a whole number")
        return value

    def maybe_integer(self, name: str) -> int | None:
        """A whole number, None where there is none."""
        return self.integer(name) if self.has(name) else None

    def number(self, name: str) -> float:
        """A number."""
        value = self.raw.get(name)
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise Unreadable(f"{self.where}.{name} is {_kind(value)}, not a number")
        try:
            return float(value)
        except OverflowError:
            raise Unreadable(f"{self.where}.{name} is out of range") from None

    def text(self, name: str) -> str:
        """A string."""
        value = self.raw.get(name)
        if not isinstance(value, str):
            raise Unreadable(f"{self.where}.{name} is {_kind(value)}, not a string")
        return value

    def maybe_text(self, name: str) -> str | None:
        """A string, None where there is none."""
        return self.text(name) if self.has(name) else None


def _kind(value: Any) -> str:
    return "missing" if value is None else f"of type {type(value).__name__}"
