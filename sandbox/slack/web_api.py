"""The Web API's one way in: parameters, token, scopes, faults, paces, the method, the log."""

from __future__ import annotations

import json
from collections.abc import Mapping

from aiohttp import web

from sandbox.copies import copied
from sandbox.slack import apps, chat, conversations, files, reactions, users, views
from sandbox.slack.calls import Call, Method
from sandbox.slack.identity import APP_TOKEN, Json
from sandbox.slack.platform import Slack
from sandbox.slack.refusals import Refusal, TooFast, schema_refusal
from sandbox.slack.web_faults import with_fault

METHODS: Mapping[str, Method] = {
    **apps.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **reactions.METHODS,
    **users.METHODS,
    **views.METHODS,
}
"""Every method the sandbox knows, by its name on the wire."""


class WebApi:
    """Dispatches ``/api/{method}``."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One HTTP request. Whatever its shape: JSON, form, multipart or query."""
        name = request.match_info["method"]
        params = await _parameters(request)
        token = _token(request, params)
        self._slack.journal.add("slack", "call", name, copied(params))

        async def effect() -> web.StreamResponse:
            return await self._answer(name, params, token)

        return await with_fault(self._slack, request, name, params, effect)

    async def _answer(self, name: str, params: Json, token: str | None) -> web.Response:
        status, headers = 200, dict[str, str]()
        try:
            method = METHODS.get(name)
            if method is None:
                raise Refusal("unknown_method", req_method=name)
            self._check_token(method, token)
            self._check_scopes(method, params)
            if method.tier:
                self._slack.paces.take_call(name, method.tier)
            _check_known(method, params)
            call = Call(self._slack, name, params)
            for required in method.required:
                call.need(required)
            answer: Json = {"ok": True, **await method.handler(call)}
        except TooFast as fast:
            status, answer = 429, fast.answer()
            headers["Retry-After"] = str(fast.retry_after)
        except Refusal as refusal:
            answer = refusal.answer()
        except (TypeError, AttributeError, ValueError, KeyError) as odd:
            answer = schema_refusal("invalid_arguments", [f"malformed parameter: {odd}"]).answer()
        logged = copied(answer) | ({"http_status": status} if status != 200 else {})
        self._slack.journal.add("slack", "answer", name, logged)
        headers["X-OAuth-Scopes"] = ",".join(sorted(self._slack.scopes))
        return web.json_response(answer, status=status, headers=headers)

    def _check_token(self, method: Method, token: str | None) -> None:
        if method.wants == "none":
            return
        if not token:
            raise Refusal("not_authed")
        state = self._slack.tokens.get(token)
        if state == "revoked":
            raise Refusal("token_revoked")
        if token == APP_TOKEN:
            if method.wants != "app":
                raise Refusal("not_allowed_token_type")
        elif state is None:
            raise Refusal("invalid_auth")
        elif method.wants == "app":
            raise Refusal("not_allowed_token_type")

    def _check_scopes(self, method: Method, params: Json) -> None:
        wanted = [scope.replace("{kind}", self._scope_kind(params)) for scope in method.scopes]
        if wanted and self._slack.scopes.isdisjoint(wanted):
            raise Refusal("missing_scope", needed=wanted[0], provided=",".join(sorted(self._slack.scopes)))

    def _scope_kind(self, params: Json) -> str:
        channel = self._slack.workspace.channels.get(str(params.get("channel")))
        kind = channel.kind if channel else "channel"
        return {"channel": "channels", "group": "groups"}.get(kind, kind)


def _check_known(method: Method, params: Json) -> None:
    """Slack ignores what it does not know; here a misspelled or unmodelled parameter is refused.

    ``team_id``, which tokens of whole organisations need, goes with every method: bolt sends it unasked.
    """
    known = {*method.required, *method.optional, "team_id"}
    if "*" not in known and (unknown := params.keys() - known):
        raise schema_refusal("invalid_arguments", [f"unknown parameter: {name}" for name in sorted(unknown)])


async def _parameters(request: web.Request) -> Json:
    params: Json = dict(request.query)
    if request.content_type == "application/json":
        body = await request.text()
        try:
            parsed = json.loads(body) if body else {}
        except ValueError:
            parsed = {}
        params |= parsed if isinstance(parsed, dict) else {}
    elif request.method == "POST":
        form = await request.post()
        params |= {key: value for key, value in form.items() if isinstance(value, str)}
    return params


def _token(request: web.Request, params: Json) -> str | None:
    given = params.pop("token", None)
    kind, _, value = request.headers.get("Authorization", "").partition(" ")
    return value if kind == "Bearer" and value else (str(given) if given else None)
