"""How many broken programs run in real Keras after the first fix that is offered for them.

Read `repair` (the text after its first fix), `process` (real Keras, with a deadline for each program), `report`.
"""
