"""A small office for the page's tests: real client libraries, a few fixed answers, no product."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiogram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.journal import PATIENCE
from sandbox.server import Sandbox
from sandbox.slack.server import APP_TOKEN, BOT_TOKEN
from sandbox.telegram.server import TOKEN

Json = dict[str, Any]
CHANNEL = "C0TECH"
HOSTILE = "<img src=x onerror=\"document.title='broken'\"> *not bold* <@U1>"


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def option(text: str, value: str) -> Json:
    return {"text": plain(text), "value": value}


def card(resident: str, text: str) -> list[Json]:
    """A ticket's card with every kind of block and element that the page renders."""
    leaf = {"type": "text", "text": text}
    fields = [("Residence", "Les Cèdres"), ("Resident", resident), ("Topic", "Lift"), ("State", "New")]
    return [
        {"type": "header", "text": plain("T-1 · Lift stuck")},
        {
            "type": "section",
            "fields": [
                {"type": "mrkdwn", "text": f"*{name}*\n{value}", "verbatim": True} for name, value in fields
            ],
        },
        {"type": "rich_text", "elements": [{"type": "rich_text_quote", "elements": [leaf]}]},
        {
            "type": "actions",
            "block_id": "ticks",
            "elements": [
                {
                    "type": "checkboxes",
                    "action_id": "tick",
                    "options": [option("Call the lift company", "call"), option("Put up a notice", "notice")],
                }
            ],
        },
        {
            "type": "actions",
            "block_id": "menu",
            "elements": [
                {
                    "type": "static_select",
                    "action_id": "move",
                    "placeholder": plain("Move to…"),
                    "options": [option("Accounts", "accounts"), option("Cleaning", "cleaning")],
                },
                {"type": "users_select", "action_id": "assign", "placeholder": plain("Assign to…")},
            ],
        },
        {
            "type": "actions",
            "block_id": "actions",
            "elements": [
                {
                    "type": "button",
                    "action_id": "take",
                    "text": plain("Take"),
                    "value": "T-1",
                    "style": "primary",
                },
                {"type": "button", "action_id": "ask", "text": plain("Ask the resident"), "value": "T-1"},
                {
                    "type": "overflow",
                    "action_id": "more",
                    "options": [option("Close", "close"), option("Urgent", "urgent")],
                },
            ],
        },
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "Answer within *48 hours*"}]},
    ]


def question() -> Json:
    """A modal with an input that the app may refuse."""
    return {
        "type": "modal",
        "callback_id": "ask",
        "title": plain("Ask the resident"),
        "submit": plain("Send"),
        "close": plain("Cancel"),
        "blocks": [
            {
                "type": "input",
                "block_id": "text",
                "label": plain("Your question"),
                "hint": plain("The resident reads it as you write it."),
                "element": {"type": "plain_text_input", "action_id": "text", "multiline": True},
            },
            {
                "type": "input",
                "block_id": "tone",
                "optional": True,
                "label": plain("Urgency"),
                "element": {
                    "type": "static_select",
                    "action_id": "tone",
                    "options": [option("Calm", "calm"), option("Urgent", "urgent")],
                },
            },
        ],
    }


