"""The page: residents' chats on the left, the office's desk on the right, live both ways.

Static files in ``static/`` need no build step and no network; ``routes`` serves them and what they ask for.
"""

from sandbox.page.routes import Page

__all__ = ["Page"]
