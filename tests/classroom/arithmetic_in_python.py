"""Small functions in the model's Python, to be translated and compared number by number."""

from sim.compiling import real, whole
from sim.randomness import u32


def halves(a, b):
    return a // b


def rest(a, b):
    return a % b


def cut(a, b):
    return whole(a / (b + 0.25))


def smaller_of(a, b):
    return min(a, b) - max(a, -b)


def between(a, b):
    return 1 if -b < a <= 2 * b else 0


def either(a, b):
    return (a or b) - (a and b)


def truths(a, b):
    return (a > b) + (a != 3) * 2 + ((a < 2) & (b > 2)) * 4 + ((a == 1) == (b == 1)) * 8


def a_word(a, b):
    return u32(a * 2654435761 + b)


def spread_bits(a, b):
    return (u32(a << 7) | (b & ~8 & 255)) ^ 0x80000001


def borrowed(a, b):
    return (a & b) + (a >> 3) + ((a * 0x01010101) & 0xFFFFFFFF) + u32(a - b * b * 3)


def exchanged(a, b):
    for _ in range(3):
        a, b = b, real(a + b)
    return a - b


def last_of_loop(a, b):
    k = 100
    for k in range(a, a + 9, 4):
        if k > b:
            break
        if k == 3:
            continue
    return k


def two(a, b):
    if a > b:
        return a, b
    return b - 1, a


def two_again(a, b):
    x, y = two(b, a)
    return y, x


def sum_of_two(a, b):
    this, new = two_again(a, b)
    return this * 1000 + new + two(a, b)[1]


def countdown(a, b):
    steps = 0
    while True:
        b -= 2
        steps += 1
        if b < a or steps > 50:
            return steps
