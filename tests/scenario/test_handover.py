"""Handover between shifts: posted when a shift ends or asked for, accepted item by item, reminded of (row D8)."""

from __future__ import annotations

from datetime import timedelta

from tests.scenario.rounds import Rounds, desk

__all__ = ["desk"]


async def leaks(desk: Rounds) -> None:
    """Two repairs of the technical department in Paris, the second in Marc's hands."""
    await desk.report("ellen", "paris-leak", "Water drips from the ceiling of the hall", unit="B12")
    await desk.report("paul", "paris-lift", "The lift of stair A stops between two floors", unit="A42")
    await desk.play("""
        MARC presses: Prendre en charge
        paul < …
        MARC: I have called the firm
        paul < …
        MARC: ;; attend la pièce du fournisseur
    """)


async def test_the_next_shift_accepts_each_item(desk: Rounds) -> None:
    await leaks(desk)
    await desk.play("""
        sheet in #TECH001 < nothing
        (it is 2026-03-02 13:00 in paris)
        sheet in #TECH001 < Relève, Équipe du matin · Service technique : 0 sur 2 acceptées
        sheet in #TECH001 < Ellen : Water drips … Suite : première réponse avant … [Accepter] [Demander…]
        sheet in #TECH001 < Marc Petit : 🔒 attend la pièce du fournisseur … Suite : aucune date fixée
        JULIEN on "Ascenseur" presses: Accepter
        sheet in #TECH001 < 1 sur 2 acceptées … ✅ Acceptée par Julien Moreau, lundi 13:00
        JULIEN on "Fuite" presses: Accepter
        sheet in #TECH001 < 2 sur 2 acceptées
        (3 hours later)
        JULIEN < nothing
        THOMAS < nothing
    """)
    assert len(desk.sheets("C0TECH001")) == 1
    ticket = await desk.ticket()
    async with desk.store.begin() as u:
        history = await u.history(ticket.id)
    assert [(one.actor, one.detail) for one in history if one.what == "accepted"] == [
        ("julien-moreau", "Équipe du matin")
    ]


async def test_roles_and_who_was_quicker(desk: Rounds) -> None:
    await leaks(desk)
    await desk.play("""
        (it is 2026-03-02 13:00 in paris)
        KARIM on "Fuite" presses: Accepter
        KARIM < Seuls les collègues de ce service
        LINA on "Fuite" presses: Accepter
        LINA < 该诉求属于其他服务中心
        GUEST on "Fuite" presses: Accepter
        GUEST < Seul
        MARC on "Fuite" presses: Accepter
        MARC < C’est vous qui transmettez
        JULIEN on "Fuite" presses: Accepter
        sheet in #TECH001 < 1 sur 2 acceptées
        THOMAS on "Ascenseur" presses: Accepter
        sheet in #TECH001 < 2 sur 2 acceptées … Acceptée par Thomas Leroy
    """)


async def test_two_accept_at_once(desk: Rounds) -> None:
    await leaks(desk)
    await desk.until("paris", "2026-03-02 13:00")
    (sheet,) = desk.sheets("C0TECH001")
    both = [
        desk.slack.press_in_row(desk.staff(who), sheet, "Fuite", "Accepter") for who in ("JULIEN", "THOMAS")
    ]
    await desk.happens(*both)
    await desk.play("""
        THOMAS < Julien Moreau l’a déjà acceptée.
        sheet in #TECH001 < 1 sur 2 acceptées … Acceptée par Julien Moreau
    """)


