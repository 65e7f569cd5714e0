"""E-mail without a network: letters that were taken, and orders to fail."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.addresses import MessageRef, Place
from bot.domain.errors import Unreadable
from bot.ports.channel import Delivery, Outgoing, Receipt, Receive
from bot.ports.inbound import Inbound
from bot.ports.mailer import Letter
from tests.fakes.faults import Faults


class FakeMail:
    """Channel. Nothing can be looked up: what may have arrived and is sent again is there twice."""

    name = "email"

    def __init__(self) -> None:
        self.letters: list[tuple[str, Letter, str]] = []
        """(address, letter, the delivery's key), the oldest first."""
        self.faults = Faults()

    async def run(self, receive: Receive) -> None:
        """Nothing comes in."""
        await asyncio.Event().wait()

    def parse(self, payload: Mapping[str, Any], received_at: datetime) -> Inbound:
        """Raises Unreadable."""
        raise Unreadable("nothing comes in")

    def pace(self, place: Place, content: Outgoing) -> tuple[tuple[str, float, int], ...]:
        """As fast as one likes."""
        return ()

    async def deliver(self, delivery: Delivery) -> Receipt:
        """Take a letter, or fail as ordered."""
        assert isinstance(delivery.content, Letter), "only letters go by e-mail"
        fault = self.faults.next_for(delivery)
        if fault is None or fault.arrives:
            self.letters.append((delivery.place.room, delivery.content, delivery.key))
        if fault is not None:
            raise fault.error()
        return Receipt(MessageRef(self.name, delivery.place.room, f"<{delivery.key}@test>"))
