"""Work on a lead: the first talk with a buyer, then the work that an opportunity needs week by week."""

from ..actions import ACCEPTED, ANSWERED, READ
from ..compiling import real, rule, whole
from ..measures import OPPORTUNITIES
from ..randomness import OPENS, PROCESS, uniform, uniforms
from ..records import Bond
from ..rules.reinforcement import knowledge_after
from ..rules.selling import between, hours_a_week, p_opens, weeks_to_decide
from ..state import NONE, OFFER_KNOWN
from .lead import DECLINED, LEAD_OPEN, OPPORTUNITY, candidate_of, is_open, need_since


@rule
def hours_due(i, k, world):
    """Hours that the seller in place k of buyer i owes this week: the talk, or its share of the opportunity's work."""
    if world.sales.stage[i, k] == LEAD_OPEN:
        return world.p.selling.talk_hours
    return real(world.sales.due[i, k])


@rule
def worked_together(bond, world):
    """A bond after an hour of work together: an exchange, and both know each other a little better."""
    knowledge = knowledge_after(bond.knowledge, world.p.reinforcement.knowledge)
    return Bond(bond.strength, bond.trust, knowledge, bond.energy, world.now.week, bond.marks)


@rule
def open_opportunity(i, k, j, world):
    """The talk went well: how long the buyer takes and how much work that needs is drawn for the need and the pair."""
    people, sales, p, now = world.people, world.sales, world.p.selling, world.now
    u_weeks, u_hours = uniforms(now.seed, PROCESS, need_since(i, world), i, j)
    weeks = weeks_to_decide(u_weeks, p)
    sales.stage[i, k] = OPPORTUNITY
    sales.opened[i, k] = now.week
    sales.due[i, k] = hours_a_week(between(p.hours_least, p.hours_most, u_hours), weeks)
    if people.decides[i] == NONE:
        people.decides[i] = now.week + weeks


@rule
def read_work(bond, met, world):
    """The buyer's side of a talk or of a week's work. Returns (bond, reply)."""
    i, j, sales = met.reader.index, met.writer.index, world.sales
    k = candidate_of(i, j, world)
    if k == NONE or not is_open(i, k, world):
        return bond, READ
    sales.hours[i, k] = real(sales.hours[i, k]) + hours_due(i, k, world)
    sales.worked[i, k] = world.now.week
    bond = worked_together(bond, world)
    bond = Bond(bond.strength, bond.trust, bond.knowledge, bond.energy, bond.last_exchange, bond.marks | OFFER_KNOWN)
    if sales.stage[i, k] == OPPORTUNITY:
        return bond, READ | ANSWERED
    if uniform(world.now.seed, OPENS, need_since(i, world), i, j) < p_opens(bond.trust, world.p.selling):
        open_opportunity(i, k, j, world)
        return bond, READ | ANSWERED | ACCEPTED
    sales.stage[i, k] = DECLINED
    return bond, READ | ANSWERED


@rule
def note_work(i, reply, world):
    """What the seller's week counts of it."""
    if reply & ACCEPTED:
        world.tally[world.people.group[i], OPPORTUNITIES] += 1


@rule
def hear_work(bond, reply, met, world):
    """The seller's bond afterwards."""
    if reply & ANSWERED:
        return worked_together(bond, world)
    return bond


@rule
def lead_in_view(i, n, world):
    """Buyer in place n of the leads that seller i keeps in view, and i's place among its candidates, or -1 if it is over."""
    buyer = whole(world.sales.buyer[i, n])
    k = candidate_of(buyer, i, world)
    if k != NONE and not is_open(buyer, k, world):
        k = NONE
    return buyer, k


@rule
def forget_leads(i, world):
    """Let a seller keep in view only leads that are not over."""
    people, sales = world.people, world.sales
    n = 0
    while n < people.leads[i]:
        _, k = lead_in_view(i, n, world)
        if k == NONE:
            people.leads[i] -= 1
            sales.buyer[i, n] = sales.buyer[i, people.leads[i]]
        else:
            n += 1


@rule
def keep_lead(i, buyer, world):
    """Seller i keeps one more buyer in view; with no place left the newest gives way."""
    people, sales = world.people, world.sales
    n = whole(people.leads[i])
    for place in range(n):
        if sales.buyer[i, place] == buyer:
            return
    if n == sales.buyer.shape[1]:
        n -= 1
    sales.buyer[i, n] = buyer
    people.leads[i] = n + 1
