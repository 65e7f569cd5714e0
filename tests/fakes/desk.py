"""A desk platform without a network: staff's hands to write and press with, and what they see."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from bot.domain.addresses import MessageRef, Place
from bot.domain.text import units
from bot.ports.channel import Delivery, Outgoing, RawEvent, Receipt, Receive, SendFailed
from bot.ports.desk import (
    Action,
    Board,
    Card,
    Mark,
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
    DeskCommand,
    DeskDeletion,
    DeskEdit,
    DeskForm,
    DeskHome,
    DeskMember,
    DeskMessage,
    DeskPostGone,
    DeskPress,
    DeskReaction,
    DeskRoom,
    DeskRooms,
    DeskRoster,
    DeskUser,
    FileRef,
    Inbound,
)
from bot.ports.modal import (
    Beside,
    ButtonsField,
    ChoiceField,
    FillModal,
    Modal,
    MomentField,
    PhotosField,
    PickField,
    SeveralField,
    TextField,
    Windows,
    Words,
)
from tests.fakes.events import decode, encode
from tests.fakes.faults import Faults
from tests.fakes.markup import shown as marked
from tests.fakes.markup import typed

LONGEST = 11_500
"""Characters of a post at most, as our Slack channel takes them."""
SIGNS = {Mark.WAITING: "⏳", Mark.DELIVERED: "✅", Mark.INTERNAL: "🔒", Mark.FAILED: "⚠️", Mark.UNTOLD: "🔕"}


@dataclass(slots=True)
class Shown:
    """A message on the desk as staff see it now. ``marks`` are all it ever bore, the last one is there now;
    ``faces`` are our other reactions."""

    ts: str
    room: str
    thread: str | None
    text: str
    author: str | None = None
    card: Card | None = None
    board: Board | None = None
    actions: tuple[Action, ...] = ()
    moved_to: Place | None = None
    file: bytes | None = None
    marks: list[Mark] = field(default_factory=list)
    changes: int = 0
    faces: tuple[str, ...] = ()

    @property
    def signs(self) -> str:
        """The marks as people see them."""
        return " ".join(SIGNS[mark] for mark in self.marks)

    @property
    def ticket(self) -> str:
        """The id of the ticket a card is about."""
        assert self.card is not None, f"not a card: {self.text}"
        return self.card.ticks_value

    @property
    def reference(self) -> str:
        """The public name of the ticket a card is about."""
        assert self.card is not None, f"not a card: {self.text}"
        return self.card.title.split(" · ")[0]


@dataclass(slots=True)
class Window:
    """A window that somebody has open; ``written`` is what he has filled in so far, by label."""

    id: str
    modal: Modal
    written: dict[str, str] = field(default_factory=dict)


def card_text(card: Card) -> str:
    """A card as text: title, fields, body, ticks, notices, [buttons], (menu), (list of more actions …)."""
    lines = [card.title, *(f"{label}: {value}" for label, value in card.fields), card.body]
    lines += [f"{'☑' if box.done else '☐'} {box.label} {box.note}".rstrip() for box in card.ticks]
    lines += card.notices
    lines += [f"[{action.label}]" for action in card.actions]
    for menu in card.menus:
        labels = [label for _, options in menu.groups for _, label in options]
        lines.append(f"({menu.placeholder}{' ' if labels else ''}{' | '.join(labels)})")
    return "\n".join(lines)


def board_text(board: Board, delivery: Delivery) -> str:
    """A board as text: title, small line, a row a line with where it leads, its small line and [buttons]."""
    assert len(board.rows) <= 15, "a post holds fifty blocks"
    lines = [board.title, board.above]
    for row in board.rows:
        link = f" → {_link(delivery, row.thread)}" if row.thread else ""
        buttons = "".join(f" [{action.label}]" for action in row.actions)
        lines.append(f"{row.text}{link} {row.below}{buttons}".rstrip())
    lines += [board.below, *(f"[{action.label}]" for action in board.actions)]
    return "\n".join(line for line in lines if line)


def post_text(post: Post) -> str:
    """A post as text, its small lines in brackets of their own."""
    if units(post.text) > LONGEST:
        raise SendFailed("too_large", "split it first")
    icon = f"{post.icon} " if post.icon else ""
    author = f"{post.author}: " if post.author else ""
    above = f"({post.above}) " if post.above else ""
    below = f" ({post.below})" if post.below else ""
    return f"{above}{icon}{author}{marked(post.text, post.spans)}{below}"


class FakeDesk:
    """Channel and CanFetch. A delivery that may have been made before is looked up by its key, as on Slack."""

    name = "slack"

    def __init__(self) -> None:
        self.shown: list[Shown] = []
        self.private: dict[str, list[str]] = {}
        self.whispered: dict[str, Whisper] = {}
        """The last answer that only he sees, by member."""
        self.homes: dict[str, str] = {}
        self.tabs: dict[str, HomeTab] = {}
        """Each member's own page, as he reads it and as it is."""
        self.published = 0
        self.faults = Faults()
        self.delivered: list[Delivery] = []
        self.files: dict[str, bytes] = {}
        self.paces: tuple[tuple[str, float, int], ...] = ()
        self.closed: set[str] = set()
        """Channels that take nothing from us."""
        self.shared: set[str] = set()
        """Channels that another organisation reads."""
        self.open: dict[str, Window] = {}
        self.windows: Windows | None = None
        self._said: dict[str, DeskMessage] = {}
        self._numbers = count(1)
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
        self.delivered.append(delivery)
        if fault is not None:
            raise fault.error()
        return receipt

    async def fetch(self, source: str) -> AsyncIterator[bytes]:
        """What staff sent."""
        if source not in self.files:
            raise SendFailed("gone", source)
        yield self.files[source]

    # -- staff's hands --

    def roster(self, *members: DeskMember) -> RawEvent:
        """What the platform says of its members."""
        return self._event("roster", DeskRoster(members))

    def write(
        self,
        user: DeskUser,
        room: str,
        thread: str | None,
        text: str,
        *,
        files: tuple[str, ...] = (),
        size: int | None = None,
        addressed: bool = False,
        broadcast: bool = False,
        also_in_channel: bool = False,
    ) -> RawEvent:
        """Somebody writes in a thread, or in a channel where ``thread`` is None.
        ``size``: what the platform says of the files."""
        message = Shown(self._ts(), room, thread, text, author=user.id)
        self.shown.append(message)
        ref = MessageRef(self.name, room, message.ts)
        kept = tuple(self._file(name, size) for name in files)
        shared = room in self.shared
        words, spans = typed(text)
        said = DeskMessage(
            user, ref, thread, words, kept, addressed, broadcast, also_in_channel, spans=spans, shared=shared
        )
        self._said[message.ts] = said
        return self._event(f"{room}:{thread or message.ts}", said)

    def own(self) -> Shown:
        """The last message that somebody of the staff wrote and that is still there."""
        return next(shown for shown in reversed(self.shown) if shown.author is not None)

    def edit(
        self, message: Shown, text: str, *, addressed: bool = False, broadcast: bool = False
    ) -> RawEvent:
        """Somebody changes what he wrote."""
        message.text = text
        words, spans = typed(text)
        before = self._said[message.ts]
        now = replace(before, text=words, spans=spans, addressed=addressed, broadcast=broadcast)
        self._said[message.ts] = now
        at = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(seconds=next(self._numbers))
        return self._event(f"{message.room}:{message.thread or message.ts}", DeskEdit(now, at))

    def delete(self, message: Shown) -> RawEvent:
        """Somebody deletes a message."""
        self.shown.remove(message)
        ref = MessageRef(self.name, message.room, message.ts)
        return self._event(f"{message.room}:{message.thread or message.ts}", DeskDeletion(ref))

    def delete_post(self, post: Shown) -> RawEvent:
        """Somebody deletes a post of ours: replies stay, below a tombstone."""
        if self.thread(post):
            post.text, post.card = "This message was deleted.", None
        else:
            self.shown.remove(post)
        ref = MessageRef(self.name, post.room, post.ts)
        return self._event(f"{post.room}:{post.thread or post.ts}", DeskPostGone(ref))

    def room(self, id: str, *, closed: bool | None = None, shared: bool | None = None) -> RawEvent:
        """A channel is closed to us, opened again, shared or no longer shared, and the platform says so."""
        for kept, now in ((self.closed, closed), (self.shared, shared)):
            if now is True:
                kept.add(id)
            elif now is False:
                kept.discard(id)
        return self._event(id, DeskRooms((DeskRoom(id, closed, shared),)))

    def react(self, user: DeskUser, message: Shown, emoji: str, *, stands: bool = True) -> RawEvent:
        """Somebody reacts to a message, or takes that back."""
        at = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(seconds=next(self._numbers))
        ref = MessageRef(self.name, message.room, message.ts)
        return self._event(f"{message.room}:{message.ts}", DeskReaction(user, ref, emoji, stands, at))

    def press(
        self,
        user: DeskUser,
        card: Shown,
        action: str,
        *,
        choice: str | None = None,
        checked: tuple[str, ...] = (),
    ) -> RawEvent:
        """Somebody presses a button of a card, chooses from its menu (``choice``) or ticks (``checked``). What opens
        a window at once is seen in ``open``."""
        assert card.card is not None
        ref = MessageRef(self.name, card.room, card.ts)
        pressed = DeskPress(
            user, card.room, ref, action, card.ticket, choice, checked, "answer-here", card.card.seen
        )
        pressed = replace(pressed, shown=tuple(box.value for box in card.card.ticks if box.done))
        return self._event(f"{card.room}:{card.ts}", self._opened(pressed))

    def press_post(self, user: DeskUser, post: Shown, action: str, value: str) -> RawEvent:
        """Somebody presses a button of a plain post."""
        ref = MessageRef(self.name, post.room, post.ts)
        pressed = DeskPress(user, post.room, ref, action, value, reply_to="answer-here")
        return self._event(f"{post.room}:{post.thread or post.ts}", self._opened(pressed))

    def press_labelled(self, user: DeskUser, post: Shown, label: str) -> RawEvent:
        """Somebody presses a button of a post."""
        found = [action for action in post.actions if action.label == label]
        assert found, f"buttons: {[action.label for action in post.actions]}"
        ref = MessageRef(self.name, post.room, post.ts)
        pressed = DeskPress(user, post.room, ref, found[0].name, found[0].value, reply_to="answer-here")
        return self._event(f"{post.room}:{post.thread or post.ts}", self._opened(pressed))

    def press_in_row(self, user: DeskUser, board: Shown, words: str, label: str) -> RawEvent:
        """Somebody presses a button of the row of a board with these words, or one below all rows."""
        assert board.board is not None, f"no board: {board.text}"
        rows = [row.actions for row in board.board.rows if words in row.text]
        found = [one for one in (rows[0] if words and rows else board.board.actions) if one.label == label]
        assert found, f"the board: {board.text}"
        ref = MessageRef(self.name, board.room, board.ts)
        pressed = DeskPress(user, board.room, ref, found[0].name, found[0].value, reply_to="answer-here")
        return self._event(f"{board.room}:{board.ts}", self._opened(pressed))

    def shortcut(self, user: DeskUser, message: Shown, action: str) -> RawEvent:
        """Somebody uses an action in a message's own menu."""
        ref = MessageRef(self.name, message.room, message.ts)
        root = message.thread or message.ts
        pressed = DeskPress(user, message.room, ref, action, "", reply_to="answer-here", thread=root)
        return self._event(f"{message.room}:{root}", self._opened(pressed))

    def press_in_window(self, user: DeskUser, label: str) -> RawEvent:
        """Somebody presses a button in the window he has open."""
        window = self.open[user.id]
        rows = [field.buttons for field in window.modal.fields if isinstance(field, ButtonsField)]
        found = [button for row in rows for button in row if button.label == label]
        assert found, f"buttons: {rows}"
        return self._pressed_inside(user, window, found[0].name, found[0].value)

    def pick_in_window(self, user: DeskUser, label: str) -> RawEvent:
        """Somebody chooses in the window he has open what fills it anew."""
        window = self.open[user.id]
        (pick,) = [each for each in window.modal.fields if isinstance(each, PickField)]
        options = [option for _, group in pick.groups for option in group]
        value = _option(options, label)
        window.modal = replace(
            window.modal,
            fields=tuple(
                replace(each, initial=value) if each is pick else each for each in window.modal.fields
            ),
        )
        return self._pressed_inside(user, window, window.modal.name, value)

    def _pressed_inside(self, user: DeskUser, window: Window, action: str, choice: str) -> RawEvent:
        modal = window.modal
        values, _ = filled(modal, _still_there(modal, window.written))
        pressed = DeskPress(
            user,
            "",
            None,
            action,
            modal.subject,
            choice,
            seen=modal.seen,
            window=window.id,
            values=values,
        )
        return self._event(f"user:{user.id}", pressed)

    def open_home(self, user: DeskUser) -> RawEvent:
        """Somebody opens his own page."""
        return self._event(f"user:{user.id}", DeskHome(user))

    def press_at_home(self, user: DeskUser, words: str, label: str) -> RawEvent:
        """Somebody chooses an action from the line with these words on his own page."""
        lines = [line for part in self.tabs[user.id].parts for line in part.lines if words in line.text]
        assert lines, f"the page: {self.homes[user.id]}"
        found = [name for name, shown in lines[0].options if shown == label]
        assert found, f"offered: {lines[0].options}"
        pressed = DeskPress(
            user, "", None, lines[0].action, lines[0].ticket, choice=found[0], seen=lines[0].seen
        )
        return self._event(f"user:{user.id}", self._opened(pressed))

    def press_in_answer(self, user: DeskUser, label: str) -> RawEvent:
        """Somebody presses a button under the last answer that only he sees."""
        actions = self.whispered[user.id].actions
        found = [action for action in actions if action.label == label]
        assert found, f"buttons: {actions}"
        pressed = DeskPress(user, "C0CARE001", None, found[0].name, found[0].value, reply_to="answer-here")
        return self._event(f"user:{user.id}", pressed)

    def submit(self, user: DeskUser, values: Mapping[str, str]) -> RawEvent | Mapping[str, str]:
        """Somebody fills the window he has open, by its labels, and sends it in; or what he is told to mend."""
        modal = self.open[user.id].modal
        values = {**_still_there(modal, self.open[user.id].written), **values}
        form = DeskForm(user, modal.name, modal.subject, *read(modal, values), seen=modal.seen)
        form = replace(form, files=self._put_in(modal, values))
        problems = self.windows.problems(form) if self.windows else {}
        if problems:
            return problems
        del self.open[user.id]
        return self._event(f"user:{user.id}", form)

    def _put_in(self, modal: Modal, values: Mapping[str, str]) -> dict[str, tuple[FileRef, ...]]:
        """The photos put into a window, by their names."""
        fields = [each for each in modal.fields if isinstance(each, PhotosField)]
        names = {each.name: values.get(each.label, "") for each in fields}
        return {
            field: tuple(self._file(name) for name in given.split(", "))
            for field, given in names.items()
            if given
        }

    def hand_in(self, user: DeskUser, card: Shown, action: str, text: str) -> RawEvent:
        """Somebody sends in a window with one text that he opened before."""
        form = DeskForm(user, action, card.ticket, {"text": text}, ("text",))
        return self._event(f"user:{user.id}", form)

    def send_in(
        self,
        user: DeskUser,
        card: Shown,
        action: str,
        values: Mapping[str, str | tuple[str, ...]],
        *,
        photos: tuple[str, ...] = (),
    ) -> RawEvent:
        """Somebody sends in a window that he opened before, field by field."""
        files = {"photos": tuple(self._file(name) for name in photos)} if photos else {}
        form = DeskForm(user, action, card.ticket, values, tuple(values), files=files)
        return self._event(f"user:{user.id}", form)

    def _opened(self, pressed: DeskPress) -> DeskPress:
        modal = self.windows.opens(pressed) if self.windows else None
        if modal is None:
            return pressed
        window = Window(f"window-{next(self._numbers)}", modal)
        self.open[pressed.user.id] = window
        return replace(pressed, window=window.id)

    def command(self, user: DeskUser, room: str, words: str) -> RawEvent:
        """Somebody types ``/palier WORDS``."""
        typed = DeskCommand(user, room, tuple(words.split()), "answer-here")
        modal = self.windows.commanded(typed) if self.windows else None
        if modal is not None:
            window = Window(f"window-{next(self._numbers)}", modal)
            self.open[user.id] = window
            typed = replace(typed, window=window.id)
        return self._event(room, typed)

    # -- what they see --

    def cards(self) -> list[Shown]:
        """All cards, the oldest first."""
        return [message for message in self.shown if message.card is not None]

    def thread(self, root: Shown) -> list[Shown]:
        """The replies in a thread."""
        return [message for message in self.shown if message.thread == root.ts and message.room == root.room]

    def top(self, room: str) -> list[Shown]:
        """What stands in a channel itself."""
        return [message for message in self.shown if message.room == room and message.thread is None]

    def _show(self, delivery: Delivery) -> Receipt:
        place, content = delivery.place, delivery.content
        if place.room in self.closed:
            raise SendFailed("closed", "archived")
        match content:
            case Card():
                return self._post(place, card_text(content), card=content)
            case Post():
                link = f" → {_link(delivery, content.thread)}" if content.thread else ""
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
                    f"{line.text} → {_link(delivery, line.thread)}" if line.thread else line.text
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

    def _file(self, name: str, size: int | None = None) -> FileRef:
        source = f"desk-file-{next(self._numbers)}"
        self.files[source] = f"the bytes of {name}".encode()
        bytes_ = len(self.files[source]) if size is None else size
        if name.endswith(".jpg"):
            return FileRef(source, "photo", name, "image/jpeg", bytes_)
        return FileRef(source, "document", name, "application/pdf", bytes_)

    def _ts(self) -> str:
        return f"1772442000.{next(self._numbers):06}"

    def _event(self, lane: str, inbound: Inbound) -> RawEvent:
        return RawEvent(self.name, f"Ev{next(self._numbers)}", lane, encode(inbound))


