"""auth.test, api.test, apps.connections.open, oauth.v2.access, bots.info and team.info."""

from __future__ import annotations

from sandbox.slack.calls import Call, Method
from sandbox.slack.identity import (
    APP_ID,
    BOT_ID,
    BOT_NAME,
    BOT_TOKEN,
    BOT_USER,
    OTHER_APP_ID,
    OTHER_BOT_ID,
    OTHER_BOT_USER,
    TEAM_DOMAIN,
    TEAM_ID,
    TEAM_NAME,
    Json,
)
from sandbox.slack.refusals import Refusal


async def _auth_test(_: Call) -> Json:
    return {
        "url": f"https://{TEAM_DOMAIN}.slack.com/",
        "team": TEAM_NAME,
        "user": BOT_NAME,
        "team_id": TEAM_ID,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


async def _api_test(call: Call) -> Json:
    if error := call.text("error"):
        raise Refusal(error, args=dict(call.params))
    return {"args": dict(call.params)} if call.params else {}


async def _connections_open(call: Call) -> Json:
    return {"url": call.slack.sockets.new_url()}


async def _oauth_access(call: Call) -> Json:
    if call.text("code") != "sandbox-code":
        raise Refusal("invalid_code")
    call.slack.tokens[BOT_TOKEN] = "valid"
    return {
        "app_id": APP_ID,
        "authed_user": {"id": "U0INSTALLER"},
        "scope": ",".join(sorted(call.slack.scopes)),
        "token_type": "bot",
        "access_token": BOT_TOKEN,
        "bot_user_id": BOT_USER,
        "team": {"id": TEAM_ID, "name": TEAM_NAME},
        "enterprise": None,
        "is_enterprise_install": False,
    }


async def _bots_info(call: Call) -> Json:
    bots = {
        BOT_ID: (BOT_NAME, APP_ID, BOT_USER),
        OTHER_BOT_ID: ("Other bot", OTHER_APP_ID, OTHER_BOT_USER),
    }
    bot = call.text("bot") or BOT_ID
    if bot not in bots:
        raise Refusal("bot_not_found")
    name, app, user = bots[bot]
    return {
        "bot": {
            "id": bot,
            "deleted": False,
            "name": name,
            "updated": call.slack.workspace.seconds(),
            "app_id": app,
            "user_id": user,
            "icons": {},
        }
    }


async def _team_info(call: Call) -> Json:
    team = call.text("team") or TEAM_ID
    if team != TEAM_ID:
        raise Refusal("team_not_found")
    return {
        "team": {
            "id": TEAM_ID,
            "name": TEAM_NAME,
            "url": f"https://{TEAM_DOMAIN}.slack.com/",
            "domain": TEAM_DOMAIN,
            "email_domain": "",
            "icon": {"image_default": True},
        }
    }


METHODS = {
    "auth.test": Method(_auth_test, tier=0),
    "api.test": Method(_api_test, (), ("*",), tier=0, wants="none"),
    "apps.connections.open": Method(_connections_open, tier=1, wants="app"),
    "oauth.v2.access": Method(
        _oauth_access,
        ("code",),
        ("client_id", "client_secret", "redirect_uri", "grant_type", "refresh_token"),
        (),
        4,
        "none",
    ),
    "bots.info": Method(_bots_info, (), ("bot",), ("users:read",)),
    "team.info": Method(_team_info, (), ("team", "domain"), ("team:read",)),
}
"""By the name on the wire."""
