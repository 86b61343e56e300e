"""The settings and where they are written down. Reading order: `values`, `pyproject`. Imports nothing of ours."""
