"""The state of a run in columns: people, and ties in a fixed number of slots per ego.

Row i of every `Ties` column is the address book of person i; its first `people.contacts[i]` slots are in use.
At the start of a week the first `people.relationships[i]` of them are the relationships, the next
`people.fresh[i]` those with whom something happened last week; beyond that the order means nothing. Nothing
grows. Both drivers work on these columns; each person writes only its own row. In memory a person's columns
stand side by side (a structured array): a look at another person costs one place in memory, not one for every
column. Columns of ties are arrays of their own: address books are gone through tie by tie, a column at a
time.

A column is one line below: name, dtype, range or unit, meaning. What a new column of ties needs beside that stands in
`sim.address_book`, and tests tell what was forgotten.
"""

from typing import Annotated, NamedTuple, get_type_hints

import numpy as np

# Bits of the marks of a tie.
NEED_KNOWN = 1  # alter has told ego about a need that ego's offer fits
OFFER_KNOWN = 2  # ego knows what alter sells
SPOKEN = 4  # they have talked, so ego knows the sympathy
SELLER = 8  # alter has an offer (kept here to spare a look-up)
DROPPED = 16  # ego gives the contact up at the end of the week
WOKEN = 32  # the tie was dormant once and both have exchanged again: it never counts as dormant anew
MUTED = 64  # ego reads nothing by alter any more

NONE = -1
LONG_AGO = -32768  # week
MOST_CANDIDATES = 3  # sellers whom a buyer considers for one need
MOST_LEADS = 16  # buyers whom a seller keeps in view
PARTS = 255.0  # shares kept in one byte: 0..255 stands for 0..1
GAP_PARTS = 2.0  # usual gaps are kept in half weeks
MOST = 255  # as far as one byte counts
REQUESTS_KEPT = 64  # a person's last requests that were not accepted; the oldest give way


class People(NamedTuple):
    """Columns of people, each of shape [people]."""

    group: Annotated[
        np.ndarray, "int16", "index", "group of the scenario: 0 the market, then the sellers' groups in their order",
    ]  # fmt: skip
    strategy: Annotated[np.ndarray, "int16", "index", "strategy followed now; another group's after a switch"]
    hours: Annotated[np.ndarray, "float32", "h/week", "time for networking"]
    activity: Annotated[np.ndarray, "float32", "ratio", "how much this person wishes to be in touch, the average person 1"]
    readiness: Annotated[np.ndarray, "float32", "ratio", "how readily this person answers, the average person 1"]
    capacity: Annotated[np.ndarray, "float32", "relationships", "relationships the head can keep warm; soft"]
    attention: Annotated[np.ndarray, "float32", "answers/week", "answers given at most"]
    answer_share: Annotated[np.ndarray, "float32", "0..1", "share of the mail read that is answered, as expected"]
    topics: Annotated[np.ndarray, "uint32", "bit set", "interests and groups"]
    offer: Annotated[np.ndarray, "int8", "topic or -1", "what a seller sells"]
    sensitivity: Annotated[np.ndarray, "float32", "0..1", "how much a money motive annoys"]
    profile: Annotated[np.ndarray, "float32", "0..1", "how well the profile is kept"]
    reputation: Annotated[np.ndarray, "float32", "-1..1", "what the platform at large thinks"]
    shows_contacts: Annotated[np.ndarray, "uint8", "0/1", "contact list open to others"]
    need: Annotated[np.ndarray, "int8", "topic or -1", "what this person wants to buy"]
    need_week: Annotated[np.ndarray, "int16", "week", "first week with this need, negative before the start"]
    decides: Annotated[np.ndarray, "int16", "week or -1", "week in which this buyer decides"]
    segments: Annotated[np.ndarray, "uint32", "bit set", "topics in which this person can ever buy"]
    leads: Annotated[np.ndarray, "int16", "buyers", "leads and opportunities that this seller keeps in view"]
    delivery: Annotated[np.ndarray, "float32", "h", "work owed to those who bought"]
    debt: Annotated[np.ndarray, "float32", "h", "hours already promised to calls"]
    contacts: Annotated[np.ndarray, "int16", "ties", "slots of the address book in use"]
    relationships: Annotated[np.ndarray, "int16", "ties", "weak and strong ties at the end of last week"]
    fresh: Annotated[
        np.ndarray, "int16", "ties", "others with whom something happened of late: in the slots after the relationships",
    ]  # fmt: skip
    given_up: Annotated[np.ndarray, "uint16", "ties", "contacts to be dropped at the end of the week"]
    dormant_before: Annotated[np.ndarray, "int16", "ties", "dormant ties when the whole address book was last gone through"]
    strength_before: Annotated[
        np.ndarray, "int32", "strength x 2**20", "strength of all ties below a relationship at that time",
    ]  # fmt: skip
    load: Annotated[np.ndarray, "float32", "ratio", "messages received in the last read week x answer_share / attention"]
    posts: Annotated[np.ndarray, "uint8", "posts", "posts written this week"]
    posts_before: Annotated[np.ndarray, "uint8", "posts", "posts written last week"]
    event: Annotated[np.ndarray, "int8", "topic or -1", "event attended this week"]
    groomed: Annotated[np.ndarray, "uint8", "0/1", "profile groomed this week"]
    annoyed: Annotated[np.ndarray, "uint16", "people", "receivers annoyed by own pitches this week"]
    spent: Annotated[np.ndarray, "float64", "h", "hours spent since the start"]
    spent_at_deal: Annotated[np.ndarray, "float64", "h", "hours spent when the last deal was closed"]
    deals: Annotated[np.ndarray, "int32", "deals", "deals closed as a seller since the start"]
    earned: Annotated[np.ndarray, "float64", "EUR", "value of these deals"]
    first_deal: Annotated[np.ndarray, "int16", "week or -1", "week of the first deal"]
    unwanted: Annotated[np.ndarray, "int32", "messages", "unwanted pitches received since the start"]
    refused: Annotated[np.ndarray, "int32", "people", "requests not accepted that were kept since the start"]
    asked_lately: Annotated[
        np.ndarray, "int32", "requests", "own requests since the platform last looked at them",
    ]  # fmt: skip
    accepted_lately: Annotated[np.ndarray, "int32", "requests", "of these, accepted"]
    restricted: Annotated[np.ndarray, "int16", "weeks", "for how much longer the platform takes no requests"]


