"""Sizes and shapes: numbers, open axes, symbolic expressions, unknown with a reason; and how they are printed.

Imports nothing of ours. Start with `unknown`, then `expressions`, `tensors`, `formatting`;
`plain_text` is for text of others.
"""
