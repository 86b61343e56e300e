"""How Keras was spelled before Keras 3, which no longer takes it: understood for its shape.

`spellings` is the one table, from what was written to what is written now; `translate` reads a call by it; `gone` holds
the rules of layers that have no successor.
"""
