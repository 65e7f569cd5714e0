"""The name in what somebody wrote when he was asked for it; a whole sentence holds none (row A2)."""

from __future__ import annotations

import re

from bot.domain.names import FAMILIES
from bot.domain.text import fold

_INTRODUCES = re.compile(
    r"(?:(?:bonjour|bonsoir|hello|hi|good morning|xin chào|dạ)[\s,!.]+)?"
    r"(?:je m['’]appelle|je me nomme|je suis|mon nom est|moi,? c['’]est|my name is|i am|i['’]m|this is"
    r"|(?:tôi|toi|tui|tớ|em|mình|minh|anh|chị|chi|cháu|chau|bác|bac|cô|co|chú|chu)\s+"
    r"(?:tên\s+là|ten\s+la|tên|ten|là|la)"
    r"|(?:tên|ten)\s+(?:tôi|toi|tui|em|mình|minh)\s+(?:là|la))\s+(?P<name>\S.*)",
    re.IGNORECASE,
)
_INTRODUCES_HAN = re.compile(
    r"(?:[您你]好[,，!！。 ]*)?(?:我的名字(?:叫|是)|我叫|我是|本人|姓名[:：]?)\s*(?P<name>\S.*)"
)
_WHERE = re.compile(
    r"[\s,，;:–-]+(?:(?:căn(?:\s+hộ)?|can|phòng|phong|nhà|tầng|lầu|appartement|appt|apt|bâtiment|bat|bât|lot|flat|unit|room"
    r"|du|de la|of)\s+)?[A-Za-z]{0,2}-?\d[\w-]*(?:\s*(?:室|号|号房))?\s*$",
    re.IGNORECASE,
)
"""The flat behind a name: it is asked by itself."""
_BESIDE = re.compile(r"[(（\[【].*?[)）\]】]")
_ENDS = re.compile(r"[^\W\d_]{5,}[.…]\s+\S|[!！。；;]\s*\S|[?？@📍👤↪]|://|\n")
"""The end of a sentence, with more to come; a question; what is a place, an address or a contact. The point
of an abbreviation (``Mme.``) ends none."""

MOST_WORDS = 8
_TITLES = re.compile("先生|女士|小姐|太太|夫人|师傅|老师|业主|家属|一家|和|与")

_SENTENCE_WORDS = (
    "je ils elles nous vous est sont suis etait avons avez pas dans depuis chez sur sous avec sans mes "
    "notre votre vos cette que quand comment pourquoi plus toujours encore tres tout bonjour bonsoir "
    "salut merci oui non svp urgent urgence aide aidez fuit fuite fuites coule panne cassee bloque "
    "bloquee ascenseur inondation chauffage plafond cuisine eau bruit i've i'm it's is are was were am "
    "there this that these have has had not doesn't isn't can't don't since because please hello thanks "
    "thank yes help need want our your from with when why where what leak leaks leaking lift elevator "
    "broken stuck kitchen ceiling bathroom heating noise smell burst flooded dripping nuoc "
    "allo voila merde putain connard connards fuck fucking shit idiot idiots morons stupid"
)
_TITLES_ALONE = (
    "madame monsieur mademoiselle messieurs mesdames mme mlle mr m. mme. mr. sir madam mrs ms miss you "
    "先生 女士 小姐 太太"
)
"""Titles, and whom one speaks to: a name needs one word more."""
_NO_NAMES = frozenset(_TITLES_ALONE.split())
_MAYBE_WORDS = (
    "en au aux un une des les y a an the to do on in at of so no my for by il elle ce qui mon ma ont it se"
)
"""Words of sentences; below, those that are also parts of names: typed small, among no capitals."""
_SENTENCE, _MAYBE = frozenset(_SENTENCE_WORDS.split()), frozenset(_MAYBE_WORDS.split())
_VIETNAMESE = re.compile(
    r"\b(?:xin chào|xin chao|bị|không|nước|hỏng|rò rỉ|thang máy|căn hộ|từ sáng|chào|giúp|cần|muốn|nhà tôi|của tôi"
    r"|ơi|ạ|đang|quá)\b",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    "漏水|漏电|电梯|坏了|着火|起火|停电|停水|没水|没电|没有|不行|不能|不了|你好|您好|在吗|救命|怎么|什么|知道|请问|厨房|卫生间"
    "|厕所|噪音|太吵|维修|投诉|报修|谢谢|水管|空调|堵了|天花板|楼上|楼下|我家|我们|你们|帮忙|帮我|现在|今天|昨天|好的|是的|需要"
)
_MOST_HAN = 6


def name_said(text: str) -> str | None:
    """The name, without what introduces it (``Je m’appelle …``); None where it is no name. Lets through what may be
    one: a name refused offends more than a sentence taken."""
    whole = " ".join(text.strip().split(" "))
    found = _INTRODUCES.fullmatch(whole) or _INTRODUCES_HAN.fullmatch(whole)
    name = _WHERE.sub("", found["name"] if found else whole).strip(" .,!。，！")
    return name if _may_be(name) else None


def _may_be(name: str) -> bool:
    bare = _BESIDE.sub(" ", name)
    han = re.findall("[\u3400-\u9fff]", _TITLES.sub("", bare))
    if not any(c.isalpha() for c in bare) or _ENDS.search(bare) or _CHINESE.search(bare):
        return False
    if han and "·" not in bare and "•" not in bare and len(han) > _MOST_HAN:
        return False
    words = [word for word in re.split(r"[\s,，、/&+]+", bare) if word]
    if all(fold(word) in _NO_NAMES for word in words) or "you" in words[1:]:
        return False
    return len(words) <= MOST_WORDS and not _VIETNAMESE.search(bare) and not _speaks(words)


def _speaks(words: list[str]) -> bool:
    """Whether words of sentences are among these."""
    plain = [fold(word).strip('.:;!"“”«»') for word in words]
    parts = {part for word in plain for part in (word, *word.split("'"))}
    elided = any(word.startswith(("j'", "c'", "qu'", "y'")) for word in plain)
    vietnamese = bool(plain) and plain[0] in FAMILIES
    if elided or (parts & _SENTENCE and not (vietnamese and not words[0].islower())):
        return True
    capitals = any(word[:1].isupper() for word in words[1:])
    return not vietnamese and not capitals and len(words) > 2 and bool(set(words[1:]) & _MAYBE)
