"""Writes example_messages.csv: made-up messages among 120 people of a made-up company.

Run it with: python configs/data/make_example.py
"""

import csv
from pathlib import Path

import numpy as np

PEOPLE, MESSAGES, DAYS = 120, 6000, 500


def main() -> None:
    """Teams of 12 write among themselves mostly; some pairs much more than others; half the messages are answered."""
    rng = np.random.default_rng(5)
    popularity = rng.pareto(1.5, PEOPLE) + 0.3
    rows = []
    while len(rows) < MESSAGES:
        sender = int(rng.choice(PEOPLE, p=popularity / popularity.sum()))
        team = sender // 12 * 12
        near = rng.random() < 0.8
        receiver = int(team + rng.integers(12) if near else rng.integers(PEOPLE))
        if receiver == sender:
            continue
        second = int(rng.integers(DAYS * 86400))
        rows.append((second, f"p{sender:03}", f"p{receiver:03}"))
        if rng.random() < 0.5:
            rows.append((second + int(rng.exponential(40000)), f"p{receiver:03}", f"p{sender:03}"))
    with open(Path(__file__).with_name("example_messages.csv"), "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("sender", "receiver", "time"))
        writer.writerows((sender, receiver, second) for second, sender, receiver in sorted(rows))


if __name__ == "__main__":
    main()
