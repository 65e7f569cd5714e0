"""What residents read of visits, joint complaints and more time, and their calendar's entry, in four languages (D6,
E3)."""

from __future__ import annotations

from datetime import UTC, datetime

import icalendar
import pytest

from tests.scenario.rounds import Rounds, desk

__all__ = ["desk"]


FR, EN, VI, ZH = "fr", "en", "vi", "zh"
AT = {
    FR: ("paris-leak", "A11", "MARC", "Visite convenue par téléphone…", "Qui intervient ? = Julien Moreau"),
    EN: ("paris-leak", "A11", "MARC", "Visite convenue par téléphone…", "Qui intervient ? = Julien Moreau"),
    VI: ("saigon-leak", "S1-0501", "HUONG", "Lịch đã hẹn qua điện thoại…", "Ai thực hiện? = Đỗ Văn Hùng"),
    ZH: ("shanghai-leak", "1-101", "LIU", "电话约定的上门…", "派谁去？ = 刘刚"),
}
WORDS = {
    FR: "De l’eau coule du plafond de la cuisine depuis ce matin",
    EN: "Water runs from the kitchen ceiling since this morning",
    VI: "Nước chảy từ trần nhà bếp từ sáng nay",
    ZH: "厨房天花板从今天早上开始漏水，一直滴到地板上",
}
DAY = {FR: "Jour = 2026-03-04 | De – à", EN: "Jour = 2026-03-04 | De – à"}
DAY |= {VI: "Ngày = 2026-03-04 | Từ – đến", ZH: "日期 = 2026-03-04 | 起止时间"}
AGREED = {
    FR: "C’est convenu pour votre demande {ref} : Julien Moreau, Service technique passera le "
    "mercredi 4 mars, 10:00–12:00. Lieu : Les Cèdres, …",
    EN: "It is agreed: Julien Moreau, Technical department comes on Wednesday 4 March, 10:00–12:00 for your request "
    "{ref}. Where: Les Cèdres, …",
    VI: "Đã hẹn xong: Đỗ Văn Hùng … sẽ đến vào 10:00–12:00 thứ Tư, ngày 4 tháng 3 để xử lý yêu cầu {ref} của anh/chị. "
    "Địa điểm: …",
    ZH: "已约定：工程部 刘刚将于3月4日星期三 10:00–12:00上门处理您的诉求 {ref}。 地点：梧桐苑，上海市…",
}
ENTRY = {
    FR: (9, "Visite : Fuite d’eau", "passe pour votre demande", "Les Cèdres, 27 avenue des Cèdres"),
    EN: (9, "Visit: Water leak", "comes for your request", "Les Cèdres, 27 avenue des Cèdres"),
    VI: (3, "Lịch hẹn: ", "đến để xử lý yêu cầu", "S1-0501"),
    ZH: (2, "上门服务：", "上门处理您的诉求", "1-101"),
}
"""The hour in UTC at which ten o'clock is there, and what the entry says."""
LATE = {
    FR: "… Nous cherchons tout de suite à savoir ce qui s’est passé, et reviendrons vers vous avec une explication …",
    EN: "We are sorry: Julien Moreau, Technical department has not arrived at the agreed time (Wednesday 4 March, …",
    VI: "Chúng tôi thành thật xin lỗi: Đỗ Văn Hùng … chưa đến đúng giờ đã hẹn (10:00–12:00 thứ Tư, …",
    ZH: "非常抱歉：工程部 刘刚未能在约定时间（3月4日星期三 10:00–12:00）上门处理您的诉求 {ref}。…",
}


@pytest.mark.parametrize("language", [FR, EN, VI, ZH])
async def test_a_visit_and_its_entry_in_the_calendar(desk: Rounds, language: str) -> None:
    topic, unit, staff, button, who = AT[language]
    await desk.report("camille", topic, WORDS[language], language=language, unit=unit)
    await desk.play(f"""
        {staff} presses: {button}
        {staff} fills: {DAY[language]} = 10:00-12:00 | {who}
        camille < {AGREED[language]} … [_(Another time) | _(Cancel the visit)]
        camille < 📎 …
    """)
    hour, summary, described, place = ENTRY[language]
    files = [bubble.file for bubble in desk.chat.chats["camille"].bubbles if bubble.file]
    (event,) = icalendar.Calendar.from_ical(files[-1]).walk("VEVENT")
    assert event["DTSTART"].dt == datetime(2026, 3, 4, hour, tzinfo=UTC)
    assert event["DTEND"].dt == datetime(2026, 3, 4, hour + 2, tzinfo=UTC)
    assert str(event["SUMMARY"]).startswith(summary)
    assert described in event["DESCRIPTION"]
    assert place in event["LOCATION"]
    assert event["SUMMARY"].params["LANGUAGE"] == language
    await desk.play("(52 hours later)")
    told = [bubble.text for bubble in desk.chat.chats["camille"].bubbles if not bubble.own]
    sorry = LATE[language].replace("{ref}", desk.card.reference)
    parts = [part.strip() for part in sorry.split("…") if part.strip()]
    assert any(all(part in text for part in parts) for text in told), told[-3:]


