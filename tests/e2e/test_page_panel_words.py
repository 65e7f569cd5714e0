"""“What just happened” has a word for all that can happen: what goes out, to whom, what is looked at again, what people
do and see. A kind that is new without a word fails here."""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from types import UnionType
from typing import get_args, get_type_hints

import bot
from bot.channels.telegram.parse import ALLOWED
from bot.demo_controls import whom
from bot.domain import addresses
from bot.ports.outbox import Content
from bot.services.engine.timers import TIMERS
from sandbox.page.routes import STATIC

WORDS: dict[str, str] = json.loads((STATIC / "words" / "en.json").read_text(encoding="utf-8"))
ROOT = Path(bot.__file__).parents[1]

UNSPOKEN = {"chat_action", "menu", "webhook_removed", "request_url_disabled"}
"""What nobody sees as an event: somebody typing, the menu of commands, how the program is connected."""
INTERACTIONS = (
    "block_actions",
    "message_action",
    "shortcut",
    "slash_commands",
    "view_closed",
    "view_submission",
)
"""What people do in Slack that makes an event and no message (docs.slack.dev/interactivity)."""


def kinds(union: object) -> set[str]:
    """The ``kind`` of every type in a union."""
    if isinstance(union, UnionType):
        return {kind for each in get_args(union) for kind in kinds(each)}
    return {*get_args(get_type_hints(union)["kind"])}


def test_every_kind_of_delivery_has_a_word() -> None:
    known = kinds(Content)
    assert len(known) > 20
    assert sorted(kind for kind in known if f"out.kind.{kind}" not in WORDS) == []


def test_every_timer_has_a_word() -> None:
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py"))
    remembered = {kind for source in sources for kind in re.findall(r'Timer\("(\w+)"', source)}
    assert sorted(kind for kind in {*TIMERS, *remembered} if f"timer.{kind}" not in WORDS) == []


def test_every_destination_has_a_word() -> None:
    """And the demo knows by the same name whom it reaches."""
    made = set(re.findall(r'Destination\(\s*f?"(\w+):', inspect.getsource(addresses)))
    made -= {"topic", "loose"}  # where in a chat it goes; the row is its resident's
    assert {"resident", "thread", "talk", "home"} <= made
    assert sorted(kind for kind in made if not {f"out.to.{kind}", f"out.to.{kind}.in"} & WORDS.keys()) == []
    told = inspect.getsource(whom)
    assert sorted(kind for kind in made if f'"{kind}"' not in told) == []


def test_every_event_has_a_word() -> None:
    """What the sandbox tells the product, and what it lets people see; calls and answers are for those who ask."""
    found: set[tuple[str, str, str]] = set()
    for side in ("telegram", "slack", "mail"):
        for path in (ROOT / "sandbox" / side).rglob("*.py"):
            source = path.read_text(encoding="utf-8")
            names = re.findall(r'\beffect\(\s*"(\w+)"(?: if [^,]* else "(\w+)")?', source)
            names += [(name, "") for name in re.findall(r'"effect",\s*"(\w+)"', source)]
            found |= {(side, "effect", name) for pair in names for name in pair if name}
    found |= {("telegram", "update", name) for name in ALLOWED}
    found |= {("slack", "event", name) for name in INTERACTIONS}
    assert ("mail", "effect", "mail") in found
    assert len(found) > 30
    keys = {f"log.{side}.{kind}.{name}" for side, kind, name in found if name not in UNSPOKEN}
    assert sorted(keys - WORDS.keys()) == []
