"""Complaints, suggestions and questions to others, as stories: what is asked, who is told, what must come first."""

from __future__ import annotations

from bot.ports.channel import RawEvent
from tests.scenario.desk import Desk

NOISE = "The neighbours above have been renovating every night for two weeks"
HURT = "My mother was injured on the broken stairs of hall B this morning"
GAS = "There is a smell of gas in the cellar and nobody comes"


async def test_a_complaint_from_its_wish_to_its_solution(desk: Desk) -> None:
    await desk.play("""
        ellen (en): The caretaker has not cleaned hall B for three weeks
        ellen < What is your name?
        ellen taps: Ellen
        ellen < Which residence …
        ellen taps: Les Cèdres
        ellen < Which flat …
        ellen: A31
        ellen < What is it about?
        ellen taps: Complaint
        ellen < What would you like us to do about it? [_(Skip) | …]
        ellen: Have it cleaned every week
        ellen < By when would you need it? …
        ellen: Before 6 March please
        ellen < Any photos?
        ellen taps: No photos
        ellen < Please check … What you ask for: Have it cleaned every week … By when: Before 6 March please
        ellen taps: Send
        ellen < Thank you, Ellen.
        card in #MGMT001 < _(Kind): réclamation … Code: PAR-B-GENERAL-20260001 … Gravité: B (proposée) … Have it cleaned
        THOMAS < 📋 Une réclamation pour votre service, gravité B : {ref} … personne ne l’a … → C0MGMT001/
        HELENE < nothing
        HELENE presses: Transmettre
        ellen < is now with Customer care.
        card in #CARE001 < [_(Resolved…)]
        CLAIRE presses: Prendre en charge
        ellen < Claire Dubois, Customer care is now looking after
        CLAIRE presses: ticket.resolve
        CLAIRE < Ce n’est plus possible …
        CLAIRE presses: Passer en résolu…
        CLAIRE's window < Demande Have it cleaned every week … Before 6 March please … Cause … Solution
        CLAIRE fills: Cause = The caretaker was ill | Solution = A stand-in comes every Monday
        ellen < Claire Dubois, Customer care: About your complaint {ref}. The cause: The caretaker was ill
        ellen < Are you satisfied?
        thread has Claire Dubois au résident: About your complaint
        card < Cause: The caretaker was ill … Solution: A stand-in comes every Monday
        ellen taps: No, not yet
        ellen < What is still wrong?
        CLAIRE < ({ref} · Réclamation) ↩️ Le résident n’est pas satisfait
        THOMAS < Le résident n’est pas satisfait
        ellen: Nobody came on Monday
        ellen < I have passed that on.
        card < en cours … [Passer en résolu…]
        CLAIRE presses: Répondue…
        CLAIRE fills: Cause = The stand-in had the wrong key | Solution = He has the right one now
        ellen < The cause: The stand-in had the wrong key
        card < répondue … Cause: The stand-in
        ellen < Claire Dubois, Customer care has answered your request {ref} (Complaint). Is everything settled for you?
        ellen taps: Yes, thank you
        ellen < is closed
        ellen < How would you rate …
        CLAIRE types: /palier status par-a-noise-20260001
        CLAIRE < {ref} · Réclamation … Code : PAR-B-GENERAL-20260001
    """)
    ticket = await desk.ticket()
    assert ticket.wish_until is not None
    assert ticket.wish_until.isoformat() == "2026-03-06T23:00:00+00:00"


async def test_grave_words_go_to_the_manager_at_once_and_once(desk: Desk) -> None:
    await desk.report("ellen", "paris-complaint", HURT)
    await desk.play("""
        card in #MGMT001 < Code: PAR-A-GENERAL-20260001 … Gravité: A (proposée)
        HELENE < 🔴 Réclamation de gravité A : {ref} · Réclamation (La gravité est proposée …) → C0MGMT001/
        #MGMT001 < 🚨 Réclamation de gravité A : {ref}
        THOMAS < nothing
        CLAIRE presses: Gravité…
        CLAIRE's window < A – Grave : … B – Ordinaire … C – Mineure … Proposition : A, à cause de « injured ».
        CLAIRE fills: Gravité = C – mineure | Pourquoi (pour l’historique) = Une égratignure
        card < Code: PAR-C-GENERAL-20260001 … Gravité: C
        THOMAS < 📋 … gravité C : {ref}
        CLAIRE presses: Gravité…
        CLAIRE fills: Gravité = A – grave : vie quotidienne, biens ou sécurité en jeu
        card < Code: PAR-A-GENERAL-20260001
        HELENE < nothing
        #MGMT001 < nothing
        CLAIRE presses: Historique…
        CLAIRE's window < _(changed the code) : PAR-C-GENERAL-20260001 → PAR-A-GENERAL-20260001
        CLAIRE's window < _(changed the code) : – → PAR-A-GENERAL-20260001
        CLAIRE's window < Une égratignure
        CLAIRE's window < Palier _(told at once) : Hélène Marchand
        ellen < nothing
    """)


