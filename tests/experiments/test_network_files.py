"""Real networks from files: formats, encodings, bad input."""


import networkx as nx
import numpy as np
import pytest

from experiments.errors import UserError
from experiments.networks.read import NetworkFile, read_network

LOG = "anna,bert,2020-01-01\nbert,anna,2020-01-09\n"
EXPORT = (
    'Notes:\n"Some addresses are missing, because\n""private"" contacts hide them."\n\n'
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
)
GRAPHML = (
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    '<key id="w" for="edge" attr.name="weight" attr.type="double"/>'
    '<graph edgedefault="undirected"><node id="a"/><node id="b"/><node id="c"/>{}</graph></graphml>'
)


@pytest.fixture
def read(tmp_path):
    """Read a network from content: text or bytes."""

    def reading(content: str | bytes, **options) -> NetworkFile:
        path = tmp_path / "network.txt"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_network(path, **options)

    return reading


@pytest.fixture
def refusal(read):
    """The one sentence with which content is refused, without the path before it."""

    def refused(content: str | bytes, **options) -> str:
        with pytest.raises(UserError) as error:
            read(content, **options)
        path, sentence = str(error.value).split(": ", 1)
        assert path.endswith("network.txt") and "\n" not in sentence
        return sentence

    return refused


def pairs(network: NetworkFile) -> dict[tuple[str, str], float]:
    """Strength of every tie by names."""
    ties, names = network.ties, network.labels
    return {(names[i], names[j]): float(s) for i, j, s in zip(ties.ego, ties.alter, ties.strength)}


# Real logs


def test_email_of_a_department(shared_data):
    network = read_network(shared_data / "email-Eu-Dept1.txt")
    summary = network.summary
    assert (summary.format, summary.people, summary.rows, summary.ties) == ("messages", 309, 61_046, 2 * 1938)
    assert (summary.self_loops, summary.broken_lines, summary.ties_over_slots, summary.duplicates) == (0, 0, 0, 896)
    assert (summary.strong, summary.weak, summary.dormant, summary.mere) == (606, 1277, 21, 1972)
    assert "38 weeks in which nobody wrote" in str(summary)
    assert len(network.labels) == len(set(network.labels)) == network.ties.people == 309
    assert network.ties.last_exchange.min() >= -114


def test_messages_of_a_college(shared_data):
    network = read_network(shared_data / "CollegeMsg.txt")
    summary = network.summary
    assert (summary.people, summary.rows, summary.ties, summary.duplicates) == (1899, 59_835, 2 * 13_838, 37)
    assert (summary.strong, summary.weak, summary.dormant, summary.mere) == (215, 6838, 0, 20_623)
    assert "gap in the record" not in str(summary)


def test_few_slots_keep_the_strongest_of_every_person(shared_data):
    everything = read_network(shared_data / "email-Eu-Dept1.txt").ties
    few = read_network(shared_data / "email-Eu-Dept1.txt", slots=10)
    assert np.bincount(few.ties.ego).max() == 10
    assert few.summary.ties_over_slots == len(everything.ego) - len(few.ties.ego) > 0
    assert "beyond 10 a person" in str(few.summary)
    for ego in (0, 100, 300):
        best = np.sort(everything.strength[everything.ego == ego])[::-1][:10]
        assert np.array_equal(np.sort(few.ties.strength[few.ties.ego == ego])[::-1], best)


# Formats that mean the same

