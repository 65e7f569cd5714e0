"""Where a ticket goes, by its topic."""
