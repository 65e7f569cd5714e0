"""A Telegram Bot API server in memory: one bot, any number of people in private chats, groups it is put into.

Modelled on Bot API 10.3. Not modelled, and refused loudly: what bots do in groups but speak and leave, posts in
channels, business connections, inline mode, payments, polls, drafts, animations and music, paid media, legacy
Markdown, files by web address.
"""
