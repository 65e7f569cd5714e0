"""The words that tickets are found by: written in the commit that changes a ticket or what was said on it (ADR 0026).

A word is kept as its bytes: both databases compare those alike, whatever language their server speaks.
"""

from __future__ import annotations

from bot.domain.ids import DepartmentKey, OfficeKey, StaffKey, TicketId
from bot.domain.ticket import Ticket
from bot.domain.words import asked_for, words_of
from storage.codec import from_row
from storage.database import Session

MOST_WORDS = 6
"""Words of a question that are looked up; those that say most."""
MOST_OF_ONE = 5_000
"""Words of one ticket that are kept."""
_ANY = (b"", b"\xff")


class WordIndex:
    """Gathers the tickets of which something has changed, and writes their words when the unit of work ends."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._touched: set[TicketId] = set()
        self._said: dict[TicketId, set[str]] = {}

    def touch(self, ticket: TicketId) -> None:
        """Something of it has changed: its words are read anew."""
        self._touched.add(ticket)

    def said(self, ticket: TicketId, text: str) -> None:
        """Something was added to it, and what it was found by still stands."""
        self._said.setdefault(ticket, set()).update(words_of(text))

    async def flush(self) -> None:
        """Write what has changed."""
        for ticket in sorted(self._touched):
            await self._write(ticket)
        for ticket in sorted(self._said.keys() - self._touched):
            await self._add(ticket, self._said[ticket])
        self._touched.clear()
        self._said.clear()

    async def find(
        self,
        words: str,
        office: OfficeKey,
        department: DepartmentKey | None,
        handler: StaffKey,
        at_most: int,
        skip: int,
    ) -> list[Ticket]:
        """The latest first."""
        asked = [_span(word) for word in asked_for(words)[:MOST_WORDS]]
        if not asked:
            return []
        asked += [_ANY] * (MOST_WORDS - len(asked))
        spans = {
            f"{end}{at}": span[side]
            for at, span in enumerate(asked)
            for side, end in enumerate(("from", "to"))
        }
        rows = await self._session.rows(
            "word_find",
            office=office,
            department=department or "",
            handler=handler,
            at_most=at_most,
            skip=skip,
            **spans,
        )
        return [from_row(Ticket, row) for row in rows]

    async def _write(self, ticket: TicketId) -> None:
        texts = await self._session.rows("word_texts", ticket=ticket)
        if not texts:
            return
        office = texts[0]["office"]
        wanted: set[bytes] = set()
        for row in texts:
            wanted |= {word.encode() for word in words_of(row["text"])}
        kept = set(sorted(wanted)[:MOST_OF_ONE])
        known = {bytes(row["word"]) for row in await self._session.rows("words_of", ticket=ticket)}
        gone, new = known - kept, kept - known
        if gone:
            await self._session.many("word_drop", [{"ticket": ticket, "word": word} for word in sorted(gone)])
        await self._put(ticket, office, new)

    async def _add(self, ticket: TicketId, words: set[str]) -> None:
        row = await self._session.row("words_kept", ticket=ticket)
        if row is not None:
            room = max(0, MOST_OF_ONE - int(row["kept"]))
            await self._put(ticket, row["office"], set(sorted(word.encode() for word in words)[:room]))

    async def _put(self, ticket: TicketId, office: str, words: set[bytes]) -> None:
        """Those that are there already stay."""
        rows = [{"ticket": ticket, "word": word, "office": office} for word in sorted(words)]
        if rows:
            await self._session.many("word_add", rows)


def _span(word: str) -> tuple[bytes, bytes]:
    """Every word that begins with this one lies between the two: no character's bytes hold 0xff."""
    return word.encode(), word.encode() + b"\xff"