SAME = {
    "comma": LOG,
    "header": "from,to,date\n" + LOG,
    "other order": "date,to,from\n2020-01-01,bert,anna\n2020-01-09,anna,bert\n",
    "extra columns": 'from,subject,to,date\nanna,"a,\nb",bert,2020-01-01\nbert,c,anna,2020-01-09\n',
    "unknown names": "who,whom,moment\n" + LOG,
    "tabs": "sender\treceiver\ttime\n" + LOG.replace(",", "\t"),
    "spaces": LOG.replace(",", "  "),
    "clock after a space": "anna bert 2020-01-01 10:00:00\nbert anna 2020-01-09 11:00:00\n",
    "remarks": "# a log\n\n" + LOG,
    "German": "Von;An;Datum\nanna;bert;01.01.2020\nbert;anna;09.01.2020 14:05\n".replace("2020\n", "2020 08:00\n", 1),
    "separator note": "sep=;\nVon;An;Gesendet am\nanna;bert;01.01.2020\nbert;anna;09.01.2020\n",
    "unix seconds": "anna,bert,1577836800\nbert,anna,1578528000\n",
    "milliseconds": "sender,receiver,timestamp\nanna,bert,1577836800000\nbert,anna,1578528000000\n",
    "digits": "sender,receiver,date\nanna,bert,20200101\nbert,anna,20200109\n",
    "zone": "anna,bert,2020-01-01T00:00:00+02:00\nbert,anna,2020-01-09T12:00:00Z\n",
    "blank lines": LOG.replace("\n", "\n\n"),
    "Windows": LOG.replace("\n", "\r\n"),
    "old Mac": LOG.replace("\n", "\r"),
    "no last line end": LOG.strip(),
    "quotes": LOG.replace("anna", '"anna"'),
}


@pytest.mark.parametrize("content", SAME.values(), ids=SAME)
def test_one_log_in_many_notations(read, content):
    network, plain = read(content), read(LOG)
    assert network.summary.format == "messages"
    assert pairs(network) == pairs(plain)
    assert network.ties.last_exchange.tolist() == [0, 0]


@pytest.mark.parametrize(
    ("encoding", "named"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("cp1252", "cp1252")]
)
def test_encodings(read, encoding, named):
    network = read("from,to,date\nJörg,Zoë,2020-01-01\n".encode(encoding))
    assert network.labels == ("Jörg", "Zoë")
    assert network.summary.encoding == named
    assert f"the encoding is {named}" in network.summary.assumed


def test_names_that_look_like_missing_values_stay(read):
    assert read("NA,null,2020-01-01\n").labels == ("NA", "null")


def test_edge_lists(read):
    plain = read("a,b\nb,c\n")
    assert plain.summary.format == "edges"
    assert set(pairs(plain)) == {("a", "b"), ("b", "a"), ("b", "c"), ("c", "b")}
    weighted = read("source;target;weight\na;b;0,5\nb;c;2,5\na;c;1,5\n")
    strength = pairs(weighted)
    assert strength["a", "b"] < strength["a", "c"] < strength["b", "c"]
    assert strength["a", "c"] == pytest.approx(0.3)


def test_small_third_numbers_are_weights_and_large_ones_times_unless_told(read):
    small, large = "1 2 5\n2 3 1\n", "1 2 5\n2 3 9000000\n"
    assert [read(small).summary.format, read(large).summary.format] == ["edges", "messages"]
    assert read(small, format="messages", unit="days").summary.format == "messages"
    assert read(large, format="edges").summary.format == "edges"
    assert "third column is a weight" in str(read(small).summary)
    assert read(LOG, format="edges").summary.format == "edges"


def test_graphml(tmp_path):
    graph = nx.DiGraph()
    graph.add_weighted_edges_from([(0, 1, 1.0), (1, 0, 9.0), (1, 2, 3.0), (2, 2, 5.0)])
    nx.set_node_attributes(graph, {0: "Anna", 1: "Bert", 2: "Cora"}, "label")
    nx.write_graphml(graph, tmp_path / "network.graphml")
    network = read_network(tmp_path / "network.graphml")
    assert network.labels == ("Anna", "Bert", "Cora")
    strength = pairs(network)
    assert strength["Anna", "Bert"] < strength["Bert", "Cora"] == strength["Cora", "Bert"] < strength["Bert", "Anna"]
    assert (network.summary.format, network.summary.self_loops) == ("edges", 1)


