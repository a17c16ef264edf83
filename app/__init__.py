"""Binôme: the desktop companion of a Territoire d’industrie steering committee."""

__version__ = "0.1.0"
