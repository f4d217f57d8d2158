"""Docking: models whose answers are known, run through this project's own experiment pipeline.

Levels of agreement after Axtell, Axelrod, Epstein and Cohen (1996, Computational and Mathematical Organization Theory 1:123):
identical (the same numbers), distribution (numbers that cannot be told apart statistically), relation (the same ups and downs).
"""
