"""How results are printed: text for people, JSON for programs, GitHub annotations and SARIF for code review."""
