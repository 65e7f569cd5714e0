"""Lines of a transcript for letters that come in::

ROUSSEL@HOST answers: Demain 8 h            the latest letter to that address; "(absent)": by itself,
                                             "(bounced)": ours came back, "(from BOSS@HOST)": from another address
ROUSSEL@HOST answers with: devis.pdf         its words are "Voici"
ROUSSEL@HOST writes "Re: {ref}": Bonjour     a letter that answers none
"""

from __future__ import annotations

from typing import Any

from tests.scenario.desk import Desk
from tests.scenario.transcript import line

ADDRESS = r"(?P<who>[\w.-]+@[\w.-]+)"


@line(ADDRESS + r" answers(?: \((?P<how>absent|bounced|from (?P<other>\S+))\))?: (?P<text>.+)")
async def _answers(desk: Desk, given: dict[str, Any]) -> None:
    how = given["how"] or ""
    event = desk.mail.answer(
        given["who"],
        given["text"],
        sender=given["other"] or given["who"],
        automatic=how == "absent",
        bounced=how == "bounced",
    )
    await desk.happens(event)


@line(ADDRESS + r" answers with: (?P<files>.+)")
async def _sends(desk: Desk, given: dict[str, Any]) -> None:
    await desk.happens(desk.mail.answer(given["who"], "Voici", files=tuple(given["files"].split(", "))))


@line(ADDRESS + r' writes "(?P<subject>.+?)": (?P<text>.+)')
async def _writes(desk: Desk, given: dict[str, Any]) -> None:
    await desk.happens(desk.mail.writes(given["who"], given["subject"], given["text"]))
