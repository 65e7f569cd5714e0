"""The way out to the app: by HTTP where a request URL is set, otherwise by Socket Mode."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sandbox.slack.events_http import HttpDelivery
from sandbox.slack.identity import APP_ID, TEAM_ID, VERIFICATION_TOKEN, Json
from sandbox.slack.platform import Slack
from sandbox.slack.socket_mode import SocketMode

Want = Literal["slash_commands", "interactive"]


@dataclass(frozen=True, slots=True)
class Reaction:
    """What the app did with a command or an interaction. ``payload`` is what it put into its answer."""

    acknowledged: bool
    payload: Json


class Delivery:
    """Events go out and are retried; commands and interactions wait for an answer and are sent once."""

    def __init__(self, slack: Slack, sockets: SocketMode, http: HttpDelivery) -> None:
        self._slack, self._sockets, self._http = slack, sockets, http
        self.duplicates = 0
        """How many of the next events go out twice."""
        self._hour, self._events, self._limited_minute = 0, 0, 0

    def event(self, payload: Json) -> None:
        """Deliver an event_callback at least once, unless the hour's allowance is used up."""
        if not self._allowed():
            self._slack.journal.add("slack", "event", "dropped", {"event_id": payload["event_id"]})
            return
        copies = 1
        if self.duplicates > 0:
            self.duplicates -= 1
            copies = 2
        for _ in range(copies):
            self._send(payload)

    def _send(self, payload: Json) -> None:
        if self._http.urls.get("events"):
            self._http.event(payload)
        else:
            self._sockets.send("events_api", payload)

    def _allowed(self) -> bool:
        limit = self._slack.switches.events_per_hour
        now = self._slack.clock.now()
        hour = int(now // 3600)
        if hour != self._hour:
            self._hour, self._events = hour, 0
        self._events += 1
        if not limit or self._events <= limit:
            return True
        minute = int(now // 60) * 60
        if minute != self._limited_minute:
            self._limited_minute = minute
            limited: Json = {"token": VERIFICATION_TOKEN, "type": "app_rate_limited", "team_id": TEAM_ID}
            limited |= {"minute_rate_limited": minute, "api_app_id": APP_ID}
            self._slack.journal.add("slack", "event", "app_rate_limited", limited)
            self._send(limited)
        return False

    async def ask(self, want: Want, payload: Json) -> Reaction:
        """Hand over a command or an interaction and wait up to ``ack_seconds``."""
        kind = "commands" if want == "slash_commands" else "interactivity"
        if self._http.urls.get(kind):
            answer = await self._http.ask(kind, payload)
        else:
            answer = await self._sockets.ask(want, payload)
        return Reaction(answer is not None, answer or {})
