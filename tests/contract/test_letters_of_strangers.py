"""A letter with characters that no database takes is kept all the same: it must not stop the letters behind it."""

from __future__ import annotations

import json

import pytest

from bot.channels.email.imap import Found
from bot.channels.email.incoming import event_of, meaning
from bot.ports.inbound import MailMessage
from bot.ports.store import Store
from tests.fakes.clock import START

OWN = "desk@palier.example"
HALF = b"From: a@b.example\r\nContent-Type: text/plain; charset=utf-7\r\n\r\nA half: +2AA- and on\r\n"
NOUGHT = b'From: "a\0" <a\0b@b.example>\r\nSubject: \0\r\n\r\nNought: \0\r\n'
BYTES = b"From: \xff\xfe <\xff@b.example>\r\nSubject: \xff\r\nTo: \xff\r\n\r\n\xff\r\n"


@pytest.mark.parametrize("raw", [HALF, NOUGHT, BYTES], ids=["half a character", "nought", "bare bytes"])
async def test_whatever_is_in_it_it_is_kept(store: Store, raw: bytes) -> None:
    assert await store.receive([event_of(Found("1:1", raw, whole=True), OWN)], START) == 1


def test_the_rest_of_it_can_be_read() -> None:
    letter = meaning(json.loads(event_of(Found("1:1", HALF, whole=True), OWN).payload))
    assert isinstance(letter, MailMessage)
    assert (letter.sender, letter.text) == ("a@b.example", "A half: ? and on")
