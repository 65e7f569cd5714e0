"""Windows as Slack's modals: rendered as Block Kit, and read back.

Limits: docs.slack.dev/reference/views (100 blocks, title and buttons 24, private_metadata 3,000) and
docs.slack.dev/reference/block-kit/block-elements (100 options, 10 checkboxes, 75 characters an option's label).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, Final

from bot.channels.slack import mrkdwn
from bot.channels.slack.cards import PART, cut, one_line, option_groups, option_of, plain
from bot.channels.slack.file_refs import file_ref
from bot.channels.slack.mrkdwn import literal
from bot.channels.slack.words import Json, Say
from bot.domain.audience import N_
from bot.domain.entry import LANGUAGES
from bot.domain.text import clean, split, units
from bot.ports.inbound import DeskForm, DeskUser, FileRef
from bot.ports.modal import (
    Beside,
    ButtonsField,
    ChoiceField,
    DateField,
    Field,
    Group,
    Modal,
    MomentField,
    NumberField,
    Option,
    PhotosField,
    PickField,
    SeveralField,
    TextField,
    Words,
)

TEXT_LIMIT = 3000
"""plain_text_input's own (docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element)."""
PHOTO_TYPES = ("jpg", "jpeg", "png", "heic", "webp")
BLOCKS = 100
OPTIONS = 100
BOXES = 10
COLUMN = 2000
"""A section's field."""
_SHORT = 24
_NUMBERED = re.compile(r":\d+$")

EMPTY = N_("Please write something first.")
_EXTERNAL = "external:"


def action_name(action: Json) -> str:
    """The action's name: the ``action_id`` without the number that made it unique in its block."""
    return _NUMBERED.sub("", str(action.get("action_id") or ""))


def window_opened(trigger: str) -> str:
    """The name of the window that a press with this trigger opens: known before Slack gives it an id."""
    return f"{_EXTERNAL}{trigger}"[:255]


def address_of(window: str) -> dict[str, str]:
    """A window as views.update finds it."""
    if window.startswith(_EXTERNAL):
        return {"external_id": window}
    return {"view_id": window}


def view_of(modal: Modal, window: str = "") -> Json:
    """A window as a view; ``window`` names one that opens."""
    blocks = [block for number, field in enumerate(modal.fields) for block in _blocks(field, number)][:BLOCKS]
    kept = {"subject": modal.subject, "seen": modal.seen, "language": modal.language}
    view: Json = {
        "type": "modal",
        "callback_id": modal.name,
        "private_metadata": json.dumps(kept),
        "title": _plain(modal.title, _SHORT),
        "blocks": blocks,
    }
    if modal.submit:
        view["submit"] = _plain(modal.submit, _SHORT)
    if modal.close:
        view["close"] = _plain(modal.close, _SHORT)
    if window.startswith(_EXTERNAL):
        view["external_id"] = window
    return view


def kept_in(view: Json) -> dict[str, str]:
    """What the window is about: ``subject``, ``seen``, ``language``. Total: never raises."""
    try:
        kept: Any = json.loads(view.get("private_metadata") or "{}")
    except (ValueError, TypeError, RecursionError):
        kept = {}
    kept = kept if isinstance(kept, dict) else {}
    language = kept.get("language")
    return {
        "subject": str(kept.get("subject") or ""),
        "seen": str(kept.get("seen") or ""),
        "language": language if language in LANGUAGES else "en",
    }


def form_in(user: DeskUser, view: Json) -> DeskForm:
    """What was filled in."""
    kept = kept_in(view)
    values, typed = filled_in(view)
    return DeskForm(
        user,
        str(view["callback_id"]),
        kept["subject"],
        values,
        typed,
        kept["seen"],
        _files_in(view),
    )


def filled_in(view: Json) -> tuple[dict[str, str | tuple[str, ...]], tuple[str, ...]]:
    """The values by field, and the names of those that were typed."""
    state = (view.get("state") or {}).get("values") or {}
    values: dict[str, str | tuple[str, ...]] = {}
    typed = []
    for elements in state.values():
        for name, element in elements.items():
            value = _value(element)
            if value:
                values[name] = value
                typed += [name] if element.get("type") == "plain_text_input" else []
    return values, tuple(typed)


def _files_in(view: Json) -> dict[str, tuple[FileRef, ...]]:
    state = (view.get("state") or {}).get("values") or {}
    return {
        name: tuple(file_ref(one) for one in element["files"])
        for elements in state.values()
        for name, element in elements.items()
        if element.get("type") == "file_input" and element.get("files")
    }


def blanks(view: Json, say: Say) -> dict[str, str]:
    """Texts that must be written and hold nothing but space, which Slack lets pass: words by field."""
    state = (view.get("state") or {}).get("values") or {}
    found = {}
    for block in view.get("blocks") or ():
        element = block.get("element") or {}
        if block.get("type") == "input" and element.get("type") == "plain_text_input":
            name = str(element.get("action_id"))
            written = ((state.get(block.get("block_id")) or {}).get(name) or {}).get("value")
            if not block.get("optional") and not str(written or "").strip():
                found[name] = say(EMPTY, kept_in(view)["language"])
    return found


