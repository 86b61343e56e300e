"""What of a program is run: the parts that its models depend on, every line and column where it was.

Reading order: `program` (the one way in), `names` (what a statement reads, binds and changes), `harm` (what is never
run), `facts` (what is known of a program), `mend` (what stands in for harm), `relevance` (what models depend on),
`builders` (what nothing calls), `rewrite` (the text), `stand_ins` (zeros), `shown` (for a person to read).
"""
