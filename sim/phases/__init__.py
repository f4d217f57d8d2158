"""The week of one person, phase by phase: both drivers call these functions, compiled or not."""
