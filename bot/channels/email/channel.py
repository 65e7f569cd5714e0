"""E-mail as a channel that only sends."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.channels.email import smtp
from bot.channels.email.letters import message_id, message_of
from bot.domain.addresses import MessageRef, Place
from bot.domain.errors import Unreadable
from bot.ports.channel import Delivery, Outgoing, Receipt, Receive, SendFailed
from bot.ports.clock import Clock
from bot.ports.inbound import Inbound
from bot.ports.mailer import Letter


class EmailChannel:
    """Channel and CanCheck of ``bot.ports.channel``. Without a ``url`` nothing can be sent, and whatever is to be
    fails at once and for good."""

    name = "email"

    def __init__(self, url: str, sender: str, *, clock: Clock) -> None:
        self._server = smtp.server_at(url) if url else None
        self._sender, self._clock = sender, clock

    async def run(self, receive: Receive) -> None:
        """Nothing comes in by e-mail yet."""
        await asyncio.Event().wait()

    def parse(self, payload: Mapping[str, Any], received_at: datetime) -> Inbound:
        """Nothing comes in by e-mail yet. Raises Unreadable."""
        raise Unreadable("an event of a channel that receives nothing")

    async def deliver(self, delivery: Delivery) -> Receipt:
        """Send a letter. Its Message-ID is made of the delivery's key: one that went out twice bears the same. Raises
        SendFailed: ``unknown`` where the connection broke while the server was taking it."""
        letter = delivery.content
        if not isinstance(letter, Letter):
            raise SendFailed("refused", f"e-mail does not take {letter.kind}")
        if self._server is None:
            raise SendFailed("refused", "PALIER_SMTP_URL is not set")
        address = delivery.place.room
        id = message_id(delivery.key, self._sender)
        message = message_of(letter, address, self._sender, id, self._clock.now())
        await asyncio.to_thread(smtp.send, self._server, self._sender, address, message)
        return Receipt(MessageRef(self.name, address, id))

    def pace(self, place: Place, content: Outgoing) -> tuple[tuple[str, float, int], ...]:
        """Servers take far more; a burst beyond this is a mistake of ours."""
        return (("email", 1.0, 20),)

    async def check(self) -> list[tuple[bool, str]]:
        """(good, what was found and what to do) a line."""
        if self._server is None:
            return [
                (
                    True,
                    "e-mail: no server is set (PALIER_SMTP_URL); contractors can't be written to by e-mail",
                )
            ]
        try:
            await asyncio.to_thread(smtp.greet, self._server)
        except SendFailed as failed:
            return [(False, f"e-mail: {self._server.host} fails ({failed}). Check PALIER_SMTP_URL.")]
        return [(True, f"e-mail: {self._server.host} takes letters from {self._sender}")]
