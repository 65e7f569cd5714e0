"""What staff say among themselves never reaches the resident; it is in the staff channel, a thread per ticket."""

from __future__ import annotations

import pytest

from tests.scenario.desk import Desk
from tests.scenario.reports import CHARGES


async def test_every_way_of_being_internal(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM: ;; elle a déjà appelé deux fois
        mark < 🔒
        KARIM < nothing
        notes < Karim Benali: elle a déjà appelé deux fois
        KARIM: Note : vérifier le relevé
        mark < 🔒
        notes < vérifier le relevé
        KARIM: 🔒 ne rien promettre
        notes < ne rien promettre
        KARIM (addressed): Sophie peux-tu regarder ?
        mark < 🔒
        KARIM < Gardé en interne : le message s’adresse d’abord à un collègue.
        notes < Sophie peux-tu regarder ?
        KARIM (broadcast): qui connaît ce dossier ?
        KARIM < Gardé en interne : le message mentionne tout un canal.
        notes < qui connaît ce dossier ?
        STRANGER: je passais par là
        mark < 🔒
        STRANGER < Gardé en interne : vous ne figurez pas dans le fichier de l’agence.
        notes < Eve Elsewhere: je passais par là
        GUEST: bonjour de l'invité
        GUEST < Gardé en interne : vous ne figurez pas …
        notes < Gaston Guest: bonjour de l'invité
        KARIM (foreign): d'une autre organisation
        KARIM < Gardé en interne : vous appartenez à …
        notes < d'une autre organisation
        #MGMT001 < {ref}
        HA: xin chào từ Sài Gòn
        HA < Gardé en interne : vous travaillez pour une autre agence.
        notes < Lê Thu Hà: xin chào từ Sài Gòn
        KARIM notes: à rappeler avant vendredi
        notes < Karim Benali: à rappeler avant vendredi
        KARIM (bot): je suis un robot
        mark <
        CLAIRE (notes): d'accord avec Karim
        KARIM (top): rien à voir avec ce dossier
        mark <
        ellen < nothing
        thread < nothing
        SOPHIE: Voici l'explication
        mark < ✅
        ellen < Sophie Lambert, Accounts: Voici l'explication
        ellen < nothing
    """)
    roots = [shown for shown in desk.slack.top("C0STAFF001") if desk.card.reference in shown.text]
    assert len(roots) == 1
    ticket = await desk.ticket()
    async with desk.store.begin() as u:
        said = [message.text for message in await u.messages.public_of(ticket.id)]
        assert said == [CHARGES, "Voici l'explication"]
        assert len(await u.messages.notes_of(ticket.id)) == 11


async def test_a_guest_in_the_office_file_and_one_who_has_left_do_not_speak_for_the_office(
    desk: Desk,
) -> None:
    from bot.ports.inbound import DeskMember  # noqa: PLC0415

    await desk.report("ellen", "paris-charges", CHARGES)
    guest = DeskMember("U0KARIM", "Karim Benali", home=True, human=True, guest=True, active=True)
    gone = DeskMember("U0SOPHIE", "Sophie Lambert", home=True, human=True, guest=False, active=False)
    await desk.happens(desk.slack.roster(guest, gone))
    await desk.play("""
        KARIM: je suis devenu invité
        KARIM < Gardé en interne : les invités …
        notes < je suis devenu invité
        SOPHIE: je suis partie
        SOPHIE < Gardé en interne : vous ne figurez pas …
        notes < je suis partie
        KARIM presses: Prendre en charge
        KARIM < Seules les personnes inscrites …
        SOPHIE types: /palier status
        SOPHIE < Seules les personnes inscrites …
        ellen < nothing
        card < nouvelle
    """)


async def test_two_tickets_have_two_threads_of_comments(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.report("ellen", "paris-lift", "The lift has been standing still since yesterday evening")
    await desk.play("""
        MARC: ;; pièce commandée
        notes < pièce commandée
        ticket: Charges
        KARIM: ;; facture retrouvée
        notes < facture retrouvée
        notes < nothing
        ellen < nothing
    """)
    assert len(desk.slack.top("C0STAFF001")) == 2


async def test_a_comment_with_a_file(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM sends: devis.pdf ";; devis du fournisseur"
        mark < 🔒
        notes < Karim Benali: devis du fournisseur
        notes < 📎 devis.pdf
        ellen < nothing
    """)
    assert not [d for d in desk.chat.delivered if d.file is not None]


@pytest.mark.parametrize("form", ["notes", "asks", "replies"])
async def test_an_empty_modal_sends_nothing(desk: Desk, form: str) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    name = {"notes": "note", "asks": "ask", "replies": "reply"}[form]
    await desk.happens(desk.slack.hand_in(desk.staff("KARIM"), desk.card, f"ticket.{name}", "  \n "))
    await desk.play("""
        KARIM < Rien n’a été écrit, donc rien n’a été envoyé.
        ellen < nothing
        card < nouvelle
    """)
