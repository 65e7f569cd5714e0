"""Slack's text to plain text and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.slack import mrkdwn

NAMES = {"U1": "Marie Dupont", "U2": "Paul Petit"}


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("see with <@U1>", "see with @Marie Dupont"),
        ("<@U9|guest> and <@U8>", "@guest and @U8"),
        ("in <#C1|plumbing> or <#C2>", "in #plumbing or #C2"),
        ("<!here> <!channel> <!subteam^S1|@night shift>", "@here @channel @night shift"),
        ("<!date^1392734382^{date}|18 February>", "18 February"),
        ("<https://a.example/x?a=1&amp;b=2>", "https://a.example/x?a=1&b=2"),
        ("<http://e.example|bank>", "bank (http://e.example)"),
        ("<http://a.example|a.example>", "http://a.example"),
        ("<mailto:m@a.example|m@a.example>", "m@a.example"),
        ("5 &gt; 3 &amp;&amp; 2 &lt; 4", "5 > 3 && 2 < 4"),
        ("typed &lt;@U1&gt; and &amp;lt;", "typed <@U1> and &lt;"),
        (":lock: 10:30:45 :no_such_face:", "🔒 10:30:45 :no_such_face:"),
        (":wave::skin-tone-3: :+1:", "👋🏼 👍"),
        ("*bold* _it_ `code`\r\nnext", "*bold* _it_ `code`\nnext"),
        ("e\u0301cole", "\u00e9cole"),
    ],
)
def test_what_a_message_says(raw: str, said: str) -> None:
    assert mrkdwn.plain(raw, NAMES) == said


@given(st.text())
def test_escaped_text_holds_no_control_sequence_and_comes_back(text: str) -> None:
    escaped = mrkdwn.escape(text)
    assert "<" not in escaped
    assert ">" not in escaped
    assert mrkdwn.unescape(escaped) == text


@given(st.text(alphabet="*_~`:lock<>&@!a "))
def test_literal_text_differs_only_by_what_nobody_sees(text: str) -> None:
    shown = mrkdwn.literal(text)
    assert "<" not in shown
    assert mrkdwn.unescape(shown).replace("\u200b", "") == text


def test_literal_text_has_no_shortcode_left() -> None:
    assert mrkdwn.faces(mrkdwn.literal(":lock: 10:30")) == ":\u200block: 10:30"


@pytest.mark.parametrize(
    ("raw", "addressed"),
    [
        ("<@U1> could you?", True),
        ("  *<@U1|marie>* look", True),
        ("&gt; <@U1>", True),
        ("Hello <@U1>", False),
        ("&lt;@U1&gt; typed", False),
    ],
)
def test_whether_a_colleague_is_addressed(raw: str, addressed: bool) -> None:
    assert mrkdwn.opens_by_addressing(raw) is addressed


@pytest.mark.parametrize("call", ["<!channel>", "<!here|here>", "<!everyone>", "<!subteam^S1>"])
def test_channel_wide_mentions(call: str) -> None:
    assert mrkdwn.has_broadcast(f"careful {call}")
    assert not mrkdwn.has_broadcast(mrkdwn.escape(f"careful {call}"))


def test_who_is_mentioned() -> None:
    assert mrkdwn.mentioned('{"text": "<@U1> and <@W2|x> but not &lt;@U3&gt;"}') == {"U1", "W2"}
