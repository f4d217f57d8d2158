"""Speeds as ratios in one run: `python -m benchmarks` prints the table."""
