"""Who the app is in the sandbox's workspace: fixed ids, tokens and secrets."""

from __future__ import annotations

from typing import Any, Final

Json = dict[str, Any]
"""A JSON object as it travels on the wire."""

BOT_TOKEN: Final = "xoxb-sandbox"  # noqa: S105
APP_TOKEN: Final = "xapp-sandbox"  # noqa: S105
SIGNING_SECRET: Final = "sandbox-signing-secret"  # noqa: S105
VERIFICATION_TOKEN: Final = "sandbox-verification-token"  # noqa: S105
TEAM_ID: Final = "T0HOME"
TEAM_NAME: Final = "Home"
TEAM_DOMAIN: Final = "home"
APP_ID: Final = "A0PALIER"
BOT_USER: Final = "U0PALIER"
BOT_ID: Final = "B0PALIER"
BOT_NAME: Final = "palier"
SLACKBOT: Final = "USLACKBOT"
COMMAND: Final = "/palier"
"""The slash command that the app registers unless told otherwise."""
OTHER_BOT_USER: Final = "U0OTHERBOT"
OTHER_BOT_ID: Final = "B0OTHER"
OTHER_APP_ID: Final = "A0OTHER"

ALL_SCOPES: Final = frozenset(
    (
        "app_mentions:read",
        "channels:history",
        "channels:join",
        "channels:manage",
        "channels:read",
        "chat:write",
        "chat:write.customize",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "groups:write",
        "im:history",
        "im:read",
        "im:write",
        "mpim:history",
        "mpim:read",
        "mpim:write",
        "pins:write",
        "reactions:read",
        "reactions:write",
        "team:read",
        "usergroups:read",
        "users:read",
        "users:read.email",
    )
)
"""Every scope the modelled methods ask for."""