class Ties(NamedTuple):
    """Columns of ties, each of shape [people, slots]; of requests not accepted, [people, REQUESTS_KEPT]; of groups, [people, groups]."""

    alter: Annotated[np.ndarray, "int32", "person or -1", "the other person"]
    strength: Annotated[np.ndarray, "float32", "0..1", "tie strength now"]
    trust: Annotated[np.ndarray, "float32", "0..1", "ego's trust in alter"]
    knowledge: Annotated[np.ndarray, "float32", "0..1", "how well ego knows alter"]
    energy: Annotated[np.ndarray, "float32", "0..1", "relationship energy once invested"]
    last_exchange: Annotated[np.ndarray, "int16", "week", "last two-way exchange, negative before the start"]
    embedded: Annotated[np.ndarray, "uint8", "contacts", "mutual contacts when the tie formed, at most 255"]
    common: Annotated[np.ndarray, "uint8", "0..255 = 0..1", "common ground of the pair"]
    since: Annotated[np.ndarray, "int16", "week", "week in which the tie formed; LONG_AGO: before the start"]
    approached: Annotated[np.ndarray, "int16", "week", "week in which ego last wrote or called; LONG_AGO: never in this run"]
    sympathy: Annotated[np.ndarray, "uint8", "0..255 = 0..1", "sympathy of the pair, once they have talked"]
    marks: Annotated[
        np.ndarray, "uint8", "bits", "NEED_KNOWN 1, OFFER_KNOWN 2, SPOKEN 4, SELLER 8, DROPPED 16, WOKEN 32, MUTED 64",
    ]  # fmt: skip
    unanswered: Annotated[np.ndarray, "uint8", "times", "alter approached ego in a row without an answer, at most 255"]
    pushes: Annotated[np.ndarray, "uint8", "times", "ego approached alter in a row without an answer, at most 255"]
    gap: Annotated[np.ndarray, "uint8", "half weeks", "usual gap between two-way exchanges, 0 unknown, at most 255"]
    back: Annotated[np.ndarray, "int16", "slot or -1", "where ego stood in alter's address book when it last wrote; a hint"]
    asker: Annotated[np.ndarray, "int32", "person", "somebody whose request was not accepted"]
    asked: Annotated[np.ndarray, "int16", "week", "when; 32767: blocked for good"]
    times: Annotated[np.ndarray, "uint8", "times", "asked in a row without being accepted, at most 255"]
    trust_before: Annotated[
        np.ndarray, "float64", "trust x 2**20",
        "trust above a stranger's in each group's sellers below a relationship, when the address book was last gone through",
    ]  # fmt: skip


class Sales(NamedTuple):
    """Buyers' candidates, of shape [people, MOST_CANDIDATES], and `buyer`, the leads that sellers keep in view, of shape [people, MOST_LEADS].

    The candidates of a need stay in their places until it ends, so that nobody is considered twice for one need.
    """

    seller: Annotated[np.ndarray, "int32", "person or -1", "a seller whom this buyer considers"]
    route: Annotated[np.ndarray, "uint8", "0 push, 1 pull, 2 referral", "how that seller was found"]
    stage: Annotated[np.ndarray, "uint8", "code", "LEAD_OPEN to DECLINED"]
    told: Annotated[np.ndarray, "uint8", "0/1", "the seller knows of this buyer's interest"]
    noted: Annotated[np.ndarray, "uint8", "0/1", "the end is written into the table of leads"]
    known: Annotated[np.ndarray, "uint8", "0/1", "the buyer knew what this seller sells when the need arose"]
    picked: Annotated[np.ndarray, "uint8", "0/1", "the seller had chosen this buyer for its sign of fit"]
    first: Annotated[np.ndarray, "int16", "week or -1", "week in which their tie formed, -1 before the start or without one"]
    week: Annotated[np.ndarray, "int16", "week", "week in which this became a lead"]
    opened: Annotated[np.ndarray, "int16", "week or -1", "week in which this became an opportunity"]
    worked: Annotated[np.ndarray, "int16", "week", "week of the last work on it"]
    hours: Annotated[np.ndarray, "float32", "h", "the seller's work on it so far"]
    due: Annotated[np.ndarray, "float32", "h/week", "work that the opportunity needs in a week"]
    trust: Annotated[np.ndarray, "float32", "0..1", "the buyer's trust when this became a lead"]
    buyer: Annotated[np.ndarray, "int32", "person", "a buyer whom this seller keeps in view"]


