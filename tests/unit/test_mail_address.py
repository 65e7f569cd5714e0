"""E-mail addresses as people write them down."""

from __future__ import annotations

import pytest

from bot.domain.mail_address import is_mail_address


@pytest.mark.parametrize(
    "good", ["a@b.example", "desk+1@syndic-paris.example", "minh.anh@bql.com.vn", "émile@b.fr"]
)
def test_what_can_be_an_address(good: str) -> None:
    assert is_mail_address(good)


@pytest.mark.parametrize(
    "bad",
    ["", "a", "a@b", "@b.fr", "a@.fr", "a b@c.fr", "a@b.fr, c@d.fr", "A <a@b.fr>", "a@b.fr\nBcc: c@d.fr"],
)
def test_what_can_not(bad: str) -> None:
    assert not is_mail_address(bad)
