"""Answers that cannot wait: a press that opens a modal, and what is wrong with a modal sent in.

Pure functions of payload and office file. A trigger lives 3 s (docs.slack.dev/surfaces/modals), so nothing
here asks a database; the worker does the rest from the committed event.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Final

from bot.channels.slack.words import Json, Say, language_of_user, office_of_room
from bot.domain.audience import N_
from bot.domain.directory import LANGUAGES, Directory

TEXT_LIMIT = 3000
"""plain_text_input's own (docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element)."""
_TITLE_LIMIT = 24
_NUMBERED = re.compile(r":\d+$")


@dataclass(frozen=True, slots=True)
class Modal:
    """A modal with one text to write. ``form`` is its name in ``DeskForm``."""

    form: str
    title: str
    label: str
    submit: str


MODALS: Final = {
    "ticket.note": Modal(
        "note",
        N_("Internal note"),
        N_("Only your colleagues will read this, never the resident."),
        N_("Save note"),
    ),
    "ticket.ask": Modal(
        "ask",
        N_("Ask the resident"),
        N_("Your question. The resident will read it as you write it."),
        N_("Send"),
    ),
    "ticket.reply": Modal(
        "reply",
        N_("Answer the resident"),
        N_("Your answer. The resident will read it as you write it."),
        N_("Send"),
    ),
    "written.edit": Modal(
        "edit",
        N_("Edit your message"),
        N_("Your message. The resident's copy will change to it."),
        N_("Save"),
    ),
}
"""By the action that opens it."""

_FORMS = [modal.form for modal in MODALS.values()]
_EMPTY = N_("Please write something first.")
_CANCEL = N_("Cancel")


def action_name(action: Json) -> str:
    """The card's action name: the ``action_id`` without the number that made it unique in its block."""
    return _NUMBERED.sub("", str(action.get("action_id") or ""))


def opens(body: Json, directory: Directory, say: Say) -> Json | None:
    """The view that this press opens at once; None where it opens none, or where somebody pressed who is not of the
    office whose channel it is: then nothing he would write could be sent, and the worker tells him so."""
    try:
        action = body["actions"][0]
        user = body["user"]["id"]
        modal = MODALS.get(action_name(action))
        subject = action.get("value")
    except (KeyError, IndexError, TypeError, AttributeError):
        return None
    member = directory.member_by_slack(str(user))
    if modal is None or not isinstance(subject, str) or member is None:
        return None
    office = office_of_room(directory, _room(body))
    if office is not None and directory.office_of(member).key != office.key:
        return None
    present = _words_of(body.get("message")) if modal.form == "edit" else ""
    return _view(modal, subject, language_of_user(directory, str(user)), say, present)


def _words_of(message: object) -> str:
    """What a post of ours says below its heading in bold (``cards.post_blocks``)."""
    words: list[str] = []
    for block in message.get("blocks") or () if isinstance(message, dict) else ():
        sections = block.get("elements") or () if block.get("type") == "rich_text" else ()
        words += [leaf.get("text", "") for section in sections for leaf in section.get("elements") or ()]
    return "".join(words[1:])[:TEXT_LIMIT]


def _room(body: Json) -> str:
    for place, name in (("channel", "id"), ("container", "channel_id")):
        found = body.get(place)
        if isinstance(found, dict) and isinstance(found.get(name), str):
            return str(found[name])
    return ""


def problems(body: Json, say: Say) -> dict[str, str]:
    """What the sender must mend before his modal closes: words by block id. Empty when all is well."""
    view = body.get("view")
    if not isinstance(view, dict) or view.get("callback_id") not in _FORMS or written(view).strip():
        return {}
    return {"text": say(_EMPTY, _kept(view)["language"])}


def subject_of(view: Json) -> str:
    """What the modal is about: the value of the button that opened it."""
    return _kept(view)["subject"]


def written(view: Json) -> str:
    """What was typed into the modal."""
    try:
        value = view["state"]["values"]["text"]["text"].get("value")
    except (KeyError, TypeError, AttributeError):
        return ""
    return value if isinstance(value, str) else ""


def _kept(view: Json) -> dict[str, str]:
    try:
        kept: Any = json.loads(view.get("private_metadata") or "{}")
    except (ValueError, TypeError, RecursionError):
        kept = {}
    kept = kept if isinstance(kept, dict) else {}
    language = kept.get("language")
    return {
        "subject": str(kept.get("subject") or ""),
        "language": language if language in LANGUAGES else "en",
    }


def _view(modal: Modal, subject: str, language: str, say: Say, present: str = "") -> Json:
    def short(msgid: str) -> Json:
        return {"type": "plain_text", "text": say(msgid, language)[:_TITLE_LIMIT], "emoji": False}

    return {
        "type": "modal",
        "callback_id": modal.form,
        "private_metadata": json.dumps({"subject": subject, "language": language}),
        "title": short(modal.title),
        "submit": short(modal.submit),
        "close": short(_CANCEL),
        "blocks": [
            {
                "type": "input",
                "block_id": "text",
                "label": {"type": "plain_text", "text": say(modal.label, language), "emoji": False},
                "element": {
                    "type": "plain_text_input",
                    "action_id": "text",
                    "multiline": True,
                    "focus_on_load": True,
                    "max_length": TEXT_LIMIT,
                    **({"initial_value": present} if present else {}),
                },
            }
        ],
    }
