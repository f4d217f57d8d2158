"""Many contacts blur the view of one's own network."""

from ..compiling import rule
from ..parameters import Parameters, par


class Perception(Parameters):
    """Noise in how people rank their own ties."""

    blur: float = par(0.15, 0, 10, "priority", "largest error in a tie's value when contacts equal capacity")

    off = {"blur": {"blur": 0.0}}


@rule
def perceived(value, contacts, capacity, u, p):
    """A value as seen: plus noise of at most blur x contacts / capacity, u 0..1 even."""
    return value + p.blur * (contacts / capacity) * (2.0 * u - 1.0)
