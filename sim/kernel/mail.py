"""Mail in columns: written by senders, routed to receivers by a counting sort, answered in place."""

from typing import NamedTuple

import numpy as np

from ..compiling import kernel, real, rule, whole
from ..records import Message
from ..state import MOST_LEADS
from ..week import Prepared

COLUMNS = {
    "sender": "int32",
    "receiver": "int32",
    "action": "uint8",
    "nth": "uint8",
    "mutual": "uint8",
    "reply": "uint16",
    "slot": "int16",
    "back": "int16",
    "quality": "float32",
    "knowledge": "float32",
    "common": "float32",
    "trust": "float32",
}


class Post(NamedTuple):
    """The mail of a run, used anew every week."""

    mail: np.ndarray  # structured, COLUMNS
    room: np.ndarray  # int64[people + 1], first place that is free for each person's mail at most
    out_start: np.ndarray  # int64[people]
    out_count: np.ndarray  # int32[people]
    in_start: np.ndarray  # int64[people + 1]
    order: np.ndarray  # int64, messages by receiver, then by sender


def post_of(prepared: Prepared, hours: np.ndarray, group: np.ndarray) -> Post:
    """Room for the mail of a week: as many messages as two weeks' hours allow (missed calls give time back)."""
    quickest = [min(e.effort_minutes, e.pitch_minutes) / 60.0 for e in prepared.entries]
    per_letter = np.where(group == 0, quickest[0], min(quickest))
    most = np.ceil(2.0 * hours / per_letter).astype(np.int64) + 1 + np.where(group == 0, 0, MOST_LEADS)
    room = np.concatenate(([0], np.cumsum(most)))
    size = whole(room[-1])
    return Post(
        np.empty(size, np.dtype(list(COLUMNS.items()), align=True)).view(np.recarray),
        room,
        np.zeros(hours.shape[0], np.int64),
        np.zeros(hours.shape[0], np.int32),
        np.zeros(hours.shape[0] + 1, np.int64),
        np.empty(size, np.int64),
    )


@rule
def message_at(mail, m):
    """One message as a record."""
    return Message(
        whole(mail.action[m]),
        real(mail.quality[m]),
        real(mail.knowledge[m]),
        real(mail.trust[m]),
        real(mail.common[m]),
        whole(mail.mutual[m]),
        whole(mail.nth[m]),
        whole(mail.slot[m]),
        whole(mail.back[m]),
    )


@kernel
def count_mail(lo, hi, post, counts):
    """Messages per receiver from the senders lo..hi-1."""
    counts[:] = 0
    for i in range(lo, hi):
        for m in range(post.out_start[i], post.out_start[i] + post.out_count[i]):
            counts[post.mail.receiver[m]] += 1


@kernel
def start_inboxes(post, counts):
    """Where each inbox starts, and (in `counts`) where each share of senders puts its part of it."""
    place = np.int64(0)
    for i in range(counts.shape[1]):
        post.in_start[i] = place
        for share in range(counts.shape[0]):
            number = counts[share, i]
            counts[share, i] = place
            place += number
    post.in_start[counts.shape[1]] = place


@kernel
def deliver(lo, hi, post, counts):
    """Put the messages of senders lo..hi-1 into the inboxes: by receiver, then sender, then order of sending."""
    for i in range(lo, hi):
        for m in range(post.out_start[i], post.out_start[i] + post.out_count[i]):
            receiver = post.mail.receiver[m]
            post.order[counts[receiver]] = m
            counts[receiver] += 1


@kernel
def sort_mail(people, post, counts):
    """The three steps in one, for a single thread; counts: int64[1, people]."""
    count_mail(0, people, post, counts[0])
    start_inboxes(post, counts)
    deliver(0, people, post, counts[0])
