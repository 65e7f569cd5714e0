"""Several clocks are over at once: after a long sleep of the program, or at the top (rows D3, E, E8)."""

from __future__ import annotations

from bot.domain.ticket import Severity
from tests.scenario.desk import Desk

NOISE = "The neighbours above have been renovating every night for two weeks"


async def test_a_month_old_and_overdue_at_the_top(desk: Desk) -> None:
    await desk.report("ellen", "paris-complaint", NOISE)
    await desk.play("""
        HELENE presses: Transmettre
        HELENE presses: Prendre en charge
        ellen reads on
        (4 days later)
        HELENE < …
        (45 days later)
    """)
    ticket = await desk.ticket()
    assert (ticket.severity, ticket.handler) == (Severity.A, "helene-marchand")
    await desk.play("""
        thread has 🔴 Cette réclamation n’est pas résolue depuis un mois : elle passe en gravité A.
        card < … Code: PAR-A-GENERAL-20260001 …
    """)


async def test_a_month_old_while_its_handler_has_superiors(desk: Desk) -> None:
    await desk.report("ellen", "paris-complaint", NOISE)
    await desk.play("""
        HELENE presses: Transmettre
        CLAIRE presses: Prendre en charge
        ellen reads on
        CLAIRE presses: Demander à un tiers…
        CLAIRE fills: À qui ? = Bâtir SA | La question par écrit = May they?
        ellen reads on
        (45 days later)
        thread has 🔴 Cette réclamation n’est pas résolue depuis un mois : elle passe en gravité A.
        thread has ⏰ Bâtir SA devait répondre avant …
    """)
    assert (await desk.ticket()).severity is Severity.A
