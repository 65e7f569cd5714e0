"""Times of a visit that a resident names himself, times that nobody chooses, visits by firms (row D6)."""

from __future__ import annotations

import pytest
from icalendar import Calendar

import tests.scenario.mail_lines  # noqa: F401 - it declares lines
from tests.scenario.desk import Desk

LEAK = "De l'eau coule du plafond de la cuisine depuis ce matin"
NOISE = "Le voisin du dessus fait du bruit chaque nuit jusqu'à trois heures"
OFFERED = """
        MARC presses: Proposer une visite…
        MARC fills: Jour 1 = 2026-03-03 | De – à 1 = 10:00-12:00 | Jour 2 = 2026-03-04 | De – à 2 = 14h \
            | Qui intervient ? = Julien Moreau
        camille < Julien Moreau, Service technique souhaite passer chez vous … \
            [mardi 3 mars, 10:00–12:00 | mercredi 4 mars, 14:00–15:00 | Aucun ne me convient]
"""
"""Tuesday morning and Wednesday afternoon are offered on Monday at ten."""


async def offered(desk: Desk) -> None:
    await desk.report("camille", "paris-leak", LEAK, language="fr")
    await desk.play(OFFERED)


async def test_times_that_nobody_chooses(desk: Desk) -> None:
    await offered(desk)
    await desk.play("""
        (25 hours later)
        camille taps: mardi 3 mars, 10:00–12:00
        camille < Cet horaire est passé. Veuillez en choisir un autre …
        (26 hours later)
        camille < nothing
        (1 hours later)
        camille < Nous n’avons pas eu votre réponse … demande {ref} … quand cela vous conviendrait-il ? \
            [Indiquer quand je suis disponible]
        thread has ⏰ Camille n’a choisi aucun des horaires de visite, et tous sont passés. …
        thread has 📅 Visite de Julien Moreau : le résident n’a choisi aucun horaire …
        MARC < … ⏰ Camille n’a choisi aucun …
        card < Statut: en cours … 📅 Visite de Julien Moreau : le résident n’a choisi aucun horaire …
        camille's card < … 📅 Visite : dites-nous quand cela vous conviendrait.
        camille taps: mercredi 4 mars, 14:00–15:00
        camille < Ces horaires sont malheureusement déjà passés.
        camille < Quand cela vous conviendrait-il ? …
        camille: Vendredi matin
        camille < Merci, c’est transmis. …
        MARC < … qui souhaite : « Vendredi matin »
        camille's card < … 📅 Visite : nous cherchons un horaire qui vous convienne.
    """)


async def test_his_silence_after_that_is_not_forgotten(desk: Desk) -> None:
    await offered(desk)
    await desk.play("""
        (53 hours later)
        camille < Nous n’avons pas eu votre réponse …
        MARC < … ⏰ Camille n’a choisi aucun …
        (47 hours later)
        MARC < nothing
        (1 hours later)
        MARC < … ⏰ Marc Petit : reste-t-il quelque chose à faire ? …
        camille < nothing
    """)


async def test_he_just_answers_when_it_would_suit_him(desk: Desk) -> None:
    await offered(desk)
    await desk.play("""
        (53 hours later)
        camille < Nous n’avons pas eu votre réponse … quand cela vous conviendrait-il ? …
        MARC < … ⏰ …
        camille: vendredi à 14h
        thread has 📅 Camille propose un moment pour la visite : « vendredi à 14h »
        MARC < … 📅 Camille propose un moment …
        card < … le résident souhaite un autre horaire : « vendredi à 14h »
        MARC in "propose un moment" presses: Retenir : vendredi 6 mars, 14:00–15:00
        camille < C’est convenu …
        camille < 📎 …
        JULIEN < Convenu …
    """)


async def test_he_wrote_meanwhile_and_is_not_asked_again(desk: Desk) -> None:
    await offered(desk)
    await desk.play("""
        camille: Faut-il être présent ?
        MARC: Oui, s'il vous plaît
        camille < …
        (53 hours later)
        thread has ⏰ Aucun des horaires de visite proposés à Camille n’a été choisi, et tous sont passés. …
        MARC < … ⏰ Marc Petit : reste-t-il quelque chose à faire ? …
        MARC < … ⏰ Aucun des horaires …
        camille < nothing
    """)


