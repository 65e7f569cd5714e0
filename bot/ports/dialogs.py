"""Half-filled forms, and the buttons under messages to residents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.domain.addresses import Destination
from bot.domain.ids import ResidentId


@dataclass(frozen=True, slots=True)
class Keyboard:
    """What the buttons under one message to a resident do: ``actions`` by button number, as JSON values."""

    nonce: str
    resident: ResidentId
    actions: tuple[Mapping[str, Any], ...]
    expires_at: datetime


class Dialogs(Protocol):
    """Half-filled forms (one per resident and chat topic; None is the chat itself) and the buttons that answer them."""

    async def get(self, resident: ResidentId, topic: Destination | None = None) -> Mapping[str, Any] | None:
        """His form there. Who reads it may change it: until this unit of work ends another waits to read it."""

    async def put(
        self,
        resident: ResidentId,
        state: Mapping[str, Any],
        now: datetime,
        topic: Destination | None = None,
    ) -> None: ...
    async def drop(self, resident: ResidentId, topic: Destination | None = None) -> None: ...
    async def all_of(self, resident: ResidentId) -> list[tuple[Destination | None, Mapping[str, Any]]]:
        """Every form of his, with where it stands."""

    async def put_keyboard(self, keyboard: Keyboard) -> None: ...
    async def keyboard(self, nonce: str) -> Keyboard | None: ...
