"""The kinds of question a form can ask. A field turns an input into a JSON answer, or says kindly why it can't."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any, Generic, TypeVar, overload

from bot.domain.audience import N_, NN_, Phrase, Public
from bot.domain.bare_words import declines, is_enough, is_yes
from bot.domain.text import fold
from bot.domain.thanks import is_thanks
from bot.forms.model import Context, Do, FormState, Input, Key, Said, Sent, Tapped

T = TypeVar("T")
PER_PAGE = 6
PART_OF_NAME, ALIKE = 3, 0.8
"""A search that is at least so long and finds one name alone has chosen it; words so much alike count as the same."""
FEW = 5
"""Options that people count."""
FEW_WORDS = 4
"""A search has no more words than this, and no link; what has was meant for somebody else."""

SHOWN = 1000
"""Characters of an answer that the summary shows: it may be shown several times."""

MORE_WORDS = N_("A few more words, please.")
NOT_FOUND = N_(
    "I found nothing by that name. Please choose from the list, write it another way, or tap “{none}”."
)

Answers = Mapping[str, Any]


class Rejected(Exception):
    """The answer does not fit. ``phrase`` tells the person why; ``keep`` is text to remember all the same;
    ``enough`` says that it will have to do, after so many tries."""

    def __init__(self, phrase: Phrase, keep: str = "", *, enough: bool = False) -> None:
        super().__init__(phrase.msgid)
        self.phrase, self.keep, self.enough = phrase, keep, enough


class Stray(Exception):
    """The input is not an answer to this question; the form decides where it belongs. ``again`` asks in other words,
    ``keep`` is remembered as what was no answer, ``words`` are all that belongs elsewhere, where it is more than the
    input."""

    def __init__(self, again: Phrase | None = None, keep: str = "", words: str = "") -> None:
        super().__init__()
        self.again, self.keep, self.words = again, keep, words


@dataclass(frozen=True, slots=True)
class Browse:
    """Not an answer yet: the list moves on (another page, another query). ``keep`` is remembered as what may belong
    elsewhere."""

    page: int = 0
    query: str = ""
    keep: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose: the key that is stored, the label that is shown, more words that find it."""

    value: str
    label: Public | Phrase
    words: str = ""


class Field(Generic[T]):
    """A question. ``when`` and ``where`` say whether it is asked at all, by the answers so far and by what the form may
    know besides; ``known`` may answer it beforehand, ``label`` names it in
    the summary (None: not shown there), ``depends`` lists fields whose change voids it, ``was`` its former names.
    ``corrects`` is the field whose answer this one's takes the place of."""

    name: str = ""
    corrects: str | None = None

    def __init__(
        self,
        *,
        ask: str,
        label: str | None = None,
        when: Callable[[Answers], bool] | None = None,
        where: Callable[[Context, Answers], bool] | None = None,
        known: Callable[[Context], Any] | None = None,
        depends: tuple[str, ...] = (),
        was: tuple[str, ...] = (),
        optional: bool = False,
    ) -> None:
        self.ask, self.label, self.when, self.where, self.known = ask, label, when, where, known
        self.depends, self.was, self.optional = depends, was, optional

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, form: None, owner: type) -> Field[T]: ...
    @overload
    def __get__(self, form: object, owner: type) -> T: ...
    def __get__(self, form: Any, owner: type) -> Field[T] | T:
        return self if form is None else self.load(form.state.answers.get(self.name))

    def load(self, stored: Any) -> T:
        """The answer as the form's ``finish`` reads it."""
        return stored  # type: ignore[no-any-return]

    def take(self, given: Input, state: FormState, context: Context) -> Any | Browse:
        """The JSON answer. Raises Rejected or Stray."""
        raise NotImplementedError

    def typed(self, text: str) -> str | None:
        """The value of the button that a few bare words stand for (*no* for *Skip*); None where they are no such."""
        return "" if self.optional and declines(text) else None

    def keys(self, state: FormState, context: Context) -> list[tuple[Key, ...]]:
        """The buttons that answer this question."""
        return [(Key(Phrase(N_("Skip")), Do.ANSWER, ""),)] if self.optional else []

    def lines(self, state: FormState, context: Context) -> list[Phrase]:
        """The question."""
        return [Phrase(self.ask)]

    def shown(self, answers: Answers, context: Context) -> Public | Phrase:
        """The answer, as the summary shows it."""
        return Public(answers[self.name] or "–")


