"""What staff do with a ticket beyond answering: a story per action, with refusals (rows A2, B3, D2, G2)."""

from __future__ import annotations

from tests.scenario.desk import Desk
from tests.scenario.reports import CHARGES, NOT_HERE


async def test_two_press_at_once_and_both_know(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM and SOPHIE press: Prendre en charge
        ellen < Karim Benali, Accounts is now looking after your request {ref}.
        ellen < nothing
        SOPHIE < Karim Benali a été plus rapide : la demande {ref} … « en cours », entre les mains de Karim Benali.
        KARIM < nothing
        card < En charge: Karim Benali
        SOPHIE presses: Prendre en charge
        ellen < Sophie Lambert, Accounts is now looking after
        card < En attente de: Sophie Lambert
    """)


async def test_assigning_and_handing_over(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Affecter…
        KARIM's window < Affecter … À qui ?: … Sophie Lambert … Un mot pour votre collègue … (Affecter)
        KARIM fills: À qui ? = Sophie Lambert
        ellen < Sophie Lambert, Accounts is now looking after your request {ref}.
        SOPHIE < Karim Benali vous a confié la demande {ref} · Charges, paiements … → C0ACCT001/
        card < en cours … En charge: Sophie Lambert
        SOPHIE presses: Passer la main…
        SOPHIE fills: À qui ? = Karim Benali | Un mot pour votre collègue = C'est ton immeuble
        KARIM < Sophie Lambert vous a confié la demande {ref} … (C'est ton immeuble)
        ellen < Karim Benali, Accounts is now looking after
        KARIM presses: Affecter…
        KARIM fills: À qui ? = Karim Benali
        KARIM < Karim Benali s’en occupe déjà.
        STRANGER presses: ticket.assign
        STRANGER < Seules les personnes inscrites …
    """)
    assert list(desk.slack.open) == ["U0STRANGER"] or not desk.slack.open


async def test_a_window_sent_in_too_late_gives_the_words_back(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        SOPHIE presses: Question au résident
        KARIM presses: Passer en résolu
        ellen < Are you satisfied?
        ellen taps: Yes, thank you
        ellen < is closed
        ellen < How would you rate …
        SOPHIE fills: Votre question. Le résident la lira telle que vous l’écrivez. = Which invoice is it?
        SOPHIE < Karim Benali a été plus rapide … « clôturée » … (_(What you had written, so that it is not lost:))
        SOPHIE < Which invoice is it?
        ellen < nothing
        card < clôturée … [Répondre au résident] [Note interne] [Rouvrir]
        SOPHIE presses: Rouvrir
        ellen < We are looking into your request {ref} again.
        card < en cours
    """)


async def test_changing_what_it_is_about(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Modifier…
        KARIM's window < Modifier … (Charges, paiements) … Intitulé: … (Les Cèdres) … : A11
        KARIM fills: Intitulé = Appel de fonds | Logement ou lieu = A12
        ellen < Your request {ref} now bears the subject “Appel de fonds”.
        ellen < Your request {ref} is now noted for: Les Cèdres, A12.
        card < {ref} · Charges, paiements · Appel de fonds … Les Cèdres, A12
        KARIM presses: Modifier…
        KARIM fills: Objet = Fuite d’eau
        ellen < Your request {ref} (Water leak) is now with Technical department.
        card in #TECH001 < Fuite d’eau · Appel de fonds
        MARC presses: Historique…
        MARC's window < Karim Benali _(passed it to another department) : Comptabilité copropriété → Service technique
        MARC's window < Karim Benali _(changed the topic) : Charges, paiements → Fuite d’eau
        MARC's window < _(changed the flat or place) : A11 → A12
        MARC's window < Ellen _(opened the request)
    """)


