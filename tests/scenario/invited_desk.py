"""What stories about residents who are invited to a chat begin with (row A10)."""

from __future__ import annotations

import re

from tests.fakes.shown import window_text
from tests.scenario.desk import Desk

BILL = "Les charges du trimestre ont doublé"


async def logged(
    desk: Desk,
    words: str = BILL,
    *,
    topic: str = "Charges, paiements",
    name: str = "",
    new: str = "Jeanne Roy",
) -> None:
    """Claire logs a letter of somebody ``new``, who has no chat; of somebody known where ``name`` finds him."""
    if name:
        await desk.play(f"""
            CLAIRE types: /palier new
            CLAIRE writes there: Qui est-ce ? Un nom, un logement ou un e-mail = {name}
            CLAIRE turns: Rechercher
        """)
        found = window_text(desk.slack.open["U0CLAIRE"].modal)
        (line,) = re.findall(
            r"Jeanne Roy · [^)]*06 12 34 56 78|Jeanne Roy · Les Cèdres, A21 · Telegram", found
        )
        await desk.play(f"CLAIRE writes there: Personnes trouvées = {line}")
    else:
        await desk.play(f"""
            CLAIRE types: /palier new
            CLAIRE writes there: Nouvelle personne : nom = {new} | Téléphone = 06 12 34 56 78
            CLAIRE writes there: Résidence = Les Cèdres | Logement ou lieu = A21
        """)
    await desk.play(f"""
        CLAIRE writes there: Objet = {topic} | Reçue = Par courrier
        CLAIRE fills: De quoi il s’agit : quoi, où, depuis quand = {words}
        CLAIRE < Enregistrée : demande {{ref}} pour {"Jeanne Roy" if name else new}. …
    """)


async def invited(desk: Desk, who: str = "KARIM") -> str:
    """He invites the resident of the request in focus; the code."""
    await desk.play(f"{who} presses: Inviter sur Telegram…")
    return code_shown(desk, who)


def code_shown(desk: Desk, who: str = "KARIM") -> str:
    """The code in his window."""
    shown = window_text(desk.slack.open[f"U0{who}"].modal)
    found = re.search(r"/link (\S+)", shown)
    assert found, shown
    return found.group(1)


async def linked(desk: Desk, chat: str = "jeanne", who: str = "KARIM") -> None:
    """She opens the link in a chat."""
    code = await invited(desk, who)
    await desk.play(f"{chat} (fr): /start home-{code}")
