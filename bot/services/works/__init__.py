"""The technical team's work on site: checklists, who goes, each step, photos and words."""
