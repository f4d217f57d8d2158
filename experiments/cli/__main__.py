"""`python -m experiments.cli`."""

from . import main

main()