def test_graphml_without_weights_or_labels(read):
    network = read(GRAPHML.format('<edge source="a" target="b"/><edge source="b" target="a"/>'))
    assert network.labels == ("a", "b", "c")
    assert pairs(network) == {("a", "b"): pytest.approx(0.3), ("b", "a"): pytest.approx(0.3)}
    assert network.summary.duplicates == 1


# Contacts export


def test_a_contacts_export(read):
    rows = 'Anna,Bauer,,,"Acme, Inc.",CEO,12 Mar 2012\nBert,Klein,,,,,01 Jan 2024\nBert,Klein,,,X,,02 Jan 2023\n,,,,X,,02 Jan 2023\n'
    network = read(EXPORT + rows)
    assert network.labels == ("me", "Anna Bauer", "Bert Klein", "Bert Klein (2)")
    ties = network.ties
    assert [ties.ego.tolist(), ties.alter.tolist()] == [[0, 0, 0, 1, 2, 3], [1, 2, 3, 0, 0, 0]]
    assert (network.summary.dormant, network.summary.mere) == (4, 2)
    assert ties.last_exchange.tolist() == [-616, 0, -52] * 2
    assert "1 nameless row" in network.summary.dropped
    assert "no exchange since" in str(network.summary)
    assert ties.owner == 0
    assert "know each other and further people as ordinary people of the market do" in str(network.summary)


def test_a_log_of_ones_own_holds_one_persons_ties_too(read):
    own = "sender,receiver,time\nanna,bert,2020-01-01\ncora,anna,2020-01-09\n"
    assert read(own, me="anna").ties.owner == 0
    for other in (read(own), read(own, me="cora"), read(own + "bert,cora,2020-01-09\n", me="anna")):
        assert other.ties.owner is None
        assert "nothing is known of ties among the others" not in str(other.summary)


DAYS = {
    "iso": ("2019-03-15", "2020-03-13"),
    "long": ("15 March 2019", "13 March 2020"),
    "American": ("Mar 15, 2019", "Mar 13, 2020"),
    "slashes": ("3/15/2019", "3/13/2020"),
    "slashes and clock": ("3/15/19, 10:30 AM", "3/13/20, 9:05 PM"),
    "British": ("15/03/2019", "13/03/2020"),
    "German digits": ("15.03.2019", "13.03.2020"),
    "German": ("15. März 2019", "13. März 2020"),
    "German short": ("15 Mär 2019", "13. Mär. 2020"),
}


@pytest.mark.parametrize("days", DAYS.values(), ids=DAYS)
def test_days_in_many_notations(read, days):
    rows = [f'Anna,Bauer,"{days[0]}"', f'Bert,Klein,"{days[1]}"']
    network = read("\n".join(["First Name,Last Name,Connected On", *rows]))
    assert network.ties.last_exchange[:2].tolist() == [-52, 0]


@pytest.mark.parametrize("month", ["Januar", "Mai", "Juni", "Okt.", "Oktober", "Dez", "Sept."])
def test_a_german_export(read, month):
    network = read(f"Vorname;Nachname;Unternehmen;Position;Vernetzt am\nJörg;Groß;X;Y;3. {month} 2021\n".encode("cp1252"))
    assert network.labels == ("me", "Jörg Groß")


def test_days_that_could_be_read_two_ways_are_told(read):
    assert "would fit as well" in str(read("First Name,Last Name,Connected On\nAnna,B,3/4/2020\n").summary)
    assert "would fit as well" not in str(read("First Name,Last Name,Connected On\nAnna,B,3/24/2020\n").summary)


# Names


def test_names_can_be_hashed(read):
    plain, once, again = read(LOG), read(LOG, hash_names=True), read(LOG, hash_names=True)
    assert plain.labels == ("anna", "bert")
    assert not set(once.labels) & set(again.labels)
    assert all(len(label) == 16 for label in once.labels) and len(set(once.labels)) == 2
    assert "anna" not in str(once)
    assert np.array_equal(plain.ties.strength, once.ties.strength)
    salted = [read(LOG, hash_names=True, salt=salt).labels for salt in ("a", "a", "b")]
    assert salted[0] == salted[1] != salted[2]


