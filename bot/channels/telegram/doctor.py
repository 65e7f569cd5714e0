"""Whether the set-up in Telegram works, line by line, and what to do where it does not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.channels.telegram.driver import ChatDriver, Json
from bot.channels.telegram.webhook import PATH, Webhook
from bot.ports.channel import SendFailed

RECENT_SECONDS = 3600
"""Telegram keeps telling the last failure; older ones say nothing about now."""

Line = tuple[bool, str]

_REMEDIES = {
    "refused": "Check the token in the configuration; @BotFather shows the right one under API Token.",
    "network": "Check this machine's way to the internet, a proxy, and the configured API address.",
    "unknown": "Check this machine's way to the internet, a proxy, and the configured API address.",
    "server": "Telegram is down; try again later.",
    "flood": "Telegram asks to wait; try again later.",
}


async def check(driver: ChatDriver, hook: Webhook | None, now: datetime) -> list[Line]:
    """(good, what was found and what to do) a line. ``hook`` is None where we poll."""
    try:
        bot = await driver.open()
        info = await driver.webhook()
    except SendFailed as failure:
        remedy = _REMEDIES.get(failure.reason, _REMEDIES["server"])
        return [(False, f"Telegram: the bot does not answer ({failure}). {remedy}")]
    lines = [(True, f"Telegram: the bot @{bot.get('username')} answers")]
    if bot.get("has_topics_enabled") is True:
        lines.append((True, "Telegram: chat topics are on"))
    else:
        lines.append((True, "Telegram: chat topics are off; @BotFather switches them on for the bot"))
    lines += _polling(info) if hook is None else _webhook(info, hook, now)
    return lines


def _polling(info: Json) -> Iterator[Line]:
    if info.get("url"):
        yield False, "Telegram: a webhook is set; `palier run` deletes it to poll, so stop what set it"


def _webhook(info: Json, hook: Webhook, now: datetime) -> Iterator[Line]:
    if not info.get("url"):
        yield True, "Telegram: the webhook is not set yet; `palier run` sets it"
    elif info["url"] == hook.url:
        yield True, "Telegram: the webhook is set"
    else:
        yield (
            False,
            f"Telegram: the webhook leads to {info['url']}; `palier run` sets ours, so stop what set this one",
        )
    waiting = info.get("pending_update_count")
    if waiting:
        yield True, f"Telegram: {waiting} updates wait to be delivered; `palier run` takes them"
    failed_at, message = info.get("last_error_date"), str(info.get("last_error_message"))
    if isinstance(failed_at, int) and (age := now.timestamp() - failed_at) < RECENT_SECONDS:
        yield (
            False,
            f"Telegram: delivering to the webhook failed {max(age, 0) / 60:.0f} min ago: {message}. "
            f"{_remedy(message)}",
        )


def _remedy(message: str) -> str:
    if "401" in message:
        return "Another secret was set; start `palier run` anew, which sets ours."
    if "404" in message:
        return f"Let the reverse proxy hand {PATH} on to PALIER_HTTP_LISTEN unchanged."
    if "50" in message:
        return "Is `palier run` at work, and can it write to its database? Its log says more."
    return "Check the name, the certificate and the reverse proxy of PALIER_TELEGRAM_WEBHOOK_URL."
