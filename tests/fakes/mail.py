"""E-mail without a network: letters that were taken, answers to them, and orders to fail."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from itertools import count
from typing import Any

from bot.domain.addresses import MessageRef, Place
from bot.ports.channel import Delivery, Outgoing, RawEvent, Receipt, Receive, SendFailed
from bot.ports.inbound import FileRef, Inbound, MailMessage
from bot.ports.mailer import Letter
from tests.fakes.events import decode, encode
from tests.fakes.faults import Faults


class FakeMail:
    """Channel and CanFetch. Nothing can be looked up: what may have arrived and is sent again is there twice."""

    name = "email"

    def __init__(self) -> None:
        self.letters: list[tuple[str, Letter, str]] = []
        """(address, letter, the delivery's key), the oldest first."""
        self.faults = Faults()
        self.files: dict[str, bytes] = {}
        self._numbers = count(1)

    async def run(self, receive: Receive) -> None:
        """Nothing comes in."""
        await asyncio.Event().wait()

    def parse(self, payload: Mapping[str, Any], received_at: datetime) -> Inbound:
        """Raises Unreadable."""
        return decode(payload)

    async def fetch(self, source: str) -> AsyncIterator[bytes]:
        """What was attached."""
        if source not in self.files:
            raise SendFailed("gone", source)
        yield self.files[source]

    def answer(
        self,
        who: str,
        text: str,
        *,
        sender: str = "",
        files: tuple[str, ...] = (),
        automatic: bool = False,
        bounced: bool = False,
    ) -> RawEvent:
        """To the latest letter that was sent to him."""
        letter = next(letter for to, letter, _ in reversed(self.letters) if to == who)
        kept = tuple(self._attached(name) for name in files)
        return self._event(
            MailMessage(
                self._ref(sender or who),
                sender or who,
                token=letter.token,
                subject=f"Re: {letter.subject}",
                text=text,
                files=kept,
                automatic=automatic,
                bounced=bounced,
            )
        )

    def writes(self, who: str, subject: str, text: str) -> RawEvent:
        """A letter that answers none."""
        return self._event(MailMessage(self._ref(who), who, subject=subject, text=text))

    def _ref(self, who: str) -> MessageRef:
        return MessageRef(self.name, who, f"in-{next(self._numbers)}")

    def _attached(self, name: str) -> FileRef:
        source = f"{next(self._numbers)}:{name}"
        self.files[source] = b"%PDF-1.7 " + name.encode()
        return FileRef(source, "document", name, "application/pdf", len(self.files[source]))

    def _event(self, mail: MailMessage) -> RawEvent:
        return RawEvent(self.name, mail.ref.id, f"email:{mail.sender}", encode(mail))

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
