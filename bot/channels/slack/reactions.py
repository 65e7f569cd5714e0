"""Slack's names of the emoji that people react with on the other side, and back.

Source: the short names of github.com/iamcal/emoji-data, which Slack uses
(docs.slack.dev/reference/methods/reactions.add).
"""

from __future__ import annotations

import emoji

_TABLE = (
    "👍 +1 👎 -1 ❤ heart 🔥 fire 🥰 smiling_face_with_3_hearts 👏 clap 😁 grin 🤔 thinking_face 🤯 exploding_head"
    " 😱 scream 🤬 face_with_symbols_on_mouth 😢 cry 🎉 tada 🤩 star-struck 🤮 face_vomiting 💩 hankey 🙏 pray"
    " 👌 ok_hand 🕊 dove_of_peace 🤡 clown_face 🥱 yawning_face 🥴 woozy_face 😍 heart_eyes 🐳 whale"
    " ❤\u200d🔥 heart_on_fire 🌚 new_moon_with_face 🌭 hotdog 💯 100 🤣 rolling_on_the_floor_laughing ⚡ zap"
    " 🍌 banana 🏆 trophy 💔 broken_heart 🤨 face_with_raised_eyebrow 😐 neutral_face 🍓 strawberry 🍾 champagne"
    " 💋 kiss 🖕 middle_finger 😈 smiling_imp 😴 sleeping 😭 sob 🤓 nerd_face 👻 ghost 👨\u200d💻 male-technologist"
    " 👀 eyes 🎃 jack_o_lantern 🙈 see_no_evil 😇 innocent 😨 fearful 🤝 handshake ✍ writing_hand 🤗 hugging_face"
    " 🫡 saluting_face 🎅 santa 🎄 christmas_tree ☃ snowman 💅 nail_care 🤪 zany_face 🗿 moyai 🆒 cool 💘 cupid"
    " 🙉 hear_no_evil 🦄 unicorn_face 😘 kissing_heart 💊 pill 🙊 speak_no_evil 😎 sunglasses 👾 space_invader"
    " 🤷\u200d♂ man-shrugging 🤷 shrug 🤷\u200d♀ woman-shrugging 😡 rage"
    " ✅ white_check_mark ✔ heavy_check_mark ☑ ballot_box_with_check 🙌 raised_hands 🆗 ok 🙂 slightly_smiling_face"
)
_PAIRS = _TABLE.split()
NAMES = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
"""The name by emoji (without variation selector): all that Telegram offers, and what staff often use."""
_EMOJI = {name: face for face, name in NAMES.items()} | {"thumbsup": "👍", "thumbsdown": "👎"}


def name_of(face: str) -> str | None:
    """Slack's name of an emoji, None for one that Slack may not know."""
    return NAMES.get(face.replace("\ufe0f", ""))


def emoji_of(name: str) -> str:
    """The emoji of a name, without skin tone and variation selector; "" for one of the workspace's own."""
    bare = name.partition("::")[0]
    if bare in _EMOJI:
        return _EMOJI[bare]
    found = emoji.emojize(f":{bare}:", language="alias").replace("\ufe0f", "")
    return "" if found.startswith(":") else found
