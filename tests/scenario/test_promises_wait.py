"""A promise that waits for a superior's word: he is reminded, then the next above him is asked (row E5)."""

from __future__ import annotations

from bot.domain.authority import PromiseState
from tests.fakes.channels import Shown
from tests.scenario.desk import Desk

ASKS = """
    CLAIRE presses: Prendre en charge
    ellen reads on
    CLAIRE presses: S’engager ou faire une remise…
    CLAIRE fills: De quoi s’agit-il ? = Une remise de frais | Quoi exactement ? = The fee | Montant (EUR) = 300
"""


async def _asked(desk: Desk) -> Shown:
    """Claire wants to waive more than she may: the ticket's card. It is Monday, 10:00 in Paris."""
    card = await desk.report("ellen", "paris-access", "My badge does not open the garage door any more")
    await desk.play(ASKS)
    desk.look_at(card)
    for user in ("U0THOMAS", "U0HELENE", "U0CLAIRE"):
        desk.looked[user] = len(desk.slack.private.get(user, []))
    return card


async def _states(desk: Desk, card: Shown) -> list[PromiseState]:
    async with desk.store.begin() as u:
        return [one.state for one in await u.promises.of(card.ticket)]  # type: ignore[arg-type]


def _board(desk: Desk, room: str) -> Shown:
    """The card in somebody's conversation with the app."""
    (card,) = [one for one in desk.slack.cards() if one.room == room]
    return card


async def test_he_is_reminded_then_his_superior_is_asked_and_the_author_learns_it(desk: Desk) -> None:
    card = await _asked(desk)
    await desk.play("""
        (5 hours later)
        THOMAS < nothing
        (1 hours later)
        THOMAS < … ⏰ Thomas Leroy : Claire Dubois attend votre accord pour un engagement : The fee · 300,00 € \
            … Sans décision de votre part, ce sera à Hélène Marchand d’en décider.
        CLAIRE < nothing
        HELENE < nothing
        (19 hours later)
        HELENE < nothing
    """)
    desk.looked["U0CLAIRE"] = len(desk.slack.private["U0CLAIRE"])
    desk.looked["U0THOMAS"] = len(desk.slack.private["U0THOMAS"])
    await desk.play(f"""
        (30 minutes later)
        ticket: {card.reference} · Badges
        thread has ⤴️ Thomas Leroy n’a pas encore décidé ; accord demandé à Hélène Marchand : The fee · 300,00 €
        CLAIRE < … ⤴️ Thomas Leroy n’a pas encore décidé ; accord demandé à Hélène Marchand : The fee
        HELENE < Un engagement au-delà
        HELENE < … Badges, clés, parking
        card < ⏳ Pas encore promis, accord demandé à Hélène Marchand : The fee
        CLAIRE presses: Historique…
        CLAIRE's window < Palier _(passed the promise on to) : Hélène Marchand
        ellen < nothing
    """)
    settled = _board(desk, "U0THOMAS")
    assert settled.card is not None
    assert settled.card.actions == ()
    assert "⤴️ Transmis à Hélène Marchand" in settled.text
    reminder = _post(desk, "U0THOMAS", "attend votre accord")
    assert reminder.actions == ()
    assert "⤴️ Transmis à Hélène Marchand" in reminder.text
    waits = [one for one in desk.slack.thread(card) if one.actions and one.card is None]
    assert ["n’a pas encore décidé" in one.text for one in waits] == [True]
    desk.look_at(settled)
    await desk.play("""
        THOMAS presses: promise.approve
        THOMAS < C’est maintenant à Hélène Marchand d’en décider.
    """)
    desk.look_at(_board(desk, "U0HELENE"))
    await desk.play("""
        HELENE presses: Accorder
        ellen < we waive what you would have owed: The fee.
        card < ✅ Accordé par Hélène Marchand.
        CLAIRE < … ✅ Hélène Marchand a accordé l’engagement de Claire Dubois : The fee
        (3 days later)
        HELENE < nothing
    """)
    assert await _states(desk, card) == [PromiseState.GIVEN]