def table_of(columns: type) -> dict[str, tuple[str, str, str]]:
    """Every column of a class: name -> (dtype, range or unit, meaning)."""
    return {name: hint.__metadata__ for name, hint in get_type_hints(columns, include_extras=True).items()}


REQUESTS = {name: column for name, column in table_of(Ties).items() if name in ("asker", "asked", "times")}
BY_GROUP = {name: column for name, column in table_of(Ties).items() if name == "trust_before"}
TIES = {name: column for name, column in table_of(Ties).items() if name not in REQUESTS | BY_GROUP}
PEOPLE = table_of(People)
SALES = table_of(Sales)


DEALS = {
    "buyer": ("int32", "person", "who bought"),
    "seller": ("int32", "person", "who sold"),
    "route": ("uint8", "0 push, 1 pull, 2 referral", "how the buyer found the seller"),
    "topic": ("int8", "topic", "what was bought"),
    "strength": ("float32", "0..1", "strength of the buyer's tie to the seller before the deal, 0 without one"),
    "trust": ("float32", "0..1", "the buyer's trust in the seller before the deal"),
    "value": ("float64", "EUR", "value of the deal"),
    "hours": ("float64", "h", "hours the seller spent since its last deal"),
}


LEADS = {
    "buyer": ("int32", "person", "who considered the seller"),
    "seller": ("int32", "person", "who was considered"),
    "route": ("uint8", "0 push, 1 pull, 2 referral", "how the buyer found the seller"),
    "stage": ("uint8", "code", "0 lead and 1 opportunity still open, 2 won, 3 lost, 4 no decision, 5 neglected, 6 declined after the talk"),
    "known": ("uint8", "0/1", "the buyer knew what the seller sells when the need arose"),
    "picked": ("uint8", "0/1", "the seller had chosen the buyer for its sign of fit"),
    "first_message": ("int16", "week or -1", "week in which their tie formed; -1: before the start, or no tie yet"),
    "week": ("int16", "week", "week in which the buyer became interested or inquired"),
    "week_opportunity": ("int16", "week or -1", "week in which the talk opened an opportunity"),
    "week_end": ("int16", "week or -1", "week in which it was over"),
    "hours": ("float32", "h", "hours the seller worked on it before the decision"),
    "trust": ("float32", "0..1", "the buyer's trust in the seller when it became a lead"),
}


class State(NamedTuple):
    """Everything that changes in a run."""

    people_rows: np.recarray  # structured [people]: rows for the compiled driver
    ties: Ties  # address books, the same for both drivers
    sales: Sales  # what is between buyers and sellers

    @property
    def people(self) -> People:
        """Views of the people's columns."""
        return People(*(self.people_rows[name] for name in PEOPLE))


def row_type(columns: dict[str, tuple[str, str, str]]) -> np.dtype:
    """Aligned structured type of a table of columns."""
    return np.dtype([(name, dtype) for name, (dtype, _, _) in columns.items()], align=True)


def room_for_deals(count: int) -> np.recarray:
    """Room for so many deals of a week, structured [deals], see `DEALS`."""
    return np.zeros(count, row_type(DEALS)).view(np.recarray)


def first_rows(rows: np.recarray, count: int) -> np.recarray:
    """The first rows of a table."""
    return rows[:count].view(np.recarray)


def room_for_leads(count: int) -> np.recarray:
    """Room for so many leads, structured [leads], see `LEADS`."""
    return np.zeros(count, row_type(LEADS)).view(np.recarray)


def empty_state(people: int, slots: int, groups: int = 1) -> State:
    """Columns for `people` persons of `groups` groups with `slots` places in each address book, nobody knowing anybody.

    Unused slots are never touched, so they cost no memory.
    """
    rows = np.zeros(people, row_type(PEOPLE)).view(np.recarray)
    for name in ("offer", "need", "event", "decides", "first_deal"):
        rows[name] = NONE
    ties = (np.zeros((people, slots), dtype) for dtype, _, _ in TIES.values())
    requests = (np.zeros((people, REQUESTS_KEPT), dtype) for dtype, _, _ in REQUESTS.values())
    by_group = (np.zeros((people, groups), dtype) for dtype, _, _ in BY_GROUP.values())
    sales = (np.zeros((people, MOST_LEADS if name == "buyer" else MOST_CANDIDATES), dtype) for name, (dtype, _, _) in SALES.items())
    state = State(rows, Ties(*ties, *requests, *by_group), Sales(*sales))
    state.sales.seller[:] = NONE
    return state
