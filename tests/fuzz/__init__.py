"""No input makes the analysis raise: real programs, cut and mutated."""
