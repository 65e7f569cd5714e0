"""Domain values as JSON text and as rows, by their type hints alone.

Old rows survive upgrades: keys we no longer know are ignored, fields that are missing take their defaults. A
union of dataclasses is told apart by their ``kind``. Times are milliseconds since 1970, days ``2026-05-04``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Literal, NewType, Protocol, TypeVar, Union, get_args, get_origin, get_type_hints

from storage.epoch import from_ms, to_ms

T = TypeVar("T")
Decoder = Callable[[Any], Any]

_PLAIN = frozenset({str, int, float, bool, type(None)})


class Row(Protocol):
    """A row of a result, by column name."""

    def __getitem__(self, column: str, /) -> Any: ...


def dumps(value: object) -> str:
    """A value as JSON text, plain ASCII so that no driver stumbles over a character. Raises TypeError for a
    type that has no JSON form."""
    return json.dumps(encode(value), separators=(",", ":"))


def loads(hint: Any, text: str) -> Any:
    """A value of type ``hint`` (a class, a union …) from its JSON text."""
    return decode(hint, json.loads(text))


def to_row(value: Any) -> dict[str, Any]:
    """A dataclass as columns: truth values as 0 and 1, what has parts as JSON text."""
    return {name: _column(encode(getattr(value, name))) for name in _names(value.__class__)}


def from_row(cls: Callable[..., T], row: Row) -> T:
    """A dataclass from the columns that bear its fields' names."""
    return cls(**{name: read(row[name]) for name, read in _columns(cls).items()})


def encode(value: object) -> Any:
    """A value in JSON's own types. Raises TypeError for a type that has no JSON form."""
    if type(value) in _PLAIN:
        return value
    match value:
        case Enum():
            return value.value
        case bool() | int() | float():
            return value
        case str():
            return str(value)
        case datetime():
            return to_ms(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {str(key): encode(item) for key, item in value.items()}
        case list() | tuple():
            return [encode(item) for item in value]
    if is_dataclass(value):
        return {name: encode(getattr(value, name)) for name in _names(value.__class__)}
    raise TypeError(f"{type(value).__name__} has no JSON form")


def decode(hint: Any, value: Any) -> Any:
    """A value of type ``hint`` from JSON's own types."""
    return _decoder(hint)(value)


@cache
def _names(cls: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))


@cache
def _decoder(hint: Any) -> Decoder:
    origin, args = get_origin(hint), get_args(hint)
    if isinstance(hint, NewType):
        return _decoder(hint.__supertype__)
    if origin in (Union, UnionType):
        return _union(args)
    if origin is tuple:
        return _tuple(args)
    if origin in (Mapping, dict):
        item = _decoder(args[1])
        return lambda value: {key: item(part) for key, part in value.items()}
    if is_dataclass(hint) and isinstance(hint, type):
        return _dataclass(hint)
    if hint is datetime:
        return from_ms
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, type) and (hint is bool or issubclass(hint, (str, Enum))):
        return hint
    if origin is Literal or hint in (Any, int, float):
        return lambda value: value
    raise TypeError(f"{hint} cannot be read from JSON")


def _tuple(args: tuple[Any, ...]) -> Decoder:
    if len(args) == 2 and args[1] is Ellipsis:
        item = _decoder(args[0])
        return lambda value: tuple(item(part) for part in value)
    items = tuple(_decoder(arg) for arg in args)
    return lambda value: tuple(item(part) for item, part in zip(items, value, strict=True))


def _union(args: tuple[Any, ...]) -> Decoder:
    choices = [arg for arg in args if arg is not type(None)]
    if len(choices) == 1:
        only = _decoder(choices[0])
        return lambda value: None if value is None else only(value)
    kinds = {field.default: _decoder(cls) for cls in choices for field in fields(cls) if field.name == "kind"}
    if len(kinds) != len(choices):
        raise TypeError(f"{choices} cannot be told apart by a kind of their own")
    return lambda value: None if value is None else kinds[value["kind"]](value)


def _dataclass(cls: type) -> Decoder:
    decoders = {name: _decoder(hint) for name, hint in _hints(cls).items()}
    return lambda value: cls(**{name: read(value[name]) for name, read in decoders.items() if name in value})


def _hints(cls: type) -> dict[str, Any]:
    hints = get_type_hints(cls)
    return {field.name: hints[field.name] for field in fields(cls)}


@cache
def _columns(cls: Any) -> dict[str, Decoder]:
    return {
        name: _from_text(hint) if _has_parts(hint) else _decoder(hint) for name, hint in _hints(cls).items()
    }


def _from_text(hint: Any) -> Decoder:
    return lambda text: loads(hint, text)


def _has_parts(hint: Any) -> bool:
    return get_origin(hint) in (tuple, Mapping, dict)


def _column(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    return json.dumps(value, separators=(",", ":")) if isinstance(value, (list, dict)) else value
