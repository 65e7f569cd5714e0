"""Residences as a choice, and units as the office file spells them."""

from __future__ import annotations

import re

from bot.domain.audience import Public
from bot.domain.ids import ResidenceKey
from bot.domain.text import fold
from bot.forms.fields import Answers, Option
from bot.forms.model import Context


def residences(context: Context, answers: Answers) -> tuple[Option, ...]:
    """All residences that are offered, found by name or address; the resident's own first."""
    every = sorted(
        context.directory.residences_for(), key=lambda r: (r.key != context.residence, fold(r.name))
    )
    return tuple(Option(r.key, Public(r.name), r.address) for r in every)


def unit_as_listed(context: Context, residence: ResidenceKey | None, unit: str) -> str:
    """A unit spelt as the office file does where it is one of the residence's (``appt B 31`` is B31), else as
    written."""
    listed = context.directory.residence(residence).units if residence else ()
    wanted = _bare_unit(unit)
    return next((name for name in listed if fold(name) == fold(unit) or _bare_unit(name) == wanted), unit)


_UNIT_WORDS = re.compile(
    r"\b(?:appartement|apartment|appart|appt|apt|app|logement|lot|flat|unit|numero|no|can ho|can|phong|so)\b\.?"
    r"|\bn\s*[°º]|[室号房]"
)


def _bare_unit(unit: str) -> str:
    """Without what a flat is called besides, spaces and marks; numbers stay apart: ``1201`` is not ``1-201``."""
    parts = re.findall(r"\d+|[^\W\d_]+", _UNIT_WORDS.sub(" ", fold(unit)))
    return re.sub(r"(?<=\d) (?=\d)", "-", " ".join(parts)).replace(" ", "")
