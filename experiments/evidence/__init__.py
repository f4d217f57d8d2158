"""Patterns of a message log, real or simulated, and the scorecard that holds the model against them."""
