"""The command: `vitaminb`, or `python -m vitaminb`."""

import sys

from .rooms import refuse_strangers


def main() -> None:
    """Enter at the command line, unless a folder of the user's hides a room."""
    try:
        refuse_strangers()
    except ImportError as error:
        sys.exit(f"vitaminb: {error}")
    from experiments.cli import main as enter

    enter()


if __name__ == "__main__":
    main()
