"""Python's semantics: branches, functions, comparison, iteration, containers, exceptions."""
