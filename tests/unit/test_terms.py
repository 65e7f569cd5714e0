"""One thing is called one name in every text of a language, in the catalogues, the demo's office and its page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ELSE = {
    "fr": {"bot": r"\brobot", "demande": r"\btickets?\b", "agence": r"\bau gestionnaire\b"},
    "vi": {"kỹ thuật viên": r"thợ kỹ thuật", "luồng": r"\bchuỗi\b", "chung cư": r"\bkhu nhà\b"},
    "zh": {
        "诉求": "请求",
        "服务中心": "办公室",
        "消息列": "讨论串|消息串",
        "维修人员": "技术人员|技术员",
        "承包商": "外包单位",
        "等级": "严重程度",
        "住户": "(?<!专)业主(?!大会|代表|委员会|会|或使用人|卡)",
    },
}
"""By language the name that we use, and what it is not called. The office is 物业服务中心 and Ban quản lý to residents,
服务中心 and văn phòng among staff."""


@pytest.mark.parametrize(
    ("language", "name"), [(language, name) for language, names in ELSE.items() for name in names]
)
def test_it_has_one_name(language: str, name: str) -> None:
    catalogue = (ROOT / f"locales/{language}/LC_MESSAGES/palier.po").read_text("utf-8")
    page = (ROOT / f"sandbox/page/static/words/{language}.json").read_text("utf-8")
    office = (ROOT / "examples/office.toml").read_text("utf-8") if language == "zh" else ""
    ours = [entry.partition("\nmsgstr")[2] for entry in catalogue.split("\n\n")]
    assert name in catalogue
    wrong = re.compile(ELSE[language][name], re.IGNORECASE)
    assert [text for text in (*ours, *page.splitlines(), *office.splitlines()) if wrong.search(text)] == []
