"""Files up and down.

Source: docs.slack.dev/messaging/working-with-files: getUploadURLExternal, the bytes, completeUploadExternal;
the message comes some time after the last. A download without files:read is a login page with HTTP 200.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.errors import calling, wait_of
from bot.channels.slack.words import Json
from bot.domain.ids import AttachmentId
from bot.domain.message import Attachment
from bot.ports.channel import Delivery, LocalFile, SendFailed
from bot.ports.desk import TextFile
from bot.ports.files import Looks

FILES_HOST = "files.slack.com"
CHUNK = 64 * 1024
_LONG = aiohttp.ClientTimeout(total=None, connect=30, sock_read=60)
"""Large files take their time; silence does not."""
_NOT_FILES = ("post", "space", "quip", "canvas", "list", "docs", "external")
"""Modes of what looks like a file in Slack and is a page of its own or a link; ``hosted`` and ``snippet`` are files
(docs.slack.dev/reference/objects/file-object)."""
_NO_SCOPE = "Slack does not hand out the file: give the app the files:read scope and reinstall it"


async def upload(
    web: AsyncWebClient, session: aiohttp.ClientSession, delivery: Delivery, room: str, comment: str
) -> None:
    """Put a file into a room or thread, once: ``delivery.progress`` is the file's id at Slack.
    Raises SendFailed."""
    file = delivery.file
    if file is None:
        raise SendFailed("not_ready", "the file is not at hand yet")
    target = {"channel_id": room, "thread_ts": delivery.place.thread, "initial_comment": comment or None}
    if delivery.progress is not None and await _finished(web, delivery.progress, room, file, target):
        return
    async with calling("files.getUploadURLExternal"):
        reserved = await web.files_getUploadURLExternal(filename=_name(file), length=file.path.stat().st_size)
    file_id = str(reserved["file_id"])
    if delivery.record is not None:
        await delivery.record(file_id)
    await _send_bytes(session, str(reserved["upload_url"]), file, web.proxy)
    await _complete(web, file_id, file, target)


async def upload_text(
    web: AsyncWebClient, session: aiohttp.ClientSession, delivery: Delivery, room: str, content: TextFile
) -> None:
    """The same for a text of our own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "text"
        await asyncio.to_thread(path.write_text, content.text, "utf-8")
        attachment = Attachment(
            AttachmentId(delivery.key), None, "palier", "", "document", content.name, "text/plain"
        )
        await upload(web, session, replace(delivery, file=LocalFile(attachment, path, Looks())), room, "")


async def _finished(web: AsyncWebClient, file_id: str, room: str, file: LocalFile, target: Json) -> bool:
    """Carry on an earlier upload. False when its bytes never arrived: then it starts anew."""
    try:
        async with calling("files.info"):
            known = (await web.files_info(file=file_id))["file"]
    except SendFailed as failed:
        if failed.reason != "gone":
            raise
        known = None
    if known is not None and _shared_in(known, room):
        return True
    try:
        await _complete(web, file_id, file, target)
    except SendFailed as failed:
        if "file_not_found" not in failed.detail:
            raise
        # Complete already and on its way into the room, or never uploaded.
        return known is not None
    return True


async def _complete(web: AsyncWebClient, file_id: str, file: LocalFile, target: Json) -> None:
    async with calling("files.completeUploadExternal", repeatable=False):
        await web.files_completeUploadExternal(files=[{"id": file_id, "title": _name(file)}], **target)


async def _send_bytes(session: aiohttp.ClientSession, url: str, file: LocalFile, proxy: str | None) -> None:
    content = await asyncio.to_thread(file.path.open, "rb")
    async with calling("file upload", repeatable=False):
        try:
            headers = {"Content-Type": "application/octet-stream"}
            async with session.post(url, data=content, headers=headers, proxy=proxy, timeout=_LONG) as answer:
                status, wait = answer.status, wait_of(answer.headers)
        finally:
            await asyncio.to_thread(content.close)
    if status == 429:
        raise SendFailed("flood", "file upload", wait)
    if status >= 500:
        raise SendFailed("server", f"file upload: HTTP {status}")
    if status >= 400:
        raise SendFailed("unknown", f"file upload: HTTP {status}")


async def fetch(web: AsyncWebClient, session: aiohttp.ClientSession, source: str) -> AsyncIterator[bytes]:
    """The bytes of a file that staff posted; ``source`` is its id. Raises SendFailed."""
    try:
        async with calling("files.info"):
            file = (await web.files_info(file=source))["file"]
    except SendFailed as failed:
        if "missing_scope" not in failed.detail:
            raise
        # Waiting for the operator here would hold back all that is said to this resident, unseen.
        raise SendFailed("refused", _NO_SCOPE) from None
    if file.get("mode") in _NOT_FILES or file.get("is_external"):
        raise SendFailed("no_kind", f"files.info: mode {file.get('mode')}")
    url = str(file.get("url_private_download") or file.get("url_private") or "")
    if not url:
        raise SendFailed("gone", f"files.info: no address, mode {file.get('mode')}")
    if not _trusted(url, web.base_url):
        raise SendFailed("refused", "files.info: the file is kept outside Slack")
    headers = {"Authorization": f"Bearer {web.token}"}
    async with calling("file download"):  # noqa: SIM117 - errors of the stream count too
        async with session.get(
            url, headers=headers, allow_redirects=False, proxy=web.proxy, timeout=_LONG
        ) as answer:
            _check_download(answer, str(file.get("mimetype")))
            async for chunk in answer.content.iter_chunked(CHUNK):
                yield chunk


def _check_download(answer: aiohttp.ClientResponse, media_type: str) -> None:
    if answer.status == 429:
        raise SendFailed("flood", "file download", wait_of(answer.headers))
    if answer.status in (404, 410):
        raise SendFailed("gone", f"file download: HTTP {answer.status}")
    if answer.status >= 500:
        raise SendFailed("server", f"file download: HTTP {answer.status}")
    is_html = answer.content_type == "text/html"
    real_html = media_type == "text/html" and "Content-Disposition" in answer.headers
    if answer.status != 200 or (is_html and not real_html):
        raise SendFailed("refused", f"file download: HTTP {answer.status}; {_NO_SCOPE}")


def _trusted(url: str, api_base: str) -> bool:
    """Our token goes to Slack's file host over https, or to the host that serves the API we were given."""
    there, api = urlsplit(url), urlsplit(api_base)
    slack = there.scheme == "https" and there.hostname == FILES_HOST and there.port in (None, 443)
    return slack or (there.scheme, there.netloc) == (api.scheme, api.netloc)


def _shared_in(file: Any, room: str) -> bool:
    shares = file.get("shares") or {}
    return any(room in (shares.get(side) or {}) for side in ("public", "private"))


def _name(file: LocalFile) -> str:
    return file.attachment.name or "file"
