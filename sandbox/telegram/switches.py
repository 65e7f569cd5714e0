"""What the sandbox's operator switches: limits, topics, numbering, malformed updates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.control import ActionError
from sandbox.telegram.api import Api
from sandbox.telegram.flood import Pace
from sandbox.telegram.people import Action


class Switches:
    """Settings of the server that no person on Telegram has in hand."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def actions(self) -> Mapping[str, Action]:
        """The control API's actions."""
        return {
            "push_raw": self.push_raw,
            "jump_update_ids": self.jump_update_ids,
            "set_paces": self.set_paces,
            "set_topics_enabled": self.set_topics_enabled,
            "set_webhook_delivery": self.set_webhook_delivery,
            "pending_updates": self.pending_updates,
        }

    async def push_raw(self, update: dict[str, Any]) -> dict[str, Any]:
        """Queue an update exactly as given, numbered unless it has an ``update_id``."""
        if not isinstance(update, dict):
            raise ActionError("update must be an object")
        return {"update_id": self._api.updates.push(update, "raw", _chat_of(update))}

    async def jump_update_ids(self) -> dict[str, Any]:
        """Number the next update at random, as after a week of silence; lower too when nothing waits."""
        return {"next": self._api.updates.jump()}

    async def set_paces(
        self,
        per_chat: float = 1.0,
        per_chat_burst: int = 20,
        overall: float = 30.0,
        overall_burst: int = 60,
    ) -> None:
        """Messages a second and bursts; a rate of 0 lifts that limit. What was used is forgotten."""
        self._api.paces.set(Pace(per_chat, per_chat_burst), Pace(overall, overall_burst))

    async def set_topics_enabled(self, enabled: bool) -> None:
        """Topics in private chats, on or off."""
        self._api.world.topics_enabled = bool(enabled)

    async def set_webhook_delivery(self, backoff_scale: float = 1.0, patience: float = 60.0) -> None:
        """Shorten (or stretch) webhook retries, and the ``patience`` in seconds with an answer."""
        self._api.webhook.backoff_scale, self._api.webhook.patience = backoff_scale, patience

    async def pending_updates(self) -> list[int]:
        """Identifiers of updates neither confirmed nor expired."""
        return [entry.id for entry in self._api.updates.pending()]


def _chat_of(update: dict[str, Any]) -> Any:
    """The chat's delivery lane where one can be made out."""
    for content in update.values():
        chat = content.get("chat") if isinstance(content, dict) else None
        if isinstance(chat, dict) and isinstance(chat.get("id"), int):
            return chat["id"]
    return "raw"
