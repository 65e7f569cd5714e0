"""The sandbox's Telegram: what it refuses, in the real wording, its pace limits and its faults."""

from __future__ import annotations

import asyncio
import time

import aiogram
import aiohttp
import pytest
import telegram
from aiogram import types
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from sandbox.faults import Fault
from sandbox.telegram.alone import TelegramAlone
from sandbox.telegram.server import TOKEN
from tests.e2e.telegram_alone import ana, bot, ptb, tg

__all__ = ["ana", "bot", "ptb", "tg"]


def button(data: str) -> types.InlineKeyboardMarkup:
    rows = [[types.InlineKeyboardButton(text="x", callback_data=data)]]
    return types.InlineKeyboardMarkup(inline_keyboard=rows)


async def test_wrong_token_and_unknown_method(tg: TelegramAlone) -> None:
    stranger = aiogram.Bot("1:x", session=AiohttpSession(api=TelegramAPIServer.from_base(tg.base)))
    with pytest.raises(TelegramUnauthorizedError, match="Unauthorized"):
        await stranger.get_me()
    await stranger.session.close()
    async with aiohttp.ClientSession() as session, session.get(f"{tg.base}/bot{TOKEN}/getMoon") as answer:
        assert answer.status == 404
        assert await answer.json() == {"ok": False, "error_code": 404, "description": "Not Found"}


async def test_every_way_to_send_parameters(tg: TelegramAlone, ana: int) -> None:
    url = f"{tg.base}/bot{TOKEN.replace(':', '%3A')}/sendMessage"
    values = {"chat_id": str(ana), "text": "x"}
    async with aiohttp.ClientSession() as session:
        for options in ({"params": values}, {"json": values | {"chat_id": ana}}, {"data": values}):
            async with session.post(url, **options) as answer:
                assert (await answer.json())["result"]["text"] == "x"
        async with session.get(url, params=values) as answer:
            assert answer.status == 200
        async with session.post(url, data=values | {"txet": "y"}) as answer:
            assert "no parameter txet" in (await answer.json())["description"]
        async with session.post(url, data={"text": "x"}) as answer:
            assert (await answer.json())["description"] == "Bad Request: chat_id is empty"
        async with session.post(url, data=b"{", headers={"Content-Type": "application/json"}) as answer:
            assert answer.status == 400


async def test_wording_of_refusals(bot: aiogram.Bot, ana: int) -> None:
    with pytest.raises(TelegramBadRequest, match="Bad Request: chat not found"):
        await bot.send_message(77, "x")
    with pytest.raises(TelegramBadRequest, match="message text is empty"):
        await bot.send_message(ana, " \n ")
    with pytest.raises(TelegramBadRequest, match="BUTTON_DATA_INVALID"):
        await bot.send_message(ana, "x", reply_markup=button("é" * 33))
    rows = [[types.InlineKeyboardButton(text="x")]]
    with pytest.raises(TelegramBadRequest, match="Text buttons are unallowed in the inline keyboard"):
        await bot.send_message(ana, "x", reply_markup=types.InlineKeyboardMarkup(inline_keyboard=rows))
    with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
        await bot.send_message(ana, "x", reply_parameters=types.ReplyParameters(message_id=5))
    lenient = types.ReplyParameters(message_id=5, allow_sending_without_reply=True)
    assert await bot.send_message(ana, "x", reply_parameters=lenient)
    with pytest.raises(TelegramBadRequest, match="wrong file identifier"):
        await bot.send_photo(ana, "nothing")
    with pytest.raises(TelegramBadRequest, match="IMAGE_PROCESS_FAILED"):
        await bot.send_photo(ana, types.BufferedInputFile(b"text", "a.jpg"))
    with pytest.raises(TelegramBadRequest, match="bytes is too big for a photo"):
        await bot.send_photo(ana, types.BufferedInputFile(b"\xff\xd8\xff" + bytes(10 << 20), "a.jpg"))
    with pytest.raises(TelegramBadRequest, match="BOT_COMMANDS_TOO_MUCH"):
        await bot.set_my_commands([types.BotCommand(command=f"c{n}", description="d") for n in range(101)])


