"""The machine that evaluates: its state and budget, and the libraries that it knows by name."""
