"""The same bare relay on python-telegram-bot: no durability, no order, no retries, no words."""

from __future__ import annotations

import asyncio
import os

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

threads: dict[int, str] = {}
chats: dict[str, int] = {}


async def main() -> None:
    """Relay until killed."""
    base = os.environ["PALIER_TELEGRAM_API_BASE"]
    token = os.environ["PALIER_TELEGRAM_TOKEN"]
    telegram = Application.builder().token(token).base_url(f"{base}/bot").concurrent_updates(True).build()
    web = AsyncWebClient(os.environ["PALIER_SLACK_BOT_TOKEN"], base_url=os.environ["PALIER_SLACK_API_BASE"])
    app, channel = AsyncApp(client=web), os.environ["BENCH_CHANNEL"]

    async def to_slack(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        thread = threads.get(update.message.chat.id)
        posted = await web.chat_postMessage(channel=channel, text=update.message.text, thread_ts=thread)
        if thread is None:
            threads[update.message.chat.id] = posted["ts"]
            chats[posted["ts"]] = update.message.chat.id

    @app.event("message")
    async def to_telegram(event: dict[str, str]) -> None:
        chat = chats.get(event.get("thread_ts", ""))
        if chat and "bot_id" not in event:
            await telegram.bot.send_message(chat, event["text"])

    telegram.add_handler(MessageHandler(filters.TEXT, to_slack))
    await AsyncSocketModeHandler(app, os.environ["PALIER_SLACK_APP_TOKEN"]).connect_async()
    async with telegram:
        await telegram.start()
        assert telegram.updater is not None
        await telegram.updater.start_polling()
        await asyncio.Event().wait()


asyncio.run(main())
