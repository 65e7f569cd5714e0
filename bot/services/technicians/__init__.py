"""Technicians who have their jobs in Telegram."""
