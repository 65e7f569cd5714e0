"""Letters through the real client and the sandbox's server: as they arrive, and every way in which they don't."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.channels.email import EmailChannel
from bot.channels.email.smtp import Server, server_at
from bot.domain.addresses import Place
from bot.ports.channel import Delivery, SendFailed
from bot.ports.desk import Post
from bot.ports.mailer import Letter
from sandbox.faults import Fault, FaultKind, Faults
from sandbox.journal import Journal
from sandbox.mail import MailServer
from tests.fakes.clock import FrozenClock

SENDER = "desk@palier.example"
LETTER = Letter(
    "K7QM-4T2P · Fuite d’eau",
    "Bonjour,\n.\n.un point\nÀ demain — 您好\n" + "mot " * 600,
    "Cabinet Été",
    "fr",
)
PLAIN = Letter("Leak", "Come, please.\n.\n..two dots\n", "Office", "en")


@dataclass
class PostOffice:
    """A mail server and the channel that sends to it."""

    server: MailServer
    faults: Faults
    channel: EmailChannel

    async def send(self, letter: Letter | Post = PLAIN, key: str = "key1") -> str:
        receipt = await self.channel.deliver(Delivery(key, Place("email", "firm@example.org"), letter))
        assert receipt.ref is not None
        return receipt.ref.id


@pytest.fixture
async def post() -> AsyncIterator[PostOffice]:
    """Both, on this machine."""
    faults = Faults()
    server = MailServer(Journal(lambda: 0.0), faults)
    await server.start()
    yield PostOffice(server, faults, EmailChannel(server.url, SENDER, clock=FrozenClock()))
    await server.stop()


@pytest.mark.parametrize("letter", [LETTER, PLAIN], ids=["french", "plain"])
async def test_a_letter_arrives_as_it_was_written(post: PostOffice, letter: Letter) -> None:
    id = await post.send(letter)
    (mail,) = post.server.mails
    assert (mail.sender, mail.to, mail.name) == (SENDER, "firm@example.org", letter.sender)
    assert mail.subject == letter.subject
    assert mail.text.replace("\r\n", "\n") == letter.text.rstrip("\n") + "\n"
    assert mail.message_id == id == "<key1@palier.example>"


async def test_the_same_delivery_bears_the_same_message_id(post: PostOffice) -> None:
    await post.send()
    await post.send()
    await post.send(key="key2")
    assert [mail.message_id.split("@")[0] for mail in post.server.mails] == ["<key1", "<key1", "<key2"]


async def test_a_header_ends_where_its_line_ends(post: PostOffice) -> None:
    await post.send(Letter("Leak\r\nBcc: all@example.org", "x", "Office\nBcc: y@example.org", "en"))
    (mail,) = post.server.mails
    assert mail.to == "firm@example.org"
    assert mail.subject == "Leak Bcc: all@example.org"


@pytest.mark.parametrize(
    ("method", "kind", "status", "reason", "taken"),
    [
        ("EHLO", "reset_before", 0, "network", 0),
        ("MAIL", "reset_before", 0, "network", 0),
        ("MAIL", "error", 451, "server", 0),
        ("RCPT", "error", 450, "server", 0),
        ("RCPT", "error", 550, "refused", 0),
        ("DATA", "error", 554, "refused", 0),
        ("DATA", "error", 452, "server", 0),
        ("DATA", "reset_before", 0, "unknown", 0),
        ("DATA", "lost_answer", 0, "unknown", 1),
    ],
)
async def test_what_goes_wrong_is_told_apart(
    post: PostOffice, method: str, kind: FaultKind, status: int, reason: str, taken: int
) -> None:
    post.faults.add(Fault("mail", method, kind, times=2, status=status))
    with pytest.raises(SendFailed) as caught:
        await post.send()
    assert (caught.value.reason, len(post.server.mails)) == (reason, taken)


async def test_nobody_there(post: PostOffice) -> None:
    channel = EmailChannel("smtp://127.0.0.1:9", SENDER, clock=FrozenClock())
    with pytest.raises(SendFailed) as caught:
        await channel.deliver(Delivery("k", Place("email", "firm@example.org"), PLAIN))
    assert caught.value.reason == "network"
    ((good, line),) = await channel.check()
    assert not good
    assert "PALIER_SMTP_URL" in line


async def test_without_a_server_it_fails_at_once() -> None:
    channel = EmailChannel("", "", clock=FrozenClock())
    with pytest.raises(SendFailed) as caught:
        await channel.deliver(Delivery("k", Place("email", "firm@example.org"), PLAIN))
    assert not caught.value.retryable
    assert [good for good, _ in await channel.check()] == [True]


async def test_only_letters_go_by_mail(post: PostOffice) -> None:
    with pytest.raises(SendFailed, match="does not take"):
        await post.send(Post("for staff"))
    assert (True, f"e-mail: 127.0.0.1 takes letters from {SENDER}") in await post.channel.check()


def test_servers_by_their_urls() -> None:
    assert server_at("smtps://me:p%40ss@mail.example.org") == Server(
        "mail.example.org", 465, True, "me", "p@ss"
    )
    assert server_at("smtp://mail.example.org") == Server("mail.example.org", 587, False)
    assert server_at("smtp://mail.example.org:25").port == 25
    assert "p@ss" not in repr(server_at("smtps://me:p%40ss@mail.example.org"))
