"""`compile`, `fit` and `predict`: the data against the model, its outputs against the labels.

Read `compiled` (what `compile` says), `batches` (what `fit` is given), `misuse` (what is refused before shapes are
compared), `inputs`, `ids`, `labels` and `custom_losses` (what will not fit), `label_faults` and `causes` (which line
to blame), `check` (the way in).
"""
