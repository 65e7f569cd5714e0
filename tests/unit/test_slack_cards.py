"""Cards within Slack's limits, and foreign text that stays literal."""

from __future__ import annotations

import itertools
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.slack.cards import (
    TOTAL,
    Link,
    card_blocks,
    cut,
    fallback,
    post_blocks,
    text_size,
    whisper_blocks,
)
from bot.domain.audience import Style
from bot.domain.text import units
from bot.ports.desk import Action, Card, Line, Menu, Post, TickBox, Whisper
from sandbox.slack.block_kit import message_blocks

NASTY = "<!channel> <@U1> & <http://e|bank> *b* :lock:"
texts = st.one_of(
    st.text(max_size=20),
    st.builds(
        lambda part, times: part * times, st.sampled_from(["&", "😀", "a b\n", "*:x:"]), st.integers(0, 900)
    ),
)
ticks = st.lists(st.builds(TickBox, st.uuids().map(str), texts, st.booleans(), texts), max_size=130)
card_of = st.builds(
    Card,
    title=texts,
    fields=st.lists(st.tuples(texts, texts), max_size=30).map(tuple),
    body=st.builds(lambda part, times: part * times, texts, st.integers(0, 8)),
    ticks=ticks.map(tuple),
    ticks_action=st.just("ticket.tick"),
    ticks_value=st.just("T1"),
    notices=st.lists(texts, max_size=15).map(tuple),
    actions=st.lists(st.builds(Action, st.just("a.b"), texts, st.just("T1")), max_size=30).map(tuple),
    menus=st.lists(
        st.builds(
            Menu,
            st.just("ticket.assign"),
            texts,
            st.just("T1"),
            st.lists(st.tuples(st.just("v"), texts), max_size=130).map(tuple),
        ),
        max_size=1,
    ).map(tuple),
)


def accepted(blocks: list[dict[str, Any]]) -> None:
    numbers = itertools.count()
    message_blocks(blocks, lambda prefix: f"{prefix}{next(numbers)}")
    assert len(blocks) <= 50
    assert text_size(blocks) <= TOTAL


def leaves(blocks: list[dict[str, Any]], kind: str) -> list[str]:
    found: list[str] = []
    stack: list[Any] = list(reversed(blocks))
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            if value.get("type") == kind and isinstance(value.get("text"), str):
                found.append(value["text"])
            stack += reversed(list(value.values()))
        elif isinstance(value, list):
            stack += reversed(value)
    return found


@settings(max_examples=60, deadline=None)
@given(card_of, st.booleans())
def test_any_ticket_makes_a_card_that_slack_takes(card: Card, moved: bool) -> None:
    link = Link("Goes on", "there", "https://home.slack.com/archives/C1/p1") if moved else None
    accepted(card_blocks(card, lambda msgid: msgid, link))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=9_000), st.text(max_size=400))
def test_a_post_says_exactly_its_text(text: str, author: str) -> None:
    blocks = post_blocks(Post(text, author))
    accepted(blocks)
    if text:
        said = "".join(leaves(blocks, "text"))
        assert said.endswith(text)


def test_foreign_words_stand_only_where_nothing_is_interpreted() -> None:
    card = Card(NASTY, ((NASTY, NASTY),), NASTY, notices=(NASTY,), actions=(Action("a", NASTY, "T1"),))
    blocks = card_blocks(card, lambda msgid: msgid)
    assert NASTY in leaves(blocks, "text")
    assert NASTY in leaves(blocks, "plain_text")
    for text in leaves(blocks, "mrkdwn"):
        assert "<" not in text
        assert ":lock:" not in text
    assert leaves(post_blocks(Post(NASTY)), "text") == [NASTY]
    assert "<" not in fallback(NASTY)


def test_a_long_body_is_shortened_and_says_so() -> None:
    blocks = card_blocks(Card("Leak", body="x" * 40_000), lambda msgid: msgid.upper())
    assert any(text.startswith("SHORTENED") for text in leaves(blocks, "plain_text"))
    assert all(units(text) <= 3_000 for text in leaves(blocks, "text"))


def test_ticks_carry_their_ticket_and_state_in_the_block() -> None:
    items = tuple(TickBox(f"i{n}", f"Item {n}", done=n % 2 == 0, note="Marie") for n in range(12))
    blocks = card_blocks(Card("T", ticks=items, ticks_action="ticket.tick", ticks_value="T:1"), str)
    groups = [block for block in blocks if block["type"] == "actions"]
    assert [block["elements"][0]["action_id"] for block in groups] == ["ticket.tick:0", "ticket.tick:1"]
    assert all(block["block_id"].endswith(":T:1") for block in groups)
    assert [one["value"] for one in groups[1]["elements"][0]["initial_options"]] == ["i10"]
    changed = (TickBox("i0", "Item 0", done=False), *items[1:])
    again = card_blocks(Card("T", ticks=changed, ticks_action="ticket.tick", ticks_value="T:1"), str)
    ids = {block.get("block_id") for block in blocks} & {block.get("block_id") for block in again}
    assert groups[1]["block_id"] in ids
    assert groups[0]["block_id"] not in ids


def test_every_step_can_be_ticked_off_however_long_they_and_their_notes_are() -> None:
    ticks = tuple(
        TickBox(str(number), "é" * 150, done=True, note="Julien Moreau, 10:32 · " + "💬" * 200)
        for number in range(40)
    )
    fields = tuple((f"label {number}", "value" * 40) for number in range(9))
    card = Card("T", fields, body="b" * 9_000, ticks=ticks, ticks_action="tick", ticks_value="T1")
    blocks = card_blocks(card, str)
    accepted(blocks)
    boxes = [one for block in blocks for one in block.get("elements", ()) if one["type"] == "checkboxes"]
    options = [option for box in boxes for option in box["options"]]
    assert [option["value"] for option in options] == [tick.value for tick in ticks]
    assert all("Julien" in option["description"]["text"] for option in options)


def test_buttons_of_one_name_are_told_apart() -> None:
    actions = (Action("x", "One", "1", Style.SUCCESS), Action("x", "Two", "2", Style.DANGER))
    buttons = card_blocks(Card("T", actions=actions), str)[-1]["elements"]
    assert [button["action_id"] for button in buttons] == ["x", "x:1"]
    assert [button["style"] for button in buttons] == ["primary", "danger"]


def test_a_list_links_its_lines_and_stops_in_time() -> None:
    lines = tuple(Line(f"{n} {NASTY}" + "y" * 900) for n in range(60))
    links: list[Link | None] = [Link("", "open", "https://home.slack.com/archives/C1/p1")] + [None] * 59
    blocks = whisper_blocks(Whisper("Yours", lines), links, "not all")
    accepted(blocks)
    assert "not all" in leaves(blocks, "text")
    assert '"type": "link"' in json.dumps(blocks)


def test_cutting_never_leaves_nothing() -> None:
    assert cut("   ", 10) == "–"
    assert cut("😀" * 10, 9) == "😀" * 4 + "…"