async def test_a_question_goes_to_the_thread_and_to_who_hands_over(desk: Rounds) -> None:
    await leaks(desk)
    await desk.play("""
        (it is 2026-03-02 13:00 in paris)
        JULIEN on "Ascenseur" presses: Demander…
        JULIEN fills: Votre question = Quelle pièce ?
        sheet in #TECH001 < 0 sur 2 … ❓ Julien Moreau demande : « Quelle pièce ? » … [Accepter] [Demander…]
        MARC < ❓ À la relève, Julien Moreau demande au sujet de {ref} … Quelle pièce ?
        thread has ❓ À la relève, Julien Moreau demande … Quelle pièce ? … (Répondez par le bouton …
        MARC in "Quelle pièce" presses: Répondre…
        MARC's window < Répondre … Julien Moreau demande … Quelle pièce ?
        MARC fills: Votre réponse = La courroie
        paul < nothing
        notes < La courroie
        thread has ↪️ Marc Petit a répondu à la question de la relève …
        sheet in #TECH001 < … ❓ Julien Moreau demande : « Quelle pièce ? » · ↪️ Marc Petit répond : « La courroie » …
        JULIEN < ↪️ Marc Petit vous répond au sujet de {ref} … : La courroie
        JULIEN in "vous répond" presses: Accepter
        sheet in #TECH001 < 1 sur 2 acceptées … ✅ Acceptée par Julien Moreau
    """)


async def test_what_nobody_accepts_is_reminded_of_once_then_the_manager_hears(desk: Rounds) -> None:
    await leaks(desk)
    await desk.play("""
        (it is 2026-03-02 13:00 in paris)
        JULIEN on "Fuite" presses: Accepter
        (59 minutes later)
        JULIEN < nothing
        (1 minutes later)
        #TECH001 < ⏰ Relève, Équipe du matin · Service technique : encore 1 à accepter
        JULIEN < ⏰ Relève … encore 1 à accepter
        THOMAS < nothing
        (60 minutes later)
        THOMAS < ⏰ Relève, Équipe du matin … encore 1 à accepter
        (3 hours later)
        THOMAS < nothing
        JULIEN < nothing
    """)


async def test_what_is_closed_meanwhile_is_not_reminded_of(desk: Rounds) -> None:
    await desk.report("ellen", "paris-leak", "Water drips from the ceiling of the hall", unit="B12")
    await desk.play("""
        (it is 2026-03-02 13:00 in paris)
        sheet in #TECH001 < 0 sur 1
        MARC presses: Refuser…
        MARC fills: Explication = Ne relève pas du syndic
        ellen < …
        (3 hours later)
        JULIEN < nothing
        THOMAS < nothing
    """)


async def test_the_next_handover_marks_what_was_left(desk: Rounds) -> None:
    await leaks(desk)
    await desk.play("""
        (it is 2026-03-02 13:00 in paris)
        JULIEN on "Fuite" presses: Accepter
        (it is 2026-03-02 20:00 in paris)
        sheet in #TECH001 < Équipe de l’après-midi … 0 sur 2 … Ascenseur … 🔁 Pas acceptée à la relève précédente
    """)
    first, second = desk.sheets("C0TECH001")
    assert "[" not in first.text
    assert "Ce qui restait figure dans la suivante." in first.text
    assert second.text.count("🔁") == 1


async def test_nothing_to_hand_over_is_a_friendly_line(desk: Rounds) -> None:
    await desk.play("""
        (it is 2026-03-02 13:00 in paris)
        #TECH001 < ☀️ Rien à transmettre, Équipe du matin · Service technique … Bon service !
        sheet in #TECH001 < nothing
        (it is 2026-03-02 22:00 in saigon)
        #TECH002 < ☀️ Không có gì để bàn giao, Ca chiều
    """)


async def test_other_requests_and_those_under_review_stay_out(desk: Rounds) -> None:
    await desk.report("ellen", "paris-complaint", "The caretaker shouted at my son in the hall on Friday")
    await desk.report("paul", "paris-charges", "Why are the charges of this year twice as high?")
    await desk.play("""
        CLAIRE types: /palier handover
        CLAIRE < Rien à transmettre, Service clients
        KARIM types: /palier handover
        KARIM < Rien à transmettre, Comptabilité
        ticket: Ellen
        THOMAS presses: Transmettre
        ellen < …
        CLAIRE types: /palier handover
        CLAIRE < La relève est dans le canal du service, Service clients : 1
        sheet in #CARE001 < Relève, Service clients : 0 sur 1 … shouted at my son
        CLAIRE on "Réclamation" presses: Accepter
        CLAIRE < C’est vous qui transmettez
    """)


