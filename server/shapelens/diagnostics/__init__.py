"""Findings in words: one file per code."""
