"""Danger is told to somebody who is there (row A5)."""

from __future__ import annotations

from tests.scenario.desk import Desk


async def test_while_the_supervisor_is_away_the_next_above_hears_of_it(desk: Desk) -> None:
    await desk.play("""
        THOMAS types: /palier away 2026-03-01 2026-03-10
        THOMAS < …
    """)
    await desk.report("ellen", "paris-lift", "My wife is stuck inside the lift")
    await desk.play("""
        ellen's card < … the person in charge has been alerted …
        THOMAS < nothing
        HELENE < ⚡ Danger ? À voir tout de suite : {ref} · Ascenseur …
    """)


async def test_a_grave_complaint_while_the_manager_above_is_away(desk: Desk) -> None:
    """Saigon's manager is away: her superior hears of it, reads why, and in the words of his own office."""
    await desk.play("""
        HUONG types: /palier away 2026-03-01 2026-03-10
        HUONG < …
    """)
    await desk.report("lan", "saigon-complaint", "Bảo vệ hành hung tôi ở sảnh", language="vi")
    await desk.play("""
        HUONG < nothing
        HELENE < 🔴 Réclamation de gravité A : … Nguyễn Thị Lan Hương est en congé ou absent jusqu’au …
        #MGMT002 < 🚨 …
        lan < nothing
    """)


async def test_a_lesser_complaint_while_the_supervisor_is_away(desk: Desk) -> None:
    await desk.play("""
        THOMAS types: /palier away 2026-03-01 2026-03-10
        THOMAS < …
    """)
    await desk.report("ellen", "paris-complaint", "The neighbours sing until midnight every day")
    await desk.play("""
        THOMAS < nothing
        HELENE < 📋 … Thomas Leroy est en congé …
        ellen < nothing
    """)


async def test_the_superior_who_acted_himself_is_not_told_of_it(desk: Desk) -> None:
    await desk.play("""
        HELENE types: /palier away 2026-03-01 2026-03-10
        HELENE < …
    """)
    await desk.report("ellen", "paris-complaint", "The neighbours sing until midnight every day")
    await desk.play("""
        THOMAS < 📋 …
        THOMAS presses: Gravité…
        THOMAS fills: Gravité = A – grave : vie quotidienne, biens ou sécurité en jeu
        HELENE < 🔴 …
        #MGMT001 < 🚨 …
        ellen reads on
    """)


async def test_a_complaint_while_nobody_in_charge_is_there(desk: Desk) -> None:
    await desk.play("""
        THOMAS types: /palier away 2026-03-01 2026-03-10
        THOMAS < …
        HELENE types: /palier away 2026-03-01 2026-03-10
        HELENE < …
    """)
    await desk.report("ellen", "paris-complaint", "The neighbours sing until midnight every day")
    await desk.play("""
        #MGMT001 < 🚨 … {ref} · Réclamation …
        THOMAS < 📋 …
        HELENE < nothing
        ellen < nothing
    """)
