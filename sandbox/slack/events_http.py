"""Request URLs: signed deliveries over HTTP, the URL's verification, and retries.

Source: docs.slack.dev "Verifying requests from Slack" and "Events API"; slack_sdk.signature agrees.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import deque
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

import aiohttp

from sandbox.slack.identity import SIGNING_SECRET, VERIFICATION_TOKEN, Json
from sandbox.slack.platform import Slack, pause

RETRY_SECONDS: Final = (0.0, 60.0, 300.0)
"""Waits before the three retries."""
LEAST_SUCCESS: Final = 0.05
"""Share of an hour's deliveries that must succeed."""


class HttpDelivery:
    """Posts to the app. ``urls`` maps events, interactivity and commands to a request URL."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self.urls: dict[str, str] = {}
        self._session: aiohttp.ClientSession | None = None
        self._outcomes: deque[tuple[float, bool]] = deque()
        self.underway = 0
        """Events that the app has not taken yet and that are not given up."""
        self.disabled = False
        """Whether Slack stopped delivering events because hardly any was taken; a new URL enables it."""

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    async def verify(self, url: str) -> None:
        """url_verification; raises ValueError when the challenge doesn't come back."""
        challenge = self._slack.workspace.new_id("challenge")
        body = {"token": VERIFICATION_TOKEN, "challenge": challenge, "type": "url_verification"}
        problem, _, answer = await self._post(url, json.dumps(body), "application/json", {})
        if problem is None and _challenge_in(answer) == challenge:
            return
        reason = problem or f"it answered {answer[:100]!r}"
        raise ValueError(f"{url} did not answer the challenge: {reason}")

    def event(self, payload: Json) -> None:
        """Deliver on the side, with retries."""
        event_id = str(payload.get("event_id"))
        if self.disabled:
            self._slack.journal.add("slack", "event", "dropped", {"event_id": event_id, "disabled": True})
        else:
            self.underway += 1
            self._slack.spawn(self._deliver(json.dumps(payload), event_id))

    async def _deliver(self, body: str, event_id: str) -> None:
        try:
            await self._attempt(body, event_id)
        finally:
            self.underway -= 1

    async def _attempt(self, body: str, event_id: str) -> None:
        url, headers = self.urls.get("events", ""), dict[str, str]()
        for attempt, seconds in enumerate((0.0, *RETRY_SECONDS)):
            await pause(seconds * self._slack.switches.retry_scale)
            self._slack.journal.add(
                "slack",
                "event",
                "delivery",
                {"via": "http", "event_id": event_id, "attempt": attempt, **headers},
            )
            problem, answer_headers, _ = await self._post(url, body, "application/json", headers)
            self._count(problem is None)
            if problem is None:
                self._slack.journal.add("slack", "call", "ack", {"event_id": event_id, "attempt": attempt})
                return
            if answer_headers.get("X-Slack-No-Retry") == "1":
                break
            headers = {"X-Slack-Retry-Num": str(attempt + 1), "X-Slack-Retry-Reason": problem}
        self._slack.journal.add("slack", "event", "dropped", {"event_id": event_id})

    def _count(self, succeeded: bool) -> None:
        """Disable the request URL when too few deliveries of the last hour succeeded."""
        now = self._slack.clock.now()
        self._outcomes.append((now, succeeded))
        while self._outcomes[0][0] <= now - 3600:
            self._outcomes.popleft()
        least = self._slack.switches.disable_after
        if not self.disabled and least and len(self._outcomes) >= least:
            good = sum(taken for _, taken in self._outcomes)
            if good < len(self._outcomes) * LEAST_SUCCESS:
                self.disabled = True
                self._slack.effect("request_url_disabled", {"url": self.urls.get("events")})

    def enable(self) -> None:
        """Deliver again; what failed before is forgotten."""
        self._outcomes.clear()
        self.disabled = False

    async def ask(self, kind: str, payload: Json) -> Json | None:
        """Post a command or an interaction once; its answer's JSON, or None when there was no 200 in time."""
        form = payload if kind == "commands" else {"payload": json.dumps(payload)}
        problem, _, answer = await self._post(
            self.urls[kind], urlencode(form), "application/x-www-form-urlencoded", {}
        )
        if problem is not None:
            return None
        try:
            parsed = json.loads(answer) if answer.strip() else {}
        except ValueError:
            parsed = {"text": answer}
        return parsed if isinstance(parsed, dict) else {}

    async def _post(
        self, url: str, body: str, content_type: str, headers: Mapping[str, str]
    ) -> tuple[str | None, Mapping[str, str], str]:
        """(None or Slack's retry reason, headers, body)."""
        if self._session is None:
            self._session = aiohttp.ClientSession()
        timeout = aiohttp.ClientTimeout(total=self._slack.switches.ack_seconds)
        sent = {"Content-Type": content_type, "User-Agent": "Slackbot 1.0", **headers, **self.signature(body)}
        try:
            async with self._session.post(
                url, data=body.encode(), headers=sent, timeout=timeout, allow_redirects=False
            ) as answer:
                text = await answer.text()
                return (None if 200 <= answer.status < 300 else "http_error"), answer.headers, text
        except TimeoutError:
            return "http_timeout", {}, ""
        except aiohttp.ClientError:
            return "connection_failed", {}, ""

    def signature(self, body: str) -> dict[str, str]:
        """The two headers that prove the request is Slack's: v0 HMAC-SHA256 over time and raw body."""
        at = str(int(self._slack.clock.now() + self._slack.switches.signature_skew_seconds))
        digest = hmac.new(SIGNING_SECRET.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={digest}"}


def _challenge_in(answer: str) -> str:
    try:
        parsed = json.loads(answer)
    except ValueError:
        return answer.strip()
    return str(parsed.get("challenge")) if isinstance(parsed, dict) else ""
