"""E-mail: letters go out by SMTP, answers come in by IMAP."""

from bot.channels.email.channel import EmailChannel

__all__ = ["EmailChannel"]
