"""What goes out: rows are gathered during the unit of work and numbered just before it commits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.addresses import Destination, MessageRef, Place, chat_topic, technician_of
from bot.domain.audience import GroupContent
from bot.domain.ids import MessageId, ResidentId, TicketId, message_of_reactions, ticket_of_card
from bot.domain.technician import QueuedForTechnician
from bot.ports.channel import Receipt
from bot.ports.desk import QueuedForDesk
from bot.ports.mailer import Letter
from bot.ports.outbox import Claim, ClaimedDelivery, Content, Fate, QueuedForResident
from storage import lanes, moving
from storage.codec import dumps, from_row, loads
from storage.database import Session
from storage.epoch import from_ms, to_ms
from storage.ids import RandomIds


@dataclass(frozen=True, slots=True)
class Queued:
    """A row that is not numbered yet."""

    content: Content
    opens_thread: bool
    message: MessageId | None
    part: int
    source: MessageRef | None
    topic: Destination | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """A claimed item that this unit of work is done with: the statement that says so, and its values."""

    claim: Claim
    statement: str
    values: dict[str, str | int | None]


class LaneOutbox:
    """The outbox of one unit of work. Lanes are locked in sorted order when it commits, so that two commits
    never wait for each other in a circle."""

    def __init__(self, session: Session, keys: RandomIds, desk: str) -> None:
        self._session = session
        self._keys = keys
        self._desk = desk
        self._queued: dict[str, list[Queued]] = {}
        self._settled: dict[str, list[Settled]] = {}
        self._moving: list[moving.Rest] = []

    async def to_resident(
        self,
        destination: Destination,
        content: QueuedForResident,
        *,
        message: MessageId | None = None,
        part: int = 0,
        source: MessageRef | None = None,
        topic: Destination | None = None,
    ) -> None:
        """Queue for a resident. Raises TypeError for content that is not made for residents."""
        if not isinstance(content, QueuedForResident) or technician_of(destination) is not None:
            raise TypeError(f"{type(content).__name__} is not for residents, or {destination} is none")
        self._queue(destination, Queued(content, False, message, part, source, topic))

    async def to_desk(
        self,
        destination: Destination,
        content: QueuedForDesk,
        *,
        opens_thread: bool = False,
        message: MessageId | None = None,
        part: int = 0,
        source: MessageRef | None = None,
    ) -> None:
        """Queue for staff. Raises TypeError for content that is not made for the desk."""
        if not isinstance(content, QueuedForDesk):
            raise TypeError(f"{type(content).__name__} is not for the desk")
        self._queue(destination, Queued(content, opens_thread, message, part, source))

    async def to_technician(
        self,
        destination: Destination,
        content: QueuedForTechnician,
        *,
        message: MessageId | None = None,
        part: int = 0,
        source: MessageRef | None = None,
    ) -> None:
        """Queue for a technician. Raises TypeError for anything else, and for anybody else's chat."""
        if not isinstance(content, QueuedForTechnician) or technician_of(destination) is None:
            raise TypeError(f"{type(content).__name__} is not for {destination}")
        self._queue(destination, Queued(content, False, message, part, source))

    async def to_group(self, destination: Destination, content: GroupContent) -> None:
        """Queue for a group. Raises TypeError for anything else."""
        if not isinstance(content, GroupContent):
            raise TypeError(f"{type(content).__name__} is not for groups")
        self._queue(destination, Queued(content, False, None, 0, None))

    async def by_mail(
        self, destination: Destination, letter: Letter, *, message: MessageId | None = None
    ) -> None:
        """Queue a letter. Raises TypeError for anything else."""
        if not isinstance(letter, Letter):
            raise TypeError(f"{type(letter).__name__} is no letter")
        self._queue(destination, Queued(letter, False, message, 0, None))

    async def open_rows(self, destination: Destination) -> int:
        """How many rows are not settled, those of this unit of work included."""
        row = await self._session.row("lane_open_rows", lane=destination)
        waiting = int(row["waiting"]) if row else 0
        return waiting + len(self._queued.get(destination, [])) - len(self._settled.get(destination, []))

    async def busy(self, channel: str, until: datetime, at_most: int) -> int:
        """How many destinations have something that may go by then, counted up to ``at_most``."""
        return len(
            await self._session.rows("lanes_ready", queue=channel, until=to_ms(until), at_most=at_most)
        )

    async def opening(self, channel: str, room: str) -> bool:
        """Whether what opens a thread there is on its way, or was and nobody knows whether it arrived."""
        return await self._session.row("outbox_opening", channel=channel, room=room) is not None

    async def opening_topic(self, destination: Destination) -> bool:
        """Whether what is on its way there has no topic yet to go into."""
        return await self._session.row("outbox_opening_topic", lane=destination) is not None

    async def fate(self, message: MessageId, claim: Claim) -> Fate:
        """What became of a message's rows in the claimed lane, the claimed one apart."""
        row = await self._session.row("outbox_fate", message=message, lane=claim.lane, seq=claim.seq)
        return from_row(Fate, row) if row else Fate()

    async def waiting(self, destination: Destination) -> set[MessageId]:
        """The messages of which something is not sent to a destination yet."""
        rows = await self._session.rows("outbox_waiting", lane=destination)
        return {MessageId(row["message"]) for row in rows}

    async def move(self, claim: Claim, to: Destination) -> None:
        """Let the claimed row and all behind it go on elsewhere. Raises Conflict."""
        self._moving.append(await moving.rest_of(self._session, claim, to))

    def settle(self, claim: Claim, statement: str, **values: str | int | None) -> None:
        """Let a claim's lane go on when this unit of work commits."""
        self._settled.setdefault(claim.lane, []).append(Settled(claim, statement, values))

    async def link(self, ref: MessageRef, message: str, lane: str, part: int) -> None:
        """Remember what a delivery made of a part of a message, and where."""
        await self._session.run(
            "link_sent",
            id=self._keys.sortable(),
            channel=ref.channel,
            room=ref.room,
            ref=ref.id,
            message=message,
            card_of=ticket_of_card(message),
            reacted_to=message_of_reactions(message),
            destination=lane,
            part=part,
        )

    async def flush(self, now: datetime) -> None:
        """Number and write everything. Raises Conflict when a lease was lost, LookupError for an
        unknown resident."""
        for lane in sorted({*self._queued, *self._settled}):
            for item in self._settled.pop(lane, []):
                await lanes.advance(self._session, item.claim, to_ms(now))
                await self._session.run(item.statement, lane=lane, seq=item.claim.seq, **item.values)
            if rows := self._queued.pop(lane, []):
                await self._append(lane, rows, to_ms(now))
        for rest in self._moving:
            await moving.move(self._session, rest, self._desk, to_ms(now))

    def _queue(self, destination: Destination, row: Queued) -> None:
        self._queued.setdefault(destination, []).append(row)

    async def _append(self, lane: str, rows: list[Queued], now: int) -> None:
        kind, _, resident = lane.partition(":")
        for_resident = kind == "resident"
        numbered = await self._session.row(
            "lane_append",
            lane=lane,
            resident=resident if for_resident else None,
            desk="" if for_resident else self._desk,
            rows=len(rows),
            now=now,
        )
        if numbered is None or not numbered["queue"]:
            raise LookupError(f"{lane}: no such resident, and no place for it")
        first = int(numbered["tail"]) - len(rows) + 1
        await self._session.many(
            "outbox_add", [self._columns(lane, first + i, row, now) for i, row in enumerate(rows)]
        )
        if numbered["ready_at"] <= now:
            self._session.wake(numbered["queue"], everywhere=True)

    def _columns(self, lane: str, seq: int, row: Queued, now: int) -> dict[str, str | int | None]:
        return {
            "lane": lane,
            "seq": seq,
            "key": self._keys.sortable(),
            "payload": dumps(row.content),
            "opens_thread": int(row.opens_thread),
            "message": row.message,
            "part": row.part,
            "source": dumps(row.source) if row.source else None,
            "topic": row.topic,
            "now": now,
        }


