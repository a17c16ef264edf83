"""Widgets: the main window, one package per screen, and the kit they share."""
