"""The classroom: the real model in a browser page, for a trainer in front of a room."""
