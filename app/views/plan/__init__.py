"""The plan d’action: its table, the panel of one fiche, the review of an import."""
