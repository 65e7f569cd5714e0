"""Whoever is in danger writes on and answers no question: it gets to the office all the same, in time (row A5)."""

from __future__ import annotations

from tests.scenario.desk import Desk
from tests.scenario.test_danger import nothing_open


async def test_who_writes_again_and_again_is_not_waited_for_longer(desk: Desk) -> None:
    await desk.play("""
        lan (en): There is smoke in the cellar
        lan reads on
        (3 minutes later)
        lan: Please come, there is a fire in the cellar
        lan reads on
        (3 minutes later)
        lan < … {ref} …
        lan < So that nobody loses time, …
        lan reads on
        THOMAS < ⚡ Danger ? …
    """)


async def test_it_is_told_where_the_flat_is_asked(desk: Desk) -> None:
    await desk.play("""
        lan (en): /report
        lan < What is your name?
        lan: Lan Tran
        lan reads on
        lan taps: Les Cèdres
        lan < Which flat …
        lan: Quick, there is a fire on the stairs
        lan < ⚠️ …
        lan reads on
        (6 minutes later)
        lan < … {ref} …
        lan < So that nobody loses time, …
        THOMAS < ⚡ Danger ? …
    """)


async def test_a_new_report_of_danger_from_the_topic_of_another_request(desk: Desk) -> None:
    desk.chat.topics = True
    await desk.report("ellen", "paris-charges", "The charges of March are twice those of February")
    await desk.play("""
        ellen: /report
        ellen reads on
        ellen in "Charges": /report There is smoke in the cellar
        ellen reads on
        (3 minutes later)
        THOMAS < ⚡ Danger ? …
    """)


async def test_another_form_comes_between(desk: Desk) -> None:
    await nothing_open(desk)
    await desk.report("ellen", "paris-handyman", "Please hang up four heavy mirrors in my bathroom for me")
    await desk.play("""
        MARC presses: Devis…
        MARC fills: Prix en EUR = 90 | Pour quoi ? = Four mirrors
        ellen reads on
        ellen: /report
        ellen reads on
        ellen: There is smoke in the cellar
        ellen reads on
        ellen taps: No, thank you
        ellen reads on
        (3 minutes later)
        THOMAS < ⚡ Danger ? …
    """)


async def test_it_is_told_where_his_name_is_asked(desk: Desk) -> None:
    await desk.play("""
        lan (en): /report
        lan < What is your name?
        lan: Fire, fire
        lan < ⚠️ …
        lan reads on
        (6 minutes later)
        lan < … {ref} …
        lan < So that nobody loses time, …
        THOMAS < ⚡ Danger ? …
    """)


async def test_who_is_known_is_asked_nothing_after_a_command_either(desk: Desk) -> None:
    await nothing_open(desk)
    await desk.play("""
        ellen: /report There is a fire in the cellar
        ellen < ⚠️ …
        ellen < … marked as urgent …
        ellen < nothing
        THOMAS < ⚡ Danger ? …
        (5 minutes later)
        ellen < nothing
    """)
