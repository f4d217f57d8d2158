"""A tie-maintenance model as a Mesa user would write it: objects, dictionaries, one step a week.

Everybody has about 100 ties that fade; each week the ten most wanted alters get a message, are reinforced, and may answer.
That is less than the kernel does for a person (no inboxes, strategies, prospects, trade).
"""

import mesa

TIES, ACTIONS, KEPT, GAIN, P_ANSWER = 100, 10, 0.966, 0.05, 0.5


class Person(mesa.Agent):
    """A person with ties in a dictionary: alter -> strength."""

    def __init__(self, model):
        super().__init__(model)
        self.ties = {}

    def step(self):
        """Write to the most wanted, let all ties fade."""
        wanted = sorted(self.ties, key=lambda alter: self.ties[alter] + 0.2 * self.random.random(), reverse=True)
        for alter in wanted[: self.model.actions]:
            self.ties[alter] += GAIN * (1 - self.ties[alter])
            if self.random.random() < P_ANSWER:
                alter.ties[self] = alter.ties.get(self, 0.0) + GAIN * (1 - alter.ties.get(self, 0.0))
        for alter, strength in self.ties.items():
            self.ties[alter] = strength * KEPT


class TieMaintenance(mesa.Model):
    """A population of persons who know random others."""

    def __init__(self, people: int, actions: int = ACTIONS):
        super().__init__()
        self.actions = actions
        persons = list(Person.create_agents(self, people))
        for person in persons:
            person.ties = {other: self.random.random() for other in self.random.sample(persons, min(TIES, people))}

    def step(self):
        """One week, in random order."""
        self.agents.shuffle_do("step")
