"""Topics, departments, residences, whole offices leave the office file: who ever asked something of them still gets an
answer, and it goes on where there is somebody (ADR 0043)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from bot.domain.ids import OfficeKey
from tests.scenario.desk import Desk, after_leaving, without
from tests.scenario.reports import CHARGES, LIFT

Leaves = Callable[..., Awaitable[None]]


@pytest.fixture
def leave(desk: Desk) -> Leaves:
    """The program starts with an office file from which these entries were taken out."""

    async def leave(*keys: str) -> None:
        desk.directory = without(desk.directory, *keys)
        await desk.restart()

    return leave


async def closed(desk: Desk, topic: str = "paris-charges", handler: str = "KARIM") -> None:
    """A request that has come to its end, unrated."""
    await desk.report("ellen", topic, CHARGES)
    await desk.play(f"""
        {handler}: The meter was read twice; you get the difference back.
        ellen reads on
        {handler} presses: Passer en résolu
        ellen < Are you satisfied?
        ellen taps: Yes, thank you
        ellen < Your request {{ref}} is closed.
        ellen < How would you rate …
    """)


async def test_only_the_topic_has_gone(desk: Desk, leave: Leaves) -> None:
    await closed(desk)
    await leave("paris-charges")
    await desk.play("""
        ellen taps: ★★★★
        ellen < …
        ellen: Too slow, though
        ellen < Thank you for your rating. …
        thread < ★★★★☆
        thread < Too slow, though
        ellen: /status
        ellen reads on
        KARIM types: /palier find meter
        KARIM < Charges, paiements
        KARIM presses: Historique…
        KARIM's window < Ellen … a ouvert la demande
        KARIM presses: Rouvrir
        ellen < … {ref} …
        card < Charges, paiements … en cours
        KARIM: Here is the second reading.
        ellen < Here is the second reading.
    """)


async def test_the_department_and_its_people_have_gone(desk: Desk, leave: Leaves) -> None:
    await closed(desk)
    await leave("paris-accounts")
    await desk.play("""
        ellen: /cancel
        ellen reads on
        ellen: My request again: the difference that you promised has not come back to me
        ellen < … [{ref} · … | …]
        ellen taps: {ref} · Charges, payments
        ellen < Your request {ref} (Charges, payments) is now with Management.
        ellen < Your request {ref} is open again, and I have passed that on.
        card in #MGMT001 < Charges, paiements … en cours … En charge: –
        thread has 🧭 … Comptabilité copropriété … ne figure plus
        thread has The meter was read twice
        thread has the difference that you promised has not come back
        HELENE: We look into it.
        ellen < Hélène Marchand, Management: We look into it.
        HELENE types: /palier find difference
        HELENE < Charges, paiements
        HELENE types: /palier status {ref}
        HELENE < {ref}
    """)


async def test_the_department_has_gone_its_handler_works_elsewhere(desk: Desk, leave: Leaves) -> None:
    await closed(desk)
    desk.directory = replace(
        desk.directory,
        staff=tuple(
            replace(one, department="paris-care") if one.department == "paris-accounts" else one
            for one in desk.directory.staff
        ),
    )
    await leave("paris-accounts")
    await desk.play("""
        KARIM presses: Rouvrir
        card in #MGMT001 < Charges, paiements … en cours … En charge: Karim Benali
        thread has 🧭 … Comptabilité copropriété
        ellen < … is now with Management.
        ellen < … {ref} …
        ellen < nothing
    """)


async def test_a_residence_has_gone(desk: Desk, leave: Leaves) -> None:
    await closed(desk)
    await leave("les-cedres")
    await desk.play("""
        ellen taps: ★★
        ellen reads on
        ellen taps: Skip
        ellen reads on
        KARIM presses: Rouvrir
        ellen < {ref}
        card < Les Cèdres, A11 … en cours
        KARIM presses: Modifier…
        KARIM's window < Les Cèdres
        HELENE types: /palier status les cèdres
        HELENE < …
    """)


async def test_a_residence_is_looked_after_by_another_office(desk: Desk) -> None:
    """Opening hours are then those of the office that has the request."""
    await closed(desk)
    moved = [
        replace(one, office=OfficeKey("saigon")) if one.key == "les-cedres" else one
        for one in desk.directory.residences
    ]
    desk.directory = replace(desk.directory, residences=tuple(moved))
    await desk.restart()
    await desk.play("""
        ellen taps: ★★
        ellen reads on
        ellen: Now there is smoke coming out of the meter
        ellen < ⚠️ …
        KARIM < ⚡ Danger ? …
    """)


async def test_silence_has_closed_what_he_had_written_about_before(desk: Desk, leave: Leaves) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        (48 hours later)
        ellen < If we hear nothing …
        (24 hours later)
        ellen < we have closed
        card < clôturée
    """)
    await leave("paris-accounts")
    await desk.play("""
        ellen taps first: No, not yet
        ellen < is now with Management.
        ellen < What is still wrong?
        ellen: The difference has not come
        ellen < I have passed that on
        card in #MGMT001 < en cours
        thread < Ellen: The difference has not come
    """)


async def test_an_office_has_gone(desk: Desk, leave: Leaves) -> None:
    await desk.report("minh", "saigon-lift", LIFT, unit="S1-0501")
    desk.chat.topics = True
    await closed(desk)
    await leave("paris")
    await desk.play("""
        ellen taps: ★★
        ellen < …
        ellen taps: Skip
        ellen < Thank you for your rating. …
        ellen: /status
        ellen reads on
        minh: Thang máy lại hỏng rồi
        minh reads on
    """)


async def test_nothing_is_opened_again_in_an_office_that_has_gone(desk: Desk, leave: Leaves) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        (48 hours later)
        ellen < If we hear nothing …
        (24 hours later)
        ellen < we have closed
    """)
    await leave("paris")
    await desk.play("""
        ellen taps: Something is still wrong
        ellen < Your request {ref} was with Cabinet Horizon, which can no longer be reached here. …
        ellen: The lift is stuck again between two floors
        ellen < First a few short questions.
    """)


async def test_what_leaves_while_he_fills_in_his_form(desk: Desk, leave: Leaves) -> None:
    await desk.play("""
        ellen (en): /report
        ellen reads on
        ellen: Ellen
        ellen reads on
        ellen taps: Les Cèdres
        ellen reads on
        ellen: A11
        ellen reads on
        ellen taps: Charges, payments
        ellen reads on
        ellen: Why are the charges of this quarter twice those of the last
        ellen reads on
    """)
    await leave("paris-accounts", "les-cedres")
    await desk.play("""
        ellen taps: No photos
        ellen < Please check …
        ellen taps: Send
        ellen < Thank you, Ellen. Your request {ref} (Charges, payments) is with Management.
        card in #MGMT001 < Charges, paiements … Les Cèdres, A11
    """)


async def test_its_handler_has_gone(desk: Desk) -> None:
    await closed(desk)
    desk.directory = after_leaving(desk.directory, "karim-benali")
    await desk.restart()
    await desk.play("""
        ellen taps: ★★
        ellen reads on
        ellen taps: Skip
        ellen reads on
        SOPHIE presses: Historique…
        SOPHIE's window < karim-benali … l’a marquée comme résolue
        SOPHIE presses: Rouvrir
        ellen < {ref}
        card < en cours … En charge: – … le service : personne ne l’a prise
        SOPHIE presses: Prendre en charge
        ellen < Sophie Lambert, Accounts is now looking after your request {ref}.
    """)
