"""Residences as a choice, and units as the office file spells them."""

from __future__ import annotations

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
    """A unit spelt as the office file does where it is one of the residence's, else as written."""
    listed = context.directory.residence(residence).units if residence else ()
    return next((name for name in listed if fold(name) == fold(unit)), unit)
