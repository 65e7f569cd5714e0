"""Who a message written on the desk is for (row C6, DESIGN §3). Where it is unclear, it is internal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from bot.domain.audience import N_


class Audience(StrEnum):
    """For whom a desk message is."""

    PUBLIC = "public"
    INTERNAL = "internal"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a desk message and its author."""

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


@dataclass(frozen=True, slots=True)
class Verdict:
    """The audience, and the reason to show where it is not what the author may have expected. ``alarm`` says that
    staff must hear of it."""

    audience: Audience
    reason: str | None = None
    alarm: bool = False


def audience_of(
    facts: Facts, *, signs: tuple[str, ...], default: Literal["public", "internal"] = "public"
) -> Verdict:
    """Decide the audience; the first rule that speaks wins, and only the last one says *public*."""
    rules: tuple[tuple[bool, Verdict], ...] = (
        (not facts.human, Verdict(Audience.NOBODY)),
        (
            not facts.home,
            _internal(N_("Kept internal: you belong to another organisation's workspace."), alarm=True),
        ),
        (not facts.staff, _internal(N_("Kept internal: you are not in the office file."))),
        (facts.guest, _internal(N_("Kept internal: guests of the workspace don't write to residents."))),
        (not facts.own_office, _internal(N_("Kept internal: you work for another office."))),
        (starts_with_sign(facts.text, signs), _internal(None)),
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
        (facts.addressed, _internal(N_("Kept internal: it opens by addressing a colleague."))),
        (facts.broadcast, _internal(N_("Kept internal: it mentions a whole channel."))),
        (
            default == "internal",
            _internal(
                N_("Kept internal, as your office has set. Use “Reply to the resident” to write to them.")
            ),
        ),
    )
    return next((verdict for applies, verdict in rules if applies), Verdict(Audience.PUBLIC))


def starts_with_sign(text: str, signs: tuple[str, ...]) -> bool:
    """Whether a text begins with one of the office's signs for internal comments, whatever its case."""
    start = text.lstrip().casefold()
    return any(start.startswith(sign.casefold()) for sign in signs)


def without_sign(text: str, signs: tuple[str, ...]) -> str:
    """The text of an internal comment without its sign."""
    bare = text.lstrip()
    for sign in sorted(signs, key=len, reverse=True):
        if bare.casefold().startswith(sign.casefold()):
            return bare[len(sign) :].lstrip(" :\n")
    return text


def _internal(reason: str | None, *, alarm: bool = False) -> Verdict:
    return Verdict(Audience.INTERNAL, reason, alarm)
