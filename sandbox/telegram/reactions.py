"""Reactions that Telegram offers.

Source: core.telegram.org/bots/api#reactiontypeemoji.
"""

from __future__ import annotations

from typing import Any

from sandbox.telegram.errors import bad_request

_OFFERED = (
    "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳"
    " ❤\u200d🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻"
    " 👨\u200d💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄"
    " 😘 💊 🙊 😎 👾 🤷\u200d♂ 🤷 🤷\u200d♀ 😡"
)
EMOJI = frozenset(_OFFERED.split())


def emoji_of(reaction: Any) -> str:
    """The emoji of a ReactionTypeEmoji. Raises ApiError 400 REACTION_INVALID."""
    emoji = reaction.get("emoji") if isinstance(reaction, dict) else None
    if not isinstance(emoji, str) or not is_reaction(emoji):
        raise bad_request("REACTION_INVALID")
    return emoji


def is_reaction(emoji: str) -> bool:
    """Whether everyone may react with it."""
    return emoji.replace("\ufe0f", "") in EMOJI
