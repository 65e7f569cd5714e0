"""Work on site: visits of technicians and what they bring back (rows B2, F1)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum

from bot.domain.ids import AttachmentId, StaffKey, TicketId
from bot.domain.ticket import ChecklistItem, Stage

MOST_ITEMS = 40
"""Jobs of one checklist at most."""
LONGEST_ITEM = 150
"""Characters of a job at most; a card shows the first 75."""
ALIKE = 0.7
"""From how much on two labels say the same job in other words: another job must not come in as done."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit of ``technician``, the ``number``-th (from 1), wanted before ``due_at``. Each step is stamped with when
    and by whom; ``None``: not yet."""

    ticket: TicketId
    number: int
    technician: StaffKey
    due_at: datetime | None = None
    dispatched_at: datetime | None = None
    dispatched_by: StaffKey | None = None
    picked_up_at: datetime | None = None
    picked_up_by: StaffKey | None = None
    on_site_at: datetime | None = None
    on_site_by: StaffKey | None = None
    returned_at: datetime | None = None
    returned_by: StaffKey | None = None

    def stamped(self, stage: Stage, at: datetime, by: StaffKey) -> Visit:
        """With the stamp of a step; a *planned* visit has none."""
        match stage:
            case Stage.PLANNED:
                return self
            case Stage.DISPATCHED:
                return replace(self, dispatched_at=at, dispatched_by=by)
            case Stage.PICKED_UP:
                return replace(self, picked_up_at=at, picked_up_by=by)
            case Stage.ON_SITE:
                return replace(self, on_site_at=at, on_site_by=by)
            case Stage.RETURNED:
                return replace(self, returned_at=at, returned_by=by)

    @property
    def stamps(self) -> tuple[tuple[Stage, datetime, StaffKey | None], ...]:
        """The steps made so far, in order, when and by whom."""
        steps = (
            (Stage.DISPATCHED, self.dispatched_at, self.dispatched_by),
            (Stage.PICKED_UP, self.picked_up_at, self.picked_up_by),
            (Stage.ON_SITE, self.on_site_at, self.on_site_by),
            (Stage.RETURNED, self.returned_at, self.returned_by),
        )
        return tuple((stage, at, by) for stage, at, by in steps if at is not None)


class Side(StrEnum):
    """Whether a photo was taken before the work or after it (row F1)."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class ItemPhoto:
    """A photo of a job."""

    ticket: TicketId
    number: int
    side: Side
    attachment: AttachmentId
    at: datetime
    by: StaffKey


_BULLET = re.compile(r"^\s*(?:[-–—•*·☐☑✓]|\d{1,2}[.)、])\s*")


def lines_of(text: str) -> tuple[str, ...]:
    """The jobs written one per line: without bullets, numbers and empty lines, each on one line."""
    lines = (" ".join(_BULLET.sub("", line).split()) for line in text.splitlines())
    return tuple(line for line in lines if line)


def proposed(template: Sequence[str], description: str) -> tuple[str, ...]:
    """What a new checklist proposes: the template's jobs, then the description's lines; none twice, none too long."""
    lines = [line[:LONGEST_ITEM].rstrip() for line in lines_of(description)]
    return tuple(dict.fromkeys([*template, *lines]))[:MOST_ITEMS]


def rewritten(
    ticket: TicketId, before: Sequence[ChecklistItem], labels: Sequence[str], free: int
) -> list[ChecklistItem]:
    """The checklist with these labels in this order. A job of the same label keeps its number and all that is known of
    it, and so does one whose words in its place were only mended; the others get numbers from ``free`` up, which nobody
    has had."""
    left = list(before)
    kept: dict[int, ChecklistItem] = {}
    for at, label in enumerate(labels):
        same = next((item for item in left if item.label == label), None)
        if same is not None:
            kept[at] = same
            left.remove(same)
    for at, label in enumerate(labels):
        there = before[at] if at < len(before) else None
        if at not in kept and there in left and _mended(there.label, label):
            kept[at] = replace(there, label=label)
            left.remove(there)
    items = []
    for at, label in enumerate(labels):
        item = kept.get(at)
        if item is None:
            item = ChecklistItem(ticket, free, label)
            free += 1
        items.append(replace(item, position=at))
    return items


def _mended(old: str, new: str) -> bool:
    return SequenceMatcher(None, old.casefold(), new.casefold(), autojunk=False).ratio() >= ALIKE


def digest(items: Sequence[ChecklistItem]) -> str:
    """How a checklist reads, in short: another one when somebody has changed it meanwhile."""
    return hashlib.sha256("\n".join(item.label for item in items).encode()).hexdigest()[:8]
