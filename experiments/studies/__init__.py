"""Studies that ask more than one experiment: the best split of hours."""
