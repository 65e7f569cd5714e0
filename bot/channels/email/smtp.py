"""Sending by SMTP with Python's own smtplib; it blocks, so callers give it a thread.

Sources: RFC 5321 (a reply 4xx is for now, 5xx for good; after the final dot the message is the server's), RFC 3207
(STARTTLS). TLS is demanded of every server but one on this machine.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from bot.ports.channel import Reason, SendFailed

TIMEOUT = 30.0
"""Seconds for each answer of the server."""
_HERE = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Server:
    """Where letters go out. ``wrapped``: TLS from the first byte, else by STARTTLS."""

    host: str
    port: int
    wrapped: bool
    user: str = ""
    password: str = field(default="", repr=False)


def server_at(url: str) -> Server:
    """The server that ``smtp://`` or ``smtps://`` names, at its usual port where none is."""
    parts = urlsplit(url)
    wrapped = parts.scheme == "smtps"
    port = parts.port or (465 if wrapped else 587)
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return Server(parts.hostname or "", port, wrapped, user, password)


def send(server: Server, sender: str, to: str, message: bytes) -> None:
    """Hand a message over. Raises SendFailed."""
    with _signed_in(server) as session:
        with _failing("network"):
            _expect(session.mail(sender), "MAIL")
            _expect(session.rcpt(to), "RCPT")
        with _failing("unknown"):
            _expect(session.data(message), "DATA")


def greet(server: Server) -> None:
    """Sign in and leave again. Raises SendFailed."""
    with _signed_in(server):
        pass


@contextmanager
def _signed_in(server: Server) -> Iterator[smtplib.SMTP]:
    with _failing("network"):
        session = _connected(server)
    try:
        with _failing("network"):
            if server.user:
                session.login(server.user, server.password)
        yield session
    finally:
        with suppress(smtplib.SMTPException, OSError):  # what was to be said is said
            session.quit()
        session.close()


def _connected(server: Server) -> smtplib.SMTP:
    if server.wrapped:
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=context)
    session = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
    session.ehlo()
    if session.has_extn("starttls"):
        session.starttls(context=ssl.create_default_context())
    elif server.host not in _HERE:
        session.close()
        raise SendFailed("refused", f"{server.host} offers no STARTTLS; use a server with TLS")
    return session


def _expect(answer: tuple[int, bytes], step: str) -> None:
    code, words = answer
    if not 200 <= code < 300:
        raise _failure(code, f"{step}: {code} {words.decode('ascii', 'replace')}")


def _failure(code: int, detail: str) -> SendFailed:
    return SendFailed("server" if 400 <= code < 500 else "refused", detail)


@contextmanager
def _failing(broken: Reason) -> Iterator[None]:
    """Errors in our terms; ``broken`` is what a connection that breaks here means."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        raise _failure(error.smtp_code, f"{error.smtp_code} {type(error).__name__}") from error
    except smtplib.SMTPNotSupportedError as error:
        raise SendFailed("refused", str(error)) from error
    except (smtplib.SMTPException, OSError) as error:
        raise SendFailed(broken, type(error).__name__) from error
