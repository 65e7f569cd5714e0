"""A letter as a message of RFC 5322."""

from __future__ import annotations

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from bot.ports.mailer import Letter

CALENDAR = "palier.ics"


def message_id(key: str, sender: str, token: str) -> str:
    """Unique for ever, and the same at every attempt of a delivery; an answer refers to it, and so to the token."""
    return f"<{key}{'.' if token else ''}{token}@{sender.rpartition('@')[2]}>"


def answer_address(sender: str, token: str) -> str:
    """Ours, with the token behind a ``+`` (RFC 5233)."""
    name, _, domain = sender.rpartition("@")
    return f"{name}+{token}@{domain}" if token else ""


def message_of(letter: Letter, to: str, sender: str, id: str, at: datetime, *, answers_to: str = "") -> bytes:
    """The message as it travels. Seven bits only, so that every server can take it."""
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    message["From"] = Address(_line(letter.sender), addr_spec=sender)
    message["To"] = Address(addr_spec=to)
    if answers_to:
        message["Reply-To"] = Address(_line(letter.sender), addr_spec=answers_to)
    message["Subject"] = _line(letter.subject)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = id
    message["Content-Language"] = letter.language
    message.set_content(letter.text, cte="base64" if not letter.text.isascii() else "quoted-printable")
    if letter.calendar:
        message.add_attachment(letter.calendar, subtype="calendar", cte="base64", filename=CALENDAR)
    return message.as_bytes()


def _line(text: str) -> str:
    """On one line: a header ends at a line's end, and what came after would be another header."""
    return " ".join(text.split())
