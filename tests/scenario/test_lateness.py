"""Clocks that run out: reminders, steps up, pauses, absences, more time, a complaint a month old (rows D2-D4, E)."""

from __future__ import annotations

from bot.domain.ticket import Severity
from tests.fakes.channels import Shown
from tests.scenario.desk import Desk, after_leaving

CHARGES = "My charges went up by half and nobody has told me why"
NOISE = "The neighbours above have been renovating every night for two weeks"


async def test_a_forgotten_request_climbs_to_the_director(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Prendre en charge
        ellen < … is now looking after your request {ref}.
        (23 hours later)
        KARIM < nothing
        (1 hours later)
        KARIM < …{ref}… ⏰ Karim Benali : le résident attend une réponse avant …
        thread has ⏰ Karim Benali : le résident attend une réponse avant …
        ellen < nothing
        (24 hours later)
        SOPHIE < …{ref}… 🔺 Sophie Lambert, cette demande vous revient : la réponse est en retard. Elle était chez Karim
        KARIM < … 🔺 Cette demande est passée à Sophie Lambert : la réponse est en retard.
        thread has 🔺 De Karim Benali à Sophie Lambert : la réponse est en retard.
        ellen < We are sorry that your request {ref} is taking longer than we said. Sophie Lambert, Accounts is now …
        card < … En charge: Sophie Lambert … Réponse avant: 🔴 … 🔺 …
        ellen's card < … Sophie Lambert, Accounts is looking after it.
        (24 hours later)
        HELENE < … 🔺 Hélène Marchand, cette demande vous revient …
        SOPHIE < … 🔺 Cette demande est passée à Hélène Marchand …
        ellen < We are sorry that your request … Hélène Marchand, Management is now looking after it …
        (24 hours later)
        HELENE < … ⏰ Hélène Marchand : la réponse était attendue avant …
        ellen < nothing
        SOPHIE < nothing
        HELENE: We have found the mistake: you will get the difference back.
        ellen < … We have found the mistake …
        (24 hours later)
        HELENE < nothing
        HELENE types: /palier status {ref}
        HELENE < … 🔺 …
    """)
    ticket = await desk.ticket()
    assert (ticket.escalated, ticket.handler) == (2, "helene-marchand")


async def test_whoever_answers_after_the_reminder_stops_it(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Prendre en charge
        ellen reads on
        (25 hours later)
        KARIM < … ⏰ …
        KARIM: We are looking into the bill of the water company.
        ellen reads on
        (24 hours later)
        KARIM < nothing
        SOPHIE < nothing
        ellen < nothing
        ellen: Thank you very much!
        ellen reads on
        (1 hours later)
        SOPHIE < nothing
        ellen: And what about the lift costs?
        ellen reads on
        card < … Réponse avant: …
        (24 hours later)
        KARIM < nothing
        (2 hours later)
        KARIM < … ⏰ Karim Benali : le résident attend une réponse avant …
    """)


async def test_after_an_answer_it_may_not_be_forgotten_either(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM: I am looking into it.
        ellen reads on
        (48 hours later)
        KARIM < … ⏰ Karim Benali : reste-t-il quelque chose à faire ? …
        KARIM in "reste-t-il" presses: Répondue
        ellen < Is everything settled for you?
        (96 hours later)
        KARIM < nothing
        SOPHIE < nothing
        ellen < If we hear nothing before
    """)


async def test_it_pauses_while_the_resident_is_awaited(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Prendre en charge
        ellen reads on
        (20 hours later)
        KARIM asks: Which bill do you mean?
        ellen reads on
        (48 hours later)
        KARIM < nothing
        ellen: ok, merci
        ellen reads on
        card < Statut: réponse du résident en attente
        ellen: The one of January
        ellen reads on
        (3 hours later)
        KARIM < nothing
        (2 hours later)
        KARIM < … ⏰ Karim Benali : le résident attend une réponse avant …
    """)


