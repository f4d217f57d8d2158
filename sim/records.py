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
    in_mind: int  # ties that come to mind this week; while answering a request, all
    activity: float  # how much one wishes to be in touch, the average person 1


class Tie(NamedTuple):
    """What one looks at while planning: an own tie, a prospect, an occasion or a lead, as ego sees it."""

    looked_at: int  # OWN_TIE, PROSPECT, GROUP, EVENT, PROFILE or LEAD
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
    pushes: int = 0  # how often ego approached alter in a row without an answer
    usual_gap: float = 0.0  # weeks between two-way exchanges of the pair, 0 unknown
    woken: bool = False  # once dormant, then in touch again: it never counts as dormant anew
    fit: float = 0.0  # 1 if this person looks like one who can buy what ego sells, else 0; right more often the better one knows it
    approached_weeks: int = 32767  # weeks since ego last wrote or called
    stage: int = 0  # of a lead: 0 interested, 1 an opportunity
    hours_due: float = 0.0  # h of work that a lead needs this week


class Request(NamedTuple):
    """An incoming contact request."""

    note: int  # bits CONCRETE, PITCH_NOTE, OFFER_CALL
    quality: float  # 0..1
    p_accept: float  # 0..1, how an ordinary person would take it
    load: float  # messages this week / attention


class Bond(NamedTuple):
    """The part of a tie that an encounter changes."""

    strength: float  # 0..1
    trust: float  # 0..1
    knowledge: float  # 0..1
    energy: float  # 0..1
    last_exchange: int  # week
    marks: int  # bits, see `sim.state`


class Pair(NamedTuple):
    """What stays as it is for two people once a tie forms."""

    mutual: int  # people with whom both have a relationship
    common: float  # 0..1, common ground
    sympathy: float  # 0..1 if they have talked, else 0


class Side(NamedTuple):
    """One of the two people in an encounter."""

    index: int  # type: ignore[assignment]
    offer: int  # topic, -1 none
    need: int  # topic, -1 none
    sensitivity: float  # 0..1
    profile: float  # 0..1
    reputation: float  # -1..1
    readiness: float  # how readily this person answers, the average person 1


class Message(NamedTuple):
    """One piece of mail as it is read."""

    action: int
    quality: float  # 0..1
    knowledge: float  # 0..1, the writer's knowledge of the reader
    trust: float  # 0..1, the writer's trust in the reader
    common: float  # 0..1, common ground
    mutual: int  # people with whom writer and reader both have a relationship, requests only
    nth: int  # 0 for the first message to this person this week
    slot: int  # of the reader in the writer's address book, or -1
    back: int  # of the writer in the reader's, as far as the writer knows, or -1


class Encounter(NamedTuple):
    """A piece of mail and the two whom it concerns, the same when it is read and when its writer hears back."""

    reader: Side
    writer: Side
    message: Message


class Offer(NamedTuple):
    """An offer that meets a need, as its reader sees it."""

    buyer: int
    seller: int
    trust: float  # 0..1, in the seller
    knowledge: float  # 0..1, of the seller
    known: bool  # the buyer knew what the seller sells when the need arose
    since: int  # week in which the tie to the seller formed
    picked: bool  # the seller chose this person for its sign of fit


class Dice(NamedTuple):
    """Three random 32-bit words that decide whom the platform shows."""

    source: int
    pick: int
    other: int


class Now(NamedTuple):
    """Which run it is and which week: what random numbers hang on beside purpose and people."""

    seed: int
    week: int
