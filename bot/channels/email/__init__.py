"""E-mail: sending letters by SMTP. Receiving them is not there yet."""

from bot.channels.email.channel import EmailChannel

__all__ = ["EmailChannel"]
