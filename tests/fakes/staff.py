"""Staff's hands on a desk without a network: they write, press, fill in and type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

from bot.domain.addresses import MessageRef
from bot.ports.channel import RawEvent
from bot.ports.desk import (
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
    ButtonsField,
    Modal,
    PhotosField,
    PickField,
    Windows,
)
from tests.fakes.events import encode
from tests.fakes.forms import filled, option, read, still_there
from tests.fakes.markup import typed
from tests.fakes.shown import Shown, Window


class StaffHands:
    """What staff do on a desk; each deed is the event that comes of it. Subclasses show what they are sent."""

    name = "slack"

    def __init__(self) -> None:
        self.shown: list[Shown] = []
        self.whispered: dict[str, Whisper] = {}
        """The last answer that only he sees, by member."""
        self.homes: dict[str, str] = {}
        self.tabs: dict[str, HomeTab] = {}
        """Each member's own page, as he reads it and as it is."""
        self.files: dict[str, bytes] = {}
        self.closed: set[str] = set()
        """Channels that take nothing from us."""
        self.shared: set[str] = set()
        """Channels that another organisation reads."""
        self.open: dict[str, Window] = {}
        self.windows: Windows | None = None
        self._said: dict[str, DeskMessage] = {}
        self._numbers = count(1)

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
    ) -> RawEvent:
        """Somebody writes in a thread, or in a channel where ``thread`` is None.
        ``size``: what the platform says of the files."""
        message = Shown(self._ts(), room, thread, text, author=user.id)
        self.shown.append(message)
        ref = MessageRef(self.name, room, message.ts)
        kept = tuple(self._file(name, size) for name in files)
        shared = room in self.shared
        words, spans = typed(text)
        said = DeskMessage(user, ref, thread, words, kept, addressed, broadcast, spans=spans, shared=shared)
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
        value = option(options, label)
        window.modal = replace(
            window.modal,
            fields=tuple(
                replace(each, initial=value) if each is pick else each for each in window.modal.fields
            ),
        )
        return self._pressed_inside(user, window, window.modal.name, value)

    def _pressed_inside(self, user: DeskUser, window: Window, action: str, choice: str) -> RawEvent:
        modal = window.modal
        values, _ = filled(modal, still_there(modal, window.written))
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
        return self._event(f"user:{user.id}", self._opened(pressed))

    def submit(self, user: DeskUser, values: Mapping[str, str]) -> RawEvent | Mapping[str, str]:
        """Somebody fills the window he has open, by its labels, and sends it in; or what he is told to mend."""
        modal = self.open[user.id].modal
        values = {**still_there(modal, self.open[user.id].written), **values}
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

    # -- what is there --

    def cards(self) -> list[Shown]:
        """All cards, the oldest first."""
        return [message for message in self.shown if message.card is not None]

    def thread(self, root: Shown) -> list[Shown]:
        """The replies in a thread."""
        return [message for message in self.shown if message.thread == root.ts and message.room == root.room]

    def top(self, room: str) -> list[Shown]:
        """What stands in a channel itself."""
        return [message for message in self.shown if message.room == room and message.thread is None]

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