async def test_a_window_that_stood_open_takes_no_decision_back(desk: Desk) -> None:
    await desk.report("ellen", "paris-complaint", "The gate of the car park squeaks all night long")
    await desk.play("""
        THOMAS < … gravité B …
        CLAIRE presses: Gravité…
        KARIM presses: Gravité…
        THOMAS presses: Gravité…
        THOMAS fills: Gravité = A – grave : vie quotidienne, biens ou sécurité en jeu | Urgence = Agir tout de suite
        HELENE < ⚡ …
        HELENE < 🔴 …
        CLAIRE fills: Pourquoi (pour l’historique) = Vu sur place
        card < Code: PAR-A-GENERAL-20260001 … Gravité: A … _(⚡ Act now.)
        KARIM fills: Gravité = C – mineure | Pourquoi (pour l’historique) = Ce n’est rien
        KARIM < Claire Dubois en a déjà décidé. …
        card < Gravité: A … _(⚡ Act now.)
        HELENE < nothing
    """)


async def test_two_who_explain_at_once_do_not_contradict_each_other(desk: Desk) -> None:
    await desk.report("ellen", "paris-complaint", "The gate of the car park squeaks all night long")
    await desk.play("""
        THOMAS < … gravité B …
        HELENE presses: Transmettre
        ellen < … is now with Customer care.
        CLAIRE presses: Cause et solution…
        THOMAS presses: Cause et solution…
        CLAIRE fills: Cause = No grease | Solution = Greased
        ellen < … The cause: No grease …
        THOMAS fills: Cause = Old hinges | Solution = New ones
        THOMAS < Claire Dubois en a déjà décidé. …
        ellen < nothing
    """)


async def test_what_gets_worse_is_acted_on_now(desk: Desk) -> None:
    await desk.report("ellen", "paris-complaint", GAS)
    await desk.play("""
        card in #MGMT001 < _(⚡ Act now.)
        HELENE < ⚡ À traiter tout de suite : {ref}
        HELENE < 🔴 Réclamation de gravité A
        #MGMT001 < 🚨 À traiter tout de suite : {ref}
        #MGMT001 < nothing
    """)
    await desk.report("paul", "paris-charges", "Why are the charges of this quarter twice those of the last")
    await desk.play("""
        KARIM presses: Gravité…
        KARIM fills: Urgence = Agir tout de suite
        card < _(⚡ Act now.)
        HELENE < ⚡ À traiter tout de suite : {ref}
        KARIM presses: Gravité…
    """)
    sent = desk.slack.submit(desk.staff("KARIM"), {"Urgence": ""})
    assert isinstance(sent, RawEvent)
    await desk.happens(sent)
    await desk.play("HELENE < nothing")
    ticket = await desk.ticket()
    assert (ticket.act_now, ticket.code, ticket.severity) == (False, None, None)


async def test_a_request_becomes_a_complaint_and_keeps_its_serial(desk: Desk) -> None:
    await desk.report("ellen", "paris-noise", NOISE)
    await desk.play("""
        ANTONIO presses: Nature…
        ANTONIO fills: Nature = réclamation
        ellen < We treat what you wrote ({ref}) as a complaint.
        card < Code: PAR-C-NOISE-20260001
        THOMAS < 📋 Une réclamation pour votre service, gravité C
        ANTONIO presses: Nature…
        ANTONIO fills: Nature = suggestion
        ellen < Thank you very much for your suggestion ({ref}).
        ANTONIO presses: Nature…
        ANTONIO fills: Nature = réclamation
        ellen < as a complaint
        card < Code: PAR-C-NOISE-20260001
        ANTONIO chooses: Ascenseur
        ellen < is now with Technical department.
        card < Nature: réclamation … Code: PAR-C-LIFT-20260001
        STRANGER presses: complaint.kind
        STRANGER < Seules les personnes inscrites …
    """)
    await desk.report("ellen", "paris-complaint", NOISE)
    await desk.play("card < Code: PAR-B-GENERAL-20260002")


