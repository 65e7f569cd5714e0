"""What waits in a lane goes on in another, or behind what was just queued in the same (a thread that was lost)."""

from __future__ import annotations

import json
from dataclasses import dataclass

from bot.domain.addresses import Destination
from bot.ports.outbox import Claim
from storage import lanes
from storage.database import Session

LEFT_BEHIND = ("recard",)
"""Content of the old place: the new thread has a card of its own."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What waited in a claimed lane before anything was added: the numbers from ``head`` to ``tail``."""

    claim: Claim
    to: Destination
    head: int
    tail: int


async def rest_of(session: Session, claim: Claim, to: Destination) -> Rest:
    """What waits in a claimed lane. Raises Conflict when the lease was lost."""
    held = await session.row("lane_held", lane=claim.lane, seq=claim.seq, fence=claim.fence)
    state = await session.row("lane_state", lane=claim.lane)
    if held is None or state is None:
        raise lanes.lost(claim)
    return Rest(claim, to, int(state["head"]), int(state["tail"]))


async def move(session: Session, rest: Rest, desk: str, now: int) -> None:
    """Give the rest new numbers at the end of its new lane; what belongs to the old place only is dead."""
    lane = rest.claim.lane
    found = [
        row
        for row in await session.rows("outbox_rest", lane=lane, head=rest.head)
        if int(row["seq"]) <= rest.tail
    ]
    kept = [row for row in found if not _stays(row["opens_thread"], row["payload"])]
    if kept:
        numbered = await session.row(
            "lane_append", lane=rest.to, resident=None, desk=desk, rows=len(kept), now=now
        )
        assert numbered is not None
        first = int(numbered["tail"]) - len(kept) + 1
        for number, row in enumerate(kept):
            await session.run(
                "outbox_move", lane=lane, seq=row["seq"], new_lane=rest.to, new_seq=first + number
            )
        session.wake(str(numbered["queue"]), everywhere=True)
    moved = {int(row["seq"]) for row in kept}
    for row in found:
        if int(row["seq"]) not in moved:
            await session.run("outbox_dead", lane=lane, seq=row["seq"], error="its thread was lost")
    await session.run("lane_skip", lane=lane, head=rest.tail + 1, now=now)


def _stays(opens_thread: int, payload: str) -> bool:
    return bool(opens_thread) or json.loads(payload)["kind"] in LEFT_BEHIND
