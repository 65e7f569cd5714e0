"""What Slack's formatted messages mean: how they are shown, whom they call, whether they are internal."""

from __future__ import annotations

from typing import Any

import pytest

from bot.domain.internal_signs import starts_with_sign, without_sign
from bot.domain.rich import Span, TextStyle
from bot.ports.inbound import (
    DeskMessage,
)
from tests.unit.slack_payloads import Json, event, meaning


def rich(*elements: Json) -> list[Json]:
    return [{"type": "rich_text", "block_id": "x", "elements": list(elements)}]


def words(text: str, **style: bool) -> Json:
    return {"type": "text", "text": text} | ({"style": style} if style else {})


def test_rich_text_says_how_it_is_shown() -> None:
    blocks = rich({"type": "rich_text_section", "elements": [words("very", bold=True), words(" 5 > 3")]})
    message = meaning(event(text="*very* 5 &gt; 3", blocks=blocks))
    assert isinstance(message, DeskMessage)
    assert (message.text, message.spans) == ("very 5 > 3", (Span(0, 4, TextStyle.BOLD),))
    assert message.typed == "*very* 5 > 3"


@pytest.mark.parametrize(
    "blocks", [rich({"type": "new"}), [{"type": "section"}], [{"type": "rich_text"}], "odd", [None]]
)
def test_without_rich_text_the_marks_stay_as_typed(blocks: Any) -> None:
    message = meaning(event(text="*very* 5 &gt; 3", blocks=blocks))
    assert isinstance(message, DeskMessage)
    assert (message.text, message.spans, message.typed) == ("*very* 5 > 3", (), "")


def test_blocks_and_text_both_tell_whom_a_message_calls() -> None:
    called = {"type": "rich_text_section", "elements": [{"type": "user", "user_id": "U1"}, words(" x")]}
    everybody = {"type": "rich_text_section", "elements": [{"type": "broadcast", "range": "here"}]}
    message = meaning(event(text="x", blocks=rich(called, everybody)))
    assert isinstance(message, DeskMessage)
    assert (message.addressed, message.broadcast) == (True, True)
    plain = {"type": "rich_text_section", "elements": [words("x")]}
    message = meaning(event(text="<@U1> <!here>", blocks=rich(plain)))
    assert isinstance(message, DeskMessage)
    assert (message.addressed, message.broadcast) == (True, True)


SIGNED = ("rich_text_section", "rich_text_quote", "rich_text_preformatted")


@pytest.mark.parametrize("element", [*SIGNED, "bullet", "ordered"])
@pytest.mark.parametrize("style", ["bold", "italic", "strike", "code", "underline"])
@pytest.mark.parametrize("sign", ["int:", "🔒"])
def test_a_sign_is_found_however_it_is_formatted(element: str, style: str, sign: str) -> None:
    leaves = [words(sign, **{style: True}), words(" the keys are with Paul")]
    block: Json = {"type": element, "elements": leaves}
    if element not in SIGNED:
        section: Json = {"type": "rich_text_section", "elements": leaves}
        block = {"type": "rich_text_list", "style": element, "indent": 1, "offset": 3, "elements": [section]}
    message = meaning(event(text="whatever Slack makes of it", blocks=rich(block)))
    assert isinstance(message, DeskMessage)
    assert message.spans or element in ("bullet", "ordered", "rich_text_section")
    assert starts_with_sign(message.text, ("int:", "🔒"))
    assert without_sign(message.text, ("int:", "🔒")) == "the keys are with Paul"
