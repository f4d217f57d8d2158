"""The Mesa driver: the week of `sim.week`, person by person, to read, teach, debug and subclass.

    model       a market of networkers that steps week by week
    networker   one of them, a thin view of its row with verbs
"""