async def test_lengths_are_utf16_after_parsing(bot: aiogram.Bot, ptb: telegram.Bot, ana: int) -> None:
    assert await bot.send_message(ana, "😀" * 2048)
    with pytest.raises(TelegramBadRequest, match="message is too long"):
        await bot.send_message(ana, "😀" * 2048 + "x")
    assert await bot.send_message(ana, "&amp;" * 4096, parse_mode="HTML")
    with pytest.raises(telegram.error.BadRequest, match="Message is too long"):
        await ptb.send_message(ana, "x" * 4097)
    document = types.BufferedInputFile(b"x", "x.txt")
    assert await bot.send_document(ana, document, caption="x" * 1024)
    with pytest.raises(TelegramBadRequest, match="message caption is too long"):
        await bot.send_document(ana, document, caption="x" * 1025)


async def test_an_upload_over_50_megabytes(bot: aiogram.Bot, ana: int) -> None:
    with pytest.raises(aiogram.exceptions.TelegramEntityTooLarge):
        await bot.send_document(ana, types.BufferedInputFile(bytes((50 << 20) + 1), "big.bin"))


@pytest.mark.parametrize(
    "case",
    [
        ("HTML", "<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("HTML", "é<x>y</x>", 'Unsupported start tag "x" at byte offset 2'),
        ("HTML", "x</b>", "Unexpected end tag at byte offset 1"),
        ("HTML", "<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("HTML", "5 < 6", 'Unsupported start tag "" at byte offset 2'),
        ("MarkdownV2", "1.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("MarkdownV2", "é*x", "Can't find end of Bold entity at byte offset 2"),
        ("MarkdownV2", "[x](y", "Can't find end of a URL at byte offset 3"),
    ],
)
async def test_markup_complaints(
    bot: aiogram.Bot, ptb: telegram.Bot, ana: int, case: tuple[str, str, str]
) -> None:
    mode, text, complaint = case
    with pytest.raises(TelegramBadRequest) as refused:
        await bot.send_message(ana, text, parse_mode=mode)
    assert refused.value.message == f"Bad Request: can't parse entities: {complaint}"
    with pytest.raises(telegram.error.BadRequest, match="Can't parse entities"):
        await ptb.send_message(ana, text, parse_mode=mode)


@pytest.mark.parametrize(
    "case",
    [
        ("HTML", "<b>a<i>b</i></b> &lt;&#128512;", "ab <😀", [("bold", 0, 2), ("italic", 1, 1)]),
        ("HTML", '<a href="https://x.fr/?a=1&amp;b=2">l</a>', "l", [("text_link", 0, 1)]),
        ("HTML", '<pre><code class="language-py">x</code></pre>', "x", [("pre", 0, 1)]),
        ("HTML", "  😀<u>x</u>  ", "😀x", [("underline", 2, 1)]),
        (
            "MarkdownV2",
            "__u__ _i_ ||s|| ~t~",
            "u i s t",
            [("underline", 0, 1), ("italic", 2, 1), ("spoiler", 4, 1), ("strikethrough", 6, 1)],
        ),
        ("MarkdownV2", "`a.b` \\. [l](https://x\\.fr)", "a.b . l", [("code", 0, 3), ("text_link", 6, 1)]),
        ("MarkdownV2", "```py\nx.y\n```", "x.y", [("pre", 0, 3)]),
        ("MarkdownV2", ">a\n>b\nc", "a\nb\nc", [("blockquote", 0, 4)]),
        (
            None,
            "/go a@b.fr #sujet http://x.fr.",
            "/go a@b.fr #sujet http://x.fr.",
            [("bot_command", 0, 3), ("email", 4, 6), ("hashtag", 11, 6), ("url", 18, 11)],
        ),
    ],
)
async def test_markup_parsed(
    bot: aiogram.Bot, ana: int, case: tuple[str | None, str, str, list[tuple[str, int, int]]]
) -> None:
    mode, text, shown, entities = case
    sent = await bot.send_message(ana, text, parse_mode=mode)
    assert sent.text == shown
    assert [(e.type, e.offset, e.length) for e in sent.entities or []] == entities


async def test_given_entities_are_checked(bot: aiogram.Bot, ana: int) -> None:
    bold = types.MessageEntity(type="bold", offset=0, length=2)
    sent = await bot.send_message(ana, "😀x", entities=[bold])
    assert [(e.type, e.offset, e.length) for e in sent.entities or []] == [("bold", 0, 2)]
    wrong = [
        ("bold", 1, 1, "is in a middle of a symbol"),
        ("bold", 1, 9, "ends after the end of the text at UTF-16 offset 10"),
        ("bold", 9, 1, "begins after the end of the text at UTF-16 offset 9"),
        ("loud", 0, 2, "Unsupported type specified"),
    ]
    for kind, offset, length, complaint in wrong:
        entity = types.MessageEntity(type=kind, offset=offset, length=length)
        with pytest.raises(TelegramBadRequest, match=complaint):
            await bot.send_message(ana, "😀x", entities=[entity])
    ignored = types.MessageEntity(type="mention", offset=0, length=2)
    assert (await bot.send_message(ana, "😀x", entities=[ignored])).entities is None


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_paces(tg: TelegramAlone, bot: aiogram.Bot, ptb: telegram.Bot, ana: int) -> None:
    bo = (await tg.do("add_resident", "Bo", started=True))["id"]
    begun, more = time.monotonic(), 0
    refusal: TelegramRetryAfter | None = None
    await asyncio.gather(*(bot.send_message(ana, str(n)) for n in range(20)))
    while refusal is None:
        try:
            await bot.send_message(ana, "trop")
            more += 1
        except TelegramRetryAfter as refused:
            refusal = refused
    assert more <= time.monotonic() - begun, "the burst grows by one a second meanwhile"
    assert refusal.retry_after == 1
    assert "retry after 1" in str(refusal)
    assert await bot.send_message(bo, "autre")
    await tg.do("set_paces", per_chat=0.01, per_chat_burst=1)
    await ptb.send_message(ana, "x")
    with pytest.raises(telegram.error.RetryAfter, match=r"Retry in (\d\d|100) seconds"):
        await ptb.send_message(ana, "y")
    await tg.do("set_paces", per_chat=0, overall=0)
    assert len(await asyncio.gather(*(bot.send_message(ana, str(n)) for n in range(70)))) == 70


async def test_faults(tg: TelegramAlone, bot: aiogram.Bot, ptb: telegram.Bot, ana: int) -> None:
    def fault(kind: str, **more: object) -> None:
        tg.faults.add(Fault("telegram", "sendMessage", kind, **more))  # type: ignore[arg-type]

    fault("error", status=429, description="Too Many Requests: retry after 35", retry_after=35)
    with pytest.raises(TelegramRetryAfter) as limited:
        await bot.send_message(ana, "1")
    assert limited.value.retry_after == 35
    fault("error", status=502, description="Bad Gateway", match={"chat_id": ana})
    with pytest.raises(TelegramServerError):
        await bot.send_message(ana, "2")
    for kind in ("reset_before", "lost_answer"):
        fault(kind)
        with pytest.raises(TelegramNetworkError):
            await bot.send_message(ana, kind)
        fault(kind)
        with pytest.raises(telegram.error.NetworkError):
            await ptb.send_message(ana, kind)
    fault("truncate")
    with pytest.raises(ClientDecodeError):
        await bot.send_message(ana, "truncate")
    fault("html", status=500)
    with pytest.raises(ClientDecodeError):
        await bot.send_message(ana, "html")
    fault("html", status=500)
    with pytest.raises(telegram.error.NetworkError):
        await ptb.send_message(ana, "html")
    fault("latency", seconds=0.02)
    started = asyncio.get_running_loop().time()
    await bot.send_message(ana, "latency")
    assert asyncio.get_running_loop().time() - started >= 0.02
    shown = [message["text"] for message in await tg.do("chat", ana)]
    assert shown == ["lost_answer", "lost_answer", "truncate", "latency"]
