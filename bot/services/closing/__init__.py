"""Is the resident satisfied? Reminders, silence, stars, and asking again later."""
