"""Whether a Bot API object is one that aiogram and python-telegram-bot know completely."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import aiogram.methods
import telegram
from aiogram import types
from pydantic import BaseModel, TypeAdapter, ValidationError

Json = dict[str, Any]

NEWER_THAN_PTB = frozenset({"ChatMemberAdministrator", "User"})
"""Objects to which the Bot API added fields after the version that python-telegram-bot 22.8 knows."""


def _unknown_to_aiogram(value: Any, where: str) -> Iterator[str]:
    if isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from _unknown_to_aiogram(item, f"{where}/{index}")
    elif isinstance(value, BaseModel):
        for name in value.model_extra or {}:
            yield f"aiogram: {where}: {type(value).__name__} has no field {name}"
        for name in value.model_fields_set:
            yield from _unknown_to_aiogram(getattr(value, name, None), f"{where}/{name}")


def _unknown_to_ptb(value: Any, where: str) -> Iterator[str]:
    if isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from _unknown_to_ptb(item, f"{where}/{index}")
    elif isinstance(value, telegram.TelegramObject):
        kind = type(value).__name__
        if kind not in NEWER_THAN_PTB:
            for name in value.api_kwargs:
                yield f"python-telegram-bot: {where}: {kind} has no field {name}"
        for slot in _slots(type(value)):
            yield from _unknown_to_ptb(getattr(value, slot, None), f"{where}/{slot}")


@cache
def _slots(kind: type) -> list[str]:
    slots = {slot for cls in kind.__mro__ for slot in getattr(cls, "__slots__", ())}
    return sorted(slot for slot in slots - {"api_kwargs"} if not slot.startswith("__"))


@cache
def _returned(method: str) -> TypeAdapter[Any]:
    returning = getattr(aiogram.methods, method[0].upper() + method[1:]).__returning__
    return TypeAdapter(returning)


def _made_by_ptb(known: Any, raw: Any) -> Any:
    """The same object made by python-telegram-bot; ``known`` is aiogram's, which tells what it is."""
    if isinstance(raw, list):
        return [_made_by_ptb(one, item) for one, item in zip(known, raw, strict=True)]
    made_by = getattr(telegram, type(known).__name__, None)
    return made_by.de_json(raw, None) if made_by is not None and isinstance(raw, dict) else None


def _check(adapter: TypeAdapter[Any], raw: Any, where: str) -> Iterator[str]:
    try:
        known = adapter.validate_python(raw)
    except ValidationError as error:
        yield f"aiogram: {where}: {error}"
        return
    yield from _unknown_to_aiogram(known, where)
    try:
        made = _made_by_ptb(known, raw)
    except Exception as error:  # whatever it raises, it can't read it
        yield f"python-telegram-bot: {where}: {error!r}"
        return
    yield from _unknown_to_ptb(made, where)


_UPDATE: TypeAdapter[types.Update] = TypeAdapter(types.Update)
_PARAMETERS: TypeAdapter[types.ResponseParameters] = TypeAdapter(types.ResponseParameters)


def update_problems(update: Json) -> list[str]:
    """What the two libraries do not understand of an update."""
    return list(_check(_UPDATE, update, "update"))


def answer_problems(method: str, answer: Json) -> list[str]:
    """What the two libraries do not understand of an answer, or what an error lacks."""
    if answer.get("ok") is True:
        if set(answer) != {"ok", "result"}:
            return [f"{method}: an answer has ok and result, not {sorted(answer)}"]
        return list(_check(_returned(method), answer["result"], method))
    if not isinstance(answer.get("error_code"), int) or not isinstance(answer.get("description"), str):
        return [f"{method}: an error has error_code and description: {answer}"]
    unknown = set(answer) - {"ok", "error_code", "description", "parameters"}
    problems = [f"{method}: an error has no {name}" for name in sorted(unknown)]
    if "parameters" in answer:
        problems += _check(_PARAMETERS, answer["parameters"], f"{method}/parameters")
    return problems
