"""The composition root: the only place that names concrete classes."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path

import structlog
from aiohttp.web import AbstractRouteDef

from bot import demo_controls
from bot.channels.email import EmailChannel
from bot.channels.slack import SlackChannel
from bot.channels.telegram import TelegramChannel, Webhook
from bot.channels.telegram.drivers import make_driver
from bot.clock import SystemClock
from bot.config import Config
from bot.domain.audience import Phrase
from bot.domain.directory import Directory
from bot.domain.entry import LANGUAGES
from bot.domain.lasting import Entries, entries_of
from bot.forms import registry
from bot.i18n import DEFAULT_LANGUAGE, Catalogues
from bot.leader import Leader
from bot.office.in_use import check_in_use, with_former
from bot.ports.channel import Channel, RawEvent, SendFailed
from bot.ports.clock import Clock
from bot.ports.files import Files
from bot.ports.store import Store, UnitOfWork
from bot.reception import Reception
from bot.services.clocks import clocks
from bot.services.desk.desk_actions import ACTIONS, TASKS
from bot.services.desk.windows import DeskWindows
from bot.services.engine import timers
from bot.services.engine.giving_back import settle
from bot.services.engine.worker import Worker
from bot.services.house import House
from bot.services.invitations import codes, linking
from bot.services.residents.intake import MENU
from bot.supervisor import Supervisor
from bot.web import serve, taking
from bot.working_time import calendars
from storage import (
    DiskFiles,
    StoreUnfit,
    check_file,
    check_version,
    ever_used,
    in_use,
    open_store,
    remembered,
    sqlite_path,
    writable,
)

log = structlog.get_logger()

EVENT_SLOTS = 8
DELIVERY_SLOTS = 8
"""How many inbox lanes, and outbox lanes of a channel, are worked on at once."""


async def beside_former(url: str, directory: Directory) -> Directory:
    """The office file, with all that the database still knows of what has left it. Raises StoreUnfit."""
    known = await remembered(url)
    used = await ever_used(url) if known is None else []
    return with_former(directory, known or Entries(), used)


def build_worker(
    store: Store,
    directory: Directory,
    channels: Mapping[str, Channel],
    files: Files,
    clock: Clock,
    *,
    strict: bool = False,
    keep: timedelta = timedelta(days=30),
) -> Worker:
    """The engine on any store, channels and clock. ``strict`` refuses untranslated texts, as the tests do."""
    registry.load("bot.dialogs")
    return Worker(store, build_house(directory, clock, strict=strict, keep=keep), channels, files)


def build_house(
    directory: Directory, clock: Clock, *, strict: bool = False, keep: timedelta = timedelta(days=30)
) -> House:
    """What every use case is given."""
    words = Catalogues(directory.texts, strict=strict)
    return House(directory, words, clock, calendars(directory), keep=keep, actions=ACTIONS, tasks=TASKS)


@dataclass(slots=True)
class App:
    """One process of Palier. ``address`` is where its web server listens, once ``listening`` is set;
    ``ended``: ``run`` is over, well or not."""

    config: Config
    directory: Directory
    store: Store
    telegram: TelegramChannel
    slack: SlackChannel
    email: EmailChannel
    worker: Worker
    supervisor: Supervisor
    routes: list[AbstractRouteDef] = field(default_factory=list)
    address: str = ""
    listening: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    reception: Reception = field(init=False)

    def __post_init__(self) -> None:
        self.reception = Reception(self.keep)

    async def run(self) -> None:
        """Run until ``supervisor.stop`` is called. Raises StoreInUse or StoreUnfit when the database can't be used,
        OfficeFileError when it needs what the office file has no more, CannotListen when the address can't be used, and
        SendFailed when a platform refuses us for good."""
        listen = self.config.http_listen
        async with AsyncExitStack() as stack:
            stack.callback(self.ended.set)
            for part in (self.store, self.slack, self.telegram):
                stack.push_async_callback(part.close)
            await self.store.open()
            for line in await self.check_office():
                log.warning("left_office_file", what=line)
            await settle(self.store, self.worker.house, self.begin)
            web = await serve((listen.host, listen.port), self.store, self.routes)
            stack.push_async_callback(web.cleanup)
            host, port = web.addresses[0][:2]
            self.address = f"http://{host}:{port}"
            self.listening.set()
            await self.supervisor.run()

    async def begin(self, u: UnitOfWork) -> None:
        """The process has started: what follows from that, and from the office file it has read."""
        await u.entries.remember(entries_of(self.directory))
        await timers.begin(u, self.worker.house)
        await clocks.begin(u, self.worker.house)
        await linking.tidy(u, self.worker.house)

    async def check_database(self) -> tuple[bool, str]:
        """A line for ``palier doctor``. Our own SQLite file we make and upgrade ourselves."""
        url = self.config.database_url.get_secret_value()
        if (path := sqlite_path(url)) is not None:
            problem = await check_file(path)
            return problem is None, f"database: {problem or f'{path}, made or upgraded by `palier run`'}"
        try:
            problem = await check_version(url)
        except StoreUnfit as error:
            problem = str(error)
        return problem is None, f"database: {problem or 'of this version'}"

    async def check_office(self) -> tuple[str, ...]:
        """What requests go on with although it has left the office file, a line each. Raises OfficeFileError where they
        need what it has no more, and StoreUnfit."""
        url = self.config.database_url.get_secret_value()
        known = await remembered(url) or Entries()
        return check_in_use(self.config.office, self.directory, await in_use(url), known)

    def check_files(self) -> tuple[bool, str]:
        """The same for the folder of attachments."""
        folder = Path(self.config.data_dir) / "files"
        try:
            writable(folder)
        except OSError as error:
            why = f"{error.filename}: {error.strerror}"
            return False, f"files: {why}; check PALIER_DATA_DIR and that this user may write there"
        return True, f"files: kept in {folder}"

    async def keep(self, events: list[RawEvent]) -> None:
        """Commit events to the inbox."""
        await self.store.receive(events, self.worker.house.now())

    async def receive_from_telegram(self) -> None:
        """Set the chat's menus, then receive; of several replicas that poll, one does."""
        try:
            await self._set_menus()
            name = await self.telegram.name_of_bot()
        except SendFailed as error:
            log.warning("menus_not_set", detail=str(error))
        else:
            await settle(self.store, self.worker.house, lambda u: u.places.show(codes.BOT, name))
        if self.config.telegram_mode == "webhook":
            await self.telegram.run(self.reception.receive)
        else:
            clock = self.worker.house.clock
            await Leader(self.store, clock, "telegram").run(lambda: self.telegram.run(self.reception.receive))

    async def receive_letters(self) -> None:
        """One replica looks into the mailbox."""
        clock = self.worker.house.clock
        await Leader(self.store, clock, "email").run(lambda: self.email.run(self.reception.receive))

    async def _set_menus(self) -> None:
        words = self.worker.house.words
        for language in (None, *LANGUAGES):
            spoken = language or DEFAULT_LANGUAGE
            menu = [(command, str(words.say(Phrase(text), spoken))) for command, text in MENU]
            await self.telegram.set_menu(language, menu)