def _post(desk: Desk, room: str, words: str) -> Shown:
    return [one for one in desk.slack.shown if one.room == room and words in one.text][-1]


async def test_who_asked_can_withdraw_it(desk: Desk) -> None:
    card = await _asked(desk)
    await desk.play("""
        (6 hours later)
        THOMAS < … ⏰ …
        MARC in "dépasse la délégation" presses: Retirer
        MARC < Seule la personne qui l’a demandé peut le retirer.
        CLAIRE in "dépasse la délégation" presses: Retirer
        thread has ↩️ Claire Dubois n’en fait plus la demande : The fee
        card < ✖️ Non promis, retiré par Claire Dubois : The fee
        CLAIRE presses: Historique…
        CLAIRE's window < Claire Dubois _(withdrew what was to be promised) : The fee
        ellen < nothing
        (2 days later)
        HELENE < nothing
    """)
    for shown in (_board(desk, "U0THOMAS"), _post(desk, "U0THOMAS", "attend votre accord")):
        assert "↩️ Retiré par Claire Dubois" in shown.text
        assert shown.actions == ()
    assert not any(one.actions for one in desk.slack.thread(card) if "délégation" in one.text)
    assert await _states(desk, card) == [PromiseState.WITHDRAWN]


async def test_at_the_top_it_is_called_to_mind_again_while_the_office_is_open(desk: Desk) -> None:
    card = await desk.report("ellen", "paris-access", "My badge does not open the garage door any more")
    await desk.play(f"""
        THOMAS types: /palier away 2026-03-02 2026-03-06
        THOMAS < …
        {ASKS}
    """)
    desk.looked["U0HELENE"] = len(desk.slack.private["U0HELENE"])
    desk.look_at(card)
    await desk.play("""
        (6 hours later)
        HELENE < … ⏰ Hélène Marchand : Claire Dubois attend votre accord
        (12 hours later)
        HELENE < nothing
        (450 minutes later)
        HELENE < … ⏰ Hélène Marchand : Claire Dubois attend votre accord
    """)


async def test_nobody_is_asked_while_the_office_is_closed(desk: Desk) -> None:
    """The program slept until eight in the evening."""
    await _asked(desk)
    await desk.play("""
        (10 hours later)
        THOMAS < nothing
        (12 hours later)
        THOMAS < nothing
        (30 minutes later)
        THOMAS < … ⏰ Thomas Leroy : Claire Dubois attend votre accord
        HELENE < nothing
    """)


async def test_who_has_gone_away_meanwhile_is_not_waited_for(desk: Desk) -> None:
    card = await _asked(desk)
    await desk.play(f"""
        THOMAS types: /palier away 2026-03-02 2026-03-06
        THOMAS < …
        (6 hours later)
        THOMAS < nothing
        ticket: {card.reference} · Badges
        thread has ⤴️ Thomas Leroy est en congé ou absent jusqu’au 6 mars 2026. Accord demandé à Hélène Marchand : The
        CLAIRE < … ⤴️ Thomas Leroy est en congé ou absent … Hélène Marchand
        HELENE < Un engagement au-delà
    """)


async def test_it_ends_with_its_request(desk: Desk) -> None:
    card = await _asked(desk)
    await desk.play("""
        CLAIRE presses: Refuser…
        CLAIRE fills: Explication = Partie privative
        ellen reads on
        thread has ☑️ La demande s’est terminée avant toute décision, l’engagement n’a donc pas été pris : The fee
        CLAIRE < … ☑️ La demande s’est terminée
        card < ✖️ Non promis, personne n’avait décidé à temps : The fee
        (2 days later)
        THOMAS < nothing
        HELENE < nothing
    """)
    settled = _board(desk, "U0THOMAS")
    assert settled.card is not None
    assert settled.card.actions == ()
    desk.look_at(settled)
    await desk.play("""
        THOMAS presses: promise.approve
        THOMAS < …
    """)
    assert await _states(desk, card) == [PromiseState.WITHDRAWN]
