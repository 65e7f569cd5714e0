"""Formatting to and from Telegram, by either driver: texts, captions and edits."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from chat_bench import Bench, bench, started

from bot.channels.telegram import TelegramChannel
from bot.channels.telegram.parse import ALLOWED, parse
from bot.domain.addresses import MessageRef, Place
from bot.domain.audience import ForResident, Public, ResidentContent, Retouch
from bot.domain.ids import AttachmentId
from bot.domain.message import Attachment
from bot.domain.rich import Span, Spans, TextStyle
from bot.ports.channel import Delivery, LocalFile
from bot.ports.files import Looks
from bot.ports.inbound import ChatEdit, ChatMessage
from sandbox.telegram.people_files import small_png

__all__ = ["bench", "started"]

pytestmark = pytest.mark.asyncio(loop_scope="module")

SITE = "https://a.example/x?a=1&b=2"
TEXT = "😀 gras et <b>ici</b>\ncité\ncode()"
SPANS = (
    Span(2, 9, TextStyle.BOLD),
    Span(7, 13, TextStyle.ITALIC),
    Span(13, 16, TextStyle.LINK, SITE),
    Span(13, 16, TextStyle.UNDERLINE),
    Span(21, 25, TextStyle.QUOTE),
    Span(26, 32, TextStyle.PRE),
)
ENTITIES = [
    {"type": "bold", "offset": 3, "length": 7},
    {"type": "italic", "offset": 8, "length": 2},
    {"type": "italic", "offset": 10, "length": 4},
    {"type": "text_link", "offset": 14, "length": 3, "url": SITE},
    {"type": "underline", "offset": 14, "length": 3},
    {"type": "blockquote", "offset": 22, "length": 4},
    {"type": "pre", "offset": 27, "length": 6},
]
REWRITTEN = (Span(0, 1, TextStyle.STRIKE), Span(2, 6, TextStyle.CODE))


class _Clock:
    def now(self) -> datetime:
        return datetime(2026, 3, 2, tzinfo=UTC)

    async def sleep(self, seconds: float) -> None:
        raise AssertionError("nothing waits here")


async def deliver(
    bench: Bench, resident: int, content: ResidentContent, file: LocalFile | None = None
) -> MessageRef | None:
    place = Place("telegram", str(resident))
    channel = TelegramChannel(bench.driver, _Clock())
    return (await channel.deliver(Delivery("k", place, content, file=file))).ref


def entities_of(message: dict[str, Any]) -> Any:
    return message.get("entities") or message.get("caption_entities")


async def last(bench: Bench, resident: int) -> dict[str, Any]:
    return (await bench.chat(resident))[-1]


async def test_a_text_and_its_edits(bench: Bench) -> None:
    resident = await bench.resident()
    ref = await deliver(bench, resident, ForResident(Public(TEXT), spans=SPANS))
    assert ref is not None
    shown = await last(bench, resident)
    assert (shown["text"], shown["entities"]) == (TEXT, ENTITIES)
    await deliver(bench, resident, Retouch(ref, ForResident(Public(TEXT), spans=REWRITTEN)))
    assert [one["type"] for one in (await last(bench, resident))["entities"]] == ["strikethrough", "code"]
    await deliver(bench, resident, Retouch(ref, ForResident(Public(TEXT))))
    assert not (await last(bench, resident)).get("entities")


async def test_a_caption_and_its_edits(bench: Bench, tmp_path: Path) -> None:
    resident = await bench.resident()
    path = tmp_path / "a.png"
    path.write_bytes(small_png(0))
    attachment = Attachment(AttachmentId("a"), None, "slack", "F1", "photo", "a.png", "image/png")
    content = ForResident(Public(TEXT), attachment=attachment.id, spans=SPANS)
    ref = await deliver(bench, resident, content, LocalFile(attachment, path, Looks()))
    assert ref is not None
    shown = await last(bench, resident)
    assert entities_of(shown) == ENTITIES
    changed = ForResident(Public(TEXT), attachment=attachment.id, spans=REWRITTEN)
    await deliver(bench, resident, Retouch(ref, changed))
    assert [one["type"] for one in entities_of(await last(bench, resident))] == ["strikethrough", "code"]


@pytest.mark.parametrize(
    "text", ["_*[x](y) <b> 5>3 &amp; ``` ~~ \\_", "😀" * 2_000, "שלום مرحبا e\u0323\u0301", "/start @all #x"]
)
@pytest.mark.parametrize("spans", [(), (Span(1, 3, TextStyle.BOLD), Span(2, 4, TextStyle.QUOTE))])
async def test_text_is_literal_whatever_its_formatting(bench: Bench, text: str, spans: Spans) -> None:
    resident = await bench.resident()
    await deliver(bench, resident, ForResident(Public(text), spans=spans))
    assert (await last(bench, resident))["text"] == text


async def test_what_a_resident_formats(bench: Bench) -> None:
    resident = await bench.resident()
    sent = await bench.telegram.do("send_text", resident, TEXT, entities=ENTITIES)
    await bench.telegram.do("edit_text", resident, sent["message_id"], TEXT, entities=ENTITIES[:1])
    meant = [parse(update) for update in await bench.driver.poll(None, 0, ALLOWED)]
    [said] = [one for one in meant if isinstance(one, ChatMessage) and one.text]
    [edit] = [one for one in meant if isinstance(one, ChatEdit)]
    assert (said.text, said.spans) == (TEXT, SPANS)
    assert (edit.text, edit.spans) == (TEXT, SPANS[:1])