class Text(Field[str]):
    """Free text. ``vague`` finds answers that say too little; after ``tries`` of them what there is is taken and
    marked unclear. Vague words are kept and joined with what follows, so nothing written is lost. What is longer than
    ``max_len`` is no answer to this question. ``reads`` finds the answer in what was written, None where it holds none:
    then the question is asked by ``example``, and who writes the same again means it. ``suggest`` offers an answer as a
    button. ``spoken`` is what a voice message is taken as, which only people understand: the answer is marked
    unclear."""

    def __init__(
        self,
        *,
        min_len: int = 1,
        max_len: int | None = None,
        vague: Callable[[str], bool] | None = None,
        example: str | None = None,
        tries: int = 3,
        reads: Callable[[str], str | None] | None = None,
        suggest: Callable[[Context], str] | None = None,
        spoken: str | None = None,
        **common: Any,
    ) -> None:
        super().__init__(**common)
        self.spoken = spoken
        self.min_len, self.max_len, self.vague, self.example = min_len, max_len, vague, example
        self.tries, self.reads, self.suggest = tries, reads, suggest

    def take(self, given: Input, state: FormState, context: Context) -> str:
        match given:
            case Tapped(value=value) if value or self.optional:
                return value
            case Said(text=text) if self.optional and is_yes(text):
                raise Rejected(Phrase(MORE_WORDS))
            case Said(text=text) if text.strip() and self.reads:
                return self._read(text.strip(), state)
            case Said(text=text) if text.strip():
                return self._sufficient(text.strip(), state)
            case _:
                raise Stray

    def hears(self, given: Sent) -> bool:
        """Whether it is answered by word of mouth."""
        return self.spoken is not None and any(file["kind"] == "voice" for file in given.files)

    def _read(self, text: str, state: FormState) -> str:
        assert self.reads is not None
        found = self.reads(text)
        meant = state.partial.get(self.name) == text and any(c.isalpha() for c in text)
        if found is None and not meant:
            raise Stray(Phrase(self.example) if self.example else None, keep=text)
        return self._sufficient(found or text, replace(state, partial={}))

    def _sufficient(self, text: str, state: FormState) -> str:
        earlier = state.partial.get(self.name, "")
        whole = f"{earlier}\n{text}".strip()
        if self.max_len is not None and len(whole) > self.max_len:
            raise Stray
        if len(whole) < self.min_len or (self.vague is not None and self.vague(whole)):
            last = self.vague is not None and state.tries.get(self.name, 0) + 1 >= self.tries
            again = Phrase(self.example or MORE_WORDS)
            raise Rejected(again, keep=whole if self.vague else "", enough=last)
        return whole

    def shown(self, answers: Answers, context: Context) -> Public | Phrase:
        text = str(answers[self.name] or "–")
        return Public(text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()}…")

    def keys(self, state: FormState, context: Context) -> list[tuple[Key, ...]]:
        suggestion = self.suggest(context).strip() if self.suggest else ""
        rows = [(Key(Public(suggestion), Do.ANSWER, suggestion),)] if suggestion else []
        return rows + super().keys(state, context)


class Choice(Field[str]):
    """One of several options, by button or by typing its label; of a few also by the number at which it stands."""

    def __init__(
        self, options: Callable[[Context, Answers], Sequence[Option]], *, columns: int = 1, **common: Any
    ) -> None:
        super().__init__(**common)
        self.options, self.columns = options, columns

    def take(self, given: Input, state: FormState, context: Context) -> Any:
        options = self.options(context, state.answers)
        match given:
            case Tapped(value=value) if any(option.value == value for option in options) or (
                self.optional and not value
            ):
                return value
            case Tapped():
                raise Rejected(Phrase(N_("That choice is no longer there. Please choose again.")))
            case Said(text=text):
                labels = {o.value: fold(o.label) for o in options if isinstance(o.label, Public)}
                found = [value for value, label in labels.items() if label == fold(text)]
                if not found and len(text.strip()) > 1:
                    found = [value for value, label in labels.items() if fold(text) in label]
                if len(found) == 1:
                    return found[0]
                if len(options) <= FEW and text.strip() in map(str, range(1, len(options) + 1)):
                    return options[int(text) - 1].value
                raise Stray
            case _:
                raise Stray

    def keys(self, state: FormState, context: Context) -> list[tuple[Key, ...]]:
        keys = [Key(option.label, Do.ANSWER, option.value) for option in self.options(context, state.answers)]
        return _rows(keys, self.columns) + super().keys(state, context)

    def shown(self, answers: Answers, context: Context) -> Public | Phrase:
        for option in self.options(context, answers):
            if option.value == answers[self.name]:
                return option.label
        return super().shown(answers, context)


