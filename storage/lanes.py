"""Lanes: what waits for one conversation, numbered in commit order, taken by one process at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.errors import Conflict
from bot.ports.channel import RawEvent
from bot.ports.outbox import Claim
from bot.ports.store import ClaimedEvent
from storage.database import Session
from storage.epoch import from_ms, to_us

INBOX = "inbox"


@dataclass(frozen=True, slots=True)
class Leased:
    """A claim, and how often a lease of its item ended without an answer (a crash, most likely)."""

    claim: Claim
    lost: int


def inbox_lane(channel: str, lane: str) -> str:
    """The id of an event's lane; destinations never begin like this."""
    return f"{INBOX}:{channel}:{lane}"


def is_inbox(claim: Claim) -> bool:
    """Whether a claim is of an event, not of a delivery."""
    return claim.lane.startswith(f"{INBOX}:")


async def receive(session: Session, events: list[RawEvent], now: int) -> int:
    """Number new events in their lanes; how many were new. Lanes are locked in sorted order, so that two
    replicas never wait for each other."""
    by_lane: dict[str, list[RawEvent]] = {}
    for event in events:
        by_lane.setdefault(inbox_lane(event.channel, event.lane), []).append(event)
    new = 0
    for lane in sorted(by_lane):
        locked = await session.row("lane_lock", lane=lane, queue=INBOX)
        first = tail = int(locked["tail"]) if locked else 0
        for event in by_lane[lane]:
            added = await session.row(
                "inbox_add",
                channel=event.channel,
                event_id=event.id,
                lane=lane,
                seq=tail + 1,
                payload=event.payload,
                now=now,
            )
            tail += 1 if added else 0
        if tail > first:
            await session.row("lane_grow", lane=lane, tail=tail, now=now)
            session.wake(INBOX, everywhere=True)
        new += tail - first
    return new


async def claim(session: Session, queue: str, now: int, until: int, at_most: int) -> list[Leased]:
    """Lease the lanes that have been ready longest."""
    rows = await session.rows("lane_claim", queue=queue, now=now, until=until, at_most=at_most)
    return [Leased(Claim(row["id"], row["head"], row["fence"]), row["lost"]) for row in rows]


async def head_event(session: Session, leased: Leased) -> ClaimedEvent:
    """The oldest event of a leased lane."""
    claim = leased.claim
    row = await session.row("inbox_head", lane=claim.lane, seq=claim.seq)
    if row is None:
        raise LookupError(f"{claim.lane} has no event {claim.seq}")
    lane = claim.lane.removeprefix(inbox_lane(row["channel"], ""))
    event = RawEvent(row["channel"], row["event_id"], lane, row["payload"])
    return ClaimedEvent(claim, event, from_ms(row["received_at"]), row["attempts"] + leased.lost)


async def events_behind(session: Session, claim: Claim, at_most: int) -> list[ClaimedEvent]:
    """What waits behind a claimed event, each as it would be claimed."""
    found = []
    for row in await session.rows("inbox_behind", lane=claim.lane, seq=claim.seq, at_most=at_most):
        lane = claim.lane.removeprefix(inbox_lane(row["channel"], ""))
        event = RawEvent(row["channel"], row["event_id"], lane, row["payload"])
        there = replace(claim, seq=row["seq"])
        found.append(ClaimedEvent(there, event, from_ms(row["received_at"]), row["attempts"]))
    return found


async def arrange(session: Session, claim: Claim, order: Sequence[int], now: int) -> None:
    """Let the events with these numbers stand in this order in their places, and give the lane back. Raises Conflict
    when the lease was lost."""
    if not await put_back(session, claim, now):
        raise lost(claim)
    for place, number in zip(sorted(order), order, strict=True):
        await session.run("inbox_set_apart", lane=claim.lane, seq=number, to=place)
    await session.run("inbox_renumbered", lane=claim.lane)


async def advance(session: Session, claim: Claim, now: int) -> None:
    """The claimed item is settled: on to the next. Raises Conflict when the lease was lost."""
    row = await session.row("lane_advance", lane=claim.lane, seq=claim.seq, fence=claim.fence, now=now)
    if row is None:
        raise lost(claim)
    if row["ready_at"] is not None:
        session.wake(row["queue"], everywhere=False)


async def put_back(session: Session, claim: Claim, ready_at: int) -> bool:
    """End a lease unanswered; False when it was lost already."""
    row = await session.row(
        "lane_put_back", lane=claim.lane, seq=claim.seq, fence=claim.fence, ready_at=ready_at
    )
    if row is not None:
        session.wake(row["queue"], everywhere=False)
    return row is not None


def lost(claim: Claim) -> Conflict:
    """The error for a claim whose lane went to somebody else."""
    return Conflict(f"the lease of {claim.lane} number {claim.seq} was lost")


async def pace(session: Session, buckets: tuple[tuple[str, float, int], ...], now: datetime) -> int:
    """Take a place in every bucket or in none; microseconds to wait (GCRA, ITU-T I.371)."""
    present = to_us(now)
    wait, taken = 0, []
    for key, seconds, burst in sorted(buckets):
        interval = round(seconds * 1_000_000)
        row = await session.row("bucket_lock", key=key, tat=present)
        arrival = max(int(row["tat"]) if row else present, present)
        wait = max(wait, arrival - interval * (burst - 1) - present)
        taken.append((key, arrival + interval))
    if wait <= 0:
        for key, arrival in taken:
            await session.run("bucket_set", key=key, tat=arrival)
    return max(wait, 0)


async def next_ready(session: Session, queue: str) -> int | None:
    """When the next lane of a queue (or, for ``timers``, the next timer) is due."""
    if queue == "timers":
        row = await session.row("timer_next")
        return int(row["due_at"]) if row else None
    row = await session.row("lane_next", queue=queue)
    return int(row["ready_at"]) if row else None
