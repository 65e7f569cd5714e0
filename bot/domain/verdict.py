"""What somebody means who answers "are you satisfied?" in words of his own (row D5)."""

from __future__ import annotations

import re
import unicodedata

from bot.domain.text import fold
from bot.domain.thanks import is_thanks

_FINE = (
    "no problem|no worries|no more leak|pas de (?:souci|probleme)|aucun (?:souci|probleme)"
    "|plus de (?:souci|probleme|fuite)|plus rien|khong sao|khong con|khong van de|het roi"
)
"""Words of refusal that please."""
_FINE_HAN = "没问题|没事|不漏了|没有问题|不错"

_NO = (
    "non|pas|toujours|encore|rien|personne|jamais|rouvrir|aucunement"
    "|no|nope|not|still|again|nothing|nobody|never|reopen|isn't|doesn't|hasn't|didn't|don't|won't|wasn't|unsatisfied"
    "|chua|khong|vẫn|van chua|van con|lại hỏng"
)
_NO_HAN = "没|未|不|还是|还在|还漏|仍|又坏|又漏"

_YES = (
    "oui|ok|okay|d'accord|parfait|nickel|super|resolu|resolue|regle|reglee|repare|reparee|satisfait|satisfaite"
    "|c'est bon|ca marche|tout est (?:bon|rentre dans l'ordre|en ordre)|fonctionne|termine"
    "|yes|yep|yeah|sure|fine|solved|resolved|fixed|done|works|working|all good|perfect|great|satisfied|excellent"
    "|roi|vang|da|duoc|on|tot|hai long|xong"
)
_YES_HAN = "好了|好的|可以|解决|满意|修好|是的|行了|嗯|对|不错"
_LONG = 12
"""More words than a yes has."""


def satisfied(text: str) -> bool | None:
    """Yes, no, or None where his words don't say. In doubt between the two it is no: he is asked before anything comes
    of it."""
    text = unicodedata.normalize("NFC", text)
    if "?" in text or "？" in text:
        return None
    if is_thanks(text):  # "merci encore" is no "encore"
        return True
    flat = f"{fold(text)} {text.casefold()}"
    fine = re.search(rf"\b(?:{_FINE})\b|{_FINE_HAN}", flat) is not None
    left = re.sub(rf"\b(?:{_FINE})\b|{_FINE_HAN}", " ", flat)
    if re.search(rf"\b(?:{_NO})\b|{_NO_HAN}", left):
        return False
    short = len(text.split()) <= _LONG and len(text) <= 6 * _LONG
    yes = fine or re.search(rf"\b(?:{_YES})\b|{_YES_HAN}", left) is not None
    return True if short and yes else None


_BEGINS_NO = re.compile(r"(?:no|non|nope|khong|chua|没有|没|不是|不|还没)(?: a)?\s*(?:[,.;:!…，。；！]|$)")
_SHORT = 6


def all_well(text: str) -> bool | None:
    """The same where he was asked days ago and may speak of something new: a *no* begins what he says, a *yes* is all
    of it."""
    if satisfied(text) is False:
        return False if _BEGINS_NO.match(fold(text)) else None
    return satisfied(text) if len(text.split()) <= _SHORT and len(text) <= 6 * _SHORT else None
