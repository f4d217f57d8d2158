"""Submodels, one a file: parameters, pure functions, equation and source. None sees a strategy's name."""
