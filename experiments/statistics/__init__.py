"""Statistics of simulation experiments: selection of the best, survival, overtaking, power, gain by common luck."""
