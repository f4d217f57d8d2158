"""Running an experiment: jobs, workers, when to stop."""
