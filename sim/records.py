"""What a strategy and an encounter see: small records of plain numbers, the same in both drivers."""

from typing import NamedTuple


class Ego(NamedTuple):
    """Oneself while planning or answering."""

    week: int
    hours: float  # h left for this week after promised calls
    capacity: float  # relationships
    contacts: int  # ties in the address book
    relationships: int  # weak and strong ties at the end of last week
    sells: bool  # has an offer
    profile: float  # 0..1
    reputation: float  # -1..1
    load: float  # messages received last week / attention


class Tie(NamedTuple):
    """What one looks at while planning: an own tie, a prospect or an occasion, as ego sees it."""

    looked_at: int  # OWN_TIE, PROSPECT, GROUP, EVENT or PROFILE
    strength: float  # 0..1
    trust: float  # 0..1, ego's trust in alter
    knowledge: float  # 0..1, what ego knows of alter
    energy: float  # 0..1, relationship energy
    silent_weeks: int  # weeks since the last two-way exchange
    common_ground: float  # 0..1, shared topics
    mutual: int  # mutual contacts when the tie formed; 1 for a prospect seen in a contact's list
    need_known: bool  # alter has told a need that ego's offer fits
    offer_known: bool  # ego knows what alter sells
    spoken: bool  # they have talked
    sympathy: float  # 0..1 if they have talked, else -1
    profile: float  # 0..1, prospects only
    reputation: float  # -1..1, prospects only


class Request(NamedTuple):
    """An incoming contact request."""

    note: int  # bits CONCRETE, PITCH_NOTE, OFFER_CALL
    quality: float  # 0..1
    p_accept: float  # 0..1, how an ordinary person would take it
    load: float  # messages this week / attention


class Bond(NamedTuple):
    """The part of a tie that an encounter changes."""

    strength: float
    trust: float
    knowledge: float
    energy: float
    last_exchange: int
    flags: int


class Side(NamedTuple):
    """One of the two people in an encounter."""

    index: int
    offer: int  # topic, -1 none
    need: int  # topic, -1 none
    sensitivity: float  # 0..1
    profile: float  # 0..1
    reputation: float  # -1..1


class Message(NamedTuple):
    """One piece of mail as it is read."""

    action: int
    quality: float  # 0..1
    knowledge: float  # 0..1, the sender's knowledge of the reader
    common: float  # 0..1, common ground
    mutual: int  # people with whom sender and receiver both have a relationship, requests only
    nth: int  # 0 for the first message to this person this week


class Week(NamedTuple):
    """The occasion that random numbers are keyed by."""

    seed: int
    week: int
