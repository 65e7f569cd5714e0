"""A ticket's dates follow what it is: another topic, another severity; late, it is red (rows D3, D4, G2)."""

from __future__ import annotations

from tests.scenario.desk import Desk

NOISE = "The neighbours above have been renovating every night for two weeks"


async def test_another_topic_has_another_date(desk: Desk) -> None:
    await desk.play("(4 days later)")
    await desk.report(
        "mai", "saigon-charges", "Thang máy tòa S1 đứng yên ở tầng 5 từ sáng nay", language="vi"
    )
    await desk.play("""
        card < … Hạn phản hồi: 16:00 thứ Hai …
        mai's card < … 16:00 thứ Hai …
        HUONG chooses: Thang máy
        mai reads on
        card < … Hạn phản hồi: 10:30 thứ Hai …
        mai's card < … 10:30 thứ Hai …
    """)


async def test_another_severity_has_another_date_and_late_is_red(desk: Desk) -> None:
    await desk.play("(4 days later)")
    await desk.report("ellen", "paris-complaint", NOISE)
    await desk.play("""
        HELENE presses: Transmettre
        CLAIRE presses: Prendre en charge
        ellen reads on
        card < … Réponse avant: lundi 10:00 …
        ellen's card < … before Monday 10:00 …
        CLAIRE presses: Gravité…
        CLAIRE fills: Gravité = A – grave : vie quotidienne, biens ou sécurité en jeu
        ellen reads on
        card < … Réponse avant: dimanche 10:00 …
        ellen's card < … before Sunday 10:00 …
        (49 hours later)
        card < … Réponse avant: 🔴 dimanche … Dernière action: 🔴 …
    """)
