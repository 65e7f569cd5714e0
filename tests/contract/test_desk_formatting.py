"""Formatting to and from Slack: real slack_sdk and Bolt against the sandbox's Slack."""

from __future__ import annotations

from slack_bench import Bench, a_card, bench, receiving, slack

from bot.channels.slack import rich_text
from bot.domain.addresses import MessageRef
from bot.domain.rich import Span, Spans, TextStyle
from bot.ports.desk import Post, Reword
from bot.ports.inbound import DeskEdit, DeskMessage

__all__ = ["bench", "slack"]

SITE = "https://a.example/x?a=1&b=2"
HOSTILE = "<!channel> <@U1> & <http://e|bank> *x* _y_ `z` :lock: @channel"


async def test_a_post_is_shown_as_its_spans_say_and_calls_nobody(bench: Bench) -> None:
    root = await bench.posted(a_card())
    text = f"{HOSTILE}\ncité {HOSTILE}\ncode(<!here>)\nici"
    spans: Spans = (
        Span(3, 14, TextStyle.BOLD),
        Span(len(HOSTILE) + 1, 2 * len(HOSTILE) + 6, TextStyle.QUOTE),
        Span(2 * len(HOSTILE) + 7, 2 * len(HOSTILE) + 20, TextStyle.PRE),
        Span(len(text) - 3, len(text), TextStyle.LINK, SITE),
        Span(len(text) - 3, len(text), TextStyle.UNDERLINE),
    )
    ts = await bench.posted(Post(text, author="Anne", spans=spans), thread=root)
    [block] = bench.message(ts)["blocks"]
    kinds = [one["type"].removeprefix("rich_text_") for one in block["elements"]]
    assert kinds == ["section", "quote", "preformatted", "section"]
    said = rich_text.read([block], "", {})
    assert said is not None
    assert said.text == f"Anne\n{text}"
    assert (said.addressed, said.broadcast) == (False, False)
    assert [(one.style, one.url) for one in said.spans[1:]] == [(one.style, one.url) for one in spans]
    assert "<!" not in bench.message(ts)["text"]
    await bench.send(Reword(MessageRef("slack", "C1", ts), Post(text, author="Anne")), thread=root)
    [block] = bench.message(ts)["blocks"]
    assert len(block["elements"]) == 1


TYPED = [
    ("*gras* et _là_", "gras et là", (Span(0, 4, TextStyle.BOLD), Span(8, 10, TextStyle.ITALIC))),
    ("*_deux_* ~non~", "deux non", (Span(0, 4, TextStyle.BOLD), Span(0, 4, TextStyle.ITALIC))),
    ("`a*b*c` 5 > 3 & co", "a*b*c 5 > 3 & co", (Span(0, 5, TextStyle.CODE),)),
    ("avant\n> dit\n> elle\naprès", "avant\ndit\nelle\naprès", (Span(6, 14, TextStyle.QUOTE),)),
    ("vois\n```a < b```\nfin", "vois\na < b\nfin", (Span(5, 10, TextStyle.PRE),)),
    ("• un\n• *deux*\n    ◦ trois", "• un\n• deux\n    ◦ trois", (Span(7, 11, TextStyle.BOLD),)),
    ("1. un\n2. deux\n@Paul Petit", "1. un\n2. deux\n@Paul Petit", ()),
    (f"{SITE} *🔒*", f"{SITE} 🔒", (Span(len(SITE) + 1, len(SITE) + 2, TextStyle.BOLD),)),
    ("_*[x](y) <b> 5>3 </b> &amp; ``` ~~ \\_", "_*[x](y) <b> 5>3 </b> &amp; ``` ~~ \\_", ()),
]


async def test_what_staff_type(bench: Bench) -> None:
    async with receiving(bench):
        root = await bench.posted(a_card())
        for number, (typed, text, spans) in enumerate(TYPED, 1):
            await bench.slack.act("post", user="U1", channel="C1", text=typed, thread_ts=root)
            message = await bench.hears(DeskMessage, number)
            assert message.text == text
            assert message.spans[: len(spans)] == spans
            assert bool(message.spans) == bool(spans)


async def test_an_edit_of_the_formatting(bench: Bench) -> None:
    async with receiving(bench):
        root = await bench.posted(a_card())
        await bench.slack.act("post", user="U1", channel="C1", text="On Monday", thread_ts=root)
        ts = (await bench.hears(DeskMessage)).ref.id
        await bench.slack.act("edit", user="U1", channel="C1", ts=ts, text="On *Monday*")
        edit = await bench.hears(DeskEdit)
        assert (edit.message.text, edit.message.spans) == ("On Monday", (Span(3, 9, TextStyle.BOLD),))
