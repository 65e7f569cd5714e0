"""The same desk in Vietnamese, Chinese and English, and a change of language at any moment."""

from __future__ import annotations

from tests.scenario.desk import Desk


async def test_charges_question_in_vietnamese_answered_in_the_thread(desk: Desk) -> None:
    await desk.play("""
        minh (vi): Cho tôi hỏi phí quản lý tháng hai sao lại tăng gấp đôi so với tháng một
        minh < _(What is your name?) [Minh | _(Cancel)]
        minh taps: Minh
        minh < _(Which residence is it about? Choose it, or type a part of its name or address.)
        minh: ben xanh
        minh < _(Which residence is it about? Choose it, or type a part of its name or address.) \
            [Sông Xanh Riverside | _(Mine isn't here) | _(Back) | _(Cancel)]
        minh taps: Sông Xanh Riverside
        minh < _(Which flat or shop? For a common area, write where it is.)
        minh: s1-0501
        minh < _(What is it about?) [Rò rỉ nước | … | Hồ bơi, phòng gym | … | _(Back) | _(Cancel)]
        minh taps: Phí quản lý, thanh toán
        minh < _(Any photos? Send them now, or go on without.)
        minh taps: _(No photos)
        minh < _(Please check your request before I send it:) … Minh … Sông Xanh Riverside … Phí quản lý
        minh taps: _(Send)
        minh < Minh … {ref} … Phí quản lý … kế toán … 16:00 …
        minh < nothing
        card in #ACCT002 < Sông Xanh Riverside, S1-0501 … Minh … phí quản lý tháng hai

        KIMCHI: Dạ, tháng hai có thêm phí bảo trì quỹ. Em gửi anh bảng kê ạ.
        mark < ✅
        minh < Hoàng Kim Chi – … kế toán: Dạ, tháng hai có thêm phí bảo trì quỹ. Em gửi anh bảng kê ạ.
        card < Hoàng Kim Chi
        KIMCHI sends: bang-ke.pdf
        mark < ✅
        minh < 📎 bang-ke.pdf Hoàng Kim Chi
        minh: Cảm ơn em, vậy là đúng rồi
        minh sees 👌
        thread < Minh: Cảm ơn em, vậy là đúng rồi

        KIMCHI presses: ticket.resolve
        minh < … Hoàng Kim Chi … [_(Yes, thank you) | _(No, not yet)]
        minh taps: _(Yes, thank you)
        minh < _(Thank you. Your request {reference} is closed.)
        minh < _(How would you rate the way we handled it?)
        minh taps: ★★★★
        minh < _(Thank you! Would you like to add a word?) [_(Skip)]
        minh: Tốt lắm
        minh < _(Thank you for your rating. Until next time!)
        card < ★★★★☆ “Tốt lắm”
    """)


async def test_chinese_resident(desk: Desk) -> None:
    await desk.play("""
        mei (zh-hans): 三号楼一二零一室楼下水管堵了，今天早上开始往外冒水
        mei < _(What is your name?)
        mei: 梅芳
        mei < _(Which residence is it about? Choose it, or type a part of its name or address.)
        mei: 梧桐
        mei < … [梧桐苑 | _(Mine isn't here) | _(Back) | _(Cancel)]
        mei taps: 梧桐苑
        mei < _(Which flat or shop? For a common area, write where it is.)
        mei: 3-1201
        mei < _(What is it about?) [漏水 | 电梯 | … | _(Cancel)]
        mei: 下水管道
        mei < 维修人员上门之前 …
        mei taps: _(Skip)
        mei < _(Any photos? Send them now, or go on without.)
        mei taps: _(No photos)
        mei < _(Please check your request before I send it:) … 梅芳 … 梧桐苑 … 下水管道
        mei taps: _(Send)
        mei < 梅芳 … {ref} … 下水管道
        card in #TECH003 < 下水管道 … 梧桐苑, 3-1201 … 梅芳 … 三号楼 … ☐ … ☐ … ☐ … ☐
        LIU ticks: 1, 2, 3, 4
        mei's card < {ref} … 是否满意 … 4/4
        mei < 您的诉求 {ref}（下水管道）的施工已完成
        LIU: 已疏通，请您确认。
        mei < … 刘刚 … 已疏通，请您确认。
        LIU: 内部：业主脾气急，明天再去一次
        mark < 🔒
        notes < 刘刚: 业主脾气急，明天再去一次
        mei < nothing
    """)


