"""Frozen dataclasses shared by queries, views, importing and exports: one module per screen or document."""
