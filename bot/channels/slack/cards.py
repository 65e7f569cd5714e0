"""Neutral views as Block Kit. Foreign text stands in rich_text or plain_text, where Slack interprets nothing.

Limits: docs.slack.dev/reference/block-kit (50 blocks, header 150, section field 2,000, button and option 75,
10 checkboxes, 25 buttons, 100 options); together at most 12,000 characters, since Slack refuses somewhere
near 13,200 (slackapi/bolt-js issue 2509).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.channels.slack.mrkdwn import escape, faces, literal
from bot.channels.slack.rich_text import affordable, elements_of
from bot.channels.slack.words import Json
from bot.domain.audience import N_, Style
from bot.domain.rich import split_rich
from bot.domain.text import split, units
from bot.ports.desk import Action, Board, Card, Menu, Post, TickBox, Whisper
from bot.ports.modal import Group, Option

TOTAL = 12_000
PART = 2_900
TICKS, SHORT_NOTE = 4_000, 10
"""What a card's boxes take together at most, and how short a note behind one still says something."""
SHORTENED = N_("Shortened: the whole text is too long for this card.")
NOT_ALL = N_("More than fits here: not everything is shown.")

_NOTHING = "–"
_STYLES = {Style.PRIMARY: "primary", Style.SUCCESS: "primary", Style.DANGER: "danger"}
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Link:
    """A link we made ourselves: ``before`` stands in front of it."""

    before: str
    label: str
    url: str


def cut(text: str, limit: int) -> str:
    """At most ``limit`` units, never empty: Slack refuses empty texts."""
    text = text.strip() or _NOTHING
    return text if units(text) <= limit else split(text, limit - 1)[0].rstrip() + "…"


def one_line(text: str, limit: int) -> str:
    """The same on a single line."""
    return cut(" ".join(text.split()), limit)


def fallback(text: str) -> str:
    """A message's ``text``: what a notification shows. Short, and never a mention or a link."""
    return escape(one_line(text, 300))


def card_blocks(card: Card, translate: Callable[[str], str], moved: Link | None = None) -> list[Json]:
    """A ticket's card. Parts that are too many are left out with a word about it; the body gets the rest."""
    fields, more_fields = _fitting(
        [_field(*one) for one in card.fields], lambda one: units(one["text"]), 20, 1_500
    )
    ticks, more_ticks = _fitting(_with_room(card.ticks), lambda one: units(one.label + one.note), 100, TICKS)
    notices, more_notices = _fitting([cut(one, 400) for one in card.notices], units, 9, 1_200)
    actions = list(card.actions[:25])
    if more_fields or more_ticks or more_notices or len(actions) < len(card.actions):
        notices.append(translate(NOT_ALL))
    above: list[Json] = [{"type": "header", "text": plain(one_line(card.title, 150))}]
    if moved is not None:
        above.append(link_block(moved))
    above += [{"type": "section", "fields": fields[at : at + 10]} for at in range(0, len(fields), 10)]
    below = _tick_blocks(ticks, card.ticks_action, card.ticks_value)
    menus = [menu for menu in card.menus if menu.options or menu.groups]
    below += [_menu_block(menu, number, card.seen) for number, menu in enumerate(menus)]
    if actions:
        below.append(_actions(actions, card.seen))
    body = _body(card.body, TOTAL - text_size(above + below) - sum(map(units, notices)) - 200, translate)
    if notices:
        below.append({"type": "context", "elements": [plain(one) for one in notices]})
    return [*above, *body, *below]


def post_blocks(post: Post, link: Link | None = None) -> list[Json]:
    """A post: its author in bold above the text, small lines before and after."""
    author = f"{faces(post.icon)} {post.author}".strip()
    head: list[Json] = []
    if author:
        end = ("\n" if post.author else " ") if post.text else ""
        head = [{"type": "text", "text": cut(author, 300) + end, "style": {"bold": True}}]
    blocks: list[Json] = [small(post.above)] if post.above else []
    for part in split_rich(post.text, affordable(post.spans), PART) if post.text else []:
        blocks.append(_rich(elements_of(part, head)))
        head = []
    if head or not post.text:
        blocks.append(_rich([_section(head or [{"type": "text", "text": _NOTHING}])]))
    if post.below:
        blocks.append(small(post.below))
    if link is not None:
        blocks.append(link_block(link))
    if post.actions:
        blocks.append(_actions(post.actions, post.seen))
    return blocks


