"""views.*: modals and home tabs.

Source: docs.slack.dev reference of the views methods; at most three modals are stacked.
"""

from __future__ import annotations

from sandbox.copies import copied
from sandbox.slack.block_kit import elements_of, view_definition
from sandbox.slack.calls import Call, Method
from sandbox.slack.identity import APP_ID, BOT_ID, TEAM_ID, Json
from sandbox.slack.platform import Slack
from sandbox.slack.refusals import Refusal
from sandbox.slack.workspace import View

STACK = 3


def new_view(slack: Slack, definition: object, user: str, *, kind: str, under: View | None = None) -> View:
    """A view of this definition; ``under`` is the modal it is pushed on. Raises as the Web API refuses."""
    checked = view_definition(definition, slack.workspace.new_id, kind=kind)
    _check_external_id(slack, checked, None)
    view_id = slack.workspace.new_id("V")
    wire: Json = {
        "id": view_id,
        "team_id": TEAM_ID,
        "type": kind,
        "private_metadata": "",
        "callback_id": "",
        "hash": "",
        "title": {"type": "plain_text", "text": "View Title", "emoji": True},
        "clear_on_close": False,
        "notify_on_close": False,
        "close": None,
        "submit": None,
        "previous_view_id": under.id if under else None,
        "root_view_id": under.wire["root_view_id"] if under else view_id,
        "external_id": "",
        "app_id": APP_ID,
        "app_installed_team_id": TEAM_ID,
        "bot_id": BOT_ID,
    } | checked
    wire["state"] = {"values": initial_state(wire["blocks"], {})}
    view = View(wire, user)
    _stamp(slack, view)
    return view


def replace_view(slack: Slack, view: View, definition: object) -> None:
    """Give a view another definition; what was typed stays where block_id and action_id stay."""
    checked = view_definition(definition, slack.workspace.new_id, kind=str(view.wire["type"]))
    _check_external_id(slack, checked, view)
    for name in ("private_metadata", "callback_id", "external_id"):
        view.wire[name] = ""
    view.wire |= {"submit": None, "close": None, "clear_on_close": False, "notify_on_close": False} | checked
    view.wire["state"] = {"values": initial_state(checked["blocks"], view.wire["state"]["values"])}
    _stamp(slack, view)
    slack.effect("home" if view.wire["type"] == "home" else "view", {"user": view.user, "view": view.wire})


def initial_state(blocks: list[Json], kept: Json) -> Json:
    """``state.values``: every input with its initial value; ``kept`` wins where it is the same element."""
    values: Json = {}
    for block in blocks:
        for element in elements_of(block):
            if element["type"] in ("button", "overflow", "image"):
                continue
            old = kept.get(block["block_id"], {}).get(element["action_id"])
            state = old if old is not None and old["type"] == element["type"] else initial_value(element)
            values.setdefault(block["block_id"], {})[element["action_id"]] = copied(state)
    return values


def initial_value(element: Json) -> Json:
    """An untouched element's state."""
    kind = element["type"]
    state: Json = {"type": kind}
    if kind in ("checkboxes", "multi_static_select", "multi_external_select"):
        state["selected_options"] = list(element.get("initial_options") or [])
    elif kind in ("static_select", "radio_buttons", "external_select"):
        state["selected_option"] = element.get("initial_option")
    elif kind.startswith("multi_"):
        what = kind.removeprefix("multi_").removesuffix("_select")
        state[f"selected_{what}"] = list(element.get(f"initial_{what}") or [])
    elif kind.endswith("_select"):
        what = kind.removesuffix("s_select")
        state[f"selected_{what}"] = element.get(f"initial_{what}")
    elif kind in ("datepicker", "timepicker", "datetimepicker"):
        key = {"datepicker": "date", "timepicker": "time", "datetimepicker": "date_time"}[kind]
        state[f"selected_{key}"] = element.get(f"initial_{key}")
    elif kind == "rich_text_input":
        state["rich_text_value"] = element.get("initial_value")
    elif kind == "file_input":
        state["files"] = []
    else:
        state["value"] = element.get("initial_value")
    return state


def _check_external_id(slack: Slack, definition: Json, own: View | None) -> None:
    external_id = definition.get("external_id")
    other = slack.workspace.view_by_external_id(external_id) if external_id else None
    if other is not None and other is not own:
        raise Refusal("duplicate_external_id")


def _stamp(slack: Slack, view: View) -> None:
    view.wire["hash"] = f"{slack.workspace.new_ts()}.{slack.workspace.new_id('h')}"


def _shown(view: View) -> Json:
    return {"view": copied(view.wire)}


async def _open(call: Call) -> Json:
    user = call.slack.interactions.use_trigger(call.need("trigger_id"))
    view = new_view(call.slack, call.json("view"), user, kind="modal")
    call.slack.workspace.modals[user] = [view]
    call.slack.effect("view", {"user": user, "view": view.wire})
    return _shown(view)


async def _push(call: Call) -> Json:
    user = call.slack.interactions.use_trigger(call.need("trigger_id"))
    stack = call.slack.workspace.modals.get(user) or []
    if not stack:
        raise Refusal("not_found")
    if len(stack) >= STACK:
        raise Refusal("push_limit_reached")
    view = new_view(call.slack, call.json("view"), user, kind="modal", under=stack[-1])
    stack.append(view)
    call.slack.effect("view", {"user": user, "view": view.wire})
    return _shown(view)


def _check_hash(call: Call, view: View) -> None:
    given = call.text("hash")
    if given and given != view.wire["hash"]:
        raise Refusal("hash_conflict")


async def _update(call: Call) -> Json:
    workspace = call.slack.workspace
    if external_id := call.text("external_id"):
        view = workspace.view_by_external_id(external_id)
    else:
        view = workspace.view_by_id(call.need("view_id"))
    if view is None or view.wire["type"] != "modal":
        raise Refusal("not_found")
    _check_hash(call, view)
    replace_view(call.slack, view, call.json("view"))
    return _shown(view)


async def _publish(call: Call) -> Json:
    user = call.need("user_id")
    known = call.slack.workspace.users.get(user)
    if known is None or known.is_bot:
        raise Refusal("invalid_arguments")
    view = call.slack.workspace.homes.get(user)
    if view is not None:
        _check_hash(call, view)
        replace_view(call.slack, view, call.json("view"))
    else:
        view = new_view(call.slack, call.json("view"), user, kind="home")
        call.slack.workspace.homes[user] = view
        call.slack.effect("home", {"user": user, "view": view.wire})
    return _shown(view)


METHODS = {
    "views.open": Method(_open, ("trigger_id", "view"), (), (), 4),
    "views.push": Method(_push, ("trigger_id", "view"), (), (), 4),
    "views.update": Method(_update, ("view",), ("view_id", "external_id", "hash"), (), 4),
    "views.publish": Method(_publish, ("user_id", "view"), ("hash",), (), 4),
}
"""By the name on the wire."""
