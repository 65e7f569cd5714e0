"""Deployment settings, from the environment and a ``.env`` file: every wrong or missing one named at once."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit

from dotenv import dotenv_values
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError
from pydantic_core import ErrorDetails

from bot.domain.errors import PalierError
from bot.domain.mail_address import is_mail_address

ENV_FILE = Path(".env")
"""In the working directory."""
_PREFIX = "PALIER_"
_REMEDIES = {
    "telegram_token": "copy the token that @BotFather gave: digits, a colon, then letters and digits",
    "telegram_api_base": "write a URL such as https://api.telegram.org",
    "telegram_webhook_url": "write the URL at which Telegram reaches this process, such as "
    "https://desk.example.org/telegram",
    "telegram_webhook_secret": "make one up: 1 to 256 letters, digits, _ and -, such as `openssl rand -hex 32` gives",
    "slack_bot_token": "copy it from the Slack app's OAuth & Permissions page; it begins with xoxb-",
    "slack_app_token": "create one with connections:write on the Slack app's Basic Information page; "
    "it begins with xapp-",
    "slack_signing_secret": "copy it from the Slack app's Basic Information page, App Credentials",
    "slack_api_base": "write a URL such as https://slack.com/api/",
    "database_url": "write sqlite:///path/to/palier.db or postgresql://user:password@host/database",
    "smtp_url": "write smtps://user:password@mail.example.org, or smtp:// for a server that offers STARTTLS",
    "imap_url": "write imaps://user:password@mail.example.org, or imap:// for a server that offers STARTTLS",
    "imap_seconds": "write a number of seconds, such as 30",
    "mail_from": "write the address that letters come from, such as desk@example.org",
    "http_listen": "write host:port, such as 127.0.0.1:8080",
    "office": "write the path of your office file",
    "data_dir": "write the path of a folder, such as data",
    "keep_days": "write a number of days, 7 or more",
    "demo": "write true or false",
    "log_level": "write DEBUG, INFO, WARNING, ERROR or CRITICAL",
}


@dataclass(frozen=True, slots=True)
class Listen:
    """Where the web application listens; port 0 takes any free one."""

    host: str
    port: int


def _listen(value: object) -> Listen:
    if isinstance(value, Listen):
        return value
    match = re.fullmatch(r"(?:\[([0-9A-Fa-f:.]+)\]|([^:\s]+)):(\d{1,5})", str(value))
    if not match or int(match[3]) > 65535:
        raise ValueError("is not host:port")
    return Listen(match[1] or match[2], int(match[3]))


def _url(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", value):
        raise ValueError("is not an http or https URL")
    return value.rstrip("/")


def _webhook(value: str) -> str:
    """Plain http is for a stand-in of Telegram on this machine only."""
    url = urlsplit(_url(value))
    if url.scheme != "https" and url.hostname not in ("127.0.0.1", "::1", "localhost"):
        raise ValueError("is not an https URL")
    if not url.path.endswith("/telegram"):
        raise ValueError("does not end in /telegram")
    return _url(value)


def _address(value: str) -> str:
    if value and not is_mail_address(value):
        raise ValueError("is not an e-mail address")
    return value


def _secret(shape: str, what: str) -> AfterValidator:
    def check(value: SecretStr) -> SecretStr:
        if value and not re.fullmatch(shape, value.get_secret_value()):
            raise ValueError(f"is not {what}")
        return value

    return AfterValidator(check)


_NONE = SecretStr("")


class Config(BaseModel):
    """The settings, one field for each ``PALIER_`` name. A secret that was not given is empty, thus false."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    telegram_token: Annotated[SecretStr, _secret(r"\d+:[A-Za-z0-9_-]+", "a Telegram bot token")] = _NONE
    telegram_api_base: Annotated[str, AfterValidator(_url)] = "https://api.telegram.org"
    """Without a slash at the end."""
    telegram_mode: Literal["polling", "webhook"] = "polling"
    telegram_driver: Literal["aiogram", "ptb"] = "aiogram"
    telegram_topics: Literal["auto", "off"] = "auto"
    """auto: every ticket has a chat topic where @BotFather has switched topics on for the bot."""
    telegram_webhook_url: Annotated[str, AfterValidator(_webhook)] | None = None
    telegram_webhook_secret: Annotated[
        SecretStr, _secret(r"[A-Za-z0-9_-]{1,256}", "1 to 256 letters, digits, _ and -")
    ] = _NONE
    slack_bot_token: Annotated[SecretStr, _secret(r"xoxb-[A-Za-z0-9-]+", "a Slack bot token")] = _NONE
    slack_app_token: Annotated[SecretStr, _secret(r"xapp-[A-Za-z0-9-]+", "a Slack app token")] = _NONE
    slack_signing_secret: SecretStr = _NONE
    slack_api_base: Annotated[str, AfterValidator(lambda value: _url(value) + "/")] = "https://slack.com/api/"
    """With a slash at the end, as slack_sdk wants it."""
    slack_mode: Literal["socket", "http"] = "socket"
    data_dir: Path = Path("data")
    database_url: Annotated[
        SecretStr, _secret(r"sqlite:///[^\s?][^?]*|postgresql://\S+", "a database that Palier knows")
    ] = _NONE
    """Secret, since it may hold a password. Without one, a SQLite file under ``data_dir``."""
    smtp_url: Annotated[SecretStr, _secret(r"smtps?://([^\s@/]+@)?[^\s@/:]+(:\d{1,5})?/?", "an SMTP URL")] = (
        _NONE
    )
    """The server that letters go out by; without one, none do. Secret, since it holds a password. A password's own @, :
    or / is written %40, %3A, %2F."""
    mail_from: Annotated[str, AfterValidator(_address)] = ""
    imap_url: Annotated[
        SecretStr, _secret(r"imaps?://[^\s@/]+:[^\s@/]+@[^\s@/:]+(:\d{1,5})?(/\S*)?", "an IMAP URL")
    ] = _NONE
    """The mailbox of ``mail_from``, where answers to letters come in; its path is the folder, INBOX where it has none.
    Without one, none do."""
    imap_seconds: Annotated[float, Field(gt=0)] = 30.0
    """How often it is looked into."""
    http_listen: Annotated[Listen, BeforeValidator(_listen)] = Listen("127.0.0.1", 8080)
    office: Path = Path("office.toml")
    keep_days: Annotated[int, Field(ge=7)] = 30
    """How long handled events and sent deliveries are remembered; a week at least: platforms repeat themselves."""
    demo: bool = False
    """Opens controls that only a demonstration may have, such as setting the clock."""
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"], BeforeValidator(lambda value: value.upper())
    ] = "INFO"

    def secrets(self) -> list[str]:
        """Every secret's text, so that logs can hide it; a URL's password as it is written there and as it is meant."""
        given = (
            self.telegram_token,
            self.telegram_webhook_secret,
            self.slack_bot_token,
            self.slack_app_token,
            self.slack_signing_secret,
        )
        urls = (self.database_url, self.smtp_url, self.imap_url)
        written = [urlsplit(url.get_secret_value()).password or "" for url in urls]
        spoken = [unquote(password) for password in written]
        every = (*(secret.get_secret_value() for secret in given), *written, *spoken)
        return [text for text in dict.fromkeys(every) if text]


