"""Requests that several stories begin with."""

from __future__ import annotations

LIFT = "The lift has been standing still since yesterday evening"
CHARGES = "Why are the charges of this quarter twice those of the last"

NOT_HERE = """
    ellen (en): Water has been running down the facade since last night
    ellen < What is your name?
    ellen taps: Ellen
    ellen < Which residence …
    ellen taps: Mine isn't here
    ellen < Which building is it then? …
    ellen: 3 rue Inconnue
    ellen < Which flat …
    ellen: Facade
    ellen < What is it about?
    ellen taps: Water leak
    ellen < Any photos?
    ellen taps: No photos
    ellen < Please check … Building: 3 rue Inconnue
    ellen taps: Send
"""
"""The transcript of a report about a building that is not in the office file."""
