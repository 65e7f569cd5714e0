"""The sandbox's Telegram without anything else, and both real client libraries at it: fixtures."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiogram
import pytest_asyncio
import telegram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from sandbox.telegram.alone import TelegramAlone
from sandbox.telegram.server import TOKEN


@pytest_asyncio.fixture
async def tg() -> AsyncIterator[TelegramAlone]:
    """The server."""
    async with TelegramAlone() as alone:
        yield alone


@pytest_asyncio.fixture
async def bot(tg: TelegramAlone) -> AsyncIterator[aiogram.Bot]:
    """The bot by aiogram."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(tg.base))
    made = aiogram.Bot(TOKEN, session=session)
    yield made
    await (await session.create_session()).close()


@pytest_asyncio.fixture
async def ptb(tg: TelegramAlone) -> AsyncIterator[telegram.Bot]:
    """The same bot by python-telegram-bot."""
    made = telegram.Bot(TOKEN, base_url=f"{tg.base}/bot", base_file_url=f"{tg.base}/file/bot")
    async with made:
        yield made


@pytest_asyncio.fixture
async def ana(tg: TelegramAlone) -> int:
    """A resident who has started the bot: his chat."""
    return (await tg.do("add_resident", "Ana", started=True))["id"]
