"""A bare yes, no, "that's all" or "drop it", typed where a button would have said it (rows A1, A2).

Only what holds nothing else counts: ``non`` is an answer to *Any photos?*, ``non, mais ça fuit encore`` is a message.
"""

from __future__ import annotations

import re

from bot.domain.text import fold

_YES = "oui|ouais|yes|yep|yeah|yup|co|vang|da|u|uh|co a|da co|da vang|是|是的|有|有的|嗯|嗯嗯|对|对的"
_AGREES = (
    "ok|okay|d'accord|dac|c'est bon|c'est ok|c'est correct|c'est exact|c'est ca|exact|correct|parfait|bon|bien"
    "|tres bien|tout est bon|tout est correct|envoyer|envoyez|envoie|envoyez le|oui envoyer|oui envoyez"
    "|confirmer|je confirme|valider|je valide|allez y|vas y"
    "|sure|send|send it|yes send|yes send it|right|that's right|that is right|confirm|confirmed|looks good|all good"
    "|go ahead|fine|good|perfect"
    "|dung|dung roi|dong y|gui|gui di|gui giup|duoc|oke|xac nhan|chinh xac"
    "|好|好的|好了|可以|行|发|发送|确认|确定|没问题|没错|👍|👌|✅"
)
_NO = (
    "non|aucun|aucune|rien|neant|pas de photo|pas de photos|sans photo|sans photos|aucune photo|je n'en ai pas"
    "|j'en ai pas|rien de special|rien de particulier|non rien|passer|passe|pas du tout"
    "|no|nope|none|nothing|no photo|no photos|without photos|nothing special|i have none|i don't have any|not really"
    "|not at all|skip|n/a"
    "|khong|ko|kg|hong|khong co|ko co|khong co anh|ko co anh|khong co gi|da khong|da khong co|bo qua"
    "|khong phai|ko phai|da khong phai"
    "|没有|没|无|不用|不用了|不需要|不|不是|不是的|没有了|没有照片|没照片|没什么|跳过"
)
_NEITHER = (
    "aucun des deux|aucune des deux|ni l'un ni l'autre|ni l'une ni l'autre|autre|autre chose|c'est autre chose"
    "|neither|neither of them|neither of the two|neither of these|none of them|none of these|other|something else"
    "|it's something else|khong phai ca hai|ca hai deu khong|ca hai deu khong phai|khong cai nao|khong muc nao|khac"
    "|viec khac|chuyen khac|muc khac|都不是|两个都不是|两项都不是|都不对|别的|其他|其它|其他的|别的事"
)
_ENOUGH = (
    "c'est tout|ce sera tout|voila|fini|j'ai fini|c'est fini|termine|c'est bon|ca ira"
    "|that's all|that's it|that is all|thats all|done|finished"
    "|het|het roi|du roi|xong|xong roi|vay thoi|就这些|就这样|没了|完了|发完了"
)
_GIVES_UP = (
    "annuler|annulez|annule|laisse tomber|laissez tomber|cancel|stop|forget it|never mind|nevermind|huy|huy bo"
    "|取消|算了|不报了"
)
_POLITE = re.compile(
    r"\b(?:merci|svp|stp|s'il vous plait|s'il te plait|madame|monsieur|thanks|thank you|please|nhe|nha|em|cam on|xin)\b"
    r"|(?<=\w )a\b|谢谢|请|吧|啊|呀"
)
_OPENS = re.compile(
    r"^(?:(?:(?:voila|bon|ben|bah|alors|eh bien|non|ok|ah|well|no|so|da|thoi|vay)\b|好的|好|嗯)\s*)+(?=\S)"
)
"""What people begin with before they say that it is all."""
_ASSENTS = re.compile(
    r"^(?:(?:(?:oui|ok|okay|oke|d'accord|parfait|tres bien|c'est bon|yes|yeah|sure|da|vang|dung roi|duoc roi)\b"
    r"|好的|好|嗯|可以|没问题)\s*)+(?=\S)"
)
_MARKS = re.compile(r"[.,;:!…·。，！；：、～~\"“”«»()\ufe0f]+|(?<=\w)-(?=\w)")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split("|"))


_SAYS_YES = _words(_YES)
_SAYS_AGREED = _SAYS_YES | _words(_AGREES)
_SAYS_NO = _words(_NO)
_SAYS_NEITHER = _words(_NEITHER)
_SAYS_ENOUGH = _words(_ENOUGH)
_SAYS_GIVEN_UP = _words(_GIVES_UP)


def is_yes(text: str) -> bool:
    """A yes and no more."""
    return bool(_bare(text) & _SAYS_YES)


def agrees(text: str) -> bool:
    """A yes, or words that pass for one where something is to be confirmed, one after the other (*ok gửi đi*)."""
    bare = _bare(text)
    return bool((bare | {_ASSENTS.sub("", one) for one in bare}) & _SAYS_AGREED)


def declines(text: str) -> bool:
    """A no, *nothing* or *none*, and no more."""
    return bool(_bare(text) & _SAYS_NO)


def is_neither(text: str) -> bool:
    """None of two that were named, and no more."""
    return bool(_bare(text) & _SAYS_NEITHER)


def is_enough(text: str) -> bool:
    """*That's all*, and no more than a word before it."""
    bare = _bare(text)
    return bool((bare | {_OPENS.sub("", one) for one in bare}) & _SAYS_ENOUGH)


def gives_up(text: str) -> bool:
    """*Cancel*, and no more."""
    return bool(_bare(text) & _SAYS_GIVEN_UP)


def _bare(text: str) -> frozenset[str]:
    """What is written, without case, accents and marks; with its polite words and without them."""
    plain = " ".join(_MARKS.sub(" ", fold(text)).split())
    return frozenset({plain, " ".join(_POLITE.sub(" ", plain).split())})
