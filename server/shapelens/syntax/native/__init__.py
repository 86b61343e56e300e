"""Text to the lowered form by Python's own parser, which is ten times as fast as LibCST.

What it does not know (a grammar newer than the Python that runs this) LibCST reads; see `parse`. The two give the same.
Reading order: `places`, `expressions`, `statements`, `patterns`.
"""