async def head_delivery(session: Session, leased: lanes.Leased) -> ClaimedDelivery:
    """Mark the oldest row of a leased lane *sending*, in the same commit."""
    claim = leased.claim
    row = await session.row("outbox_head", lane=claim.lane, seq=claim.seq)
    if row is None:
        raise LookupError(f"{claim.lane} has no row {claim.seq}")
    uncertain = bool(row["uncertain"]) or row["state"] in ("sending", "unknown")
    await session.run("outbox_sending", lane=claim.lane, seq=claim.seq, uncertain=int(uncertain))
    return ClaimedDelivery(
        claim=claim,
        key=row["key"],
        destination=Destination(claim.lane),
        place=Place(row["channel"], row["room"], row["thread"] or None) if row["channel"] else None,
        content=loads(Content, row["payload"]),
        opens_thread=bool(row["opens_thread"]),
        message=MessageId(row["message"]) if row["message"] else None,
        part=int(row["part"]),
        source=loads(MessageRef, row["source"]) if row["source"] else None,
        attempts=row["attempts"] + leased.lost,
        uncertain=uncertain,
        progress=row["progress"],
        queued_at=from_ms(row["created_at"]),
        recalled=row["recalled_at"] is not None,
        moved=row["moved"],
        topic=_topic(row["topic"], row["ticket"] if claim.lane.startswith("resident:") else None),
        whose=ResidentId(row["resident"]) if row["resident"] else None,
    )


def _topic(named: str | None, ticket: str | None) -> Destination | None:
    """The chat topic that a row names, else that of its message's ticket."""
    if named:
        return Destination(named)
    return chat_topic(TicketId(ticket)) if ticket else None


async def put_back(session: Session, claim: Claim, failed: str, uncertain: bool, untried: bool) -> None:
    """What a claimed row is after an attempt: *new* when it surely did not arrive, *unknown* when it may
    have; with nothing known it stays *sending* and comes back uncertain."""
    state = "unknown" if uncertain else "new" if failed or untried else None
    await session.run(
        "outbox_put_back",
        lane=claim.lane,
        seq=claim.seq,
        state=state,
        uncertain=int(uncertain),
        failures=1 if failed else 0,
        error=failed or None,
    )


async def sent(
    session: Session, outbox: LaneOutbox, delivery: ClaimedDelivery, receipt: Receipt, now: datetime
) -> None:
    """Store what a delivery made: the message's copy, the thread it opens."""
    claim, ref = delivery.claim, receipt.ref
    if ref and delivery.message:
        await outbox.link(ref, delivery.message, claim.lane, delivery.part)
    if ref and delivery.opens_thread:
        await session.run(
            "place_put", destination=claim.lane, channel=ref.channel, room=ref.room, thread=ref.id
        )
    outbox.settle(claim, "outbox_sent", receipt=dumps(receipt), now=to_ms(now))
