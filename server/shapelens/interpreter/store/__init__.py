"""The state of a program: a persistent heap with forks, joins, and tracked reads and writes."""
