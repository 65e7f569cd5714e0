"""What every part of the Slack server shares: state, clock, log, paces, switches, and the way out."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sandbox.clock import SandboxClock
from sandbox.copies import copied
from sandbox.faults import Faults
from sandbox.journal import Journal
from sandbox.slack.identity import (
    ALL_SCOPES,
    APP_ID,
    BOT_ID,
    BOT_NAME,
    BOT_TOKEN,
    BOT_USER,
    COMMAND,
    TEAM_ID,
    VERIFICATION_TOKEN,
    Json,
)
from sandbox.slack.paces import Paces
from sandbox.slack.workspace import Channel, Workspace

if TYPE_CHECKING:
    from sandbox.slack.delivery import Delivery
    from sandbox.slack.interactions import Interactions
    from sandbox.slack.posting import Posting
    from sandbox.slack.socket_mode import SocketMode


@dataclass(slots=True)
class Switches:
    """What tests may set; every duration is in seconds."""

    ack_seconds: float = 3.0
    """How long a command, a press, a submission or an event over HTTP waits for the app (Slack: 3 s)."""
    redelivery_seconds: float = 3.0
    """How long an envelope may stay unacknowledged before it is sent again."""
    keep_seconds: float = 360.0
    """How long an event is retried in all (Slack: the last retry comes after about six minutes)."""
    retry_scale: float = 1.0
    """Multiplies the HTTP retries' waits of 0, 60 and 300 s."""
    trigger_seconds: float = 3.0
    """How long a trigger_id lives, in sandbox time."""
    file_share_seconds: float = 0.02
    """How long a completed upload takes to appear as a message."""
    signature_skew_seconds: float = 0.0
    """Added to the machine's time in X-Slack-Request-Timestamp."""
    events_per_hour: int = 30_000
    """Events of one hour of sandbox time, after which app_rate_limited comes instead; 0 lifts the limit."""
    disable_after: int = 1_000
    """Deliveries to the request URL within an hour from which on it is disabled when fewer than 5 % of them
    succeeded (Slack leaves apps with fewer than 1,000 alone); 0 never disables."""
    distributed_app: bool = False
    """Whether conversations.history and .replies give 15 objects once a minute, as to commercially
    distributed apps outside the Marketplace."""
    replay_replies: bool = True
    """After a thread's parent is deleted, its replies come again as message_changed without an edit
    (42wim/matterbridge issue 1959)."""


class Slack:
    """The running workspace. The parts are attached by the server when it is built."""

    posting: Posting
    delivery: Delivery
    sockets: SocketMode
    interactions: Interactions

    def __init__(self, clock: SandboxClock, journal: Journal, faults: Faults) -> None:
        self.clock, self.journal, self.faults = clock, journal, faults
        self.workspace = Workspace(clock.now)
        self.paces = Paces()
        self.switches = Switches()
        self.scopes: frozenset[str] = ALL_SCOPES
        self.commands = frozenset({COMMAND})
        """Slash commands that the installed app registered."""
        self.tokens: dict[str, str] = {BOT_TOKEN: "valid"}
        """Bot tokens: ``valid`` or ``revoked``."""
        self.public_url = ""
        self._tasks: set[asyncio.Task[None]] = set()

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something on the side until ``close``."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Cancel what runs on the side."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def effect(self, name: str, data: Json) -> None:
        """Log what a person now sees."""
        self.journal.add("slack", "effect", name, copied(data))

    def emit(self, event: Json, channel: Channel | None = None) -> str | None:
        """Send an event to the app, unless it happened where the bot is not; the event_id, or None."""
        if channel is not None and not channel.has_bot:
            return None
        payload = self.wrap(event, ext_shared=channel is not None and channel.ext_shared)
        name = str(event.get("subtype") or event["type"])
        self.journal.add("slack", "event", name, copied(payload))
        self.delivery.event(payload)
        return str(payload["event_id"])

    def wrap(self, event: Json, *, ext_shared: bool = False) -> Json:
        """The event_callback around an event."""
        return {
            "token": VERIFICATION_TOKEN,
            "team_id": TEAM_ID,
            "context_team_id": TEAM_ID,
            "context_enterprise_id": None,
            "api_app_id": APP_ID,
            "event": copied(event),
            "type": "event_callback",
            "event_id": self.workspace.new_id("Ev"),
            "event_time": self.workspace.seconds(),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": TEAM_ID,
                    "user_id": BOT_USER,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": ext_shared,
            "event_context": f"4-{self.workspace.new_id('EC')}",
        }


async def pause(seconds: float) -> None:
    """Wait real time; the sandbox's clock only jumps."""
    await asyncio.sleep(seconds)  # noqa: TID251


def bot_profile(updated: int) -> Json:
    """The ``bot_profile`` of the app's own messages."""
    return {
        "id": BOT_ID,
        "deleted": False,
        "name": BOT_NAME,
        "updated": updated,
        "app_id": APP_ID,
        "user_id": BOT_USER,
        "icons": {"image_36": "https://a.slack-edge.com/80588/img/plugins/app/bot_36.png"},
        "team_id": TEAM_ID,
    }
