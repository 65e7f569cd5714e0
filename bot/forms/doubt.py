"""An answer that something speaks against: which of two was meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bot.domain.audience import Phrase
from bot.domain.bare_words import agrees, declines, is_neither
from bot.domain.text import fold
from bot.forms.fields import Answers, Choice, Option
from bot.forms.model import Context, FormState, Input, Said, Tapped


class Doubt(Choice):
    """Whether the answer to the choice ``of`` was meant or the ``other`` of its options that something speaks for; not
    asked while there is none. Asked once in a form, whatever is changed afterwards; what is chosen becomes the answer.
    ``ask`` names both, as ``{other}`` and ``{chosen}``: a bare *yes* is the other one, a bare *no* what he chose,
    *neither* asks for the choice anew."""

    def __init__(
        self,
        of: str,
        options: Callable[[Context, Answers], Sequence[Option]],
        *,
        other: Callable[[Context, Answers], str | None],
        **common: Any,
    ) -> None:
        super().__init__(self._both, where=self._doubted, **common)
        self.corrects, self.every, self.other = of, options, other

    def _both(self, context: Context, answers: Answers) -> tuple[Option, ...]:
        """What he chose, then the other."""
        found = {option.value: option for option in self.every(context, answers)}
        both = (answers.get(self.corrects or ""), self.other(context, answers))
        return tuple(found[value] for value in both if value in found)

    def _doubted(self, context: Context, answers: Answers) -> bool:
        return len(self._both(context, answers)) == 2

    def take(self, given: Input, state: FormState, context: Context) -> Any:
        """What was offered a moment ago is taken, though by now (a late part of an album) nothing may speak for it."""
        match given:
            case Tapped(value=value) if any(one.value == value for one in self.every(context, state.answers)):
                return value
            case Said(text=text) if self._doubted(context, state.answers) and (
                agrees(text) or declines(text)
            ):
                chosen, other = self._both(context, state.answers)
                return other.value if agrees(text) else chosen.value
            case Said(text=text) if (named := self._named(text, state, context)) is not None:
                return named
            case Said(text=text) if is_neither(text):
                return None
            case _:
                return super().take(given, state, context)

    def _named(self, text: str, state: FormState, context: Context) -> str | None:
        """Neither of the two, but another option, whole."""
        every = self.every(context, state.answers)
        return next((one.value for one in every if fold(str(one.label)) == fold(text)), None)

    def lines(self, state: FormState, context: Context) -> list[Phrase]:
        chosen, other = (option.label for option in self._both(context, state.answers))
        return [Phrase(self.ask, {"other": other, "chosen": chosen})]
