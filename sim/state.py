"""The state of a run in columns: people, and ties in a fixed number of slots per ego.

Row i of every `Ties` column is the address book of person i; its first `people.contacts[i]` slots are in use. At
the start of a week the first `people.relationships[i]` of them are the relationships; beyond that the order means
nothing. Nothing grows. Both drivers work on these columns; each person writes only its own row. In memory a person's
columns stand side by side (a structured array): a look at another person costs one place in memory, not one for every
column. Columns of ties are arrays of their own: address books are gone through tie by tie, a column at a time.
"""

from typing import NamedTuple

import numpy as np

from .compiling import overload, real, rule, whole
from .records import Bond

# Bits of the marks of a tie.
NEED_KNOWN = 1  # alter has told ego about a need that ego's offer fits
OFFER_KNOWN = 2  # ego knows what alter sells
SPOKEN = 4  # they have talked, so ego knows the sympathy
SELLER = 8  # alter has an offer (kept here to spare a look-up)
DROPPED = 16  # ego gives the contact up at the end of the week

NONE = -1
LONG_SINCE = 32767  # weeks
RELATIONSHIP = 0.1  # tie strength from which a contact counts as a relationship
PARTS = 255.0  # shares kept in one byte: 0..255 stands for 0..1

# column: (dtype, range or unit, meaning)
PEOPLE = {
    "group": ("int16", "index", "group of the scenario: 0 the market, then the sellers' groups in their order"),
    "strategy": ("int16", "index", "strategy followed now; another group's after a switch"),
    "hours": ("float32", "h/week", "time for networking"),
    "capacity": ("float32", "relationships", "relationships the head can keep warm; soft"),
    "attention": ("float32", "messages/week", "incoming mail read with care"),
    "topics": ("uint32", "bit set", "interests and groups"),
    "offer": ("int8", "topic or -1", "what a seller sells"),
    "sensitivity": ("float32", "0..1", "how much a money motive annoys"),
    "profile": ("float32", "0..1", "how well the profile is kept"),
    "reputation": ("float32", "-1..1", "what the platform at large thinks"),
    "shows_contacts": ("uint8", "0/1", "contact list open to others"),
    "need": ("int8", "topic or -1", "what this person wants to buy"),
    "need_weeks": ("int16", "weeks", "for how much longer"),
    "debt": ("float32", "h", "hours already promised to calls"),
    "contacts": ("int16", "ties", "slots of the address book in use"),
    "relationships": ("int16", "ties", "weak and strong ties at the end of last week"),
    "load": ("float32", "ratio", "messages received in the last read week / attention"),
    "posts": ("uint8", "posts", "posts written this week"),
    "posts_before": ("uint8", "posts", "posts written last week"),
    "event": ("int8", "topic or -1", "event attended this week"),
    "groomed": ("uint8", "0/1", "profile groomed this week"),
    "annoyed": ("uint16", "people", "receivers annoyed by own pitches this week"),
    "pushed_by": ("int32", "person or -1", "seller of the best offer pitched to a need this week"),
    "push_utility": ("float64", "utility", "utility of that offer"),
    "push_trust": ("float32", "0..1", "trust in that seller when the offer was read"),
    "push_strength": ("float32", "0..1", "strength of the tie to that seller when the offer was read"),
    "supplier": ("int32", "person or -1", "seller bought from this week"),
    "route": ("uint8", "0 push, 1 pull, 2 referral", "how that seller was found"),
    "spent": ("float64", "h", "hours spent since the start"),
    "spent_at_deal": ("float64", "h", "hours spent when the last deal was closed"),
    "deals": ("int32", "deals", "deals closed as a seller since the start"),
    "earned": ("float64", "EUR", "value of these deals"),
    "first_deal": ("int16", "week or -1", "week of the first deal"),
    "unwanted": ("int32", "messages", "unwanted pitches received since the start"),
    "refused": ("int32", "people", "requests not accepted that were kept since the start"),
    "asked_lately": ("int32", "requests", "own requests since the platform last looked at them"),
    "accepted_lately": ("int32", "requests", "of these, accepted"),
    "restricted": ("int16", "weeks", "for how much longer the platform takes no requests"),
}
TIES = {
    "alter": ("int32", "person or -1", "the other person"),
    "strength": ("float32", "0..1", "tie strength now"),
    "trust": ("float32", "0..1", "ego's trust in alter"),
    "knowledge": ("float32", "0..1", "how well ego knows alter"),
    "energy": ("float32", "0..1", "relationship energy once invested"),
    "last_exchange": ("int16", "week", "last two-way exchange, negative before the start"),
    "embedded": ("uint8", "contacts", "mutual contacts when the tie formed, at most 255"),
    "common": ("uint8", "0..255 = 0..1", "common ground of the pair"),
    "liking": ("uint8", "0..255 = 0..1", "sympathy of the pair, once they have talked"),
    "marks": ("uint8", "bits", "NEED_KNOWN 1, OFFER_KNOWN 2, SPOKEN 4, SELLER 8, DROPPED 16"),
}

