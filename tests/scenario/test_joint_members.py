"""Who belongs to a joint complaint: by hand, or by what it is about; told once; decided in time (row E3)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.scenario.invited_desk import linked, logged
from tests.scenario.rounds import Rounds
from tests.scenario.test_joint_complaints import complain, desk, three

__all__ = ["desk"]

pytestmark = pytest.mark.usefixtures("desk")


async def test_one_is_taken_out_and_added_again(desk: Rounds) -> None:
    await three(desk)
    await complain(desk, "anna", "Rats in the yard", unit="A42")
    await desk.play("""
        sheet in #MGMT001 < 4 personnes … [Réclamation collective] [Pas la même chose] [Ajouter…] [Retirer…]
        CLAIRE on "collective" presses: Retirer…
        CLAIRE's window < Retirer une réclamation … Quelle réclamation porte sur autre chose ? … Anna …
        CLAIRE fills: Quelle réclamation porte sur autre chose ? = {ref} · Anna · A42 · Rats in the yard
        thread has 👤 Claire Dubois a retiré cette demande de la réclamation collective.
        sheet in #MGMT001 < 3 personnes
        anna < nothing
        CLAIRE on "collective" presses: Réclamation collective
        card < Gravité: B …
        HELENE < 🔴 …
        CLAIRE on "collective" presses: Ajouter…
        CLAIRE fills: Quelle réclamation porte sur la même chose ? = {ref} · Anna · A42 · Rats in the yard
        thread has 👥 Claire Dubois a ajouté cette demande à la réclamation collective.
        card < Gravité: A … 👥 Rattachée à une réclamation collective
        sheet in #MGMT001 < 4 personnes, 3 foyers
        CLAIRE on "collective" presses: Ajouter…
        CLAIRE's window < … Aucune autre réclamation n’est en cours dans cette résidence. …
        CLAIRE on "collective" presses: Retirer…
        CLAIRE fills: Quelle réclamation porte sur autre chose ? = {ref} · Anna · A42 · Rats in the yard
        thread has 👤 Claire Dubois a retiré … (Sa gravité A venait de la réclamation collective : veuillez la revoir.)
        card < Gravité: A …
        anna < nothing
    """)


async def test_who_joined_by_himself_is_told_that_he_is_taken_out(desk: Rounds) -> None:
    await three(desk)
    await desk.play("""
        CLAIRE on "collective" presses: Réclamation collective
        HELENE < …
    """)
    await complain(desk, "anna", "Rats in the yard", unit="A42")
    await desk.play("""
        anna taps: It’s the same
        anna < Thank you. …
        CLAIRE on "collective" presses: Retirer…
        CLAIRE fills: Quelle réclamation porte sur autre chose ? = {ref} · Anna · A42 · Rats in the yard
        anna < Your complaint {ref} has turned out to be about something else than the others: …
    """)


async def test_the_branch_hears_of_who_joins_later(desk: Rounds) -> None:
    """The same day, of all of them at once when the office's work is over; who has left again is not named."""
    await three(desk)
    await desk.play("""
        CLAIRE on "collective" presses: Réclamation collective
        HELENE < …
        #BRANCH001 < 📄 Rapport à l’agence, … 3 personnes …
    """)
    await complain(desk, "anna", "There is music in the cellar", unit="A42")
    await desk.play("""
        anna taps: It’s the same
        anna < Thank you. …
    """)
    await complain(desk, "bob", "A party in the cellar every night", unit="A43")
    await desk.play("""
        bob taps: It’s the same
        bob < Thank you. …
    """)
    await complain(desk, "carl", "The caretaker shouted at my son", unit="A44")
    await desk.play("""
        carl taps: It’s the same
        carl < …
        CLAIRE on "collective" presses: Retirer…
        CLAIRE fills: Quelle réclamation porte sur autre chose ? = {ref} · Carl · A44 · The caretaker shouted at my son
        (6 hours later)
        #BRANCH001 < nothing
        (1 hours later)
        #BRANCH001 < 📄 Complément pour l’agence, Cabinet Horizon … 5 personnes, 4 foyers … \
            Qui s’est plaint depuis, et de quoi : • Anna · A42 · PAR-A- … • Bob · A43 · …
        #BRANCH001 < nothing
        (24 hours later)
        #BRANCH001 < nothing
    """)
    (supplement,) = (one.text for one in desk.slack.top("C0BRANCH001") if "Complément" in one.text)
    assert not any(name in supplement for name in ("Ellen", "Carl"))


async def test_who_joins_after_work_and_before_it_is_solved(desk: Rounds) -> None:
    await three(desk)
    await desk.play("""
        CLAIRE on "collective" presses: Réclamation collective
        HELENE < …
        #BRANCH001 < 📄 …
        (10 hours later)
    """)
    await complain(desk, "anna", "There is music in the cellar", unit="A42")
    await desk.play("""
        anna taps: It’s the same
        anna < …
        #BRANCH001 < 📄 Complément … Anna …
        (14 hours later)
    """)
    await complain(desk, "bob", "A party in the cellar every night", unit="A43")
    await desk.play("""
        bob taps: It’s the same
        bob < …
        CLAIRE on "collective" presses: Résolu : répondre à tous…
        CLAIRE fills: Cause = Une fête | Solution = La cave est fermée
        #BRANCH001 < 📄 Rapport à l’agence … Bob …
        (10 hours later)
        #BRANCH001 < nothing
    """)


