"""Whether what somebody wrote when he was asked for his name holds one (row A2)."""

from __future__ import annotations

import pytest

from bot.domain.name_said import name_said

NAMES = [
    "Madame Durand",
    "Mr. Stone",
    "You Wei",
    "Camille Martin",
    "camille martin",
    "CAMILLE MARTIN",
    "Camille",
    "Bo",
    "Jean-Baptiste de la Tour d'Auvergne",
    "Jean-Baptiste de la Tour d’Auvergne",
    "M. et Mme Dupont",
    "Mme. Le Goff",
    "mme le goff",
    "Famille Ben Salah",
    "Dr. J. R. Nguyen-Kim",
    "Kim Il Sung",
    "Ai Weiwei",
    "Yo-Yo Ma",
    "Theresa May",
    "Lê Thị Hồng",
    "N'Golo Kanté",
    "Jean de La Salle",
    "Marie-Ève L'Heureux",
    "Mr and Mrs O'Neill",
    "María del Carmen de los Ángeles García López",
    "José Ortega y Gasset",
    "Nguyễn Thị Lan Hương",
    "nguyen the anh",
    "Do Thi To My",
    "Lê Ngọc Minh",
    "Hà My",
    "Công Tằng Tôn Nữ Thị Hương",
    "chị Lan",
    "Anh Tuấn (S1-0501)",
    "王伟",
    "王小明 (3-1201)",
    "王小明（3号楼1201）",
    "欧阳娜娜",
    "王先生",
    "李女士和王先生",
    "阿卜杜拉·买买提江",
    "Wang Xiaoming 王小明",
    "Zhou En Lai",
    "Иван Петров",
    "محمد علي",
    "山田太郎",
    "김철수",
]

SENTENCES = [
    "madame",
    "Monsieur",
    "Mr.",
    "女士",
    "fuck you",
    "are you stupid",
    "allo",
    "I have a leak in my kitchen since this morning!",
    "There is water everywhere",
    "the lift is broken",
    "help",
    "Hello",
    "water is dripping from the ceiling",
    "No light on the stairs? Since yesterday",
    "J'ai une fuite dans ma cuisine depuis ce matin",
    "fuite d'eau",
    "L’ascenseur est en panne",
    "Bonjour",
    "pourquoi vous demandez",
    "Il y a de l'eau partout. Venez vite",
    "oui",
    "il y a quelqu’un ?",
    "c’est pour une fuite",
    "bruit au sous-sol la nuit",
    "Nước rò rỉ từ trần nhà bếp",
    "nha toi bi ro nuoc",
    "Thang máy bị hỏng",
    "xin chào",
    "我家厨房漏水了",
    "电梯坏了",
    "您好",
    "从今天早上开始天花板一直在滴水",
    "为什么要名字？",
    "👍",
    "📍 https://www.openstreetmap.org/?mlat=48.8",
    "👤 Paul Plombier, +33 6",
    "camille@example.org",
    "12",
    "",
    "I am stuck in the lift",
    "je suis bloqué dans l'ascenseur",
    "我是说厨房漏水",
]


@pytest.mark.parametrize("text", NAMES)
def test_a_name(text: str) -> None:
    assert name_said(text) == text


@pytest.mark.parametrize("text", SENTENCES)
def test_no_name(text: str) -> None:
    assert name_said(text) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Je m'appelle Camille Martin.", "Camille Martin"),
        ("bonjour, je suis Camille Martin", "Camille Martin"),
        ("My name is Ellen", "Ellen"),
        ("Hi, I’m Ellen Fischer!", "Ellen Fischer"),
        ("Tôi là Nguyễn Thị Lan", "Nguyễn Thị Lan"),
        ("em tên là Lan", "Lan"),
        ("我叫王小明", "王小明"),
        ("您好，我是王小明", "王小明"),
        ("  Camille Martin  ", "Camille Martin"),
        ("Camille !", "Camille"),
        ("Camille Martin, A21", "Camille Martin"),
        ("王小明 3-1201", "王小明"),
        ("tui tên An, căn 1203", "An"),
        ("je suis Mme Durand du B31", "Mme Durand"),
    ],
)
def test_what_introduces_it_is_left_out(text: str, name: str) -> None:
    assert name_said(text) == name
