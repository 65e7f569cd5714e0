"""Receiving through Bolt, by Socket Mode or over HTTP, with everything committed before it is acknowledged.

Bolt acknowledges an event before its listener runs, and one without a listener never; so the commit stands in front of
it. When it raises, nothing is acknowledged, and Slack sends the envelope again (docs.slack.dev/apis/events-api, and
/using-socket-mode for envelopes). Bolt only gets what wants an answer at once (ADR 0042).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.channels.slack import modals
from bot.channels.slack.envelope import Identity, author_of, is_echo, raw_event
from bot.channels.slack.errors import calling
from bot.channels.slack.http import Door, Keep
from bot.channels.slack.mrkdwn import escape
from bot.channels.slack.parse import command, name_of, press, problems
from bot.channels.slack.words import Json, Say, language_of_user
from bot.domain.audience import N_
from bot.domain.directory import Directory
from bot.ports.channel import Receive, SendFailed
from bot.ports.clock import Clock
from bot.ports.modal import Modal, Windows

_log = logging.getLogger(__name__)
_ANY = re.compile("")
_ANSWERED = ("block_actions", "message_action", "view_submission")
"""What wants an answer at once, as commands do."""
_TOO_LATE = N_("The window did not open in time. Please press the button once more.")
LEARN_SECONDS = 1.0
"""How long a name may take: Slack wants its acknowledgement in three seconds."""
CHECK_SECONDS = 10.0
DEAF_AFTER = 12
"""Checks in a row without a connection after which the process had better start anew: two minutes."""


class DeafError(Exception):
    """Socket Mode has had no connection for too long."""


class _Socket(AsyncSocketModeHandler):
    """Bolt's handler of envelopes, for those that it has to answer; any other is acknowledged once it is kept."""

    def __init__(
        self, keep: Keep, app: AsyncApp, app_token: str, web_client: AsyncWebClient, ping_interval: float
    ) -> None:
        super().__init__(app, app_token, web_client=web_client, ping_interval=ping_interval)
        self._keep = keep

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """Nothing is acknowledged when it raises."""
        if await self._keep(req.payload):
            await super().handle(client, req)
        else:
            await client.send_socket_mode_response(SocketModeResponse(envelope_id=req.envelope_id))


