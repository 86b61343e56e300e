"""Modules of the program's project and of installed packages, read as text and never imported."""
