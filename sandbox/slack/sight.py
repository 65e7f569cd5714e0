"""What people see: messages, modals and home tabs as readable lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sandbox.slack.block_elements import options_of
from sandbox.slack.block_kit import elements_of
from sandbox.slack.identity import Json
from sandbox.slack.text import as_seen
from sandbox.slack.views import initial_state
from sandbox.slack.workspace import Message, View, Workspace


class Sight:
    """Renders wire objects for a person's eyes."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def message(self, message: Message) -> Json:
        """One message: author, text, what its blocks show, what can be pressed, reactions, files."""
        wire = message.wire
        state = initial_state(wire.get("blocks", []), message.choices)
        author = self._workspace.users.get(str(wire.get("user")))
        seen: Json = {
            "ts": message.ts,
            "channel": message.channel,
            "user": wire.get("username") or (author.real_name if author else str(wire.get("user"))),
            "user_id": wire.get("user"),
            "text": as_seen(str(wire.get("text", "")), self._workspace),
            "blocks": self.lines(wire.get("blocks", []), state),
            "buttons": list(self.controls(wire.get("blocks", []), state)),
            "reactions": {
                name: [self._name(user) for user in users] for name, users in message.reactions.items()
            },
            "edited": "edited" in wire,
            "files": [
                {
                    "id": file["id"],
                    "name": file.get("name"),
                    "mime": file.get("mimetype"),
                    "size": file.get("size"),
                }
                for file in wire.get("files", [])
            ],
            "thread_ts": wire.get("thread_ts"),
            "replies": len(message.replies),
            "subtype": wire.get("subtype"),
            "broadcast": wire.get("subtype") == "thread_broadcast",
            "bot": "bot_id" in wire,
            "only_for": self._name(message.only_for) if message.only_for else None,
            "metadata": message.metadata,
        }
        if "attachments" in wire:
            seen["attachments"] = [
                as_seen(
                    str(one.get("text") or one.get("fallback") or one.get("title") or ""), self._workspace
                )
                for one in wire["attachments"]
            ]
        return seen

    def view(self, view: View | None) -> Json | None:
        """A modal or a home tab; None stays None."""
        if view is None:
            return None
        wire = view.wire
        state = wire["state"]["values"]
        return {
            "id": view.id,
            "callback_id": wire["callback_id"],
            "title": self._text(wire["title"]) if wire["type"] == "modal" else None,
            "submit": self._text(wire["submit"]),
            "close": self._text(wire["close"]),
            "blocks": self.lines(wire["blocks"], state),
            "buttons": list(self.controls(wire["blocks"], state)),
            "inputs": [
                {
                    "block_id": block["block_id"],
                    "label": self._text(block["label"]),
                    "type": block["element"]["type"],
                    "action_id": block["element"]["action_id"],
                    "optional": bool(block.get("optional")),
                    "options": [self._text(option["text"]) for option in options_of(block["element"])],
                    "value": _chosen(state.get(block["block_id"], {}).get(block["element"]["action_id"], {})),
                }
                for block in wire["blocks"]
                if block["type"] == "input"
            ],
            "private_metadata": wire["private_metadata"],
        }

    def lines(self, blocks: list[Json], state: Json) -> list[str]:
        """The blocks' text, one line each; checkboxes and radio buttons with their marks."""
        return [line for block in blocks for line in self._block(block, state)]

    def controls(self, blocks: list[Json], state: Json) -> Iterator[Json]:
        """Everything a person can use: its type, label, action_id and what is chosen."""
        for block in blocks:
            for element in elements_of(block):
                if element["type"] == "image":
                    continue
                label = block["label"] if block["type"] == "input" else element.get("text")
                control: Json = {
                    "type": element["type"],
                    "action_id": element["action_id"],
                    "block_id": block["block_id"],
                    "label": self._text(label or element.get("placeholder")),
                }
                for name in ("value", "style", "url"):
                    if name in element:
                        control[name] = element[name]
                if options := options_of(element):
                    control["options"] = [self._text(option["text"]) for option in options]
                chosen = _chosen(state.get(block["block_id"], {}).get(element["action_id"], {}))
                if chosen not in (None, []):
                    control["chosen"] = chosen
                yield control

    def label(self, text: Json | None) -> str:
        """A text object as read."""
        return self._text(text)

    def _name(self, user_id: str) -> str:
        user = self._workspace.users.get(user_id)
        return user.real_name if user else user_id

    def _text(self, text: Any) -> str:
        return as_seen(str(text.get("text", "")), self._workspace) if isinstance(text, dict) else ""

    def _block(self, block: Json, state: Json) -> Iterator[str]:
        kind = block["type"]
        if kind in ("section", "header"):
            if block.get("text"):
                yield self._text(block["text"])
            for field in block.get("fields") or []:
                yield self._text(field)
        elif kind == "markdown":
            yield str(block["text"])
        elif kind == "divider":
            yield "---"
        elif kind == "image":
            yield f"[image: {block.get('alt_text')}]"
        elif kind == "context":
            yield " ".join(
                f"[image: {element.get('alt_text')}]" if element["type"] == "image" else self._text(element)
                for element in block["elements"]
            )
        elif kind == "rich_text":
            yield "".join(self._rich(element) for element in block["elements"]).rstrip("\n")
        elif kind == "input":
            yield f"{self._text(block['label'])}{' (optional)' if block.get('optional') else ''}:"
        for element in elements_of(block):
            yield from self._element(
                element, state.get(block["block_id"], {}).get(element.get("action_id"), {})
            )

    def _element(self, element: Json, state: Json) -> Iterator[str]:
        kind = element["type"]
        chosen = _chosen(state)
        if kind == "button":
            yield f"[{self._text(element['text'])}]"
        elif kind == "image":
            yield f"[image: {element.get('alt_text')}]"
        elif kind in ("checkboxes", "radio_buttons"):
            picked = chosen if isinstance(chosen, list) else [chosen]
            for option in options_of(element):
                mark = "x" if option.get("value") in picked else " "
                yield f"[{mark}] {self._text(option['text'])}"
        elif kind == "overflow":
            yield "[…: " + " | ".join(self._text(option["text"]) for option in options_of(element)) + "]"
        elif kind.endswith("select"):
            names = {option.get("value"): self._text(option["text"]) for option in options_of(element)}
            picked = chosen if isinstance(chosen, list) else [chosen] if chosen else []
            shown = ", ".join(names.get(value) or self._name(str(value)) for value in picked)
            yield f"[{shown or self._text(element.get('placeholder'))} ▾]"
        else:
            yield f"[{chosen or self._text(element.get('placeholder'))}]"

    def _rich(self, element: Json) -> str:
        kind = element["type"]
        if kind in ("rich_text_section", "rich_text_quote", "rich_text_preformatted"):
            inner = "".join(self._rich(one) for one in element["elements"])
            if kind == "rich_text_quote":
                return "".join(f"> {line}\n" for line in inner.split("\n"))
            return f"{inner}\n" if kind == "rich_text_preformatted" else inner
        if kind == "rich_text_list":
            ordered = element.get("style") == "ordered"
            items = enumerate(element["elements"], 1)
            return "".join(f"\n{f'{n}.' if ordered else '•'} {self._rich(item)}" for n, item in items) + "\n"
        if kind == "text":
            return str(element["text"])
        if kind == "emoji":
            return as_seen(f":{element['name']}:", self._workspace)
        if kind == "user":
            return f"@{self._name(element['user_id'])}"
        if kind == "channel":
            return as_seen(f"<#{element['channel_id']}>", self._workspace)
        if kind == "broadcast":
            return f"@{element['range']}"
        if kind == "link":
            label = element.get("text")
            return f"{label} ({element['url']})" if label and label != element["url"] else str(element["url"])
        return str(element.get("fallback") or "")


def _chosen(state: Json) -> Any:
    """What stands in an element: a value, an id, a date, or a list of them."""
    for key, value in state.items():
        if key == "type":
            continue
        if key == "selected_option":
            return value["value"] if value else None
        if key == "selected_options":
            return [option["value"] for option in value]
        return value
    return None
