"""A mailbox by IMAP4rev1 (RFC 3501), as far as a client needs it that looks for new letters: LOGIN, SELECT, EXAMINE,
UID SEARCH, UID FETCH, UID STORE. In order and by the rules; what it does not know it answers with BAD. Faults come by
``Fault`` with side ``mail`` and ``IMAP LOGIN`` and the like as method (``error``: NO; ``reset_before``: gone).
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass

from sandbox.faults import Faults

USER, PASSWORD = "desk", "sandbox"
VALIDITY = 1772442000
"""UIDVALIDITY of the one folder there is."""
_UIDS = re.compile(r"\d+(,\d+)*")


@dataclass(slots=True)
class Stored:
    """A letter in the mailbox."""

    uid: int
    raw: bytes
    seen: bool = False


class MailboxServer:
    """``start`` listens on a free port; ``url`` is what a client is given."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults
        self._server: asyncio.Server | None = None
        self.letters: list[Stored] = []
        self.url = ""

    async def start(self, host: str = "127.0.0.1") -> None:
        """Listen."""
        self._server = await asyncio.start_server(self._serve, host, 0)
        port = self._server.sockets[0].getsockname()[1]
        self.url = f"imap://{USER}:{PASSWORD}@{host}:{port}"

    async def stop(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()

    def put(self, raw: bytes) -> int:
        """A letter comes: its UID."""
        uid = self.letters[-1].uid + 1 if self.letters else 1
        self.letters.append(Stored(uid, raw))
        return uid

    def fault(self, command: str) -> str:
        """The kind of fault that this command meets, empty for none."""
        found = self._faults.take("mail", f"IMAP {command}", {})
        return found.kind if found else ""

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await _Session(self, reader, writer).talk()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()


class _Session:
    """One connection: not signed in, signed in, a folder selected (RFC 3501, 3)."""

    def __init__(
        self, server: MailboxServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._server, self._reader, self._writer = server, reader, writer
        self._signed_in = self._selected = self._writing = False

    async def talk(self) -> None:
        """Until the client leaves."""
        await self._say(b"* OK sandbox IMAP4rev1 ready")
        while True:
            line = (await self._reader.readuntil(b"\r\n")).decode("ascii", "replace").strip()
            tag, _, rest = line.partition(" ")
            command, _, arguments = rest.partition(" ")
            command = command.upper()
            kind = self._server.fault(command)
            if kind == "reset_before":
                return
            if kind == "error":
                await self._say(f"{tag} NO on order".encode())
                continue
            await self._say(f"{tag} {await self._obey(command, arguments)}".encode())
            if command == "LOGOUT":
                return

    async def _obey(self, command: str, arguments: str) -> str:
        match command:
            case "CAPABILITY" if not arguments:
                await self._say(b"* CAPABILITY IMAP4rev1")
                return "OK done"
            case "NOOP":
                return "OK done"
            case "LOGOUT":
                await self._say(b"* BYE")
                return "OK done"
            case "LOGIN" if not self._signed_in:
                return self._login(arguments)
            case "SELECT" | "EXAMINE" if self._signed_in:
                return await self._select(command, arguments)
            case "UID" if self._selected:
                return await self._uid(arguments)
        return "BAD not known, or not now"

    def _login(self, arguments: str) -> str:
        if arguments.replace('"', "").split(" ") != [USER, PASSWORD]:
            return "NO [AUTHENTICATIONFAILED] no such user"
        self._signed_in = True
        return "OK signed in"

    async def _select(self, command: str, folder: str) -> str:
        if folder.strip('"').upper() != "INBOX":
            return "NO [NONEXISTENT] no such folder"
        self._selected, self._writing = True, command == "SELECT"
        letters = self._server.letters
        await self._say(
            b"* FLAGS (\\Seen)",
            f"* {len(letters)} EXISTS".encode(),
            b"* 0 RECENT",
            f"* OK [UIDVALIDITY {VALIDITY}] valid".encode(),
            f"* OK [UIDNEXT {letters[-1].uid + 1 if letters else 1}] next".encode(),
        )
        return f"OK [READ-{'WRITE' if self._writing else 'ONLY'}] selected"

    async def _uid(self, arguments: str) -> str:
        command, _, rest = arguments.partition(" ")
        match command.upper():
            case "SEARCH" if rest.upper() == "UNSEEN":
                uids = "".join(f" {one.uid}" for one in self._server.letters if not one.seen)
                if uids:  # some servers say nothing where there is nothing
                    await self._say(f"* SEARCH{uids}".encode())
                return "OK searched"
            case "FETCH":
                return await self._fetch(rest)
            case "STORE":
                return await self._store(rest)
        return "BAD not known"

    def _meant(self, uids: str) -> list[tuple[int, Stored]]:
        wanted = {int(uid) for uid in uids.split(",")} if _UIDS.fullmatch(uids) else set()
        return [(at, one) for at, one in enumerate(self._server.letters, 1) if one.uid in wanted]

    async def _fetch(self, arguments: str) -> str:
        uids, _, items = arguments.partition(" ")
        part = re.fullmatch(r"\(BODY\.PEEK\[\](?:<0\.(\d+)>)?\)", items)
        for at, one in self._meant(uids):
            if items == "(RFC822.SIZE)":
                await self._say(f"* {at} FETCH (UID {one.uid} RFC822.SIZE {len(one.raw)})".encode())
            elif part:
                raw = one.raw[: int(part[1])] if part[1] else one.raw
                origin = "<0>" if part[1] else ""
                head = f"* {at} FETCH (UID {one.uid} BODY[]{origin} {{{len(raw)}}}\r\n".encode()
                await self._say(head + raw + b")")
            else:
                return "BAD only RFC822.SIZE and BODY.PEEK[] are known"
        return "OK fetched"

    async def _store(self, arguments: str) -> str:
        uids, _, change = arguments.partition(" ")
        if change not in (r"+FLAGS.SILENT (\Seen)", r"+FLAGS (\Seen)"):
            return "BAD only +FLAGS (\\Seen) is known"
        if not self._writing:
            return "NO the folder was opened for reading only"
        for _, one in self._meant(uids):
            one.seen = True
        return "OK stored"

    async def _say(self, *lines: bytes) -> None:
        self._writer.write(b"".join(line + b"\r\n" for line in lines))
        await self._writer.drain()
