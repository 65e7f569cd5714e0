"""``python -m sandbox [port]``: both platforms on one address, until interrupted."""

from __future__ import annotations

import asyncio
import contextlib
import sys

from sandbox.server import Sandbox


async def _serve(port: int) -> None:
    async with Sandbox(port=port) as sandbox:
        print(sandbox.url, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
