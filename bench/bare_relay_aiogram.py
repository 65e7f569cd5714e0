"""The bare relay that somebody would write instead: Telegram ↔ one Slack channel, a dictionary for a memory.

No durability, no order, no retries, no words: the measure that ``bench/side_by_side.py`` holds the product against.
"""

from __future__ import annotations

import asyncio
import os

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

threads: dict[int, str] = {}
chats: dict[str, int] = {}


async def main() -> None:
    """Relay until killed."""
    server = TelegramAPIServer.from_base(os.environ["PALIER_TELEGRAM_API_BASE"])
    bot = Bot(os.environ["PALIER_TELEGRAM_TOKEN"], session=AiohttpSession(api=server))
    web = AsyncWebClient(os.environ["PALIER_SLACK_BOT_TOKEN"], base_url=os.environ["PALIER_SLACK_API_BASE"])
    app, dispatcher, channel = AsyncApp(client=web), Dispatcher(), os.environ["BENCH_CHANNEL"]

    @dispatcher.message(F.text)
    async def to_slack(message: Message) -> None:
        thread = threads.get(message.chat.id)
        posted = await web.chat_postMessage(channel=channel, text=message.text, thread_ts=thread)
        if thread is None:
            threads[message.chat.id] = posted["ts"]
            chats[posted["ts"]] = message.chat.id

    @app.event("message")
    async def to_telegram(event: dict[str, str]) -> None:
        chat = chats.get(event.get("thread_ts", ""))
        if chat and "bot_id" not in event:
            await bot.send_message(chat, event["text"])

    await AsyncSocketModeHandler(app, os.environ["PALIER_SLACK_APP_TOKEN"]).connect_async()
    await dispatcher.start_polling(bot, handle_signals=False)


asyncio.run(main())
