"""The command line and its output formats.

Reading order: `main` (the commands), `sources` (paths to texts), `project` (the settings that hold for each), `report`
(a text to what is known about it), `check`, `annotate`, `confirm` and `serve` (one file per command), `formats` (how
each is printed).
"""
