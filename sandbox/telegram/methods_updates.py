"""Methods by which the bot receives: the long poll and the webhook.

Source: core.telegram.org/bots/api#getting-updates.
"""

from __future__ import annotations

import re
from typing import Any

from sandbox.telegram.api import Api, Methods
from sandbox.telegram.calls import Call
from sandbox.telegram.errors import ApiError, bad_request

WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
LONGEST_POLL = 50
"""Seconds the real server holds a poll at most."""


async def get_updates(api: Api, call: Call) -> Any:
    if api.webhook.url:
        raise ApiError(409, f"Conflict: {WEBHOOK_ACTIVE}")
    api.updates.allow(call.sequence("allowed_updates"))
    limit = min(max(call.integer("limit", 100), 1), 100)
    timeout = min(max(call.integer("timeout"), 0), LONGEST_POLL)
    return await api.updates.poll(call.integer("offset"), limit, timeout)


async def set_webhook(api: Api, call: Call) -> Any:
    url, secret = call.text("url"), call.text("secret_token")
    if not url:
        return await delete_webhook(api, call)
    if not re.match(r"https?://[^/\s]+", url):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if "secret_token" in call.values and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    connections = min(max(call.integer("max_connections", 40), 1), 100)
    if call.flag("drop_pending_updates"):
        api.updates.drop()
    api.updates.allow(call.sequence("allowed_updates"))
    api.updates.interrupt("terminated by setWebhook request")
    api.webhook.set(url, secret, connections, call.text("ip_address"), "certificate" in call.uploads)
    return True


async def delete_webhook(api: Api, call: Call) -> Any:
    api.webhook.clear()
    if call.flag("drop_pending_updates"):
        api.updates.drop()
    return True


async def get_webhook_info(api: Api, call: Call) -> Any:
    return api.webhook.info()


METHODS: Methods = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
