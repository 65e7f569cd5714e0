"""A call, a visit, a letter, logged by staff for whoever it came from (row A10)."""

from __future__ import annotations

from bot.ports.inbound import DeskMember
from tests.scenario.desk import Desk

DEBT = "Why are the charges of this quarter twice those of the last"


async def test_a_call_of_a_known_resident_reaches_his_chat(desk: Desk) -> None:
    await desk.report("mai", "paris-charges", DEBT, language="vi", unit="B12")
    await desk.play("""
        CLAIRE types: /palier new
        CLAIRE's window < Enregistrer une demande … [Rechercher] … Téléphone … (Par téléphone) | Au guichet …
        CLAIRE writes there: Qui est-ce ? Un nom, un logement ou un e-mail = nobody
        CLAIRE turns: Rechercher
        CLAIRE's window < … Personne n’a été trouvé. …
        CLAIRE writes there: Qui est-ce ? Un nom, un logement ou un e-mail = b12 MAI
        CLAIRE turns: Rechercher
        CLAIRE's window < … Personnes trouvées: Mai · Les Cèdres, B12 · Telegram …
        CLAIRE writes there: Personnes trouvées = Mai · Les Cèdres, B12 · Telegram | Objet = Fuite d’eau
        CLAIRE fills: De quoi il s’agit : quoi, où, depuis quand = De l’eau coule du plafond depuis ce matin
        mai < Ban quản lý đã ghi nhận cuộc gọi của anh/chị. … Mai. … {ref} … trước …
        CLAIRE < Enregistrée : demande {ref} pour Mai. …
        card in #TECH001 < {ref} · Fuite d’eau … Les Cèdres, B12 … Mai … Reçue: Par téléphone … De l’eau coule …
        MARC: Je passe demain à 9 h.
        mai < Marc Petit, … Je passe demain à 9 h.
        mark < ✅
        MARC presses: Historique…
        MARC's window < … Claire Dubois … a enregistré la demande pour le résident : Par téléphone
    """)


async def test_somebody_without_a_chat_is_told_by_staff(desk: Desk) -> None:
    await desk.play("""
        CLAIRE types: /palier new
        CLAIRE writes there: Nouvelle personne : nom = Jeanne Roy | Résidence = Les Cèdres | Logement ou lieu = A21
        CLAIRE writes there: Objet = Charges, paiements | Reçue = Par courrier | Gravité = C – mineure
        CLAIRE writes there: De quoi il s’agit : quoi, où, depuis quand = Les charges du trimestre ont doublé
        CLAIRE mends Un numéro de téléphone ou une adresse e-mail …:
        CLAIRE mends Ce n’est pas une adresse e-mail.: E-mail = jeanne
        CLAIRE mends Ce n’est pas un numéro de téléphone.: E-mail = | Téléphone = demander à sa fille
        CLAIRE fills: Téléphone = 06 12 34 56 78
        CLAIRE < Enregistrée : demande {ref} pour Jeanne Roy. …
        card in #ACCT001 < Les Cèdres, A21 … Jeanne Roy … Reçue: Par courrier … 🔕 … (06 12 34 56 78)
        KARIM: Bonjour Madame, nous vérifions.
        mark < 🔕
        thread < 🔕 Non transmis : le résident n’a pas de messagerie. … (06 12 34 56 78).
        thread < nothing
        KARIM edits: Bonjour Madame, nous vérifions cela.
        KARIM replies: C’était une erreur.
        thread < Karim Benali au résident: C’était une erreur.
        thread < 🔕 …
        KARIM presses: Prendre en charge
        #MGMT001 < nothing
        CLAIRE types: /palier new
        CLAIRE writes there: Qui est-ce ? Un nom, un logement ou un e-mail = jeanne
        CLAIRE turns: Rechercher
        CLAIRE's window < … Jeanne Roy · Les Cèdres, A21 · 06 12 34 56 78 …
    """)
    assert (await desk.ticket()).author_name == "Jeanne Roy"


async def test_an_office_finds_only_those_it_knows(desk: Desk) -> None:
    await desk.report("mai", "saigon-charges", DEBT, language="vi", unit="S1-0501")
    await desk.play("""
        CLAIRE types: /palier new
        CLAIRE writes there: Qui est-ce ? Un nom, un logement ou un e-mail = mai
        CLAIRE turns: Rechercher
        CLAIRE's window < … Personne n’a été trouvé. …
    """)


async def test_strangers_and_another_offices_agents_are_refused(desk: Desk) -> None:
    await desk.play("""
        STRANGER types: /palier new
        STRANGER < Seules les personnes inscrites …
        STRANGER's window < nothing
        HA types: /palier new
        HA < Kênh này thuộc văn phòng khác. …
        HA's window < nothing
        CLAIRE types: /palier help
        CLAIRE < … /palier new [NOM] – …
    """)


async def test_nothing_typed_is_lost_when_the_author_left_meanwhile(desk: Desk) -> None:
    await desk.play("""
        CLAIRE types: /palier new
        CLAIRE writes there: Nouvelle personne : nom = Jeanne Roy | Téléphone = 06 12 | Objet = Autre question
    """)
    guest = DeskMember("U0CLAIRE", "Claire Dubois", home=True, human=True, guest=True, active=True)
    await desk.happens(desk.slack.roster(guest))
    await desk.play("""
        CLAIRE fills: De quoi il s’agit : quoi, où, depuis quand = Les charges ont doublé
        CLAIRE < Seules les personnes inscrites …
        CLAIRE < Jeanne Roy
        CLAIRE < 06 12
        CLAIRE < Les charges ont doublé
    """)
    assert desk.slack.cards() == []


async def test_what_is_split_off_a_call_reaches_its_author_as_the_call_did(desk: Desk) -> None:
    await desk.play("""
        CLAIRE types: /palier new
        CLAIRE writes there: Nouvelle personne : nom = Jeanne Roy | Résidence = Les Cèdres | Logement ou lieu = A21
        CLAIRE writes there: Objet = Charges, paiements | Reçue = Par courrier | Téléphone = 06 12 34 56 78
        CLAIRE fills: De quoi il s’agit : quoi, où, depuis quand = Les charges ont doublé, et la cave est inondée
        CLAIRE < Enregistrée …
        KARIM presses: Scinder…
        KARIM fills: Sur quoi porte la seconde demande ? = La cave est inondée | Objet = Fuite d’eau
        card in #TECH001 < Reçue: Par courrier … La cave est inondée … 🔕 … (06 12 34 56 78)
        MARC: Bonjour Madame, j’arrive.
        mark < 🔕
    """)


async def test_it_is_begun_in_ones_own_language_and_with_a_name(desk: Desk) -> None:
    await desk.report("mai", "paris-charges", DEBT, language="vi", unit="B12")
    await desk.play("""
        CLAIRE types: /palier nouveau Mai
        CLAIRE's window < … Qui est-ce ? Un nom, un logement ou un e-mail: Mai …
        CLAIRE turns: Rechercher
        CLAIRE's window < … Personnes trouvées: Mai · Les Cèdres, B12 · Telegram …
        HA types: /palier tạo mới
        HA < …
    """)
