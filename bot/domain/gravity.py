"""How grave somebody's own words say it is: a complaint's severity is proposed from them to staff, who decide (section
E), and whoever tells of danger is advised at once (row A5)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.domain.text import fold
from bot.domain.ticket import Severity

Words = Mapping[str, tuple[str, ...]]

ACT_NOW: Words = {
    "fr": ("incendie", "au feu", "en feu", "le feu", "fumée", "fuite de gaz", "odeur de gaz", "gaz", "explosion",
           "monoxyde de carbone", "inondation", "inondé", "inondée", "inonde", "grosse fuite", "énorme fuite",
           "fuite importante", "électrocuté", "électrocutée", "coincé dans l'ascenseur", "coincée dans l'ascenseur",
           "coincés dans l'ascenseur", "bloqué dans l'ascenseur", "bloquée dans l'ascenseur",
           "bloqués dans l'ascenseur", "enfermé dans l'ascenseur", "enfermée dans l'ascenseur", "effondré",
           "effondrée", "effondrement"),
    "en": ("fire", "smoke", "gas leak", "smell of gas", "smells of gas", "smell gas", "smelling gas", "gas smell",
           "explosion", "carbon monoxide", "flood", "flooded", "flooding", "big leak", "huge leak", "major leak",
           "burst pipe", "pipe burst", "pipe has burst", "electrocuted", "electric shock", "stuck in the lift",
           "stuck in a lift", "stuck in lift", "trapped in the lift", "stuck in the elevator",
           "stuck in an elevator", "trapped in the elevator", "collapsed"),
    "vi": ("cháy", "khói", "hỏa hoạn", "hoả hoạn", "phát nổ", "rò rỉ gas", "xì gas", "mùi gas", "ngập", "vỡ ống nước",
           "bể ống nước", "điện giật", "kẹt thang máy", "kẹt trong thang máy", "sập", "hoa hoan", "ro ri gas",
           "mui gas", "dien giat", "ket thang may", "ket trong thang may"),
    "zh": ("着火", "起火", "失火", "火灾", "冒烟", "爆炸", "燃气泄漏", "煤气泄漏", "漏煤气", "漏燃气", "煤气味",
           "燃气味", "闻到煤气", "闻到燃气", "一氧化碳", "淹水", "水淹", "爆管", "水管爆", "大量漏水", "触电",
           "困在电梯", "被困电梯", "卡在电梯", "关在电梯", "电梯困人", "坍塌", "倒塌"),
}  # fmt: skip
"""What gets worse if it is left: whoever writes this is helped at once."""

HURT: Words = {
    "fr": ("blessé", "blessée", "blessés", "blessure", "inconscient", "inconsciente", "saigne", "ne respire plus"),
    "en": ("injured", "injury", "hurt", "unconscious", "bleeding", "not breathing"),
    "vi": ("bị thương", "cấp cứu", "bất tỉnh", "ngất xỉu", "chảy máu"),
    "zh": ("受伤", "昏迷", "晕倒", "流血"),
}  # fmt: skip
"""Somebody needs a doctor."""

GRAVE: Words = {
    "fr": ("hôpital", "agressé", "agressée", "agression", "menacé", "menacée",
           "vol", "cambriolé", "cambriolée", "cambriolage", "danger", "dangereux", "dangereuse", "sans eau",
           "sans électricité", "sans chauffage", "pétition", "avocat", "tribunal", "presse"),
    "en": ("hospital", "assaulted", "attacked", "threatened", "theft", "stolen", "burgled",
           "burglary", "danger", "dangerous", "no water", "no electricity", "no heating", "petition", "lawyer",
           "court", "newspaper"),
    "vi": ("bệnh viện", "hành hung", "đe dọa", "đe doạ", "mất trộm", "trộm cắp", "nguy hiểm",
           "mất nước", "mất điện", "kiến nghị tập thể", "luật sư", "tòa án", "toà án", "báo chí"),
    "zh": ("医院", "殴打", "打人", "威胁", "被盗", "盗窃", "失窃", "危险", "停水", "停电", "没有水", "没有电",
           "联名", "律师", "法院", "媒体", "曝光"),
}  # fmt: skip
"""Normal life, property or safety at stake, several complainants, or the company's name."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What staff are proposed. ``because`` are the words that say so."""

    severity: Severity
    act_now: bool
    because: tuple[str, ...] = ()


def propose(words: str, usual: Severity | None) -> Proposal:
    """The severity that a complaint's words and its topic (``usual``) suggest: A where they are grave, else the
    topic's, else B."""
    at_once, grave = _found(words, ACT_NOW), (*_found(words, HURT), *_found(words, GRAVE))
    severity = Severity.A if at_once or grave else usual or Severity.B
    return Proposal(severity, bool(at_once), (*at_once, *grave))


def dangers(words: str) -> tuple[str, ...]:
    """The words that tell of danger to life or limb, or of damage that grows; none where there is none. It may well be
    wrong (``fire door``): what follows from it must do no harm."""
    return (*_found(words, ACT_NOW), *_found(words, HURT))


def _found(words: str, table: Words) -> tuple[str, ...]:
    """Whole words, whatever their case; in Chinese, which has no spaces, anywhere. Accents count in Vietnamese only:
    *cháy* (fire) is not *chạy* (to run)."""
    text = unicodedata.normalize("NFC", words).casefold().replace("’", "'")
    bare = fold(words)
    return tuple(
        word
        for language, listed in table.items()
        for word in listed
        if _pattern(language, word).search(text if language in ("vi", "zh") else bare)
    )


@cache
def _pattern(language: str, word: str) -> re.Pattern[str]:
    if language == "zh":
        return re.compile(re.escape(word))
    listed = word if language == "vi" else fold(word)
    return re.compile(rf"(?<!\w){re.escape(listed)}(?!\w)")