REQUESTS = {
    "asker": ("int32", "person", "somebody whose request was not accepted"),
    "asked": ("int16", "week", "when"),
}
REQUESTS_KEPT = 64  # a person's last requests that were not accepted; the oldest give way

People = NamedTuple("People", [(name, np.ndarray) for name in PEOPLE])


Ties = NamedTuple("Ties", [(name, np.ndarray) for name in (*TIES, *REQUESTS)])
People.__doc__ = "Columns of people, each of shape [people]; see `PEOPLE` for dtype, range and meaning."
Ties.__doc__ = "Columns of ties, each of shape [people, slots], and of requests not accepted, [people, REQUESTS_KEPT]; see `TIES`, `REQUESTS`."


class State(NamedTuple):
    """Everything that changes in a run."""

    people_rows: np.ndarray  # structured [people]: rows for the compiled driver
    book: Ties  # address books, the same for both drivers

    @property
    def people(self) -> People:
        """Views of the people's columns."""
        return People(*(self.people_rows[name] for name in PEOPLE))

    @property
    def ties(self) -> Ties:
        """The columns of ties."""
        return self.book


def row_type(columns: dict[str, tuple[str, str, str]]) -> np.dtype:
    """Aligned structured type of a table of columns."""
    return np.dtype([(name, dtype) for name, (dtype, _, _) in columns.items()], align=True)


def empty_state(people: int, slots: int) -> State:
    """Columns for `people` persons with `slots` places in each address book, nobody knowing anybody.

    Unused slots are never touched, so they cost no memory.
    """
    rows = np.zeros(people, row_type(PEOPLE))
    for name in ("offer", "need", "event", "pushed_by", "supplier", "first_deal"):
        rows[name] = NONE
    ties = (np.zeros((people, slots), dtype) for dtype, _, _ in TIES.values())
    requests = (np.zeros((people, REQUESTS_KEPT), dtype) for dtype, _, _ in REQUESTS.values())
    return State(rows, Ties(*ties, *requests))


def place_among(numbers, count, wanted):
    """Place of a number among the first `count` of a row in which each stands once, or -1."""
    for place in range(count):
        if numbers[place] == wanted:
            return place
    return NONE


@overload(place_among)
def _place_among(numbers, count, wanted):
    """The same without leaving early, all in 32 bits: compilers turn that into vector instructions."""

    def search(numbers, count, wanted):
        target = np.int32(wanted)
        found = np.int32(0)
        for place in range(np.int32(count)):
            found = np.int32(found | (np.int32(place + 1) if numbers[place] == target else np.int32(0)))
        return np.int64(found) - 1

    return search


@rule
def slot_of(ties, ego, contacts, alter):
    """Slot of alter in ego's address book, or -1."""
    return place_among(ties.alter[ego], contacts, alter)


@rule
def slot_by_hint(ties, ego, contacts, alter, hint):
    """Slot of alter in ego's address book, or -1: where it was a while ago (or -1), else where it is now."""
    if hint >= 0 and hint < contacts and ties.alter[ego, hint] == alter:
        return whole(hint)
    return slot_of(ties, ego, contacts, alter)


@rule
def place_of_request(people, ties, reader, asker):
    """Where the reader keeps a request of `asker` that it did not accept, or -1."""
    return place_among(ties.asker[reader], min(whole(people.refused[reader]), REQUESTS_KEPT), asker)


