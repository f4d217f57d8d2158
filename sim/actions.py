"""What a networker can do in a week, and how many hours it costs.

A strategy returns an action code. The low four bits are the kind; a request adds its note
(`CONCRETE` or `PITCH_NOTE`; blank without either) and may add `OFFER_CALL`:
`REQUEST | CONCRETE | OFFER_CALL`.
"""

from .compiling import rule

NOTHING = 0
REQUEST = 1
SHARE_INFO = 2
CALL = 3
RECONNECT = 4
PITCH = 5
POST = 6
ATTEND_EVENT = 7
GROOM_PROFILE = 8
WORK = 9
DROP = 10

KIND = 15
CONCRETE = 16
PITCH_NOTE = 32
OFFER_CALL = 64
PICKED = 128  # chosen for the sign of fit that this person showed
ACTION_BITS = 255

KINDS = {
    REQUEST: "request",
    SHARE_INFO: "share_info",
    CALL: "call",
    RECONNECT: "reconnect",
    PITCH: "pitch",
    POST: "post",
    ATTEND_EVENT: "attend_event",
    GROOM_PROFILE: "groom_profile",
    WORK: "work",
}
"""Name of every kind that costs time (dropping a contact costs none)."""

CALL_HOURS = 0.5
CALL_MISSED_HOURS = 0.1
POST_HOURS = 0.5
EVENT_HOURS = 3.0
GROOM_HOURS = 0.5

# What a person can look at when planning: a tie of its own, a person the platform shows, an occasion, or a buyer at work on.
OWN_TIE = 0
PROSPECT = 1
GROUP = 2
EVENT = 3
PROFILE = 4
LEAD = 5

# How an incoming request can be answered.
DECLINE = 0
ACCEPT = 1
ACCEPT_AND_CALL = 2

# What a reply can say, as bits.
READ = 1
ACCEPTED = 2
ANSWERED = 4
TALKED = 8
NEED_TOLD = 16
ANNOYED = 32
BROKEN = 64
OFFER_HEARD = 128
INTERESTED = 256
SHUT_OUT = 512
TAKEN_UP = ACCEPTED | ANSWERED | TALKED


@rule
def hours_of(action, effort_minutes, pitch_minutes):
    """Hours that an action costs; letters and offers cost the minutes put into them. Work on a lead costs what the lead needs."""
    kind = action & KIND
    if kind == CALL:
        return CALL_HOURS
    if kind == PITCH:
        return pitch_minutes / 60.0
    if kind == POST:
        return POST_HOURS
    if kind == ATTEND_EVENT:
        return EVENT_HOURS
    if kind == GROOM_PROFILE:
        return GROOM_HOURS
    if kind == DROP or kind == WORK or kind == NOTHING:
        return 0.0
    return effort_minutes / 60.0


@rule
def is_mail(action):
    """Whether the action is a message to one person."""
    kind = action & KIND
    return (kind >= REQUEST and kind <= PITCH) or kind == WORK


@rule
def can_repeat(action):
    """Whether this can be done several times a week (towards the same person)."""
    kind = action & KIND
    return kind == SHARE_INFO or kind == CALL or kind == POST


@rule
def fits(action, looked_at):
    """Whether an action is possible towards what was looked at (requests go to prospects only, ...)."""
    kind = action & KIND
    if looked_at == OWN_TIE:
        return (kind >= SHARE_INFO and kind <= PITCH) or kind == DROP
    if looked_at == PROSPECT:
        return kind == REQUEST
    if looked_at == GROUP:
        return kind == POST
    if looked_at == EVENT:
        return kind == ATTEND_EVENT
    if looked_at == LEAD:
        return kind == WORK
    return kind == GROOM_PROFILE