async def test_english_resident_of_a_french_office_with_all_that_the_dialog_offers(desk: Desk) -> None:
    await desk.play("""
        ellen (en-GB): /report
        ellen < What is your name? [Ellen | Cancel]
        ellen taps: Ellen
        ellen < Which residence …
        ellen taps: Les Cèdres
        ellen < Which flat …
        ellen taps: Back
        ellen < Which residence …
        ellen taps: Les Cèdres
        ellen < Which flat …
        ellen: Common room
        ellen < What is it about? [Water leak | Lift | … | Back | Cancel]
        ellen: Lift
        ellen < Please describe it: …
        ellen: The lift stops between two floors several times a day
        ellen < Any photos? …
        ellen taps: No photos
        ellen < Please check … Flat or place: Common room … Topic: Lift … Photos: – [Send | Change something | …]
        ellen taps: Change something
        ellen < What would you like to change? [Your name | Residence | Flat or place | … | Photos | Back]
        ellen taps: Flat or place
        ellen < Which flat …
        ellen: B12
        ellen < Is there anything the technician must know …
        ellen taps: Skip
        ellen < Please check … Flat or place: B12
        ellen taps: Start over
        ellen < I will take this to the office. … What is your name?
        ellen taps: Cancel
        ellen < nothing was sent
        ellen: /status
        ellen < You have no open request.
    """)
    assert desk.slack.cards() == []


async def test_a_known_resident_is_not_asked_again_who_he_is(desk: Desk) -> None:
    await desk.report(
        "ellen", "paris-lift", "The lift has been standing still since yesterday evening", unit="b12"
    )
    await desk.play("""
        card < Les Cèdres, B12
        ellen: /report
        ellen < What is it about? [Water leak | … | Back | Cancel]
        ellen taps: Heating, hot water
        ellen < Please describe it: …
        ellen: No warm water in the whole flat since Sunday evening
        ellen < Is there anything the technician must know …
        ellen taps: Skip
        ellen < Any photos? …
        ellen taps: No photos
        ellen < Please check … Ellen … Les Cèdres … B12
        ellen taps: Send
        ellen < Thank you, Ellen. Your request {ref} (Heating, hot water) is with Technical department.
        card < Chauffage, eau chaude … Langue: anglais … No warm water
    """)


async def test_the_present_question_is_asked_again_in_the_new_language(desk: Desk) -> None:
    await desk.play("""
        camille (fr): /report
        camille < Quel est votre nom ?
        camille taps: Camille
        camille < De quelle résidence …
        camille: /language
        camille < Dans quelle langue … [Français | English | Tiếng Việt | 中文]
        camille taps: English
        camille < From now on I write to you in: English.
        camille < Which residence is it about? … [Les Cèdres | … | Mine isn't here | Back | Cancel]
        camille taps first: La mienne n’y est pas
        camille < That question is already answered; here is the present one. … Which residence …
        camille taps: Les Cèdres
        camille < Which flat or shop? …
    """)


async def test_an_unknown_language_gets_the_offices(desk: Desk) -> None:
    await desk.play("""
        joana (pt-br): /start
        joana < Bonjour … /report
        joana < Dans quelle langue …
        joana taps: 中文
        joana < _(From now on I write to you in: {language}.)
        joana: /help
        joana < /report … /status … /help
        joana: /dance
        joana < _(I don't know that command. Here is what I can do:) … /report
    """)
