"""The control actions about the platform itself: paces, sockets, request URLs, scopes, raw events."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from sandbox.control import ActionError
from sandbox.journal import PATIENCE
from sandbox.slack.events_http import HttpDelivery
from sandbox.slack.identity import ALL_SCOPES, BOT_TOKEN, BOT_USER, Json
from sandbox.slack.platform import Slack, Switches


class Switchboard:
    """The control actions named like the methods below."""

    def __init__(self, slack: Slack, http: HttpDelivery) -> None:
        self._slack, self._http = slack, http

    async def set_paces(
        self, messages_per_second: float | None = None, burst: int | None = None, tiers: bool | None = None
    ) -> None:
        """Rate limits; ``messages_per_second`` 0 lifts the one per channel."""
        self._slack.paces.set(messages_per_second, burst, tiers)

    async def set_switches(self, **switches: float | bool) -> Json:
        """Set any of ``Switches``; the result is all of them."""
        known = {field.name for field in dataclasses.fields(Switches)}
        if unknown := set(switches) - known:
            raise ActionError(f"no such switch: {', '.join(unknown)}; there are: {', '.join(sorted(known))}")
        for name, value in switches.items():
            setattr(self._slack.switches, name, value)
        return dataclasses.asdict(self._slack.switches)

    async def set_request_urls(
        self, events: str | None = None, interactivity: str | None = None, commands: str | None = None
    ) -> None:
        """Deliver by HTTP what has a URL here, and the rest by Socket Mode. ``events`` must pass the
        verification; with none of them everything goes by Socket Mode again."""
        if events:
            try:
                await self._http.verify(events)
            except ValueError as error:
                raise ActionError(str(error)) from error
        wanted = {"events": events, "interactivity": interactivity, "commands": commands}
        self._http.enable()
        self._http.urls = {kind: url for kind, url in wanted.items() if url}

    async def set_scopes(self, scopes: Sequence[str] | None = None) -> list[str]:
        """What the bot's token may do; None means everything."""
        self._slack.scopes = ALL_SCOPES if scopes is None else frozenset(scopes)
        return sorted(self._slack.scopes)

    async def set_commands(self, commands: Sequence[str]) -> None:
        """The slash commands that the app registered, each with its "/"; others are refused to their typist."""
        if wrong := [one for one in commands if not one.startswith("/")]:
            raise ActionError(f"a command begins with /: {', '.join(wrong)}")
        self._slack.commands = frozenset(commands)

    async def revoke_token(self, uninstall: bool = False) -> None:
        """The bot's token stops working: tokens_revoked, and app_uninstalled when ``uninstall``."""
        self._slack.tokens[BOT_TOKEN] = "revoked"
        self._slack.emit({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT_USER]}})
        if uninstall:
            self._slack.emit({"type": "app_uninstalled"})

    async def restore_token(self) -> None:
        """The bot's token works again."""
        self._slack.tokens[BOT_TOKEN] = "valid"

    async def refresh_sockets(self, reason: str = "refresh_requested", close_after: float = 0.1) -> Json:
        """``disconnect`` to every socket (reason warning, refresh_requested or link_disabled), closed
        ``close_after`` seconds later."""
        return {"sockets": self._slack.sockets.refresh(reason, close_after)}

    async def drop_sockets(self) -> Json:
        """Cut every socket's connection without a word."""
        return {"sockets": self._slack.sockets.drop()}

    async def sockets(self) -> Json:
        """How many sockets are open and how many payloads are unacknowledged."""
        sockets = self._slack.sockets
        unacknowledged = sockets.unacknowledged + self._http.underway
        return {"connections": sockets.connections, "unacknowledged": unacknowledged}

    async def settle(self, seconds: float = PATIENCE) -> None:
        """Wait until the app has acknowledged everything that went out by Socket Mode."""
        if not await self._slack.sockets.settle(seconds):
            count = self._slack.sockets.unacknowledged
            raise ActionError(f"{count} payloads are not acknowledged after {seconds} s")

    async def duplicate_next_event(self, times: int = 1) -> None:
        """The next ``times`` events go out twice with the same event_id."""
        self._slack.delivery.duplicates += times

    async def delay_acks(self, seconds: float, times: int = 1) -> None:
        """The next ``times`` socket acknowledgements count ``seconds`` later."""
        self._slack.sockets.ack_delay, self._slack.sockets.delayed_acks = seconds, times

    async def push_raw_event(self, event: Json) -> Json:
        """Send this event as it is, inside an event_callback, whatever it is and wherever the bot is."""
        payload = self._slack.wrap(event)
        self._slack.journal.add("slack", "event", "raw", payload)
        self._slack.delivery.event(payload)
        return {"event_id": payload["event_id"]}
