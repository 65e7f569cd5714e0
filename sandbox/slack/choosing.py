"""How a person uses an element: finding it by what is visible, choosing, typing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox.control import ActionError
from sandbox.slack.block_elements import options_of
from sandbox.slack.block_kit import elements_of
from sandbox.slack.identity import Json

Label = Callable[[Json | None], str]
"""Turns a text object into what a person reads."""

Use = tuple[Json, Json, Any]
"""(block, element, what to choose or type in it)."""


def find(
    blocks: list[Json], label_of: Label, *, action_id: str | None, label: str | None, value: str | None
) -> Use:
    """The one element that fits all that is given; an option's label chooses the option."""
    found: list[Use] = []
    labels: list[str] = []
    for block in blocks:
        for element in elements_of(block):
            if element["type"] == "image":
                continue
            names = [label_of(element.get("text")), label_of(element.get("placeholder"))]
            if block["type"] == "input":
                names.append(label_of(block["label"]))
            options = {label_of(option["text"]): option for option in options_of(element)}
            labels += [name for name in (*names, *options) if name]
            if action_id is not None and element["action_id"] != action_id:
                continue
            option = options.get(label) if label is not None else None
            if label is not None and label not in names and option is None:
                continue
            by_value = [one for one in options.values() if value is not None and one.get("value") == value]
            if value is not None and element.get("value") != value and not by_value:
                continue
            chosen = option or (by_value[0] if by_value else None)
            found.append((block, element, chosen.get("value") if chosen else None))
    if len(found) != 1:
        what = f"{len(found)} elements fit" if found else "nothing fits"
        asked = ", ".join(
            f"{k}={v!r}" for k, v in (("action_id", action_id), ("label", label), ("value", value)) if v
        )
        raise ActionError(
            f"{what} {asked or 'nothing given'}; visible: {', '.join(labels) or 'nothing to press'}"
        )
    return found[0]


def action_of(block: Json, element: Json, state: Json) -> Json:
    """An entry of ``actions`` in block_actions."""
    action: Json = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"]}
    if element["type"] == "button":
        action["text"] = element["text"]
        for name in ("value", "style"):
            if name in element:
                action[name] = element[name]
    return action | {key: value for key, value in state.items() if key != "type"}


def state_of(
    element: Json, wanted: Any, before: Json, label_of: Label, user_id: Callable[[str], str]
) -> Json:
    """The element's state once a person chose or typed ``wanted``; a single option of checkboxes toggles."""
    kind = element["type"]
    state: Json = {"type": kind}
    if kind == "button":
        return state
    if kind in ("overflow", "static_select", "radio_buttons"):
        state["selected_option"] = None if wanted is None else _option(element, wanted, label_of)
    elif kind in ("checkboxes", "multi_static_select"):
        state["selected_options"] = _several(element, wanted, before, label_of)
    elif kind == "users_select":
        state["selected_user"] = user_id(wanted) if wanted else None
    elif kind == "multi_users_select":
        state["selected_users"] = [user_id(one) for one in wanted or []]
    elif kind.startswith("multi_"):
        state[f"selected_{kind.removeprefix('multi_').removesuffix('_select')}"] = list(wanted or [])
    elif kind.endswith("_select"):
        state[f"selected_{kind.removesuffix('s_select')}"] = wanted
    elif kind in ("datepicker", "timepicker", "datetimepicker"):
        key = {"datepicker": "date", "timepicker": "time", "datetimepicker": "date_time"}[kind]
        if kind == "datetimepicker" and not isinstance(wanted, int | None):
            raise ActionError(f"{wanted!r} is no time in seconds since 1970")
        state[f"selected_{key}"] = wanted
    elif kind == "rich_text_input":
        state["rich_text_value"] = wanted
    elif kind == "file_input":
        state["files"] = list(wanted or [])
    else:
        state["value"] = None if wanted in (None, "") else str(wanted)
    return state


def _several(element: Json, wanted: Any, before: Json, label_of: Label) -> list[Json]:
    if wanted is None or isinstance(wanted, (list, tuple)):
        picked = [_option(element, one, label_of) for one in wanted or []]
    else:
        one = _option(element, wanted, label_of)
        old: list[Json] = before.get("selected_options") or []
        picked = [option for option in old if option != one] if one in old else [*old, one]
    return [option for option in options_of(element) if option in picked]


def _option(element: Json, wanted: Any, label_of: Label) -> Json:
    options = options_of(element)
    for option in options:
        if wanted in (option.get("value"), label_of(option["text"])):
            return option
    known = ", ".join(label_of(option["text"]) for option in options)
    raise ActionError(f"there is no option {wanted!r}; there are: {known}")


def complaint(block: Json, state: Json) -> str | None:
    """What Slack's client says about an input before it submits anything; None when it is fine."""
    element = block["element"]
    values = [value for key, value in state.items() if key != "type"]
    empty = all(value in (None, "", []) for value in values)
    if empty:
        return None if block.get("optional") else "Please complete this required field."
    files = state.get("files") or []
    if len(files) > int(element.get("max_files") or 10):
        return f"You can add at most {element.get('max_files') or 10} files."
    allowed = element.get("filetypes")
    if allowed and any(str(one["name"]).rpartition(".")[2].lower() not in allowed for one in files):
        return f"Only these kinds of files: {', '.join(allowed)}."
    text = state.get("value")
    if isinstance(text, str):
        longest = element.get("max_length") or 3000
        if len(text) > longest:
            return f"Please enter at most {longest} characters."
        if len(text) < (element.get("min_length") or 0):
            return f"Please enter at least {element['min_length']} characters."
        if element["type"] == "number_input" and not _is_number(text):
            return "Please enter a number."
        if element["type"] == "email_text_input" and "@" not in text:
            return "Please enter an email address."
    return None


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
