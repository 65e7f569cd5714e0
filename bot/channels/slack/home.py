"""The app's home tab as Block Kit.

Limits: docs.slack.dev/surfaces/app-home and /reference/views/home-tab-views (100 blocks),
docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element (5 options).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from bot.channels.slack.cards import NOT_ALL, one_line, option_of, plain, small
from bot.channels.slack.mrkdwn import escape, literal
from bot.channels.slack.words import Json
from bot.domain.addresses import Destination
from bot.domain.audience import N_
from bot.ports.home import HomeLine, HomePart, HomeTab

BLOCKS = 100
OPTIONS = 5


def home_view(tab: HomeTab, urls: Mapping[Destination, str], translate: Callable[[str], str]) -> Json:
    """The view to publish; ``urls`` lead to the threads. What is too much is left out with a word about it."""
    blocks: list[Json] = [{"type": "header", "text": plain(one_line(tab.title, 150))}]
    if tab.below:
        blocks.append(small(tab.below))
    for part in tab.parts:
        blocks += _part(part, urls, translate(N_("open")), len(blocks))
    if len(blocks) > BLOCKS:
        blocks = [*blocks[: BLOCKS - 1], small(translate(NOT_ALL))]
    return {"type": "home", "blocks": blocks}


def _part(part: HomePart, urls: Mapping[Destination, str], label: str, start: int) -> list[Json]:
    title = f"*{literal(one_line(part.title, 200))}*"
    blocks: list[Json] = [{"type": "section", "text": {"type": "mrkdwn", "text": title, "verbatim": True}}]
    for number, line in enumerate(part.lines, start + 1):
        blocks.append(_line(line, urls.get(line.thread) if line.thread else None, label, number))
    if part.words:
        blocks.append(small(part.words))
    return blocks


def _line(line: HomeLine, url: str | None, label: str, number: int) -> Json:
    text = literal(one_line(line.text, 900))
    if url:
        text = f"{text} <{url}|{escape(label)}>"
    block: Json = {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}
    if line.options:
        # As on a card: the block's id carries what it is about, and another one shows nothing chosen.
        turn = hashlib.sha256(line.seen.encode()).hexdigest()[:8]
        block["block_id"] = f"menu:{number}.{turn}|{line.seen}:{line.ticket}"
        block["accessory"] = {
            "type": "overflow",
            "action_id": line.action,
            "options": [option_of(option) for option in line.options[:OPTIONS]],
        }
    return block