class SmallOffice:
    """``bot`` speaks to residents, ``slack`` to the desk; ``pressed`` and ``said`` are what came back."""

    def __init__(self, sandbox: Sandbox, bot: aiogram.Bot, app: AsyncApp) -> None:
        self.sandbox, self.bot, self.app = sandbox, bot, app
        self.pressed: list[Json] = []
        self.said: list[Message] = []
        self.card: str | None = None
        self.residents: list[int] = []
        self._grown = asyncio.Event()
        self._listen()

    def _presses(self, action: Json) -> None:
        self.pressed.append(action)
        self._grown.set()

    def _listen(self) -> None:
        @self.app.action("ask")
        async def ask(ack: Any, body: Json, action: Json) -> None:
            await ack()
            self._presses(action)
            await self.app.client.views_open(trigger_id=body["trigger_id"], view=question())

        @self.app.action(re.compile("^(?!ask$)"))
        async def other(ack: Any, action: Json) -> None:
            await ack()
            self._presses(action)

        @self.app.view("ask")
        async def asked(ack: Any, view: Json) -> None:
            text = view["state"]["values"]["text"]["text"]["value"]
            if len(text) < 5:
                await ack(response_action="errors", errors={"text": "Please ask a whole question."})
                return
            await ack()
            await self.bot.send_message(self.residents[0], text)

        @self.app.command("/palier")
        async def command(ack: Any, respond: Any, command: Json) -> None:
            await ack()
            await respond(f"You asked for *{command['text']}*: one open ticket.")

        @self.app.event("app_home_opened")
        async def home(event: Json) -> None:
            section = {"type": "section", "text": {"type": "mrkdwn", "text": "*Your tickets*: none today."}}
            blocks = [
                section,
                {
                    "type": "actions",
                    "elements": [{"type": "button", "action_id": "new", "text": plain("New")}],
                },
            ]
            await self.app.client.views_publish(
                user_id=event["user"], view={"type": "home", "blocks": blocks}
            )

        @self.app.event("message")
        async def message(event: Json) -> None:
            """A person's reply in the card's thread goes to the resident."""
            if event.get("thread_ts") == self.card and "bot_id" not in event and event.get("text"):
                await self.bot.send_message(self.residents[0], event["text"])

    async def hears(self, done: Callable[[], bool]) -> None:
        """Until the app has got what somebody has just done: what people see of it may come before."""
        while not done():
            self._grown.clear()
            await asyncio.wait_for(self._grown.wait(), PATIENCE)

    async def poll(self) -> None:
        """Hear residents: a message becomes a card, a press its toast."""
        offset = 0
        while True:
            for update in await self.bot.get_updates(offset=offset, timeout=20):
                offset = update.update_id + 1
                await self._heard(update)

    async def _heard(self, update: Update) -> None:
        if update.callback_query is not None:
            await self.bot.answer_callback_query(update.callback_query.id, text="Thank you")
            return
        if update.message is None:
            return
        self.said.append(update.message)
        self._grown.set()
        if self.card is None and update.message.text:
            author = update.message.from_user
            blocks = card(author.first_name if author else "?", update.message.text)
            posted = await self.app.client.chat_postMessage(channel=CHANNEL, text="New ticket", blocks=blocks)
            self.card = str(posted["ts"])
            keys = [
                [
                    InlineKeyboardButton(text="Les Cèdres", callback_data="a"),
                    InlineKeyboardButton(text="Other", callback_data="b"),
                ]
            ]
            markup = InlineKeyboardMarkup(inline_keyboard=keys)
            await self.bot.send_message(
                update.message.chat.id, "Which residence is it about?", reply_markup=markup
            )


@asynccontextmanager
async def small_office(*, inspector: str | None = None) -> AsyncIterator[SmallOffice]:
    """A sandbox with four residents, three people at the desk and two channels, and the app at work."""
    async with Sandbox(inspector=inspector) as sandbox:
        slack, telegram = sandbox.slack.actions(), sandbox.telegram.actions()
        await slack["set_switches"](ack_seconds=PATIENCE, trigger_seconds=PATIENCE)
        for user, name, title in (
            ("U1", "Marie Dupont", "Technician"),
            ("U2", "Paul Petit", "Agent"),
            ("U3", "Inès Roux", "Manager"),
        ):
            await slack["add_user"](name=name, id=user, title=title)
        await slack["add_channel"](name="technical", id=CHANNEL)
        await slack["add_channel"](name="management", id="C0MGMT", private=True, members=["U3"])
        logger = logging.getLogger("small-office")
        logger.setLevel(logging.CRITICAL)
        app = AsyncApp(client=AsyncWebClient(BOT_TOKEN, base_url=sandbox.slack_base), logger=logger)
        handler = AsyncSocketModeHandler(app, APP_TOKEN, ping_interval=PATIENCE)
        session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.telegram_base))
        office = SmallOffice(sandbox, aiogram.Bot(TOKEN, session=session), app)
        for name, language in (("Camille", "fr"), ("James", "en"), ("Nguyễn Thị Lan", "vi"), ("王芳", "zh")):
            added = await telegram["add_resident"](name=name, language_code=language, started=True)
            office.residents.append(added["id"])
        await handler.connect_async()  # type: ignore[no-untyped-call]
        polling = asyncio.ensure_future(office.poll())
        try:
            yield office
        finally:
            polling.cancel()
            with suppress(asyncio.CancelledError):
                await polling
            await handler.close_async()  # type: ignore[no-untyped-call]
            await (await session.create_session()).close()