def read(modal: Modal, values: Mapping[str, str]) -> tuple[dict[str, str | tuple[str, ...]], tuple[str, ...]]:
    """A window's values as they come back when it is sent in: what must be filled in is."""
    assert modal.submit, "nothing to send in"
    found, typed = filled(modal, values)
    for each in _fillable(modal):
        missing = each.name not in found and not isinstance(each, PickField) and not each.optional
        assert not missing or each.label in values, f"must be filled in: {each.label}"
    return found, typed


def filled(
    modal: Modal, values: Mapping[str, str]
) -> tuple[dict[str, str | tuple[str, ...]], tuple[str, ...]]:
    """What a window holds: what it shows already, and ``values`` by label over it."""
    fields = _fillable(modal)
    labels = {each.label for each in fields}
    assert set(values) <= labels, f"fields: {sorted(labels)}"
    found: dict[str, str | tuple[str, ...]] = {}
    for each in fields:
        value = _value(each, values.get(each.label))
        if value and not isinstance(each, PhotosField):
            found[each.name] = value
    return found, tuple(each.name for each in fields if isinstance(each, TextField))


def _fillable(modal: Modal) -> list[Any]:
    return [each for each in modal.fields if not isinstance(each, Words | Beside | ButtonsField)]


def _still_there(modal: Modal, written: Mapping[str, str]) -> dict[str, str]:
    """What was filled in stays where its field is."""
    labels = {each.label for each in _fillable(modal)}
    return {label: value for label, value in written.items() if label in labels}