def whisper_blocks(whisper: Whisper, links: list[Link | None], not_all: str) -> list[Json]:
    """A title and a list; ``links`` stand behind their lines."""
    title: Json = {"type": "text", "text": cut(whisper.title, 500), "style": {"bold": True}}
    items: list[Json] = []
    left = TOTAL - 500 - units(not_all)
    for line, link in zip(whisper.lines, links, strict=True):
        text = cut(line.text, 1_000)
        left -= units(text) + (units(link.label) + 1 if link else 0)
        if left < 0:
            items.append(_section([{"type": "text", "text": not_all, "style": {"italic": True}}]))
            break
        leaves: list[Json] = [{"type": "text", "text": text}]
        if link is not None:
            leaves += [{"type": "text", "text": " "}, {"type": "link", "url": link.url, "text": link.label}]
        items.append(_section(leaves))
    elements = [_section([title])]
    if items:
        elements.append({"type": "rich_text_list", "style": "bullet", "elements": items})
    blocks = [_rich(elements)]
    if whisper.actions:
        blocks.append({"type": "actions", "block_id": "actions", "elements": _buttons(whisper.actions[:25])})
    return blocks


def board_blocks(board: Board, links: Sequence[Link | None]) -> list[Json]:
    """A list with buttons at each row; ``links`` stand behind their rows. Fifteen rows make 49 blocks at most."""
    blocks: list[Json] = [{"type": "header", "text": plain(one_line(board.title, 150))}]
    if board.above:
        blocks.append(small(board.above))
    room = (TOTAL - text_size(blocks) - 800) // max(len(board.rows), 1)
    for number, (row, link) in enumerate(zip(board.rows, links, strict=True)):
        below = cut(row.below, 200) if row.below else ""
        leaves: list[Json] = [{"type": "text", "text": cut(row.text, room - units(below) - 120)}]
        if link is not None:
            leaves += [{"type": "text", "text": " "}, {"type": "link", "url": link.url, "text": link.label}]
        blocks.append(_rich([_section(leaves)]))
        if below:
            blocks.append(small(below))
        if row.actions:
            elements = _buttons(row.actions[:5])
            blocks.append({"type": "actions", "block_id": f"row:{number}", "elements": elements})
    if board.below:
        blocks.append(small(cut(board.below, 600)))
    if board.actions:
        blocks.append({"type": "actions", "block_id": "actions", "elements": _buttons(board.actions[:25])})
    return blocks


def text_size(blocks: Iterable[Json]) -> int:
    """The units of all texts in blocks, as Slack adds them up."""
    size = 0
    stack: list[object] = list(blocks)
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            text = value.get("text")
            size += units(text) if isinstance(text, str) else 0
            stack += value.values()
        elif isinstance(value, list):
            stack += value
    return size


def _fitting(
    items: Sequence[_T], size: Callable[[_T], int], count: int, together: int
) -> tuple[list[_T], bool]:
    """The first items that fit, and whether some do not."""
    kept: list[_T] = []
    for item in items[:count]:
        together -= size(item)
        if together < 0:
            break
        kept.append(item)
    return kept, len(kept) < len(items)


def plain(text: str) -> Json:
    """A text object without markup, whatever it holds."""
    return {"type": "plain_text", "text": text, "emoji": False}


def small(text: str) -> Json:
    """A line in small letters."""
    return {"type": "context", "elements": [plain(cut(text, 1_800))]}


def _rich(elements: list[Json]) -> Json:
    return {"type": "rich_text", "elements": elements}


def _section(leaves: list[Json]) -> Json:
    return {"type": "rich_text_section", "elements": leaves}


def link_block(link: Link) -> Json:
    """A small line with a link we made ourselves."""
    text = f"{escape(link.before)} <{link.url}|{escape(link.label)}>".strip()
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}


