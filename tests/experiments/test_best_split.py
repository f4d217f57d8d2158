"""The table of the best use of hours, from proposals made by hand."""

import pandas as pd

from experiments.search import table_of


def test_weights_of_actions_are_no_shares_of_hours():
    found = pd.DataFrame({"value": [1.0, 0.5], "share_info": [1.2, 0.1], "share_share_info": [0.4, 0.2], "share_call": [0.6, 0.8],
                          "effort_minutes": [5.0, 6.0]})  # fmt: skip
    final = pd.DataFrame({"proposal": [1, 0], "mean": [0.9, 0.3], "low": [0.8, 0.2], "high": [1.0, 0.4], "searched": [1.0, 0.0],
                          "effort_minutes": [5.0, 0.0], "note": [1, 1]})  # fmt: skip
    row = table_of([(5.0, 52, found, final)]).iloc[0]
    shares = row[[name for name in row.index if name.startswith("share_")]]
    assert shares.sum() == 1 and "share_info" not in row
    assert row["near"] == 1 and row["trials"] == 2
