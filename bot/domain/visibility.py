"""Who a message written on the desk is for (row C6). Where it is unclear, it is internal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from bot.domain.audience import N_
from bot.domain.internal_signs import hints_at_sign, starts_with_sign


class Audience(StrEnum):
    """For whom a desk message is."""

    PUBLIC = "public"
    INTERNAL = "internal"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a desk message and its author. ``typed`` is its text with the platform's own marks: a sign may
    be one of them (``> …``). ``work_photo``: pictures, dropped into the thread of a checklist."""

    human: bool
    home: bool
    staff: bool
    guest: bool
    own_office: bool
    in_department_channel: bool
    current_thread: bool
    addressed: bool
    broadcast: bool
    text: str
    typed: str = ""
    shared_channel: bool = False
    stand_in: bool = False
    work_photo: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """The audience, and the reason to show where it is not what the author may have expected. ``alarm`` says that
    staff must hear of it. ``colleague``: it was written by one, so what is internal may reach others of the office.
    ``perhaps``: its words alone make it so, and it may have been for the resident."""

    audience: Audience
    reason: str | None = None
    alarm: bool = False
    colleague: bool = True
    perhaps: bool = False


def audience_of(
    facts: Facts, *, signs: tuple[str, ...], default: Literal["public", "internal"] = "public"
) -> Verdict:
    """Decide the audience; the first rule that speaks wins, and only the last one says *public*."""
    rules: tuple[tuple[bool, Verdict], ...] = (
        (not facts.human, Verdict(Audience.NOBODY)),
        (
            not facts.home,
            _of_a_stranger(N_("Kept internal: you belong to another organisation's workspace."), alarm=True),
        ),
        (not facts.staff, _of_a_stranger(N_("Kept internal: you are not in the office file."))),
        (facts.guest, _of_a_stranger(N_("Kept internal: guests of the workspace don't write to residents."))),
        (
            not facts.own_office,
            _of_a_stranger(
                N_(
                    "Kept internal: you work for another office. If this request is in your hands, use “Reply to the "
                    "resident”."
                )
            ),
        ),
        (
            starts_with_sign(facts.text, signs) or starts_with_sign(facts.typed, signs),
            _internal(None),
        ),
        (
            facts.shared_channel,
            _internal(
                N_(
                    "Kept internal: this channel is shared with another organisation. Use “Reply to the resident” "
                    "to write to them."
                )
            ),
        ),
        (
            not facts.current_thread,
            _internal(N_("Kept internal: this request has moved on to another thread. Please answer there.")),
        ),
        (
            not facts.in_department_channel,
            _internal(
                N_(
                    "Kept internal: this request is still under review. Use “Ask the resident” to write to them."
                )
            ),
        ),
        (
            facts.stand_in,
            _internal(
                N_(
                    "Kept internal: this thread stands in for a channel that can't be used. Use “Reply to the "
                    "resident” to write to them."
                )
            ),
        ),
        (
            facts.addressed,
            _perhaps(
                N_(
                    "Kept internal: it opens by addressing a colleague. If it is for the resident, use “Reply to the "
                    "resident”."
                )
            ),
        ),
        (facts.broadcast, _internal(N_("Kept internal: it mentions a whole channel."))),
        (
            hints_at_sign(facts.text),
            _perhaps(
                N_(
                    "Kept internal: it begins with a word that marks internal comments. If it is for the resident, "
                    "use “Reply to the resident”."
                )
            ),
        ),
        (
            facts.work_photo,
            _internal(
                N_(
                    "Kept internal: a photo of the work. Say below which step it shows, or send it to the resident "
                    "from there."
                )
            ),
        ),
        (
            default == "internal",
            _internal(
                N_("Kept internal, as your office has set. Use “Reply to the resident” to write to them.")
            ),
        ),
    )
    return next((verdict for applies, verdict in rules if applies), Verdict(Audience.PUBLIC))


def _internal(reason: str | None) -> Verdict:
    return Verdict(Audience.INTERNAL, reason)


def _perhaps(reason: str) -> Verdict:
    return Verdict(Audience.INTERNAL, reason, perhaps=True)


def _of_a_stranger(reason: str, *, alarm: bool = False) -> Verdict:
    return Verdict(Audience.INTERNAL, reason, alarm, colleague=False)
