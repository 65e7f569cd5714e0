"""The limits of text objects, options and interactive elements.

Source: docs.slack.dev reference of block elements and composition objects.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final

from sandbox.slack.identity import Json

_OPTIONS: Final = {
    "overflow": 5,
    "static_select": 100,
    "multi_static_select": 100,
    "checkboxes": 10,
    "radio_buttons": 10,
}
"""Elements with options, and how many they may have."""

ELEMENTS: Final = frozenset(
    (
        *_OPTIONS,
        "button",
        "image",
        "users_select",
        "multi_users_select",
        "conversations_select",
        "multi_conversations_select",
        "channels_select",
        "multi_channels_select",
        "external_select",
        "multi_external_select",
        "datepicker",
        "timepicker",
        "datetimepicker",
        "plain_text_input",
        "rich_text_input",
        "number_input",
        "email_text_input",
        "url_text_input",
        "file_input",
    )
)


_COMMON: Final = "type action_id"
_INPUT: Final = f"{_COMMON} placeholder initial_value dispatch_action_config focus_on_load"
_SELECT: Final = f"{_COMMON} placeholder confirm focus_on_load"
_MULTI: Final = f"{_SELECT} max_selected_items"
_CHOICE: Final = f"{_COMMON} options confirm focus_on_load"
_PROPERTIES: Final = {
    "plain_text": "type text emoji",
    "mrkdwn": "type text verbatim",
    "option": "text value description url",
    "confirm": "title text confirm deny style",
    "button": f"{_COMMON} text url value style confirm accessibility_label",
    "image": "type image_url slack_file alt_text",
    "overflow": f"{_COMMON} options confirm",
    "static_select": f"{_SELECT} options option_groups initial_option",
    "multi_static_select": f"{_MULTI} options option_groups initial_options",
    "checkboxes": f"{_CHOICE} initial_options",
    "radio_buttons": f"{_CHOICE} initial_option",
    "users_select": f"{_SELECT} initial_user",
    "multi_users_select": f"{_MULTI} initial_users",
    "conversations_select": f"{_SELECT} initial_conversation default_to_current_conversation"
    " response_url_enabled filter",
    "multi_conversations_select": f"{_MULTI} initial_conversations default_to_current_conversation filter",
    "channels_select": f"{_SELECT} initial_channel response_url_enabled",
    "multi_channels_select": f"{_MULTI} initial_channels",
    "external_select": f"{_SELECT} initial_option min_query_length",
    "multi_external_select": f"{_MULTI} initial_options min_query_length",
    "datepicker": f"{_SELECT} initial_date",
    "timepicker": f"{_SELECT} initial_time timezone",
    "datetimepicker": f"{_COMMON} confirm focus_on_load initial_date_time",
    "plain_text_input": f"{_INPUT} multiline min_length max_length",
    "rich_text_input": _INPUT,
    "number_input": f"{_INPUT} is_decimal_allowed min_value max_value",
    "email_text_input": _INPUT,
    "url_text_input": _INPUT,
    "file_input": f"{_COMMON} filetypes max_files",
}
"""The properties of text objects, composition objects and elements, by type."""


def check_properties(value: Json, where: str, known: str) -> Iterator[str]:
    """No others than the ``known`` ones (wording: grafana/oncall pull request 702)."""
    for name in sorted(value.keys() - set(known.split())):
        yield f"invalid additional property: {name} [json-pointer:{where}]"


def check_text(value: Any, where: str, limit: int, *, plain: bool = False) -> Iterator[str]:
    """A text object of 1 to ``limit`` characters."""
    if not isinstance(value, dict) or "text" not in value or not isinstance(value["text"], str):
        yield f"missing required field: text [json-pointer:{where}]"
        return
    if value.get("type") not in (("plain_text",) if plain else ("plain_text", "mrkdwn")):
        yield f"unsupported type: {value.get('type')} [json-pointer:{where}/type]"
        return
    yield from check_properties(value, where, _PROPERTIES[value["type"]])
    if not value["text"]:
        yield f"must be more than 0 characters [json-pointer:{where}/text]"
    elif len(value["text"]) > limit:
        yield f"failed to match all allowed schemas [json-pointer:{where}]"
        yield f"must be less than {limit + 1} characters [json-pointer:{where}/text]"


def _short(element: Json, where: str, *limits: tuple[str, int]) -> Iterator[str]:
    for name, limit in limits:
        if len(str(element.get(name) or "")) > limit:
            yield f"must be less than {limit + 1} characters [json-pointer:{where}/{name}]"


def check_element(element: Any, where: str, allowed: Collection[str]) -> Iterator[str]:
    """An element that may stand at ``where``."""
    kind = str(element.get("type")) if isinstance(element, dict) else ""
    if kind not in allowed:
        yield f"unsupported type: {kind} [json-pointer:{where}/type]"
        return
    yield from check_properties(element, where, _PROPERTIES[kind])
    yield from _short(element, where, ("action_id", 255))
    if "placeholder" in element:
        yield from check_text(element["placeholder"], f"{where}/placeholder", 150, plain=True)
    if "confirm" in element:
        yield from _confirm(element["confirm"], f"{where}/confirm")
    if kind == "button":
        yield from check_text(element.get("text"), f"{where}/text", 75, plain=True)
        yield from _short(element, where, ("value", 2000), ("url", 3000), ("accessibility_label", 75))
        if element.get("style") not in (None, "primary", "danger"):
            yield f"must be one of primary, danger [json-pointer:{where}/style]"
    elif kind == "image":
        if "image_url" not in element and "slack_file" not in element:
            yield f"missing required field: image_url [json-pointer:{where}]"
        if "alt_text" not in element:
            yield f"missing required field: alt_text [json-pointer:{where}]"
    elif kind in _OPTIONS:
        yield from _options(element, where, kind)
    elif kind == "plain_text_input":
        yield from _lengths(element, where)


def _lengths(element: Json, where: str) -> Iterator[str]:
    for name in ("min_length", "max_length"):
        value = element.get(name)
        if value is not None and not 0 <= int(value) <= 3000:
            yield f"must be between 0 and 3000 [json-pointer:{where}/{name}]"
    longest = element.get("max_length") or 3000
    if len(str(element.get("initial_value") or "")) > longest:
        yield f"must be less than {longest + 1} characters [json-pointer:{where}/initial_value]"


def _confirm(confirm: Json, where: str) -> Iterator[str]:
    yield from check_properties(confirm, where, _PROPERTIES["confirm"])
    for name, limit in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
        if name in confirm or name == "text":
            yield from check_text(confirm.get(name), f"{where}/{name}", limit, plain=name != "text")


def _options(element: Json, where: str, kind: str) -> Iterator[str]:
    groups = element.get("option_groups")
    if groups is not None and kind.endswith("static_select"):
        if not 1 <= len(groups) <= 100:
            yield f"no more than 100 items allowed [json-pointer:{where}/option_groups]"
        for index, group in enumerate(groups):
            yield from check_text(group.get("label"), f"{where}/option_groups/{index}/label", 75, plain=True)
            yield from _option_list(group.get("options"), f"{where}/option_groups/{index}/options", kind)
    else:
        yield from _option_list(element.get("options"), f"{where}/options", kind)
    values = {option.get("value") for option in options_of(element)}
    initial = element.get("initial_options") or [element.get("initial_option")]
    for option in initial:
        if option is not None and option.get("value") not in values:
            yield f"initial option must be one of the options [json-pointer:{where}/initial_option]"


def _option_list(options: Any, where: str, kind: str) -> Iterator[str]:
    if not isinstance(options, list) or not options:
        yield f"must have at least 1 item [json-pointer:{where}]"
        return
    if len(options) > _OPTIONS[kind]:
        yield f"no more than {_OPTIONS[kind]} items allowed [json-pointer:{where}]"
    plain = kind not in ("checkboxes", "radio_buttons")
    for index, option in enumerate(options):
        at = f"{where}/{index}"
        if not isinstance(option, dict):
            yield f"should be an object [json-pointer:{at}]"
            continue
        yield from check_properties(option, at, _PROPERTIES["option"])
        yield from check_text(option.get("text"), f"{at}/text", 75, plain=plain)
        if not option.get("value") and kind != "overflow":
            yield f"missing required field: value [json-pointer:{at}]"
        yield from _short(option, at, ("value", 150))
        if "description" in option:
            yield from check_text(option["description"], f"{at}/description", 75, plain=plain)


def options_of(element: Json) -> list[Json]:
    """All options of a select, an overflow menu, checkboxes or radio buttons."""
    groups = element.get("option_groups") or []
    options = element.get("options") or [option for group in groups for option in group.get("options") or []]
    return [option for option in options if isinstance(option, dict)]