COMPLAINT = {FR: "paris-complaint", VI: "saigon-complaint", ZH: "shanghai-complaint"}
JOINT = {
    FR: (
        "CLAIRE",
        "Réclamation collective",
        "collective",
        "B12",
        "De la musique dans la cave toutes les nuits",
    ),
    VI: ("HUONG", "Là khiếu nại tập thể", "tập thể", "S1-1203", "Nhạc ồn từ tầng hầm suốt đêm"),
    ZH: ("LINA", "确认为集体投诉", "集体投诉", "3-1201", "地下室每晚放音乐，吵得睡不着觉"),
}
KNOWN = {
    FR: "Ce problème nous est déjà connu : d’autres résidents de la résidence Les Cèdres nous l’ont signalé "
    "(Réclamation) et nous nous en occupons. Est-ce la même chose chez vous ? "
    "[C’est la même chose | Mon cas est différent]",
    VI: "Chúng tôi đã biết việc này: các cư dân khác tại … cũng đã phản ánh (…) và chúng tôi đang xử lý. Anh/chị "
    "có gặp đúng việc này không? [Đúng là việc này | Việc của tôi khác]",
    ZH: "这个问题我们已经知道：…的其他住户也反映过（…），我们正在处理。您遇到的是同一件事吗？ "
    "[是同一件事 | 我的情况不同]",
}
JOINED = {
    FR: "Merci. Votre réclamation {ref} y est désormais rattachée : nous vous tiendrons au courant en même "
    "temps que les autres résidents.",
    VI: "Cảm ơn anh/chị. Khiếu nại {ref} đã được gộp vào việc này: chúng tôi sẽ thông báo cho anh/chị cùng lúc "
    "với các cư dân khác.",
    ZH: "感谢您的反馈。您的投诉 {ref} 已并入此事，我们会与其他住户一并通知您进展。",
}


@pytest.mark.parametrize("language", [FR, VI, ZH])
async def test_a_joint_complaint(desk: Rounds, language: str) -> None:
    staff, accepts, words, unit, said = JOINT[language]
    for who in ("anna", "bao", "chen"):
        await desk.report(who, COMPLAINT[language], f"{said} {who}", language=language, unit=unit)
    await desk.play(f'{staff} on "{words}" presses: {accepts}')
    await desk.report("dora", COMPLAINT[language], f"{said} dora", language=language, unit=unit)
    chat = desk.chat.chats["dora"]
    known = next(one.text for one in reversed(chat.bubbles) if not one.own and not one.card)
    parts = KNOWN[language].rpartition(" [")[0].split("…")
    assert all(part in known for part in parts), known
    tap = KNOWN[language].rpartition("[")[2].partition(" |")[0]
    await desk.play(f"""
        dora taps: {tap}
        dora < {JOINED[language]}
    """)


MORE = {
    FR: ("THOMAS", "Motif", "Nouvelle date"),
    VI: ("HUONG", "Lý do", "Thời hạn mới"),
    ZH: ("LINA", "原因说明", "新的期限"),
}
NEW_DATE = {
    FR: "Au sujet de votre réclamation {ref} : il nous faut plus de temps que nous ne vous l’avions annoncé, et nous "
    "vous prions de nous en excuser. Elle sera résolue avant lundi 9 mars 2026 à 11:00.",
    VI: "Về khiếu nại {ref} của anh/chị: chúng tôi cần thêm thời gian so với đã báo, rất mong anh/chị thông cảm. …",
    ZH: "关于您的投诉 {ref}：处理所需时间比先前告知您的要长，我们深表歉意。我们将在…之前为您解决。",
}


@pytest.mark.parametrize("language", [FR, VI, ZH])
async def test_more_time_for_a_complaint(desk: Rounds, language: str) -> None:
    staff, reason, until = MORE[language]
    _, _, _, unit, said = JOINT[language]
    card = await desk.report("anna", COMPLAINT[language], said, language=language, unit=unit)
    await desk.play(f"""
        {staff} presses: time.more
        {staff} fills: {reason} = x | {until} = 1773050400
    """)
    desk.look_at(desk.slack.cards()[-1])
    if desk.card is not card:  # a superior is asked
        await desk.play(f"{desk.card.room.removeprefix('U0')} presses: time.approve")
    desk.look_at(card)
    await desk.play(f"anna < {NEW_DATE[language]}")
