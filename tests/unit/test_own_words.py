"""What a mail program quotes is cut off; what its author wrote stays."""

from __future__ import annotations

import pytest

from bot.channels.email.words import LONGEST, own_words, text_of_html

QUOTED = "\n> Bonjour,\n> pouvez-vous venir ?\n>\n> Marc Petit\n"


@pytest.mark.parametrize(
    "above",
    [
        "Le lun. 2 mars 2026 à 10:00, Cabinet <desk@palier.example> a écrit :",
        "On Mon, 2 Mar 2026 at 10:00, Cabinet <desk@palier.example>\nwrote:",
        "Vào Th 2, 2 thg 3, 2026 lúc 10:00 Cabinet đã viết:",
        "在 2026年3月2日，Cabinet 写道：",
        "-----Message d'origine-----\nDe : Cabinet",
        "________________________________\nFrom: Cabinet",
        "De : Cabinet <desk@palier.example>\nEnvoyé : lundi 2 mars 2026\nObjet : Fuite",
        "发件人: Cabinet\n发送时间: 2026年3月2日",
        "",
    ],
)
def test_the_quoted_letter_goes(above: str) -> None:
    assert own_words(f"Demain 8 h.\r\n\r\nRoussel\r\n\r\n{above}\n{QUOTED}") == "Demain 8 h.\n\nRoussel"


@pytest.mark.parametrize(
    "text",
    [
        "> pouvez-vous venir ?\nOui, demain.\n> Et le devis ?\nIl suit.",
        "Le gardien a écrit :\nil faut la clé.",
        "From: the cellar up to the roof",
        "Prix > 100 €",
    ],
)
def test_what_is_between_or_only_looks_like_it_stays(text: str) -> None:
    assert own_words(text) == text


def test_where_nothing_would_be_left_everything_is() -> None:
    assert own_words(QUOTED) == QUOTED.strip()


def test_it_is_no_longer_than_it_may_be() -> None:
    assert len(own_words("x" * (LONGEST + 5))) == LONGEST
    assert own_words("wrote: " * 5000 + "\n" + "a" * 100_000)


def test_html_is_read_as_it_looks() -> None:
    source = "<head><title>t</title></head><p>Bonjour&nbsp;!</p><div>A<br>B</div><blockquote>alt<p>neu</blockquote>"
    assert text_of_html(source) == "Bonjour !\n\nA\nB\n\n> alt\n> neu"
