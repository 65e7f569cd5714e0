"""A letter of the mailbox as an event: what is kept of it as JSON, what it means, and its attachments' bytes.

Sources: RFC 5322 (fields), RFC 3834 (Auto-Submitted), RFC 3462 and 3464 (reports of delivery), RFC 5233 (the part
behind the ``+`` of an address).
"""

from __future__ import annotations

import email
import email.policy
import json
import re
from collections.abc import Iterator, Mapping
from email.message import EmailMessage, Message
from email.utils import getaddresses, parseaddr
from typing import Any, Literal

from bot.channels.email.imap import Found
from bot.channels.email.words import own_words, text_of_html
from bot.domain.addresses import MessageRef
from bot.domain.errors import Unreadable
from bot.ports.channel import RawEvent
from bot.ports.inbound import FileRef, Ignored, Inbound, MailMessage

MOST_FILES = 10
_TOKEN = re.compile(r"[0-9a-z]{26}")
_KINDS: Mapping[str, Literal["photo", "document", "video", "audio"]] = {
    "image": "photo",
    "video": "video",
    "audio": "audio",
}


def event_of(found: Found, own: str) -> RawEvent:
    """What is put into the inbox. Total: what can't be read says so, and is put aside there. ``own`` is our address."""
    try:
        kept = _storable(_kept(found, own))
    except Exception as error:  # whatever a stranger sends must not stop what comes after it
        kept = {"id": found.id, "sender": "", "unreadable": type(error).__name__}
    lane = f"email:{kept['sender'].lower() or 'nobody'}"[:200]
    return RawEvent("email", found.id, lane, json.dumps(kept, ensure_ascii=False))


def _storable(value: Any) -> Any:
    """The same without what no database takes: half a character becomes "?", a nought nothing. One such letter would
    be unread for ever, and stop the process at each look."""
    match value:
        case str():
            return value.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
        case list():
            return [_storable(one) for one in value]
        case dict():
            return {name: _storable(one) for name, one in value.items()}
    return value


def _kept(found: Found, own: str) -> dict[str, Any]:
    letter = _parsed(found.raw)
    name, sender = parseaddr(_field(letter, "From"))
    files = [
        {
            "number": number,
            "name": _named(part, number),
            "type": part.get_content_type(),
            "size": len(_bytes(part)),
        }
        for number, part in enumerate(_attached(letter))
    ]
    return {
        "id": found.id,
        "sender": sender,
        "name": name,
        "token": _token(letter, own),
        "subject": _field(letter, "Subject"),
        "text": own_words(_text(letter)),
        "files": files if found.whole else [],
        "left": [] if found.whole else ["…"],
        "automatic": _is_automatic(letter) or _is_report(letter),
        "bounced": _is_report(letter) and _has_failed(letter),
        "ours": sender.lower() == own.lower(),
    }


def meaning(payload: Mapping[str, Any]) -> Inbound:
    """Raises Unreadable."""
    if "unreadable" in payload:
        raise Unreadable(f"a letter: {payload['unreadable']}")
    if payload["ours"]:
        return Ignored("our own letter")
    files = payload["files"]
    return MailMessage(
        MessageRef("email", payload["sender"], payload["id"]),
        payload["sender"],
        payload["name"],
        payload["token"],
        payload["subject"],
        payload["text"],
        tuple(_file(payload["id"], file) for file in files[:MOST_FILES]),
        (*payload["left"], *(file["name"] for file in files[MOST_FILES:])),
        payload["automatic"],
        payload["bounced"],
    )


def attachment(raw: bytes, number: int) -> bytes:
    """The bytes of a letter's attachment. Raises IndexError where it has no such one."""
    return _bytes(list(_attached(_parsed(raw)))[number])


def _file(id: str, file: Mapping[str, Any]) -> FileRef:
    kind = _KINDS.get(str(file["type"]).partition("/")[0], "document")
    return FileRef(f"{id}:{file['number']}", kind, file["name"], file["type"], file["size"])


def _parsed(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=email.policy.default)


