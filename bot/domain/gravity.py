"""How grave somebody's own words say it is: a complaint's severity is proposed from them to staff, who decide (section
E), and whoever tells of danger is advised at once (row A5)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from bot.domain.text import fold
from bot.domain.ticket import Severity, Ticket

Words = Mapping[str, tuple[str, ...]]

ACT_NOW: Words = {
    "fr": ("incendie", "au feu", "en feu", "le feu", "fumée", "fuite de gaz", "odeur de gaz", "gaz", "explosion",
           "monoxyde de carbone", "inondation", "inondé", "inondée", "inonde", "grosse fuite", "énorme fuite",
           "fuite importante", "électrocuté", "électrocutée", "coincé dans l'ascenseur", "coincée dans l'ascenseur",
           "coincés dans l'ascenseur", "bloqué dans l'ascenseur", "bloquée dans l'ascenseur",
           "bloqués dans l'ascenseur", "enfermé dans l'ascenseur", "enfermée dans l'ascenseur", "effondré",
           "effondrée", "effondrement", "incendi",
           "au secours", "sos", "on m'agresse", "cambrioleur", "cambrioleurs",
           "sent le brûlé", "odeur de brûlé", "étincelle", "étincelles"),
    "en": ("fire", "smoke", "gas leak", "smell of gas", "smells of gas", "smell gas", "smelling gas", "gas smell",
           "explosion", "carbon monoxide", "flood", "flooded", "flooding", "big leak", "huge leak", "major leak",
           "burst pipe", "pipe burst", "pipe has burst", "electrocuted", "electric shock", "stuck in the lift",
           "stuck in a lift", "stuck in lift", "trapped in the lift", "stuck in the elevator",
           "stuck in an elevator", "trapped in the elevator", "collapsed", "pouring through the ceiling",
           "pouring from the ceiling", "breaking in", "intruder", "intruders", "smell of burning", "smells of burning",
           "smell burning", "smell something burning", "burning smell", "sparks", "sparking"),
    "vi": ("cháy", "khói", "hỏa hoạn", "hoả hoạn", "phát nổ", "rò rỉ gas", "xì gas", "mùi gas", "ngập", "vỡ ống nước",
           "bể ống nước", "điện giật", "kẹt thang máy", "kẹt trong thang máy", "sập", "hoa hoan", "ro ri gas",
           "mui gas", "dien giat", "ket thang may", "ket trong thang may",
           "chay nha", "nha chay", "boc khoi", "cứu với", "cứu tôi", "cứu em", "cứu chị", "cuu voi",
           "mùi khét", "mui khet", "tóe lửa", "toé lửa", "chập điện", "chap dien"),
    "zh": ("着火", "起火", "失火", "火灾", "冒烟", "爆炸", "燃气泄漏", "煤气泄漏", "漏煤气", "漏燃气", "煤气味",
           "燃气味", "闻到煤气", "闻到燃气", "一氧化碳", "淹水", "水淹", "爆管", "水管爆", "大量漏水", "触电",
           "困在电梯", "被困电梯", "卡在电梯", "关在电梯", "电梯困人", "坍塌", "倒塌", "被淹", "淹了", "救命",
           "焦味", "烧焦", "糊味", "火花"),
}  # fmt: skip
"""What gets worse if it is left: whoever writes this is helped at once."""

HURT: Words = {
    "fr": ("blessé", "blessée", "blessés", "blessure", "inconscient", "inconsciente", "saigne", "ne respire plus",
           "un malaise", "ne se relève plus", "ne peut plus se relever", "crise cardiaque", "infarctus"),
    "en": ("injured", "injury", "hurt", "unconscious", "bleeding", "not breathing", "fainted", "can't get up",
           "cannot get up", "heart attack"),
    "vi": ("bị thương", "cấp cứu", "bất tỉnh", "ngất xỉu", "chảy máu", "không dậy được", "không đứng dậy được",
           "đau tim", "đột quỵ"),
    "zh": ("受伤", "昏迷", "晕倒", "流血", "摔倒", "心脏病", "心梗", "不省人事"),
}  # fmt: skip
"""Somebody needs a doctor."""

_LIFT_FR, _LIFT_EN = r"l?as+c?en[cs]+eu\w*", r"(?:lift|el[ea]v\w+)"
IN_HASTE = {
    "fr": (rf"(?:bloqu|coinc|enferm|prisonn)\w*\W+(?:\w+\W+){{0,3}}?d[ae]?n?s\W+(?:\w+\W+){{0,2}}?{_LIFT_FR}",
           rf"{_LIFT_FR}[^.!?\n]{{0,40}}(?:bloqu|coinc|enferm|arret|panne)[^.!?\n]{{0,50}}(?:dedans|a l'interieur)",
           r"tomb\w*[^.!?\n]{0,50}ne (?:bouge|repond|reagit)\w*"),
    "en": (rf"(?:stuck|trapped|locked|shut)\W+(?:\w+\W+){{0,2}}?(?:in|inside|into)\W+(?:\w+\W+){{0,2}}?{_LIFT_EN}",
           rf"{_LIFT_EN}[^.!?\n]{{0,30}}(?:stopp|stuck|broke|jam)\w*[^.!?\n]{{0,40}}inside",
           r"f[ae]ll\w*[^.!?\n]{0,50}(?:not|n't) (?:moving|answering)"),
    "vi": (r"(?:kẹt|nhốt)\W+(?:\w+\W+){0,3}?thang máy", r"bi ket\W+(?:\w+\W+){0,2}?thang may",
           r"thang máy[^.!?\n]{0,40}người\W+(?:\w+\W+){0,3}?(?:kẹt|nhốt)",
           r"thang máy[^.!?\n]{0,15}(?:hỏng|dừng|đứng|kẹt)[^.!?\n]{0,30}người[^.!?\n]{0,10}trong"),
    "zh": (r"困(?!扰|难)[^。！？\n]{0,3}电梯", r"电梯[^。！？\n]{0,12}(?:被困|困住|困人|困在)(?!扰)",
           r"电梯[^。！？\n]{0,8}(?:停|坏|卡)[^。！？\n]{0,6}里面有人"),
}  # fmt: skip
"""Somebody is shut in a lift, or has fallen and lies there, as people write it in haste: in words apart from each
other, misspelt."""
_IN_HASTE = tuple(
    re.compile(one if language == "zh" else rf"(?<!\w)(?:{one})(?!\w)")
    for language, listed in IN_HASTE.items()
    for one in listed
)

_HARMLESS = re.compile(
    r"(?<!\w)(?:(?:bóng|đèn|bóng đèn)(?: hành lang| cầu thang)?(?: (?:đã|bị|vừa|lại|hay)){0,2} cháy"
    r"|cháy (?:hết )?(?:bóng|đèn|hàng|túi)|(?:phòng|chữa) cháy)(?!\w)"
)
"""A bulb that has burnt out, an extinguisher: *cháy*, and no fire."""

GRAVE: Words = {
    "fr": ("hôpital", "agressé", "agressée", "agression", "menacé", "menacée",
           "vol", "cambriolé", "cambriolée", "cambriolage", "danger", "dangereux", "dangereuse", "sans eau",
           "sans électricité", "sans chauffage", "pétition", "avocat", "tribunal", "presse"),
    "en": ("hospital", "assaulted", "attacked", "threatened", "theft", "stolen", "stole", "robbed", "burglar",
           "burgled", "burglary", "danger", "dangerous", "no water", "no electricity", "no heating", "petition",
           "lawyer", "court", "newspaper"),
    "vi": ("bệnh viện", "hành hung", "đe dọa", "đe doạ", "trộm", "nguy hiểm",
           "mất nước", "mất điện", "kiến nghị tập thể", "luật sư", "tòa án", "toà án", "báo chí"),
    "zh": ("医院", "殴打", "打人", "威胁", "被盗", "盗窃", "失窃", "被偷", "小偷", "危险", "停水", "停电", "没有水",
           "没有电", "联名", "律师", "法院", "媒体", "曝光"),
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
    at_once, grave = _at_once(words), (*_found(words, HURT), *_found(words, GRAVE))
    severity = Severity.A if at_once or grave else usual or Severity.B
    return Proposal(severity, bool(at_once), (*at_once, *grave))


@lru_cache(maxsize=32)
def dangers(words: str) -> tuple[str, ...]:
    """The words that tell of danger to life or limb, or of damage that grows; none where there is none. It may well be
    wrong (``fire door``): what follows from it must do no harm. A form asks it of one text many times."""
    return (*_at_once(words), *_found(words, HURT))


def dangers_in(ticket: Ticket) -> tuple[str, ...]:
    """The same of all that its resident wrote into the forms of a ticket (``written_in``)."""
    return dangers("\n".join(written_in(ticket)))


def written_in(ticket: Ticket) -> tuple[str, ...]:
    """What its resident wrote into forms: not only where he was asked what it is, danger is told anywhere."""
    said = (ticket.description, ticket.wish, ticket.wish_by, ticket.caution_words, ticket.rating_words)
    where = (ticket.unit, ticket.residence_words)
    return tuple(words for words in (*said, *where) if words)


def _at_once(words: str) -> tuple[str, ...]:
    return _found(words, ACT_NOW) or _in_haste(words)


def _in_haste(words: str) -> tuple[str, ...]:
    """The first such words, as they stand there."""
    text, bare = _seen(words), fold(words)
    found = (pattern.search(seen) for seen in dict.fromkeys((text, bare)) for pattern in _IN_HASTE)
    return next(((one[0],) for one in found if one), ())


def _seen(words: str) -> str:
    return unicodedata.normalize("NFC", words).casefold().replace("’", "'")


def _found(words: str, table: Words) -> tuple[str, ...]:
    """Whole words, whatever their case; in Chinese, which has no spaces, anywhere. Accents count in Vietnamese only:
    *cháy* (fire) is not *chạy* (to run)."""
    text, bare = _HARMLESS.sub(" ", _seen(words)), fold(words)
    return tuple(
        word
        for language, listed in table.items()
        for word in listed
        if _stands(language, word, text if language in ("vi", "zh") else bare)
    )


def _stands(language: str, word: str, text: str) -> bool:
    """Most words do not stand there at all, which costs a tenth of looking whether they stand alone."""
    listed = word if language in ("vi", "zh") else _folded(word)
    return listed in text and (language == "zh" or _alone(listed).search(text) is not None)


_folded = cache(fold)


@cache
def _alone(listed: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(listed)}(?!\w)")
