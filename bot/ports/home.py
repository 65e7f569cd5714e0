"""The page of their own that members of staff find in the desk's app (row G1), as a neutral view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.domain.addresses import Destination
from bot.ports.modal import Option


@dataclass(frozen=True, slots=True)
class HomeLine:
    """A request on one line: ``thread`` becomes a link where it leads. ``options`` are the desk actions offered on
    ``ticket``; one that is chosen comes back as ``DeskPress`` of ``action``, with ``seen``."""

    text: str
    thread: Destination | None = None
    ticket: str = ""
    seen: str = ""
    action: str = ""
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class HomePart:
    """A part of the page. ``words`` stand below its lines: literal, as all text here."""

    title: str
    lines: tuple[HomeLine, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class HomeTab:
    """The whole page, in place of what was there. ``below`` is said in small letters."""

    title: str
    parts: tuple[HomePart, ...] = ()
    below: str = ""
    kind: Literal["home_tab"] = "home_tab"