async def test_nobody_takes_it(desk: Desk) -> None:
    await desk.report("mai", "saigon-charges", "Phí quản lý tháng này cao gấp đôi tháng trước", language="vi")
    await desk.play("""
        (12 hours later)
        HUONG < nothing
        (4 hours later)
        HUONG < …{ref}… ⏰ … cần trả lời cư dân trước …
        (8 hours later)
        HUONG < …{ref}… 👉 Chưa có ai nhận yêu cầu này nên nay giao cho anh/chị. …
        HUONG < nothing
        mai < Yêu cầu {ref} của anh/chị mất nhiều thời gian hơn … Nguyễn Thị Lan Hương – Ban quản lý trực …
    """)


async def test_no_reminder_at_night_or_on_holidays(desk: Desk) -> None:
    await desk.report("wei", "shanghai-charges", "这个月的物业费比上个月高了一倍，没有人解释", language="zh")
    await desk.play("""
        SUN presses: 接单
        wei reads on
        (23 hours later)
        SUN < nothing
        (2 hours later)
        SUN < nothing
        (15 hours later)
        SUN < … ⏰ 孙丽：请在…之前答复住户。…
        wei < nothing
    """)


async def test_who_is_away_is_stepped_over(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Prendre en charge
        ellen reads on
        KARIM types: /palier away
        KARIM < Personne n’est absent.
        KARIM types: /palier away 2026-03-02 2026-03-06 Sophie
        KARIM < Seul un responsable peut le dire de quelqu’un d’autre.
        SOPHIE types: /palier absent 3/3
        SOPHIE < Absence notée : Sophie Lambert, le 3 mars 2026. …
        HELENE types: /palier away 2026-03-04 2026-03-06 Sophie
        HELENE < Absence notée : Sophie Lambert, du 4 mars 2026 au 6 mars 2026. …
        KARIM types: /palier away bientôt
        KARIM < Je ne comprends pas ces jours : « bientôt ». Indiquez le premier et le dernier, ou un seul : …
        KARIM types: /palier away 2026-03-06 2026-03-04
        KARIM < Je ne comprends pas ces jours : …
        KARIM types: /palier away
        KARIM < Absents : … Sophie Lambert : 3 mars 2026 … du 4 mars 2026 au 6 mars 2026
        (25 hours later)
        KARIM < … ⏰ …
        (24 hours later)
        HELENE < … 🔺 Hélène Marchand, cette demande vous revient …
        SOPHIE < nothing
        ellen < We are sorry … Hélène Marchand, Management …
        KARIM < … 🔺 Cette demande est passée à Hélène Marchand …
        KARIM presses: Affecter…
        KARIM fills: À qui ? = Sophie Lambert
        thread has ⚠️ Sophie Lambert est en congé ou absent jusqu’au 6 mars 2026.
        SOPHIE < …
        ellen < … Sophie Lambert, Accounts is now looking after …
        SOPHIE types: /palier back
        SOPHIE < Retour noté : Sophie Lambert.
        SOPHIE types: /palier back
        SOPHIE < Aucune absence n’était notée pour Sophie Lambert.
    """)


async def test_an_absent_handler_is_not_reminded_his_manager_is(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Prendre en charge
        ellen reads on
        KARIM types: /palier away 2026-03-03 2026-03-05
        KARIM < …
        (25 hours later)
        KARIM < nothing
        SOPHIE < … ⏰ Sophie Lambert : le résident attend … (Karim Benali est en congé ou absent jusqu’au 5 mars 2026.)
    """)


async def complaint(desk: Desk) -> Shown:
    """A complaint of severity B in Claire's hands, on a Monday at ten."""
    await desk.report("ellen", "paris-complaint", NOISE)
    await desk.play("""
        HELENE presses: Transmettre
        CLAIRE presses: Prendre en charge
        ellen reads on
    """)
    return desk.card


