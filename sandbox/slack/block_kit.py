"""Block Kit's limits: what Slack refuses in blocks and views, and why.

Source: docs.slack.dev Block Kit reference; the total of 13,200 characters is undocumented
(slackapi/bolt-js issue 2509). Problems read as Slack's, with a JSON pointer.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, Final

from sandbox.copies import copied
from sandbox.slack.block_elements import ELEMENTS, check_element, check_properties, check_text
from sandbox.slack.identity import Json
from sandbox.slack.refusals import Refusal, schema_refusal

MESSAGE_BLOCKS: Final = 50
VIEW_BLOCKS: Final = 100
TOTAL_TEXT: Final = 13_200
VIEW_BYTES: Final = 250_000

ACTION_ELEMENTS: Final = frozenset(ELEMENTS) - {
    "image",
    "plain_text_input",
    "number_input",
    "email_text_input",
    "url_text_input",
    "file_input",
}
INPUT_ELEMENTS: Final = frozenset(ELEMENTS) - {"image", "button", "overflow"}
ACCESSORIES: Final = ACTION_ELEMENTS | {"image"}


def message_blocks(blocks: Any, new_id: Callable[[str], str]) -> list[Json]:
    """The blocks of a message with ids filled in; raises invalid_blocks or msg_blocks_too_long."""
    if not isinstance(blocks, list):
        raise Refusal("invalid_blocks_format")
    problems = list(_blocks(blocks, "/blocks", MESSAGE_BLOCKS))
    if problems:
        raise schema_refusal("invalid_blocks", problems)
    if sum(len(text) for text in _texts(blocks)) > TOTAL_TEXT:
        raise Refusal("msg_blocks_too_long")
    return with_ids(blocks, new_id)


def view_definition(view: Any, new_id: Callable[[str], str], *, kind: str) -> Json:
    """A view of ``kind`` modal or home with ids filled in; raises invalid_arguments or view_too_large."""
    if not isinstance(view, dict):
        raise schema_refusal("invalid_arguments", ["missing required field: view"])
    problems = list(_view(view, kind))
    if problems:
        raise schema_refusal("invalid_arguments", problems)
    if len(json.dumps(view).encode()) > VIEW_BYTES:
        raise Refusal("view_too_large")
    return {**copied(view), "blocks": with_ids(view["blocks"], new_id)}


def with_ids(blocks: list[Json], new_id: Callable[[str], str]) -> list[Json]:
    """A copy in which every block has a block_id and every element that can be used an action_id."""
    blocks = copied(blocks)
    for block in blocks:
        block.setdefault("block_id", new_id("b"))
        for element in elements_of(block):
            if element.get("type") in ELEMENTS and element["type"] != "image":
                element.setdefault("action_id", new_id("a"))
        text = block.get("text")
        if isinstance(text, dict):
            text.setdefault(*(("emoji", True) if text["type"] == "plain_text" else ("verbatim", False)))
    return blocks


def elements_of(block: Json) -> list[Json]:
    """What people can press, choose or fill in a block."""
    if block.get("type") == "actions":
        return list(block.get("elements", []))
    if block.get("type") == "input":
        return [block["element"]]
    accessory = block.get("accessory")
    return [accessory] if isinstance(accessory, dict) else []


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "text" and isinstance(inner, str):
                yield inner
            else:
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _view(view: Json, kind: str) -> Iterator[str]:
    if view.get("type") != kind:
        yield f"unsupported type: {view.get('type')} [json-pointer:/view/type]"
        return
    yield from check_properties(view, "/view", _VIEW_PROPERTIES[kind])
    blocks = view.get("blocks")
    if not isinstance(blocks, list):
        yield "missing required field: blocks [json-pointer:/view]"
        return
    yield from _blocks(blocks, "/view/blocks", VIEW_BLOCKS)
    for name, limit in (("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)):
        if len(str(view.get(name) or "")) > limit:
            yield f"must be less than {limit + 1} characters [json-pointer:/view/{name}]"
    if kind == "home":
        return
    if "title" not in view:
        yield "missing required field: title [json-pointer:/view]"
    for name in ("title", "submit", "close"):
        if name in view:
            yield from check_text(view[name], f"/view/{name}", 24, plain=True)
    if any(isinstance(block, dict) and block.get("type") == "input" for block in blocks) and not view.get(
        "submit"
    ):
        yield "missing required field: submit [json-pointer:/view]"


def _blocks(blocks: list[Any], path: str, limit: int) -> Iterator[str]:
    if len(blocks) > limit:
        yield f"no more than {limit} items allowed [json-pointer:{path}]"
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        where = f"{path}/{index}"
        if not isinstance(block, dict):
            yield f"should be an object [json-pointer:{where}]"
            continue
        check = _BLOCKS.get(str(block.get("type")))
        if check is None:
            yield f"unsupported type: {block.get('type')} [json-pointer:{where}/type]"
            continue
        block_id = str(block.get("block_id") or "")
        if len(block_id) > 255:
            yield f"must be less than 256 characters [json-pointer:{where}/block_id]"
        if block_id and block_id in seen:
            yield f"`block_id` already exists: {block_id} [json-pointer:{where}/block_id]"
        seen.add(block_id)
        known = _BLOCK_PROPERTIES.get(str(block["type"]))
        if known is not None:
            yield from check_properties(block, where, f"type block_id {known}")
        yield from check(block, where)


def _missing(block: Json, where: str, *names: str) -> list[str]:
    return [f"missing required field: {name} [json-pointer:{where}]" for name in names if name not in block]


def _section(block: Json, where: str) -> Iterator[str]:
    if not block.get("text") and not block.get("fields"):
        yield from _missing({}, where, "text")
    if block.get("text"):
        yield from check_text(block["text"], f"{where}/text", 3000)
    fields = block.get("fields") or []
    if len(fields) > 10:
        yield f"no more than 10 items allowed [json-pointer:{where}/fields]"
    for index, one in enumerate(fields):
        yield from check_text(one, f"{where}/fields/{index}", 2000)
    if "accessory" in block:
        yield from check_element(block["accessory"], f"{where}/accessory", ACCESSORIES)


def _header(block: Json, where: str) -> Iterator[str]:
    yield from _missing(block, where, "text") or check_text(block["text"], f"{where}/text", 150, plain=True)


def _context(block: Json, where: str) -> Iterator[str]:
    elements = block.get("elements")
    if not isinstance(elements, list) or not elements:
        yield from _missing({}, where, "elements")
        return
    if len(elements) > 10:
        yield f"no more than 10 items allowed [json-pointer:{where}/elements]"
    for index, element in enumerate(elements):
        at = f"{where}/elements/{index}"
        if isinstance(element, dict) and element.get("type") == "image":
            yield from check_element(element, at, frozenset(("image",)))
        else:
            yield from check_text(element, at, 3000)


def _actions(block: Json, where: str) -> Iterator[str]:
    elements = block.get("elements")
    if not isinstance(elements, list) or not elements:
        yield from _missing({}, where, "elements")
        return
    if len(elements) > 25:
        yield f"no more than 25 items allowed [json-pointer:{where}/elements]"
    seen: set[str] = set()
    for index, element in enumerate(elements):
        yield from check_element(element, f"{where}/elements/{index}", ACTION_ELEMENTS)
        action_id = str(element.get("action_id") or "") if isinstance(element, dict) else ""
        if action_id and action_id in seen:
            yield f"`action_id` already exists: {action_id} [json-pointer:{where}/elements/{index}]"
        seen.add(action_id)


def _input(block: Json, where: str) -> Iterator[str]:
    missing = _missing(block, where, "label", "element")
    if missing:
        yield from missing
        return
    yield from check_text(block["label"], f"{where}/label", 2000, plain=True)
    if "hint" in block:
        yield from check_text(block["hint"], f"{where}/hint", 2000, plain=True)
    yield from check_element(block["element"], f"{where}/element", INPUT_ELEMENTS)


def _image(block: Json, where: str) -> Iterator[str]:
    if "slack_file" not in block:
        yield from _missing(block, where, "image_url")
    yield from _missing(block, where, "alt_text")
    for name, limit in (("image_url", 3000), ("alt_text", 2000)):
        if len(str(block.get(name) or "")) > limit:
            yield f"must be less than {limit + 1} characters [json-pointer:{where}/{name}]"
    if "title" in block:
        yield from check_text(block["title"], f"{where}/title", 2000, plain=True)


def _rich_text(block: Json, where: str) -> Iterator[str]:
    known = ("rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted")
    elements = block.get("elements")
    if not isinstance(elements, list):
        yield from _missing({}, where, "elements")
        return
    for index, element in enumerate(elements):
        at = f"{where}/elements/{index}"
        if not isinstance(element, dict) or element.get("type") not in known:
            yield f"unsupported type [json-pointer:{at}/type]"
            continue
        if not isinstance(element.get("elements"), list):
            yield from _missing({}, at, "elements")
        elif element["type"] == "rich_text_list":
            yield from _rich_list(element, at)
        else:
            yield from _leaves(element, at)


def _rich_list(element: Json, where: str) -> Iterator[str]:
    if element.get("style") not in ("bullet", "ordered"):
        yield f"unsupported value [json-pointer:{where}/style]"
    for index, item in enumerate(element["elements"]):
        at = f"{where}/elements/{index}"
        if not isinstance(item, dict) or item.get("type") != "rich_text_section":
            yield f"unsupported type [json-pointer:{at}/type]"
        elif not isinstance(item.get("elements"), list):
            yield from _missing({}, at, "elements")
        else:
            yield from _leaves(item, at)


def _leaves(element: Json, where: str) -> Iterator[str]:
    preformatted = element["type"] == "rich_text_preformatted"
    for index, leaf in enumerate(element["elements"]):
        at = f"{where}/elements/{index}"
        needed = _LEAVES.get(str(leaf.get("type"))) if isinstance(leaf, dict) else None
        if needed is None or (preformatted and leaf["type"] not in ("text", "link")):
            yield f"unsupported type [json-pointer:{at}/type]"
            continue
        yield from _missing(leaf, at, needed)
        if needed in leaf and (not isinstance(leaf[needed], str | int) or leaf[needed] == ""):
            yield f"must be more than 0 characters [json-pointer:{at}/{needed}]"
        styles = leaf.get("style") or {}
        if not isinstance(styles, dict) or set(styles) - _LEAF_STYLES:
            yield f"unsupported style [json-pointer:{at}/style]"


def _markdown(block: Json, where: str) -> Iterator[str]:
    yield from _missing(block, where, "text")
    if len(str(block.get("text") or "")) > 12_000:
        yield f"must be less than 12001 characters [json-pointer:{where}/text]"


def _any(_block: Json, _where: str) -> Iterator[str]:
    return iter(())


_LEAVES = {
    "text": "text",
    "link": "url",
    "emoji": "name",
    "user": "user_id",
    "usergroup": "usergroup_id",
    "channel": "channel_id",
    "broadcast": "range",
    "date": "timestamp",
    "color": "value",
    "team": "team_id",
}
"""What a leaf of rich text can't be without."""
_LEAF_STYLES = frozenset(
    ("bold", "italic", "strike", "underline", "code", "highlight", "client_highlight", "unlink")
)
_BLOCK_PROPERTIES = {
    "section": "text fields accessory expand",
    "header": "text",
    "divider": "",
    "context": "elements",
    "actions": "elements",
    "input": "label element dispatch_action hint optional",
    "image": "image_url slack_file alt_text title",
    "rich_text": "elements",
    "markdown": "text",
}
_VIEW_PROPERTIES = {
    "modal": "type title blocks close submit private_metadata callback_id clear_on_close notify_on_close"
    " external_id submit_disabled",
    "home": "type blocks private_metadata callback_id external_id",
}
_BLOCKS: dict[str, Callable[[Json, str], Iterator[str]]] = {
    "section": _section,
    "header": _header,
    "divider": _any,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "image": _image,
    "rich_text": _rich_text,
    "markdown": _markdown,
    "video": _any,
    "file": _any,
    "table": _any,
}
