"""Claims: a statement, a contrast, the smallest effect that matters, and a verdict computed from runs."""
