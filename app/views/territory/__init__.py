"""The territoire: identity, perimeter, binôme, committees, structures and people."""
