"""How fast ShapeLens is, beside what people would use instead: `python -m benchmarks [--quick]`.

Reading order: `programs` (what is edited), `client` and `servers` (who answers), `measures/` (what is timed), `figures`
(what comes of it), `page` and `picture` (how it is shown); `soak` types for a long time.
"""