def _field(label: str, value: str) -> Json:
    text = f"*{literal(one_line(label, 100))}*\n{literal(cut(value, 200))}"
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _body(text: str, room: int, translate: Callable[[str], str]) -> list[Json]:
    text = text.strip("\n")
    if not text.strip():
        return []
    blocks: list[Json] = []
    shortened = units(text) > room
    kept = split(text, room)[0] if shortened else text
    for part in split(kept, PART):
        blocks.append(_rich([{"type": "rich_text_quote", "elements": [{"type": "text", "text": part}]}]))
    if shortened:
        blocks.append({"type": "context", "elements": [plain(cut(translate(SHORTENED), 200))]})
    return blocks


def _with_room(ticks: Sequence[TickBox]) -> list[TickBox]:
    """As they are shown; their notes shorter where all together would take more room than there is, so that each can be
    ticked off."""
    shown = [replace(one, label=one_line(one.label, 75), note=_note(one, 75)) for one in ticks]
    left = TICKS - sum(units(one.label) for one in shown)
    if sum(units(one.note) for one in shown) <= left:
        return shown
    room = left // len(shown)
    return [replace(one, note=_note(one, room) if room >= SHORT_NOTE else "") for one in shown]


def _note(tick: TickBox, room: int) -> str:
    return one_line(tick.note, room) if tick.note else ""


def _tick_blocks(ticks: list[TickBox], action: str, value: str) -> list[Json]:
    blocks: list[Json] = []
    for number, at in enumerate(range(0, len(ticks), 10)):
        group = ticks[at : at + 10]
        options = [_tick_option(tick) for tick in group]
        element: Json = {"type": "checkboxes", "action_id": f"{action}:{number}", "options": options}
        if done := [option for option, tick in zip(options, group, strict=True) if tick.done]:
            element["initial_options"] = done
        # Clients keep what was ticked by hand as long as the block id stays the same.
        state = hashlib.sha256(repr(group).encode()).hexdigest()[:8]
        block_id = f"ticks:{number}.{state}:{value}"
        blocks.append({"type": "actions", "block_id": block_id, "elements": [element]})
    return blocks


def _tick_option(tick: TickBox) -> Json:
    option: Json = {"text": plain(tick.label), "value": tick.value}
    if tick.note:
        option["description"] = plain(tick.note)
    return option


def _menu_block(menu: Menu, number: int, seen: str) -> Json:
    element: Json = {
        "type": "static_select",
        "action_id": menu.name,
        "placeholder": plain(one_line(menu.placeholder, 150)),
    }
    if menu.groups:
        element["option_groups"] = option_groups(menu.groups)
    else:
        shown, _ = _fitting(menu.options, lambda one: min(units(one[1]), 75), 100, 2_000)
        element["options"] = [option_of(option) for option in shown]
    # Clients show what was chosen as long as the block id stays the same.
    turn = hashlib.sha256(f"{menu.turn}{seen}".encode()).hexdigest()[:8]
    return {"type": "actions", "block_id": f"menu:{number}.{turn}|{seen}:{menu.value}", "elements": [element]}


def option_groups(groups: tuple[Group, ...]) -> list[Json]:
    """Options under their headings."""
    return [
        {"label": plain(one_line(heading, 75)), "options": [option_of(option) for option in options[:100]]}
        for heading, options in groups[:100]
        if options
    ]


def option_of(option: Option) -> Json:
    """One option of a list."""
    value, label = option
    return {"text": plain(one_line(label, 75)), "value": value}


def _actions(actions: Sequence[Action], seen: str) -> Json:
    block_id = f"actions:{seen}" if seen else "actions"
    return {"type": "actions", "block_id": block_id, "elements": _buttons(actions[:25])}


def _buttons(actions: Iterable[Action]) -> list[Json]:
    buttons: list[Json] = []
    used: set[str] = set()
    for number, action in enumerate(actions):
        name = action.name if action.name not in used else f"{action.name}:{number}"
        used.add(name)
        text = plain(one_line(action.label, 75))
        button: Json = {"type": "button", "action_id": name, "text": text, "value": action.value}
        if style := _STYLES.get(action.style):
            button["style"] = style
        if action.confirm is not None:
            button["confirm"] = {
                "title": plain(one_line(action.label, 100)),
                "text": plain(cut(action.confirm.question, 300)),
                "confirm": plain(one_line(action.label, 30)),
                "deny": plain(one_line(action.confirm.deny, 30)),
                "style": button.get("style", "primary"),
            }
        buttons.append(button)
    return buttons
