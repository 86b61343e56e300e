"""The part of ShapeLens that runs in the user's interpreter, beside their TensorFlow.

Standard library only, Python 3.9 and newer; keras is imported late. Started as `python path/to/shapelens_agent` with
one JSON request on standard input, it answers with JSON lines ("events") on its original standard output.

Reading order: `__main__` (start), `agent` (the whole check, step by step), `protocol` (request and events), `lifeline`
(no agent outlives its server), `removal` (of its folder), `limits` and `sandbox` with `paths` and `replaced` (what the
program may not do), `environment` (which Keras), `libraries` (what else is installed), `program` and `instrument` (the
user's file, with its calls watched), `builders` (what the file does not call), `monitor` (what was seen),
`keras_objects` and `hooks` (how Keras tells us), `stubs`, `training` and `datasets` (what is not run), `runs` (models
on zeros), `blame` (which line an exception belongs to), `report` (the result).
"""
