"""How an operation is declared: its paths and signatures, arguments, values, dtypes."""
