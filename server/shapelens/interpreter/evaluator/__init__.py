"""Evaluation of Python: expressions, statements, calls, classes, and what nothing calls."""
