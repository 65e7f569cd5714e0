"""The words of the dialog engine: what comes in, what is kept, what is asked. All values, no behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.domain.audience import Phrase, Public, Style
from bot.domain.directory import Directory
from bot.domain.ids import OfficeKey, ResidenceKey


class Do(StrEnum):
    """What a button of a prompt does."""

    ANSWER = "answer"
    BACK = "back"
    CANCEL = "cancel"
    RESTART = "restart"
    EDIT = "edit"
    CONFIRM = "confirm"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Key:
    """A button under a question: its label, and what comes back as ``Tapped`` when it is pressed."""

    label: Public | Phrase
    do: Do
    value: str = ""
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Said:
    """The person wrote ``text``."""

    text: str


@dataclass(frozen=True, slots=True)
class Sent:
    """The person sent files (JSON values of ``FileRef``, each with its ``album``, its message's number in the chat,
    ``part``, and its ``words``), perhaps with a caption; ``album`` joins what came as one."""

    files: tuple[Mapping[str, Any], ...]
    caption: str = ""
    album: str | None = None


@dataclass(frozen=True, slots=True)
class Tapped:
    """The person pressed a button of the question asked in ``turn`` of ``form``."""

    form: str
    turn: int
    do: Do
    value: str = ""


Input = Said | Sent | Tapped


@dataclass(frozen=True, slots=True)
class TicketChoice:
    """An open ticket as a choice: its id and how it is named to the resident."""

    id: str
    label: Public


@dataclass(frozen=True, slots=True)
class Context:
    """All that a form may know besides its answers. Frozen: the step function is pure."""

    directory: Directory
    language: str
    profile_name: str
    office: OfficeKey
    name: str | None = None
    residence: ResidenceKey | None = None
    unit: str | None = None
    tickets: tuple[TicketChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class FormState:
    """A half-filled form: JSON through and through.

    ``answers`` and ``partial`` (what was written but does not suffice yet) go by field name; ``asked`` is the field
    of the last question, ``turn`` counts questions, ``last`` is the tap that answered the one before; ``given`` came
    with the form (a ticket's id); ``tries`` counts rejected answers; ``unclear`` names fields taken although vague.
    ``files`` came at any moment, ``albums`` are those they came in. ``editing`` says that the summary's *edit* list is
    shown. ``page`` and ``query`` belong to the asked field's list.
    """

    form: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    partial: Mapping[str, str] = field(default_factory=dict)
    tries: Mapping[str, int] = field(default_factory=dict)
    unclear: tuple[str, ...] = ()
    asked: str | None = None
    turn: int = 0
    last: str = ""
    files: tuple[Mapping[str, Any], ...] = ()
    albums: tuple[str, ...] = ()
    editing: bool = False
    page: int = 0
    query: str = ""

    def to_json(self) -> dict[str, Any]:
        """The state as a JSON object."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> FormState:
        """A stored state, of this version or an older one: unknown keys are dropped, missing ones take defaults."""
        kept = {name: stored[name] for name in cls.__dataclass_fields__ if name in stored}
        kept["unclear"] = tuple(kept.get("unclear", ()))
        kept["files"] = tuple(kept.get("files", ()))
        kept["albums"] = tuple(kept.get("albums", (stored["album"],) if stored.get("album") else ()))
        return cls(**kept)


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question to show: paragraphs, a list of details below, rows of buttons. ``turn`` goes into the buttons."""

    form: str
    turn: int
    lines: tuple[Phrase, ...]
    rows: tuple[tuple[Key, ...], ...] = ()
    details: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Quiet:
    """Nothing to say: a repeated tap, the next part of an album."""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The person gave the form up."""


@dataclass(frozen=True, slots=True)
class NotMine:
    """The answer is not for this form: it ends, and the message goes where messages go."""


@dataclass(frozen=True, slots=True)
class Finished:
    """All answered: ``command`` is what the form was for."""

    command: object


Outcome = Prompt | Quiet | Cancelled | NotMine | Finished
