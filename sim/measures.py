"""What is counted every week in every group: whole numbers, so that no order of adding matters.

Amounts with a fraction are kept in fixed point, SCALE parts to one.
"""

from .actions import KINDS

SCALE = 1048576  # 2 ** 20 parts to one

# name: (unit, is fixed point, meaning); everything is a sum over the members of the group
MEASURES = {
    "trust_earned": ("trust", True, "others' trust in the group's members, above trust in a stranger"),
    "strength": ("strength", True, "tie strength over all ties of the group's members"),
    "strong": ("ties", False, "ties of strength >= 0.5"),
    "weak": ("ties", False, "ties of strength 0.1..0.5"),
    "dormant": ("ties", False, "ties of strength < 0.1 and energy >= 0.25"),
    "mere": ("ties", False, "mere contacts: strength < 0.1 and energy < 0.25"),
    "deals_push": ("deals", False, "deals on an offer pitched this week"),
    "deals_pull": ("deals", False, "deals with a buyer who knew the seller and the offer"),
    "deals_referral": ("deals", False, "deals by recommendation of one of the buyer's ties"),
    "leads_push": ("leads", False, "buyers interested in an offer that was pitched"),
    "leads_pull": ("leads", False, "inquiries by buyers who knew the seller and the offer"),
    "leads_referral": ("leads", False, "inquiries by recommendation"),
    "opportunities": ("opportunities", False, "leads whose talk opened an opportunity"),
    "value": ("EUR", False, "value of all deals, whole EUR"),
    **{f"hours_{name}": ("h", True, f"hours spent on {name}") for name in KINDS.values()},
    "requests_sent": ("requests", False, "contact requests sent"),
    "requests_accepted": ("requests", False, "contact requests sent and accepted"),
    "requests_received": ("requests", False, "contact requests received"),
    "messages_sent": ("messages", False, "messages to one person sent, requests included"),
    "messages_answered": ("messages", False, "of these, accepted, answered or picked up"),
    "annoyance": ("people", False, "receivers annoyed by an unwanted pitch"),
    "broken": ("ties", False, "ties broken by annoyed receivers"),
    "shut_out": ("times", False, "muted or blocked by annoyed receivers"),
    "unwanted": ("messages", False, "unwanted pitches received"),
    "reputation": ("reputation", True, "platform reputation of the members"),
    "hours_list": ("h", True, "hours spent on looking through the address book"),
}
NAMES = tuple(MEASURES)
COUNT = len(NAMES)

(TRUST_EARNED, STRENGTH, STRONG, WEAK, DORMANT, MERE, DEALS_PUSH, DEALS_PULL, DEALS_REFERRAL, LEADS, _LEADS_PULL, _LEADS_REFERRAL,
 OPPORTUNITIES, VALUE,
 *_HOURS, REQUESTS_SENT, REQUESTS_ACCEPTED, REQUESTS_RECEIVED, MESSAGES_SENT, MESSAGES_ANSWERED, ANNOYANCE,
 BROKEN, SHUT_OUT, UNWANTED, REPUTATION, HOURS_LIST) = range(COUNT)  # fmt: skip
HOURS = _HOURS[0] - 1  # HOURS + kind of action is the column of the hours spent on it
