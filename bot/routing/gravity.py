"""How grave a complaint's own words say it is: what is proposed to staff, who decide (section E)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bot.domain.ticket import Severity

ACT_NOW = {
    "fr": ("incendie", "fumée", "fuite de gaz", "odeur de gaz", "gaz", "inondation", "inondé", "électrocuté",
           "coincé dans l'ascenseur", "coincée dans l'ascenseur", "bloqué dans l'ascenseur",
           "bloquée dans l'ascenseur", "effondré", "effondrement"),
    "en": ("fire", "smoke", "gas leak", "smell of gas", "smells of gas", "flood", "flooded", "flooding",
           "electrocuted", "electric shock", "stuck in the lift", "trapped in the lift", "stuck in the elevator",
           "collapsed"),
    "vi": ("cháy", "khói", "rò rỉ gas", "mùi gas", "ngập", "điện giật", "kẹt thang máy",
           "kẹt trong thang máy", "sập"),
    "zh": ("着火", "起火", "火灾", "冒烟", "燃气泄漏", "煤气泄漏", "煤气味", "淹水", "水淹", "触电", "困在电梯",
           "电梯困人", "坍塌", "倒塌"),
}  # fmt: skip
"""What gets worse if it is left: whoever writes this is helped at once."""

GRAVE = {
    "fr": ("blessé", "blessée", "blessure", "hôpital", "agressé", "agressée", "agression", "menacé", "menacée",
           "vol", "cambriolé", "cambriolée", "cambriolage", "danger", "dangereux", "dangereuse", "sans eau",
           "sans électricité", "sans chauffage", "pétition", "avocat", "tribunal", "presse"),
    "en": ("injured", "injury", "hospital", "assaulted", "attacked", "threatened", "theft", "stolen", "burgled",
           "burglary", "danger", "dangerous", "no water", "no electricity", "no heating", "petition", "lawyer",
           "court", "newspaper"),
    "vi": ("bị thương", "bệnh viện", "cấp cứu", "hành hung", "đe dọa", "đe doạ", "mất trộm", "trộm cắp", "nguy hiểm",
           "mất nước", "mất điện", "kiến nghị tập thể", "luật sư", "tòa án", "toà án", "báo chí"),
    "zh": ("受伤", "医院", "殴打", "打人", "威胁", "被盗", "盗窃", "失窃", "危险", "停水", "停电", "没有水", "没有电",
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
    at_once, grave = _found(words, ACT_NOW), _found(words, GRAVE)
    severity = Severity.A if at_once or grave else usual or Severity.B
    return Proposal(severity, bool(at_once), (*at_once, *grave))


def _found(words: str, table: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Whole words, whatever their case; in Chinese, which has no spaces, anywhere."""
    text = unicodedata.normalize("NFC", words).casefold().replace("’", "'")
    return tuple(
        word
        for language, listed in table.items()
        for word in listed
        if (word in text if language == "zh" else re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text))
    )
