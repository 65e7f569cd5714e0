"""A desk platform without a network: staff's hands to write and press with, and what they see."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.domain.addresses import MessageRef, Place
from bot.ports.channel import Delivery, Outgoing, Receipt, Receive, SendFailed
from bot.ports.desk import (
    Action,
    Board,
    Card,
    Post,
    Reboard,
    Recard,
    Reword,
    SetMark,
    SetReactions,
    TextFile,
    Upload,
    Whisper,
)
from bot.ports.home import HomeTab
from bot.ports.inbound import (
    Inbound,
)
from bot.ports.modal import (
    FillModal,
)
from tests.fakes.events import decode
from tests.fakes.faults import Faults
from tests.fakes.shown import Shown, board_text, card_text, home_text, link_text, post_text
from tests.fakes.staff import StaffHands


class FakeDesk(StaffHands):
    """Channel and CanFetch. A delivery that may have been made before is looked up by its key, as on Slack."""

    def __init__(self) -> None:
        super().__init__()
        self.private: dict[str, list[str]] = {}
        self.published = 0
        self.faults = Faults()
        self.delivered: list[Delivery] = []
        self.paces: tuple[tuple[str, float, int], ...] = ()
        self._made: dict[str, Receipt] = {}

    # -- the port --

    async def run(self, receive: Receive) -> None:
        """Events are handed to the inbox by the test."""
        await asyncio.Event().wait()

    def parse(self, payload: Mapping[str, Any], received_at: datetime) -> Inbound:
        """Raises Unreadable."""
        return decode(payload)

    def pace(self, place: Place, content: Outgoing) -> tuple[tuple[str, float, int], ...]:
        """As fast as one likes, or as ``paces`` say for a room."""
        marks = isinstance(content, SetMark | Recard | Whisper)
        return () if marks else tuple(pace for pace in self.paces if pace[0] == place.room)

    async def deliver(self, delivery: Delivery) -> Receipt:
        """Show it on the desk, or fail as ordered."""
        if delivery.uncertain and delivery.key in self._made:
            return self._made[delivery.key]
        fault = self.faults.next_for(delivery)
        if fault is not None and not fault.arrives:
            raise fault.error()
        receipt = Receipt()
        if isinstance(delivery.content, FillModal):
            self._fill(delivery.content)
        else:
            receipt = self._show(delivery)
        self._made[delivery.key] = receipt
        self.delivered.append(replace(delivery, record=None))
        if fault is not None:
            raise fault.error()
        return receipt

    async def fetch(self, source: str) -> AsyncIterator[bytes]:
        """What staff sent."""
        if source not in self.files:
            raise SendFailed("gone", source)
        yield self.files[source]

    # -- what they see --

    def _show(self, delivery: Delivery) -> Receipt:
        place, content = delivery.place, delivery.content
        if place.room in self.closed:
            raise SendFailed("closed", "archived")
        match content:
            case Card():
                return self._post(place, card_text(content), card=content)
            case Post():
                link = f" → {link_text(delivery, content.thread)}" if content.thread else ""
                return self._post(place, post_text(content) + link, actions=content.actions)
            case Reword(target, post):
                changed = self._at(target.room, target.id)
                changed.text, changed.changes = post_text(post), changed.changes + 1
                changed.actions = post.actions
            case Board() | Reboard():
                return self._show_board(delivery, content)
            case Upload():
                assert delivery.file is not None, "the file of an upload must be at hand"
                author = f"{content.author}: " if content.author else ""
                text = f"{author}📎 {delivery.file.attachment.name} {content.caption}".rstrip()
                return self._post(place, text, file=delivery.file.path.read_bytes())
            case Recard():
                self._recard(delivery, content)
            case SetMark() | SetReactions():
                self._mark(content)
            case Whisper():
                assert place.thread is not None, "a whisper is for one pair of eyes"
                lines = [
                    f"{line.text} → {link_text(delivery, line.thread)}" if line.thread else line.text
                    for line in content.lines
                ]
                lines += [f"[{action.label}]" for action in content.actions]
                said = self.private.setdefault(place.thread, [])
                said.append("\n".join([content.title, *lines]))
                self.whispered[place.thread] = content
            case HomeTab():
                self.homes[place.room] = home_text(content, delivery)
                self.tabs[place.room] = content
                self.published += 1
            case TextFile(name, text):
                return self._post(place, f"📎 {name}", file=text.encode())
            case _:
                raise AssertionError(f"not for the desk: {content}")
        return Receipt()

    def _show_board(self, delivery: Delivery, content: Board | Reboard) -> Receipt:
        place, board = delivery.place, content.board if isinstance(content, Reboard) else content
        if isinstance(content, Board):
            receipt = self._post(place, board_text(board, delivery))
            self.shown[-1].board = board
            return receipt
        root = self._root(place.room, place.thread or "")
        root.board, root.text = board, board_text(board, delivery)
        root.changes += 1
        return Receipt()

    def _mark(self, content: SetMark | SetReactions) -> None:
        if isinstance(content, SetReactions):
            self._at(content.target.room, content.target.id).faces = content.emoji
            return
        marks = self._at(content.target.room, content.target.id).marks
        assert not content.fresh or {*marks} <= {content.mark}, "marked before: Slack would show both"
        if marks[-1:] != [content.mark]:
            marks.append(content.mark)

    def _fill(self, content: FillModal) -> None:
        for window in self.open.values():
            if window.id == content.window:
                window.modal = content.modal

    def _post(
        self,
        place: Place,
        text: str,
        *,
        card: Card | None = None,
        file: bytes | None = None,
        actions: tuple[Action, ...] = (),
    ) -> Receipt:
        if place.room.startswith("U"):
            self.private.setdefault(place.room, []).append(text)
        if place.thread is not None:
            self._root(place.room, place.thread)
        message = Shown(self._ts(), place.room, place.thread, text, card=card, actions=actions, file=file)
        self.shown.append(message)
        return Receipt(MessageRef(self.name, place.room, message.ts))

    def _recard(self, delivery: Delivery, content: Recard) -> None:
        if delivery.place.thread is None:
            raise SendFailed("not_ready", "the card to change was not posted yet")
        root = self._root(delivery.place.room, delivery.place.thread)
        if root.card is None:
            raise SendFailed("lost", "deleted")
        if content.moved_to is not None:
            if content.moved_to not in delivery.linked:
                raise SendFailed("not_ready", "the thread it moved to has no message yet")
            root.moved_to = delivery.linked[content.moved_to]
        root.card, root.text = content.card, card_text(content.card)
        root.changes += 1

    def _root(self, room: str, ts: str) -> Shown:
        try:
            return self._at(room, ts)
        except SendFailed:
            raise SendFailed("lost", f"no thread {ts} in {room}") from None

    def _at(self, room: str, ts: str) -> Shown:
        for message in self.shown:
            if (message.room, message.ts) == (room, ts):
                return message
        raise SendFailed("gone", f"no message {ts} in {room}")
