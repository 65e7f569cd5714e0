"""Complaints: graded, numbered, judged, explained; joint ones; questions to others."""