async def test_more_time_for_a_complaint(desk: Desk) -> None:
    card = await complaint(desk)
    await desk.play("""
        THOMAS < … gravité B …
        (47 hours later)
        CLAIRE < … ⏰ Claire Dubois : le résident attend …
        CLAIRE < … ⏰ Claire Dubois : cette réclamation est à résoudre avant …
        CLAIRE in "est à résoudre avant" presses: Délai supplémentaire…
        CLAIRE mends Veuillez choisir un moment à venir.: Motif = x | Nouvelle date = 1772000000
        CLAIRE fills: Motif = The builder is abroad | Nouvelle date = 1773050400
        ellen < nothing
    """)
    asked = desk.slack.cards()[-1]
    desk.look_at(card)
    await desk.play("""
        thread has ⏳ Claire Dubois demande un délai, jusqu’à … The builder is abroad · décision demandée à Thomas
        CLAIRE presses: Délai supplémentaire…
        CLAIRE fills: Motif = Please | Nouvelle date = 1773050400
        CLAIRE < Un délai a déjà été demandé ; la décision revient à Thomas Leroy.
    """)
    desk.look_at(asked)
    await desk.play("""
        CLAIRE presses: Accorder
        CLAIRE < …
        CLAIRE < Seul un supérieur …
        card < … Demandé par: Claire Dubois … Gravité: B … The builder is abroad …
        THOMAS and HELENE press: Accorder
        HELENE < Thomas Leroy en a déjà décidé.
        card < ✅ Accordé par Thomas Leroy.
        ellen < About your complaint {ref}: we need more time than we told you, and we are sorry for that. …
    """)
    desk.look_at(card)
    desk.looked["U0THOMAS"] = len(desk.slack.private["U0THOMAS"])
    await desk.play("""
        thread has ✅ Thomas Leroy a accordé un délai à Claire Dubois, jusqu’à …
        CLAIRE: We have talked to your neighbours and to the builder.
        ellen reads on
        card < … À résoudre avant: lundi 11:00 …
        ellen's card < … We mean to have it solved before Monday
        (24 hours later)
        THOMAS < nothing
    """)


async def test_more_time_until_a_day(desk: Desk) -> None:
    """No hour was chosen: until the end of that day's work, and nobody reads of midnight."""
    card = await complaint(desk)
    await desk.play("""
        THOMAS < …
        CLAIRE presses: Délai supplémentaire…
        CLAIRE fills: Motif = The builder is abroad | Nouvelle date = 1773183600
    """)
    desk.look_at(desk.slack.cards()[-1])
    await desk.play("""
        card < … Nouvelle date: mercredi 11 mars 2026 à 17:00 …
        THOMAS presses: Accorder
        ellen < … We will have it solved before Wednesday 11 March 2026 at 17:00.
    """)
    desk.look_at(card)
    await desk.play(
        "thread has ✅ … a accordé un délai à Claire Dubois, jusqu’à mercredi 11 mars 2026 à 17:00…"
    )


async def test_more_time_is_needless_once_the_complaint_has_ended(desk: Desk) -> None:
    card = await complaint(desk)
    await desk.play("""
        THOMAS < …
        CLAIRE presses: Délai supplémentaire…
        CLAIRE fills: Motif = The builder is abroad | Nouvelle date = 1773050400
    """)
    asked = desk.slack.cards()[-1]
    desk.look_at(card)
    await desk.play("""
        CLAIRE presses: Refuser…
        CLAIRE fills: Explication = Partie privative
        ellen reads on
    """)
    assert "☑️ Il n’y a plus rien à décider." in asked.text
    desk.look_at(asked)
    await desk.play("""
        THOMAS presses: time.approve
        THOMAS < …
        THOMAS < …
        THOMAS < … Elle est maintenant « refusée » …
        ellen < nothing
    """)


async def test_refused_it_goes_up(desk: Desk) -> None:
    card = await complaint(desk)
    await desk.play("""
        THOMAS < …
        CLAIRE presses: Délai supplémentaire…
        CLAIRE fills: Motif = The builder is abroad | Nouvelle date = 1773050400
    """)
    desk.look_at(next(one for one in reversed(desk.slack.cards()) if one.room == "U0THOMAS"))
    await desk.play("""
        THOMAS presses: Ne pas accorder…
        THOMAS fills: Motif = He has a telephone
        card < ✖️ Non accordé par Thomas Leroy.
        ellen < nothing
    """)
    desk.look_at(card)
    await desk.play("""
        CLAIRE < ✖️ Thomas Leroy n’a pas accordé de délai à Claire Dubois : He has a telephone …
        CLAIRE: We are on it.
        ellen reads on
        (47 hours later)
        CLAIRE < … ⏰ Claire Dubois : cette réclamation est à résoudre avant …
        (48 hours later)
        CLAIRE < …
        THOMAS < …
        THOMAS < …
    """)


