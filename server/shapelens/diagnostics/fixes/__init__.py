"""Fixes: what a check proposes, and what of it is offered.

Read `program` (what a proposal looks at), `offer` (only what was analysed anew is offered), `everything` (all safe ones
at once). The other files propose, each for one kind of fault; a check names its proposal beside its words.
"""
