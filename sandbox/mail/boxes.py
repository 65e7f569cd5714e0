"""The mailboxes of people outside: who has one, what came there from us, what they wrote back."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mail:
    """A letter that was taken. ``message_id`` is its own, ``text`` its plain text, ``reply_to`` where it wants its
    answers, empty for where it came from. ``number`` is its line in the journal, ``at`` when it came, ``language`` what
    it says it is in, ``files`` the names of what is enclosed, ``calendar`` the text of a calendar file among them."""

    sender: str
    to: str
    subject: str
    text: str
    message_id: str
    name: str
    reply_to: str = ""
    number: int = 0
    at: float = 0.0
    language: str = ""
    files: tuple[str, ...] = ()
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A letter that somebody outside wrote to us: from which ``box``, in which words, with which files (their names).
    ``automatic``: his mail program did by itself."""

    box: str
    to: str
    subject: str
    text: str
    number: int
    at: float
    files: tuple[str, ...] = ()
    automatic: bool = False


@dataclass(slots=True)
class Boxes:
    """All of them, by address. One that nobody has set up is there from its first letter on."""

    names: dict[str, str] = field(default_factory=dict)
    mails: list[Mail] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)

    def take(self, mail: Mail) -> None:
        """A letter of ours comes."""
        self.names.setdefault(mail.to, mail.to)
        self.mails.append(mail)

    def of(self, address: str) -> list[Mail | Written]:
        """What went to and fro with an address, oldest first."""
        came: list[Mail | Written] = [one for one in self.mails if one.to == address]
        return sorted(
            [*came, *(one for one in self.written if one.box == address)], key=lambda one: one.number
        )

    def answered(self, address: str, number: int | None) -> Mail:
        """The letter that somebody answers: the one of that number, else the latest that he got. Raises ValueError."""
        got = [one for one in self.mails if one.to == address and number in (None, one.number)]
        if not got:
            raise ValueError(f"nobody has written to {address}" if number is None else f"no letter {number}")
        return got[-1]
