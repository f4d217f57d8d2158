"""Information that is shared: of use to its reader or not, answered with thanks or not."""

from ..actions import ANSWERED, READ
from ..compiling import rule
from ..randomness import RELEVANCE, uniforms
from ..rules.differences import taken_readily
from ..rules.information import p_relevant, p_thank
from ..rules.momentum import with_momentum
from ..rules.trust import trust_after
from .bonds import after_letter, with_strength, with_trust
from .talk import hear_answer, hear_need, learn_offer, moment, told_back


@rule
def read_information(bond, met, world):
    """Reading what somebody shares. Returns (bond, reply)."""
    p, message = world.p, met.message
    u_relevant, u_answer = uniforms(
        world.now.seed, RELEVANCE, moment(world.now, message.nth), met.reader.index, met.writer.index
    )
    if u_relevant >= p_relevant(message.common, message.knowledge, p.information):
        return after_nuisance(bond, p), READ
    silence = world.now.week - bond.last_exchange
    chance = with_momentum(p_thank(bond.trust, p.information), silence, p.momentum)
    answered = u_answer < taken_readily(chance, met.reader.readiness)
    gain = p.reinforcement.letter * message.quality
    if not answered:
        gain = gain * p.reinforcement.one_sided
    bond = after_letter(bond, p.information.usefulness * message.quality, gain, answered, world)
    bond = learn_offer(bond, met.reader, met.writer, p.awareness.p_offer_in_letter, message.nth, world)
    reply = READ
    if answered:
        reply = READ | ANSWERED | told_back(bond, met, world)
        bond = hear_need(bond, met, world)
    return bond, reply


@rule
def after_nuisance(bond, p):
    """The bond after a letter that was of no use: a little less trust and strength."""
    bond = with_trust(bond, trust_after(bond.trust, -p.information.nuisance, p.trust))
    return with_strength(bond, bond.strength * (1.0 - p.information.strength_lost))


@rule
def hear_information(bond, reply, met, world):
    """The writer's bond after thanks."""
    return hear_answer(bond, reply, met, world)
