"""Reviews, daily and weekly: what they bring up, gone through by managers; what is left stands in the next (row D9)."""

from __future__ import annotations

from tests.scenario.rounds import Rounds, desk

__all__ = ["desk"]


async def charges(desk: Rounds) -> None:
    """A request to accounts that is promised something by tomorrow, and one to care that nobody has looked at."""
    await desk.report("ellen", "paris-charges", "Why are the charges of this year twice as high?")
    await desk.play("""
        KARIM presses: S’engager ou faire une remise…
        KARIM fills: Quoi exactement ? = le détail | Pour quand = 2026-03-03
        ellen reads on
    """)


async def test_promises_and_answers_due_every_morning(desk: Rounds) -> None:
    await charges(desk)
    await desk.report("paul", "paris-lift", "The lift of stair A stops between two floors", unit="A42")
    await desk.play("""
        sheet in #MGMT001 < nothing
        (it is 2026-03-03 08:30 in paris)
        sheet in #MGMT001 < Revue du jour, mardi 3 mars 2026 : 0 sur 1 … 🤝 Promis pour le 3 mars 2026 : le détail
        KARIM on "Charges" presses: Examinée
        KARIM < Seul un responsable
        LINA on "Charges" presses: Examinée
        LINA < 该诉求属于其他服务中心
        SOPHIE on "Charges" presses: Examinée
        sheet in #MGMT001 < 1 sur 1 examinées … ✅ Examinée par Sophie Lambert, mardi 08:30
        (it is 2026-03-04 08:30 in paris)
        sheet in #MGMT001 < 4 mars 2026 : 0 sur 2 … ⏳ Réponse attendue mercredi 10:00
    """)
    assert len(desk.sheets("C0MGMT001")) == 2


async def test_a_note_and_what_is_left_over(desk: Rounds) -> None:
    await charges(desk)
    await desk.play("""
        (it is 2026-03-03 08:30 in paris)
        sheet in #MGMT001 < 0 sur 1 examinées
        SOPHIE: Le voici
        ellen < …
        (it is 2026-03-04 08:30 in paris)
        sheet in #MGMT001 < 0 sur 1 … 🔁 Pas examinée la fois précédente
        HELENE on "Charges" presses: Examinée, avec une note…
        HELENE fills: Note = appelée ce matin
        sheet in #MGMT001 < 1 sur 1 … ✅ Examinée par Hélène Marchand … · « appelée ce matin »
        HELENE presses: Historique…
        HELENE's window < a passé en revue : appelée ce matin
    """)
    first, _ = desk.sheets("C0MGMT001")
    assert "[" not in first.text


async def test_nothing_to_review_is_a_friendly_line(desk: Rounds) -> None:
    await desk.play("""
        (it is 2026-03-03 08:30 in paris)
        #MGMT001 < ☀️ Revue du jour, mardi 3 mars 2026 : rien à examiner
        #MGMT002 < ☀️ Rà soát hằng ngày
        #MGMT003 < ☀️ 每日复核
        sheet in #MGMT001 < nothing
    """)


async def test_the_week_has_its_complaints_grave_ones_first(desk: Rounds) -> None:
    await desk.report(
        "lan", "saigon-complaint", "Bảo vệ quát mắng con tôi ở sảnh", language="vi", unit="S1-1203"
    )
    await desk.report("wei", "shanghai-complaint", "保安态度恶劣，多次辱骂住户", language="zh", unit="3-1201")
    await desk.report("ellen", "paris-complaint", "The caretaker shouted at my son in the hall on Friday")
    await desk.report(
        "paul", "paris-complaint", "There is a smell of gas in the cellar, since days", unit="A42"
    )
    await desk.play("""
        (it is 2026-03-09 09:00 in paris)
        sheet in #MGMT001 < Revue de la semaine, lundi 9 mars 2026 : 0 sur 2 … 📣 Réclamation de
        sheet in #MGMT002 < Rà soát hằng tuần … 0/1 … 📣 Khiếu nại
        sheet in #MGMT003 < 每周复核 … 0/1 … 的投诉
    """)


async def test_asked_for_by_a_manager_it_is_brought_up_to_date(desk: Rounds) -> None:
    await desk.report("ellen", "paris-complaint", "The caretaker shouted at my son in the hall on Friday")
    await desk.play("""
        THOMAS < 📋 Une réclamation pour votre service
        KARIM types: /palier review weekly
        KARIM < Seul un responsable
        THOMAS types: /palier review
        THOMAS < Quelle revue ?
        THOMAS types: /palier review semaine
        THOMAS < La revue est dans son canal : 1
        sheet in #MGMT001 < Revue de la semaine … 0 sur 1
        THOMAS on "Réclamation" presses: Examinée
    """)
    await desk.report("paul", "paris-complaint", "The gardener never comes although we pay for him")
    await desk.play("""
        HELENE types: /palier review weekly
        HELENE < : 2
        sheet in #MGMT001 < 1 sur 2 … ✅ Examinée par Thomas Leroy
        LINA types: /palier review 每周
        LINA < 目前没有需要复核的事项。
        #MGMT003 < ☀️ 每周复核
    """)
    assert len(desk.sheets("C0MGMT001")) == 1


async def test_two_review_at_once(desk: Rounds) -> None:
    await desk.report("ellen", "paris-complaint", "The caretaker shouted at my son in the hall on Friday")
    await desk.play("""
        THOMAS < 📋 Une réclamation pour votre service
        THOMAS types: /palier review weekly
        THOMAS < : 1
    """)
    (sheet,) = desk.sheets("C0MGMT001")
    members = (desk.staff(who) for who in ("SOPHIE", "HELENE"))
    both = [desk.slack.press_in_row(who, sheet, "Réclamation", "Examinée") for who in members]
    await desk.happens(*both)
    await desk.play("""
        HELENE < Sophie Lambert l’a déjà examinée.
        SOPHIE < nothing
    """)


async def test_work_that_is_done_without_times_and_photos(desk: Rounds) -> None:
    await desk.report("ellen", "paris-leak", "Water drips from the ceiling of the hall", unit="B12")
    await desk.play("""
        MARC presses: Travaux faits
        ellen reads on
        THOMAS types: /palier review du jour
        THOMAS < : 1
        sheet in #MGMT001 < 🔧 travail terminé sans horaires, travail terminé sans photo après
    """)