@dataclass(frozen=True, slots=True)
class Problem:
    """A wrong or missing setting. ``source`` says where it was read."""

    name: str
    source: str
    wrong: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.name} ({self.source}): {self.wrong} — {self.remedy}"


class ConfigError(PalierError):
    """The settings can't be used; ``str`` is one line for each problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def load_config(
    environ: Mapping[str, str] | None = None,
    env_file: Path | None = ENV_FILE,
    *,
    serving: bool = True,
) -> Config:
    """Read the settings; the environment wins over ``env_file``, and an empty value counts as not given.

    ``serving`` also wants what only a running desk needs: tokens and the office file. Raises ConfigError.
    """
    return _Reading(dict(os.environ if environ is None else environ), env_file).config(serving=serving)


class _Reading:
    """One reading of the settings, with where each came from."""

    def __init__(self, environ: Mapping[str, str], env_file: Path | None) -> None:
        self.file = str(env_file)
        self.unreadable: str | None = None
        from_file: Mapping[str, str | None] = {}
        try:
            if env_file and env_file.is_file():
                from_file = dotenv_values(env_file, interpolate=False)
        except (OSError, UnicodeDecodeError) as error:
            self.unreadable = getattr(error, "strerror", None) or "is not UTF-8"
        self.in_environ = _given(environ)
        self.values = _given(from_file) | self.in_environ

    def config(self, *, serving: bool) -> Config:
        problems = list(self._unknown())
        if self.unreadable:
            remedy = "save it as UTF-8 and let this user read it, or remove it"
            problems.append(Problem(self.file, "settings file", f"can't be read: {self.unreadable}", remedy))
        known = {name: value for name, value in self.values.items() if name in Config.model_fields}
        known.setdefault("database_url", f"sqlite:///{Path(known.get('data_dir', 'data')) / 'palier.db'}")
        try:
            config = Config.model_validate(known)
        except ValidationError as error:
            config = None
            problems += map(self._wrong, error.errors(include_url=False))
        if serving:
            problems += self._missing()
        if config is None or problems:
            raise ConfigError(problems)
        return config

    def _problem(self, field: str, wrong: str, remedy: str) -> Problem:
        if field in self.in_environ:
            source = "environment"
        else:
            source = self.file if field in self.values else "not set"
        return Problem(_PREFIX + field.upper(), source, wrong, remedy)

    def _unknown(self) -> Iterator[Problem]:
        for field in self.values.keys() - Config.model_fields.keys():
            meant = difflib.get_close_matches(field, Config.model_fields, n=1)
            remedy = f"did you mean {_PREFIX}{meant[0].upper()}?" if meant else "remove it"
            yield self._problem(field, "no such setting", remedy)

    def _wrong(self, error: ErrorDetails) -> Problem:
        field = str(error["loc"][0])
        kind = Config.model_fields[field]
        shown = "its value" if kind.annotation is SecretStr else repr(error["input"])
        if error["type"] == "literal_error":
            allowed = str(error["ctx"]["expected"])
            return self._problem(field, f"{shown} is not known", _REMEDIES.get(field, f"write {allowed}"))
        cause = error.get("ctx", {}).get("error") or "can't be read"
        return self._problem(field, f"{shown} {cause}", _REMEDIES.get(field, "write another"))

    def _missing(self) -> Iterator[Problem]:
        for field, reason in self._needed():
            if field not in self.values:
                yield self._problem(field, f"is missing{reason}", _REMEDIES[field])
        office = Path(self.values.get("office", Config.model_fields["office"].default))
        if not office.is_file():
            yield self._problem("office", f"there is no file {str(office)!r}", _REMEDIES["office"])

    def _needed(self) -> Iterator[tuple[str, str]]:
        """(setting, why, where only another setting makes it needed)."""
        yield from (("telegram_token", ""), ("slack_bot_token", ""))
        if self.values.get("telegram_mode") == "webhook":
            reason = ", as PALIER_TELEGRAM_MODE is webhook"
            yield from (("telegram_webhook_url", reason), ("telegram_webhook_secret", reason))
        if self.values.get("smtp_url"):
            yield "mail_from", ", as PALIER_SMTP_URL is set"
        if self.values.get("imap_url"):
            yield "smtp_url", ", as PALIER_IMAP_URL is set"
        if self.values.get("slack_mode") == "http":
            yield "slack_signing_secret", ", as PALIER_SLACK_MODE is http"
        else:
            yield "slack_app_token", ""


def _given(source: Mapping[str, Any]) -> dict[str, str]:
    return {
        name.removeprefix(_PREFIX).lower(): value.strip()
        for name, value in source.items()
        if name.startswith(_PREFIX) and isinstance(value, str) and value.strip()
    }
