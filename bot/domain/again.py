"""Words that go back to something that was thought to be settled (row D5)."""

from __future__ import annotations

import re

from bot.domain.text import fold

_WORDS = re.compile(
    r"\b(?:encore|persiste\w*|(?:ca|cela) continue|toujours|de nouveau|a nouveau|recommenc\w+"
    r"|revenue?s?|(?:le|la) meme"
    r"|pas (?:resolue?|reglee?|reparee?)|pas d'accord|conteste\w*|rouvr\w+"
    r"|again|(?<!standing )(?<!stands )(?<!stood )still|(?:the )?same (?:problem|issue|thing|fault)"
    r"|(?:not|\w+n't|never)(?: been)? (?:fixed|solved|resolved|repaired)|came back|is back"
    r"|reopen|disagree|(?:not|\w+n't) (?:accept|agree)"
    r"|lai (?:bi|hong|ro|chay|mat|tac)|bi lai|van (?:bi|chua|con|nhu)|nhu cu"
    r"|chua (?:xong|sua|duoc)|mo lai|tai dien|khong dong y)\b"
    r"|又|还是|还在|还没|还漏|仍|依旧|依然|再次|没修好|没解决|没有解决|老样子|不同意|不接受"
)


def goes_back(text: str) -> bool:
    """Whether it may be about something that has ended. It is only asked, so it may be wrong."""
    return _WORDS.search(fold(text)) is not None
