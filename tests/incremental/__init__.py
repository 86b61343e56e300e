"""Evaluation from one version of a text to the next, compared with that from scratch after every edit."""
