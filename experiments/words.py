"""Labels and sentences as people read them."""


def pretty(label: str) -> str:
    """A label as people read it."""
    return label.replace("_", " ")


def capital(sentence: str) -> str:
    """The sentence with a capital at its start."""
    return sentence[:1].upper() + sentence[1:]
