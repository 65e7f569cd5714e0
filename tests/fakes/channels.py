"""Hand-written fakes of our own ports: a chat and a desk that keep what people would see."""

from __future__ import annotations

from tests.fakes.chat import Bubble, Chat, FakeChat
from tests.fakes.desk import FakeDesk
from tests.fakes.faults import Fault
from tests.fakes.shown import Shown, card_text

__all__ = ["Bubble", "Chat", "FakeChat", "FakeDesk", "Fault", "Shown", "card_text"]
