"""Management sees first what the office file says; dispatch, re-route, ask, take; what must be qualified."""

from __future__ import annotations

from dataclasses import replace

from tests.scenario.desk import Desk
from tests.scenario.patterns import fits
from tests.scenario.reports import NOT_HERE

COMPLAINT = "The caretaker shouted at my son in the hall on Friday afternoon"


async def test_review_then_dispatch_by_a_manager(desk: Desk) -> None:
    await desk.play("""
        ellen (en): The caretaker shouted at my son in the hall on Friday afternoon
        ellen < What is your name?
        ellen taps: Ellen
        ellen < Which residence …
        ellen taps: Les Cèdres
        ellen < Which flat …
        ellen: A31
        ellen < What is it about?
        ellen taps: Complaint
        ellen < What would you like us to do about it?
        ellen taps: Skip
        ellen < Any photos?
        ellen taps: No photos
        ellen < Please check …
        ellen taps: Send
        ellen < Thank you, Ellen. … {ref} (Complaint) has reached the management, who will pass it on.
        card in #MGMT001 < Réclamation … La direction examine … [Transmettre] [Question au résident] [Note interne]
        CLAIRE presses: Transmettre
        CLAIRE < Seul un responsable peut faire cela.
        CLAIRE chooses: Bruit, voisinage
        CLAIRE < Seul un responsable peut faire cela.
        HELENE: Bonjour madame
        mark < 🔒
        HELENE < …
        notes < Hélène Marchand: Bonjour madame
        ellen < nothing
        HELENE asks: Which day was it exactly?
        ellen < Hélène Marchand, Management: Which day was it exactly?
        card < réponse du résident en attente
        ellen: Friday the 27th
        thread < Ellen: Friday the 27th
        card in #MGMT001 < en cours
        HELENE presses: Transmettre
        ellen < Your request {ref} (Complaint) is now with Customer care.
        card in #CARE001 < Réclamation … The caretaker shouted … [Prendre en charge] [Passer en résolu…]
        thread < Hélène Marchand, Management: Which day was it exactly?
        thread < Ellen: Friday the 27th
        thread < nothing
        CLAIRE: Thank you, I have spoken with him.
        ellen < Claire Dubois, Customer care: Thank you, I have spoken with him.
        HELENE presses: ticket.dispatch
        HELENE < Claire Dubois a été plus rapide : … {ref} …
        ellen < nothing
    """)
    old = desk.slack.cards()[0]
    assert old.moved_to is not None
    assert old.moved_to.thread == desk.card.ts
    assert old.card is not None
    assert (old.card.actions, old.card.menus) == ((), ())
    assert fits(desk, "_(➡️ Moved to {department} by {name}.)", old.text, "fr")


async def test_a_re_route_carries_history_and_photos_along(desk: Desk) -> None:
    await desk.report(
        "ellen",
        "paris-charges",
        "There is a wet stain on the ceiling of the cellar",
        photos=("one.jpg", "two.jpg"),
    )
    await desk.play("""
        card in #ACCT001 < Charges, paiements
        KARIM: I am looking for the right colleague.
        ellen < I am looking for the right colleague.
        ellen sends: three.jpg "It is growing"
        ellen: And it smells
        KARIM: ;; ce n'est pas pour nous
        KARIM sends: plan.pdf "Here is the plan"
        ellen < Karim Benali, Accounts: … Here is the plan
        ellen < 📎 plan.pdf
        KARIM chooses: Fuite d’eau
        ellen < Your request {ref} (Water leak) is now with Technical department.
        card in #TECH001 < Fuite d’eau … wet stain … ☐ Couper l’arrivée d’eau
        thread < Ellen:
        thread < 📎 one.jpg
        thread < 📎 two.jpg
        thread < Karim Benali, Accounts: I am looking for the right colleague.
        thread < Ellen: It is growing
        thread < 📎 three.jpg
        thread < Ellen: And it smells
        thread < Karim Benali, Accounts: Here is the plan
        thread < 📎 plan.pdf
        thread < nothing
        KARIM (old): Tiens, encore une question
        mark < 🔒
        KARIM < Gardé en interne : cette demande se poursuit dans un autre fil.
        ellen < nothing
        MARC: We come tomorrow at nine
        ellen < Marc Petit, Technical department: … We come tomorrow at nine
        MARC ticks: 1
        ellen < nothing
        ellen's card < … 1 of 5 steps done.
        MARC: ;; clé chez le gardien
        notes < ce n'est pas pour nous
        notes < clé chez le gardien
    """)
    assert all(shown.file for shown in desk.slack.shown if "📎" in shown.text)
    assert len(desk.slack.top("C0STAFF001")) == 1


async def test_a_new_topic_in_the_same_channel_keeps_the_thread(desk: Desk) -> None:
    await desk.report("ellen", "paris-access", "My badge does not open the garage door any more")
    await desk.play("""
        CLAIRE chooses: Emménager, déménager
        ellen < Your request {ref} (Moving in or out) is now with Customer care.
        card in #CARE001 < Emménager, déménager
        CLAIRE chooses: Emménager, déménager
        ellen < nothing
    """)
    assert len(desk.slack.cards()) == 1


