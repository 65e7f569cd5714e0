"""The mailbox that answers come to, by IMAP with Python's own imaplib; it blocks, so callers give it a thread.

The mailbox is ours alone: what is unseen in it (RFC 9051, 2.3.2) has not been taken yet, and is marked as seen once it
is committed. TLS is demanded of every server but one on this machine. Each look is a connection of its own: nothing has
to be kept alive.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from bot.ports.channel import SendFailed

TIMEOUT = 30.0
"""Seconds for each answer of the server."""
AT_ONCE = 20
"""Letters that are taken at a time."""
LARGEST = 30 << 20
"""Bytes of a letter at most; of a larger one only so many as ``HEAD`` are read."""
HEAD = 512 << 10
_HERE = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where letters come in. ``wrapped``: TLS from the first byte, else by STARTTLS."""

    host: str
    port: int
    wrapped: bool
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"


@dataclass(frozen=True, slots=True)
class Found:
    """A letter as it lies there: ``id`` is its folder's UIDVALIDITY and its own UID, unique for ever."""

    id: str
    raw: bytes
    whole: bool


def mailbox_at(url: str) -> Mailbox:
    """The mailbox that ``imap://`` or ``imaps://`` names, its folder in the path, at the usual port where none is."""
    parts = urlsplit(url)
    wrapped = parts.scheme == "imaps"
    port = parts.port or (993 if wrapped else 143)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Mailbox(
        parts.hostname or "", port, wrapped, user, password, unquote(parts.path.strip("/")) or "INBOX"
    )


def new_letters(mailbox: Mailbox) -> list[Found]:
    """Those that were not taken yet, the oldest first, some at a time. Raises SendFailed."""
    with _opened(mailbox) as (session, validity):
        (numbers,) = _answer(session.uid("SEARCH", "UNSEEN"))
        uids = numbers.decode().split() if numbers else []  # some servers say nothing where there is nothing
        return [_read(session, validity, uid) for uid in uids[:AT_ONCE]]


def taken(mailbox: Mailbox, ids: list[str]) -> None:
    """They need not be looked at again. Raises SendFailed."""
    with _opened(mailbox, writing=True) as (session, validity):
        uids = [uid for there, _, uid in (id.partition(":") for id in ids) if there == validity]
        if uids:
            _answer(session.uid("STORE", ",".join(uids), "+FLAGS.SILENT", "(\\Seen)"))


def letter(mailbox: Mailbox, id: str) -> bytes:
    """One of them, whole. Raises SendFailed: ``gone`` where it is no longer there, ``too_large``."""
    there, _, uid = id.partition(":")
    with _opened(mailbox) as (session, validity):
        if there != validity:
            raise SendFailed("gone", "the mailbox was made anew")
        found = _read(session, validity, uid)
    if not found.whole:
        raise SendFailed("too_large", id)
    return found.raw


def greet(mailbox: Mailbox) -> None:
    """Sign in, open the folder and leave again. Raises SendFailed."""
    with _opened(mailbox):
        pass


@contextmanager
def _opened(mailbox: Mailbox, *, writing: bool = False) -> Iterator[tuple[imaplib.IMAP4, str]]:
    session: imaplib.IMAP4 | None = None
    try:
        session = _connected(mailbox)
        session.login(mailbox.user, mailbox.password)
        quoted = '"' + mailbox.folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
        _answer(session.select(quoted, readonly=not writing))
        _, told = session.response("UIDVALIDITY")
        yield session, (told[0] or b"0").decode() if told else "0"
    except imaplib.IMAP4.abort as error:
        raise SendFailed("network", "the connection broke") from error
    except imaplib.IMAP4.error as error:  # its words may name the account
        raise SendFailed("refused", type(error).__name__) from error
    except OSError as error:
        raise SendFailed("network", type(error).__name__) from error
    finally:
        if session is not None:
            with suppress(imaplib.IMAP4.error, OSError):  # what was to be done is done
                session.logout()
            with suppress(OSError):
                session.shutdown()


def _connected(mailbox: Mailbox) -> imaplib.IMAP4:
    if mailbox.wrapped:
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(mailbox.host, mailbox.port, ssl_context=context, timeout=TIMEOUT)
    session = imaplib.IMAP4(mailbox.host, mailbox.port, timeout=TIMEOUT)
    if "STARTTLS" in session.capabilities:
        session.starttls(ssl_context=ssl.create_default_context())
    elif mailbox.host not in _HERE:
        session.shutdown()
        raise SendFailed("refused", f"{mailbox.host} offers no STARTTLS; use imaps://")
    return session


def _read(session: imaplib.IMAP4, validity: str, uid: str) -> Found:
    """Without marking it as seen."""
    told = _answer(session.uid("FETCH", uid, "(RFC822.SIZE)"))[0]
    size = re.search(rb"RFC822\.SIZE (\d+)", told) if isinstance(told, bytes) else None
    if size is None:
        raise SendFailed("gone", f"there is no letter {uid}")
    whole = int(size[1]) <= LARGEST
    part = "(BODY.PEEK[])" if whole else f"(BODY.PEEK[]<0.{HEAD}>)"
    found = _answer(session.uid("FETCH", uid, part))
    raw = next((piece[1] for piece in found if isinstance(piece, tuple)), b"")
    return Found(f"{validity}:{uid}", raw, whole)


def _answer(answered: tuple[str, Any]) -> list[Any]:
    status, data = answered
    if status != "OK":
        raise SendFailed("server", "the mailbox says no")
    return list(data)
