"""Residents who type where they could press, one word after the other, or in anger (rows A1, A2)."""

from __future__ import annotations

from tests.scenario.desk import Desk


async def test_one_word_after_the_other_down_to_the_yes_that_sends_it(desk: Desk) -> None:
    await desk.play("""
        yvette (fr): allô ?
        yvette < Bonjour ! Je transmets … Quel est votre nom ? [Yvette | Annuler]
        yvette: madame
        yvette < … Quel est votre nom ? Par exemple : « Camille Martin ». [Yvette | Annuler]
        yvette: Yvette Durand
        yvette < De quelle résidence …
        yvette: la lumière
        yvette < Je n’ai rien trouvé à ce nom. …
        yvette: escalier
        yvette < Je l’ai ajouté à votre description. De quelle résidence …
        yvette: cèdres
        yvette < De quel appartement …
        yvette: escalier B
        yvette < Quel est l’objet …
        yvette: oui
        yvette < Merci de choisir l’un des boutons. Quel est l’objet …
        yvette: électricité
        yvette < Avez-vous des photos ? …
        yvette: non merci
        yvette < Merci de vérifier … Yvette Durand … Description : allô ? madame la lumière escalier Photos : –
        yvette: merci
        yvette < Merci de choisir l’un des boutons. … Description : allô ? madame la lumière escalier Photos …
        yvette: oui
        yvette < Merci, Yvette Durand. Votre demande {ref} …
    """)


async def test_anger_is_no_name_and_loses_nothing(desk: Desk) -> None:
    await desk.play("""
        bob (en): YOU ARE ALL FUCKING IDIOTS
        bob < I will take this to the office. … What is your name? [Bob | Cancel]
        bob: fuck you
        bob < I have added that to your description. What is your name? For example: … [Bob | Cancel]
        bob taps: Bob
        bob < Which residence …
        bob: cancel
        bob < All right, I have dropped it; nothing was sent. …
    """)


async def test_typed_in_vietnamese_and_chinese(desk: Desk) -> None:
    await desk.play("""
        lan (vi): Hàng xóm tầng trên mở nhạc to đến 2 giờ sáng mấy đêm liền
        lan < … Xin anh/chị cho biết họ tên. …
        lan: Trần Thị Lan
        lan < Yêu cầu này liên quan đến chung cư nào? …
        lan taps: Sông Xanh Riverside
        lan < Căn hộ …
        lan: S1-1203
        lan < Anh/chị cần hỗ trợ về việc gì? …
        lan taps: Tiếng ồn, hàng xóm
        lan < Anh/chị có hình ảnh không? …
        lan: dạ không ạ
        lan < Xin anh/chị kiểm tra lại …
        lan: gửi đi ạ
        lan < Cảm ơn anh/chị Trần Thị Lan. Yêu cầu {ref} …
        wang (zh): 你好
        wang < 您好！… 请问怎么称呼您？ …
        wang: 王伟
        wang < 请问是哪个小区？…
        wang taps: 梧桐苑
        wang < 请问是哪一户…
        wang: 3-1201
        wang < 请问是哪方面的事情？ …
        wang taps: 建议
        wang < 请您描述一下…
        wang: 建议在小区门口装一个快递柜
        wang < 有照片吗？…
        wang: 没有
        wang < 请您核对以下内容… 建议在小区门口装一个快递柜 …
        wang: 好的，发送吧
        wang < 王伟，非常感谢您的建议。编号为 {ref}…
    """)


async def test_a_yes_to_the_question_whether_to_close_closes(desk: Desk) -> None:
    await desk.report("camille", "paris-charges", "Mes charges ont doublé ce trimestre", language="fr")
    await desk.play("""
        KARIM presses: Prendre en charge
        camille reads on
        KARIM presses: Répondue
        camille < … Tout est-il réglé pour vous ? [Oui, merci | Non, pas encore]
        camille: merci beaucoup
        camille < Nous en sommes ravis. Puis-je clôturer votre demande {ref} ? …
        camille: merci encore
        camille < nothing
        camille: oui c'est bon pour moi
        camille < Merci. Votre demande {ref} est clôturée.
        camille < … évaluez-vous …
        camille taps: ★★★★★
        camille < …
        camille: non merci
        camille < Merci pour votre évaluation. …
        card < … clôturée …
    """)
    assert (await desk.ticket()).rating == 5


async def test_a_yes_without_that_question_is_asked_once(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", "Why have my charges doubled this quarter")
    await desk.play("""
        KARIM presses: Prendre en charge
        ellen reads on
        ellen: ok
        ellen < nothing
        KARIM presses: Répondue
        ellen < … Is everything settled for you? …
        ellen: yes
        ellen < Glad to hear it. Shall I close your request {ref}? …
        (1 hours later)
        ellen: yes
        ellen < Glad to hear it. Shall I close your request {ref}? …
        ellen: yes
        ellen < Thank you. Your request {ref} is closed.
        ellen < How would you rate …
        ellen: no
        ellen reads on
    """)
