"""Reply markups: checked as the server checks them.

Source: core.telegram.org/bots/api#inlinekeyboardmarkup and #replykeyboardmarkup.
"""

from __future__ import annotations

from typing import Any

from sandbox.telegram.errors import ApiError, bad_request

MAX_CALLBACK_DATA = 64
"""Bytes of a button's ``callback_data``."""
MAX_BUTTONS = 100
_ACTIONS = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
}


def inline_keyboard(markup: dict[str, Any]) -> dict[str, Any]:
    """A checked InlineKeyboardMarkup, {} when it has no button."""
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("object expected as reply markup")
    if sum(len(row) for row in rows) > MAX_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    kept = [[_inline_button(button) for button in row] for row in rows if row]
    return {"inline_keyboard": kept} if kept else {}


def _inline_button(button: Any) -> dict[str, Any]:
    text = _label(button, "inline ")
    if not _ACTIONS & button.keys():
        raise _unparsed("inline ", "Text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and not (isinstance(data, str) and 0 < len(data.encode()) <= MAX_CALLBACK_DATA):
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not str(url).startswith(("http://", "https://", "tg://", "mailto:", "tel:")):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    app = button.get("web_app")
    if app is not None and not str(app.get("url", "")).startswith("https://"):
        raise bad_request(
            f"inline keyboard button Web App URL '{app.get('url')}' is invalid: Only HTTPS links are allowed"
        )
    return {**button, "text": text}


def reply_keyboard(markup: dict[str, Any]) -> list[list[str]]:
    """The labels of a checked ReplyKeyboardMarkup; buttons may be plain strings."""
    rows = markup.get("keyboard")
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("object expected as reply markup")
    shown = [[_label({"text": b} if isinstance(b, str) else b, "") for b in row] for row in rows]
    if not any(shown):
        raise bad_request("reply markup must have at least one button")
    return shown


def _label(button: Any, kind: str) -> str:
    if not isinstance(button, dict):
        raise _unparsed(kind, "InlineKeyboardButton must be an Object" if kind else "expected an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise _unparsed(kind, 'Field "text" must be of type String')
    if not text.strip():
        raise _unparsed(kind, "Button text must be non-empty")
    return text


def _unparsed(kind: str, reason: str) -> ApiError:
    return bad_request(f"can't parse {kind}keyboard button: {reason}")