# What is dropped


def test_self_loops_are_dropped_and_counted(read):
    summary = read(LOG + "anna,anna,2020-01-03\n").summary
    assert (summary.self_loops, summary.rows) == (1, 3)
    assert "1 message of a person with themselves" in summary.dropped


def test_repeated_lines_stay_in_a_log_and_are_merged_in_an_edge_list(read):
    log = read(LOG + LOG)
    assert log.summary.duplicates == 2 and pairs(log)["anna", "bert"] > pairs(read(LOG))["anna", "bert"]
    edges = read("a,b\na,b\nb,c\n")
    assert edges.summary.duplicates == 1 and pairs(edges) == pairs(read("a,b\nb,c\n"))
    assert "1 repeated edge, merged with the first" in edges.summary.dropped


def test_few_broken_lines_are_dropped_and_named(read):
    summary = read(LOG * 150 + "anna,bert\n\nanna,bert,soon\nanna,bert,2020-01-01,x,y\n").summary
    assert (summary.broken_lines, summary.rows) == (2, 303)
    assert summary.dropped == ("2 broken lines (lines 303, 304)", "1 row without a time (line 301)")


BROKEN = {
    "short": ("anna,bert\n", 101, "line 101 has no time; so do 101 of 201 lines"),
    "nobody": ("anna,,2020-01-01\n", 101, "line 101 lacks one of the two people; so do 101 of 201 lines"),
    "long": ("anna,bert,2020-01-01,4\n", 20, "line 101 has too many columns; 20 of 120 lines are broken, at most 1 % may be"),
    "no time": ("anna,bert,later\n", 20, "line 101 has the time 'later', which is neither unix seconds nor a date; 20 of 120"),
    "today": ("anna,bert,today\n", 20, "line 101 has the time 'today', which is neither"),
}


@pytest.mark.parametrize(("line", "times", "sentence"), BROKEN.values(), ids=BROKEN)
def test_many_broken_lines_are_refused(refusal, line, times, sentence):
    assert refusal(LOG * 50 + line * times).startswith(sentence)


# What is refused

