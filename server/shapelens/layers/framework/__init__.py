"""What every layer rule is written with: declarations, arguments, demands on inputs, problems, results, formulas."""
