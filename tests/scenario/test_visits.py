"""Visits agreed with residents: offered, picked, moved, cancelled, kept or missed (row D6)."""

from __future__ import annotations

from tests.scenario.desk import Desk

LEAK = "De l'eau coule du plafond de la cuisine depuis ce matin"
NOISE = "Le voisin du dessus fait du bruit chaque nuit jusqu'à trois heures"


async def test_staff_offer_times_and_the_resident_picks_one(desk: Desk) -> None:
    await desk.report("camille", "paris-leak", LEAK, language="fr")
    await desk.play("""
        MARC presses: Proposer une visite…
        MARC's window < Proposer une visite … Jour 1 … De – à 1 … Jour 3 … Qui intervient ? … \
            Comment se préparer, texte habituel … Dégagez l’accès … (Proposer)
        MARC mends Veuillez choisir au moins un jour: Jour 1 = 2026-03-04 | De – à 1 = 10:00-12:00 \
            | Jour 2 = 2026-03-05 | Qui intervient ? = Julien Moreau
        MARC mends Veuillez écrire l’horaire ainsi: Jour 1 = 2026-03-04 | De – à 1 = le matin \
            | Qui intervient ? = Julien Moreau
        MARC mends Ce moment est déjà passé.: Jour 1 = 2026-03-01 | De – à 1 = 10h | Qui intervient ? = Julien Moreau
        MARC fills: Jour 1 = 2026-03-04 | De – à 1 = 10:00-12:00 | Jour 2 = 2026-03-05 | De – à 2 = 14h-16h \
            | Qui intervient ? = Julien Moreau
        camille < Julien Moreau, Service technique souhaite passer chez vous pour votre demande {ref}. \
            Quel horaire vous convient ? … Lieu : Les Cèdres, 27 avenue des Cèdres, 75020 Paris, A11 … \
            Pour préparer la visite : Dégagez l’accès … \
            [mercredi 4 mars, 10:00–12:00 | jeudi 5 mars, 14:00–16:00 | Aucun ne me convient]
        thread < 📅 Visite de Julien Moreau : le résident choisit …
        thread < nothing
        card < Statut: réponse du résident en attente … 📅 Visite de Julien Moreau : le résident choisit parmi \
            mercredi 4 mars, 10:00–12:00 · jeudi 5 mars, 14:00–16:00
        camille's card < … 📅 Visite : merci de choisir …
        camille taps: jeudi 5 mars, 14:00–16:00
        camille < C’est convenu pour votre demande {ref} : Julien Moreau, Service technique passera le \
            jeudi 5 mars, 14:00–16:00. … Pour préparer la visite : … [Un autre horaire | Annuler la visite]
        camille < 📎 … Pour votre agenda.
        thread < ✅ Camille choisit : jeudi 5 mars, 14:00–16:00
        thread has 📅 Visite de Julien Moreau : jeudi 5 mars, 14:00–16:00
        JULIEN < Convenu avec le résident : … Fuite d’eau, Les Cèdres, A11 … jeudi 5 mars, 14:00–16:00
        MARC < … ✅ Camille choisit …
        card < … 📅 Visite de Julien Moreau : jeudi 5 mars, 14:00–16:00
        camille's card < … 📅 Visite : jeudi 5 mars, 14:00–16:00, Julien Moreau, Service technique.
        camille taps: mercredi 4 mars, 10:00–12:00
        camille < C’est déjà convenu : jeudi 5 mars, 14:00–16:00. …
        camille taps: Aucun ne me convient
        camille < C’est déjà convenu …
    """)


AGREED = """
        MARC presses: Proposer une visite…
        MARC fills: Jour 1 = 2026-03-04 | De – à 1 = 10:00-12:00 | Qui intervient ? = Julien Moreau
        camille < Julien Moreau, Service technique souhaite passer chez vous … [mercredi … | Aucun ne me convient]
        camille taps: mercredi 4 mars, 10:00–12:00
        camille < C’est convenu … : … mercredi 4 mars, 10:00–12:00 …
        camille < 📎 … Pour votre agenda.
        JULIEN < Convenu avec le résident : …
        MARC < … ✅ Camille choisit : mercredi 4 mars, 10:00–12:00
"""
"""A visit on Wednesday morning, agreed on Monday at ten."""


