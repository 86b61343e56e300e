"""What of a program is run: the parts that its models depend on, every line and column where it was.

Reading order: `program` (the one way in), `names` (what a statement reads, binds and changes), `harm` (what is never
run), `mend` (what stands in for it), `relevance` (what models depend on), `builders` (what nothing calls), `rewrite`
(the text).
"""
