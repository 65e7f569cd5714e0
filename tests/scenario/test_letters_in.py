"""A contractor's answer by e-mail comes back to the thread it was asked from, and no further (row B5)."""

from __future__ import annotations

import tests.scenario.mail_lines  # noqa: F401 - it declares lines
from tests.scenario.desk import Desk

LEAK = "Water has been dripping from the ceiling since this morning"
ROUSSEL = "chantiers@plomberie-roussel.example"

ASKED = """
    MARC presses: À un prestataire…
    MARC fills: Quel prestataire ? = Plomberie Roussel | Que lui écrivez-vous ? = Fuite au 2e, venez vite
    ellen reads on
    thread < 🧰 Marc Petit à Plomberie Roussel: Fuite au 2e
"""


async def test_an_answer_and_its_file(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play(
        ASKED
        + f"""
        {ROUSSEL} answers: Demain 8 h, la dame du A11 est pénible
        thread < 🧰 Plomberie Roussel: Demain 8 h, la dame
        card < Statut: en cours … 🧰 Plomberie Roussel : a répondu, lundi
        MARC < (… Fuite d’eau) 🧰 Plomberie Roussel a répondu. → C0TECH001
        MARC in "Demain 8 h" presses: Envoyer au résident…
        MARC fills: Votre réponse. Le résident la lira telle que vous l’écrivez. = Tomorrow at 8
        ellen < Marc Petit, Technical department: Tomorrow at 8
        {ROUSSEL} answers with: devis.pdf
        thread < 🧰 Plomberie Roussel: Voici
        thread < Plomberie Roussel: 📎 devis.pdf
        MARC < … a répondu. → C0TECH001
        ellen < nothing
        (50 hours later)
        MARC < nothing
    """
    )
    assert not any("pénible" in text for text, _ in desk.chat.chats["ellen"].feed)


async def test_who_is_absent_is_still_awaited(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play(
        ASKED
        + f"""
        {ROUSSEL} answers (absent): Je suis absent jusqu’au 9 mars
        thread < (Réponse automatique de Plomberie Roussel …) 🧰 Plomberie Roussel: Je suis absent jusqu’au 9 mars
        card < Statut: en attente d’un prestataire
        MARC < nothing
        (49 hours later)
        MARC < … n’a pas répondu à temps …
        ellen < nothing
    """
    )


async def test_a_letter_that_came_back(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play(
        ASKED
        + f"""
        {ROUSSEL} answers (bounced): No such user
        thread < ⚠️ Votre message à Plomberie Roussel n’est pas arrivé …
        MARC < … n’est pas arrivé …
        card < Statut: en cours … 🧰 Plomberie Roussel : n’a pas pu être joint
        ellen < nothing
    """
    )


async def test_another_address_is_named(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play(
        ASKED
        + f"""
        {ROUSSEL} answers (from boss@home.example): Je viens
        thread < (⚠️ Envoyé depuis boss@home.example …) 🧰 Plomberie Roussel: Je viens
        MARC < … a répondu. → C0TECH001
    """
    )


async def test_a_letter_without_the_token_goes_by_its_reference(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play(
        ASKED
        + f"""
        {ROUSSEL} writes "Votre demande {{ref}}": Nous venons jeudi
        thread < 🧰 Plomberie Roussel: Nous venons jeudi
        MARC < … a répondu. → C0TECH001
        eve@elsewhere.example writes "Re: {{ref}}": Let me in
        thread < nothing
        #MGMT001 < nothing
        {ROUSSEL} writes "Nos tarifs": Bonjour
        #MGMT001 < 🚨 Plomberie Roussel ({ROUSSEL}) … « Nos tarifs » …
        ellen < nothing
    """
    )


async def test_a_file_that_is_gone_is_not_told_to_the_resident(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play(ASKED)
    event = desk.mail.answer(ROUSSEL, "Voici", files=("devis-secret.pdf",))
    desk.mail.files.clear()
    await desk.happens(event)
    await desk.play("""
        thread has … devis-secret.pdf …
        ellen < nothing
    """)


async def test_a_question_outside_goes_out_in_writing_and_its_answer_comes_back(desk: Desk) -> None:
    await desk.report(
        "ellen", "paris-charges", "When will the developer pay back what we were charged too much?"
    )
    await desk.play("""
        KARIM presses: Demander à un tiers…
        KARIM fills: À qui ? = Promoteur | Adresse e-mail = sav@promoteur.example | La question par écrit = Quand ?
        ellen < … is now looking after … we need Promoteur. We have put the question to them in writing …
        mail to sav@promoteur.example < {ref} · Charges, paiements Quand ? … Notre référence : {ref}. Karim Benali
        thread < 📨 Question à Promoteur … Quand ? … par e-mail …
        sav@promoteur.example answers (absent): De retour lundi
        thread < (Réponse automatique de Promoteur …) … De retour lundi
        card < en attente d’un intervenant extérieur
        sav@promoteur.example answers: En mai, dites-le à la pénible du B12
        thread < 📬 Réponse de Promoteur: En mai, dites-le … (Interne : le résident ne l’a pas lue.)
        KARIM < … 📬 Une réponse de Promoteur est arrivée. → C0ACCT001
        card < Statut: en cours
        KARIM presses: Historique…
        KARIM's window < un intervenant extérieur a rapporté la réponse de : Promoteur
        ellen < nothing
        KARIM in "En mai" presses: Envoyer au résident…
        KARIM fills: Votre réponse. Le résident la lira telle que vous l’écrivez. = They pay back in May
        ellen < Karim Benali, Accounts: They pay back in May
        sav@promoteur.example answers (from chef@promoteur.example): Plutôt en juin
        thread < (⚠️ Envoyé depuis chef@promoteur.example …) 📬 Réponse de Promoteur: Plutôt en juin
        KARIM < … Une réponse de Promoteur …
        sav@promoteur.example answers with: accord.pdf
        thread < Promoteur: 📎 accord.pdf
        KARIM < … Une réponse de Promoteur …
        sav@promoteur.example answers (bounced): No such user
        thread < ⚠️ La question à Promoteur n’est pas arrivée …
        KARIM < … ⚠️ La question à Promoteur n’est pas arrivée …
        ellen < nothing
    """)


async def test_without_an_address_staff_are_told_to_send_it(desk: Desk) -> None:
    await desk.report(
        "ellen", "paris-charges", "When will the developer pay back what we were charged too much?"
    )
    await desk.play("""
        KARIM presses: Demander à un tiers…
        KARIM fills: À qui ? = Promoteur | La question par écrit = Quand ?
        ellen reads on
        thread < 📨 Question à Promoteur … Merci de la leur envoyer : …
        (email fails 9 times: refused)
        KARIM presses: Demander à un tiers…
        KARIM fills: À qui ? = Mairie | Adresse e-mail = mairie@paris.example | La question par écrit = Quand ?
        ellen reads on
        thread has ⚠️ La question à Mairie n’est pas arrivée …
        KARIM < … ⚠️ La question à Mairie n’est pas arrivée …
    """)


async def test_a_long_answer_of_an_outside_party_is_shown_whole(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "When will the developer pay back what we were charged?")
    await desk.play("""
        KARIM presses: Demander à un tiers…
        KARIM fills: À qui ? = Promoteur | Adresse e-mail = sav@promoteur.example | La question par écrit = Quand ?
        ellen reads on
        thread < 📨 Question à Promoteur …
    """)
    answer = "Nous répondons point par point. " * 600
    await desk.happens(desk.mail.answer("sav@promoteur.example", answer, sender="sav@promoteur.example"))
    shown = "".join(one.text for one in desk.slack.thread(desk.card))
    assert shown.count("point par point") == 600
    await desk.play("""
        KARIM presses: Réponse de…
        KARIM's window < Aucune question à un tiers
    """)
