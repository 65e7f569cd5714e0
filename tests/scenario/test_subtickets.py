"""Colleagues' parts of a request: the resident sees nothing of them, and it can't end before them (row B6)."""

from __future__ import annotations

from tests.scenario.desk import Desk


async def test_a_part_is_asked_for_done_and_told(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "My charges went up by half and nobody has told me why")
    await desk.play("""
        KARIM presses: Sous-demande…
        KARIM's window < Sous-demande … Que faut-il faire ? … Par qui ? … Pour quand ? … (Demander)
        KARIM fills: Que faut-il faire ? = Relever le compteur d'eau | Par qui ? = Marc Petit \
            | Entre-temps = La demande attend cette partie
        ellen < Karim Benali, Accounts is now looking after your request {ref}.
        ellen < nothing
        thread < 🧩 Sous-demande pour Marc Petit: Relever le compteur d'eau (Échéance mardi 10:00, demandé par Karim
        card < Statut: en attente d’un collègue … ☐ Relever le compteur d'eau · Marc Petit, échéance mardi 10:00
        MARC < 🧩 Karim Benali vous confie … Charges, paiements : Relever le compteur d'eau (Échéance …) → C0ACCT001
        KARIM presses: ticket.resolve
        KARIM < Ces parties doivent d’abord être faites …« Relever le compteur d'eau » (Marc Petit).
        KARIM presses: ticket.answered
        KARIM < Ces parties doivent d’abord être faites …
        KARIM presses: ticket.decline
        KARIM's window < Ces parties doivent d’abord être faites …
        ellen: /status
        ellen < Your open requests: … being worked on, by a colleague too
        MARC in "Relever le compteur" presses: Terminé
        ellen < nothing
        card < Statut: en cours … ☑ Relever le compteur d'eau · Marc Petit … [Passer en résolu]
        KARIM < ☑️ Terminé : Relever le compteur d'eau (Marc Petit), partie de la demande …
        thread has ☑️ Relever le compteur d'eau (Fait par Marc Petit, lundi …)
        KARIM presses: Passer en résolu
        ellen < … Are you satisfied?
    """)
    assert not any("compteur" in text for text, _ in desk.chat.chats["ellen"].feed)
    part = next(one for one in desk.slack.thread(desk.card) if "Relever" in one.text)
    assert not part.actions


async def test_parts_are_given_to_others_and_found_needless(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "My charges went up by half and nobody has told me why")
    await desk.play("""
        KARIM presses: Sous-demande…
        KARIM fills: Que faut-il faire ? = Chercher la facture | Par qui ? = Sophie Lambert
        ellen < Karim Benali, Accounts is now looking after your request {ref}.
        card < Statut: en cours … ☐ Chercher la facture · Sophie Lambert
        SOPHIE < … Chercher la facture
        KARIM presses: Sous-demande…
        KARIM fills: Que faut-il faire ? = Appeler la banque | Par qui ? = Karim Benali
        card < ☐ Chercher la facture … ☐ Appeler la banque · Karim Benali
        KARIM < nothing
        SOPHIE in "Chercher la facture" presses: Réaffecter…
        SOPHIE's window < Réaffecter … (Sophie Lambert)
        SOPHIE fills: Par qui ? = Claire Dubois
        CLAIRE < 🧩 Sophie Lambert vous confie …
        thread has 🧩 Sous-demande pour Claire Dubois: Chercher la facture
        KARIM presses: ticket.resolve
        KARIM < … « Chercher la facture » (Claire Dubois) · « Appeler la banque » (Karim Benali).
        KARIM in "Appeler la banque" presses: Plus nécessaire
        KARIM in "Chercher la facture" presses: Plus nécessaire
        card < … [Passer en résolu]
        ellen < nothing
    """)


async def test_a_part_that_is_due_is_called_to_mind(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "My charges went up by half and nobody has told me why")
    await desk.play("""
        KARIM presses: Sous-demande…
        KARIM mends Veuillez choisir un moment à venir.: Que faut-il faire ? = X | Par qui ? = Marc Petit \
            | Pour quand ? = 1772000000
        KARIM fills: Que faut-il faire ? = Chercher la facture | Par qui ? = Sophie Lambert
        SOPHIE < … Chercher la facture
        (23 hours later)
        SOPHIE < nothing
        (2 hours later)
        SOPHIE < ⏰ À faire maintenant : Chercher la facture (Sophie Lambert)
        thread has ⏰ À faire maintenant : Chercher la facture (Sophie Lambert)
        (48 hours later)
        SOPHIE < … 🔺 …
        SOPHIE < nothing
    """)


async def test_open_parts_go_along_to_another_department(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "My charges went up by half and nobody has told me why")
    await desk.play("""
        KARIM presses: Sous-demande…
        KARIM fills: Que faut-il faire ? = Chercher la facture | Par qui ? = Sophie Lambert
        SOPHIE < … Chercher la facture
        ellen < Karim Benali, Accounts is now looking after your request {ref}.
        KARIM chooses: Bruit, voisinage
        ellen < … is now with Cleaning and caretaking.
        card in #CLEAN001 < ☐ Chercher la facture · Sophie Lambert
        thread < 🧩 Sous-demande pour Sophie Lambert: Chercher la facture
        CLAIRE in "Chercher la facture" presses: Terminé
        card < ☑ Chercher la facture · Claire Dubois
        thread has ☑️ Chercher la facture
    """)


async def test_only_staff_of_the_office_touch_parts(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "My charges went up by half and nobody has told me why")
    await desk.play("""
        KARIM presses: Sous-demande…
        KARIM fills: Que faut-il faire ? = Chercher la facture | Par qui ? = Sophie Lambert
        SOPHIE < … Chercher la facture
        HUNG in "Chercher la facture" presses: Terminé
        HUNG < Yêu cầu này thuộc văn phòng khác.
        STRANGER in "Chercher la facture" presses: Terminé
        STRANGER < Seules les personnes inscrites …
        card < ☐ Chercher la facture
    """)


async def test_a_part_of_what_was_answered_is_done_before_it_closes(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "My charges went up by half and nobody has told me why")
    await desk.play("""
        KARIM presses: Répondue
        ellen < … has answered your request {ref} … Is everything settled for you? [Yes, thank you | No, not yet]
        KARIM presses: Sous-demande…
        KARIM fills: Que faut-il faire ? = Corriger le décompte | Par qui ? = Sophie Lambert
        SOPHIE < … Corriger le décompte
        card < Statut: en cours … ☐ Corriger le décompte
        ellen taps: Yes, thank you
        ellen < We are looking into your request {ref} again. As soon as there is something new, we will ask you …
        (5 days later)
        card < Statut: en cours … ☐ Corriger le décompte
        SOPHIE in "Corriger le décompte" presses: Terminé
        KARIM presses: Répondue
        ellen < … Is everything settled for you?
        ellen taps: Yes, thank you
        ellen < is closed
        ellen < How would you rate …
    """)
