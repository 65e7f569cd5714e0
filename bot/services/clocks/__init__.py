"""Deadlines, reminders, the way up to the top, more time."""
