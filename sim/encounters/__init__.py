"""What happens when two people meet, one file for each kind of encounter.

A kind of mail says what its reader does (`read_...(bond, met, world)` -> the reader's bond afterwards and the reply) and
what its writer hears (`hear_...(bond, reply, met, world)` -> the writer's bond). `sim.phases.read` and `sim.phases.hear`
choose the kind and keep the tie. Every chance is keyed by its purpose and the two people. Nobody's strategy is visible here.

    request         a contact request: accepted or not, perhaps with a call at once
    information     something to read that may be of use
    reconnection    a message after long silence
    call            a call that is picked up or not
    pitch           an offer: welcome, tolerated or an intrusion
    meeting         two people at an event
    post            a post of a contact that is noticed
    deal            what a deal does to both sides

Shared by them: `bonds` (how a bond changes) and `talk` (what people tell each other: needs, offers, sympathy).
"""