async def agreed(desk: Desk, topic: str = "paris-leak") -> None:
    """Camille and the office have agreed on it."""
    await desk.report("camille", topic, LEAK, language="fr")
    await desk.play(AGREED)


async def test_none_suits_and_staff_agree_on_what_he_wishes(desk: Desk) -> None:
    await desk.report("camille", "paris-leak", LEAK, language="fr")
    await desk.play("""
        MARC presses: Proposer une visite…
        MARC fills: Jour 1 = 2026-03-04 | De – à 1 = 10:00-12:00 | Qui intervient ? = Julien Moreau
        camille < … souhaite passer …
        camille taps: Aucun ne me convient
        camille < Quand cela vous conviendrait-il ? …
        camille: Vendredi après 17 h, s'il vous plaît
        camille < Merci, c’est transmis. Nous reviendrons vers vous avec un horaire.
        thread has Camille: Vendredi après 17 h, s'il vous plaît
        thread has 📅 Aucun horaire ne convient à Camille, qui souhaite : « Vendredi après 17 h, …
        MARC < … qui souhaite : « Vendredi après 17 h
        card < … le résident souhaite un autre horaire : « Vendredi après 17 h, …
        camille's card < … 📅 Visite : nous cherchons un horaire qui vous convienne.
        MARC in "qui souhaite" presses: Fixer une heure…
        MARC's window < Visite convenue par téléphone …
        MARC fills: Jour = 2026-03-06 | De – à = 17:30 | Qui intervient ? = Julien Moreau \
            | Comment le résident se prépare = Gardez le chat dans une autre pièce.
        camille < C’est convenu … : … vendredi 6 mars, 17:30–18:30 … Pour préparer la visite : Gardez le chat dans …
        camille < 📎 …
        JULIEN < Convenu avec le résident …
        camille taps: mercredi 4 mars, 10:00–12:00
        camille < Cela a changé entre-temps. …
    """)


async def test_newer_times_take_the_place_of_the_earlier_ones(desk: Desk) -> None:
    await desk.report("camille", "paris-noise", NOISE, language="fr")
    await desk.play("""
        CLAIRE presses: Proposer une visite…
        CLAIRE fills: Jour 1 = 2026-03-04 | De – à 1 = 10h | Qui intervient ? = Marc Petit
        camille < … [mercredi 4 mars, 10:00–11:00 | Aucun ne me convient]
        CLAIRE presses: Proposer une visite…
        CLAIRE fills: Jour 1 = 2026-03-05 | De – à 1 = 10h | Qui intervient ? = Marc Petit
        camille < … Ces horaires remplacent les précédents. … [jeudi 5 mars, 10:00–11:00 | Aucun ne me convient]
        camille taps: mercredi 4 mars, 10:00–11:00
        camille < Cela a changé entre-temps. …
        camille taps: jeudi 5 mars, 10:00–11:00
        camille < C’est convenu …
        camille < 📎 …
    """)


async def test_two_staff_offer_at_once(desk: Desk) -> None:
    await desk.report("camille", "paris-leak", LEAK, language="fr")
    await desk.play("""
        MARC presses: Proposer une visite…
        JULIEN presses: Proposer une visite…
        MARC fills: Jour 1 = 2026-03-04 | De – à 1 = 10h | Qui intervient ? = Marc Petit
        camille < … [mercredi 4 mars, 10:00–11:00 | Aucun ne me convient]
        JULIEN fills: Jour 1 = 2026-03-05 | De – à 1 = 10h | Qui intervient ? = Julien Moreau
        JULIEN < Marc Petit a été plus rapide …
        camille < nothing
    """)


