"""A stage for stories: people act through the control actions, and every sight is waited for and printed."""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sandbox.journal import PATIENCE
from sandbox.server import Sandbox

Seen = dict[str, Any]

PIXEL = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xdb\x00C\x00"
    + b"\x08" * 64
    + b"\xff\xd9"
)
"""A photo: the smallest that passes for a JPEG."""


class NotSeen(Exception):
    """Something that should have happened was not seen."""


@dataclass(frozen=True, slots=True)
class Resident:
    """A resident on stage: his chat's id and what he is called in the script."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread on the office's desk."""

    channel: str
    ts: str


class Stage:
    """The sandbox as a theatre. ``write`` takes each line of the script as it happens."""

    def __init__(self, sandbox: Sandbox, write: Callable[[str], object]) -> None:
        self._sandbox = sandbox
        self._telegram = sandbox.telegram.actions()
        self._slack = sandbox.slack.actions()
        self._write = write
        self._heard: dict[int, set[tuple[int, str]]] = {}

    def scene(self, title: str) -> None:
        """Announce a scene."""
        self._write(f"\n── {title} " + "─" * max(0, 76 - len(title)))

    # -- residents --

    async def resident(self, name: str, last_name: str, language: str) -> Resident:
        """Somebody with a chat, not yet opened."""
        made = await self._telegram["add_resident"](name=name, last_name=last_name, language_code=language)
        self._heard[made["id"]] = set()
        return Resident(made["id"], name)

    async def writes(self, who: Resident, text: str) -> None:
        """A resident writes to the bot."""
        self._line(who.name, "chat", text)
        await self._telegram["send_text"](who.id, text)

    async def sends_photo(self, who: Resident, caption: str | None = None) -> None:
        """A resident sends a photo."""
        self._line(who.name, "chat", f"[photo] {caption or ''}")
        await self._telegram["send_photo"](who.id, caption, base64.b64encode(PIXEL).decode())

    async def taps(self, who: Resident, label: str) -> None:
        """A resident presses a button as soon as a message has it; of several messages the latest."""

        async def look() -> Seen | None:
            for message in reversed(await self._telegram["chat"](who.id)):
                if any(label == shown for row in message["buttons"] or () for shown in row):
                    return dict(message)
            return None

        message = await self._wait(look, f"{who.name} finds a button {label!r}")
        await self._unheard(who)
        self._line(who.name, "chat", f"[{label}]")
        await self._telegram["press"](who.id, message["id"], label=label)

    async def hears(self, who: Resident, words: str) -> None:
        """A message with these words comes, or an earlier one is changed to them; others that came before are shown
        too. What has come after it already is still to be heard."""

        async def look() -> Seen | None:
            for message in await self._new(who):
                if words in message["text"]:
                    return message
            return None

        message = await self._wait(look, f"{who.name} reads {words!r}")
        await self._unheard(who, until=message["id"] if words else None)

    async def answers(self, who: Resident, *, taps: str | None = None, writes: str | None = None) -> None:
        """A resident reads what has come and answers it, by a button or in words."""
        await self.hears(who, "")
        if taps is not None:
            await self.taps(who, taps)
        if writes is not None:
            await self.writes(who, writes)

    async def _new(self, who: Resident) -> list[Seen]:
        heard = self._heard[who.id]
        shown = await self._telegram["chat"](who.id)  # a topic's service messages have no words
        messages = [dict(m) for m in shown if m["from_bot"] and m["text"] is not None]
        return [m for m in messages if (m["id"], m["text"]) not in heard]

    async def _unheard(self, who: Resident, until: int | None = None) -> None:
        for message in await self._new(who):
            if until is not None and message["id"] > until:
                return
            self._heard[who.id].add((message["id"], message["text"]))
            buttons = " ".join(f"[{label}]" for row in message["buttons"] or () for label in row)
            self._line("Palier", f"{who.name}'s chat", f"{message['text']}\n{buttons}".strip())

    async def never_hears(self, who: Resident, words: str) -> None:
        """Nothing with these words is in the chat."""
        for message in await self._telegram["chat"](who.id):
            if words in str(message):
                raise NotSeen(f"{who.name} must never read {words!r}, yet it stands in the chat")
        self._line("(nobody)", f"{who.name}'s chat", f"“{words}” is not there")

    # -- the office --

    async def finds(self, channel: str, words: str) -> Thread:
        """A post with these words is in a channel."""
        message = await self._wait(
            lambda: self._find(self._slack["channel"](channel), words), f"#{channel} shows {words!r}"
        )
        self._line("Palier", f"#{await self._name(channel)}", _shown(message))
        return Thread(channel, message["ts"])

    async def reads(self, thread: Thread, words: str) -> Seen:
        """A post with these words is in a thread."""
        look = lambda: self._find(self._slack["thread"](thread.channel, thread.ts), words)  # noqa: E731
        message = await self._wait(look, f"the thread shows {words!r}")
        self._line(message["user"], f"#{await self._name(thread.channel)}, thread", _shown(message))
        return message

    async def posts(self, who: str, thread: Thread, text: str) -> str:
        """A member of staff writes in a thread; the new message's ts."""
        self._line(who, f"#{await self._name(thread.channel)}, thread", text)
        posted = await self._slack["post"](who, thread.channel, text, thread.ts)
        return str(posted["ts"])

    async def presses(self, who: str, thread: Thread, label: str) -> None:
        """A member of staff presses a button of the card on top of a thread, again while the office's app does not
        answer (Slack then shows him a warning sign)."""
        self._line(who, f"#{await self._name(thread.channel)}, card", f"[{label}]")
        await self._press(who, thread, label)

    async def fills(self, who: str, values: Mapping[str, str]) -> None:
        """A member of staff fills the window he has opened, once it shows these inputs, and sends it in."""

        async def look() -> Seen | None:
            view = await self._slack["view"](who)
            shown = str(view["blocks"]) if view and view["submit"] else ""
            return dict(view) if view and all(label in shown for label in values) else None

        view = await self._wait(look, f"{who}'s window asks for {', '.join(values)}")
        self._line(
            who, str(view["title"]), " · ".join(f"{label}: {value}" for label, value in values.items())
        )
        answer = await self._slack["submit_view"](who, values)
        if answer.get("errors") or answer.get("failed"):
            raise NotSeen(f"the window of {who} is sent in: {answer}")

    async def ticks(self, who: str, thread: Thread, *labels: str) -> None:
        """A technician ticks items of the card's checklist, one after the other."""
        for label in labels:
            self._line(who, f"#{await self._name(thread.channel)}, card", f"[x] {label}")
            await self._press(who, thread, label)
            await self._wait(lambda label=label: self._ticked(thread, label), f"{label!r} is ticked")  # type: ignore[misc]

    async def marked(self, thread: Thread, ts: str, reaction: str) -> None:
        """A message of staff bears a mark."""

        async def look() -> Seen | None:
            for message in await self._slack["thread"](thread.channel, thread.ts):
                if message["ts"] == ts and reaction in message["reactions"]:
                    return dict(message)
            return None

        message = await self._wait(look, f"the message is marked :{reaction}:")
        self._line("Palier", "mark", f":{reaction}: on “{message['text']}”")

    async def asks(self, who: str, channel: str, words: str) -> Seen:
        """A member of staff types ``/palier WORDS`` and reads the answer."""
        self._line(who, f"#{await self._name(channel)}", f"/palier {words}")
        before = len(await self._slack["ephemerals"](who))
        await self._slack["command"](who, channel, "/palier", words)

        async def look() -> Seen | None:
            answers = await self._slack["ephemerals"](who)
            return dict(answers[before]) if len(answers) > before else None

        answer = await self._wait(look, f"{who} is answered")
        self._line("Palier", f"only {who} sees", _shown(answer))
        return answer

    async def told(self, who: str, words: str) -> None:
        """A post with these words is in a member of staff's direct messages."""
        message = await self._wait(
            lambda: self._find(self._slack["channel"](f"@{who}"), words), f"{who} is told {words!r}"
        )
        self._line("Palier", f"{who}, directly", _shown(message))

    # -- time --

    async def until_looked_at(self, thread: Thread) -> None:
        """The clocks of both sides move on to the moment at which the product looks at this request's deadlines."""
        card = (await self._slack["thread"](thread.channel, thread.ts))[0]
        inspector = self._sandbox.page.inspector

        async def look() -> Seen | None:
            inside = await inspector.state()
            due = [
                one for one in inside["timers"] if one["kind"] == "clock" and str(one["about"]) in str(card)
            ]
            return {"at": due[0]["due_at"], "now": inside["now"]} if due else None

        found = await self._wait(look, "the request's deadlines are watched")
        ahead = datetime.fromisoformat(found["at"]) - datetime.fromisoformat(found["now"])
        await self._sandbox.page.move({"seconds": max(ahead.total_seconds(), 0) + 1})
        at = datetime.fromtimestamp(self._sandbox.clock.now(), UTC)
        self._write(f"\n{'':10}… time goes by: it is {at:%A %d %B %Y, %H:%M} UTC\n")

    # -- how it works --

    async def _press(self, who: str, thread: Thread, label: str) -> None:
        for _ in range(20):
            pressed = await self._slack["press"](who, thread.channel, thread.ts, label=label)
            if pressed["acknowledged"]:
                return
        raise NotSeen(f"the press of {label!r} is acknowledged")

    async def _ticked(self, thread: Thread, label: str) -> Seen | None:
        card = (await self._slack["thread"](thread.channel, thread.ts))[0]
        return dict(card) if any("[x]" in line and label in line for line in card["blocks"]) else None

    async def _find(self, messages: Awaitable[list[Seen]], words: str) -> Seen | None:
        return next((m for m in await messages if words in f"{m['text']}\n{_shown(m)}"), None)

    async def _name(self, channel: str) -> str:
        return str(self._sandbox.slack.slack.workspace.channels[channel].name)

    async def _wait(self, look: Callable[[], Awaitable[Seen | None]], what: str) -> Seen:
        journal = self._sandbox.journal
        while True:
            last = journal.entries[-1].number if journal.entries else 0
            if (found := await look()) is not None:
                return found
            try:
                await journal.wait_for(lambda entry: entry.kind == "effect", after=last, timeout=PATIENCE)
            except TimeoutError:
                raise NotSeen(what) from None

    def _line(self, who: str, where: str, what: str) -> None:
        at = datetime.fromtimestamp(self._sandbox.clock.now(), UTC).strftime("%H:%M:%S")
        first, *rest = what.strip().splitlines() or [""]
        self._write(f"{at}  {who} → {where}: {first}")
        for line in rest:
            if line.strip():
                self._write(f"{'':10}{line}")


def _shown(message: Seen) -> str:
    lines = [str(line) for line in message["blocks"]] or [message["text"]]
    files = [f"[file {file['name']}]" for file in message["files"]]
    return "\n".join([*lines, *files])
