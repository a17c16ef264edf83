"""The demonstration territory: fictional, true to life, always fresh relative to today."""
