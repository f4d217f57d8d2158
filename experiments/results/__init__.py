"""Results on disk: one file for each finished run, tables when all are done."""
