"""What the app receives when people act: trigger ids, response URLs, and the payloads.

Source: docs.slack.dev "Interaction payloads"; slack_bolt.request.payload_utils and internals read the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.copies import copied
from sandbox.slack.delivery import Reaction
from sandbox.slack.identity import APP_ID, TEAM_DOMAIN, TEAM_ID, VERIFICATION_TOKEN, Json
from sandbox.slack.platform import Slack
from sandbox.slack.refusals import Refusal
from sandbox.slack.views import initial_state
from sandbox.slack.workspace import Channel, Message, User, View

HOOK_USES = 5
HOOK_SECONDS = 30 * 60


@dataclass(slots=True)
class _Trigger:
    user: str
    born: float
    used: bool = False


@dataclass(slots=True)
class Hook:
    """A response_url: who asked, where, and about which message."""

    channel: Channel
    user: User
    message: Message | None
    born: float
    uses: int = 0


class Interactions:
    """Builds payloads and hands them to the app."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._triggers: dict[str, _Trigger] = {}
        self.hooks: dict[str, Hook] = {}

    def new_trigger(self, user: User) -> str:
        """A trigger_id that opens one modal for this user."""
        serial = self._slack.workspace.new_id("")
        trigger = f"{serial}.{TEAM_ID}.{self._slack.workspace.new_id('t')}"
        self._triggers[trigger] = _Trigger(user.id, self._slack.clock.now())
        return trigger

    def use_trigger(self, trigger_id: str) -> str:
        """The user it belongs to; once, and within ``trigger_seconds``."""
        trigger = self._triggers.get(trigger_id)
        if trigger is None:
            raise Refusal("invalid_trigger_id")
        if trigger.used:
            raise Refusal("exchanged_trigger_id")
        if self._slack.clock.now() - trigger.born > self._slack.switches.trigger_seconds:
            raise Refusal("expired_trigger_id")
        trigger.used = True
        return trigger.user

    def _new_hook(self, channel: Channel, user: User, message: Message | None) -> str:
        hook_id = self._slack.workspace.new_id("hook")
        self.hooks[hook_id] = Hook(channel, user, message, self._slack.clock.now())
        return f"{self._slack.public_url}/hooks/{hook_id}"

    async def command(self, user: User, channel: Channel, command: str, text: str) -> Reaction:
        """A slash command; private channels hide their name."""
        names = {"group": "privategroup", "im": "directmessage", "mpim": "mpdm"}
        payload: Json = {
            "token": VERIFICATION_TOKEN,
            "team_id": TEAM_ID,
            "team_domain": TEAM_DOMAIN,
            "channel_id": channel.id,
            "channel_name": names.get(channel.kind, channel.name),
            "user_id": user.id,
            "user_name": user.name,
            "command": command,
            "text": text,
            "api_app_id": APP_ID,
            "is_enterprise_install": "false",
            "response_url": self._new_hook(channel, user, None),
            "trigger_id": self.new_trigger(user),
        }
        self._slack.journal.add("slack", "event", "slash_commands", copied(payload))
        return await self._slack.delivery.ask("slash_commands", payload)

    async def block_action_in_message(
        self, user: User, channel: Channel, message: Message, action: Json
    ) -> Reaction:
        """Somebody used an element of a message."""
        container: Json = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": message.only_for is not None,
        }
        if thread_ts := message.full().get("thread_ts"):
            container["thread_ts"] = thread_ts
        names = {"group": "privategroup", "im": "directmessage"}
        payload = self._payload("block_actions", user) | {
            "container": container,
            "trigger_id": self.new_trigger(user),
            "channel": {"id": channel.id, "name": names.get(channel.kind, channel.name)},
            "state": {"values": initial_state(message.wire.get("blocks", []), message.choices)},
            "response_url": self._new_hook(channel, user, message),
            "actions": [self._stamped(action)],
        }
        if message.only_for is None:
            payload["message"] = message.full(reactions=False)
        return await self._interactive(payload)

    async def block_action_in_view(self, user: User, view: View, action: Json) -> Reaction:
        """Somebody used an element of a modal or of the home tab."""
        payload = self._payload("block_actions", user) | {
            "container": {"type": "view", "view_id": view.id},
            "trigger_id": self.new_trigger(user),
            "view": copied(view.wire),
            "actions": [self._stamped(action)],
        }
        return await self._interactive(payload)

    async def submission(self, user: User, view: View) -> Reaction:
        """Somebody submitted a modal."""
        payload = self._payload("view_submission", user) | {
            "trigger_id": self.new_trigger(user),
            "view": copied(view.wire),
            "response_urls": [],
        }
        return await self._interactive(payload)

    async def closed(self, user: User, view: View, *, cleared: bool) -> None:
        """Somebody closed a modal that has ``notify_on_close``."""
        if view.wire.get("notify_on_close"):
            payload = self._payload("view_closed", user)
            await self._interactive(payload | {"view": copied(view.wire), "is_cleared": cleared})

    async def shortcut(
        self, user: User, callback_id: str, channel: Channel | None, message: Message | None
    ) -> Reaction:
        """A message shortcut when a message is given, otherwise a global one."""
        common: Json = {"callback_id": callback_id, "trigger_id": self.new_trigger(user)}
        common["action_ts"] = self._slack.workspace.new_ts()
        if channel is None or message is None:
            return await self._interactive(self._payload("shortcut", user) | common)
        payload = self._payload("message_action", user) | common
        payload |= {
            "response_url": self._new_hook(channel, user, message),
            "message_ts": message.ts,
            "channel": {"id": channel.id, "name": channel.name},
            "message": message.full(reactions=False),
        }
        return await self._interactive(payload)

    async def _interactive(self, payload: Json) -> Reaction:
        self._slack.journal.add("slack", "event", str(payload["type"]), copied(payload))
        return await self._slack.delivery.ask("interactive", payload)

    def _payload(self, kind: str, user: User) -> Json:
        who = {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team}
        return {
            "type": kind,
            "user": who,
            "api_app_id": APP_ID,
            "token": VERIFICATION_TOKEN,
            "team": {"id": TEAM_ID, "domain": TEAM_DOMAIN},
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _stamped(self, action: Json) -> Json:
        return {**copied(action), "action_ts": self._slack.workspace.new_ts()}
