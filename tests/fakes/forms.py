"""A window filled in: what comes back of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bot.ports.modal import (
    Beside,
    ButtonsField,
    ChoiceField,
    Modal,
    MomentField,
    PhotosField,
    PickField,
    SeveralField,
    TextField,
    Words,
)


def read(modal: Modal, values: Mapping[str, str]) -> tuple[dict[str, str | tuple[str, ...]], tuple[str, ...]]:
    """A window's values as they come back when it is sent in: what must be filled in is."""
    assert modal.submit, "nothing to send in"
    found, typed = filled(modal, values)
    for each in fillable(modal):
        missing = each.name not in found and not isinstance(each, PickField) and not each.optional
        assert not missing or each.label in values, f"must be filled in: {each.label}"
    return found, typed


def filled(
    modal: Modal, values: Mapping[str, str]
) -> tuple[dict[str, str | tuple[str, ...]], tuple[str, ...]]:
    """What a window holds: what it shows already, and ``values`` by label over it."""
    fields = fillable(modal)
    labels = {each.label for each in fields}
    assert set(values) <= labels, f"fields: {sorted(labels)}"
    found: dict[str, str | tuple[str, ...]] = {}
    for each in fields:
        value = _value(each, values.get(each.label))
        if value and not isinstance(each, PhotosField):
            found[each.name] = value
    return found, tuple(each.name for each in fields if isinstance(each, TextField))


def fillable(modal: Modal) -> list[Any]:
    """The fields that take something."""
    return [each for each in modal.fields if not isinstance(each, Words | Beside | ButtonsField)]


def still_there(modal: Modal, written: Mapping[str, str]) -> dict[str, str]:
    """What was filled in stays where its field is."""
    labels = {each.label for each in fillable(modal)}
    return {label: value for label, value in written.items() if label in labels}


def _value(each: Any, given: str | None) -> str | tuple[str, ...]:
    match each:
        case ChoiceField():
            every = [*each.options, *(option for _, group in each.groups for option in group)]
            return each.initial if given is None else option(every, given)
        case PickField():
            return each.initial
        case SeveralField():
            if given is None:
                return each.initial
            return tuple(option(each.options, one.strip()) for one in given.split(",") if one.strip())
        case MomentField() if given is None and each.initial is not None:
            return str(int(each.initial.timestamp()))
        case PhotosField():
            return str(given or "")
    return str(given if given is not None else each.initial or "")


def option(options: Iterable[tuple[str, str]], label: str) -> str:
    found = [value for value, shown in options if shown == label]
    assert found or not label, f"no {label!r} among {list(options)}"
    return found[0] if found else ""
