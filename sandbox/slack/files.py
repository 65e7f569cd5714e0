"""files.*, the upload addresses and the downloads.

An upload takes three steps, and the message appears some time after the third
(slackapi/python-slack-sdk issue 1329: completeUploadExternal shares asynchronously).
"""

from __future__ import annotations

import base64
import hashlib
import mimetypes
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from sandbox.slack.calls import Call, Method
from sandbox.slack.chat import joined_channel, parent
from sandbox.slack.identity import BOT_USER, Json
from sandbox.slack.platform import Slack, pause
from sandbox.slack.refusals import Refusal, schema_refusal
from sandbox.slack.text import as_stored
from sandbox.slack.web_faults import with_fault
from sandbox.slack.workspace import Channel, File, Message, User

LOGIN_PAGE = (
    "<!DOCTYPE html><html><head><title>Sign in to Home | Slack</title></head><body>Sign in</body></html>"
)
"""What Slack serves with 200 instead of a file when the token is missing or lacks files:read."""


async def _upload_url(call: Call) -> Json:
    name, length = call.need("filename"), call.number("length", 0)
    if length <= 0:
        raise schema_refusal("invalid_arguments", ["must be greater than 0 [json-pointer:/length]"])
    workspace = call.slack.workspace
    mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file = File(workspace.new_id("F"), name, name, mime, BOT_USER, workspace.seconds(), length)
    workspace.files[file.id] = file
    return {"upload_url": f"{call.slack.public_url}/upload/{file.id}", "file_id": file.id}


async def _complete(call: Call) -> Json:
    wanted = call.json("files")
    if not isinstance(wanted, list) or not wanted:
        raise schema_refusal("invalid_arguments", ["missing required field: files"])
    files = [_uploaded(call, one) for one in wanted]
    targets: list[tuple[Channel, Message | None]] = []
    ids = [call.text("channel_id"), *(call.text("channels") or "").split(",")]
    for channel_id in ids:
        if channel_id:
            one = Call(call.slack, call.method, {**call.params, "channel": channel_id})
            channel = joined_channel(one)
            targets.append((channel, parent(one, channel)))
    if call.text("thread_ts") and not targets:
        raise Refusal("invalid_arguments")
    comment = as_stored(call.text("initial_comment") or "")
    for file, one in zip(files, wanted, strict=True):
        file.complete, file.title = True, str(one.get("title") or file.name)
        call.slack.effect("file", described(file))
    if targets:
        call.slack.spawn(_share(call.slack, files, targets, comment))
    return {
        "files": [{**call.slack.posting.file_wire(file), "mimetype": "", "filetype": ""} for file in files]
    }


def _uploaded(call: Call, wanted: Json) -> File:
    file = call.slack.workspace.files.get(str(wanted.get("id")))
    if file is None or file.content is None or file.complete:
        raise Refusal("file_not_found")
    return file


async def _share(
    slack: Slack, files: list[File], targets: list[tuple[Channel, Message | None]], comment: str
) -> None:
    await pause(slack.switches.file_share_seconds)
    for channel, thread in targets:
        if channel.has_bot and not channel.archived:
            slack.posting.by_app(channel, comment, thread=thread, files=files)


async def _info(call: Call) -> Json:
    file = _existing(call)
    return {
        "file": call.slack.posting.file_wire(file),
        "comments": [],
        "response_metadata": {"next_cursor": ""},
    }


def _existing(call: Call) -> File:
    file = call.slack.workspace.files.get(call.need("file"))
    if file is None or not file.complete:
        raise Refusal("file_not_found")
    return file


async def _delete(call: Call) -> Json:
    file = _existing(call)
    if file.user != BOT_USER:
        raise Refusal("cant_delete_file")
    del call.slack.workspace.files[file.id]
    for channel_id, ts in file.shares:
        channel = call.slack.workspace.channels[channel_id]
        message = channel.messages.get(ts)
        if message is None:
            continue
        left = [one for one in message.wire.get("files", []) if one["id"] != file.id]
        if left or message.wire["text"]:
            gone = {"id": file.id, "mode": "tombstone"}
            call.slack.posting.edit(channel, message, by=None, more={"files": [*left, gone]})
        else:
            call.slack.posting.delete(channel, message)
    return {}


def described(file: File) -> Json:
    """A file in the log: its size and digest instead of its content."""
    content = file.content or b""
    digest = hashlib.sha256(content).hexdigest()
    return {"id": file.id, "name": file.name, "mime": file.mime, "size": file.length, "sha256": digest}


def keep(slack: Slack, who: User, given: Mapping[str, Any]) -> File:
    """A file of a person: ``{name, mime, data_base64 | size, mode}``, or ``{id}`` of one that is here already."""
    workspace = slack.workspace
    if given.get("id") in workspace.files:
        return workspace.files[str(given["id"])]
    encoded = given.get("data_base64")
    content = base64.b64decode(encoded) if encoded is not None else bytes(int(given.get("size", 1)))
    name = str(given.get("name") or "file.bin")
    mime = str(given.get("mime") or "application/octet-stream")
    now = workspace.seconds()
    mode = str(given.get("mode") or "hosted")
    id = workspace.new_id("F")
    file = File(id, name, name, mime, who.id, now, len(content), content, True, mode)
    workspace.files[file.id] = file
    slack.effect("file", described(file))
    return file


async def upload(slack: Slack, request: web.Request) -> web.StreamResponse:
    """``POST /upload/{id}``: the bytes as the body, or as the first part of a form."""
    file = slack.workspace.files.get(request.match_info["id"])
    if file is None or file.content is not None:
        return web.Response(status=404, text="Not found")
    if request.content_type == "multipart/form-data":
        form = await request.post()
        part = next((value for value in form.values() if isinstance(value, web.FileField)), None)
        body = part.file.read() if part is not None else b""
    else:
        body = await request.read()
    params: Json = {
        "id": file.id,
        "name": file.name,
        "size": len(body),
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    slack.journal.add("slack", "call", "upload", params)

    async def effect() -> web.StreamResponse:
        if len(body) != file.length:
            return web.Response(status=400, text=f"expected {file.length} bytes, got {len(body)}")
        file.content = body
        return web.Response(text=f"OK - {len(body)}")

    return await with_fault(slack, request, "upload", params, effect)


async def download(slack: Slack, request: web.Request) -> web.StreamResponse:
    """``GET /files-pri/{team}-{file}/…``: the file for a valid Bearer, otherwise the login page with 200."""
    file = slack.workspace.files.get(request.match_info["file"].partition("-")[2])
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    allowed = slack.tokens.get(token) == "valid" and "files:read" in slack.scopes
    params: Json = {"id": file.id if file else None, "authorized": allowed}
    slack.journal.add("slack", "call", "download", params)

    async def effect() -> web.StreamResponse:
        if not allowed:
            return web.Response(text=LOGIN_PAGE, content_type="text/html")
        if file is None or file.content is None:
            return web.Response(status=404, text="Not found")
        return web.Response(body=file.content, content_type=file.mime)

    return await with_fault(slack, request, "download", params, effect)


METHODS = {
    "files.getUploadURLExternal": Method(
        _upload_url, ("filename", "length"), ("alt_txt", "snippet_type"), ("files:write",), 4
    ),
    "files.completeUploadExternal": Method(
        _complete, ("files",), ("channel_id", "channels", "thread_ts", "initial_comment"), ("files:write",), 4
    ),
    "files.info": Method(_info, ("file",), ("cursor", "limit", "count", "page"), ("files:read",), 4),
    "files.delete": Method(_delete, ("file",), (), ("files:write",)),
}
"""By the name on the wire."""
