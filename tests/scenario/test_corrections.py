"""Correcting a request: the name on it, two who change it at once; on whom one under review waits; what is said when an
overdue one is given to somebody (rows A2, A3, B3, D3, G2)."""

from __future__ import annotations

from tests.scenario.desk import Desk
from tests.scenario.reports import CHARGES

NOISE = "The neighbours above have been renovating every night for two weeks"


async def test_the_name_on_a_request_can_be_corrected(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Modifier…
        KARIM's window < … Demandeur: … Ellen …
        KARIM fills: Demandeur = Ellen Fischer
        ellen < Your request {ref} is now noted under the name Ellen Fischer.
        card < … Demandeur: Ellen Fischer …
        KARIM presses: Historique…
        KARIM's window < … Karim Benali _(corrected the name) : Ellen → Ellen Fischer
        KARIM presses: Modifier…
        KARIM fills: Demandeur =
        ellen < nothing
        card < … Demandeur: Ellen Fischer …
    """)
    resident = (await desk.ticket()).resident
    async with desk.store.begin() as u:
        assert (await u.people.get(resident)).name == "Ellen Fischer"


async def test_two_who_change_it_at_once_undo_nothing_of_each_other(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Modifier…
        SOPHIE presses: Modifier…
        KARIM fills: Intitulé = Appel de fonds
        ellen < Your request {ref} now bears the subject “Appel de fonds”.
        SOPHIE fills: Logement ou lieu = A12
        ellen < Your request {ref} is now noted for: Les Cèdres, A12.
        ellen < nothing
        card < {ref} · Charges, paiements · Appel de fonds … Les Cèdres, A12
    """)


async def test_one_under_review_waits_for_management(desk: Desk) -> None:
    await desk.report("ellen", "paris-complaint", NOISE)
    await desk.play("""
        card < … En attente de: la direction, qui doit la transmettre, depuis …
        THOMAS < … 📋 Une réclamation pour votre service …
        THOMAS types: /palier status
        THOMAS < … en attente de : la direction, qui doit la transmettre …
        THOMAS opens home
        THOMAS's home < … Personne ne les a prises : 1 … {ref} …
        THOMAS presses: Transmettre
        ellen < Your request {ref} (Complaint) is now with Customer care.
        card < … En attente de: le service : personne ne l’a prise, depuis …
    """)


async def test_an_overdue_one_is_given_with_an_apology(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        (72 hours later)
        SOPHIE < … ⏰ …
        (24 hours later)
        thread has 👉 Personne ne l’avait prise en charge : Sophie Lambert s’en occupe désormais.
        ellen < We are sorry that your request {ref} is taking longer than we said. Sophie Lambert, Accounts is now …
    """)


async def test_whoever_had_a_request_has_the_one_it_is_joined_to(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    first = (await desk.ticket()).reference
    await desk.report("ellen", "paris-charges", "The charges of the cellar look wrong to me as well")
    await desk.play(f"""
        KARIM presses: Prendre en charge
        ellen reads on
        SOPHIE presses: Fusionner…
        SOPHIE fills: À quelle demande se rattache-t-elle ? = {first} · Charges, paiements
        ellen < Your request … is about the same thing as {first}: …
        ticket: {first}
        card < … Statut: en cours En charge: Karim Benali …
        ellen's card < … Karim Benali, Accounts is looking after it.…
    """)


async def test_nobody_is_on_site_any_more_once_the_work_is_done(desk: Desk) -> None:
    await desk.report("ellen", "paris-lift", "The lift has been standing still since yesterday evening")
    await desk.play("""
        MARC presses: Envoyer un technicien…
        MARC fills: Qui intervient ? = Marc Petit
        ellen reads on
        MARC presses: Pris en main
        ellen reads on
        MARC presses: Sur place
        ellen reads on
        ellen's card < … Marc Petit, Technical department is on site.…
        MARC ticks: 1, 2, 3, 4
        ellen < … Are you satisfied? …
        ellen's card < Your request … Status: the work is done Please say whether you are satisfied. 4 of 4 steps done.
    """)