@rule
def keep_request(people, ties, reader, asker, week):
    """A request was not accepted: the platform keeps it, in place of the oldest if there is no room."""
    place = place_of_request(people, ties, reader, asker)
    if place == NONE:
        place = whole(people.refused[reader]) % REQUESTS_KEPT
        people.refused[reader] += 1
    ties.asker[reader, place] = asker
    ties.asked[reader, place] = week


@rule
def weeks_since_request(people, ties, reader, asker, week):
    """Weeks since the reader did not accept a request of `asker`; very many if none is kept."""
    place = place_of_request(people, ties, reader, asker)
    return LONG_SINCE if place == NONE else whole(week - ties.asked[reader, place])


@rule
def bond_at(ties, ego, slot):
    """The part of a tie that an encounter changes, as plain numbers."""
    return Bond(
        real(ties.strength[ego, slot]),
        real(ties.trust[ego, slot]),
        real(ties.knowledge[ego, slot]),
        real(ties.energy[ego, slot]),
        whole(ties.last_exchange[ego, slot]),
        whole(ties.marks[ego, slot]),
    )


@rule
def put_bond(ties, ego, slot, bond):
    """Write a bond back into its slot."""
    ties.strength[ego, slot] = bond.strength
    ties.trust[ego, slot] = bond.trust
    ties.knowledge[ego, slot] = bond.knowledge
    ties.energy[ego, slot] = bond.energy if bond.energy > bond.strength else bond.strength
    ties.last_exchange[ego, slot] = bond.last_exchange
    ties.marks[ego, slot] = bond.flags


@rule
def swap(column, ego, one, other):
    """Swap two places of a row."""
    column[ego, one], column[ego, other] = column[ego, other], column[ego, one]


@rule
def swap_ties(ties, ego, one, other):
    """Let two ties of ego change their slots."""
    swap(ties.alter, ego, one, other)
    swap(ties.strength, ego, one, other)
    swap(ties.trust, ego, one, other)
    swap(ties.knowledge, ego, one, other)
    swap(ties.energy, ego, one, other)
    swap(ties.last_exchange, ego, one, other)
    swap(ties.embedded, ego, one, other)
    swap(ties.common, ego, one, other)
    swap(ties.liking, ego, one, other)
    swap(ties.marks, ego, one, other)


@rule
def remove_tie(people, ties, ego, slot):
    """Forget a tie: the last one of the address book takes its slot."""
    last = whole(people.contacts[ego]) - 1
    people.contacts[ego] = last
    if slot != last:
        swap_ties(ties, ego, slot, last)


@rule
def relationships_first(people, ties, ego):
    """Move relationships to the first slots of ego's address book; returns how many there are."""
    first, last = 0, whole(people.contacts[ego]) - 1
    while True:
        while first <= last and ties.strength[ego, first] >= RELATIONSHIP:
            first += 1
        while first < last and ties.strength[ego, last] < RELATIONSHIP:
            last -= 1
        if first >= last:
            return first
        swap_ties(ties, ego, first, last)


@rule
def free_slot(people, ties, ego):
    """A slot for a new tie: the next free one, or that of the contact with the least strength and energy."""
    contacts = whole(people.contacts[ego])
    if contacts < ties.alter.shape[1]:
        people.contacts[ego] = contacts + 1
        return contacts
    weakest, least = 0, 3.0
    for slot in range(contacts):
        worth = real(ties.strength[ego, slot]) + real(ties.energy[ego, slot])
        if worth < least:
            weakest, least = slot, worth
    return weakest


@rule
def add_tie(people, ties, ego, alter, bond, mutual, common, liking):
    """A new tie of ego to alter (none may exist): bond, common contacts >= 0, common ground and sympathy 0..1."""
    slot = free_slot(people, ties, ego)
    ties.alter[ego, slot] = alter
    put_bond(ties, ego, slot, bond)
    ties.embedded[ego, slot] = mutual if mutual < 255 else 255
    ties.common[ego, slot] = whole(common * PARTS)
    ties.liking[ego, slot] = whole(liking * PARTS)
    if people.offer[alter] >= 0:
        ties.marks[ego, slot] = bond.flags | SELLER
    return slot
