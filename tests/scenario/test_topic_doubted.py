"""A topic that somebody's own words speak against: he is asked once which of the two it is (row A3)."""

from __future__ import annotations

from tests.scenario.desk import Desk

BEGINS = """
    ellen (en): {words}
    ellen < … What is your name? …
    ellen taps: Ellen
    ellen < Which residence …
    ellen taps: Les Cèdres
    ellen < Which flat …
    ellen: A11
    ellen < What is it about? …
    ellen taps: {topic}
"""
"""A request that begins with its description; the topic is chosen after it."""
ASKED = "_(What you write sounds more like “{other}” than “{chosen}”. Which of the two is it?)"
CAUTIONS = "Is there anything the technician must know …"
LIFT = "Nobody has been able to use the elevator of block B since Monday"


def begun(words: str = LIFT, topic: str = "Noise, neighbours") -> str:
    return BEGINS.format(words=words, topic=topic)


async def test_the_other_topic_routes_it(desk: Desk) -> None:
    await desk.play(f"""
        {begun()}
        ellen < What you write sounds more like “Lift” than “Noise, neighbours”. Which of the two is it? \
            [Noise, neighbours | Lift | Back | Cancel]
        ellen taps: Lift
        ellen < {CAUTIONS}
        ellen taps: Skip
        ellen < Any photos? …
        ellen taps: No photos
        ellen < Please check … Topic: Lift …
        ellen taps: Send
        ellen < Thank you, Ellen. Your request {{ref}} (Lift) is with Technical department. …
        card in #TECH001 < Ascenseur
    """)


async def test_he_meant_what_he_chose_and_is_not_asked_again(desk: Desk) -> None:
    await desk.play(f"""
        {begun()}
        ellen < What you write sounds more like “Lift” …
        ellen taps: Noise, neighbours
        ellen < Any photos? …
        ellen taps: No photos
        ellen < Please check … Topic: Noise, neighbours …
        ellen taps: Change something
        ellen < What would you like to change? [Your name | Residence | … | Topic | …]
        ellen taps: Topic
        ellen < What is it about? …
        ellen taps: Cleaning, waste
        ellen < {CAUTIONS}
        ellen taps: Skip
        ellen < Please check … Topic: Cleaning, waste …
        ellen taps: Change something
        ellen reads on
        ellen taps: Description
        ellen < Please describe it …
        ellen: I paid the service charges twice, please refund me
        ellen < Please check … Topic: Cleaning, waste … Description: I paid the service charges twice …
        ellen taps: Send
        ellen < Thank you, Ellen. …
        card in #CLEAN001 < Propreté, déchets
    """)


async def test_what_follows_the_topic_is_asked_of_the_one_that_holds(desk: Desk) -> None:
    """Words changed at the end speak of something else for the first time: the answer for the technician is void."""
    await desk.play(f"""
        {begun(topic="Lift")}
        ellen < {CAUTIONS}
        ellen: The door code is 1234
        ellen < Any photos? …
        ellen taps: No photos
        ellen < Please check … For the technician: The door code is 1234 …
        ellen taps: Change something
        ellen reads on
        ellen taps: Description
        ellen reads on
        ellen: I paid the service charges twice, please refund me
        ellen < What you write sounds more like “Charges, payments” than “Lift”. … [Lift | Charges, payments | Back | …]
        ellen taps: Charges, payments
        ellen < Please check … Topic: Charges, payments Description: I paid … refund me Photos: –
        ellen taps: Send
        ellen < Thank you, Ellen. …
        card in #ACCT001 < Charges
    """)


