"""Words that say no more than thank you: they start no clock and reopen nothing (row D4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.domain.text import fold

_THANKS = (
    "merci mercis remercie remercions remerciements thanks thank thx thnx tks tnx ty tysm cheers camon "
    "谢谢 谢谢啦 谢谢了 谢啦 谢了 谢 多谢 感谢 感激 辛苦了 辛苦您了 辛苦你了 辛苦大家了 辛苦师傅了 謝謝 "
    "多謝 感謝 謝啦 謝了"
)
"""One of these must be there, whatever the language; folded, ``cảm ơn`` and ``cám ơn`` joined to ``camon``."""

_BEFORE = {
    "fr": (
        "ok okay oui parfait super genial top nickel excellent impeccable entendu note bien recu d accord "
        "tres bonjour bonsoir mille 1000 un grand grands infiniment je nous vous tous toutes tout et c est "
        "encore"
    ),
    "en": (
        "ok okay yes great perfect excellent wonderful lovely good nice super cool alright noted received "
        "hi hello dear many so i we really got it that is s all and very well much"
    ),
    "vi": (
        "ok oke da vang u uh roi a hay tot qua tuyet voi duoc minh toi em anh chi chau xin chao rat chan "
        "thanh nhan biet the thi va"
    ),
    "zh": (
        "ok 好 好的 好嘞 行 嗯 嗯嗯 收到 知道了 明白 明白了 非常 十分 万分 太 真的 真是 您好 你好 很 太好了 "
        "可以 可以了 没事了 萬分 我 我们"
    ),
}
"""What may stand before the thanks: a request can't."""

_AFTER = {
    "fr": (
        "beaucoup bcp bien infiniment a au vous toi tous toutes toute l la le les equipe madame monsieur "
        "mme mr m pour de du des d votre vos cette ce aide reponse rapidite reactivite efficacite "
        "tout travail intervention avance patience gentillesse precision precisions information "
        "informations explications message passage ete si rapide rapidement vite bonne journee soiree fin "
        "apres midi week end weekend semaine bon continuation courage cordialement fois par depot bientot "
        "revoir service services gentil sincerement vraiment chaleureusement"
    ),
    "en": (
        "you u again a lot lots bunch million ever for your the this all everyone everybody both guys team "
        "sir madam miss mr mrs help reply response answer quick fast prompt quickly promptly service work "
        "job effort time support patience kindness kind kindly information info update visit message day "
        "evening weekend night week rest of have appreciated appreciate in advance to best regards bye "
        "indeed their hard"
    ),
    "vi": (
        "nhieu lam nhe nha nhen ban cac co chu bac ong ba quan ly bql ho tro giup do tra loi phan hoi nhanh "
        "chong nhiet tinh moi nguoi doi ky thuat cong ty tat ca vi su kip thoi da quy su trong tran cua de "
        "som thong tin shop"
    ),
    "zh": (
        "您 你 您们 你们 大家 各位 师傅 師傅 管家 物业 物業 老师 先生 女士 经理 小姐 小哥 亲 啦 了 啊 呀 哦 "
        "噢 哈 的 们 帮助 帮忙 幫忙 幫助 支持 回复 回覆 答复 解答 处理 處理 及时 快速 耐心 费心 费心了 一直 "
        "这么 快 对 为 您的 你的 工作 配合 理解 关心 服务 再次 祝 生活愉快 晚安 再见 拜拜 不尽"
    ),
}
"""What may stand after them, besides: what he is thankful for, to whom, a farewell."""

_GLAD = frozenset(
    "👍👌🙏❤🧡💛💚💙💜🩷🖤🤍💖💗💓💕💞💝♥😊☺🙂😀😃😄😁😆😍🥰😘😇😉😌🤗🤩👏🙌🫶🤝💪🎉🎊🥳💐🌹🌷🌸🌺🌼🌻⭐🌟✨✅☑💯🫡🆗"
)
_SMILEYS = re.compile(r"(?<!\w)(?:[:;]-?[)D]|<3|\^_?\^|=\))")
_DRESS = re.compile("[\ufe0e\ufe0f\u200d\u200b\U0001f3fb-\U0001f3ff♀♂]")
_HAN = "\u3400-\u9fff"
_PARTS = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+|\S")
_MARKS = frozenset(".,;:!…·~-–—'\"()«»“”‘。，！；：、～（）‚*_/&+")
_LONGEST = 30
"""Words; nobody thanks at greater length without saying something else."""

_THANKS_WORDS = frozenset(_THANKS.split())
_BEFORE_WORDS = {language: frozenset(words.split()) for language, words in _BEFORE.items()}
_AFTER_WORDS = {
    language: frozenset(words.split()) | _BEFORE_WORDS[language] for language, words in _AFTER.items()
}
_HAN_WORDS = frozenset(word for word in _THANKS_WORDS | _AFTER_WORDS["zh"] if re.match(f"[{_HAN}]", word))
_HAN_LENGTHS = sorted({len(word) for word in _HAN_WORDS}, reverse=True)


def is_thanks(text: str, names: Iterable[str] = ()) -> bool:
    """Whether a text says nothing but thank you, in any of the four languages, or is only emoji that please. ``names``
    are those of people whom it may thank (the office's staff).

    Every word must be known to belong to thanks, so "merci mais ça fuit encore" and "merci de venir" are none. It knows
    nothing of what was asked before: 👍 may also be the answer to a question."""
    plain = _DRESS.sub("", _SMILEYS.sub("👍", text))
    words = [word for word in _words(plain) if word not in _MARKS]
    said = [word for word in words if word not in _GLAD]
    if not words or len(words) > _LONGEST or (said and _THANKS_WORDS.isdisjoint(said)):
        return False
    known = frozenset(part for name in names for part in _words(name))
    return not said or any(_all_thanks(said, language, known) for language in _BEFORE)


def _all_thanks(words: list[str], language: str, names: frozenset[str]) -> bool:
    at = next((position for position, word in enumerate(words) if word in _THANKS_WORDS), None)
    if at is None:
        return False
    after = _THANKS_WORDS | _AFTER_WORDS[language] | names
    return all(word in _BEFORE_WORDS[language] for word in words[:at]) and all(
        word in after for word in words[at:]
    )


def _words(text: str) -> Iterator[str]:
    folded = re.sub(r"\bcam on\b", "camon", fold(text))
    for part in _PARTS.findall(folded):
        yield from _cut(part) if re.match(f"[{_HAN}]", part) else (part,)


def _cut(part: str) -> Iterator[str]:
    """Chinese words, the longest known first; one that is not known stands alone."""
    while part:
        starts = (part[:length] for length in _HAN_LENGTHS)
        word = next((start for start in starts if start in _HAN_WORDS), part[0])
        yield word
        part = part[len(word) :]
