"""What stands on a desk, and how people read it: cards, posts, windows and their own page as text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.domain.addresses import Place
from bot.domain.text import units
from bot.ports.channel import Delivery, SendFailed
from bot.ports.desk import (
    Action,
    Board,
    Card,
    Mark,
    Post,
)
from bot.ports.home import HomeTab
from bot.ports.modal import (
    Beside,
    ButtonsField,
    ChoiceField,
    Modal,
    PhotosField,
    PickField,
    SeveralField,
    Words,
)
from tests.fakes.markup import shown as marked

LONGEST = 11_500
"""Characters of a post at most, as our Slack channel takes them."""
SIGNS = {
    Mark.WAITING: "⏳",
    Mark.DELIVERED: "✅",
    Mark.INTERNAL: "🔒",
    Mark.FAILED: "⚠️",
    Mark.UNTOLD: "🔕",
    Mark.HANDED: "🧰",
}


@dataclass(slots=True)
class Shown:
    """A message on the desk as staff see it now. ``marks`` are all it ever bore, the last one is there now;
    ``faces`` are our other reactions."""

    ts: str
    room: str
    thread: str | None
    text: str
    author: str | None = None
    card: Card | None = None
    board: Board | None = None
    actions: tuple[Action, ...] = ()
    moved_to: Place | None = None
    file: bytes | None = None
    marks: list[Mark] = field(default_factory=list)
    changes: int = 0
    faces: tuple[str, ...] = ()

    @property
    def signs(self) -> str:
        """The marks as people see them."""
        return " ".join(SIGNS[mark] for mark in self.marks)

    @property
    def ticket(self) -> str:
        """The id of the ticket a card is about."""
        assert self.card is not None, f"not a card: {self.text}"
        return self.card.ticks_value

    @property
    def reference(self) -> str:
        """The public name of the ticket a card is about."""
        assert self.card is not None, f"not a card: {self.text}"
        return self.card.title.split(" · ")[0]


@dataclass(slots=True)
class Window:
    """A window that somebody has open; ``written`` is what he has filled in so far, by label."""

    id: str
    modal: Modal
    written: dict[str, str] = field(default_factory=dict)


def card_text(card: Card) -> str:
    """A card as text: title, fields, body, ticks, notices, [buttons], (menu), (list of more actions …)."""
    lines = [card.title, *(f"{label}: {value}" for label, value in card.fields), card.body]
    lines += [f"{'☑' if box.done else '☐'} {box.label} {box.note}".rstrip() for box in card.ticks]
    lines += card.notices
    lines += [f"[{action.label}]" for action in card.actions]
    for menu in card.menus:
        labels = [label for _, options in menu.groups for _, label in options]
        lines.append(f"({menu.placeholder}{' ' if labels else ''}{' | '.join(labels)})")
    return "\n".join(lines)


def board_text(board: Board, delivery: Delivery) -> str:
    """A board as text: title, small line, a row a line with where it leads, its small line and [buttons]."""
    assert len(board.rows) <= 15, "a post holds fifty blocks"
    lines = [board.title, board.above]
    for row in board.rows:
        link = f" → {link_text(delivery, row.thread)}" if row.thread else ""
        buttons = "".join(f" [{action.label}]" for action in row.actions)
        lines.append(f"{row.text}{link} {row.below}{buttons}".rstrip())
    lines += [board.below, *(f"[{action.label}]" for action in board.actions)]
    return "\n".join(line for line in lines if line)


def post_text(post: Post) -> str:
    """A post as text, its small lines in brackets of their own."""
    if units(post.text) > LONGEST:
        raise SendFailed("too_large", "split it first")
    icon = f"{post.icon} " if post.icon else ""
    author = f"{post.author}: " if post.author else ""
    above = f"({post.above}) " if post.above else ""
    below = f" ({post.below})" if post.below else ""
    return f"{above}{icon}{author}{marked(post.text, post.spans)}{below}"


def window_text(modal: Modal) -> str:
    """A window as text: title, words, fields with what they show, [buttons], (send)."""
    lines = [modal.title]
    for each in modal.fields:
        match each:
            case Words():
                lines += [each.heading, each.text]
            case Beside():
                lines += [*each.left, *each.right]
            case PickField():
                every = [option for _, options in each.groups for option in options]
                shown = [f"({label})" if value == each.initial else label for value, label in every]
                lines += [each.label, *(name for name, _ in each.groups), " | ".join(shown)]
            case ButtonsField():
                lines += [f"[{button.label}]" for button in each.buttons]
            case ChoiceField():
                every = [*each.options, *(option for _, group in each.groups for option in group)]
                shown = [f"({label})" if value == each.initial else label for value, label in every]
                lines.append(f"{each.label}: {' | '.join(shown)}")
            case SeveralField():
                shown = [f"({label})" if value in each.initial else label for value, label in each.options]
                lines.append(f"{each.label}: {' | '.join(shown)}")
            case PhotosField():
                lines.append(f"{each.label}: 📎")
            case _:
                lines.append(f"{each.label}: {each.initial or ''}")
    if modal.submit:
        lines.append(f"({modal.submit})")
    return "\n".join(line for line in lines if line)


def home_text(tab: HomeTab, delivery: Delivery) -> str:
    """Somebody's own page as text: a line a line, with where it leads."""
    lines = [tab.title]
    for part in tab.parts:
        lines.append(part.title)
        lines += [f"{one.text} → {link_text(delivery, one.thread)}" for one in part.lines]
        lines += [part.words] if part.words else []
    return "\n".join([*lines, tab.below])


def link_text(delivery: Delivery, destination: Any) -> str:
    """Where a post leads."""
    place = delivery.linked.get(destination)
    return f"{place.room}/{place.thread}" if place else "?"
