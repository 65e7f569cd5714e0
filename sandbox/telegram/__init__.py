"""A Telegram Bot API server in memory: one bot, any number of people in private chats."""