def _value(element: Json) -> str | tuple[str, ...] | None:
    match element.get("type"):
        case "plain_text_input":
            return clean(mrkdwn.faces(str(element.get("value") or ""))).strip()
        case "number_input":
            return str(element.get("value") or "")
        case "static_select":
            return str((element.get("selected_option") or {}).get("value") or "")
        case "multi_static_select" | "checkboxes":
            return tuple(str(option["value"]) for option in element.get("selected_options") or ())
        case "datepicker":
            return str(element.get("selected_date") or "")
        case "datetimepicker":
            return str(element.get("selected_date_time") or "")
        case _:
            return None


def _blocks(field: Field, number: int) -> list[Json]:
    if isinstance(field, Words):
        return _words(field)
    if isinstance(field, Beside):
        return _beside(field)
    if isinstance(field, PickField):
        return [_pick(field)]
    if isinstance(field, ButtonsField):
        buttons = [
            {
                "type": "button",
                "action_id": f"{one.name}:{at}",
                "text": _plain(one.label, 75),
                "value": one.value,
            }
            for at, one in enumerate(field.buttons)
        ]
        return [{"type": "actions", "block_id": f"buttons:{number}", "elements": buttons}] if buttons else []
    block: Json = {
        "type": "input",
        "block_id": field.name,
        "label": _plain(field.label, 2000),
        "optional": field.optional,
        "element": {"action_id": field.name, **_ELEMENTS[type(field)](field)},
    }
    if field.hint:
        block["hint"] = _plain(field.hint, 2000)
    return [block]


def _words(field: Words) -> list[Json]:
    head: list[Json] = []
    if field.heading:
        head = [{"type": "text", "text": cut(field.heading, 300) + "\n", "style": {"bold": True}}]
    blocks = []
    for part in split(field.text or "–", PART):
        leaves = [*head, {"type": "text", "text": part}]
        blocks.append({"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": leaves}]})
        head = []
    return blocks


def _beside(field: Beside) -> list[Json]:
    """Two columns where both fit into one (docs.slack.dev/reference/block-kit/blocks/section-block), else below each
    other."""
    both = [
        f"*{literal(one_line(heading, 100))}*\n{literal(text)}" for heading, text in (field.left, field.right)
    ]
    if any(units(one) > COLUMN for one in both):
        return [
            block for heading, text in (field.left, field.right) for block in _words(Words(text, heading))
        ]
    columns = [{"type": "mrkdwn", "text": one, "verbatim": True} for one in both]
    return [{"type": "section", "fields": columns}]


def _pick(field: PickField) -> Json:
    element: Json = {
        "type": "static_select",
        "action_id": field.name,
        "placeholder": _plain(field.placeholder, 150),
        "option_groups": option_groups(field.groups),
    }
    every = [option for _, options in field.groups for option in options]
    if chosen := [option for option in every if field.initial and option[0] == field.initial]:
        element["initial_option"] = option_of(chosen[0])
    label = _plain(field.label, 2000)
    return {"type": "section", "block_id": field.name, "text": label, "accessory": element}


def _text(field: TextField) -> Json:
    longest = min(field.longest, TEXT_LIMIT)
    element: Json = {
        "type": "plain_text_input",
        "multiline": field.several_lines,
        "max_length": longest,
    }
    if field.initial:
        element["initial_value"] = _beginning(field.initial, longest)
    return element


def _beginning(text: str, longest: int) -> str:
    """The text, or as much of it as fits and dots that say that there is more."""
    return text if units(text) <= longest else split(text, longest - 1)[0] + "…"


def _number(field: NumberField) -> Json:
    element: Json = {"type": "number_input", "is_decimal_allowed": field.decimal}
    for name, value in (
        ("initial_value", field.initial),
        ("min_value", field.least),
        ("max_value", field.most),
    ):
        if value:
            element[name] = value
    return element


def _choice(field: ChoiceField) -> Json:
    element: Json = {"type": "static_select", **_listed(field.options, field.groups)}
    every = [*field.options, *(option for _, options in field.groups for option in options)]
    if chosen := [option for option in every if option[0] == field.initial and field.initial]:
        element["initial_option"] = option_of(chosen[0])
    return element


def _several(field: SeveralField) -> Json:
    kind, most = ("checkboxes", BOXES) if field.boxes else ("multi_static_select", OPTIONS)
    options = field.options[:most]
    element: Json = {"type": kind, "options": [option_of(option) for option in options]}
    if chosen := [option_of(option) for option in options if option[0] in field.initial]:
        element["initial_options"] = chosen
    return element


def _date(field: DateField) -> Json:
    return {"type": "datepicker", **({"initial_date": field.initial} if field.initial else {})}


def _moment(field: MomentField) -> Json:
    initial = {"initial_date_time": int(field.initial.timestamp())} if field.initial else {}
    return {"type": "datetimepicker", **initial}


def _photos(field: PhotosField) -> Json:
    return {"type": "file_input", "filetypes": list(PHOTO_TYPES), "max_files": min(field.at_most, BOXES)}


_ELEMENTS: Final[dict[type, Callable[[Any], Json]]] = {
    TextField: _text,
    NumberField: _number,
    ChoiceField: _choice,
    SeveralField: _several,
    DateField: _date,
    MomentField: _moment,
    PhotosField: _photos,
}


def _listed(options: tuple[Option, ...], groups: tuple[Group, ...]) -> Json:
    if groups:
        return {"option_groups": option_groups(groups)}
    return {"options": [option_of(option) for option in options[:OPTIONS]]}


def _plain(text: str, limit: int) -> Json:
    return plain(one_line(text, limit))
