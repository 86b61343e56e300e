"""Data as values: what arrays hold, the data sets and tools of the libraries that make them, and how `fit` reads them.

`labels` says what the numbers of an array mean, `contents` what operations do to that; `calls` is how a function that
makes data is declared, and every other file is one family of them.
"""
