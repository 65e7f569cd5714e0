"""The product's own windows over any office file, in words that are not translated."""

from __future__ import annotations

from bot.domain.directory import Directory
from bot.i18n import Catalogues
from bot.services.desk.desk_actions import ACTIONS
from bot.services.desk.windows import DeskWindows
from bot.services.house import House
from bot.working_time import calendars
from tests.fakes.clock import FrozenClock


def windows(directory: Directory) -> DeskWindows:
    """What opens at once in this office."""
    house = House(directory, Catalogues(), FrozenClock(), calendars(directory), actions=ACTIONS)
    return DeskWindows(house)
