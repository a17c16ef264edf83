"""The historique: every change, in sentences."""