BOMB = '<?xml version="1.0"?>\n<!DOCTYPE x [\n<!ENTITY a "ha">\n<!ENTITY b "&a;&a;&a;&a;">\n]>\n<graphml>&b;</graphml>'
REFUSED = {
    "empty": ("", "is empty"),
    "blank": (" \n\n", "is empty"),
    "remarks only": ("# nothing\n", "holds no data"),
    "header only": ("from,to,time\n", "holds no data below its header"),
    "header of an export only": (EXPORT, "holds no data below its header"),
    "binary": (bytes(range(256)), "is binary"),
    "utf-16 without mark": ("a,b,1\n".encode("utf-16-le"), "is binary, not text (or UTF-16 without"),
    "broken utf-16": (b"\xff\xfea\x00\x00\xd8", "is not text in utf-16"),
    "no encoding": (b"a,b\n\x81,c\n", "is not text in cp1252"),
    "zip": (b"PK\x03\x04", "is a ZIP archive or an Excel workbook; unpack it"),
    "gzip": (b"\x1f\x8b\x08", "is a damaged gzip archive"),
    "one column": ("anna\nbert\n", "has no two columns"),
    "very long line": ("a" * 300_000, "has no two columns"),
    "four columns": ("1 2 3 4\n2 3 4 5\n", "has 4 columns and no header that says what they are"),
    "no receiver": ("from,subject,date\na,b,2020-01-01\n", "the header names no receiver (found: from, subject, date)"),
    "third column": ("a,b,x\nc,d,y\n", "the third column ('x' in its first line) is neither a time nor a weight"),
    "no number": ("from,to,time\na,b,yesterday\n", "line 2 has the time 'yesterday', which is neither"),
    "infinite": ("from,to,time\na,b,inf\nb,a,1577836800\nc,a,1577836801\n", "line 2 has the time 'inf'"),
    "only oneself": ("a,a,2020-01-01\n", "holds no row that connects two different people"),
    "negative weight": ("a,b,5\nb,c,-1\n", "line 2 has the weight -1; weights must be 0 or more"),
    "bad weight": ("source,target,weight\na,b,much\n", "line 2 has the weight 'much', which is not a number"),
    "open quote": ('a,b,2020-01-01\n"a,b,2020-01-01\n', "line 2 opens a quotation mark that is never closed"),
    "late quote": ('a,b,2020-01-01\n"a,b,2020-01-01\nc",d,2020-01-01\n', "line 2 has a quotation mark that is closed"),
    "ages": ("from,to,time\na,b,1800-01-01\nb,a,2021-01-01\n", "lines 2 and 3 lie 221 years apart"),
    "day": (EXPORT + "Anna,Bauer,,,,,soon\n", "line 6 has the day 'soon', which is not a date"),
    "nobody": (EXPORT + ",,,,,,12 Mar 2019\n", "holds no contact with a name"),
    "web page": ("<html><p>x</html>", "line 1 is not XML"),
    "cut XML": (GRAPHML[:-20], "line 1 is not XML"),
    "other XML": ('<?xml version="1.0"?><a/>', "is XML, but not GraphML that can be read"),
    "entities": (BOMB, "line 3 declares an XML entity, which is not read; remove the declaration"),
    "entities in utf-16": (BOMB[BOMB.index("<!D") :].encode("utf-16"), "line 2 declares an XML entity"),
    "outer entity": ('<!DOCTYPE g [<!ENTITY x SYSTEM "file:///etc/hostname">]><graphml>&x;</graphml>', "line 1 declares an XML"),
    "deep XML": ("<graphml>" + "<a>" * 200_000, "line 1 nests XML elements more than 100 deep"),
    "edge to nobody": (GRAPHML.format('<edge source="a"/>'), "line 1 has an edge without source or target"),
    "no edge": (GRAPHML.format(""), "is GraphML without any edge"),
    "negative edge": (
        GRAPHML.format('<edge source="a" target="b"><data key="w">-2</data></edge>'),
        "line 1 has an edge with the weight -2; weights must be 0 or more",
    ),
    "wordy edge": (
        GRAPHML.format('<edge source="a" target="b"><data key="w">x</data></edge>'),
        "line 1 has an edge whose weight 'x' is not a number",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "sentence"), REFUSED.values(), ids=REFUSED)
def test_bad_input_is_refused_in_one_sentence(refusal, content, sentence):
    assert refusal(content).startswith(sentence)


def test_formats_that_do_not_fit_are_refused(refusal):
    assert refusal(LOG, format="xls").startswith("format 'xls' is unknown; known are auto, messages")
    assert refusal("a,b\n", format="messages").startswith("names no column with the time")
    assert refusal(LOG, format="contacts").startswith("has no header with a name and the day")
    assert refusal(LOG, format="graphml").startswith("line 1 is not XML")


def test_files_that_are_too_big_are_refused(refusal):
    assert refusal(LOG * 100, max_megabytes=0.001).startswith("has more than the limit of 0.001 MB; keep only")
    assert refusal(GRAPHML, max_megabytes=0.001).startswith("is GraphML with more than 0.0002 MB; save it as an edge list")


def test_missing_files_and_folders_are_refused(tmp_path):
    with pytest.raises(UserError, match="absent.csv: there is no such file"):
        read_network(tmp_path / "absent.csv")
    with pytest.raises(UserError, match="holds no file that can be read"):
        read_network(tmp_path)
    with pytest.raises(UserError, match="is no ordinary file"):
        read_network("/dev/null")


def test_refusals_name_no_people(refusal):
    for line in ("anna,\n" * 2, "anna,bert,soon\n", "anna,bert,2020-01-01,4\n"):
        assert "anna" not in refusal(LOG * 5 + line * 9, hash_names=True)
