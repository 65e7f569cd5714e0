"""What the page shows of mailboxes outside the office: a contractor's letters, as he sees them."""

from __future__ import annotations

from typing import Any

from sandbox.mail.boxes import Boxes, Mail, Written

Json = dict[str, Any]
SHOWN = 100
"""Letters of one mailbox that are sent to the page, the newest."""
UNREAD = 50
"""Letters of a mailbox that may count as unread."""


class Mailboxes:
    """Those that the sandbox knows."""

    def __init__(self, boxes: Boxes) -> None:
        self._boxes = boxes

    def all(self) -> list[Json]:
        """Each with what the list of people needs."""
        return [self._box(address) for address in self._boxes.names]

    def one(self, address: str) -> Json | None:
        """One mailbox and its letters; None where there is none of that address."""
        if address not in self._boxes.names:
            return None
        return {
            **self._box(address),
            "letters": [_letter(one) for one in self._boxes.of(address)[-SHOWN:]],
        }

    def _box(self, address: str) -> Json:
        got = [one.number for one in self._boxes.mails if one.to == address]
        return {"address": address, "name": self._boxes.names[address], "from_us": got[-UNREAD:]}


def _letter(one: Mail | Written) -> Json:
    shown: Json = {"id": one.number, "at": one.at, "subject": one.subject, "text": one.text}
    if isinstance(one, Written):
        return {**shown, "own": True, "to": one.to, "files": list(one.files), "automatic": one.automatic}
    shown["files"] = list(one.files)
    return {**shown, "own": False, "from": one.name or one.sender, "language": one.language}
