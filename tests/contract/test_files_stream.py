"""Large files pass through, they are never held: memory stays small on the way up and down, through every library."""

from __future__ import annotations

import tracemalloc
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from chat_bench import DRIVERS
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack import files
from bot.channels.telegram import make_driver
from bot.channels.telegram.driver import Target, Upload
from bot.channels.telegram.drivers import DriverName
from bot.domain.addresses import Place
from bot.domain.ids import AttachmentId
from bot.domain.message import Attachment
from bot.ports import desk
from bot.ports.channel import Delivery, LocalFile
from bot.ports.files import Looks
from storage import DiskFiles

SIZE = 40 << 20
HELD = 6 << 20
"""Bytes that may be held at once: buffers of sockets and libraries."""
BLOCK = bytes(1 << 16)


class Platform:
    """Takes whatever comes and counts it; hands out files of ``SIZE`` bytes."""

    def __init__(self) -> None:
        self.taken = 0
        self.address = ""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        async for chunk in request.content.iter_any():
            self.taken += len(chunk)
        match request.path.rsplit("/", 1)[-1]:
            case "getFile":
                return web.json_response({"ok": True, "result": {"file_path": "a", "file_size": SIZE}})
            case "sendDocument":
                return web.json_response({"ok": True, "result": {"message_id": 1}})
            case "files.getUploadURLExternal":
                url = f"{self.address}/upload"
                return web.json_response({"ok": True, "upload_url": url, "file_id": "F1"})
            case "files.info":
                file = {"url_private_download": f"{self.address}/a", "mimetype": "video/mp4"}
                return web.json_response({"ok": True, "file": file})
            case "a":
                return await self._file(request)
            case _:
                return web.json_response({"ok": True})

    async def _file(self, request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Length": str(SIZE), "Content-Type": "video/mp4"})
        await answer.prepare(request)
        for _ in range(SIZE // len(BLOCK)):
            await answer.write(BLOCK)
        return answer


@pytest.fixture
async def platform() -> AsyncIterator[Platform]:
    """Listening on a port of its own."""
    made = Platform()
    app = web.Application(client_max_size=2 * SIZE)
    app.router.add_route("*", "/{path:.*}", made.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    made.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield made
    await runner.cleanup()


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file of ``SIZE`` bytes."""
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(SIZE)
    return path


@contextmanager
def little_held() -> Iterator[None]:
    """Whatever happens within holds little at once."""
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < HELD, f"{peak} bytes were held at once"


@pytest.mark.parametrize("name", DRIVERS)
async def test_telegram(platform: Platform, large: Path, tmp_path: Path, name: DriverName) -> None:
    driver, kept = make_driver(name, "123456789:abc", platform.address), DiskFiles(tmp_path / "files")
    with little_held():
        await driver.send_file(Target(1), Upload("document", large, "large.bin"))
        stored = await kept.keep(driver.fetch("F", SIZE), at_most=SIZE)
        await kept.look(stored.sha256)
    assert platform.taken >= SIZE
    assert stored.size == SIZE
    await driver.close()


async def test_slack(platform: Platform, large: Path, tmp_path: Path) -> None:
    kept = DiskFiles(tmp_path / "files")
    attachment = Attachment(AttachmentId("A"), None, "telegram", "F", "video", "large.mp4", "video/mp4")
    upload = desk.Upload(attachment.id)
    delivery = Delivery("k", Place("slack", "C1"), upload, file=LocalFile(attachment, large, Looks()))
    async with aiohttp.ClientSession() as session:
        slack = AsyncWebClient(token="xoxb", base_url=f"{platform.address}/api/", session=session)  # noqa: S106
        with little_held():
            await files.upload(slack, session, delivery, "C1", "")
            stored = await kept.keep(files.fetch(slack, session, "F1"), at_most=SIZE)
    assert platform.taken >= SIZE
    assert stored.size == SIZE
