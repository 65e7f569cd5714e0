"""A mail server for the sandbox: it takes letters, and shows them instead of delivering them."""

from sandbox.mail.server import Mail, MailServer

__all__ = ["Mail", "MailServer"]
