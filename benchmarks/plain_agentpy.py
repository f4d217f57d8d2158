"""The model of `plain_mesa`, as an AgentPy user would write it."""

import agentpy

from .plain_mesa import ACTIONS, GAIN, KEPT, P_ANSWER, TIES


class Person(agentpy.Agent):
    """A person with ties in a dictionary: alter -> strength."""

    def setup(self):
        """Nobody known yet."""
        self.ties = {}

    def maintain(self):
        """Write to the most wanted, let all ties fade."""
        draw = self.model.random.random
        wanted = sorted(self.ties, key=lambda alter: self.ties[alter] + 0.2 * draw(), reverse=True)
        for alter in wanted[:ACTIONS]:
            self.ties[alter] += GAIN * (1 - self.ties[alter])
            if draw() < P_ANSWER:
                alter.ties[self] = alter.ties.get(self, 0.0) + GAIN * (1 - alter.ties.get(self, 0.0))
        for alter, strength in self.ties.items():
            self.ties[alter] = strength * KEPT


class TieMaintenance(agentpy.Model):
    """A population of persons who know random others."""

    def setup(self):
        """Persons and their ties."""
        self.persons = agentpy.AgentList(self, self.p.people, Person)
        everybody = list(self.persons)
        for person in everybody:
            others = self.random.sample(everybody, min(TIES, len(everybody)))
            person.ties = {other: self.random.random() for other in others}

    def step(self):
        """One week, in random order."""
        self.persons.shuffle().maintain()