class Search(Choice):
    """A choice among many: typing part of a name chooses it or narrows the list, pages turn it. Who misspells a name,
    or adds to it, is shown what it may be. ``none`` is the button for "it isn't here" and is stored as an empty answer.
    Whose words find nothing twice speaks of something else: they go where the form keeps such text."""

    def __init__(
        self, options: Callable[[Context, Answers], Sequence[Option]], *, none: str, **common: Any
    ) -> None:
        super().__init__(options, **common)
        self.none = none

    def typed(self, text: str) -> str | None:
        return "" if declines(text) else None

    def take(self, given: Input, state: FormState, context: Context) -> Any:
        match given:
            case Tapped(do=Do.PAGE, value=value):
                return Browse(page=int(value), query=state.query)
            case Tapped(value=""):
                return ""
            case Tapped():
                return super().take(given, state, context)
            case Said(text=text):
                found = self._found(text, state, context)
                exact = [o for o in found if isinstance(o.label, Public) and fold(o.label) == fold(text)]
                if len(exact) == 1:
                    return exact[0].value
                if len(found) == 1 and fold(text) in fold(str(found[0].label)) and len(text) >= PART_OF_NAME:
                    return found[0].value
                if not found and len(text.split()) <= FEW_WORDS and self._near(text, state, context):
                    return Browse(query=text, keep=text)
                if not found and (len(text.split()) > FEW_WORDS or "://" in text):
                    raise Stray
                if not found and state.tries.get(self.name):
                    raise Stray(words=f"{state.partial.get(self.name, '')}\n{text}".strip())
                if not found:
                    raise Rejected(Phrase(NOT_FOUND, {"none": Phrase(self.none)}), keep=text)
                return Browse(query=text)
            case _:
                raise Stray

    def _found(self, query: str, state: FormState, context: Context) -> list[Option]:
        wanted = fold(query).split()
        return [
            option
            for option in self.options(context, state.answers)
            if all(word in fold(f"{option.label} {option.words}") for word in wanted)
        ]

    def _near(self, query: str, state: FormState, context: Context) -> list[Option]:
        """Those whose name stands within the words, or most of whose name does, give or take a letter or two."""
        said, whole = fold(query).split(), fold(query)
        near = []
        for option in self.options(context, state.answers):
            name = fold(str(option.label))
            parts = name.split()
            like = [part for part in parts if get_close_matches(part, said, 1, ALIKE)]
            if name in whole or (
                2 * len(like) >= len(parts) and max(map(len, like), default=0) > PART_OF_NAME
            ):
                near.append(option)
        return near

    def keys(self, state: FormState, context: Context) -> list[tuple[Key, ...]]:
        found = self._found(state.query, state, context) or self._near(state.query, state, context)
        first = state.page * PER_PAGE
        rows: list[tuple[Key, ...]] = [
            (Key(o.label, Do.ANSWER, o.value),) for o in found[first : first + PER_PAGE]
        ]
        turns = []
        if state.page > 0:
            turns.append(Key(Public("‹"), Do.PAGE, str(state.page - 1)))
        if first + PER_PAGE < len(found):
            turns.append(Key(Public("›"), Do.PAGE, str(state.page + 1)))
        if turns:
            rows.append(tuple(turns))
        return [*rows, (Key(Phrase(self.none), Do.ANSWER, ""),)]


class Files(Field[tuple[Mapping[str, Any], ...]]):
    """Photos and documents, at most ``at_most``. They are kept on the state whenever they come; the question's own
    answer only says that there are no more."""

    def __init__(self, *, at_most: int, **common: Any) -> None:
        super().__init__(optional=True, **common)
        self.at_most = at_most

    def __get__(self, form: Any, owner: type) -> Any:
        return self if form is None else form.state.files

    def typed(self, text: str) -> str | None:
        return "done" if declines(text) or is_enough(text) else None

    def take(self, given: Input, state: FormState, context: Context) -> str:
        match given:
            case Tapped():
                return "done"
            case Said(text=text) if is_yes(text) or is_thanks(text):
                raise Rejected(Phrase(self.ask))
            case _:
                raise Stray

    def keys(self, state: FormState, context: Context) -> list[tuple[Key, ...]]:
        label = N_("That's all") if state.files else N_("No photos")
        return [(Key(Phrase(label), Do.ANSWER, "done"),)]


def files_kept(number: int) -> Phrase:
    """How many files came so far."""
    one, several = NN_("{count} file", "{count} files")
    return Phrase(one, plural=several, count=number)


def _rows(keys: Iterable[Key], columns: int) -> list[tuple[Key, ...]]:
    every = list(keys)
    return [tuple(every[i : i + columns]) for i in range(0, len(every), columns)]
