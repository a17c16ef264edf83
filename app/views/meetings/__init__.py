"""Séances: the list, and the four steps of a meeting."""
