"""Telegram: one adapter that knows what updates mean, over a driver that calls a Bot API library.

Importing this loads no library; ``make_driver`` does, for the one that is chosen.
"""

from __future__ import annotations

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.driver import ChatDriver
from bot.channels.telegram.drivers import make_driver
from bot.channels.telegram.webhook import Webhook

__all__ = ["ChatDriver", "TelegramChannel", "Webhook", "make_driver"]
