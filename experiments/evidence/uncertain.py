"""The uncertain parameters of the model: one table of what is thought possible before anything is measured."""

from ..statistics.history_matching import Prior

FREE = "assumption: no source; a range wide enough that the patterns decide"

UNCERTAIN = {
    # ordinary people
    "market.hours": Prior(1.0, 4.0, "linear", "assumption: no source; an hour a week to half an hour a day"),
    "market.contacts": Prior(240.0, 420.0, "linear", "known people beyond the 150 of Hill & Dunbar 2003; up to what a list holds"),
    "market.parameters.effort_minutes": Prior(2.0, 8.0, "linear", "a short to a careful note; assumption"),
    "market.parameters.notes_to_mere": Prior(0.3, 8.0, "log", FREE),
    "market.parameters.p_contact_weak": Prior(0.1, 2.5, "log", FREE),
    "market.parameters.p_contact_strong": Prior(0.0, 1.5, "linear", FREE),
    "market.parameters.call_share": Prior(0.05, 0.5, "linear", FREE),
    "market.parameters.reconnects": Prior(0.3, 10.0, "log", FREE),
    "market.parameters.p_request": Prior(0.005, 0.4, "log", FREE),
    "market.parameters.request_mutual": Prior(0.01, 0.6, "log", FREE),
    "market.capacity": Prior(60.0, 250.0, "linear", "re-analysis of Dunbar's number: 4 to 520; Lindenfors et al. 2021"),
    "market.sensitivity": Prior(0.2, 0.9, "linear", FREE),
    "market.shows_contacts": Prior(0.3, 1.0, "linear", FREE),
    # ties and answers
    "rules.forgetting.half_life_weeks": Prior(6.0, 60.0, "log", "weeks to a year without contact: Burt 2002; Roberts & Dunbar 2011"),
    "rules.forgetting.embedding": Prior(0.0, 3.0, "linear", "none to fourfold life with common contacts: Burt 2002"),
    "rules.reinforcement.letter": Prior(0.015, 0.12, "log", FREE),
    "rules.acceptance.intercept": Prior(-4.0, -0.5, "linear", "2 to 38 % of requests by strangers; Boshmaf et al. 2011: 19 %"),
    "rules.acceptance.mutual_contact": Prior(0.3, 5.0, "linear", "1.4 times the odds and far beyond Boshmaf et al. 2011"),
    "rules.reconnecting.p_answer_contact": Prior(0.1, 0.45, "linear", FREE),
    "rules.reconnecting.history": Prior(0.0, 2.0, "linear", FREE),
    "rules.information.p_answer": Prior(0.4, 1.0, "linear", FREE),
    # trust and trade: no pattern of ordinary people informs them
    "rules.trust.eta": Prior(0.04, 0.16, "linear", FREE),
    "rules.trust.asymmetry": Prior(1.0, 4.0, "linear", "losses weigh 1 to 4 times gains: Slovic 1993; Poortinga & Pidgeon 2004"),
    "rules.trade.needs_per_year": Prior(0.5, 3.0, "log", FREE),
    "rules.trade.trust": Prior(0.5, 5.0, "log", FREE),
    "rules.trade.strength": Prior(0.1, 1.2, "log", FREE),
    "rules.trade.outside": Prior(0.2, 1.8, "linear", FREE),
    "rules.trade.recall": Prior(0.001, 0.1, "log", FREE),
    "rules.trade.ask_around": Prior(0.005, 0.2, "log", FREE),
    "rules.pitching.annoyance": Prior(0.3, 1.0, "linear", FREE),
    "rules.pitching.p_react": Prior(0.002, 0.1, "log", "0.1 to 3 % of messages: mail providers' limits for complaints, vendors' opt-outs"),
    "rules.pitching.reputation_lost": Prior(0.0001, 0.005, "log", FREE),
    "rules.acceptance.money_motive": Prior(0.5, 6.0, "linear", FREE),
    "rules.acceptance.note": Prior(0.3, 4.0, "linear", FREE),
    "rules.acceptance.vouched": Prior(0.0, 0.8, "linear", FREE),
}
"""Key of the config -> prior. All of them vary in every calibrated world, those that no pattern informs included."""
