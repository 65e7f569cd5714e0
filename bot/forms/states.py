"""A form's state with one thing changed. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.forms.fields import Field
from bot.forms.model import FormState

Fields = tuple[Field[Any], ...]


def answered(state: FormState, name: str, value: Any) -> FormState:
    """With an answer, and without what was kept towards it."""
    return replace(forgotten(state, name), answers={**state.answers, name: value})


def corrected(fields: Fields, state: FormState, name: str | None, value: Any) -> FormState:
    """With an answer in place of another, or none; what depended on that one is asked anew."""
    if name is None or state.answers.get(name) == value:
        return state
    state = unanswered(fields, state, name)
    return state if value is None else answered(state, name, value)


def forgotten(state: FormState, name: str | None) -> FormState:
    """Without what was kept towards an answer."""
    return replace(state, partial={key: text for key, text in state.partial.items() if key != name})


def unanswered(fields: Fields, state: FormState, name: str) -> FormState:
    """Without an answer, nor those that depend on it: it is to be asked anew."""
    gone = {name}
    for field in fields:
        if gone & set(field.depends):
            gone.add(field.name)
    answers = {key: value for key, value in state.answers.items() if key not in gone}
    tries = {key: value for key, value in state.tries.items() if key not in gone}
    unclear = tuple(key for key in state.unclear if key not in gone)
    return replace(state, answers=answers, tries=tries, unclear=unclear, asked=None)


def renamed(fields: Fields, state: FormState) -> FormState:
    """With the present names of its fields (``was``)."""
    former = {old: f.name for f in fields for old in f.was}
    if not former.keys() & {*state.answers, state.asked}:
        return state
    answers = {former.get(key, key): value for key, value in state.answers.items()}
    return replace(state, answers=answers, asked=former.get(state.asked or "", state.asked))


def named(fields: Fields, name: str | None) -> Field[Any] | None:
    """The field of that name, if there is one."""
    return next((f for f in fields if f.name == name), None)
