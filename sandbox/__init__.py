"""Local servers that speak the Telegram Bot API and Slack's Web API, Events API and Socket Mode.

Nothing here imports the product: the real client libraries run against it unmodified.
"""
