"""Who a message written on the desk is for (row C6, DESIGN §3). Where it is unclear, it is internal."""

from __future__ import annotations

import re
import unicodedata
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
        (facts.addressed, _internal(N_("Kept internal: it opens by addressing a colleague."))),
        (facts.broadcast, _internal(N_("Kept internal: it mentions a whole channel."))),
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


_DRESS = " \t\n*_~>`\"'“”„«»‹›‘’([{•◦▪·–—-"
"""What keyboards, autocorrection and formatting put before a sign."""
_NUMBER = re.compile(r"\d{1,3}[.)]\s")
"""A list puts this there."""


def starts_with_sign(text: str, signs: tuple[str, ...]) -> bool:
    """Whether a text begins with one of the office's signs for internal comments, however it is typed: in any case,
    with other spaces or a full-width colon, in bold, italic, quotes, in a list or as a quotation."""
    return _after_sign(text, signs) is not None


def without_sign(text: str, signs: tuple[str, ...]) -> str:
    """The text of an internal comment without its sign."""
    rest = _after_sign(text, signs)
    return text if rest is None else rest.lstrip(" :：*_~\n\u00a0\u202f")


def _after_sign(text: str, signs: tuple[str, ...]) -> str | None:
    starts = [_undressed(text)]
    if number := _NUMBER.match(starts[0]):
        starts.append(_undressed(starts[0][number.end() :]))
    for sign in sorted(signs, key=len, reverse=True):
        wanted = [_plain(c) for c in sign if _plain(c)]
        if not wanted and text.lstrip().startswith(
            sign
        ):  # a sign of dress only, such as "--", counts as typed
            return text.lstrip()[len(sign) :]
        for start in starts:
            rest = _after(start, wanted)
            if rest is not None:
                return rest
    return None


def _undressed(text: str) -> str:
    return text.lstrip(_DRESS + "\u00a0\u202f\u3000\ufeff\u200b")


def _after(start: str, wanted: list[str]) -> str | None:
    position = 0
    for end, character in enumerate(start, 1):
        plain = _plain(character)
        if not plain:
            continue
        if not wanted or plain != wanted[position]:
            return None
        position += 1
        if position == len(wanted):
            return start[end:]
    return None


def _plain(character: str) -> str:
    """A character as it counts for a sign: compatible forms folded, without case; spaces and dress count nothing."""
    folded = unicodedata.normalize("NFKC", character).casefold()
    return "" if folded.isspace() or folded in _DRESS or folded in "\u200b\ufe0f\ufeff" else folded


def _internal(reason: str | None, *, alarm: bool = False) -> Verdict:
    return Verdict(Audience.INTERNAL, reason, alarm)