def build(config: Config, directory: Directory, clock: Clock | None = None, *, strict: bool = False) -> App:
    """The whole process, from settings and office file. Nothing connects yet."""
    clock = clock or SystemClock()
    store = open_store(config.database_url.get_secret_value(), clock)
    house = build_house(directory, clock, strict=strict)
    driver = make_driver(
        config.telegram_driver, config.telegram_token.get_secret_value(), config.telegram_api_base
    )
    telegram = TelegramChannel(
        driver, clock, webhook=_webhook(config), topics=config.telegram_topics == "auto"
    )
    slack = SlackChannel(
        config.slack_bot_token.get_secret_value(),
        config.slack_app_token.get_secret_value(),
        config.slack_api_base,
        clock=clock,
        directory=directory,
        say=house.words.staff,
        windows=DeskWindows(house),
        signing_secret=config.slack_signing_secret.get_secret_value() if config.slack_mode == "http" else "",
    )
    files = DiskFiles(Path(config.data_dir) / "files")
    email = EmailChannel(
        config.smtp_url.get_secret_value(),
        config.mail_from,
        clock=clock,
        mailbox=config.imap_url.get_secret_value(),
        every=config.imap_seconds,
    )
    channels: dict[str, Channel] = {channel.name: channel for channel in (telegram, slack, email)}
    worker = build_worker(
        store, directory, channels, files, clock, strict=strict, keep=timedelta(days=config.keep_days)
    )
    supervisor = Supervisor(store, clock)
    taken = [taking(route) for channel in (telegram, slack) for route in channel.routes()]
    app = App(config, directory, store, telegram, slack, email, worker, supervisor, taken)
    supervisor.receiver("telegram", app.receive_from_telegram)
    supervisor.receiver("slack", lambda: slack.run(app.reception.receive))
    supervisor.receiver("email", app.receive_letters)
    supervisor.loop("inbox", worker.take_events, slots=EVENT_SLOTS)
    for name in channels:
        supervisor.loop(name, partial(worker.take_deliveries, name), slots=DELIVERY_SLOTS)
    supervisor.loop("timers", worker.take_timers)
    if config.demo and isinstance(clock, SystemClock):
        app.routes += demo_controls.routes(store, directory, clock, supervisor.held)
    return app


def _webhook(config: Config) -> Webhook | None:
    """How Telegram reaches us, None where we poll. SQLite has one writer: more than ten at its door only wait."""
    if config.telegram_mode != "webhook" or config.telegram_webhook_url is None:
        return None
    own_file = config.database_url.get_secret_value().startswith("sqlite:")
    secret = config.telegram_webhook_secret.get_secret_value()
    return Webhook(config.telegram_webhook_url, secret, 10 if own_file else 40)
