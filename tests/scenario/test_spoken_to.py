"""Words to a colleague, written in haste and without a sign, do not reach the resident (row C6)."""

from __future__ import annotations

from tests.scenario.desk import Desk


async def test_a_colleague_who_is_called_without_any_sign(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "Why have the charges doubled since January?")
    await desk.play("""
        KARIM: Sophie tu peux valider le remboursement ?
        ellen < nothing
        mark < 🔒
        notes < Karim Benali: Sophie tu peux valider le remboursement ?
        KARIM < Gardé en interne : le message s’adresse d’abord à un collègue. S’il est …
        KARIM pages: Répondre au résident
        KARIM's window < … Ce qu’a écrit Ellen en dernier … charges doubled … Sophie tu peux valider …
        KARIM fills: Votre réponse. Le résident la lira telle que vous l’écrivez. = Oui, on valide.
        ellen < Karim Benali, Accounts: Oui, on valide.
        KARIM: Sophie Lambert vous rappellera demain.
        ellen reads on
        mark < ✅
        KARIM edits: Sophie, rappelle-la, tu veux bien ?
        KARIM edits: Sophie, tu la rappelles ?
        ellen reads on
    """)
    assert not any("Sophie" in bubble.text for bubble in desk.chat.chats["ellen"].bubbles)
