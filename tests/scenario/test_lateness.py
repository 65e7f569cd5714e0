"""Clocks that run out: reminders, steps up, pauses, absences, more time, a complaint a month old (rows D2-D4, E)."""

from __future__ import annotations

from bot.domain.ticket import Severity
from tests.scenario.desk import Desk

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
        KARIM < …{ref}… ⏰ Karim Benali : le résident attend une réponse avant … [Répondre au résident] …
        thread has ⏰ Karim Benali : le résident attend une réponse avant …
        ellen < nothing
        (24 hours later)
        SOPHIE < …{ref}… 🔺 Sophie Lambert, cette demande vous revient : la réponse est en retard. Elle était chez Karim
        KARIM < … 🔺 Cette demande est passée à Sophie Lambert : la réponse est en retard.
        thread has 🔺 De Karim Benali à Sophie Lambert : la réponse est en retard.
        ellen < We are sorry that your request {ref} is taking longer than we said. Sophie Lambert, Accounts is now …
        card < … Responsable: Sophie Lambert … Réponse due: 🔴 … 🔺 …
        ellen's card < … Sophie Lambert, Accounts is looking after it.
        (24 hours later)
        HELENE < … 🔺 Hélène Marchand, cette demande vous revient …
        SOPHIE < … 🔺 Cette demande est passée à Hélène Marchand …
        ellen < We are sorry that your request … Hélène Marchand, Management is now looking after it …
        (24 hours later)
        HELENE < … ⏰ Hélène Marchand : la réponse était attendue pour …
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
        card < … Réponse due: …
        (24 hours later)
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
        (96 hours later)
        KARIM < nothing
        SOPHIE < nothing
        ellen < nothing
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
        card < Statut: en attente du résident
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
        HUONG < nothing
        (16 hours later)
        HUONG < …
        HUONG < …
        mai < Nguyễn Thị Lan Hương – Direction …
    """)


async def test_no_reminder_at_night_or_on_holidays(desk: Desk) -> None:
    await desk.report("wei", "shanghai-charges", "这个月的物业费比上个月高了一倍，没有人解释", language="zh")
    await desk.play("""
        SUN presses: 受理
        wei reads on
        (23 hours later)
        SUN < nothing
        (2 hours later)
        SUN < nothing
        (14 hours later)
        SUN < … ⏰ 孙丽：请在…之前答复住户。…
        wei < nothing
    """)