def _field(letter: Message, name: str) -> str:
    """On one line; what is not as it should be is read as it stands."""
    try:
        value = letter[name]
    except Exception:  # the library raises many kinds for a field that is broken
        value = dict(letter.raw_items()).get(name, "")
    return " ".join(str(value or "").split())


def _token(letter: Message, own: str) -> str:
    """Of the address it was sent to, else of our letter that it refers to."""
    local, _, domain = own.lower().rpartition("@")
    fields = [_field(letter, name) for name in ("To", "Cc", "Delivered-To", "X-Original-To")]
    for _, address in getaddresses(fields):
        name, _, tag = address.lower().partition("@")[0].partition("+")
        if name == local and address.lower().endswith(f"@{domain}") and _TOKEN.fullmatch(tag):
            return tag
    references = f"{_field(letter, 'In-Reply-To')} {_field(letter, 'References')}"
    found = re.findall(rf"<[^<>@\s]+\.([0-9a-z]{{26}})@{re.escape(domain)}>", references)
    return str(found[-1]) if found else ""


def _text(letter: EmailMessage) -> str:
    body = letter.get_body(("plain", "html"))
    if body is None:
        return ""
    text = _words(body)
    return text_of_html(text) if body.get_content_type() == "text/html" else text


def _words(part: Message) -> str:
    """Also of a character set that nobody knows, or that it is not in."""
    charset = part.get_content_charset() or "utf-8"
    try:
        return _bytes(part).decode(charset, "replace")
    except LookupError:
        return _bytes(part).decode("utf-8", "replace")


def _attached(letter: EmailMessage) -> Iterator[Message]:
    """What hangs on it. Pictures that the text shows (a firm's logo) don't."""
    body = letter.get_body(("plain", "html"))
    for part in letter.walk():
        if part.is_multipart() or part is body or part.get_content_type() == "text/html":
            continue
        hangs = part.get_content_disposition() == "attachment"
        if hangs or (part.get_filename() and part["Content-ID"] is None):
            yield part


def _named(part: Message, number: int) -> str:
    name = " ".join((part.get_filename() or "").split()).replace("/", "_").replace("\\", "_")
    return name[:200] or f"{number + 1}.{part.get_content_subtype()}"


def _bytes(part: Message) -> bytes:
    found = part.get_payload(decode=True)
    return found if isinstance(found, bytes) else b""


_AUTOMATIC = re.compile(
    r"\s*(?:(?:re|tr|fw|回复)\s*[:：]\s*)?\[?(?:auto(?:matic)?[- ]?(?:reply|response)"
    r"|out of (?:the )?office"
    r"|réponse automatique|absence du bureau|message d['’]absence|trả lời tự động|tự động trả lời|vắng mặt"
    r"|自动回复|自動回覆|不在办公室|外出)",
    re.IGNORECASE,
)
"""How mail programs that say it in no other field begin the subject."""


def _is_automatic(letter: Message) -> bool:
    said = _field(letter, "Auto-Submitted").lower()
    listed = _field(letter, "Precedence").lower() in ("bulk", "junk", "list", "auto_reply")
    return (
        (said not in ("", "no"))
        or listed
        or (not said and _AUTOMATIC.match(_field(letter, "Subject")) is not None)
        or any(
            letter[name] is not None for name in ("List-Id", "X-Autoreply", "X-Autorespond", "X-Auto-Reply")
        )
    )


def _is_report(letter: Message) -> bool:
    kind = str(letter.get_param("report-type") or "")
    return letter.get_content_type() == "multipart/report" and kind.lower() == "delivery-status"


def _has_failed(letter: Message) -> bool:
    """Whether a report says that ours will not arrive, or does not say what it reports: one that is only late, or was
    delivered, has not failed (RFC 3464, 2.3.3)."""
    parts = [part for part in letter.walk() if part.get_content_type() == "message/delivery-status"]
    blocks = [block for part in parts if part.is_multipart() for block in part.get_payload()]
    actions = [_field(block, "Action").lower() for block in blocks if isinstance(block, Message)]
    said = [action for action in actions if action]
    return not said or any(action == "failed" for action in said)