def _value(each: Any, given: str | None) -> str | tuple[str, ...]:
    match each:
        case ChoiceField():
            every = [*each.options, *(option for _, group in each.groups for option in group)]
            return each.initial if given is None else _option(every, given)
        case PickField():
            return each.initial
        case SeveralField():
            if given is None:
                return each.initial
            return tuple(_option(each.options, one.strip()) for one in given.split(",") if one.strip())
        case MomentField() if given is None and each.initial is not None:
            return str(int(each.initial.timestamp()))
        case PhotosField():
            return str(given or "")
    return str(given if given is not None else each.initial or "")


def _option(options: Iterable[tuple[str, str]], label: str) -> str:
    found = [value for value, shown in options if shown == label]
    assert found or not label, f"no {label!r} among {list(options)}"
    return found[0] if found else ""


def window_text(modal: Modal) -> str:
    """A window as text: title, words, fields with what they show, [buttons], (send)."""
    lines = [modal.title]
    for each in modal.fields:
        match each:
            case Words():
                lines += [each.heading, each.text]
            case Beside():
                lines += [*each.left, *each.right]
            case PickField():
                every = [option for _, options in each.groups for option in options]
                shown = [f"({label})" if value == each.initial else label for value, label in every]
                lines += [each.label, *(name for name, _ in each.groups), " | ".join(shown)]
            case ButtonsField():
                lines += [f"[{button.label}]" for button in each.buttons]
            case ChoiceField():
                every = [*each.options, *(option for _, group in each.groups for option in group)]
                shown = [f"({label})" if value == each.initial else label for value, label in every]
                lines.append(f"{each.label}: {' | '.join(shown)}")
            case SeveralField():
                shown = [f"({label})" if value in each.initial else label for value, label in each.options]
                lines.append(f"{each.label}: {' | '.join(shown)}")
            case PhotosField():
                lines.append(f"{each.label}: 📎")
            case _:
                lines.append(f"{each.label}: {each.initial or ''}")
    if modal.submit:
        lines.append(f"({modal.submit})")
    return "\n".join(line for line in lines if line)


def home_text(tab: HomeTab, delivery: Delivery) -> str:
    """Somebody's own page as text: a line a line, with where it leads."""
    lines = [tab.title]
    for part in tab.parts:
        lines.append(part.title)
        lines += [f"{one.text} → {_link(delivery, one.thread)}" for one in part.lines]
        lines += [part.words] if part.words else []
    return "\n".join([*lines, tab.below])


def _link(delivery: Delivery, destination: Any) -> str:
    place = delivery.linked.get(destination)
    return f"{place.room}/{place.thread}" if place else "?"