async def test_taps_of_before_strange_words_and_the_way_back(desk: Desk) -> None:
    await desk.play(f"""
        {begun()}
        ellen < What you write sounds more like “Lift” …
        ellen taps: Charges, payments
        ellen < That question is already answered; here is the present one. What you write sounds more like “Lift” …
        ellen: purple
        ellen < I have added that to your description. What you write sounds more like “Lift” …
        ellen sends: hall.jpg
        ellen < … What you write sounds more like “Lift” than “Noise, neighbours”. …
        ellen taps: Back
        ellen < Please describe it …
        ellen: The neighbours upstairs play loud music all night
        ellen < Any photos? …
        ellen taps: That's all
        ellen < Please check … Topic: Noise, neighbours … Photos: 1 file
        ellen: cancel
        ellen < All right, I have dropped it; nothing was sent. …
        ellen: {LIFT}
        ellen < … What is your name? …
        ellen taps: Ellen
        ellen reads on
        ellen taps: Les Cèdres
        ellen reads on
        ellen: A11
        ellen reads on
        ellen taps: Something else
        ellen < What you write sounds more like “Lift” than “Something else”. …
        ellen: /cancel
        ellen < All right, I have dropped it; nothing was sent. …
    """)


async def test_words_that_are_added_settle_it(desk: Desk) -> None:
    await desk.play(f"""
        {begun()}
        ellen < What you write sounds more like “Lift” …
        ellen: It is the noise, the loud drilling and hammering in the shaft
        ellen < I have added that to your description. Any photos? …
    """)


async def test_typed_answers(desk: Desk) -> None:
    for typed, topic in (("lift", "Lift"), ("2", "Lift"), ("yes", "Lift"), ("no", "Noise"), ("1", "Noise")):
        await desk.play(f"""
            {begun()}
            ellen < What you write sounds more like “Lift” …
            ellen: {typed}
            ellen reads on
            ellen: {"skip" if topic == "Lift" else "no photos"}
            ellen reads on
            ellen: {"no photos" if topic == "Lift" else "change"}
            ellen < … Topic: {topic} …
            ellen: /cancel
            ellen reads on
        """)


async def test_who_means_neither_writes_what_he_means(desk: Desk) -> None:
    await desk.play(f"""
        {begun()}
        ellen < What you write sounds more like “Lift” …
        ellen: cleaning, waste
        ellen < {CAUTIONS}
        ellen taps: Skip
        ellen < Any photos? …
        ellen taps: No photos
        ellen < Please check … Topic: Cleaning, waste … Description: {LIFT} …
    """)


async def test_who_says_neither_chooses_anew_and_is_not_doubted_again(desk: Desk) -> None:
    for neither in ("neither", "Something else.", "ni l'un ni l'autre", "việc khác", "都不是"):
        await desk.play(f"""
            {begun()}
            ellen < What you write sounds more like “Lift” …
            ellen: {neither}
            ellen < What is it about? …
            ellen taps: Charges, payments
            ellen < Any photos? …
            ellen taps: No photos
            ellen < Please check … Topic: Charges, payments Description: {LIFT} Photos …
            ellen: /cancel
            ellen reads on
        """)


async def test_start_over_asks_anew(desk: Desk) -> None:
    await desk.play(f"""
        {begun()}
        ellen < What you write sounds more like “Lift” …
        ellen taps: Noise, neighbours
        ellen < Any photos? …
        ellen taps: No photos
        ellen < Please check …
        ellen taps: Start over
        ellen < … What is your name? …
        ellen taps: Ellen
        ellen reads on
        ellen taps: Les Cèdres
        ellen reads on
        ellen: A11
        ellen reads on
        ellen taps: Noise, neighbours
        ellen < Please describe it …
        ellen: {LIFT}
        ellen < What you write sounds more like “Lift” …
    """)


async def test_danger_a_voice_and_a_complaint_are_not_questioned(desk: Desk) -> None:
    await desk.play(f"""
        ellen (en): The elevator has stopped and my mother is trapped in the lift
        ellen reads on
        ellen taps: Les Cèdres
        ellen reads on
        ellen: A11
        ellen < What is it about? …
        ellen taps: Noise, neighbours
        ellen < Please check … Topic: Noise, neighbours …
        ellen: /cancel
        ellen reads on
        {begun(topic="Complaint")}
        ellen < What would you like us to do about it? …
        ellen: /cancel
        ellen reads on
        ellen: /report
        ellen reads on
        ellen taps: Ellen
        ellen reads on
        ellen taps: Les Cèdres
        ellen reads on
        ellen: A11
        ellen reads on
        ellen taps: Charges, payments
        ellen < Please describe it …
        ellen sends: message.ogg
        ellen < … Any photos? …
    """)


