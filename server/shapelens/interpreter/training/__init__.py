"""`compile`, `fit` and `predict`: the data against the model, its outputs against the labels.

Read `compiled` (what `compile` says), `batches` (what `fit` is given), `inputs` and `labels` (what will not fit),
`causes` (which line to blame), `methods` (the way in).
"""
