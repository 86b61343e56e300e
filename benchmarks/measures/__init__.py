"""One file per kind of figure; each gives the lines of the table that it is about."""