async def test_a_complaint_about_something_else_leaves(desk: Rounds) -> None:
    await three(desk)
    await desk.play("""
        CLAIRE on "collective" presses: Réclamation collective
        HELENE < …
        ticket: Zoe
        THOMAS chooses: Bruit, voisinage
        zoe reads on
        thread has 👤 Ne fait plus partie de la réclamation collective : … (Sa gravité A venait …
        sheet in #MGMT001 < 2 personnes, 1 foyer
        CLAIRE on "collective" presses: Informer tout le monde…
        CLAIRE fills: À tous = La cave ferme. | anglais, lu par 2 = The cellar closes.
        ellen < … The cellar closes.
        paul < … The cellar closes.
        zoe < nothing
        ticket: Ellen
        THOMAS chooses: Bruit, voisinage
        ellen reads on
        ticket: Paul
        THOMAS chooses: Bruit, voisinage
        paul reads on
        sheet in #MGMT001 < 👥 Pas la même chose : Réclamation, Les Cèdres Il n’en reste aucune.
    """)


async def test_joined_to_another_request_that_takes_its_place(desk: Rounds) -> None:
    await three(desk)
    own = await complain(desk, "ellen", "Music in the cellar again", unit="A11")
    await desk.play(f"""
        CLAIRE on "collective" presses: Retirer…
        CLAIRE fills: Quelle réclamation porte sur autre chose ? = \
            {own.reference} · Ellen · A11 · Music in the cellar again
        sheet in #MGMT001 < 3 personnes
        ticket: Loud music
        THOMAS presses: Fusionner…
        THOMAS fills: À quelle demande se rattache-t-elle ? = {own.reference} · Réclamation
        ellen reads on
        sheet in #MGMT001 < 3 personnes … {own.reference}
    """)


async def test_news_reach_each_of_them_once(desk: Rounds) -> None:
    await three(desk)
    await complain(desk, "ellen", "Again loud music from the cellar, all night long")
    await desk.play("""
        CLAIRE on "collective" presses: Réclamation collective
        HELENE < …
        CLAIRE on "collective" presses: Informer tout le monde…
        CLAIRE fills: À tous = La cave sera fermée ce soir. | anglais, lu par 3 = The cellar closes tonight.
        ellen < Claire Dubois, Customer care: … The cellar closes tonight.
        ellen < nothing
        paul < … The cellar closes tonight.
        zoe < … La cave sera fermée ce soir.
        thread has 👥 Le même résident lit les nouvelles de la réclamation collective dans …
    """)


def _asked(desk: Rounds, who: str) -> int:
    """How often somebody was asked to decide."""
    words = "👥 Pas encore décidé : Réclamation, Les Cèdres (3 personnes, 2 foyers"
    return sum(said.startswith(words) for said in desk.slack.private.get(who, ()))


async def test_a_proposal_that_nobody_decides(desk: Rounds) -> None:
    """An opening hour later, then every four of them."""
    await three(desk)
    await desk.later(timedelta(minutes=59))
    assert _asked(desk, "U0HELENE") == 0
    await desk.later(timedelta(minutes=1))
    assert (_asked(desk, "U0HELENE"), _asked(desk, "U0THOMAS")) == (1, 1)
    await desk.later(timedelta(hours=24))
    assert _asked(desk, "U0HELENE") == 2
    await desk.play("""
        CLAIRE on "collective" presses: Pas la même chose
    """)
    await desk.later(timedelta(days=2))
    assert _asked(desk, "U0HELENE") == 2


async def test_the_branch_s_channel_is_gone(desk: Rounds) -> None:
    """Its report is not lost: it stands where the managers are told of it."""
    await three(desk)
    await desk.play("""
        (#BRANCH001 closes unheard)
        CLAIRE on "collective" presses: Réclamation collective
        #MGMT001 < 🚨 Plus rien ne peut être publié dans C0BRANCH001 …
    """)
    reports = [one.text for one in desk.slack.top("C0MGMT001") if "Rapport à l’agence" in one.text]
    assert len(reports) == 1


async def test_the_channel_of_a_joint_complaint_is_gone(desk: Rounds) -> None:
    await three(desk)
    await desk.play("""
        (#MGMT001 closes unheard)
        CLAIRE on "collective" presses: Pas la même chose
        sheet in #STAFF001 < nothing
    """)
    await complain(desk, "anna", "Rats in the yard", unit="A42")
    await complain(desk, "bob", "Rats in the yard too", unit="A43")
    await complain(desk, "carl", "There are rats", unit="A44")
    await desk.play("""
        sheet in #STAFF001 < 👥 Une réclamation collective ? … 3 personnes
    """)


async def test_who_links_a_chat_is_counted_once_and_asked_there(desk: Rounds) -> None:
    """One of the three has a letter logged under her full name, before anybody knew that it was she (ADR 0040)."""
    await three(desk)
    await desk.play("""
        CLAIRE on "collective" presses: Réclamation collective
        HELENE < …
    """)
    await logged(desk, "Musique toute la nuit dans la cave", topic="Réclamation")
    await desk.play("thread has 👥 … n’a pas de messagerie …")
    await linked(desk, "zoe", "CLAIRE")
    await desk.play("""
        zoe < Bienvenue, Jeanne Roy. …
        zoe < … {ref} …
        zoe < Ce problème nous est déjà connu … [C’est la même chose | Mon cas est différent]
        zoe taps: C’est la même chose
        zoe < …
        sheet in #MGMT001 < 3 personnes
        card < 👥 Rattachée à une réclamation collective
    """)