async def test_another_department_with_its_history(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    for number in range(1, 24):
        await desk.happens(desk.chat.write("ellen", f"Line number {number}"))
    await desk.play("""
        KARIM presses: Autre service…
        KARIM fills: Service = Service clients | Un mot pour vos collègues = Elle insiste
        ellen < Your request {ref} (Charges, payments) is now with Customer care.
        card in #CARE001 < Charges, paiements
        thread < … et 3 messages plus anciens. → C0ACCT001/
        thread < Ellen: Line number 4
        thread has Ellen: Line number 23
        notes < Karim Benali: Elle insiste
        CLAIRE presses: Autre service…
        CLAIRE fills: Service = Service clients
        CLAIRE < Ce service l’a déjà.
        CLAIRE presses: Prendre en charge
        ellen < Claire Dubois, Customer care is now looking after
    """)


async def test_declining_with_an_explanation_of_the_office(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Refuser…
        KARIM mends Veuillez choisir une explication:
        KARIM fills: Explication = Partie privative | Ou avec vos propres mots = Best regards
        ellen < Karim Benali, Accounts: … This is a private part … Best regards
        ellen < Your request {ref} is closed with this explanation.
        card < refusée … [Rouvrir]
        thread < Karim Benali au résident: This is a private part
        ellen: /status
        ellen < no open request
        SOPHIE presses: ticket.decline
        SOPHIE's window < Karim Benali a été plus rapide
        ellen < nothing
    """)


async def test_joining_duplicates(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.report("ellen", "paris-access", "My badge does not open the garage door any more")
    await desk.play("""
        ellen: Still the badge
        ellen < Which of your requests is this about?
        ellen taps: … Badge
        ellen < Added to your request {ref}.
        ticket: Badges
        CLAIRE presses: Fusionner…
        CLAIRE's window < À quelle demande se rattache-t-elle ?: … · Charges, paiements
    """)
    joined, into = desk.card, desk.slack.cards()[0]
    choice = f"{into.reference} · Charges, paiements"
    await desk.play(f"""
        CLAIRE fills: À quelle demande se rattache-t-elle ? = {choice}
        ellen < Your request {joined.reference} is about the same thing as {into.reference}
        card < fusionnée avec une autre … 🔗 Fusionnée avec {into.reference}.
        ticket: Charges, paiements
        thread < 🔗 Claire Dubois a rattaché la demande {joined.reference} … → C0CARE001/
        thread < Ellen: My badge does not open
        thread < Ellen: Still the badge
        ellen: And the charges too
        thread < Ellen: And the charges too
        CLAIRE (old): Bonjour
        mark < 🔒
        ellen < nothing
    """)


async def test_nothing_that_is_owed_gets_lost_by_joining(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.report(
        "ellen", "paris-access", "Your people were rude to me, and my badge still does not work"
    )
    await desk.play("""
        CLAIRE presses: Nature…
        CLAIRE fills: Nature = réclamation
        ellen < We treat what you wrote ({ref}) as a complaint. …
        THOMAS < 📋 …
        CLAIRE presses: Gravité…
        CLAIRE fills: Gravité = B – ordinaire, ou manquement notable du service | Urgence = Agir tout de suite
        HELENE < ⚡ …
        ticket: Charges, paiements
        KARIM presses: Répondue
        ellen < … has answered your request {ref} … Is everything settled for you?
        ticket: Badges
        CLAIRE presses: Fusionner…
    """)
    into = desk.slack.cards()[0]
    await desk.play(f"""
        CLAIRE fills: À quelle demande se rattache-t-elle ? = {into.reference} · Charges, paiements
        ellen < … is about the same thing as {into.reference}
        HELENE < ⚡ À traiter tout de suite : {into.reference}
        SOPHIE < 📋 … gravité B : {into.reference}
        ticket: {into.reference} · Charges, paiements
        card < en cours … Réponse avant … PAR-B-… … Gravité: B … _(⚡ Act now.)
        ellen taps: Yes, thank you
        ellen < We are looking into your request {into.reference} again. …
        KARIM presses: ticket.answered
        KARIM < …
        KARIM presses: Répondue…
        KARIM fills: Cause = A new lock | Solution = A new badge
        ellen < … The cause: A new lock …
        ellen < … Is everything settled for you?
    """)


async def test_splitting_a_message_off(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        ellen: Besides, there is water in the cellar
        thread < Ellen: Besides
        KARIM on "there is water": Scinder…
        KARIM's window < Sur quoi porte la seconde demande ?: Besides, there is water in the cellar
        KARIM fills: Objet = Fuite d’eau
        ellen < … is now a request of its own: {ref} (Water leak), with Technical department.
        card in #TECH001 < Fuite d’eau … Besides, there is water in the cellar
        thread < ✂️ Elle est issue de … → C0ACCT001/
        ticket: Charges, paiements
        thread < ✂️ Karim Benali a tiré d’ici une demande à part
    """)


async def test_asking_for_just_what_is_missing(desk: Desk) -> None:
    await desk.play(NOT_HERE)
    await desk.play("""
        ellen < Thank you, Ellen.
        card in #TECH001 < ⚠️ À qualifier : la résidence est inconnue
        MARC presses: Demander ce qui manque
        ellen < Marc Petit, Technical department needs to know a little more about your request {ref}.
        ellen < Which residence …
        card < réponse du résident en attente
        ellen taps: Les Cèdres
        ellen < Thank you. Your request {ref} is complete now.
        thread < Ellen a répondu: Les Cèdres, Facade
        card < Résidence: Les Cèdres, Facade … en cours
    """)
    ticket = await desk.ticket()
    assert (ticket.residence, ticket.to_qualify) == ("les-cedres", False)


async def test_the_card_grows_pale_and_red(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        card < 🟢
        (25 hours later)
        card < 🟡
        (24 hours later)
        card < 🔴
        ellen reads on
        KARIM presses: Prendre en charge
        ellen < Karim Benali
        card < 🟢
    """)


async def test_history_by_pages_and_as_a_file(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    for number in range(11):
        await desk.play(f"""
            KARIM notes: note {number}
        """)
    await desk.play("""
        SOPHIE presses: Historique…
        SOPHIE's window < Historique … Page 1 sur 2 [Plus ancien]
        SOPHIE turns: Plus ancien
        SOPHIE's window < _(opened the request) Page 2 sur 2 [Plus récent]
        SOPHIE presses: Historique en fichier
        SOPHIE < 📎 {ref}.txt
    """)
    (file,) = [shown.file for shown in desk.slack.shown if shown.text.endswith(".txt")]
    assert file is not None
    assert file.decode().count("\n") == 14
