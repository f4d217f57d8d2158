"""A message after long silence: answered by the energy once invested, the message's quality and the length of the silence."""

from ..actions import ANSWERED, READ
from ..compiling import rule
from ..randomness import ANSWER_MAIL, uniform
from ..rules.differences import taken_readily
from ..rules.momentum import with_momentum
from ..rules.reconnecting import p_answer_reconnect
from .bonds import after_letter
from .talk import hear_answer, hear_need, moment, told_back


@rule
def read_reconnection(bond, met, world):
    """Reading a message after long silence. Returns (bond, reply)."""
    p, now, message = world.p, world.now, met.message
    silence = now.week - bond.last_exchange
    chance = with_momentum(p_answer_reconnect(bond.energy, message.quality, silence, p.reconnecting), silence, p.momentum)
    u = uniform(now.seed, ANSWER_MAIL, moment(now, message.nth), met.reader.index, met.writer.index)
    if u >= taken_readily(chance, met.reader.readiness):
        return bond, READ
    gain = p.reinforcement.letter * message.quality
    bond = after_letter(bond, p.information.usefulness * message.quality, gain, True, world)
    reply = READ | ANSWERED | told_back(bond, met, world)
    return hear_need(bond, met, world), reply


@rule
def hear_reconnection(bond, reply, met, world):
    """The writer's bond after an answer."""
    return hear_answer(bond, reply, met, world)
