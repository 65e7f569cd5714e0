"""Technicians in Telegram who can't be reached, leave, or are nowhere else (rows B2, F1)."""

from __future__ import annotations

import pytest

from bot.domain.addresses import resident_chat, technician_chat
from bot.domain.audience import ForResident, Public
from bot.domain.ids import ResidentId, StaffKey
from bot.domain.technician import ForTechnician
from bot.services.invitations import linking
from tests.scenario.desk import Desk, after_leaving
from tests.scenario.technician_desk import LEAK, linked, without_slack

SEND = """
    CLAIRE presses: Envoyer un technicien…
    CLAIRE fills: Qui intervient ? = Julien Moreau | Précautions pour le technicien = clé chez le gardien
    ellen's card < … Julien Moreau, Technical department has been asked
"""


async def test_who_is_in_telegram_only_gets_his_jobs_once_he_is_linked(desk: Desk) -> None:
    desk.directory = without_slack("julien-moreau")
    await desk.restart()
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play(f"""
        {SEND}
        thread has ⚠️ Julien Moreau n’a relié aucune conversation Telegram
        JULIEN < nothing
    """)
    await linked(desk)
    await desk.play("""
        julien < 🧰 {ref} … clé chez le gardien … [Pris en main | …]
        julien taps: Pris en main
        ellen < … is now looking after …
        ellen < Julien Moreau, Technical department has taken on the work
        CLAIRE presses: Affecter…
        CLAIRE fills: À qui ? = Marc Petit | Un mot pour votre collègue = merci
        ellen < …
        MARC < …
        CLAIRE presses: Affecter…
        CLAIRE fills: À qui ? = Julien Moreau | Un mot pour votre collègue = merci
        julien < 👉 Claire Dubois vous a confié … merci
        julien taps: Sur place
        ellen < is on site
    """)


async def test_who_has_blocked_the_bot_is_told_another_way(desk: Desk) -> None:
    await linked(desk)
    await desk.report("ellen", "paris-leak", LEAK)
    desk.chat.chats["julien"].blocked = True
    await desk.play(f"""
        {SEND}
        JULIEN < 🧰 …
        thread has ⚠️ Cette intervention n’a pas pu être montrée à Julien Moreau dans Telegram (le bot est bloqué
    """)


async def test_who_has_left_the_office_file_is_unlinked_at_once_and_wiped_at_the_next_start(
    desk: Desk,
) -> None:
    await linked(desk)
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play(f"{SEND}\njulien reads on\nJULIEN < 🧰 …")
    press = desk.chat.tap("julien", "Pris en main")
    desk.directory = after_leaving(desk.directory, "julien-moreau")
    await desk.restart()
    await desk.happens(press)
    await desk.play("""
        card < envoyé
        julien reads on
    """)
    async with desk.store.begin() as u:
        await linking.tidy(u, desk.worker.house)
    await desk.settle()
    await desk.play("julien < ✎ Cette conversation n’est plus reliée")
    assert not any("gardien" in one.text for one in desk.chat.chats["julien"].bubbles)


async def test_a_manager_unlinks_him_and_what_is_queued_is_not_sent(desk: Desk) -> None:
    await linked(desk)
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play(f"""
        THOMAS types: /palier unlink julien
        THOMAS < Julien Moreau n’est plus relié à Telegram
        THOMAS types: /palier unlink julien
        THOMAS < Julien Moreau n’a relié aucune conversation.
        {SEND}
        JULIEN < 🧰 …
        thread has ⚠️ Julien Moreau n’a relié aucune conversation Telegram
        julien < nothing
    """)


async def test_what_is_for_the_one_can_never_be_queued_for_the_other(desk: Desk) -> None:
    resident, technician = resident_chat(ResidentId("r")), technician_chat(StaffKey("julien-moreau"))
    with pytest.raises(TypeError, match="resident:r"):
        async with desk.store.begin() as u:
            await u.outbox.to_technician(resident, ForTechnician("code 4711"))
    with pytest.raises(TypeError, match="ForTechnician"):
        async with desk.store.begin() as u:
            await u.outbox.to_resident(resident, ForTechnician("code 4711"))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="ForResident"):
        async with desk.store.begin() as u:
            await u.outbox.to_technician(technician, ForResident(Public("Hello")))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="technician:"):
        async with desk.store.begin() as u:
            await u.outbox.to_resident(technician, ForResident(Public("Hello")))