async def test_times_that_go_by_for_who_has_blocked_the_bot(desk: Desk) -> None:
    await offered(desk)
    await desk.play("""
        camille blocks
        (53 hours later)
        thread has ⚠️ Non remis : le résident a bloqué le bot …
        MARC < … ⏰ Camille n’a choisi aucun … sans réponse, veuillez appeler.
        MARC in "n’a choisi aucun" presses: D’autres horaires…
        MARC fills: Jour 1 = 2026-03-05 | De – à 1 = 10:00 | Qui intervient ? = Julien Moreau
        MARC < … 🔕 Camille n’est pas joignable par messagerie. …
        (25 hours later)
        thread has 🔕 Camille n’est pas joignable par messagerie. Veuillez l’appeler au sujet de la visite … : jeudi …
        MARC < … 🔕 …
    """)


async def test_staff_agree_by_one_button_to_what_he_wishes(desk: Desk) -> None:
    await offered(desk)
    await desk.play("""
        camille taps: Aucun ne me convient
        camille < Quand cela vous conviendrait-il ? …
        camille: Jeudi après 17 h, ou vendredi entre 9h et 11h
        camille < Merci, c’est transmis. …
        MARC < … qui souhaite : « Jeudi après 17 h, ou …
        MARC in "qui souhaite" presses: Fixer une heure…
        MARC's window < … Jour … 2026-03-05 … De – à … 17:00–18:00 …
        MARC in "qui souhaite" presses: Retenir : vendredi 6 mars, 09:00–11:00
        camille < C’est convenu … : Julien Moreau, Service technique passera le vendredi 6 mars, 09:00–11:00 …
        camille < 📎 …
        JULIEN < Convenu avec le résident : … vendredi 6 mars, 09:00–11:00
        card < … 📅 Visite de Julien Moreau : vendredi 6 mars, 09:00–11:00
    """)
    asked = [one for one in desk.slack.shown if "qui souhaite" in one.text and one.room == "U0MARC"]
    assert not any("Retenir" in button.label for one in asked for button in one.actions)


async def test_what_he_wishes_has_gone_by(desk: Desk) -> None:
    await offered(desk)
    await desk.play("""
        camille taps: Aucun ne me convient
        camille < Quand …
        camille: Demain à 15h
        camille < Merci …
        MARC < … qui souhaite …
        (30 hours later)
        MARC < … ⏰ …
        MARC in "qui souhaite" presses: Retenir : mardi 3 mars, 15:00–16:00
        MARC < Ce moment est déjà passé.
    """)


async def test_he_writes_a_time_instead_of_pressing(desk: Desk) -> None:
    await offered(desk)
    await desk.play("""
        camille: Pourquoi pas jeudi à 10h ? Je suis là toute la matinée.
        thread has Camille: Pourquoi pas jeudi à 10h ? …
        thread has 📅 Camille propose un moment pour la visite : « Pourquoi pas jeudi à 10h ? …
        MARC < … 📅 Camille propose un moment …
        MARC in "propose un moment" presses: Retenir : jeudi 5 mars, 10:00–11:00
        camille < C’est convenu … : …
        camille < 📎 …
        JULIEN < Convenu …
    """)


async def test_nothing_said_is_our_turn_again(desk: Desk) -> None:
    await offered(desk)
    await desk.play("""
        camille taps: Aucun ne me convient
        camille < Quand …
        camille taps: Passer
        camille < Merci, c’est transmis. …
        thread has 📅 Aucun horaire ne convient à Camille. Veuillez en proposer d’autres, ou appeler.
        MARC < … 📅 Aucun horaire ne convient à Camille. …
        card < Statut: en cours …
        thread has 📅 Visite de Julien Moreau : aucun horaire ne convient au résident
        (25 hours later)
        MARC < … ⏰ Marc Petit : le résident attend une réponse …
    """)


