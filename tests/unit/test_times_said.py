"""The days and times that residents name in their own words (row D6)."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.domain.times_said import times_in

NOW = datetime(2026, 3, 2, 10, 0)  # noqa: DTZ001 - the clock on the wall; a Monday
THURSDAY, FRIDAY = "2026-03-05", "2026-03-06"

UNDERSTOOD = {
    "Thursday at 14:30 please": [(THURSDAY, "14:30", "")],
    "Thursday after 17:00, or Saturday morning": [(THURSDAY, "17:00", ""), ("2026-03-07", "", "")],
    "thursday 2pm or friday from 9 to 11 am": [(THURSDAY, "14:00", ""), (FRIDAY, "09:00", "11:00")],
    "Tomorrow afternoon at 3 o'clock": [("2026-03-03", "15:00", "")],
    "March 12 between 10 and 12:30": [("2026-03-12", "10:00", "12:30")],
    "Friday 6 March, 9:05-11:00": [(FRIDAY, "09:05", "11:00")],
    "jeudi 10-12h": [(THURSDAY, "10:00", "12:00")],
    "jeudi 10 à 12h": [(THURSDAY, "", "")],
    "la semaine prochaine, à 10h": [],
    "12 March between 10 and 12:30": [("2026-03-12", "10:00", "12:30")],
    "Thursday next week at 9:00": [("2026-03-12", "09:00", "")],
    "Not Thursday, rather Friday 10:00": [(FRIDAY, "10:00", "")],
    "Vendredi après 17 h, s'il vous plaît": [(FRIDAY, "17:00", "")],
    "jeudi entre 10h et 12h": [(THURSDAY, "10:00", "12:00")],
    "Jeudi je ne peux pas, plutôt vendredi à 14h30": [(FRIDAY, "14:30", "")],
    "le 5 mars de 9h à 11h ou le 6 à midi": [(THURSDAY, "09:00", "11:00")],
    "jeudi après-midi vers 3h": [(THURSDAY, "15:00", "")],
    "Demain, 8 h 30": [("2026-03-03", "08:30", "")],
    "lundi 9 à 14h": [("2026-03-02", "", "")],
    "jeudi prochain à 10h": [(THURSDAY, "10:00", "")],
    "jeudi de la semaine prochaine à 10 heures": [("2026-03-12", "10:00", "")],
    "mon chat dort à 10h": [],
    "Thứ Năm 14 giờ được không ạ": [(THURSDAY, "14:00", "")],
    "thứ Năm không được, thứ Sáu 10 giờ thì được": [(FRIDAY, "10:00", "")],
    "Thứ Năm lúc 14 giờ nhé": [(THURSDAY, "14:00", "")],
    "3 giờ chiều thứ Năm": [(THURSDAY, "15:00", "")],
    "chiều thứ 6, 3g30": [(FRIDAY, "15:30", "")],
    "thứ 5 từ 9h đến 11h hoặc sáng thứ Bảy": [(THURSDAY, "09:00", "11:00"), ("2026-03-07", "", "")],
    "9 giờ rưỡi sáng mai": [("2026-03-03", "09:30", "")],
    "ngày 12 tháng 3 lúc 9 giờ": [("2026-03-12", "09:00", "")],
    "thứ Năm tuần sau, 10 giờ": [("2026-03-12", "10:00", "")],
    "周五上午9点": [(FRIDAY, "09:00", "")],
    "周四下午2点到4点": [(THURSDAY, "14:00", "16:00")],
    "下周四上午9点半，或者周六": [("2026-03-12", "09:30", ""), ("2026-03-07", "", "")],
    "明天晚上7点以后": [("2026-03-03", "19:00", "")],
    "3月12日 14:00-15:30": [("2026-03-12", "14:00", "15:30")],
    "周四不行，周五下午三点": [(FRIDAY, "15:00", "")],
    "周三十一点行不行": [("2026-03-04", "11:00", "")],
    "Pourquoi pas jeudi à 10h ?": [(THURSDAY, "10:00", "")],
    "any day after work": [],
    "le 2e jeudi": [(THURSDAY, "", "")],
    "": [],
}


@pytest.mark.parametrize("words", UNDERSTOOD)
def test_only_what_can_be_meant_in_one_way_is_found(words: str) -> None:
    found = [
        (
            said.day.isoformat(),
            f"{said.starts:%H:%M}" if said.starts else "",
            f"{said.ends:%H:%M}" if said.ends else "",
        )
        for said in times_in(words, NOW)
    ]
    assert found == UNDERSTOOD[words]


def test_what_is_over_is_not_found_and_three_at_most() -> None:
    assert times_in("today at 9:00", NOW) == ()
    assert len(times_in("today at 11:00, 12:00, 13:00, 14:00", NOW)) == 3
