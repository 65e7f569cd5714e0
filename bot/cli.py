"""The command ``palier``."""

from __future__ import annotations

import argparse
import asyncio
import gc
import signal
import sys
from collections.abc import Sequence
from importlib.metadata import version

from bot.config import Config, load_config
from bot.domain.directory import Directory
from bot.domain.errors import PalierError
from bot.logs import configure_logs
from bot.office.file import load_office
from bot.ports.channel import SendFailed

OK, FAILED, MISUSED = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; its exit code: 0 well, 1 failed, 2 wrong settings or arguments."""
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.run(arguments)
    except PalierError as error:
        print(error, file=sys.stderr)
        return MISUSED
    except SendFailed as error:
        print(f"a platform refuses us: {error}; `palier doctor` says what to do", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        return OK
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="palier", description="A chat-first desk for residents and their office."
    )
    parser.add_argument("--version", action="version", version=f"palier {version('palier')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    commands.add_parser("run", help="run the desk").set_defaults(run=_run)

    demo = commands.add_parser(
        "demo", help="run the desk beside local servers that stand in for Telegram and Slack"
    )
    demo.add_argument("--play", action="store_true", help="tell a whole story, print it and end")
    demo.add_argument(
        "--port", type=_port, default=8081, help="the page's port; a free one if it is taken (8081)"
    )
    demo.set_defaults(run=_demo)

    doctor = commands.add_parser("doctor", help="check settings, office file, database and platforms")
    doctor.set_defaults(run=_doctor)

    sandbox = commands.add_parser("sandbox", help="run only the local stand-ins for Telegram and Slack")
    sandbox.add_argument("--port", type=_port, default=8081, help="the port to listen on (8081)")
    sandbox.set_defaults(run=_sandbox)

    database = commands.add_parser("db", help="look after the database").add_subparsers(
        required=True, metavar="ACTION"
    )
    database.add_parser("upgrade", help="bring the database to this version").set_defaults(run=_upgrade)
    database.add_parser("check", help="say whether the database is of this version").set_defaults(run=_check)
    return parser


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"{text!r} is no port: choose 0 to 65535")
    return int(text)


def _run(_: argparse.Namespace) -> int:
    config, directory = _settings()
    configure_logs(config.log_level, secrets=config.secrets())
    return asyncio.run(_serve(config, directory))


def _settings() -> tuple[Config, Directory]:
    config = load_config()
    return config, load_office(config.office)


async def _serve(config: Config, directory: Directory) -> int:
    gc.disable()  # nothing that is loaded is garbage: looking through it took a sixth of the start
    from bot.app import beside_former, build  # noqa: PLC0415 - the libraries it loads are slow; other commands don't need them

    app = build(config, await beside_former(config.database_url.get_secret_value(), directory))
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, app.supervisor.stop)
    gc.freeze()  # what is loaded now stays: each full look through it would stop everything for a fifth of a second
    gc.enable()
    await app.run()
    return OK


def _demo(arguments: argparse.Namespace) -> int:
    from bot.demo import play, stay  # noqa: PLC0415 - the sandbox is for the demo only

    configure_logs("WARNING")
    return asyncio.run(play() if arguments.play else stay(arguments.port))


def _doctor(_: argparse.Namespace) -> int:
    from bot.doctor import examine  # noqa: PLC0415 - as in _serve

    configure_logs("ERROR")
    return asyncio.run(examine())


def _sandbox(arguments: argparse.Namespace) -> int:
    from sandbox.server import Sandbox  # noqa: PLC0415 - only this command needs it

    async def serve() -> None:
        async with Sandbox(port=arguments.port) as sandbox:
            print(
                f"Telegram: {sandbox.telegram_base}\nSlack:    {sandbox.slack_base}\nControl:  {sandbox.url}/control"
            )
            await asyncio.Event().wait()

    try:
        asyncio.run(serve())
    except OSError as error:
        print(f"can't listen on port {arguments.port}: {error}; choose another with --port", file=sys.stderr)
        return MISUSED
    return OK


def _upgrade(_: argparse.Namespace) -> int:
    from storage import upgrade  # noqa: PLC0415 - loads the migration tool

    url = load_config(serving=False).database_url.get_secret_value()
    asyncio.run(upgrade(url))
    print("the database is of this version")
    return OK


def _check(_: argparse.Namespace) -> int:
    from storage import check_version  # noqa: PLC0415 - as above

    problem = asyncio.run(check_version(load_config(serving=False).database_url.get_secret_value()))
    print(problem or "the database is of this version")
    return FAILED if problem else OK


if __name__ == "__main__":
    sys.exit(main())
