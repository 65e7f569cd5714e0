"""Answers through the real imaplib and the sandbox's mailbox: taken once, what they mean, what hangs on them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from bot.channels.email import EmailChannel
from bot.channels.email.imap import LARGEST, Mailbox, mailbox_at
from bot.domain.addresses import Place
from bot.domain.errors import Conflict, PalierError, Unavailable, Unreadable
from bot.ports.channel import Delivery, RawEvent, SendFailed
from bot.ports.inbound import MailMessage
from bot.ports.mailer import Letter
from sandbox.faults import Fault, Faults
from sandbox.journal import Journal
from sandbox.mail import MailServer
from tests.fakes.clock import FrozenClock

SENDER = "desk@palier.example"
FIRM = "chantiers@plomberie.example"
TOKEN = "01jnk7m2q8x0000000000000ab"  # noqa: S105
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


class _Pause(Exception):
    """The channel has nothing more to do and would sleep."""


class _Clock(FrozenClock):
    async def sleep(self, seconds: float) -> None:
        raise _Pause


@dataclass
class PostOffice:
    """A mail server and the channel at work on it."""

    server: MailServer
    faults: Faults
    channel: EmailChannel
    events: list[RawEvent] = field(default_factory=list)
    hinders: list[PalierError] = field(default_factory=list)
    """What keeps us, one time each, from keeping what has come."""

    async def look(self) -> list[MailMessage]:
        """What comes of one look into the mailbox."""
        before = len(self.events)
        with pytest.raises(_Pause):
            await self.channel.run(self._receive)
        read = [self.channel.parse(json.loads(one.payload), NOW) for one in self.events[before:]]
        return [one for one in read if isinstance(one, MailMessage)]

    async def _receive(self, events: list[RawEvent]) -> None:
        if self.hinders:
            raise self.hinders.pop()
        self.events += events

    async def asks(self, token: str = TOKEN) -> None:
        """We write to the firm."""
        letter = Letter("K7QM-4T2P · Fuite", "Bonjour,\npouvez-vous venir ?\n", "Cabinet", "fr", token)
        await self.channel.deliver(Delivery("key1", Place("email", FIRM), letter))

    async def does(self, action: str, **values: object) -> None:
        """Somebody outside does something."""
        await self.server.actions()[action](**values)


@pytest.fixture
async def post() -> AsyncIterator[PostOffice]:
    """Both, on this machine."""
    faults = Faults()
    server = MailServer(Journal(NOW.timestamp), faults)
    await server.start()
    channel = EmailChannel(server.url, SENDER, clock=_Clock(), mailbox=server.mailbox.url)
    yield PostOffice(server, faults, channel)
    await server.stop()


async def test_an_answer_comes_back_with_the_token_once(post: PostOffice) -> None:
    await post.asks()
    (mail,) = post.server.mails
    assert mail.reply_to == f"desk+{TOKEN}@palier.example"
    await post.does("answer", sender=FIRM, text="Demain 8 h.\n\nCordialement — Roussel", name="Jean Roussel")
    (came,) = await post.look()
    assert (came.sender, came.sender_name, came.token) == (FIRM, "Jean Roussel", TOKEN)
    assert came.text == "Demain 8 h.\n\nCordialement — Roussel"
    assert (came.automatic, came.bounced, came.files) == (False, False, ())
    assert came.subject == "Re: K7QM-4T2P · Fuite"
    assert await post.look() == []


async def test_the_token_also_comes_by_what_the_answer_refers_to(post: PostOffice) -> None:
    await post.asks()
    id = post.server.mails[0].message_id
    await post.does("letter", raw=f"From: {FIRM}\nTo: {SENDER}\nReferences: <a@b> {id}\n\nOui\n")
    (came,) = await post.look()
    assert (came.token, came.text) == (TOKEN, "Oui")


async def test_attachments_are_fetched_from_the_mailbox(post: PostOffice) -> None:
    await post.asks()
    await post.does(
        "answer", sender=FIRM, text="Voici", files={"devis.pdf": "%PDF-1.7", "../../plan.txt": "plan"}
    )
    (came,) = await post.look()
    assert [(one.name, one.kind, one.size) for one in came.files] == [
        ("devis.pdf", "document", 8),
        (".._.._plan.txt", "document", 4),
    ]
    assert b"".join([part async for part in post.channel.fetch(came.files[1].source)]) == b"plan"
    with pytest.raises(SendFailed) as gone:
        _ = [part async for part in post.channel.fetch(came.files[1].source.replace(":1:", ":9:"))]
    assert gone.value.reason == "gone"
    with pytest.raises(SendFailed) as other:
        _ = [part async for part in post.channel.fetch("1:1:0")]
    assert other.value.reason == "gone"


async def test_more_attachments_than_are_taken_are_named(post: PostOffice) -> None:
    await post.asks()
    await post.does("answer", sender=FIRM, text="Voici", files={f"{n}.txt": "x" for n in range(12)})
    (came,) = await post.look()
    assert (len(came.files), came.left) == (10, ("10.txt", "11.txt"))


async def test_of_a_letter_that_is_too_large_only_the_words_are_taken(post: PostOffice) -> None:
    raw = f"From: {FIRM}\nTo: desk+{TOKEN}@palier.example\nContent-Type: multipart/mixed; boundary=b\n\n"
    raw += "--b\nContent-Type: text/plain\n\nVoici\n--b\nContent-Type: application/pdf\n"
    raw += "Content-Disposition: attachment; filename=a.pdf\n\n" + ("x" * 70 + "\n") * (LARGEST // 70)
    await post.does("letter", raw=raw + "--b--\n")
    (came,) = await post.look()
    assert (came.text, came.files, came.left) == ("Voici", (), ("…",))


@pytest.mark.parametrize(
    ("field", "automatic"),
    [
        ("Auto-Submitted: auto-replied", True),
        ("Auto-Submitted: no", False),
        ("Precedence: bulk", True),
        ("X-Autoreply: yes", True),
        ("List-Id: <news.firm.example>", True),
        ("X-Nothing: yes", False),
        ("Subject: Automatic reply: YA84-AARS", True),
        ("Subject: =?utf-8?Q?R=C3=A9ponse_automatique_:_YA84-AARS?=", True),
        ("Subject: Re: Out of Office: YA84-AARS", True),
        ("Subject: =?utf-8?B?6Ieq5Yqo5Zue5aSN?=", True),
        ("Subject: Re: the automatic door", False),
        ("Auto-Submitted: no\nSubject: Automatic reply", False),
    ],
)
async def test_what_no_human_wrote(post: PostOffice, field: str, automatic: bool) -> None:
    await post.does("letter", raw=f"From: {FIRM}\nTo: desk+{TOKEN}@palier.example\n{field}\n\nAbsent\n")
    (came,) = await post.look()
    assert (came.automatic, came.token, came.text) == (automatic, TOKEN, "Absent")


async def test_what_came_back(post: PostOffice) -> None:
    await post.does(
        "letter",
        raw="From: MAILER-DAEMON@mx.example\nTo: desk@palier.example\n"
        f"In-Reply-To: <key1.{TOKEN}@palier.example>\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        "--b\n\nNo such user\n--b\nContent-Type: message/delivery-status\n\nStatus: 5.1.1\n--b--\n",
    )
    (came,) = await post.look()
    assert (came.bounced, came.token) == (True, TOKEN)


@pytest.mark.parametrize(("action", "bounced"), [("failed", True), ("delayed", False), ("delivered", False)])
async def test_what_is_only_late_has_not_come_back(post: PostOffice, action: str, bounced: bool) -> None:
    await post.does(
        "letter",
        raw="From: MAILER-DAEMON@mx.example\nTo: desk@palier.example\nSubject: About your letter\n"
        f"In-Reply-To: <key1.{TOKEN}@palier.example>\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
        "--b\n\nSee below\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        f"Final-Recipient: rfc822; a@b.example\nAction: {action}\nStatus: 4.4.7\n--b--\n",
    )
    (came,) = await post.look()
    assert (came.bounced, came.automatic, came.token) == (bounced, True, TOKEN)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Content-Type: text/plain; charset=nobody-knows\n\nd\xe9j\xe0", "déjà"),
        (
            "Content-Type: text/html\n\n<style>p{}</style><p>Demain <b>8 h</b></p><blockquote>vieux</blockquote>",
            "Demain 8 h",
        ),
        (
            "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n=E0 8 h",
            "à 8 h",
        ),
        ("Content-Type: multipart/mixed; boundary=b\n\nno part at all", ""),
        ("", ""),
    ],
)
async def test_whatever_a_letter_is_made_of(post: PostOffice, raw: str, text: str) -> None:
    head = f"From: {FIRM}\nTo: desk+{TOKEN}@palier.example\n"
    await post.does("letter", raw=head + raw if raw else head + "\n")
    (came,) = await post.look()
    assert came.text == text


async def test_what_is_no_letter_is_put_aside_and_the_next_one_comes(post: PostOffice) -> None:
    for raw in (
        "",
        "\x00\x01",
        "From: \xff\xfe <<>>\nTo: ,,@\nSubject: =?x?y?z?=\nMessage-ID: [[\n\nhm",
        "To: a\n\n",
    ):
        await post.does("letter", raw=raw)
    await post.does("letter", raw=f"From: {SENDER}\n\nours")
    await post.does("letter", raw=f"From: {FIRM}\n\nlast")
    came = await post.look()
    assert came[-1].text == "last"
    assert not any(one.text == "ours" for one in came)
    assert len(post.events) == 6
    with pytest.raises(Unreadable):
        post.channel.parse({"unreadable": "ValueError"}, NOW)


async def test_a_letter_that_can_not_be_kept_is_not_marked_as_seen(post: PostOffice) -> None:
    await post.does("letter", raw=f"From: {FIRM}\n\nbonjour")
    post.hinders = [Conflict("twice at once"), Unavailable("database is locked")]
    assert [await post.look(), await post.look()] == [[], []]
    assert [one.text for one in await post.look()] == ["bonjour"]


async def test_a_mailbox_that_fails_is_looked_into_again(post: PostOffice) -> None:
    await post.does("letter", raw=f"From: {FIRM}\n\nbonjour")
    for method, kind in (
        ("IMAP LOGIN", "error"),
        ("IMAP SELECT", "reset_before"),
        ("IMAP UID", "reset_before"),
    ):
        post.faults.add(Fault("mail", method, kind, times=1))  # type: ignore[arg-type]
        await post.look()
    await post.look()
    assert {one.id for one in post.events} == {post.events[0].id}
    assert await post.look() == []


async def test_many_letters_come_some_at_a_time(post: PostOffice) -> None:
    for number in range(45):
        await post.does("letter", raw=f"From: {FIRM}\n\n{number}")
    assert [one.text for one in await post.look()] == [str(number) for number in range(45)]


async def test_doctor_looks_into_it(post: PostOffice) -> None:
    assert [good for good, _ in await post.channel.check()] == [True, True]
    wrong = EmailChannel(post.server.url, SENDER, clock=FrozenClock(), mailbox="imap://a:b@127.0.0.1:9")
    assert [good for good, _ in await wrong.check()] == [True, False]
    bad = post.server.mailbox.url.replace("sandbox@", "wrong@")
    refused = EmailChannel(post.server.url, SENDER, clock=FrozenClock(), mailbox=bad)
    assert "PALIER_IMAP_URL" in (await refused.check())[1][1]


async def test_without_a_mailbox_letters_ask_for_no_answer_here(post: PostOffice) -> None:
    channel = EmailChannel(post.server.url, SENDER, clock=FrozenClock())
    letter = Letter("a", "b", "c", "en", TOKEN)
    await channel.deliver(Delivery("key1", Place("email", FIRM), letter))
    assert post.server.mails[-1].reply_to == ""
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await channel.run(post._receive)


def test_mailboxes_by_their_urls() -> None:
    assert mailbox_at("imaps://me%40a.org:p%2Fw@mail.example.org/Desk/In") == Mailbox(
        "mail.example.org", 993, True, "me@a.org", "p/w", "Desk/In"
    )
    assert mailbox_at("imap://me:x@mail.example.org").port == 143
    assert "p/w" not in repr(mailbox_at("imaps://me:p%2Fw@mail.example.org"))
