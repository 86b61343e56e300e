"""One file per code: what it finds and the words for it.

Numbers: SL1xx reading the file, SL2xx shapes between layers, SL3xx arguments, SL4xx data and models, SL7xx information.
"""