async def test_a_second_request_while_one_is_open(desk: Desk) -> None:
    await desk.report("ellen", "paris-leak", "Water has been dripping from the ceiling since this morning")
    await desk.play(f"""
        ellen: /report
        ellen < … What is it about? …
        ellen taps: Charges, payments
        ellen < Please describe it …
        ellen: {LIFT}
        ellen < What you write sounds more like “Lift” than “Charges, payments”. …
        ellen edits: My payment of the service charges is not shown in the account
        ellen < I have changed that in your description. Any photos? …
    """)


async def test_in_french_vietnamese_and_chinese(desk: Desk) -> None:
    await desk.play("""
        camille (fr): Mon badge n'ouvre plus la porte du hall depuis lundi
        camille reads on
        camille taps: Camille
        camille reads on
        camille taps: Les Cèdres
        camille reads on
        camille: A21
        camille reads on
        camille taps: Fuite d’eau
        camille < Votre message évoque plutôt « Badges, clés, parking » que « Fuite d’eau ». De quoi s’agit-il ? \
            [Fuite d’eau | Badges, clés, parking | Retour | Annuler]
        camille: badges
        camille < Avez-vous des photos ? …
        camille taps: Sans photo
        camille < … Objet : Badges, clés, parking …
        camille: oui
        camille < Merci, Camille. …
        card in #CARE001 < Badges, clés, parking

        minh (vi): Thang may block B bi hong tu hom qua chua ai sua
        minh reads on
        minh taps: Minh
        minh reads on
        minh taps: Sông Xanh Riverside
        minh reads on
        minh: S1-0501
        minh reads on
        minh taps: Phí quản lý, thanh toán
        minh < Nội dung anh/chị viết có vẻ thuộc mục “Thang máy” hơn là “Phí quản lý, thanh toán”. … \
            [Phí quản lý, thanh toán | Thang máy | _(Back) | _(Cancel)]
        minh: thang may
        minh reads on
        minh: /cancel
        minh reads on

        mei (zh-hans): 楼道里的灯泡坏了三天，晚上一片漆黑
        mei reads on
        mei taps: Mei
        mei reads on
        mei taps: 梧桐苑
        mei reads on
        mei: 3-1201
        mei reads on
        mei taps: 物业缴费
        mei < 您描述的内容更像是“供电照明”，而不是“物业缴费”。请问是哪一项？ [物业缴费 | 供电照明 | _(Back) | _(Cancel)]
        mei: 是
        mei reads on
        mei: 没有
        mei reads on
        mei: 没有
        mei < … 供电照明 …
    """)


async def test_staff_are_told_what_the_words_speak_of_until_they_have_done_something(desk: Desk) -> None:
    await desk.play(f"""
        {begun()}
        ellen reads on
        ellen taps: Noise, neighbours
        ellen reads on
        ellen taps: No photos
        ellen reads on
        ellen taps: Send
        ellen < Thank you, Ellen. …
        card in #CLEAN001 < 🧭 Le message parle peut-être plutôt de : Ascenseur
        ANTONIO chooses: Ascenseur
        ellen < Your request {{ref}} (Lift) is now with Technical department.
        card in #TECH001 < Ascenseur
        ellen: Thank you, it is really the lift
        ellen sees 👌
    """)
    assert "🧭" not in desk.card.text


async def test_the_note_goes_when_somebody_takes_it(desk: Desk) -> None:
    await desk.play(f"""
        {begun(topic="Charges, payments")}
        ellen reads on
        ellen: no
        ellen reads on
        ellen: no
        ellen < Please check … Topic: Charges, payments …
        ellen taps: Send
        ellen reads on
        card < 🧭 Le message parle peut-être plutôt de : Ascenseur
    """)
    await desk.play("SOPHIE presses: Prendre en charge\nellen reads on")
    assert "🧭" not in desk.card.text