class Intake:
    """What Slack sends, into the inbox; the answers that can't wait, back."""

    def __init__(
        self, web: AsyncWebClient, identity: Identity, directory: Directory, windows: Windows, say: Say
    ) -> None:
        self._web, self._identity = web, identity
        self._directory, self._windows, self._say = directory, windows, say
        self._names = {member.slack: member.name for member in directory.staff}

    async def run(self, receive: Receive, app_token: str, clock: Clock, ping_interval: float) -> None:
        """Receive by Socket Mode until cancelled. The SDK reconnects; DeafError is raised when that does not
        help."""
        handler = _Socket(self._keeper(receive), self._app(), app_token, self._web, ping_interval)
        try:
            async with asyncio.TaskGroup() as group:
                # The SDK's own loop: it tries until there is a connection.
                group.create_task(handler.connect_async())  # type: ignore[no-untyped-call]
                group.create_task(_watch(handler, clock))
        except* DeafError as deaf:
            raise deaf.exceptions[0] from None
        finally:
            await _close(handler)

    async def run_http(self, receive: Receive, door: Door) -> None:
        """Receive over HTTP until cancelled."""
        door.open(self._app(), self._keeper(receive))
        try:
            await asyncio.Event().wait()
        finally:
            door.shut()

    def _keeper(self, receive: Receive) -> Keep:
        """Commits what Slack sends; the greetings of its set-up and what we have done ourselves are nothing to keep."""
        turn = asyncio.Lock()

        async def keep(body: Json) -> bool:
            if body.get("type") == "url_verification" or "ssl_check" in body:
                return True
            if not is_echo(body, self._identity):
                async with turn:  # whoever waits behind a stranger's name is received behind him
                    await self._learn(author_of(body))
                await receive([raw_event(body, self._identity, self._names)])
            return "command" in body or body.get("type") in _ANSWERED

        return keep

    def _app(self) -> AsyncApp:
        """Bolt, without a token of its own: with one it would ask auth.test at each request. Signatures are the
        door's."""
        identity = self._identity

        async def authorize() -> AuthorizeResult:
            return AuthorizeResult(
                enterprise_id=None,
                team_id=identity.team,
                bot_user_id=identity.bot_user,
                bot_id=identity.bot_id,
                bot_token=self._web.token,
            )

        client = AsyncWebClient(
            base_url=self._web.base_url,
            session=self._web.session,
            retry_handlers=[],
            timeout=self._web.timeout,
        )
        app = AsyncApp(
            # Its loggers' name and the one they take their level from: otherwise the root's, and at DEBUG they
            # write whole payloads.
            name="slack_bolt.palier",
            logger=logging.getLogger("slack_bolt"),
            client=client,
            authorize=authorize,
            request_verification_enabled=False,
            ignoring_self_events_enabled=False,
        )
        app.action(_ANY)(self._press)
        app.message_shortcut(_ANY)(self._press)
        app.view(_ANY)(self._submission)
        app.command(_ANY)(self._command)
        return app

    async def _learn(self, user: str) -> None:
        """Ask once what somebody is called whom the office file does not name: staff read his name with what he
        wrote. Slack waits for its acknowledgement meanwhile, so an answer that is slow to come is done without."""
        if not user or user in self._names:
            return
        self._names[user] = ""
        try:
            async with asyncio.timeout(LEARN_SECONDS), calling("users.info"):
                self._names[user] = name_of((await self._web.users_info(user=user))["user"])
        except (SendFailed, TimeoutError, KeyError) as error:
            _log.info("the name of Slack member %s is not known: %s", user, type(error).__name__)

    async def _press(self, ack: AsyncAck, body: Json) -> None:
        await ack()
        await self._open(body, self._opens(body))

    async def _command(self, ack: AsyncAck, body: Json) -> None:
        await ack()
        modal = None
        with contextlib.suppress(KeyError, TypeError, AttributeError, ValueError):
            modal = self._windows.commanded(command({"home": self._identity.team}, body))
        await self._open(body, modal)

    async def _open(self, body: Json, modal: Modal | None) -> None:
        if modal is None:
            return
        view = modals.view_of(modal, modals.window_opened(str(body["trigger_id"])))
        try:
            async with calling("views.open", repeatable=False):
                await self._web.views_open(trigger_id=body["trigger_id"], view=view)
        except SendFailed as failed:
            _log.warning("a modal did not open: %s", failed.detail)
            await self._excuse(body)

    def _opens(self, body: Json) -> Modal | None:
        """Whatever can't be read opens nothing; the worker puts it aside."""
        try:
            return self._windows.opens(press({"home": self._identity.team}, body))
        except (KeyError, IndexError, TypeError, AttributeError, ValueError):
            return None

    async def _excuse(self, body: Json) -> None:
        """Tell whoever pressed that nothing came of it."""
        url = body.get("response_url")
        if not isinstance(url, str):
            return
        words = self._say(_TOO_LATE, language_of_user(self._directory, _user_of(body)))
        client = AsyncWebhookClient(url, session=self._web.session, proxy=self._web.proxy, retry_handlers=[])
        with contextlib.suppress(SendFailed):
            async with calling("response_url"):
                await client.send(text=escape(words), response_type="ephemeral", replace_original=False)

    async def _submission(self, ack: AsyncAck, body: Json) -> None:
        wrong = problems({"home": self._identity.team}, body, self._windows, self._say)
        if wrong:
            await ack(response_action="errors", errors=dict(wrong))
        else:
            await ack()


def _user_of(body: Json) -> str:
    return str(body.get("user_id") or (body.get("user") or {}).get("id"))


async def _watch(handler: AsyncSocketModeHandler, clock: Clock) -> None:
    """Counts checks instead of seconds: a clock that is set forward must not look like an outage."""
    missed = 0
    while missed < DEAF_AFTER:
        await clock.sleep(CHECK_SECONDS)
        missed = 0 if await handler.client.is_connected() else missed + 1
    raise DeafError(f"no Socket Mode connection at {DEAF_AFTER} checks in a row")


async def _close(handler: AsyncSocketModeHandler) -> None:
    client = handler.client
    await handler.close_async()  # type: ignore[no-untyped-call]
    tasks = (client.message_processor, client.message_receiver, client.current_session_monitor)
    await asyncio.gather(*(task for task in tasks if task is not None), return_exceptions=True)