async def test_a_complaint_that_is_not_valid_is_explained(desk: Desk) -> None:
    await desk.report("ellen", "paris-complaint", NOISE)
    await desk.play("""
        HELENE presses: Transmettre
        ellen < is now with
        CLAIRE presses: Fondée ou non…
        CLAIRE mends Une explication est due: La réclamation est = non fondée
        CLAIRE fills: La réclamation est = non fondée | Explication = The works have a permit until nine.
        ellen < Thank you for having written to us, Ellen. … The works have a permit until nine. … simply answer here
        card < répondue … Jugée: non fondée
        ellen < Is our explanation about your complaint {ref} (Complaint) clear to you? [Yes, thank you | No, not yet]
        ellen: But it was midnight!
        thread has Ellen: But it was midnight!
        card < en cours
        CLAIRE presses: Fondée ou non…
        CLAIRE fills: La réclamation est = fondée | Explication = She is right
        ellen < nothing
        card < Jugée: fondée … [Passer en résolu…]
    """)
    assert (await desk.ticket()).valid is True


async def test_a_suggestion_is_thanked_and_adopted(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", NOISE)
    assert "Adopted" not in desk.card.text
    await desk.play("""
        ellen: /report
        ellen < What is it about?
        ellen taps: Suggestion
        ellen < Please describe
        ellen: Put bicycle stands in the yard of hall B please
        ellen < Any photos?
        ellen taps: No photos
        ellen < Please check
        ellen taps: Send
        ellen < Thank you very much for your suggestion, Ellen. … {ref} … Customer care; … before
        card in #CARE001 < Nature: suggestion
        CLAIRE presses: Retenue…
        CLAIRE fills: Un mot = They come in May.
        ellen < Good news, Ellen: your suggestion {ref} has been adopted. … They come in May.
        card < répondue
        ellen < Is everything settled for you about your suggestion {ref}?
        CLAIRE presses: suggestion.adopt
        CLAIRE's window < Ce n’est plus possible
        ellen < nothing
    """)


async def test_a_question_to_the_developer_and_its_answer(desk: Desk) -> None:
    await desk.report("ellen", "paris-other", "May I close my balcony with glass, as in the other building")
    await desk.play("""
        card < Nature: question
        CLAIRE presses: Demander à un tiers…
        CLAIRE mends Ce n’est pas une adresse: À qui ? = Bâti & Fils | Adresse e-mail = bati | La question par écrit = X
        CLAIRE fills: À qui ? = Bâti & Fils | Adresse e-mail = info@bati.fr | La question par écrit = Le balcon A11 ?
        ellen < To answer your request {ref} we need Bâti & Fils. … before Monday
        thread < 📨 Question à Bâti & Fils <info@bati.fr>, rédigée par Claire Dubois: Le balcon A11 ? (Elle part
        card < en attente d’un intervenant extérieur
        CLAIRE presses: Réponse de…
        CLAIRE's window < (Bâti & Fils: Le balcon A11 ?)
        CLAIRE fills: Leur réponse = Oui, avec accord de l'assemblée. Dossier interne 77.
        ellen < nothing
        notes < Claire Dubois: Réponse de Bâti & Fils: Oui, avec accord
        thread < 📬 Réponse de Bâti & Fils: Oui, avec accord de l'assemblée. Dossier interne 77. (Interne : le résident
        card < en cours
        CLAIRE presses: Réponse de…
        CLAIRE's window < Aucune question à un tiers
    """)
    answer = next(one for one in desk.slack.thread(desk.card) if "📬" in one.text)
    ticket = await desk.ticket()
    async with desk.store.begin() as u:
        (asked,) = await u.outsiders.of(ticket.id)
    member = desk.staff("CLAIRE")
    for _ in range(2):
        await desk.happens(
            desk.slack.press_post(member, answer, "outside.send", f"{asked.ticket}#{asked.id}")
        )
        await desk.play("""
            CLAIRE's window < Oui, avec accord de l'assemblée. Dossier interne 77.
            CLAIRE fills: Votre réponse. Le résident la lira telle que vous l’écrivez. = Yes, if the assembly agrees.
        """)
        if not desk.slack.private.get("U0CLAIRE"):
            await desk.play("ellen < Claire Dubois, Customer care: Yes, if the assembly agrees.")
    await desk.play("""
        CLAIRE < Cette réponse a déjà été envoyée au résident.
        CLAIRE < Yes, if the assembly agrees.
        ellen < nothing
    """)
