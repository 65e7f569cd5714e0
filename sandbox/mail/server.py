"""SMTP as RFC 5321 has it, as far as a client that submits letters needs it: in order, with CRLF, seven bits, no more
than was announced. What a server may refuse it refuses; faults come by ``Fault`` with side ``mail`` and the command's
name as method (``error``: its ``status`` as the reply; ``reset_before``: gone before the command; ``lost_answer``: the
letter is taken, the reply never comes).
"""

from __future__ import annotations

import asyncio
import email
import email.policy
from collections.abc import Awaitable, Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from sandbox.faults import Faults
from sandbox.journal import Journal
from sandbox.mail.answers import answer_to, file_of
from sandbox.mail.boxes import Boxes, Mail, Written
from sandbox.mail.imap import MailboxServer

SIZE = 1 << 20
"""Bytes of a letter at most."""
LINE = 1000
"""Bytes of a line at most, its end included (RFC 5321, 4.5.3.1.6)."""


class _Gone(Exception):
    """The connection ends here."""


class MailServer:
    """``start`` listens on a free port; ``url`` is what a client is given."""

    def __init__(self, journal: Journal, faults: Faults) -> None:
        self._journal, self._faults = journal, faults
        self._server: asyncio.Server | None = None
        self.boxes = Boxes()
        self.mailbox = MailboxServer(faults)
        self.url = ""

    @property
    def mails(self) -> list[Mail]:
        """The letters taken, the oldest first."""
        return self.boxes.mails

    async def start(self, host: str = "127.0.0.1") -> None:
        """Listen."""
        self._server = await asyncio.start_server(self._serve, host, 0, limit=2 * SIZE)
        port = self._server.sockets[0].getsockname()[1]
        self.url = f"smtp://{host}:{port}"
        await self.mailbox.start(host)

    async def stop(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()
        await self.mailbox.stop()

    def actions(self) -> dict[str, Callable[..., Awaitable[Any]]]:
        """What the control API offers of it."""

        async def mails(to: str = "") -> list[dict[str, str]]:
            """The letters taken, the oldest first; those to one address."""
            return [asdict(mail) for mail in self.mails if to in ("", mail.to)]

        async def add_mailbox(address: str, name: str) -> dict[str, str]:
            """Somebody outside has a mailbox, who may be written to."""
            self.boxes.names[address] = name
            self._journal.add("mail", "effect", "box", {"to": address})
            return {"address": address}

        async def answer(
            sender: str,
            text: str,
            name: str = "",
            other: str = "",
            files: dict[str, str] | None = None,
            headers: dict[str, str] | None = None,
            letter: int | None = None,
            attached: list[dict[str, str]] | None = None,
        ) -> dict[str, int]:
            """Who was written to answers a ``letter`` (its number), else the latest to him, from an ``other`` address
            if he likes. ``files`` are texts by their names, ``attached`` are ``{name, mime, data_base64}``."""
            mail = self.boxes.answered(sender, letter)
            parts = [file_of(one) for one in attached or []]
            parts += [
                (file, "application/octet-stream", said.encode()) for file, said in (files or {}).items()
            ]
            line = self._journal.add("mail", "effect", "answer", {"from": other or sender, "text": text})
            at = datetime.fromtimestamp(line.at, UTC)
            number = len(self.mailbox.letters) + 1
            raw = answer_to(mail, text, at, number, name=name, sender=other, files=parts, headers=headers)
            automatic = "Auto-Submitted" in (headers or {})
            names = tuple(file for file, _, _ in parts)
            to = mail.name or mail.sender
            subject = f"Re: {mail.subject}"
            self.boxes.written.append(
                Written(sender, to, subject, text, line.number, line.at, names, automatic)
            )
            return {"uid": self.mailbox.put(raw)}

        async def letter(raw: str) -> dict[str, int]:
            """A letter as it stands comes into the mailbox."""
            return {"uid": self.mailbox.put(raw.replace("\r\n", "\n").replace("\n", "\r\n").encode())}

        return {"mails": mails, "add_mailbox": add_mailbox, "answer": answer, "letter": letter}

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await _Session(self, reader, writer).talk()
        except (_Gone, ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    def fault(self, command: str, to: str) -> tuple[str, int]:
        """(kind, status) of the fault that this command meets; nothing for none."""
        found = self._faults.take("mail", command, {"to": to})
        return (found.kind, found.status) if found else ("", 0)

    def take(self, sender: str, to: str, raw: bytes) -> None:
        """Show a letter."""
        message = email.message_from_bytes(raw, policy=email.policy.default)
        body = message.get_body(("plain",))
        text = str(body.get_content()) if body else ""
        header = message["From"]
        name = header.addresses[0].display_name if header and header.addresses else ""
        answers = message["Reply-To"]
        reply_to = answers.addresses[0].addr_spec if answers and answers.addresses else ""
        subject, id = str(message["Subject"] or ""), str(message["Message-ID"] or "")
        enclosed = list(message.iter_attachments())
        calendars = (
            str(part.get_content()) for part in enclosed if part.get_content_type() == "text/calendar"
        )
        mail = Mail(
            sender,
            to,
            subject,
            text,
            id,
            name,
            reply_to,
            language=str(message["Content-Language"] or ""),
            files=tuple(part.get_filename() or "" for part in enclosed),
            calendar=next(calendars, ""),
        )
        line = self._journal.add("mail", "effect", "mail", asdict(mail))
        self.boxes.take(replace(mail, number=line.number, at=line.at))


class _Session:
    """One connection."""

    def __init__(
        self, server: MailServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._server, self._reader, self._writer = server, reader, writer
        self._greeted = False
        self._sender: str | None = None
        self._to: list[str] = []

    async def talk(self) -> None:
        """Until the client leaves."""
        await self._say("220 sandbox ESMTP")
        while True:
            line = await self._reader.readuntil(b"\n")
            if not line.endswith(b"\r\n") or len(line) > 512 or not line.isascii():
                await self._say("500 5.5.2 a command is a line of ASCII that ends in CRLF")
                continue
            command, _, rest = line.decode("ascii").strip().partition(" ")
            await self._obey(command.upper(), rest.strip())

    async def _obey(self, command: str, rest: str) -> None:
        kind, status = self._server.fault(command, self._to[0] if self._to else "")
        if kind == "reset_before":
            raise _Gone
        if kind == "error":
            await self._say(f"{status} on order")
            return
        match command:
            case "EHLO" | "HELO" if rest:
                self._greeted = True
                await self._say("250-sandbox", f"250-SIZE {SIZE}", "250 ENHANCEDSTATUSCODES")
            case "NOOP":
                await self._say("250 2.0.0 OK")
            case "RSET":
                self._sender, self._to = None, []
                await self._say("250 2.0.0 OK")
            case "QUIT":
                await self._say("221 2.0.0 Bye")
                raise _Gone
            case "MAIL" if self._greeted and self._sender is None:
                self._sender = await self._address("FROM:", rest)
            case "RCPT" if self._sender is not None:
                address = await self._address("TO:", rest)
                self._to += [address] if address else []
            case "DATA" if self._to:
                await self._data(lost=kind == "lost_answer")
            case "MAIL" | "RCPT" | "DATA" | "EHLO" | "HELO":
                await self._say("503 5.5.1 not now: EHLO, MAIL, RCPT, DATA, in this order")
            case _:
                await self._say("502 5.5.1 no such command")

    async def _address(self, word: str, rest: str) -> str | None:
        head, found = rest[: len(word)].upper(), rest[len(word) :].strip().split(" ")[0]
        address = found.removeprefix("<").removesuffix(">")
        if head != word or found != f"<{address}>" or "@" not in address:
            await self._say("501 5.1.3 an address stands in < and >")
            return None
        await self._say("250 2.1.0 OK")
        return address

    async def _data(self, *, lost: bool) -> None:
        await self._say("354 end with a dot on a line of its own")
        lines: list[bytes] = []
        wrong = ""
        while (line := await self._reader.readuntil(b"\n")) != b".\r\n":
            if not line.endswith(b"\r\n"):
                wrong = "550 5.6.0 a line ends in CRLF"
            if len(line) > LINE:
                wrong = "550 5.6.0 a line is too long"
            if not line.isascii():
                wrong = "550 5.6.1 8BITMIME was not offered"
            lines.append(line[1:] if line.startswith(b".") else line)
        raw = b"".join(lines)
        if len(raw) > SIZE:
            wrong = "552 5.3.4 too large"
        if not wrong:
            for to in self._to:
                self._server.take(self._sender or "", to, raw)
        self._sender, self._to = None, []
        if lost:
            raise _Gone
        await self._say(wrong or "250 2.0.0 taken")

    async def _say(self, *lines: str) -> None:
        self._writer.write("".join(f"{line}\r\n" for line in lines).encode())
        await self._writer.drain()
