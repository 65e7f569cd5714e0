"""The product's own view of itself, open in demo mode only: inbox, outbox, timers, and its clock.

``GET {inspector}/demo/state`` answers ``{"inbox": …, "outbox": […], "timers": […]}``;
``POST {inspector}/demo/clock`` takes ``{"seconds": n}`` or ``{"working_days": n}`` and answers with the ``seconds``.
"""

from __future__ import annotations

from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

DAY = 24 * 3600.0


class InspectorError(Exception):
    """The product did not answer; the message says how."""


class Inspector:
    """Calls the product. ``base`` is its address, such as http://127.0.0.1:8080."""

    def __init__(self) -> None:
        self.base: str | None = None
        self._session: ClientSession | None = None

    async def state(self) -> Any:
        """What the product says of itself, None where there is no inspector. Raises InspectorError."""
        return await self._call("GET", "/demo/state") if self.base else None

    async def advance(self, by: dict[str, float]) -> float:
        """Move the product's clock, if there is one to move, by ``{"seconds": n}`` or ``{"working_days": n}``; how many
        seconds that was. Without a product every day is a working day. Raises InspectorError."""
        if self.base:
            return float((await self._call("POST", "/demo/clock", by))["seconds"])
        return by.get("seconds", 0) + by.get("working_days", 0) * DAY

    async def _call(self, verb: str, path: str, body: dict[str, Any] | None = None) -> Any:
        if self._session is None:
            self._session = ClientSession(timeout=ClientTimeout(total=10))
        try:
            async with self._session.request(verb, f"{self.base}{path}", json=body) as answer:
                answer.raise_for_status()
                return await answer.json()
        except (ClientError, TimeoutError, ValueError) as error:
            raise InspectorError(f"the product did not answer {path}: {error}") from error

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
