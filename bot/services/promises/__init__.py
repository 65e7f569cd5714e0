"""Promises and waivers within a letter of authority, and the ledger of what was promised for when."""
