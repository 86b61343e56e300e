"""The check in TensorFlow, seen from the server: a process is run, what it measured is compared with what was inferred.

Reading order: `check` (what is asked and what comes back), `slices` (what of a program is run), `process` (the run,
which never raises for what the child does), `standby` (an agent that stands ready), `stragglers` (what left its group),
`events` and `schema` (what the agent says, read without trust), `memory` and `disk` (the limits), `compare` (static
against measured), `static_calls` (an analysis as calls to compare), `result` and `words` (the answer: JSON, text, exit
code). Knows nothing of LSP, never imports TensorFlow.
"""
