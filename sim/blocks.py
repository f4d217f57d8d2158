"""Where people live: communities and circles as blocks of neighbours in one line, and the pairs that arise within a block."""

from .compiling import rule

OUTER_BLOCK = 20000  # people within whom the widest layer is drawn


@rule
def block_of(i, size, first, people):
    """First position and size of the block that i lies in, in a range of `people` positions from `first` on.

    Blocks are `size` long, the last one takes what is left over.
    """
    blocks = max(1, people // size)
    k = min((i - first) // size, blocks - 1)
    return first + k * size, (people - k * size if k == blocks - 1 else size)


@rule
def partner_of(i, start, size, c):
    """With whom i is paired in round c of a block: position x with (c - x) mod size; itself, perhaps. The same from both sides."""
    return start + (c - (i - start)) % size


@rule
def is_closer(j, start, size):
    """Whether j lies in a block."""
    return j >= start and j < start + size