async def test_the_day_goes_as_agreed(desk: Desk) -> None:
    await agreed(desk)
    await desk.play("""
        (32 hours later)
        camille < Petit rappel … : Julien Moreau, Service technique passera le mercredi 4 mars, 10:00–12:00 … \
            Pour préparer la visite : … [Un autre horaire | Annuler la visite]
        JULIEN < Rappel : … mercredi 4 mars, 10:00–12:00
        (15 hours later)
        camille < Petit rappel … : … [Quelqu’un est là | Personne n’est venu]
        JULIEN < Rappel : …
        camille taps: Personne n’est venu
        camille < La visite est convenue pour le mercredi 4 mars, 10:00–12:00. Si personne n’est venu …
        JULIEN in "Rappel" presses: En route
        camille < Julien Moreau, Service technique est en route vers vous …
        card < Intervention: Julien Moreau · … pris en main mercredi 09:00 … 📅 Visite de Julien Moreau …
        (60 minutes later)
        JULIEN in "Rappel" presses: Arrivé sur place
        camille < Julien Moreau, Service technique est sur place …
        (30 minutes later)
        camille < nothing
        MARC in "arrivé" presses: Visite terminée
        camille < La visite pour votre demande {ref} est terminée. …
        thread has 📅 Visite de Julien Moreau : … terminée …
        (2 days later)
        camille < nothing
    """)


async def test_the_technician_s_own_buttons_count_for_the_visit(desk: Desk) -> None:
    await agreed(desk)
    await desk.play("""
        (47 hours later)
        camille reads on
        JULIEN < Rappel : …
        MARC presses: Envoyer un technicien…
        MARC's window < … Julien Moreau …
        MARC fills: Qui intervient ? = Julien Moreau
        camille reads on
        JULIEN presses: Pris en main
        camille reads on
        JULIEN presses: Sur place
        camille < Julien Moreau, Service technique est sur place …
        thread has 📅 Visite de Julien Moreau : mercredi 4 mars, 10:00–12:00 · en route depuis … · arrivé …
        (3 hours later)
        camille < nothing
    """)


async def test_nobody_comes_staff_say_why_and_offer_new_times(desk: Desk) -> None:
    await agreed(desk)
    await desk.play("""
        (47 hours later)
        camille reads on
        JULIEN < Rappel : …
        (76 minutes later)
        camille < Nous vous prions de nous excuser : Julien Moreau, Service technique n’est pas arrivé à l’heure \
            convenue (mercredi 4 mars, 10:00–12:00) pour votre demande {ref}. … [Quelqu’un est là]
        thread has ⏰ Personne n’a appuyé sur « Arrivé sur place » pour la visite de Julien Moreau (mercredi …
        JULIEN < … ⏰ Personne n’a appuyé …
        MARC < … ⏰ Personne n’a appuyé …
        camille's card < … 📅 Visite : elle n’a pas eu lieu le mercredi 4 mars, 10:00–12:00 …
        MARC in "Personne n’a appuyé" presses: Motif et nouveaux horaires…
        MARC's window < Motif et nouveaux horaires … Pourquoi personne n’est venu ? …
        MARC fills: Pourquoi personne n’est venu ? = Une fuite plus grave l'a retenu. | Jour 1 = 2026-03-04 \
            | De – à 1 = 17h | Qui intervient ? = Marc Petit
        camille < Au sujet de la visite qui n’a pas eu lieu (mercredi 4 mars, 10:00–12:00) pour votre demande {ref} : \
            Une fuite plus grave l'a retenu. Nous vous prions de nous excuser pour cette attente inutile. … \
            [mercredi 4 mars, 17:00–18:00 | Aucun ne me convient]
        thread has Marc Petit au résident: Une fuite plus grave l'a retenu.
        camille taps: Quelqu’un est là
        camille < Cela a changé entre-temps. …
        camille taps: mercredi 4 mars, 17:00–18:00
        camille < C’est convenu … : Marc Petit, …
        camille < 📎 …
        MARC < … ⏰ Marc Petit : reste-t-il quelque chose à faire ? …
        MARC < Déplacé, convenu avec le résident : …
        MARC < … ✅ Camille choisit …
    """)


async def test_he_comes_late_after_all(desk: Desk) -> None:
    await agreed(desk)
    await desk.play("""
        (47 hours later)
        camille reads on
        JULIEN < Rappel : …
        JULIEN in "Rappel" presses: En route
        camille < … en route vers vous …
        (80 minutes later)
        camille < … est en retard pour votre demande {ref} (mercredi 4 mars, 10:00–12:00), mais en route vers vous. …
        JULIEN < … ⏰ …
        MARC < … ⏰ …
        camille taps: Quelqu’un est là
        camille < Merci, c’est noté.
        thread has ✅ Camille signale que quelqu’un est venu (mercredi 4 mars, 10:00–12:00).
        camille taps: Quelqu’un est là
        camille < Merci, c’est noté.
        JULIEN in "Rappel" presses: Visite terminée
        camille < La visite pour votre demande {ref} est terminée. …
    """)


