"""The next version of a text: what is evaluated anew, and what is put in place."""
