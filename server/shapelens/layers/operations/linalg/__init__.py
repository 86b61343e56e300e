"""Matrices, decompositions and systems of equations (keras.ops.linalg)."""
