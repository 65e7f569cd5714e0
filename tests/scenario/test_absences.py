"""Absences as people write them: noted, listed, taken back (row D3)."""

from __future__ import annotations

from tests.scenario.desk import Desk

CHARGES = "My charges went up by half and nobody has told me why"


async def test_days_in_the_words_of_four_languages(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM types: /palier away demain
        KARIM < Absence notée : Karim Benali, le 3 mars 2026. Ce jour-là, …
        SOPHIE types: /palier absent du 24 au 28 décembre
        SOPHIE < Absence notée : Sophie Lambert, du 24 décembre 2026 au 28 décembre 2026. …
        HUONG types: /palier vắng từ thứ năm đến chủ nhật
        HUONG < Đã ghi Nguyễn Thị Lan Hương vắng mặt từ 5 tháng 3 năm 2026 đến hết 8 tháng 3 năm 2026. …
        SUN types: /palier 请假 明天到周五
        SUN < 已登记孙丽于2026年3月3日至2026年3月6日外出。…
        HELENE types: /palier away ven. 1/4 Sophie
        HELENE < Absence notée : Sophie Lambert, du 6 mars 2026 au 1er avril 2026. …
        HELENE types: /palier away
        HELENE < Absents : Karim Benali : 3 mars 2026 … Sophie Lambert : du 6 mars 2026 au 1er avril 2026 \
            Sophie Lambert : du 24 décembre 2026 au 28 décembre 2026
        HELENE types: /palier back Sophie
        HELENE < Retour noté : Sophie Lambert.
        HELENE types: /palier away
        HELENE < Absents : Karim Benali : 3 mars 2026
    """)


async def test_what_is_not_understood_says_what_to_write(desk: Desk) -> None:
    await desk.report("ellen", "paris-charges", CHARGES)
    await desk.play("""
        KARIM types: /palier away la semaine des quatre jeudis prochains 31/2
        KARIM < Je ne comprends pas ces jours : « la semaine des quatre jeudis prochains 31/2 ». Indiquez … \
            /palier away 24/12 28/12, ou /palier away demain, ou /palier away jeudi lundi
        KARIM types: /palier away 23/2 27/2
        KARIM < Ces jours sont déjà passés : du 23 février 2026 au 27 février 2026.
        KARIM types: /palier away
        KARIM < Personne n’est absent.
        KARIM types: /palier away 27/2 vendredi
        KARIM < Absence notée : Karim Benali, du 27 février 2026 au 6 mars 2026. …
    """)
