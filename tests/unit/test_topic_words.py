"""What somebody's words speak of, and what the office file must keep about the words that show it (row A3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.domain.ids import ResidenceKey, TopicKey
from bot.domain.topic_words import other_topic
from bot.office.file import OfficeFileError, load_office
from examples import office_file

EXAMPLE = office_file().read_text(encoding="utf-8")
HOMES = {"paris": "les-cedres", "saigon": "song-xanh", "shanghai": "wutong-yuan"}


def other(chosen: str, words: str) -> str | None:
    directory = load_office(office_file())
    topic = directory.topic(TopicKey(chosen))
    found = other_topic(directory, topic, ResidenceKey(HOMES[topic.office]), words)
    return found.key if found else None


@pytest.mark.parametrize(
    ("chosen", "words", "meant"),
    [
        ("paris-noise", "L’ascenseur du bâtiment B ne monte plus depuis hier", "paris-lift"),
        ("paris-cleaning", "J'ai réglé mes charges par virement et je reçois une relance", "paris-charges"),
        ("paris-charges", "PLUS DE CHAUFFAGE DEPUIS CE MATIN", "paris-heating"),
        ("paris-leak", "Les ordures s'entassent, des rats dans la cour", "paris-cleaning"),
        ("paris-other", "The elevators in block A have both stopped", "paris-lift"),
        ("paris-heating", "Ma clé ne tourne plus et l’interphone est muet", "paris-access"),
        ("saigon-charges", "Thang máy block B đứng im từ trưa", "saigon-lift"),
        ("saigon-charges", "thang may block B dung im tu trua", "saigon-lift"),
        ("saigon-access", "Máy điều hoà phòng khách không chạy", "saigon-aircon"),
        ("saigon-access", "Máy điều hòa phòng khách không chạy", "saigon-aircon"),
        ("saigon-lift", "Tháng này em chuyển khoản rồi mà vẫn báo nợ phí", "saigon-charges"),
        ("shanghai-charges", "三楼楼道的灯泡坏了一个星期", "shanghai-electricity"),
        ("shanghai-lift", "昨天交了物业费，一直没有收到发票", "shanghai-charges"),
        ("shanghai-cleaning", "The sewage is backed up in the yard", "shanghai-drains"),
    ],
)
def test_words_that_clearly_speak_of_another_department(chosen: str, words: str, meant: str) -> None:
    assert other(chosen, words) == meant


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ("paris-lift", "L’ascenseur ne monte plus"),
        ("paris-leak", "Plus d'électricité dans la cuisine"),  # both go to the technical team
        ("paris-electricity", "Le radiateur fuit sur le parquet"),
        ("paris-moving", "Nous emménageons samedi : faut-il réserver l'ascenseur ?"),  # speaks of both
        ("paris-charges", "Il y a une fuite dans le hall sale"),  # of two others, as much
        ("paris-charges", "Bonjour, pouvez-vous me rappeler demain ?"),
        ("paris-charges", "🎤"),
        ("paris-charges", ""),
        ("paris-complaint", "Troisième panne d'ascenseur ce mois-ci, c'est honteux"),
        ("paris-suggestion", "Un local à vélos fermé dans la cour, ce serait bien"),
        ("saigon-charges", "Rất mong anh chị hỗ trợ giúp em"),  # rất is no rat
        ("saigon-charges", "Ban quản lý gọi điện thoại lại cho em nhé"),
        ("shanghai-charges", "请问停车费怎么交"),  # the fee, not the car park
        ("paris-access", "On me demande le parking fee deux fois: parking, parking"),
    ],
)
def test_words_that_say_nothing_against_the_topic(chosen: str, words: str) -> None:
    assert other(chosen, words) is None


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ("paris-cleaning", "Des traces de pas partout devant l'ascenseur du 3e"),
        ("paris-electricity", "Il fait tout noir au parking, au niveau -2"),
        ("paris-cleaning", "There are footprints all over, in front of the lift and next to the front door"),
        ("saigon-cleaning", "Vết sơn dính đầy sàn ở trước cửa thang máy tầng 5"),
        ("saigon-cleaning", "vet son dinh day san gan thang may tang 5"),
        ("shanghai-cleaning", "五楼电梯厅地上全是油漆印"),
        ("shanghai-cleaning", "有人把沙发扔在停车场入口"),
    ],
)
def test_where_it_is_is_not_what_it_is_about(chosen: str, words: str) -> None:
    assert other(chosen, words) is None


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Une forte odeur de gaz au sous-sol", "paris-leak"),
        ("ca pue le gaz dans l'escalier", "paris-leak"),
        ("There is a smell of gas in my kitchen", "paris-leak"),
        ("A strong gas smell in the corridor", "paris-leak"),
        ("闻到煤气臭味", "paris-leak"),
        ("Il y a une odeur de brûlé près du tableau", "paris-electricity"),
        ("I smell something burning", "paris-electricity"),
        ("烧焦的臭味", "paris-electricity"),
        ("Odeur de fumée de cigarette dans le hall", "paris-cleaning"),
    ],
)
def test_gas_and_burning_that_somebody_smells_are_not_for_the_cleaners(words: str, meant: str) -> None:
    assert other("paris-other", words) == meant


def test_a_place_speaks_for_the_topic_chosen_and_words_like_one_are_none() -> None:
    assert other("paris-heating", "Un bruit près du radiateur du salon") is None
    assert other("paris-charges", "Un bruit près du radiateur du salon") == "paris-noise"
    assert other("shanghai-charges", "电梯前天就坏了") == "shanghai-lift"
    assert other("paris-charges", "Devant chez moi, l'ascenseur ne monte plus") == "paris-lift"


def test_a_topic_without_words_is_neither_proposed_nor_doubted(tmp_path: Path) -> None:
    file = tmp_path / "office.toml"
    file.write_text(EXAMPLE.replace('words = ["lift"]\n', "").replace('words = ["noise"]\n', ""), "utf-8")
    directory, stands_still = load_office(file), "L'ascenseur est en panne"
    for chosen in ("paris-charges", "paris-noise", "paris-other"):
        assert other_topic(directory, directory.topic(TopicKey(chosen)), None, stands_still) is None
    noise, leak = directory.topic(TopicKey("paris-noise")), "Une fuite au plafond"
    assert other_topic(directory, noise, None, leak) is None


def test_what_is_not_offered_there_is_not_proposed(tmp_path: Path) -> None:
    directory, pool = load_office(office_file()), "The swimming pool is closed again"
    charges = directory.topic(TopicKey("saigon-charges"))
    found = other_topic(directory, charges, ResidenceKey("song-xanh"), pool)
    assert found is not None
    assert found.key == "saigon-amenities"
    assert other_topic(directory, charges, None, pool) is None
    file = tmp_path / "office.toml"
    retired = EXAMPLE.replace('key = "saigon-amenities"\n', 'key = "saigon-amenities"\nretired = true\n')
    file.write_text(retired, encoding="utf-8")
    assert other_topic(load_office(file), charges, ResidenceKey("song-xanh"), pool) is None


def list_of(key: str, words: str) -> str:
    return f'\n[[topic_words]]\nkey = "{key}"\n[topic_words.words]\n{words}\n'


FAULTS = [
    ("", list_of("x", 'de = ["Aufzug"]'), "words.de", "'de' is not known — write 'fr', 'en', 'vi' or 'zh'"),
    ("", list_of("x", 'fr = "ascenseur"'), "words.fr", "is not a list — put it between brackets"),
    ("", list_of("x", 'fr = ["ascenseur", " "]'), "words.fr[1]", "is empty"),
    ("", list_of("x", 'fr = ["*"]'), "words.fr[0]", "is empty"),
    ("", list_of("x", 'fr = ["asc*seur"]'), "words.fr[0]", "elsewhere than at its end"),
    ("", list_of("x", 'en = ["a"]'), "words.en[0]", "stands in too many words"),
    ("", list_of("x", 'en = ["li*"]'), "words.en[0]", "stands in too many words"),
    ("", list_of("lift", 'en = ["hoist"]'), "].key", "'lift' is already that of topic_words["),
    ('words = ["lift"]', 'words = ["lifts"]', "topics[1].words[0]", "did you mean 'lift'?"),
    (
        'words = ["charges"]',
        'words = ["lift"]',
        "topics[7].words[0]",
        "'lift' is a list of 'paris-lift', too",
    ),
    ('"ascenseur*", ', '"Ménage", ', "].words.fr[", "is among the words of 'lift', too"),
]


@pytest.mark.parametrize(("old", "new", "key", "wrong"), FAULTS)
def test_every_fault_is_named(tmp_path: Path, old: str, new: str, key: str, wrong: str) -> None:
    assert old in EXAMPLE
    file = tmp_path / "office.toml"
    file.write_text(EXAMPLE.replace(old, new, 1) if old else EXAMPLE + new, encoding="utf-8")
    with pytest.raises(OfficeFileError) as caught:
        load_office(file)
    (problem,) = str(caught.value).splitlines()
    assert key in problem
    assert wrong in problem


def test_topics_that_nobody_chooses_between_may_share_words(tmp_path: Path) -> None:
    file = tmp_path / "office.toml"
    text = EXAMPLE.replace('key = "paris-charges"\n', 'key = "paris-charges"\nretired = true\n', 1)
    file.write_text(text.replace('words = ["charges"]', 'words = ["lift"]', 1), encoding="utf-8")
    load_office(file)
