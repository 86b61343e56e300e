"""Hints, hover, lenses and actions as plain data. Knows no LSP types and no JSON."""
