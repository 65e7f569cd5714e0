"""The desk in Slack: what staff write, press and read."""

from bot.channels.slack.channel import SlackChannel

__all__ = ["SlackChannel"]
