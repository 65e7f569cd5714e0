"""Contractors: asked, answering by letter or in their channel."""
