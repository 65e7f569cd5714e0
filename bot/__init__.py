"""Palier: a chat-first desk for residents of managed buildings and the office that looks after them."""
