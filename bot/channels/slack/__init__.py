"""The desk in Slack: what staff write, press and read."""
