"""Whoever would rather speak than write gets to the end of his report (rows A2, A4)."""

from __future__ import annotations

from tests.scenario.desk import Desk


async def test_a_report_by_voice(desk: Desk) -> None:
    await desk.play("""
        yvonne (fr): /report
        yvonne reads on
        yvonne taps: Yvonne
        yvonne < De quelle résidence …
        yvonne: cèdres
        yvonne < De quel appartement …
        yvonne sends: voice.ogg
        yvonne < Bien reçu, merci … Quel est l’objet …
        yvonne taps: Charges, paiements
        yvonne < Décrivez-nous la situation …
        yvonne sends: voice.ogg
        yvonne < Bien reçu, merci … Avez-vous des photos ? …
        yvonne taps: C’est tout
        yvonne < Merci de vérifier … Description : 🎤 Photos : 2 fichiers …
        yvonne taps: Envoyer
        yvonne < Merci, Yvonne. …
        card < 🎤 … ⚠️ À qualifier : …
        thread < 📎 voice.ogg
        thread < 📎 voice.ogg
    """)
    ticket = await desk.ticket()
    assert (ticket.to_qualify, ticket.vague, bool(ticket.unit)) == (True, True, False)
