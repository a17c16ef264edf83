"""The tableau de bord: what comes next, where the plan stands, what to deal with, what changed."""
