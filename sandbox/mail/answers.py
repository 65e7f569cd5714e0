"""What people outside write back: an answer to a letter as a mail program makes it, quoting what it answers."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from sandbox.mail.boxes import Mail

LARGEST = 20 << 20
"""Bytes of an attachment at most."""


def file_of(given: Mapping[str, str]) -> tuple[str, str, bytes]:
    """A file as the control API takes it: its name, type and bytes. Raises ValueError."""
    try:
        content = base64.b64decode(given["data_base64"], validate=True)
    except (KeyError, binascii.Error) as error:
        raise ValueError("a file is {name, mime, data_base64}") from error
    if len(content) > LARGEST:
        raise ValueError("that file is too large for a letter")
    return given.get("name", "file"), given.get("mime", "application/octet-stream"), content


def answer_to(
    mail: Mail,
    text: str,
    at: datetime,
    number: int,
    *,
    name: str = "",
    sender: str = "",
    files: Sequence[tuple[str, str, bytes]] = (),
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """The raw letter. It goes where the letter wants its answers; ``sender`` is another address than the one that was
    written to, ``files`` are names, types and bytes, ``headers`` are added."""
    own = sender or mail.to
    message = EmailMessage(policy=SMTP)
    message["From"] = formataddr((name, own))
    message["To"] = mail.reply_to or mail.sender
    message["Subject"] = f"Re: {mail.subject}"
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<answer-{number}@{own.rpartition('@')[2]}>"
    message["In-Reply-To"] = message["References"] = mail.message_id
    for field, value in (headers or {}).items():
        message[field] = value
    quoted = "\n".join(f"> {line}" for line in mail.text.splitlines())
    message.set_content(
        f"{text}\n\nLe lun. 2 mars 2026 à 10:00, {mail.name} <{mail.sender}> a écrit :\n\n{quoted}\n"
    )
    for file, mime, content in files:
        main, _, sub = mime.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub or "octet-stream", filename=file)
    return message.as_bytes()