async def test_a_firm_comes(desk: Desk) -> None:
    await desk.report("camille", "paris-lift", "L'ascenseur reste bloqué entre deux étages", language="fr")
    await desk.play("""
        MARC presses: Proposer une visite…
        MARC fills: Jour 1 = 2026-03-04 | De – à 1 = 10:00-12:00 | Qui intervient ? = Ascenseurs Vertigo
        camille < Ascenseurs Vertigo souhaite passer chez vous … [mercredi 4 mars, 10:00–12:00 | Aucun ne me convient]
        thread has 📅 Visite de Ascenseurs Vertigo : le résident choisit …
        camille taps: mercredi 4 mars, 10:00–12:00
        camille < C’est convenu … : Ascenseurs Vertigo passera le mercredi 4 mars, 10:00–12:00 …
        camille < 📎 …
        MARC < Convenu avec le résident : … C’est Ascenseurs Vertigo qui intervient, l’entreprise est prévenue : …
        #LIFT001 < 🧰 Cabinet Horizon: La visite est convenue avec le résident : mercredi 4 mars, 10:00–12:00. \
            Lieu : Les Cèdres, 27 avenue des Cèdres, 75020 Paris, A11 Objet : Ascenseur …
        thread has 🧰 Cabinet Horizon à Ascenseurs Vertigo: La visite est convenue …
        card < … 🧰 Ascenseurs Vertigo : prévenu de la visite …
        MARC < nothing
        MARC types: /palier promesses
        MARC < … une visite : Ascenseurs Vertigo · Marc Petit …
        (47 hours later)
        camille reads on
        MARC < Rappel : … Ascenseurs Vertigo …
        MARC in "Rappel" presses: En route
        camille < Ascenseurs Vertigo est en route vers vous …
        MARC in "Rappel" presses: Arrivé sur place
        camille < Ascenseurs Vertigo est sur place …
        MARC in "Visite de Ascenseurs" presses: Visite terminée
        camille < La visite pour votre demande {ref} est terminée. …
        MARC types: /palier promesses
        MARC < … ✅ …
    """)


ROUSSEL = "chantiers@plomberie-roussel.example"


async def test_a_firm_is_told_by_letter(desk: Desk) -> None:
    """Agreed, moved, off: each with a calendar file of one entry; nothing of who lives there but the flat."""
    await desk.report(
        "camille",
        "paris-leak",
        "Je suis malade, de l'eau coule du plafond depuis ce matin",
        language="fr",
        cautions="Gros chien",
    )
    await desk.play(f"""
        MARC presses: Visite convenue par téléphone…
        MARC fills: Jour = 2026-03-04 | De – à = 10:00-12:00 | Qui intervient ? = Plomberie Roussel
        camille reads on
        mail to {ROUSSEL} < {{ref}} · Fuite d’eau La visite est convenue avec le résident : mercredi 4 mars, \
            10:00–12:00. Lieu : Les Cèdres, … A11 Objet : Fuite d’eau En cas d’empêchement, … {{ref}}. \
            Cabinet Horizon
        card < Statut: en cours …
        MARC presses: Visite convenue par téléphone…
        MARC fills: Jour = 2026-03-05 | De – à = 14:00-15:00 | Qui intervient ? = Plomberie Roussel
        camille reads on
        mail to {ROUSSEL} < … La visite est déplacée, en accord avec le résident : jeudi 5 mars, 14:00–15:00. …
        {ROUSSEL} answers: Entendu pour jeudi
        thread has 🧰 Plomberie Roussel …: Entendu pour jeudi
        MARC in "Visite de Plomberie" presses: Annuler la visite…
        MARC fills: Motif = Le résident a appelé
        camille reads on
        mail to {ROUSSEL} < … La visite du jeudi 5 mars, 14:00–15:00 n’aura pas lieu. … Objet : Fuite d’eau \
            Cabinet Horizon
        mail to {ROUSSEL} < nothing
    """)
    letters = [letter for _, letter, _ in desk.mail.letters]
    entries = [Calendar.from_ical(letter.calendar) for letter in letters]
    assert [str(one["METHOD"]) for one in entries] == ["PUBLISH", "PUBLISH", "CANCEL"]
    events = [one.walk("VEVENT")[0] for one in entries]
    assert len({str(one["UID"]) for one in events}) == 1
    assert [int(one["SEQUENCE"]) for one in events] == sorted({int(one["SEQUENCE"]) for one in events})
    sent = "".join(letter.subject + letter.text + letter.calendar for letter in letters)
    assert not any(private in sent for private in ("Camille", "malade", "appelé", "chien"))


