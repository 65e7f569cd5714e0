"""Settings: the names of the contract, their defaults, and one line for each wrong or missing value."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.channels.telegram.webhook import PATH
from bot.config import Config, ConfigError, Listen, load_config

GIVEN = {
    "PALIER_TELEGRAM_TOKEN": "123456:AAbb-cc_dd",
    "PALIER_SLACK_BOT_TOKEN": "xoxb-1-2-abc",
    "PALIER_SLACK_APP_TOKEN": "xapp-1-A-2-abc",
    "PALIER_OFFICE": __file__,
}


def problems_of(env_file: Path | None = None, **changes: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_config(GIVEN | changes, env_file)
    return str(caught.value).splitlines()


def test_the_names_are_the_contract() -> None:
    assert {"PALIER_" + name.upper() for name in Config.model_fields} == {
        "PALIER_TELEGRAM_TOKEN",
        "PALIER_TELEGRAM_API_BASE",
        "PALIER_TELEGRAM_MODE",
        "PALIER_TELEGRAM_DRIVER",
        "PALIER_TELEGRAM_TOPICS",
        "PALIER_TELEGRAM_WEBHOOK_URL",
        "PALIER_TELEGRAM_WEBHOOK_SECRET",
        "PALIER_SLACK_BOT_TOKEN",
        "PALIER_SLACK_APP_TOKEN",
        "PALIER_SLACK_SIGNING_SECRET",
        "PALIER_SMTP_URL",
        "PALIER_MAIL_FROM",
        "PALIER_IMAP_URL",
        "PALIER_IMAP_SECONDS",
        "PALIER_SLACK_API_BASE",
        "PALIER_SLACK_MODE",
        "PALIER_DATABASE_URL",
        "PALIER_DATA_DIR",
        "PALIER_HTTP_LISTEN",
        "PALIER_KEEP_DAYS",
        "PALIER_OFFICE",
        "PALIER_DEMO",
        "PALIER_LOG_LEVEL",
    }


def test_the_defaults() -> None:
    config = load_config(GIVEN, None)
    assert config.telegram_token.get_secret_value() == "123456:AAbb-cc_dd"
    assert config.telegram_api_base == "https://api.telegram.org"
    assert config.slack_api_base == "https://slack.com/api/"
    assert (config.telegram_mode, config.telegram_driver, config.slack_mode) == (
        "polling",
        "aiogram",
        "socket",
    )
    assert config.database_url.get_secret_value() == "sqlite:///data/palier.db"
    assert config.http_listen == Listen("127.0.0.1", 8080)
    assert config.log_level == "INFO"
    assert not config.demo
    assert not config.slack_signing_secret


def test_the_database_lies_under_the_data_dir() -> None:
    config = load_config(GIVEN | {"PALIER_DATA_DIR": "/data"}, None)
    assert config.database_url.get_secret_value() == "sqlite:////data/palier.db"


def test_values_are_read_in_their_usual_spellings() -> None:
    config = load_config(
        GIVEN
        | {
            "PALIER_TELEGRAM_API_BASE": " http://localhost:8081/telegram/ ",
            "PALIER_SLACK_API_BASE": "http://127.0.0.1:9/api",
            "PALIER_HTTP_LISTEN": "[::1]:0",
            "PALIER_LOG_LEVEL": "debug",
            "PALIER_DEMO": "1",
            "PALIER_DATABASE_URL": "postgresql://palier:secret@db/palier",
        },
        None,
    )
    assert config.telegram_api_base == "http://localhost:8081/telegram"
    assert config.slack_api_base == "http://127.0.0.1:9/api/"
    assert config.http_listen == Listen("::1", 0)
    assert config.log_level == "DEBUG"
    assert config.demo


def test_a_config_can_not_change() -> None:
    with pytest.raises(ValidationError):
        load_config(GIVEN, None).demo = True  # type: ignore[misc]


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        (
            "TELEGRAM_TOKEN",
            "12345",
            "its value is not a Telegram bot token — copy the token that @BotFather gave",
        ),
        ("SLACK_BOT_TOKEN", "xapp-1", "its value is not a Slack bot token — copy it from"),
        (
            "SLACK_APP_TOKEN",
            "xoxb-1",
            "its value is not a Slack app token — create one with connections:write",
        ),
        ("TELEGRAM_WEBHOOK_SECRET", "é", "its value is not 1 to 256 letters"),
        ("TELEGRAM_API_BASE", "api.telegram.org", "'api.telegram.org' is not an http or https URL — write"),
        ("TELEGRAM_WEBHOOK_URL", "http://a/telegram", "'http://a/telegram' is not an https URL — write"),
        ("TELEGRAM_WEBHOOK_URL", "https://a/", "'https://a/' does not end in /telegram — write"),
        ("TELEGRAM_DRIVER", "telethon", "'telethon' is not known — write 'aiogram' or 'ptb'"),
        ("SLACK_MODE", "rtm", "'rtm' is not known — write 'socket' or 'http'"),
        (
            "DATABASE_URL",
            "mysql://me:hush@db",
            "its value is not a database that Palier knows — write sqlite:///",
        ),
        ("DATABASE_URL", "sqlite:///a.db?mode=ro", "its value is not a database that Palier knows — write"),
        ("KEEP_DAYS", "soon", "'soon' can't be read — write a number of days, 7 or more"),
        ("HTTP_LISTEN", "8080", "'8080' is not host:port — write host:port, such as 127.0.0.1:8080"),
        ("HTTP_LISTEN", "localhost:99999", "'localhost:99999' is not host:port"),
        ("LOG_LEVEL", "loud", "'LOUD' is not known — write DEBUG, INFO"),
        ("DEMO", "perhaps", "'perhaps' can't be read — write true or false"),
        ("OFFICE", "/nowhere.toml", "there is no file '/nowhere.toml' — write the path of your office file"),
        ("TELEGRAM_TOKE", "x", "no such setting — did you mean PALIER_TELEGRAM_TOKEN?"),
        ("ZZZ", "x", "no such setting — remove it"),
    ],
)
def test_a_wrong_value_is_one_line_with_what_where_and_how(name: str, value: str, line: str) -> None:
    (problem,) = problems_of(**{f"PALIER_{name}": value})
    assert problem.startswith(f"PALIER_{name} (environment): {line}")
    assert "hush" not in problem


def test_everything_is_told_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        load_config({"PALIER_HTTP_LISTEN": "x", "PALIER_NO": "1", "PALIER_OFFICE": "/nowhere"}, None)
    assert [problem.name for problem in caught.value.problems] == [
        "PALIER_NO",
        "PALIER_HTTP_LISTEN",
        "PALIER_TELEGRAM_TOKEN",
        "PALIER_SLACK_BOT_TOKEN",
        "PALIER_SLACK_APP_TOKEN",
        "PALIER_OFFICE",
    ]
    assert "PALIER_TELEGRAM_TOKEN (not set): is missing — copy" in str(caught.value)


def test_a_mode_says_what_it_needs() -> None:
    webhook, http = {"PALIER_TELEGRAM_MODE": "webhook"}, {"PALIER_SLACK_MODE": "http"}
    url, secret, signing = problems_of(**webhook, **http)
    reason = "as PALIER_TELEGRAM_MODE is webhook — "
    assert url.startswith(f"PALIER_TELEGRAM_WEBHOOK_URL (not set): is missing, {reason}write the URL")
    assert secret.startswith(f"PALIER_TELEGRAM_WEBHOOK_SECRET (not set): is missing, {reason}make one up")
    assert signing.startswith(
        "PALIER_SLACK_SIGNING_SECRET (not set): is missing, as PALIER_SLACK_MODE is http — "
    )


@pytest.mark.parametrize(
    "host", ["https://desk.example.org", "http://127.0.0.1:9", "http://[::1]:9", "http://localhost"]
)
def test_over_http_no_app_token_is_needed(host: str) -> None:
    given = {name: value for name, value in GIVEN.items() if name != "PALIER_SLACK_APP_TOKEN"} | {
        "PALIER_SLACK_MODE": "http",
        "PALIER_SLACK_SIGNING_SECRET": "sign-here",
        "PALIER_TELEGRAM_MODE": "webhook",
        "PALIER_TELEGRAM_WEBHOOK_URL": f"{host}/telegram",
        "PALIER_TELEGRAM_WEBHOOK_SECRET": "hush",
    }
    config = load_config(given, None)
    assert config.telegram_webhook_url == f"{host}/telegram"
    assert config.telegram_webhook_url.endswith(PATH)


def test_without_serving_tokens_and_office_may_be_missing() -> None:
    config = load_config({"PALIER_OFFICE": "/nowhere"}, None, serving=False)
    assert not config.telegram_token


def test_the_environment_wins_over_the_file_and_empty_is_not_given(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text(
        "# ours\nPALIER_HTTP_LISTEN=0.0.0.0:1\nPALIER_LOG_LEVEL='ERROR'\nPALIER_DEMO=\nOTHER=1\n"
        "PALIER_SLACK_SIGNING_SECRET=a${b}c\n"
    )
    config = load_config(GIVEN | {"PALIER_HTTP_LISTEN": "0.0.0.0:2", "PALIER_LOG_LEVEL": ""}, env_file)
    assert config.http_listen.port == 2
    assert config.log_level == "ERROR"
    assert config.slack_signing_secret.get_secret_value() == "a${b}c"


def test_a_fault_in_the_file_names_the_file(tmp_path: Path) -> None:
    env_file = tmp_path / ".env"
    env_file.write_text("PALIER_SLACK_MOD=http\n")
    assert problems_of(env_file) == [
        f"PALIER_SLACK_MOD ({env_file}): no such setting — did you mean PALIER_SLACK_MODE?"
    ]
    env_file.write_bytes(b"PALIER_DEMO=\xff\n")
    assert problems_of(env_file)[0].startswith(f"{env_file} (settings file): can't be read: is not UTF-8 — ")


def test_secrets_are_not_shown_and_can_be_listed() -> None:
    secret = {
        "PALIER_DATABASE_URL": "postgresql://palier:pass-word@db/palier",
        "PALIER_SLACK_SIGNING_SECRET": "sign-here",
    }
    config = load_config(GIVEN | secret, None)
    told = config.secrets()
    assert told == ["123456:AAbb-cc_dd", "xoxb-1-2-abc", "xapp-1-A-2-abc", "sign-here", "pass-word"]
    assert not [text for text in told if text in repr(config) + str(config)]


SMTP = {"PALIER_SMTP_URL": "smtps://me:p%40ss@mail.example.org", "PALIER_MAIL_FROM": "desk@example.org"}


def test_letters_need_a_sender_and_hide_their_password() -> None:
    config = load_config(SMTP, None, serving=False)
    assert config.mail_from == "desk@example.org"
    assert {"p%40ss", "p@ss"} <= set(config.secrets())
    for wrong in ({"PALIER_SMTP_URL": "mail.example.org"}, {"PALIER_MAIL_FROM": "desk"}):
        with pytest.raises(ConfigError):
            load_config(SMTP | wrong, None, serving=False)
    with pytest.raises(ConfigError, match=r"PALIER_MAIL_FROM .*as PALIER_SMTP_URL is set"):
        load_config({"PALIER_SMTP_URL": SMTP["PALIER_SMTP_URL"]}, None)


def test_a_mailbox_is_secret_and_wants_a_way_to_write() -> None:
    url = "imaps://me:p%40ss@mail.example.org/Desk"
    config = load_config({**SMTP, "PALIER_IMAP_URL": url}, None, serving=False)
    assert config.imap_url.get_secret_value() == url
    assert {"p%40ss", "p@ss"} <= set(config.secrets())
    assert url not in repr(config)
    for wrong in ({"PALIER_IMAP_URL": "imaps://mail.example.org"}, {"PALIER_IMAP_SECONDS": "0"}):
        with pytest.raises(ConfigError):
            load_config({**SMTP, **wrong}, None, serving=False)
    with pytest.raises(ConfigError, match=r"PALIER_SMTP_URL .*as PALIER_IMAP_URL is set"):
        load_config({"PALIER_IMAP_URL": url}, None)
