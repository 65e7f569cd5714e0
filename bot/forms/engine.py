"""The dialog engine: a pure function from (form, state, input, context) to (state, outcome).

The next question is the first one without an answer, so a form may change between two versions of the program and
no answer lands in a wrong field. Back, cancel, start over, the summary with *edit*, and the harmlessness of stale or
repeated taps are the same for every form.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from bot.domain.audience import N_, Phrase, Public, Style
from bot.domain.text import replaced
from bot.forms.albums import all_kept, among, holds, joined
from bot.forms.fields import Browse, Field, Files, Rejected, Search, Stray, Text, files_kept
from bot.forms.model import (
    Cancelled,
    Context,
    Do,
    Finished,
    FormState,
    Input,
    Key,
    NotMine,
    Outcome,
    Prompt,
    Quiet,
    Said,
    Sent,
    Tapped,
)
from bot.forms.states import answered, corrected, forgotten, named, renamed, unanswered
from bot.forms.typed import as_press, says_nothing

AGAIN = N_("That question is already answered; here is the present one.")
CHOOSE = N_("Please tap one of the buttons below.")
ADDED = N_("I have added that to your description.")
DROPPED = N_("All right, I have dropped it; nothing was sent. Write to me whenever you like.")
AMENDED = N_("I have changed that in your description.")


class Form:
    """A dialog. Subclasses declare fields in the order they are asked and say in ``finish`` what they were for.

    ``text_to`` names the field that receives text written at another question. ``long`` forms end in a summary and
    offer back, cancel and start over. ``yields``: a message that answers nothing ends the form and is treated as any
    other. ``keeps_files`` lets photos be sent at any moment. ``opening`` is said before the first question,
    ``added`` when such text was taken, ``dropped`` when the form is given up.
    """

    name: ClassVar[str]
    fields: ClassVar[tuple[Field[Any], ...]] = ()
    text_to: ClassVar[str | None] = None
    long: ClassVar[bool] = False
    yields: ClassVar[bool] = False
    keeps_files: ClassVar[bool] = False
    opening: ClassVar[str | None] = None
    added: ClassVar[str] = ADDED
    check: ClassVar[str] = N_("Please check your request before I send it:")
    dropped: ClassVar[str] = DROPPED

    def __init_subclass__(cls, *, name: str) -> None:
        cls.name = name
        cls.fields = tuple(value for value in vars(cls).values() if isinstance(value, Field))

    def __init__(self, state: FormState, context: Context) -> None:
        self.state, self.context = state, context

    @classmethod
    def opens(cls, first: Input | None) -> str | None:
        """What is said before the first question, by the message that began it; a source text."""
        return cls.opening

    def finish(self) -> object:
        """The command that all answers together make."""
        raise NotImplementedError

    def given_up(self) -> object | None:
        """The command of a form that is given up, where what it holds counts all the same; None: it is dropped."""
        return None

    def as_it_stands(self) -> object | None:
        """The command of a form that nobody finishes, where what it holds must not wait any longer; None: it can."""
        return None


def begin(
    form: type[Form],
    context: Context,
    *,
    given: Mapping[str, Any] | None = None,
    answers: Mapping[str, Any] | None = None,
    first: Input | None = None,
) -> tuple[FormState, Outcome]:
    """Open a form. A ``first`` message fills what it can, ``answers`` are known beforehand; only the rest is asked."""
    known = {f.name: value for f in form.fields if f.known and (value := f.known(context)) is not None}
    state = FormState(form.name, answers={**known, **(answers or {})}, given=given or {})
    match first:
        case Sent(files, caption, album):
            state = replace(state, files=files, albums=(album,) if album else ())
            state = _append(form, state, caption, context) if caption else state
        case Said(text):
            state = _append(form, state, text, context)
    opening = form.opens(first)
    return _next(form, state, context, *((Phrase(opening),) if opening else ()))


def step(form: type[Form], state: FormState, given: Input, context: Context) -> tuple[FormState, Outcome]:
    """Take one input. Pure: no clock, no I/O."""
    state = renamed(form.fields, state)
    match given:
        case Tapped():
            return _tapped(form, state, given, context)
        case Sent():
            return _sent(form, state, given, context)
        case Said(text):
            press = as_press(state, named(form.fields, state.asked), text, long=form.long)
            return _tapped(form, state, press, context) if press else _answered(form, state, given, context)


def current(
    form: type[Form], state: FormState, context: Context, *notices: Phrase
) -> tuple[FormState, Outcome]:
    """Ask the present question again (after a change of language, a restart, a detour)."""
    return _next(form, renamed(form.fields, state), context, *notices)


def informed(form: type[Form], state: FormState, context: Context) -> FormState:
    """With what has become known meanwhile and is not answered yet; what he is about to change is not touched. What he
    wrote while he searched goes where the form keeps such text."""
    state = renamed(form.fields, state)
    known = {f.name: f.known(context) for f in form.fields if f.known}
    for field in form.fields:
        about_it = all(state.answers.get(name) == known.get(name) for name in field.depends)
        open_to_it = field.name not in state.answers and not (state.editing and field.name == state.asked)
        value = known.get(field.name)
        if value is not None and about_it and open_to_it:
            missed = state.partial.get(field.name, "") if isinstance(field, Search) else ""
            state = _append(form, answered(state, field.name, value), missed, context)
    return state


def amended(
    form: type[Form], state: FormState, before: str, after: str, context: Context
) -> tuple[FormState, Outcome] | None:
    """Somebody changed a message that went where the form keeps text (``text_to``). None when it did not go there, or
    when what is left would not do as an answer."""
    state, name = renamed(form.fields, state), form.text_to
    target = named(form.fields, name)
    if target is None or name is None:
        return None
    kept = str(state.answers.get(name) or state.partial.get(name, ""))
    whole = replaced(kept, before, after) if before.strip() else None
    if whole is None:
        return None
    bare = unanswered(form.fields, replace(state, partial={**state.partial, name: ""}), name)
    try:
        state = answered(bare, name, target.take(Said(whole), bare, context))
    except (Rejected, Stray):
        return None
    return _next(form, state, context, Phrase(AMENDED))


def _tapped(form: type[Form], state: FormState, tap: Tapped, context: Context) -> tuple[FormState, Outcome]:
    mark = f"{tap.turn}:{tap.do}:{tap.value}"
    if tap.form != form.name or tap.turn != state.turn:
        return (state, Quiet()) if mark == state.last else _next(form, state, context, Phrase(AGAIN))
    state = replace(state, last=mark)
    match tap.do:
        case Do.CANCEL:
            return state, Cancelled()
        case Do.RESTART:
            fresh, outcome = begin(form, context, given=state.given)
            return replace(fresh, turn=state.turn + 1), _at_turn(outcome, state.turn + 1)
        case Do.CONFIRM:
            if state.editing:
                return _next(form, replace(state, editing=False), context)
            if _missing(form, state, context) is None:
                return state, Finished(form(state, context).finish())
            return _next(form, state, context)
        case Do.EDIT:
            if not tap.value:
                return _ask_what_to_edit(form, state, context)
            return _next(form, unanswered(form.fields, replace(state, editing=False), tap.value), context)
        case Do.BACK:
            return _next(form, _back(form, state, context), context)
        case Do.ANSWER | Do.PAGE:
            return _answered(form, state, tap, context)


def _sent(form: type[Form], state: FormState, given: Sent, context: Context) -> tuple[FormState, Outcome]:
    if not form.keeps_files:
        return (state, NotMine()) if form.yields else _next(form, state, context, Phrase(CHOOSE))
    same_album = given.album is not None and (given.album in state.albums or holds(state, given.album))
    room = _room_for(form, state, given)
    albums = (given.album,) if given.album and not same_album else ()
    files = joined(state.files, given.files[:room])
    state = replace(state, files=files, albums=(*state.albums, *albums))
    if same_album and form.text_to is not None:
        # He sent it before he was asked: its words answer no question.
        return _join(form, state, given, context), Quiet()
    if given.caption:
        return _answered(form, state, Said(given.caption), context)
    if same_album:
        return state, Quiet()
    asked = named(form.fields, state.asked)
    if isinstance(asked, Text) and asked.hears(given):
        state = replace(answered(state, asked.name, asked.spoken or ""), unclear=(*state.unclear, asked.name))
    full = Phrase(N_("That is as many files as fit in one request; I kept the first ones."))
    return _next(form, state, context, full if room < len(given.files) else all_kept(state, given))


def _room_for(form: type[Form], state: FormState, given: Sent) -> int:
    """How many of these files fit. What belongs to an album that was let in is let in too."""
    if given.album is not None and holds(state, given.album):
        return len(given.files)
    at_most = max((f.at_most for f in form.fields if isinstance(f, Files)), default=10)
    return max(at_most - len(state.files), 0)


def _answered(
    form: type[Form], state: FormState, given: Said | Tapped, context: Context
) -> tuple[FormState, Outcome]:
    asked = named(form.fields, state.asked)
    if asked is None:
        return _stray(form, state, given, context)
    try:
        value = asked.take(given, state, context)
    except Stray as stray:
        return _stray(form, state, given, context, stray)
    except Rejected as rejection:
        return _rejected(form, state, asked, rejection, context)
    if isinstance(value, Browse):
        found = forgotten(state, asked.name) if value.query else state
        if value.keep:
            found = replace(found, partial={**found.partial, asked.name: value.keep})
        return _next(form, replace(found, page=value.page, query=value.query), context)
    tapped = isinstance(asked, Search) and isinstance(given, Tapped)
    missed = state.partial.get(asked.name, "") if tapped else ""
    state = answered(corrected(form.fields, state, asked.corrects, value), asked.name, value)
    return _next(form, _append(form, state, missed, context), context)


def _rejected(
    form: type[Form], state: FormState, asked: Field[Any], rejection: Rejected, context: Context
) -> tuple[FormState, Outcome]:
    if rejection.enough and rejection.keep:
        state = replace(state, unclear=(*state.unclear, asked.name))
        return _next(form, answered(state, asked.name, rejection.keep), context)
    partial = {**state.partial, asked.name: rejection.keep} if rejection.keep else state.partial
    tries = {**state.tries, asked.name: state.tries.get(asked.name, 0) + 1}
    return _next(form, replace(state, partial=partial, tries=tries), context, rejection.phrase, alone=True)


def _stray(
    form: type[Form], state: FormState, given: Input, context: Context, stray: Stray | None = None
) -> tuple[FormState, Outcome]:
    if form.yields:
        return state, NotMine()
    if not isinstance(given, Said) or form.text_to is None or (form.long and says_nothing(given.text)):
        again = stray.again if stray and stray.again else None
        return _next(form, state, context, again or Phrase(CHOOSE), alone=again is not None)
    after = _append(form, state, given.text, context)
    if stray is not None and stray.words:
        after = _append(form, forgotten(state, state.asked), stray.words, context)
    missing = _missing(form, after, context)
    if stray is None or stray.again is None or missing is None or missing.name != state.asked:
        return _next(form, after, context, Phrase(form.added))
    after = replace(after, partial={**after.partial, missing.name: stray.keep})
    return _next(form, after, context, Phrase(form.added), stray.again, alone=True)


def _append(form: type[Form], state: FormState, text: str, context: Context) -> FormState:
    """Put text that answered no question where the form keeps such text; what is too vague waits for more."""
    name = form.text_to
    target = named(form.fields, name)
    if target is None or name is None or not text.strip():
        return state
    if name in state.answers:
        return answered(state, name, f"{state.answers[name]}\n{text.strip()}")
    try:
        return answered(state, name, target.take(Said(text), state, context))
    except Rejected as rejection:
        return replace(state, partial={**state.partial, name: rejection.keep}) if rejection.keep else state


def _join(form: type[Form], state: FormState, given: Sent, context: Context) -> FormState:
    """Put the words of an album's part where the form keeps such text: next to those of the parts before or after
    it."""
    name, words = form.text_to or "", given.caption.strip()
    kept = str(state.answers.get(name) or state.partial.get(name, ""))
    whole = among(kept, state.files, given.files, words) if words else None
    if whole is None:
        return _append(form, state, words, context)
    if name in state.answers:
        return answered(state, name, whole)
    return _append(form, replace(state, partial={**state.partial, name: ""}), whole, context)


def _next(
    form: type[Form], state: FormState, context: Context, *notices: Phrase, alone: bool = False
) -> tuple[FormState, Outcome]:
    missing = _missing(form, state, context)
    if missing is None and not form.long:
        return replace(state, asked=None), Finished(form(state, context).finish())
    turn = state.turn + 1
    if missing is None:
        state = replace(state, asked=None, turn=turn, page=0, query="", editing=False)
        lines = (*notices, Phrase(form.check))
        return state, Prompt(form.name, turn, lines, _summary_keys(), _details(form, state, context))
    if missing.name != state.asked:
        state = replace(state, page=0, query="")
    state = replace(state, asked=missing.name, turn=turn)
    lines = notices if alone else (*notices, *missing.lines(state, context))
    rows = (*missing.keys(state, context), *_navigation(form, state, context))
    return state, Prompt(form.name, turn, tuple(lines), rows)


def _details(form: type[Form], state: FormState, context: Context) -> tuple[Phrase, ...]:
    lines = []
    line = N_("{label}: {answer}")
    for field in form.fields:
        if field.label is None or field.name not in state.answers or not _applies(field, state, context):
            continue
        shown = field.shown(state.answers, context)
        if isinstance(field, Files):
            shown = files_kept(len(state.files)) if state.files else Public("–")
        lines.append(Phrase(line, {"label": Phrase(field.label), "answer": shown}))
    return tuple(lines)


def _summary_keys() -> tuple[tuple[Key, ...], ...]:
    return (
        (
            Key(Phrase(N_("Send")), Do.CONFIRM, style=Style.SUCCESS),
            Key(Phrase(N_("Change something")), Do.EDIT),
        ),
        (Key(Phrase(N_("Start over")), Do.RESTART), Key(Phrase(N_("Cancel")), Do.CANCEL)),
    )


def _ask_what_to_edit(form: type[Form], state: FormState, context: Context) -> tuple[FormState, Outcome]:
    state = replace(state, editing=True, turn=state.turn + 1)
    keys = [
        (Key(Phrase(field.label), Do.EDIT, field.name),)
        for field in form.fields
        if field.label is not None and field.name in state.answers and _applies(field, state, context)
    ]
    rows = (*keys, (Key(Phrase(N_("Back")), Do.CONFIRM),))
    return state, Prompt(form.name, state.turn, (Phrase(N_("What would you like to change?")),), rows)


def _navigation(form: type[Form], state: FormState, context: Context) -> tuple[tuple[Key, ...], ...]:
    if not form.long:
        return ()
    back, cancel = Key(Phrase(N_("Back")), Do.BACK), Key(Phrase(N_("Cancel")), Do.CANCEL)
    return ((back, cancel),) if _before(form, state, context) else ((cancel,),)


def _back(form: type[Form], state: FormState, context: Context) -> FormState:
    before = _before(form, state, context)
    return unanswered(form.fields, state, before) if before else state


def _before(form: type[Form], state: FormState, context: Context) -> str | None:
    names = [f.name for f in form.fields if f.name in state.answers and _applies(f, state, context)]
    order = [f.name for f in form.fields]
    limit = order.index(state.asked) if state.asked in order else len(order)
    return next((name for name in reversed(names) if order.index(name) < limit), None)


def _missing(form: type[Form], state: FormState, context: Context) -> Field[Any] | None:
    return next((f for f in form.fields if f.name not in state.answers and _applies(f, state, context)), None)


def _applies(field: Field[Any], state: FormState, context: Context) -> bool:
    if field.where is not None and not field.where(context, state.answers):
        return False
    return field.when is None or field.when(state.answers)


def _at_turn(outcome: Outcome, turn: int) -> Outcome:
    return replace(outcome, turn=turn) if isinstance(outcome, Prompt) else outcome
