"""From a config to a report, one stage a file, files in between."""