async def test_another_firm_comes_instead_and_one_cannot_be_reached(desk: Desk) -> None:
    await desk.report("camille", "paris-leak", "De l'eau coule du plafond depuis ce matin", language="fr")
    await desk.play(f"""
        MARC presses: Visite convenue par téléphone…
        MARC fills: Jour = 2026-03-04 | De – à = 10:00-12:00 | Qui intervient ? = Plomberie Roussel
        camille reads on
        mail to {ROUSSEL} < … convenue …
        MARC < Convenu …
        (email fails 1 times: refused)
        MARC presses: Visite convenue par téléphone…
        MARC fills: Jour = 2026-03-05 | De – à = 14:00-15:00 | Qui intervient ? = Ascenseurs Vertigo
        camille reads on
        #LIFT001 < … La visite est convenue avec le résident : jeudi 5 mars, 14:00–15:00. …
        #LIFT001 < nothing
        thread has ⚠️ Votre message à Plomberie Roussel n’est pas arrivé … Merci de le joindre autrement.
        MARC < … Plomberie Roussel devait intervenir ; l’entreprise est prévenue.
        MARC < Déplacé … jeudi 5 mars, 14:00–15:00 … Ascenseurs Vertigo …
        MARC < … n’est pas arrivé …
    """)


async def test_a_firm_does_not_come(desk: Desk) -> None:
    await desk.report("camille", "paris-lift", "L'ascenseur reste bloqué entre deux étages", language="fr")
    await desk.play("""
        MARC presses: Visite convenue par téléphone…
        MARC fills: Jour = 2026-03-03 | De – à = 10:00 | Qui intervient ? = Ascenseurs Vertigo
        camille reads on
        MARC < Convenu …
        (23 hours later)
        camille reads on
        MARC < Rappel …
        (76 minutes later)
        camille < Nous vous prions de nous excuser : Ascenseurs Vertigo n’est pas arrivé …
        MARC < … ⏰ Personne n’a appuyé sur « Arrivé sur place » pour la visite de Ascenseurs Vertigo …
        MARC in "Personne n’a appuyé" presses: Motif et nouveaux horaires…
        MARC fills: Pourquoi personne n’est venu ? = Une panne | Jour 1 = 2026-03-04 | De – à 1 = 17h \
            | Qui intervient ? = Julien Moreau
        camille < Au sujet de la visite … : Une panne … [mercredi 4 mars, 17:00–18:00 | Aucun ne me convient]
        thread has 📅 Visite de Julien Moreau : le résident choisit …
    """)


@pytest.mark.parametrize(
    ("who", "topic", "language", "staff", "day", "words", "label"),
    [
        (
            "ellen",
            "paris-leak",
            "en",
            "MARC",
            "Jour 1",
            "Thursday at 2:30 pm",
            "Retenir : jeudi 5 mars, 14:30–15:30",
        ),
        (
            "lan",
            "saigon-leak",
            "vi",
            "HUONG",
            "Ngày 1",
            "3 giờ chiều thứ Năm được không ạ",
            "Chốt: 15:00–16:00 thứ Năm, ngày 5 tháng 3",
        ),
        (
            "wei",
            "shanghai-leak",
            "zh",
            "LIU",
            "日期 1",
            "周四上午9点到11点",
            "确定：3月5日星期四 09:00–11:00",
        ),
    ],
)
async def test_times_in_words_in_other_languages(
    desk: Desk, who: str, topic: str, language: str, staff: str, day: str, words: str, label: str
) -> None:
    said = {
        "en": LEAK,
        "vi": "Nước chảy từ trần nhà bếp từ sáng nay",
        "zh": "厨房天花板从今天早上开始漏水，一直滴到地板上",
    }
    units = {"vi": "S1-0501", "zh": "1-101"}
    await desk.report(who, topic, said[language], language=language, unit=units.get(language, "A11"))
    window = {
        "MARC": ("Proposer une visite…", "De – à 1", "Qui intervient ?", "Julien Moreau"),
        "HUONG": ("Đề nghị lịch hẹn…", "Từ – đến 1", "Ai thực hiện?", "Đỗ Văn Hùng"),
        "LIU": ("提供上门时间…", "起止时间 1", "派谁去？", "刘刚"),
    }[staff]
    await desk.play(f"""
        {staff} presses: {window[0]}
        {staff} fills: {day} = 2026-03-04 | {window[1]} = 10:00-12:00 | {window[2]} = {window[3]}
        {who} < …
        {who} taps: _(None of these suits me)
        {who} < …
        {who}: {words}
        {who} < …
        {staff} in "{words}" presses: {label}
        {who} < …
        {who} < 📎 …
    """)
