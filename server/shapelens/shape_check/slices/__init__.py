"""What of a program is run: the parts that its models depend on, every line and column where it was.

Reading order: `program` (the one way in), `names` (what a statement reads, binds and changes), `side_effects` (what is
never run), `facts` (what is known of a program), `rewrite` (what stands in for it), `relevance` (what models depend
on), `builders` (what nothing calls), `changes` (the text), `stubs` (zeros), `shown` (for the user to read).
"""
