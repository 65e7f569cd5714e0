"""Promises and waivers: within the letter of authority, above it, asked, refused, passed up (row E5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.domain.authority import PromiseState
from tests.scenario.desk import Desk, after_leaving
from tests.scenario.reports import CHARGES

NOISE = "The neighbours above have been renovating every night for two weeks"


async def states(desk: Desk, ticket: str) -> list[PromiseState]:
    """What became of a ticket's promises, the oldest first."""
    async with desk.store.begin() as u:
        return [one.state for one in await u.promises.of((await u.tickets.get(ticket)).id)]  # type: ignore[arg-type]


async def test_within_the_letter_it_is_given_and_reported(desk: Desk) -> None:
    await desk.report("ellen", "paris-access", "My badge does not open the garage door any more")
    await desk.play("""
        CLAIRE presses: S’engager ou faire une remise…
        CLAIRE's window < Votre délégation Jusqu’à 100,00 €, jusqu’au 31 décembre 2027. … Montant (EUR)
        CLAIRE mends un montant supérieur à zéro: De quoi s’agit-il ? = Une remise de frais | Quoi exactement ? = Badge
        CLAIRE mends un montant supérieur à zéro: Quoi exactement ? = Badge | Montant (EUR) = 12.345
        CLAIRE mends Ce jour est passé.: Quoi exactement ? = Badge | Pour quand = 2026-03-01
        CLAIRE fills: Quoi exactement ? = A new badge | Montant (EUR) = 100 | Pour quand = 2026-03-06
        ellen < Claire Dubois, Customer care: About your request {ref}, we promise you: A new badge. Amount: €100.00.
        thread < Claire Dubois au résident: About your request
        THOMAS < 📝 Claire Dubois a pris un engagement, … A new badge · 100,00 € · 6 mars 2026 ({ref}) → C0CARE001/
        CLAIRE presses: S’engager ou faire une remise…
        CLAIRE fills: Quoi exactement ? = A call on Monday
        ellen < we promise you: A call on Monday.
        THOMAS < … A call on Monday · sans coût
        HELENE < nothing
    """)
    assert await states(desk, desk.card.ticket) == [PromiseState.GIVEN, PromiseState.GIVEN]


async def test_above_the_letter_the_manager_approves_once(desk: Desk) -> None:
    card = await desk.report("ellen", "paris-access", "My badge does not open the garage door any more")
    await desk.play(
        """
        CLAIRE presses: S’engager ou faire une remise…
        CLAIRE fills: De quoi s’agit-il ? = Une remise de frais | Quoi exactement ? = The fee | Montant (EUR) = 100.01
        ellen < nothing
        thread has ⏳ Cet engagement dépasse la délégation de Claire Dubois ; accord demandé à Thomas Leroy : … 100,01 €
    """.replace("thread has", f"ticket: {card.reference} · Badges\n        thread has")
    )
    asked = desk.slack.cards()[-1]
    assert asked.room == "U0THOMAS"
    desk.look_at(asked)
    await desk.play("""
        card < Souhaite s’engager: Claire Dubois … Une remise … 100,01 € … [Accorder] [Ne pas accorder…]
        THOMAS < Un engagement au-delà
        THOMAS < {ref} · Badges, clés, parking → C0CARE001/
        CLAIRE presses: Accorder
        CLAIRE < Seul un supérieur …
        SOPHIE presses: Accorder
        SOPHIE < Seul un supérieur …
        STRANGER presses: Accorder
        STRANGER < Seules les personnes inscrites …
        THOMAS and HELENE press: Accorder
        ellen < Claire Dubois, Customer care: About your request {ref}, we waive what you would have owed: The fee.
        ellen < nothing
        HELENE < Thomas Leroy en a déjà décidé.
        card < ✅ Accordé par Thomas Leroy.
    """)
    assert asked.card is not None
    assert asked.card.actions == ()
    desk.look_at(card)
    await desk.play("""
        thread has ✅ Thomas Leroy a accordé l’engagement de Claire Dubois : The fee · 100,01 €
        CLAIRE presses: Historique…
        CLAIRE's window < Thomas Leroy _(approved the promise) : The fee · 100,01 €
        CLAIRE's window < Claire Dubois _(asked for leave to promise) : The fee · 100,01 €
    """)
    assert await states(desk, card.ticket) == [PromiseState.GIVEN]


