"""Data as values: what arrays hold, the data sets and tools of the libraries that make them, and how `fit` reads them.

One file per family; `library` says which function stands in which. `labels` imports nothing of the interpreter.
"""
