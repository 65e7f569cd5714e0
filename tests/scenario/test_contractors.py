"""A contractor is asked and answers: staff read him, the resident reads only what staff write (row B5)."""

from __future__ import annotations

from datetime import timedelta

from bot.ports.mailer import Letter
from tests.fakes.faults import Fault
from tests.scenario.desk import Desk
from tests.scenario.reports import LIFT

LEAK = "Water has been dripping from the ceiling since this morning"
ROUSSEL = "chantiers@plomberie-roussel.example"


async def test_by_letter_there_and_back(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play(
        f"""
        MARC presses: À un prestataire…
        MARC's window < À un prestataire … Quel prestataire ?: … Plomberie Roussel | Ascenseurs Vertigo … \
            Bonjour, … Fuite d’eau ? Lieu : Les Cèdres, A11, 27 avenue des Cèdres … {LEAK} … (Envoyer)
        MARC fills: Quel prestataire ? = Plomberie Roussel | Que lui écrivez-vous ? = Fuite au 2e, venez vite
        ellen < For your request {{ref}} we have asked a specialised firm. You will hear from us.
        mail to {ROUSSEL} < {{ref}} · Fuite d’eau Fuite au 2e, venez vite … avant mercredi 10:00 … {{ref}}. \
            Marc Petit Cabinet Horizon
        card < Statut: en attente d’un prestataire … 🧰 Plomberie Roussel : sollicité, réponse attendue mercredi 10:00
        thread < 🧰 Marc Petit à Plomberie Roussel: Fuite au 2e, venez vite
        ellen: /status
        ellen < waiting for a firm we have called in
        MARC in "venez vite" presses: Réponse du prestataire…
        MARC's window < Qu’a répondu Plomberie Roussel ?
        JULIEN in "venez vite" presses: Réponse du prestataire…
        JULIEN fills: Qu’a répondu Plomberie Roussel ? = Demain 8 h, le client du A11 est un mauvais payeur
        ellen < nothing
        card < Statut: en cours … 🧰 Plomberie Roussel : a répondu
        thread < 🧰 Plomberie Roussel, noté par Julien Moreau: Demain 8 h, le client
        MARC < (… Fuite d’eau) 🧰 Plomberie Roussel a répondu. → C0TECH001
        MARC in "Demain 8 h" presses: Envoyer au résident…
        MARC's window < Envoyer au résident … Demain 8 h, le client du A11 est un mauvais payeur
        MARC fills: Votre réponse. Le résident la lira telle que vous l’écrivez. = Tomorrow at 8
        ellen < Marc Petit, Technical department: Tomorrow at 8
    """
    )
    assert not any("payeur" in text for text, _ in desk.chat.chats["ellen"].feed)


async def test_in_his_channel(desk: Desk) -> None:
    await desk.report("ellen", "paris-lift", LIFT)
    await desk.play(
        """
        MARC presses: À un prestataire…
        MARC's window < Ascenseurs Vertigo | Plomberie Roussel
        MARC fills: Quel prestataire ? = Ascenseurs Vertigo | Que lui écrivez-vous ? = Panne au A, merci
        ellen < … specialised firm …
        #LIFT001 < 🧰 Marc Petit (Cabinet Horizon): Panne au A, merci (Merci de répondre dans ce fil avant …
        GUEST in C0LIFT001: Pièce commandée, jeudi. La dame du A11 est pénible.
        ellen < nothing
        thread has 🧰 Gaston Guest (Ascenseurs Vertigo): Pièce commandée, jeudi.
        card < Statut: en cours … 🧰 Ascenseurs Vertigo : a répondu, lundi
        MARC < … 🧰 Ascenseurs Vertigo a répondu. → C0TECH001
        GUEST edits: Pièce commandée, vendredi.
        ellen < nothing
        thread has (Modifié.) 🧰 Gaston Guest (Ascenseurs Vertigo): Pièce commandée, vendredi.
        MARC < … a répondu. → C0TECH001
        OTIS in C0LIFT001 (foreign): Et le devis suit
        ellen < nothing
        thread has 🧰 Ascenseurs Vertigo: Et le devis suit
        MARC < … a répondu. → C0TECH001
        OTIS in C0LIFT001 sends: devis.pdf
        ellen < nothing
        thread has Ascenseurs Vertigo: 📎 devis.pdf
        MARC < … a répondu. → C0TECH001
        MARC in C0LIFT001: D'accord pour jeudi
        ellen < nothing
        thread has 🧰 Marc Petit à Ascenseurs Vertigo: D'accord pour jeudi
        MARC < nothing
    """
    )
    assert len(desk.chat.chats["ellen"].feed) == desk.chat.chats["ellen"].read


async def test_who_is_silent_is_chased(desk: Desk) -> None:
    await desk.report("ellen", "paris-lift", LIFT)
    await desk.play("""
        MARC presses: À un prestataire…
        MARC fills: Quel prestataire ? = Ascenseurs Vertigo
        ellen < … specialised firm …
        (49 hours later)
        thread has ⏰ Ascenseurs Vertigo n’a pas répondu à temps. Merci de le relancer.
        MARC < … ⏰ Ascenseurs Vertigo n’a pas répondu à temps. Merci de le relancer. → C0TECH001
        card < Statut: en attente d’un prestataire
        MARC presses: À un prestataire…
        MARC fills: Quel prestataire ? = Plomberie Roussel
        ellen < nothing
        (49 hours later)
        MARC < … Plomberie Roussel n’a pas répondu …
        MARC < nothing
    """)


async def test_a_letter_that_does_not_arrive(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        (email fails 1 times: refused)
        MARC presses: À un prestataire…
        MARC fills: Quel prestataire ? = Plomberie Roussel
        ellen < … specialised firm …
        thread has ⚠️ Votre message à Plomberie Roussel n’est pas arrivé …
        MARC < … ⚠️ Votre message à Plomberie Roussel n’est pas arrivé …
        card < Statut: en cours … 🧰 Plomberie Roussel : n’a pas pu être joint
        (60 hours later)
        MARC < nothing
    """)
    assert desk.mail.letters == []


async def test_a_letter_that_may_have_arrived_goes_once_more_under_the_same_key(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    desk.mail.faults.order(Fault("unknown", arrives=True))
    await desk.play("""
        MARC presses: À un prestataire…
        MARC fills: Quel prestataire ? = Plomberie Roussel
        ellen < … specialised firm …
        thread has ⚠️ La connexion a été coupée pendant l’envoi à Plomberie Roussel : …
        card < Statut: en attente d’un prestataire
    """)
    (first, second) = desk.mail.letters
    assert first == second


async def test_two_broken_letters_are_not_sent_a_third_time(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    desk.mail.faults.order(Fault("unknown", times=3))
    await desk.play("""
        MARC presses: À un prestataire…
        MARC fills: Quel prestataire ? = Plomberie Roussel
        ellen < … specialised firm …
        thread has ⚠️ … n’est pas arrivé (la connexion a été coupée deux fois ; il est peut-être arrivé) …
        MARC < …
    """)
    assert desk.mail.faults.ordered[0].times == 1


async def test_the_frame_is_in_the_contractors_language_and_names_no_resident(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", LEAK)
    await desk.play("""
        MARC presses: À un prestataire…
        MARC fills: Quel prestataire ? = Plomberie Roussel
        ellen reads on
    """)
    ((_, letter, _),) = desk.mail.letters
    assert isinstance(letter, Letter)
    assert (letter.sender, letter.language) == ("Cabinet Horizon", "fr")
    assert "Ellen" not in letter.subject + letter.text


async def test_an_answer_after_the_end_is_shown_all_the_same(desk: Desk) -> None:
    await desk.report("ellen", "paris-lift", LIFT)
    await desk.play("""
        MARC presses: À un prestataire…
        MARC fills: Quel prestataire ? = Ascenseurs Vertigo
        ellen < … specialised firm …
        MARC presses: Passer en résolu
        ellen < Are you satisfied?
        ellen taps: Yes, thank you
        ellen < is closed
        ellen < How would you rate …
        OTIS in C0LIFT001 (foreign): Facture à suivre
        ellen < nothing
        card < clôturée
        thread has 🧰 Ascenseurs Vertigo: Facture à suivre
    """)
    await desk.later(timedelta(hours=60))
    assert not any("relancer" in text for text in desk.slack.private.get("U0MARC", []))
