"""A stateful Slack workspace in memory: Web API, Socket Mode, HTTP events, modals, and its people."""
