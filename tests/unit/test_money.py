"""Amounts: as typed, as kept, as four languages write them; when a price must be accepted."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import QuoteId, StaffKey, TicketId
from bot.domain.quote import MOST, Money, Quote, QuoteState, amount_in, needs_price
from bot.i18n import currency_of, digits_of, price_of
from tests.fakes.clock import START


@pytest.mark.parametrize(
    ("text", "digits", "minor"),
    [
        ("12.5", 2, 1250),
        (" 12 ", 2, 1200),
        ("0.01", 2, 1),
        ("12.50", 2, 1250),
        ("12.500", 2, 1250),
        ("1250", 0, 1250),
        ("1e3", 0, 1000),
        ("12.345", 2, None),
        ("12.5", 0, None),
        ("0", 2, None),
        ("-3", 2, None),
        ("", 2, None),
        ("12,5", 2, None),
        ("NaN", 2, None),
        ("Infinity", 2, None),
        ("1e40", 2, None),
        ("1e999999999", 2, None),
        (str(MOST), 0, MOST),
        (str(MOST + 1), 0, None),
    ],
)
def test_what_was_typed(text: str, digits: int, minor: int | None) -> None:
    expected = None if minor is None else Money(minor, "XXX")
    assert amount_in(text, "XXX", digits) == expected


@given(st.integers(1, MOST), st.sampled_from(["EUR", "VND", "CNY", "JPY", "TND"]))
def test_an_amount_comes_back_as_it_was(minor: int, currency: str) -> None:
    digits = digits_of(currency)
    typed = format(Decimal(minor).scaleb(-digits), "f")
    assert amount_in(typed, currency, digits) == Money(minor, currency)


@given(st.text(max_size=30))
def test_whatever_is_typed_is_an_amount_or_none(text: str) -> None:
    found = amount_in(text, "EUR", 2)
    assert found is None or 0 < found.minor <= MOST


def test_countries_and_their_currencies() -> None:
    assert [currency_of(country) for country in ("FR", "VN", "CN", "GB")] == ["EUR", "VND", "CNY", "GBP"]
    assert [digits_of(currency) for currency in ("EUR", "VND", "CNY")] == [2, 0, 2]


@pytest.mark.parametrize(
    ("price", "written"),
    [
        (
            Money(123450, "EUR"),
            {"fr": "1 234,50 €", "en": "€1,234.50", "vi": "1.234,50 €", "zh": "€1,234.50"},
        ),
        (Money(500000, "VND"), {"fr": "500 000 ₫", "en": "₫500,000", "vi": "500.000 ₫", "zh": "₫500,000"}),
        (Money(8050, "CNY"), {"fr": "80,50 CNY", "en": "CN¥80.50", "vi": "80,50 CN¥", "zh": "¥80.50"}),
    ],
)
def test_as_each_language_writes_it(price: Money, written: dict[str, str]) -> None:
    told = {language: " ".join(price_of(price, language).split()) for language in written}
    assert told == {language: " ".join(words.split()) for language, words in written.items()}


@pytest.mark.parametrize("paid", [True, False])
def test_when_a_price_must_be_accepted(paid: bool) -> None:
    quote = Quote(QuoteId("q"), TicketId("t"), 1, "EUR", "x", StaffKey("a"), START, START)
    after = {state: needs_price(paid, replace(quote, state=state)) for state in QuoteState}
    assert after == {
        QuoteState.OFFERED: True,
        QuoteState.ACCEPTED: False,
        QuoteState.DECLINED: paid,
        QuoteState.LAPSED: paid,
        QuoteState.REPLACED: paid,
    }
    assert needs_price(paid, None) is paid
