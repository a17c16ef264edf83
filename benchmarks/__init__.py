"""Ratios against the bare library, measured in one run: `python -m benchmarks`."""
