"""Changes to a text that keep its formatting and comments.

Read `edit` (what a change is), `source` (a text with the concrete syntax of its parts), `items` (anything between
commas), then what is changed: `calls`, `elements`, `statements`, `imports`. Every function gives edits, or None where
it cannot be done; nothing is printed anew from a tree.
"""
