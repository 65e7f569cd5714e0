"""A window in which staff fill something in, as a neutral view; the desk's channel renders it and reads it back.

``DeskForm.values`` has each field's value by its name: a text for most, a tuple of texts where several can be chosen,
nothing for what was left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from bot.ports.inbound import DeskCommand, DeskForm, DeskPress

Option = tuple[str, str]
"""(value, label)."""
Group = tuple[str, tuple[Option, ...]]
"""(heading, options)."""


@dataclass(frozen=True, slots=True)
class Words:
    """Static words: foreign text, only ever literal. ``heading`` is shown in bold above them."""

    text: str
    heading: str = ""
    kind: Literal["words"] = "words"


@dataclass(frozen=True, slots=True)
class TextField:
    """A text to write, ``longest`` in UTF-16 units."""

    name: str
    label: str
    initial: str = ""
    several_lines: bool = True
    optional: bool = False
    hint: str = ""
    longest: int = 3000
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class NumberField:
    """A number to write, in the value as typed with a point (``12.5``)."""

    name: str
    label: str
    initial: str = ""
    decimal: bool = False
    least: str = ""
    most: str = ""
    optional: bool = False
    hint: str = ""
    kind: Literal["number"] = "number"


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of many, at most 100 or, in ``groups``, 100 of 100."""

    name: str
    label: str
    options: tuple[Option, ...] = ()
    groups: tuple[Group, ...] = ()
    initial: str = ""
    optional: bool = False
    hint: str = ""
    kind: Literal["choice"] = "choice"


@dataclass(frozen=True, slots=True)
class PickField:
    """One of many that fills the window anew as soon as it is chosen: it comes back as ``DeskPress`` of the window's
    action with the ``choice``, and as a value when the window is sent in."""

    name: str
    label: str
    placeholder: str
    groups: tuple[Group, ...]
    initial: str = ""
    kind: Literal["pick"] = "pick"


@dataclass(frozen=True, slots=True)
class Beside:
    """Two texts side by side, each as ``Words``: (heading, text)."""

    left: tuple[str, str]
    right: tuple[str, str]
    kind: Literal["beside"] = "beside"


@dataclass(frozen=True, slots=True)
class SeveralField:
    """Several of many (at most 100), from a list; ``boxes`` shows up to ten of them as boxes to tick."""

    name: str
    label: str
    options: tuple[Option, ...]
    initial: tuple[str, ...] = ()
    boxes: bool = False
    optional: bool = False
    hint: str = ""
    kind: Literal["several"] = "several"


@dataclass(frozen=True, slots=True)
class DateField:
    """A day, as ``2026-03-02``."""

    name: str
    label: str
    initial: str = ""
    optional: bool = False
    hint: str = ""
    kind: Literal["date"] = "date"


@dataclass(frozen=True, slots=True)
class MomentField:
    """A day and time, in the value as seconds since 1970; the platform shows it in the time zone of whoever looks."""

    name: str
    label: str
    initial: datetime | None = None
    optional: bool = False
    hint: str = ""
    kind: Literal["moment"] = "moment"


@dataclass(frozen=True, slots=True)
class PhotosField:
    """Photos to put in, at most ``at_most`` (10); they come back in ``DeskForm.files``."""

    name: str
    label: str
    at_most: int = 10
    optional: bool = False
    hint: str = ""
    kind: Literal["photos"] = "photos"


@dataclass(frozen=True, slots=True)
class FieldButton:
    """A button inside the window: pressed, it comes back as ``DeskPress`` with the window to fill anew."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class ButtonsField:
    """A row of buttons."""

    buttons: tuple[FieldButton, ...]
    kind: Literal["buttons"] = "buttons"


Field = (
    Words
    | Beside
    | TextField
    | NumberField
    | ChoiceField
    | PickField
    | SeveralField
    | DateField
    | MomentField
    | PhotosField
    | ButtonsField
)
NOT_SENT = (Words, Beside, PickField, ButtonsField)
"""Fields that alone give a window nothing to send in."""


@dataclass(frozen=True, slots=True)
class Modal:
    """A window. ``name`` comes back in ``DeskForm.name`` (the desk action it belongs to), ``subject`` and ``seen`` with
    it. Without ``submit`` there is nothing to send in. ``pending``: shown at once while the rest is looked up, and
    filled by ``FillModal``."""

    name: str
    title: str
    subject: str
    fields: tuple[Field, ...] = ()
    submit: str = ""
    close: str = ""
    seen: str = ""
    language: str = "en"
    pending: bool = False


@dataclass(frozen=True, slots=True)
class FillModal:
    """Put ``modal`` into the open window ``window`` (``DeskPress.window``). One that was closed meanwhile is no error;
    one that is not open yet is waited for ``until`` then."""

    window: str
    modal: Modal
    until: datetime
    kind: Literal["fill_modal"] = "fill_modal"


class Windows(Protocol):
    """What can't wait for a database: pure functions of what came and the office file."""

    def opens(self, pressed: DeskPress) -> Modal | None:
        """The window that this press opens at once, None where it opens none or a stranger pressed."""
        ...

    def commanded(self, command: DeskCommand) -> Modal | None:
        """The window that this command opens at once, None where it opens none or its author may not."""
        ...

    def problems(self, form: DeskForm) -> Mapping[str, str]:
        """What is to be mended before the window closes: words by field. Empty when all is well."""
        ...
