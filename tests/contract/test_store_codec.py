"""Values come back from the database as they went in, from old rows too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.addresses import Destination, MessageRef
from bot.domain.audience import Button, ForResident, Public, Received, Retouch, Rewrite, Style
from bot.domain.ids import AttachmentId, MessageId
from bot.ports.channel import Receipt
from bot.ports.desk import (
    Action,
    Card,
    Line,
    Mark,
    Menu,
    Post,
    Recard,
    SetMark,
    TextFile,
    TickBox,
    Upload,
    Whisper,
)
from bot.ports.modal import ChoiceField, FillModal, Modal, MomentField, SeveralField, TextField, Words
from bot.ports.outbox import Content
from storage.codec import dumps, from_row, loads, to_row
from storage.epoch import from_ms, to_ms

words = st.text(max_size=12)
public = words.map(Public)
refs = st.builds(MessageRef, words, words, words)
buttons = st.builds(Button, public, words, st.sampled_from(Style))
says = st.builds(
    ForResident,
    public,
    st.lists(st.lists(buttons, max_size=2).map(tuple), max_size=2).map(tuple),
    st.none() | words.map(AttachmentId),
    st.none() | refs,
)
actions = st.lists(st.builds(Action, words, words, words, st.sampled_from(Style)), max_size=2).map(tuple)
pairs = st.lists(st.tuples(words, words), max_size=2).map(tuple)
groups = st.lists(st.tuples(words, pairs), max_size=2).map(tuple)
fields = st.lists(
    st.builds(Words, words, words)
    | st.builds(TextField, words, words, words, st.booleans())
    | st.builds(ChoiceField, words, words, pairs, groups)
    | st.builds(SeveralField, words, words, pairs, st.lists(words, max_size=2).map(tuple))
    | st.builds(MomentField, words, words, st.none() | st.just(datetime(2026, 3, 2, 9, tzinfo=UTC))),
    max_size=3,
).map(tuple)
cards = st.builds(
    Card,
    words,
    pairs,
    words,
    st.lists(st.builds(TickBox, words, words, st.booleans(), words), max_size=2).map(tuple),
    notices=st.lists(words, max_size=2).map(tuple),
    actions=actions,
    menus=st.lists(st.builds(Menu, words, words, words, pairs, groups), max_size=2).map(tuple),
    seen=words,
)
destinations = st.none() | words.map(Destination)
contents: st.SearchStrategy[Content] = st.one_of(
    says,
    st.builds(Retouch, refs, says),
    st.builds(Rewrite, words.map(MessageId), says),
    st.builds(Received, refs),
    cards,
    st.builds(Recard, cards, destinations),
    st.builds(Post, words, words, words, actions, thread=destinations, leads_to=words),
    st.builds(TextFile, words, words),
    st.builds(
        FillModal,
        words,
        st.builds(Modal, words, words, words, fields),
        st.just(datetime(2026, 3, 2, tzinfo=UTC)),
    ),
    st.builds(Upload, words.map(AttachmentId), words, words),
    st.builds(SetMark, refs, st.sampled_from(Mark)),
    st.builds(
        Whisper,
        words,
        st.lists(st.builds(Line, words, destinations), max_size=2).map(tuple),
        st.none() | words,
    ),
)


@given(contents)
def test_contents_come_back(content: Content) -> None:
    text = dumps(content)
    back = loads(Content, text)
    assert back == content
    assert type(back) is type(content)
    assert text.isascii()
    if isinstance(back, ForResident):
        assert isinstance(back.text, Public)


@dataclass(frozen=True)
class Sample:
    """A row with everything that needs care."""

    at: datetime
    done: bool
    style: Style
    names: tuple[str, ...] = ()
    answers: Mapping[str, Any] | None = None
    pair: tuple[int, str] = (0, "")
    size: int | None = None


@given(st.integers(0, 2**53), st.booleans(), st.lists(words).map(tuple), st.none() | st.integers())
def test_rows_come_back(ms: int, done: bool, names: tuple[str, ...], size: int | None) -> None:
    sample = Sample(from_ms(ms % 10**14), done, Style.DANGER, names, pair=(1, "a"), size=size)
    row = to_row(sample)
    assert type(row["done"]) is int
    assert type(row["at"]) is int
    assert from_row(Sample, {**row, "a later column": 1}) == sample


def test_an_old_row_takes_defaults_and_loses_what_is_gone() -> None:
    old = json.dumps({"kind": "post", "text": "hello", "gone": {"a": 1}})
    assert loads(Content, old) == Post("hello")
    assert loads(Receipt, "{}") == Receipt()


def test_what_cannot_be_told_is_an_error() -> None:
    with pytest.raises(KeyError):
        loads(Content, '{"kind":"unheard of"}')
    with pytest.raises(TypeError):
        loads(ForResident, '{"kind":"say"}')
    with pytest.raises(TypeError):
        dumps(object())
    with pytest.raises(TypeError):
        loads(set[int], "[]")
    with pytest.raises(TypeError):
        loads(Receipt | MessageRef, "{}")


def test_times_are_whole_milliseconds_of_aware_datetimes() -> None:
    moment = datetime(2026, 3, 2, 9, 0, 0, 123_999, tzinfo=UTC)
    assert from_ms(to_ms(moment)) == moment.replace(microsecond=123_000)
    with pytest.raises(TypeError):
        to_ms(moment.replace(tzinfo=None))