async def test_what_staff_chose_is_not_questioned(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "Why are the charges of this quarter twice those of the last")
    await desk.play(f"""
        KARIM presses: Scinder…
        KARIM fills: Sur quoi porte la seconde demande ? = {LIFT}
        ellen reads on
        card in #ACCT001 < … {LIFT}
    """)
    assert "🧭" not in desk.card.text
    await desk.play(f"""
        CLAIRE types: /palier new
        CLAIRE writes there: Nouvelle personne : nom = Jeanne Roy | Résidence = Les Cèdres | Logement ou lieu = A21
        CLAIRE writes there: Objet = Charges, paiements | Téléphone = 06 12 34 56 78
        CLAIRE fills: De quoi il s’agit : quoi, où, depuis quand = {LIFT}
        CLAIRE < Enregistrée : demande {{ref}} pour Jeanne Roy. …
        card in #ACCT001 < … Reçue: Par téléphone … {LIFT}
    """)
    assert "🧭" not in desk.card.text


async def test_in_danger_it_goes_there_by_itself(desk: Desk) -> None:
    """Who is in danger is not asked what it is about: those whom it concerns hear of it, and can correct it."""
    await desk.play("""
        ellen (en): The elevator has stopped and my mother is trapped in the lift
        ellen reads on
        ellen taps: Les Cèdres
        ellen reads on
        (5 minutes later)
        ellen reads on
        card in #TECH001 < … Ascenseur … ⚡ …
        THOMAS < ⚡ Danger ? …
    """)
    assert "🧭" not in desk.card.text


async def test_in_danger_a_topic_chosen_stands_and_staff_hear_of_the_words(desk: Desk) -> None:
    await desk.play("""
        ellen (en): The elevator has stopped and my mother is trapped in the lift
        ellen reads on
        ellen taps: Les Cèdres
        ellen reads on
        ellen: A11
        ellen < What is it about? …
        ellen taps: Noise, neighbours
        ellen < Please check …
        ellen taps: Send
        ellen reads on
        card in #CLEAN001 < … ⚡ … 🧭 Le message parle peut-être plutôt de : Ascenseur …
    """)


async def test_a_question_that_is_left_is_asked_again_and_in_the_language_he_takes(desk: Desk) -> None:
    await desk.play(f"""
        {begun()}
        ellen < What you write sounds more like “Lift” …
        (24 hours later)
        ellen < You have a request that isn't sent yet. … What you write sounds more like “Lift” …
        #TECH001 < nothing
        #CLEAN001 < nothing
        ellen: /language
        ellen < Which language …
        ellen taps: Français
        ellen < Désormais …
        ellen < Votre message évoque plutôt « Ascenseur » que « Bruit, voisinage ». … \
            [Bruit, voisinage | Ascenseur | Retour | Annuler]
        ellen taps: Ascenseur
        ellen reads on
        ellen taps: Passer
        ellen reads on
        ellen taps: Sans photo
        ellen < … Objet : Ascenseur …
    """)


async def test_where_chats_have_topics(desk: Desk) -> None:
    desk.chat.topics = True
    await desk.play(f"""
        {begun()}
        ellen < What you write sounds more like “Lift” …
        ellen taps: Lift
        ellen < {CAUTIONS}
        ellen taps: Skip
        ellen reads on
        ellen taps: No photos
        ellen reads on
        ellen taps: Send
        ellen reads on
        ellen has topics: 📝 Lift · received · {{ref}}
        ellen: /report The elevator of block C makes strange jumps
        ellen < … What is it about? …
        ellen taps: Charges, payments
        ellen < … sounds more like “Lift” than “Charges, payments”. …
        ellen taps: Charges, payments
        ellen < … Any photos? …
    """)
