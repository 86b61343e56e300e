"""Hints, hover, lenses and actions as plain data. Knows no LSP types and no JSON.

Reading order: `annotations` (what a check in TensorFlow said of a call), `hints` (one label per call), `lines` (which
of them are shown beside a line), `carrying` (what is shown while a text does not parse), `positions` and `hover` (one
call in full), `lenses` (one line per model), `actions`. Everything is a pure function of an `Analysis`.
"""
