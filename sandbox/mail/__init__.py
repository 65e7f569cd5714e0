"""A mail server for the sandbox: it takes letters, and shows them instead of delivering them."""

from sandbox.mail.boxes import Mail
from sandbox.mail.server import MailServer

__all__ = ["Mail", "MailServer"]
