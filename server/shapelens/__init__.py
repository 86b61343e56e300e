"""ShapeLens: see every tensor shape while you type Keras.

Reading order: `shapes` (sizes and shapes), `layers` (one rule per Keras layer), `syntax` (text to a lowered form),
`interpreter` (abstract evaluation to an `Analysis`), `diagnostics` (one file per code), `editor` (hints, hover, lenses
as plain data), `confirm` (the check in TensorFlow), `settings`, `lsp` and `cli` (the two ways in).
"""

__version__ = "0.1.0"
