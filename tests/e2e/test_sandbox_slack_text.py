"""Text between an app, Slack and a person's screen."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.slack.text import as_seen, as_stored, as_typed, escape, mentions
from sandbox.slack.workspace import User, Workspace

WORKSPACE = Workspace(lambda: 0.0)
WORKSPACE.add_user(User("U1", "marie", "Marie Dupont"))
WORKSPACE.add_channel("lift-c", "channel", ["U1"], id="C1")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("5 > 3 & <b>", "5 &gt; 3 &amp; &lt;b&gt;"),
        ("hi @Marie Dupont and @marie.", "hi <@U1> and <@U1>."),
        ("@here see #lift-c", "<!here> see <#C1|lift-c>"),
        ("(https://a.example/x?y=1&z=2)", "(<https://a.example/x?y=1&amp;z=2>)"),
        ("<http://a.example>", "&lt;<http://a.example>&gt;"),
        ("a@b.example 🔒✅👍", "<mailto:a@b.example|a@b.example> :lock::white_check_mark::+1:"),
        ("<!channel> <@U1>", "&lt;!channel&gt; &lt;@U1&gt;"),
    ],
)
def test_what_people_type(typed: str, stored: str) -> None:
    assert as_typed(typed, WORKSPACE) == stored


@pytest.mark.parametrize(
    ("sent", "stored", "seen"),
    [
        ("a & b &amp; c", "a &amp; b &amp; c", "a & b & c"),
        ("<!channel> <@U1> <#C1>", "<!channel> <@U1> <#C1>", "@channel @Marie Dupont #lift-c"),
        ("&lt;!channel&gt;", "&lt;!channel&gt;", "<!channel>"),
        ("<http://e.example|bank>", "<http://e.example|bank>", "bank (http://e.example)"),
        ("<script>", "&lt;script&gt;", "<script>"),
        (":lock: :unheard:", ":lock: :unheard:", "🔒 :unheard:"),
        ("<!date^1^{date}|yesterday>", "<!date^1^{date}|yesterday>", "yesterday"),
    ],
)
def test_what_apps_send(sent: str, stored: str, seen: str) -> None:
    assert as_stored(sent) == stored
    assert as_seen(stored, WORKSPACE) == seen


@given(st.text().filter(lambda text: not re.search(r":[a-z0-9_+\-]+:", text)))
def test_escaped_text_is_read_as_written(text: str) -> None:
    stored = as_stored(escape(text))
    assert as_seen(stored, WORKSPACE) == text
    assert not mentions(stored, "U1")