async def test_whoever_was_to_give_more_time_has_left(desk: Desk) -> None:
    await complaint(desk)
    await desk.play("""
        THOMAS < …
        CLAIRE presses: Délai supplémentaire…
        CLAIRE fills: Motif = The builder is abroad | Nouvelle date = 1773050400
        THOMAS < …
    """)
    desk.directory = after_leaving(desk.directory, "thomas-leroy")
    await desk.restart()
    await desk.play("""
        (47 hours later)
        HELENE < … ⏳ Hélène Marchand : une demande de délai … The builder is abroad
        HELENE in "une demande de délai" presses: Accorder
        ellen < About your complaint {ref}: we need more time than we told you, …
    """)


async def test_a_complaint_nobody_takes_is_the_supervisors_within_hours(desk: Desk) -> None:
    await desk.report("ellen", "paris-complaint", NOISE)
    await desk.play("""
        HELENE presses: Transmettre
        ellen reads on
        THOMAS < 📋 …
        (1 hours later)
        THOMAS < …{ref}… ⏰ Personne n’a encore pris cette demande en charge. Thomas Leroy : …
        (22 hours later)
        THOMAS < … 👉 Personne n’a pris cette demande en charge : elle vous revient. …
        ellen < Thomas Leroy, Customer care is now looking after your request {ref}.
        thread has 👉 Personne ne l’avait prise en charge : Thomas Leroy s’en occupe désormais.
        card < … En charge: Thomas Leroy …
    """)


async def test_a_complaint_a_month_old_becomes_a(desk: Desk) -> None:
    await complaint(desk)
    await desk.play("""
        CLAIRE: We have talked to your neighbours.
        ellen reads on
        THOMAS < …
        (27 days later)
    """)
    for name in ("THOMAS", "CLAIRE", "HELENE"):
        desk.looked[f"U0{name}"] = len(desk.slack.private.get(f"U0{name}", []))
    desk.read_all()
    await desk.play("""
        (4 days later)
        thread has 🔴 Cette réclamation n’est pas résolue depuis un mois : elle passe en gravité A.
        card < … Code: PAR-A-GENERAL-20260001 …
    """)
    assert any("gravité A" in text for text in desk.slack.private["U0HELENE"])
    assert (await desk.ticket()).severity is Severity.A


async def test_an_outside_party_is_chased_again_and_again(desk: Desk) -> None:
    await desk.report("ellen", "paris-other", "May I close my balcony with glass, as in the other building")
    await desk.play("""
        CLAIRE presses: Prendre en charge
        ellen reads on
        CLAIRE presses: Demander à un tiers…
        CLAIRE fills: À qui ? = Bâtir SA | La question par écrit = May they?
        ellen < …
        ellen's card < … We expect their answer before Monday
        card < … Leur réponse attendue: lundi 9 mars 2026 …
        (6 days later)
        CLAIRE < nothing
        (1 days later)
        CLAIRE < …{ref}… ⏰ Bâtir SA devait répondre avant … et ne l’a pas fait. Claire Dubois : merci de relancer.
        (2 days later)
        CLAIRE < … ⏰ Bâtir SA …
        ellen < nothing
        CLAIRE presses: Réponse de…
        CLAIRE fills: Réponse de = Bâtir SA: May they? | Leur réponse = They may
        card < … Réponse avant: …
        (25 hours later)
        CLAIRE < … ⏰ Claire Dubois : …
    """)


async def test_the_result_of_work_is_told_by_the_question(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM presses: Prendre en charge
        KARIM presses: Travaux faits
        ellen reads on
        (6 hours later)
        KARIM < nothing
        SOPHIE < nothing
    """)
