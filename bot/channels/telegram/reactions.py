"""The reactions that a bot may set, and what stands for others (core.telegram.org/bots/api#reactiontypeemoji)."""

from __future__ import annotations

RECEIVED = "👌"
"""The quiet sign on a resident's message that has reached the office."""

_OFFERED = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤\u200d🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐"
    " 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨\u200d💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾"
    " 🤷\u200d♂ 🤷 🤷\u200d♀ 😡"
)
ALLOWED = frozenset(_OFFERED.split())
"""What every bot may set."""
_NEAREST = {
    "✅": "👍",
    "✔": "👍",
    "☑": "👍",
    "🆗": "👌",
    "🙌": "👏",
    "🙂": "🤗",
    "😊": "🥰",
    "📝": "✍",
    "👋": "🤗",
}


def settable(emoji: str) -> str:
    """The reaction to set for an emoji: itself, its nearest, else that the message was received."""
    bare = emoji.replace("\ufe0f", "")
    return bare if bare in ALLOWED else _NEAREST.get(bare, RECEIVED)
