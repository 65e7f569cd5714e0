"""What people press, fill in and open, and what they look at: the control actions about using the app."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.control import ActionError
from sandbox.slack import views
from sandbox.slack.choosing import action_of, complaint, find, state_of
from sandbox.slack.delivery import Reaction
from sandbox.slack.files import keep
from sandbox.slack.identity import BOT_USER, Json
from sandbox.slack.interactions import Hook
from sandbox.slack.people import Names
from sandbox.slack.platform import Slack
from sandbox.slack.refusals import Refusal
from sandbox.slack.response_urls import apply
from sandbox.slack.sight import Sight
from sandbox.slack.text import escape
from sandbox.slack.workspace import User, View

TROUBLE = "We had some trouble connecting. Try again?"
"""What a modal shows when the app does not answer, or answers what Slack can't use."""


class Hands:
    """The control actions named like the methods below."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._workspace = slack.workspace
        self._names = Names(slack)
        self._sight = Sight(slack.workspace)

    async def press(
        self,
        user: str,
        channel: str,
        ts: str,
        *,
        action_id: str | None = None,
        label: str | None = None,
        value: str | None = None,
        selected: Any = None,
        selected_user: str | None = None,
        block_id: str | None = None,
    ) -> Json:
        """Use an element of a message, found by any of action_id, visible label, value and block_id.
        ``selected``: an option's value or label, a list of them, a date or a text. Result:
        ``{"acknowledged": bool}``."""
        who, place = self._names.user(user), self._names.channel(channel)
        message = self._names.message(place, ts, who)
        blocks = message.wire.get("blocks", [])
        looked_at = _only(blocks, block_id)
        block, element, option = find(
            looked_at, self._sight.label, action_id=action_id, label=label, value=value
        )
        wanted = next((one for one in (selected_user, selected, option) if one is not None), None)
        before = (
            views.initial_state(blocks, message.choices)
            .get(block["block_id"], {})
            .get(element["action_id"], {})
        )
        state = self._state(element, wanted, before)
        if element["type"] not in ("button", "overflow"):
            message.choices.setdefault(block["block_id"], {})[element["action_id"]] = state
        action = action_of(block, element, state)
        reaction = await self._slack.interactions.block_action_in_message(who, place, message, action)
        return self._told(who, reaction)

    async def press_in_view(
        self,
        user: str,
        *,
        action_id: str | None = None,
        label: str | None = None,
        value: str | None = None,
        selected: Any = None,
        selected_user: str | None = None,
        home: bool = False,
        block_id: str | None = None,
    ) -> Json:
        """The same in the open modal, or in the home tab."""
        who = self._names.user(user)
        view = self._home(who) if home else self._open(who)
        blocks = view.wire["blocks"]
        looked_at = _only(blocks, block_id)
        block, element, option = find(
            looked_at, self._sight.label, action_id=action_id, label=label, value=value
        )
        wanted = next((one for one in (selected_user, selected, option) if one is not None), None)
        action = action_of(block, element, self._choose(view, block, element, wanted))
        return self._told(who, await self._slack.interactions.block_action_in_view(who, view, action))

    def _state(self, element: Json, wanted: Any, before: Json) -> Json:
        return state_of(element, wanted, before, self._sight.label, lambda name: self._names.user(name).id)

    def _choose(self, view: View, block: Json, element: Json, wanted: Any) -> Json:
        values = view.wire["state"]["values"]
        before = values.get(block["block_id"], {}).get(element["action_id"], {})
        if element["type"] == "file_input":
            who = self._workspace.users[view.user]
            kept = [keep(self._slack, who, one) for one in wanted or []]
            wanted = [self._slack.posting.file_wire(file, shares=False) for file in kept]
        state = self._state(element, wanted, before)
        if element["type"] not in ("button", "overflow"):
            values.setdefault(block["block_id"], {})[element["action_id"]] = state
        return state

    def _told(self, user: User, reaction: Reaction) -> Json:
        if not reaction.acknowledged:
            self._slack.effect("failure", {"user": user.id, "text": "the app did not respond"})
        return {"acknowledged": reaction.acknowledged}

    def _home(self, user: User) -> View:
        view = self._workspace.homes.get(user.id)
        if view is None:
            raise ActionError(f"{user.real_name} has no home tab yet")
        return view

    def _open(self, user: User) -> View:
        stack = self._workspace.modals.get(user.id)
        if not stack:
            raise ActionError(f"{user.real_name} has no open modal")
        return stack[-1]

    async def command(self, user: str, channel: str, command: str, text: str = "") -> Json:
        """Type a slash command in a channel (Slack has none in threads). One that the app did not register never
        reaches it: its typist alone is told so."""
        who, place = self._names.user(user), self._names.channel(channel)
        if who.id not in place.members:
            raise ActionError(f"{who.real_name} is not in #{place.name}")
        if command not in self._slack.commands:
            refused = escape(f"{command} is not a valid command.")
            self._slack.posting.ephemeral(place, who.id, refused, by_app=False)
            return {"acknowledged": False}
        reaction = await self._slack.interactions.command(who, place, command, text)
        if reaction.payload.get("text") or reaction.payload.get("blocks"):
            hook = Hook(place, who, None, self._slack.clock.now())
            try:
                apply(self._slack, hook, reaction.payload)
            except Refusal as refusal:
                self._slack.effect("failure", {"user": who.id, "text": refusal.error})
        return self._told(who, reaction)

    async def shortcut(
        self, user: str, callback_id: str, channel: str | None = None, ts: str | None = None
    ) -> Json:
        """A message shortcut on ``ts``, or a global one."""
        who = self._names.user(user)
        place = self._names.channel(channel) if channel else None
        message = self._names.message(place, ts) if place and ts else None
        return self._told(who, await self._slack.interactions.shortcut(who, callback_id, place, message))

    async def fill_view(self, user: str, values: Mapping[str, Any]) -> None:
        """Fill the modal's inputs by block_id, label or action_id; ``dispatch_action`` ones tell the app. A date with a
        time is in seconds since 1970; files are as ``post`` takes them."""
        who = self._names.user(user)
        for name, wanted in values.items():
            view = self._open(who)
            block, element = self._input(view, name)
            state = self._choose(view, block, element, wanted)
            if block.get("dispatch_action"):
                action = action_of(block, element, state)
                await self._slack.interactions.block_action_in_view(who, view, action)

    def _input(self, view: View, name: str) -> tuple[Json, Json]:
        inputs = [block for block in view.wire["blocks"] if block["type"] == "input"]
        for block in inputs:
            element: Json = block["element"]
            if name in (block["block_id"], self._sight.label(block["label"]), element["action_id"]):
                return block, element
        known = ", ".join(f"{self._sight.label(block['label'])} ({block['block_id']})" for block in inputs)
        raise ActionError(f"there is no input {name!r}; there are: {known or 'none'}")

    async def submit_view(self, user: str, values: Mapping[str, Any] | None = None) -> Json:
        """Fill and submit the open modal. Result: ``{"errors": {block_id: text}}`` when it stays open,
        ``{"failed": text}`` when the app did not manage, otherwise ``{"view": what is open now or None}``."""
        who = self._names.user(user)
        await self.fill_view(user, values or {})
        view = self._open(who)
        if not view.wire["submit"]:
            raise ActionError("this modal has no submit button")
        errors = self._complaints(view)
        if errors:
            return {"errors": errors}
        reaction = await self._slack.interactions.submission(who, view)
        if not reaction.acknowledged:
            self._slack.effect("failure", {"user": who.id, "text": TROUBLE})
            return {"failed": TROUBLE}
        try:
            return self._after_submission(who, view, reaction.payload)
        except Refusal as refusal:
            self._slack.effect("failure", {"user": who.id, "text": TROUBLE, "error": refusal.answer()})
            return {"failed": TROUBLE, "error": refusal.answer()}

    def _complaints(self, view: View) -> dict[str, str]:
        values = view.wire["state"]["values"]
        errors = {}
        for block in view.wire["blocks"]:
            if block["type"] == "input":
                text = complaint(block, values[block["block_id"]][block["element"]["action_id"]])
                if text:
                    errors[block["block_id"]] = text
        return errors

    def _after_submission(self, user: User, view: View, answer: Json) -> Json:
        stack = self._workspace.modals.setdefault(user.id, [])
        action = answer.get("response_action")
        if action == "errors":
            inputs = {block["block_id"] for block in view.wire["blocks"] if block["type"] == "input"}
            errors = answer.get("errors")
            if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
                raise Refusal("invalid_errors", errors=errors)
            self._slack.effect("view_errors", {"user": user.id, "view": view.id, "errors": errors})
            return {"errors": errors}
        if action == "update":
            views.replace_view(self._slack, view, answer.get("view"))
        elif action == "push":
            if len(stack) >= views.STACK:
                raise Refusal("push_limit_reached")
            stack.append(views.new_view(self._slack, answer.get("view"), user.id, kind="modal", under=view))
            self._slack.effect("view", {"user": user.id, "view": stack[-1].wire})
        elif action == "clear":
            stack.clear()
        elif action is None:
            if view in stack:
                stack.remove(view)
        else:
            raise Refusal("invalid_response_action", response_action=action)
        return {"view": self._sight.view(stack[-1] if stack else None)}

    async def close_view(self, user: str, *, whole_stack: bool = False) -> None:
        """Close the open modal with its cross; ``whole_stack``, or clear_on_close, closes all."""
        who = self._names.user(user)
        top = self._open(who)
        stack = self._workspace.modals[who.id]
        cleared = whole_stack or bool(top.wire.get("clear_on_close"))
        gone = list(reversed(stack)) if cleared else [top]
        for view in gone:
            stack.remove(view)
        for view in gone:
            await self._slack.interactions.closed(who, view, cleared=cleared)

    async def open_home(self, user: str, tab: str = "home") -> None:
        """Look at the app's home tab; the app gets app_home_opened."""
        who = self._names.user(user)
        place = self._workspace.direct([who.id])
        event: Json = {"type": "app_home_opened", "user": who.id, "channel": place.id, "tab": tab}
        view = self._workspace.homes.get(who.id)
        if view is not None and tab == "home":
            event["view"] = view.wire
        self._slack.emit({**event, "event_ts": self._workspace.new_ts()})

    async def thread(self, channel: str, ts: str, user: str | None = None) -> list[Json]:
        """The parent and its replies as people see them; with ``user`` also what only they see."""
        place = self._names.channel(channel)
        parent = self._names.message(place, ts)
        shown = [parent, *(place.messages[reply] for reply in parent.replies)]
        who = self._names.user(user).id if user else None
        shown += [one for one in place.ephemerals if one.only_for == who and one.wire.get("thread_ts") == ts]
        return [self._sight.message(message) for message in sorted(shown, key=lambda one: float(one.ts))]

    async def channel(self, channel: str, user: str | None = None) -> list[Json]:
        """What stands in the channel itself, oldest first; with ``user`` also what only they see."""
        place = self._names.channel(channel)
        who = self._names.user(user).id if user else None
        shown = [*place.top_level()]
        shown += [one for one in place.ephemerals if one.only_for == who and "thread_ts" not in one.wire]
        return [self._sight.message(message) for message in sorted(shown, key=lambda one: float(one.ts))]

    async def ephemerals(self, user: str, channel: str | None = None) -> list[Json]:
        """What only this person sees, oldest first."""
        who = self._names.user(user)
        places: Sequence[Any] = (
            [self._names.channel(channel)] if channel else [*self._workspace.channels.values()]
        )
        shown = [one for place in places for one in place.ephemerals if one.only_for == who.id]
        return [self._sight.message(message) for message in sorted(shown, key=lambda one: float(one.ts))]

    async def view(self, user: str) -> Json | None:
        """The open modal in readable form, or None."""
        stack = self._workspace.modals.get(self._names.user(user).id)
        return self._sight.view(stack[-1] if stack else None)

    async def home(self, user: str) -> Json | None:
        """The home tab in readable form, or None."""
        return self._sight.view(self._workspace.homes.get(self._names.user(user).id))

    async def people(self) -> Json:
        """Everybody and every channel, for a page that shows the workspace."""
        return {
            "users": [
                {
                    "id": user.id,
                    "name": user.real_name,
                    "bot": user.is_bot,
                    "team": user.team,
                    "guest": user.guest,
                }
                for user in self._workspace.users.values()
            ],
            "channels": [
                {
                    "id": channel.id,
                    "name": channel.name,
                    "kind": channel.kind,
                    "archived": channel.archived,
                    "members": list(channel.members),
                    "bot": BOT_USER in channel.members,
                }
                for channel in self._workspace.channels.values()
            ],
        }


def _only(blocks: list[Json], block_id: str | None) -> list[Json]:
    return [block for block in blocks if block_id in (None, block["block_id"])]
