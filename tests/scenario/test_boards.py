"""Sheets on the desk are current, spare Slack, and are not lost with a channel (rows D8, D9, E3)."""

from __future__ import annotations

from tests.scenario.rounds import Rounds, desk

__all__ = ["desk"]


async def handed_over(desk: Rounds) -> None:
    """Two repairs on the sheet of the morning's shift."""
    await desk.report("ellen", "paris-leak", "Water drips from the ceiling of the hall", unit="B12")
    await desk.report("paul", "paris-lift", "The lift of stair A stops between two floors", unit="A42")
    await desk.play("""
        (it is 2026-03-02 13:00 in paris)
        sheet in #TECH001 < Relève, Équipe du matin · Service technique : 0 sur 2 acceptées
    """)


async def test_it_shows_who_has_taken_it_and_what_has_ended(desk: Rounds) -> None:
    await handed_over(desk)
    (sheet,) = desk.sheets("C0TECH001")
    await desk.play("""
        MARC presses: Prendre en charge
        paul < …
        MARC: The firm comes at four.
        paul < …
        MARC: With a new belt.
        paul < …
        sheet in #TECH001 < … nouvelle …
        (1 minutes later)
        sheet in #TECH001 < 0 sur 2 … en cours · Marc Petit … Dernier mot, Marc Petit, … With a new belt.
    """)
    assert sheet.changes == 1, "once, however much has changed"
    await desk.play("""
        MARC presses: Refuser…
        MARC fills: Explication = Ne relève pas du syndic
        paul < …
        (1 minutes later)
        sheet in #TECH001 < 1 sur 2 acceptées … refusée … ☑ Close entre-temps : plus rien à reprendre.
        JULIEN on "Fuite" presses: Accepter
        sheet in #TECH001 < 2 sur 2 acceptées
        (3 hours later)
        JULIEN < nothing
        THOMAS < nothing
    """)
    assert "Ascenseur" in sheet.text
    assert "[" not in sheet.text


async def test_one_that_a_later_one_has_replaced_is_left_alone(desk: Rounds) -> None:
    await handed_over(desk)
    await desk.until("paris", "2026-03-02 20:00")
    first, second = desk.sheets("C0TECH001")
    before = first.changes, second.changes
    await desk.play("""
        MARC presses: Prendre en charge
        paul < …
        (1 minutes later)
    """)
    assert (first.changes, second.changes) == (before[0], before[1] + 1)


async def test_the_channel_of_a_sheet_is_archived(desk: Rounds) -> None:
    await handed_over(desk)
    await desk.play("""
        (#TECH001 closes)
        #MGMT001 < 🚨 … C0TECH001
        (1 minutes later)
        sheet in #MGMT001 < Relève, Équipe du matin · Service technique : 0 sur 2 acceptées
        JULIEN on "Ascenseur" presses: Accepter
        sheet in #MGMT001 < 1 sur 2 acceptées … ✅ Acceptée par Julien Moreau
        (60 minutes later)
        #MGMT001 < ⏰ Relève …
        JULIEN < ⏰ …
    """)
    assert len(desk.sheets("C0MGMT001")) == 1
    alarms = [one for one in desk.slack.top("C0MGMT001") if one.text.startswith("🚨")]
    assert len(alarms) == 1


async def test_the_channel_was_archived_and_nobody_told_us(desk: Rounds) -> None:
    await handed_over(desk)
    await desk.play("""
        (#TECH001 closes unheard)
        JULIEN on "Ascenseur" presses: Accepter
        #MGMT001 < 🚨 … C0TECH001
        sheet in #MGMT001 < 1 sur 2 acceptées … ✅ Acceptée par Julien Moreau
        (60 minutes later)
        #MGMT001 < ⏰ Relève, Équipe du matin · Service technique : encore 1 à accepter
        JULIEN < ⏰ …
    """)


async def test_a_shift_ends_while_its_channel_is_archived(desk: Rounds) -> None:
    await desk.report("ellen", "paris-leak", "Water drips from the ceiling of the hall", unit="B12")
    await desk.play("""
        (#TECH001 closes unheard)
        (it is 2026-03-02 13:00 in paris)
        sheet in #MGMT001 < Relève, Équipe du matin · Service technique : 0 sur 1 acceptées
        #MGMT001 < 🚨 … C0TECH001
        JULIEN on "Fuite" presses: Accepter
        sheet in #MGMT001 < 1 sur 1 acceptées
    """)
    assert len(desk.sheets("C0MGMT001")) == 1


async def test_its_post_is_deleted(desk: Rounds) -> None:
    await handed_over(desk)
    (sheet,) = desk.sheets("C0TECH001")
    desk.slack.shown.remove(sheet)
    await desk.play("""
        sheet in #TECH001 < nothing
        MARC presses: Prendre en charge
        paul < …
        (1 minutes later)
        sheet in #TECH001 < Relève, Équipe du matin · Service technique : 0 sur 2 acceptées … Marc Petit
        JULIEN on "Fuite" presses: Accepter
        sheet in #TECH001 < 1 sur 2 acceptées
        #MGMT001 < nothing
    """)
    assert len(desk.sheets("C0TECH001")) == 1


async def test_promised_visits_and_calls_stand_in_the_review_and_the_handover(desk: Rounds) -> None:
    await desk.report("paul", "paris-lift", "The lift of stair A stops between two floors", unit="A42")
    await desk.play("""
        MARC presses: Visite convenue par téléphone…
        MARC fills: Jour = 2026-03-03 | De – à = 15:00 | Qui intervient ? = Ascenseurs Vertigo
        paul reads on
        MARC < …
        (it is 2026-03-02 13:00 in paris)
        sheet in #TECH001 < … Suite : visite de Ascenseurs Vertigo, mardi 15:00
        (it is 2026-03-03 08:30 in paris)
        sheet in #MGMT001 < Revue du jour … ⏳ Promis : une visite, mardi 15:00
        (it is 2026-03-03 15:16 in paris)
        paul reads on
        MARC < …
        MARC < …
        (it is 2026-03-04 08:30 in paris)
        sheet in #MGMT001 < Revue du jour, mercredi 4 mars … ❌ Non tenu : une visite, mardi 3 mars 2026 à 15:00
    """)