async def test_another_operations_topic_brings_its_own_checklist(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", "The light in the stairs has not worked since Monday")
    await desk.play("""
        MARC chooses: Électricité, éclairage
        ellen < Your request {ref} (Electricity, lighting) is now with Technical department.
        card < Électricité, éclairage … ☐ Mettre hors tension et sécuriser
    """)


async def test_a_question_waits_for_the_residents_answer(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "Why are the charges of this quarter twice those of the last")
    await desk.play("""
        KARIM asks: Which invoice number is it?
        ellen < Karim Benali, Accounts: Which invoice number is it?
        thread < Karim Benali au résident: Which invoice number is it?
        card < réponse du résident en attente … En charge: Karim Benali
        ellen: /status
        ellen < Your open requests: … {ref} · Charges, payments … waiting for your answer · with Accounts
        ellen: Number 4711
        ellen sees 👌
        card < Statut: en cours
        thread < Ellen: Number 4711
        KARIM replies: Thank you, it is being corrected.
        ellen < Karim Benali, Accounts: Thank you, it is being corrected.
        thread < Karim Benali au résident: Thank you, it is being corrected.
        ellen < nothing
    """)
    assert [shown.signs for shown in desk.slack.thread(desk.card)] == ["✅", "", "✅"]


async def test_taking(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "Why are the charges of this quarter twice those of the last")
    await desk.play("""
        KARIM presses: Prendre en charge
        ellen < Karim Benali, Accounts is now looking after your request {ref}.
        card < en cours … En charge: Karim Benali
        KARIM presses: Prendre en charge
        ellen < nothing
        SOPHIE presses: Prendre en charge
        ellen < Sophie Lambert, Accounts is now looking after your request {ref}.
        card < En charge: Sophie Lambert
        HA presses: Prendre en charge
        HA < …
        STRANGER presses: Prendre en charge
        STRANGER < Seules les personnes inscrites …
        card < En charge: Sophie Lambert
    """)


async def test_my_residence_is_not_here(desk: Desk) -> None:
    await desk.play(NOT_HERE)
    await desk.play("""
        ellen < Thank you, Ellen.
        card in #TECH001 < Résidence: 3 rue Inconnue, Facade … ⚠️ À qualifier
        ellen: /report
        ellen < Which residence …
    """)
    assert (await desk.ticket()).residence is None


async def test_vague_three_times(desk: Desk) -> None:
    await desk.play("""
        ellen (en): hello
        ellen < What is your name?
        ellen taps: Ellen
        ellen < Which residence …
        ellen taps: Les Cèdres
        ellen < Which flat …
        ellen: A31
        ellen < What is it about?
        ellen taps: Something else
        ellen < Please describe it: …
        ellen: broken
        ellen < Could you say a little more … For example: …
        ellen: please
        ellen < Could you say a little more …
        ellen: now
        ellen < Any photos?
        ellen taps: No photos
        ellen < Please check … broken … now
        ellen taps: Send
        ellen < Thank you, Ellen.
        card in #CARE001 < hello broken please now … ⚠️ À qualifier
    """)


async def test_another_topic_says_what_it_is_taken_for_and_the_same_one_changes_nothing(desk: Desk) -> None:
    await desk.report("ellen", "paris-access", "It would be nice to have a bench in the garden")
    await desk.play("""
        CLAIRE chooses: Badges, clés, parking
        CLAIRE < _(It has that topic already, and is where that belongs.)
        ellen < nothing
        CLAIRE chooses: Suggestion
        ellen < Your request {ref} (Suggestion) is now with Customer care.
        ellen < Thank you very much for your suggestion ({ref}). Should we take it up, you will hear of it.
        CLAIRE chooses: Badges, clés, parking
        ellen < … is now with Customer care.
        ellen < nothing
    """)


async def test_what_a_window_can_not_hold_is_not_cut_off(desk: Desk) -> None:
    name, place = "Jean-Baptiste " * 8 + "Roy", "Escalier B, " * 9 + "A21"
    await desk.report("ellen", "paris-access", "The gate of the car park squeaks all night")
    ticket = await desk.ticket()
    async with desk.store.begin() as u:
        await u.tickets.save(replace(ticket, author_name=name, unit=place))
    await desk.play("""
        CLAIRE presses: Modifier…
        CLAIRE fills: Intitulé = Portail
        ellen < … now bears the subject “Portail”.
        ellen < nothing
    """)
    ticket = await desk.ticket()
    assert (ticket.author_name, ticket.unit) == (name, place)


async def test_a_place_that_is_taken_out_is_missing(desk: Desk) -> None:
    await desk.report("ellen", "paris-access", "The gate of the car park squeaks all night")
    await desk.play("""
        CLAIRE presses: Modifier…
        CLAIRE fills: Logement ou lieu =
        ellen < … is now noted for: Les Cèdres.
        card < À qualifier : l’appartement ou le lieu manque …
        CLAIRE presses: Demander ce qui manque
        ellen < Claire Dubois, Customer care needs to know a little more about your request {ref}.
        ellen < Which flat or shop? …
        ellen: B12
        ellen < Thank you. Your request {ref} is complete now.
        card < Les Cèdres, B12
    """)