async def test_what_is_refused_never_reaches_the_resident(desk: Desk) -> None:
    card = await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: S’engager ou faire une remise…
        KARIM's window < Vous n’avez pas de délégation
        KARIM fills: Quoi exactement ? = Half of it back | Montant (EUR) = 50
        SOPHIE < …
        SOPHIE < …
    """)
    desk.look_at(desk.slack.cards()[-1])
    await desk.play("""
        SOPHIE presses: promise.refuse
        SOPHIE fills: Motif = The bill was right
        card < ✖️ Non accordé par Sophie Lambert.
        ellen < nothing
        SOPHIE presses: promise.approve
        SOPHIE < Sophie Lambert en a déjà décidé.
    """)
    desk.look_at(card)
    await desk.play("""
        thread has ✖️ Sophie Lambert n’a pas accordé l’engagement de Karim Benali : Half of it back … The bill was right
        ellen < nothing
    """)
    assert await states(desk, card.ticket) == [PromiseState.REFUSED]


async def test_above_the_managers_letter_too_it_goes_up(desk: Desk) -> None:
    card = await desk.report(
        "mai", "saigon-charges", "Phí quản lý tháng này cao gấp đôi tháng trước", language="vi"
    )
    await desk.play("""
        KIMCHI presses: Cam kết hoặc miễn phí…
        KIMCHI fills: Cụ thể là gì? = Hoàn lại phí | Số tiền (VND) = 20000000
    """)
    first = desk.slack.cards()[-1]
    desk.look_at(first)
    await desk.play("HUONG presses: Đồng ý")
    higher = desk.slack.cards()[-1]
    assert (first.room, higher.room) == ("U0HUONG", "U0HELENE")
    assert "cũng vượt ủy quyền" in first.text
    desk.look_at(first)
    await desk.play("HUONG presses: promise.approve")
    assert "nay do Hélène Marchand quyết định" in desk.slack.private["U0HUONG"][-1]
    desk.look_at(higher)
    await desk.play("""
        mai < nothing
        HELENE presses: Accorder
        mai < Hoàng Kim Chi – Bộ phận kế toán: Về yêu cầu {ref} … cam kết: Hoàn lại phí. Số tiền: 20.000.000 ₫.
        card < ✅ Accordé par Hélène Marchand.
    """)
    assert await states(desk, card.ticket) == [PromiseState.GIVEN]


async def test_while_the_manager_is_away_the_next_superior_is_asked(desk: Desk) -> None:
    card = await desk.report("ellen", "paris-access", "My badge does not open the garage door any more")
    await desk.play("""
        THOMAS types: /palier away 2026-03-02 2026-03-06
        THOMAS < …
        CLAIRE presses: S’engager ou faire une remise…
        CLAIRE fills: De quoi s’agit-il ? = Une remise de frais | Quoi exactement ? = The fee | Montant (EUR) = 300
        THOMAS < nothing
        ticket: Badges
        thread has ⏳ Cet engagement dépasse la délégation de Claire Dubois ; accord demandé à Hélène Marchand : The fee
    """)
    asked = desk.slack.cards()[-1]
    assert asked.room == "U0HELENE"
    desk.look_at(asked)
    await desk.play("""
        HELENE presses: Accorder
        ellen < we waive what you would have owed: The fee.
        card < ✅ Accordé par Hélène Marchand.
    """)
    assert await states(desk, card.ticket) == [PromiseState.GIVEN]


async def test_who_asked_and_who_was_asked_have_left_the_office_file(desk: Desk) -> None:
    card = await desk.report("ellen", "paris-access", "My badge does not open the garage door any more")
    await desk.play("""
        CLAIRE presses: S’engager ou faire une remise…
        CLAIRE fills: De quoi s’agit-il ? = Une remise de frais | Quoi exactement ? = The fee | Montant (EUR) = 300
    """)
    desk.look_at(desk.slack.cards()[-1])
    desk.directory = after_leaving(desk.directory, "claire-dubois", "thomas-leroy")
    await desk.restart()
    await desk.play("""
        JULIEN presses: Accorder
        JULIEN < Seul un supérieur …
        HELENE presses: Accorder
        ellen < Hélène Marchand, … we waive what you would have owed: The fee.
    """)
    desk.look_at(card)
    await desk.play("thread has ✅ Hélène Marchand a accordé l’engagement de claire-dubois : The fee")
    assert await states(desk, card.ticket) == [PromiseState.GIVEN]


async def test_a_letter_that_ran_out_covers_nothing(desk: Desk) -> None:
    spent = [
        replace(letter, until=date(2026, 3, 1)) if letter.member == "claire-dubois" else letter
        for letter in desk.directory.letters
    ]
    desk.directory = replace(desk.directory, letters=tuple(spent))
    await desk.restart()
    card = await desk.report("ellen", "paris-access", "My badge does not open the garage door any more")
    await desk.play("""
        CLAIRE presses: S’engager ou faire une remise…
        CLAIRE's window < Votre délégation a expiré le 1er mars 2026
        CLAIRE fills: Quoi exactement ? = A new badge | Montant (EUR) = 10
        ellen < nothing
    """)
    assert await states(desk, card.ticket) == [PromiseState.ASKED]


async def test_promises_stand_on_the_card(desk: Desk) -> None:
    card = await desk.report("ellen", "paris-access", "My badge does not open the garage door any more")
    await desk.play("""
        CLAIRE presses: S’engager ou faire une remise…
        CLAIRE fills: Quoi exactement ? = A new badge | Montant (EUR) = 100 | Pour quand = 2026-03-06
        ellen reads on
        card < 🤝 Promis : A new badge · 100,00 € · 6 mars 2026
        CLAIRE presses: S’engager ou faire une remise…
        CLAIRE fills: Quoi exactement ? = Ten badges | Montant (EUR) = 1000
    """)
    await desk.play(f"""
        ticket: {card.reference} · Badges
        card < ⏳ Pas encore promis, accord demandé à Thomas Leroy : Ten badges · 1 000,00 €
    """)
    asked = next(one for one in reversed(desk.slack.cards()) if one.room == "U0THOMAS")
    desk.look_at(asked)
    await desk.play(f"""
        THOMAS presses: Ne pas accorder…
        THOMAS fills: Motif = Trop
        ticket: {card.reference} · Badges
        card < 🤝 Promis : A new badge … ✖️ Non promis, refusé par Thomas Leroy : Ten badges · 1 000,00 €
    """)


async def test_an_amount_is_one_of_its_currency(desk: Desk) -> None:
    await desk.report(
        "minh", "saigon-charges", "Why are the fees twice those of the last quarter", unit="S1-0501"
    )
    await desk.play("""
        HUONG presses: Cam kết hoặc miễn phí…
        HUONG mends không nhiều chữ số thập phân hơn VND có: Cụ thể là gì? = Hoàn lại | Số tiền (VND) = 0.4
        HUONG fills: Cụ thể là gì? = Refund | Số tiền (VND) = 400000
        minh < … Refund. Amount: ₫400,000.
    """)


async def test_the_report_reaches_somebody_the_same_day(desk: Desk) -> None:
    await desk.report("ellen", "paris-access", "My badge does not open the garage door any more")
    await desk.play("""
        THOMAS types: /palier away today
        THOMAS < …
        CLAIRE presses: S’engager ou faire une remise…
        CLAIRE fills: Quoi exactement ? = A new badge | Montant (EUR) = 50
        ellen < … we promise you: A new badge. …
        THOMAS < 📝 Claire Dubois a pris un engagement, …
        HELENE < 📝 Claire Dubois a pris un engagement, …
    """)
