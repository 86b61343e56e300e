"""Python itself: expressions, statements, functions, classes, containers, and the calls between them."""
