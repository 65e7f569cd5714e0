"""Which words tell of danger, in four languages (row A5); and what an office may say to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.gravity import dangers
from bot.office.file import OfficeFileError, load_office
from examples import office_file


@pytest.mark.parametrize(
    "text",
    [
        "Il y a le feu au 3e !",
        "odeur de gaz dans l’entrée",
        "fumee dans la cave",
        "je suis bloquée dans l’ascenseur",
        "Ma voisine est blessée",
        "I smell gas",
        "STUCK IN THE LIFT!!",
        "a big leak in the hall",
        "somebody is hurt",
        "Có mùi gas ở hành lang",
        "tôi bị kẹt trong thang máy",
        "ket thang may",
        "地下室冒烟",
        "我被困在电梯里了",
        "有人受伤了",
        "ma femme est bloquer dans lascenseur",
        "mon mari est coincé ds l ascenseur",
        "on est enfermés dans l'ascenceur",
        "L’ascenseur s’est arrêté en panne avec ma mère dedans",
        "incendi au 3eme",
        "ma mère est tombée dans l’escalier, elle ne bouge plus",
        "we are trapped in a lift",
        "stuck inside the lift",
        "Stuck in the elavator",
        "lift stopped with people inside",
        "water is pouring through the ceiling",
        "my father fell and can’t get up",
        "She fell down the stairs and is not moving",
        "chay nha roi",
        "thang máy dừng rồi, có người ở trong",
        "Trong thang máy có hai người đang bị kẹt",
        "电梯里有人被困",
        "困电梯了",
        "电梯停了，里面有人",
        "家里被淹了",
        "au secours !!!",
        "SOS",
        "somebody is breaking in next door",
        "cứu tôi với",
        "救命啊",
        "我妈摔倒了起不来",
        "ça sent le brûlé dans le couloir",
        "la prise fait des étincelles",
        "I smell something burning",
        "sparks from the socket",
        "có mùi khét ở ổ điện",
        "chập điện ở tầng 3",
        "走廊里有焦味",
        "插座冒火花",
        "bóng đèn cháy rồi cháy lan sang rèm",
    ],
)
def test_danger(text: str) -> None:
    assert dangers(text)


@pytest.mark.parametrize(
    "text",
    [
        "L’ampoule du couloir est grillée",
        "les enfants vont courir",
        "The lift is slow",
        "Fireworks on Saturday?",
        "trẻ em chạy nhảy ồn ào",
        "电梯很慢",
        "L’ascenseur est bloqué au 3e depuis hier",
        "Les vélos sont bloqués devant l’ascenseur",
        "A bicycle was locked next to the lift",
        "thang máy đang chạy rất ồn",
        "kết quả kiểm tra thang máy bị kết luận sai",
        "Trong thang máy có người hút thuốc bên trong",
        "电梯噪音困扰我们很久了",
        "关于电梯的问题",
        "The lift is not moving since Monday",
        "Bóng đèn hành lang bị cháy",
        "đèn cầu thang cháy rồi",
        "cháy bóng ở nhà xe",
        "bình chữa cháy hết hạn",
        "Bao giờ tập huấn phòng cháy chữa cháy?",
        "L’ampoule est brûlée",
        "L’ascenseur ne bouge plus",
        "",
    ],
)
def test_none(text: str) -> None:
    assert not dangers(text)


@pytest.mark.parametrize(
    ("written", "wrong"),
    [('{ de = "Hilfe" }', "'de' is not a language"), ('{ fr = " " }', "is empty")],
)
def test_the_words_of_an_office_are_checked(tmp_path: Path, written: str, wrong: str) -> None:
    file = tmp_path / "office.toml"
    text = office_file().read_text("utf-8").replace('code = "PAR"', f'code = "PAR"\nemergency = {written}', 1)
    file.write_text(text, "utf-8")
    with pytest.raises(OfficeFileError, match=r"office.toml:\d+: offices\[0\]\.emergency\.") as told:
        load_office(file)
    assert wrong in str(told.value)


def test_an_office_may_have_words_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "office.toml"
    own = 'emergency = { fr = "Appelez le gardien : 01 23 45 67 89." }'
    file.write_text(
        office_file().read_text("utf-8").replace('code = "PAR"', f'code = "PAR"\n{own}', 1), "utf-8"
    )
    assert load_office(file).offices[0].emergency == {"fr": "Appelez le gardien : 01 23 45 67 89."}
