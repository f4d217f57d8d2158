"""What is measured of a run: one number for each strategy and response."""