async def test_the_resident_denies_an_arrival(desk: Desk) -> None:
    await agreed(desk)
    await desk.play("""
        (47 hours later)
        camille reads on
        JULIEN < Rappel : …
        JULIEN in "Rappel" presses: Arrivé sur place
        camille < … est sur place …
        (90 minutes later)
        camille < nothing
        camille taps: Personne n’est venu
        camille < Nous vous prions de nous excuser : …
        thread has ⏰ Camille signale que personne n’est venu …
        camille taps: Personne n’est venu
        camille < Merci, c’est noté.
    """)


async def test_the_resident_asks_for_another_time(desk: Desk) -> None:
    await agreed(desk)
    await desk.play("""
        camille taps: Un autre horaire
        camille < Quand cela vous conviendrait-il ? …
        camille taps: Passer
        camille < C’est noté, rien n’a changé.
        camille's card < … 📅 Visite : mercredi 4 mars, 10:00–12:00 …
        camille taps: Un autre horaire
        camille < Quand …
        camille: Plutôt jeudi matin
        camille < Merci, c’est transmis : personne ne passera le mercredi 4 mars, 10:00–12:00. …
        JULIEN < N’a plus lieu, le résident demande un autre horaire : …
        MARC < … 📅 Camille demande un autre horaire que mercredi 4 mars, 10:00–12:00 : « Plutôt jeudi matin »
        camille taps: Annuler la visite
        camille < Cela a changé entre-temps. …
        (3 days later)
        camille < nothing
    """)


async def test_the_resident_cancels(desk: Desk) -> None:
    await agreed(desk)
    await desk.play("""
        camille taps: Annuler la visite
        camille < Faut-il annuler la visite prévue le mercredi 4 mars, … [Oui, l’annuler | Non, la maintenir]
        camille taps: Non, la maintenir
        camille < C’est noté : la visite a bien lieu … [Un autre horaire | Annuler la visite]
        camille taps: Annuler la visite
        camille < Faut-il …
        camille taps: Oui, l’annuler
        camille < La visite prévue le mercredi 4 mars, 10:00–12:00 est annulée. Votre demande {ref} reste ouverte …
        camille < 📎 … Ce fichier retire la visite de votre agenda.
        thread has 🚫 Camille annule la visite : mercredi 4 mars, 10:00–12:00
        JULIEN < Annulé : …
        MARC < … 🚫 Camille annule …
        camille taps: Oui, l’annuler
        camille < Cela a changé entre-temps. …
        (3 days later)
        camille < nothing
        MARC presses: Proposer une visite…
        MARC fills: Jour 1 = 2026-03-09 | De – à 1 = 10h | Qui intervient ? = Marc Petit
        camille < … [lundi 9 mars, 10:00–11:00 | Aucun ne me convient]
    """)


async def test_staff_move_and_cancel(desk: Desk) -> None:
    await agreed(desk)
    await desk.play("""
        MARC in "📅 Visite de" presses: D’autres horaires…
        MARC fills: Jour 1 = 2026-03-05 | De – à 1 = 10h | Qui intervient ? = Julien Moreau
        camille < La visite pour votre demande {ref} doit être déplacée, veuillez nous en excuser. …
        JULIEN < N’a plus lieu, d’autres horaires sont proposés : …
        camille taps: jeudi 5 mars, 10:00–11:00
        camille < C’est convenu …
        camille < 📎 …
        JULIEN < Déplacé, convenu …
        MARC < … ✅ …
        MARC in "📅 Visite de" presses: Annuler la visite…
        MARC fills: Motif = La pièce n'est pas arrivée.
        camille < Nous sommes désolés : la visite prévue le jeudi 5 mars, 10:00–11:00 pour votre demande {ref} \
            est annulée. La pièce n'est pas arrivée.
        camille < 📎 … Ce fichier retire la visite de votre agenda.
        JULIEN < Annulé : …
    """)