async def test_saigon_and_shanghai_hand_over_in_their_languages(desk: Rounds) -> None:
    await desk.report(
        "lan", "saigon-leak", "Nước nhỏ giọt từ trần hành lang tầng 12", language="vi", unit="S1-1203"
    )
    await desk.report("wei", "shanghai-leak", "走廊天花板一直在漏水", language="zh", unit="3-1201")
    await desk.play("""
        (it is 2026-03-02 22:00 in saigon)
        sheet in #TECH002 < Bàn giao, Ca chiều · Bộ phận kỹ thuật: đã nhận 0/1 … Lời cuối … Tiếp theo: trả lời lần đầu
        HUNG on "Nước" presses: Nhận
        sheet in #TECH002 < đã nhận 1/1 … ✅ Đỗ Văn Hùng đã nhận
        sheet in #TECH003 < 交接班，晚班 · 工程部：已接收 0/1 … [接收] [询问…]
        LIU on "漏水" presses: 接收
        sheet in #TECH003 < ✅ 刘刚 已接收
    """)


async def test_asked_for_again_it_is_brought_up_to_date(desk: Rounds) -> None:
    await leaks(desk)
    await desk.play("""
        MARC types: /palier relève
        MARC < La relève est dans le canal du service, Service technique : 2
        sheet in #TECH001 < Relève, Service technique : 0 sur 2
        JULIEN on "Fuite" presses: Accepter
    """)
    await desk.report("zoe", "paris-leak", "The cellar stands under water since noon", unit="A11")
    await desk.play("""
        MARC types: /palier handover
        MARC < : 3
        sheet in #TECH001 < 1 sur 3 acceptées … The cellar
    """)
    assert len(desk.sheets("C0TECH001")) == 1
    await desk.play("""
        THOMAS types: /palier handover technique
        THOMAS < La relève est dans le canal du service, Service technique : 3
        KARIM types: /palier handover technique
        KARIM < Seul un responsable
        THOMAS types: /palier handover cedres
        THOMAS < À transmettre, Les Cèdres : 3 … Dernier mot
    """)


async def test_thirty_items_are_several_posts(desk: Rounds) -> None:
    for number in range(17):
        await desk.report(
            f"ellen{chr(97 + number)}", "paris-leak", f"Water drips in cellar number {number:02}", unit="A11"
        )
    await desk.until("paris", "2026-03-02 13:00")
    first, second = desk.sheets("C0TECH001")
    assert "0 sur 17 acceptées · Page 1 sur 2" in first.text
    assert second.text.count("[Accepter]") == 2
    await desk.play("""
        JULIEN on "number 16" presses: Accepter
    """)
    assert "1 sur 17" in first.text
    assert "✅ Acceptée par Julien Moreau" in second.text


async def test_holidays_closing_days_and_weekends_have_no_shifts(desk: Rounds) -> None:
    await desk.report("ellen", "paris-leak", "Water drips from the ceiling of the hall", unit="B12")
    await desk.until("paris", "2026-03-06 23:00")
    before = len(desk.sheets("C0TECH001"))
    assert before == 10
    await desk.until("paris", "2026-03-09 08:00")
    assert len(desk.sheets("C0TECH001")) == before


async def test_what_ended_while_nothing_ran_is_posted_once_on_the_start(desk: Rounds) -> None:
    await desk.report("ellen", "paris-leak", "Water drips from the ceiling of the hall", unit="B12")
    await desk.close()
    desk.clock.advance(timedelta(hours=4))
    await desk._start()
    await desk.settle()
    await desk.restart()
    await desk.settle()
    assert len(desk.sheets("C0TECH001")) == 1
    await desk.close()
    desk.clock.advance(timedelta(days=2, hours=12, minutes=30))
    await desk._start()
    await desk.settle()
    assert len(desk.sheets("C0TECH001")) == 1
