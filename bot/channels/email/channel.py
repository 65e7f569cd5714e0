"""E-mail as a channel: letters out by SMTP, answers in by IMAP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any

import structlog

from bot.channels.email import imap, smtp
from bot.channels.email.incoming import attachment, event_of, meaning
from bot.channels.email.letters import answer_address, message_id, message_of
from bot.domain.addresses import MessageRef, Place
from bot.domain.errors import Conflict, Unavailable
from bot.ports.channel import Delivery, Outgoing, Receipt, Receive, SendFailed
from bot.ports.clock import Clock
from bot.ports.inbound import Inbound
from bot.ports.mailer import Letter

log = structlog.get_logger()


class EmailChannel:
    """Channel, CanFetch and CanCheck of ``bot.ports.channel``. Without a ``url`` nothing can be sent, and whatever is
    to be fails at once and for good; without a ``mailbox`` nothing comes in, and letters ask for no answer here.
    ``every`` is how often the mailbox is looked into, in seconds."""

    name = "email"

    def __init__(
        self, url: str, sender: str, *, clock: Clock, mailbox: str = "", every: float = 30.0
    ) -> None:
        self._server = smtp.server_at(url) if url else None
        self._mailbox = imap.mailbox_at(mailbox) if mailbox else None
        self._sender, self._clock, self._every = sender, clock, every

    async def run(self, receive: Receive) -> None:
        """Look into the mailbox again and again. That it can't be reached, or that what it held can't be kept, is no
        reason to stop: what was not kept is still new there."""
        if self._mailbox is None:
            await asyncio.Event().wait()
            return
        while True:
            try:
                more = await self._look(self._mailbox, receive)
            except (SendFailed, Unavailable, Conflict) as failed:
                log.warning("letters_wait", why=str(failed))
                more = False
            if not more:
                await self._clock.sleep(self._every)

    async def _look(self, mailbox: imap.Mailbox, receive: Receive) -> bool:
        """Take what is new: committed first, then marked as seen. Whether there may be more."""
        found = await asyncio.to_thread(imap.new_letters, mailbox)
        if found:
            events = await asyncio.to_thread(lambda: [event_of(one, self._sender) for one in found])
            await receive(events)
            await asyncio.to_thread(imap.taken, mailbox, [one.id for one in found])
        return len(found) >= imap.AT_ONCE

    def parse(self, payload: Mapping[str, Any], received_at: datetime) -> Inbound:
        """What a letter means. Raises Unreadable."""
        return meaning(payload)

    async def fetch(self, source: str) -> AsyncIterator[bytes]:
        """An attachment, from the letter that still lies in the mailbox. Raises SendFailed."""
        if self._mailbox is None:
            raise SendFailed("gone", "PALIER_IMAP_URL is not set")
        id, _, number = source.rpartition(":")
        raw = await asyncio.to_thread(imap.letter, self._mailbox, id)
        try:
            yield await asyncio.to_thread(attachment, raw, int(number))
        except IndexError as error:
            raise SendFailed("gone", "the letter has no such attachment") from error

    async def deliver(self, delivery: Delivery) -> Receipt:
        """Send a letter. Its Message-ID is made of the delivery's key: one that went out twice bears the same. Raises
        SendFailed: ``unknown`` where the connection broke while the server was taking it."""
        letter = delivery.content
        if not isinstance(letter, Letter):
            raise SendFailed("refused", f"e-mail does not take {letter.kind}")
        if self._server is None:
            raise SendFailed("refused", "PALIER_SMTP_URL is not set")
        address = delivery.place.room
        id = message_id(delivery.key, self._sender, letter.token)
        answers_to = answer_address(self._sender, letter.token) if self._mailbox else ""
        message = message_of(letter, address, self._sender, id, self._clock.now(), answers_to=answers_to)
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
        lines = [(True, f"e-mail: {self._server.host} takes letters from {self._sender}")]
        if self._mailbox is None:
            none = "e-mail: no mailbox is set (PALIER_IMAP_URL); staff write contractors' answers down themselves"
            return [*lines, (True, none)]
        try:
            await asyncio.to_thread(imap.greet, self._mailbox)
        except SendFailed as failed:
            where = f"{self._mailbox.host}, {self._mailbox.folder}"
            return [
                *lines,
                (False, f"e-mail: the mailbox ({where}) fails ({failed}). Check PALIER_IMAP_URL."),
            ]
        return [*lines, (True, f"e-mail: answers come to {self._mailbox.host}, {self._mailbox.folder}")]