async def test_agreed_by_phone_without_a_chat(desk: Desk) -> None:
    await desk.play("""
        CLAIRE types: /palier new
        CLAIRE fills: Nouvelle personne : nom = Jeanne Moulin | Téléphone = 06 12 34 56 78 \
            | Résidence = Les Cèdres | Logement ou lieu = A22 | Objet = Fuite d’eau \
            | De quoi il s’agit : quoi, où, depuis quand = Une fuite sous l'évier depuis hier soir, goutte à goutte
        CLAIRE < …
        MARC presses: Visite convenue par téléphone…
        MARC fills: Jour = 2026-03-04 | De – à = 10:00 | Qui intervient ? = Julien Moreau
        card < … 📅 Visite de Julien Moreau : mercredi 4 mars, 10:00–11:00
        JULIEN < Convenu avec le résident : …
        (32 hours later)
        JULIEN < Rappel : …
        thread has 🔕 Jeanne Moulin n’est pas joignable par messagerie. Veuillez l’appeler au sujet de la visite \
            (06 12 34 56 78) : mercredi 4 mars, 10:00–11:00
    """)


async def test_a_resident_who_has_blocked_the_bot(desk: Desk) -> None:
    await agreed(desk)
    await desk.play("""
        camille blocks
        (32 hours later)
        JULIEN < Rappel : …
        thread has ⚠️ Non remis : le résident a bloqué le bot …
        (15 hours later)
        JULIEN < Rappel : …
        thread has 🔕 Camille n’est pas joignable par messagerie. …
    """)


async def test_in_vietnamese_somebody_comes_within_the_time(desk: Desk) -> None:
    """Saigon says: within the time agreed, with twenty minutes of grace."""
    await desk.report(
        "lan", "saigon-leak", "Nước chảy từ trần nhà bếp từ sáng nay", language="vi", unit="S1-0501"
    )
    await desk.play("""
        HUONG presses: Đề nghị lịch hẹn…
        HUONG fills: Ngày 1 = 2026-03-04 | Từ – đến 1 = 9g-11g30 | Ai thực hiện? = Đỗ Văn Hùng
        lan < Đỗ Văn Hùng … muốn hẹn đến chỗ anh/chị để xử lý yêu cầu {ref}. … Anh/chị vui lòng chuẩn bị: Dọn … \
            [09:00–11:30 thứ Tư, ngày 4 tháng 3 | Không giờ nào phù hợp]
        lan taps: 09:00–11:30 thứ Tư, ngày 4 tháng 3
        lan < Đã hẹn xong: Đỗ Văn Hùng … sẽ đến vào 09:00–11:30 thứ Tư, ngày 4 tháng 3 …
        lan < 📎 lich-hen-…
        lan's card < … 📅 Lịch hẹn: 09:00–11:30 thứ Tư, ngày 4 tháng 3, Đỗ Văn Hùng …
        (26 hours later)
        lan < Xin nhắc lịch hẹn: …
        (14 hours later)
        lan < Xin nhắc lịch hẹn: … [Đã có người đến | Chưa có ai đến]
        (210 minutes later)
        lan < nothing
        (30 minutes later)
        lan < Chúng tôi thành thật xin lỗi: Đỗ Văn Hùng … chưa đến đúng giờ đã hẹn (09:00–11:30 thứ Tư, …
    """)


async def test_in_chinese_from_offer_to_apology(desk: Desk) -> None:
    await desk.report(
        "wei", "shanghai-leak", "厨房天花板从今天早上开始漏水，一直滴到地板上", language="zh", unit="1-101"
    )
    await desk.play("""
        LIU presses: 提供上门时间…
        LIU fills: 日期 1 = 2026-03-04 | 起止时间 1 = 14点到16点 | 派谁去？ = 刘刚
        wei < 刘刚 … [3月4日星期三 14:00–16:00 | 都不合适]
        wei taps: 都不合适
        wei < 您什么时候方便？…
        wei: 周五上午都可以
        wei < 谢谢您，已为您转达。我们会尽快与您确定时间。
        LIU in "周五上午" presses: 确定时间…
        LIU fills: 日期 = 2026-03-06 | 起止时间 = 9:30 | 派谁去？ = 刘刚
        wei < 已约定：…将于3月6日星期五 09:30–10:30上门处理您的诉求 {ref}。 …
        wei < 📎 上门-{ref}.ics …
        (4 days later)
        wei reads on
        wei's card < … 📅 上门：3月6日星期五 09:30–10:30未能如约，我们会为您提供新的时间。
    """)
