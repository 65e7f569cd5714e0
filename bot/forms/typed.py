"""What somebody types where he could press: *oui* under the summary, *non* under a question that may be skipped."""

from __future__ import annotations

from typing import Any

from bot.domain.bare_words import agrees, declines, gives_up, is_enough
from bot.domain.thanks import is_thanks
from bot.forms.fields import Field
from bot.forms.model import Do, FormState, Tapped


def as_press(state: FormState, asked: Field[Any] | None, text: str, *, long: bool) -> Tapped | None:
    """The press that these words stand for; None where they are an answer or say more."""
    do, value = None, ""
    if long and gives_up(text):
        do = Do.CANCEL
    elif asked is not None:
        value = asked.typed(text) or ""
        do = Do.ANSWER if asked.typed(text) is not None else None
    elif long and (agrees(text) or declines(text)):
        do = Do.CONFIRM if agrees(text) else Do.EDIT
    return None if do is None else Tapped(state.form, state.turn, do, value)


def says_nothing(text: str) -> bool:
    """Whether nobody would miss these words in a description: a bare yes or no, thanks."""
    return agrees(text) or declines(text) or is_enough(text) or is_thanks(text)
