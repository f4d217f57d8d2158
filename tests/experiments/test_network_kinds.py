"""Real networks in the forms and notations that people have in hand: each gives the numbers of its plain twin, or a refusal."""

import json
import zipfile

import numpy as np
import pandas as pd
import pytest

from experiments.errors import UserError
from experiments.networks.dates import dated
from experiments.networks.read import read_network
from experiments.networks.times import seconds_of

TWIN = "from,to,date\nann,bo,2021-03-27 22:05:09\nbo,ann,2021-05-04 09:15:00\nann,cy,2022-10-11 07:00:30\ncy,ann,2022-12-02 12:30:00\n"


@pytest.fixture
def read(tmp_path):
    """Read a network from content: text or bytes."""

    def reading(content, **options):
        path = tmp_path / "network"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_network(path, **options)

    return reading


def ties(network) -> dict:
    """(strength, energy, last exchange) of every tie by names."""
    t = network.ties
    columns = zip(t.ego, t.alter, t.strength, t.energy, t.last_exchange)
    return {(network.labels[i], network.labels[j]): (round(float(s), 5), round(float(e), 5), int(w)) for i, j, s, e, w in columns}


def counts(summary) -> int:
    """Rows that were read, by the first words of the summary."""
    return int(summary.read[0].split()[0].replace(",", ""))


# Columns


@pytest.mark.parametrize("name", ["created_at", "Sent On", "when", "Date (UTC)", "Datum/Uhrzeit", "CreationDate", "message_date", "xyz"])
def test_a_column_of_dates_is_the_time_whatever_it_is_called(read, name):
    network = read(TWIN.replace("date", name, 1))
    assert ties(network) == ties(read(TWIN))
    assert f"'{name}': time" in network.summary.columns


def test_every_column_is_accounted_for_and_a_counter_is_no_time(read):
    network = read("from,to,time,sent_at,note\na,b,1,2020-01-01,x\nb,a,2,2020-06-01,y\n")
    assert network.summary.columns == (
        "'from': sender", "'to': receiver", "'time': plays no part", "'sent_at': time", "'note': plays no part")  # fmt: skip
    assert ties(network)["a", "b"][2] == 0 and "2020-01-01 to 2020-06-01" in network.summary.read[0]


def test_what_the_user_says_overrules(read):
    text = "x,y,d1,d2\na,b,2020-01-01,2021-03-04\nb,a,2020-02-01,2021-04-05\n"
    with pytest.raises(UserError, match="several columns of dates"):
        read("from,to,d1,d2\n" + text.split("\n", 1)[1])
    network = read(text, columns={"sender": "y", "receiver": 1, "time": "d2"})
    assert "2021-03-04 to 2021-04-05" in network.summary.read[0] and "'y': sender" in network.summary.columns
    assert read(text.replace("x,y", "from,to"), columns={"time": None}).summary.format == "edges"
    with pytest.raises(UserError, match="has no column 'when'"):
        read(text, columns={"time": "when"})


def test_weights_under_other_names_and_with_thousands(read):
    assert ties(read("Source,Target,Frequency\na,b,3\nb,c,1\na,c,9\n"))["a", "c"][0] == 0.5625
    thousands = ties(read('source,target,weight\na,b,"1,234"\nb,c,12\na,c,"2,000"\n'))
    assert [thousands[pair][0] for pair in (("a", "b"), ("b", "c"), ("a", "c"))] == [0.3, 0.00415, 0.40989]
    assert thousands == ties(read("von;an;gewicht\na;b;1.234,0\nb;c;12\na;c;2.000\n"))
    with pytest.raises(UserError, match="could part thousands or decimals"):
        read("von;an;gewicht\na;b;1,234\nb;c;12\na;c;2,000\n")


def test_names_above_numbers_are_a_header(read):
    assert read("node_1,node_2\n0,1718\n0,2554\n").labels == ("0", "1718", "2554")


# Times

NOTATIONS = """2021-03-27 22:05:09|2021-03-27T22:05:09Z|2021-03-27T23:05:09.123+01:00|2021-03-27 22:05:09 UTC|2021-03-27 22:05:09,123
2021-03-27 22:05|20210327T220509Z|20210327220509|27.03.2021 22:05|27.03.2021, 22:05:09|27.03.21, 22:05|27.03.2021 22:05 Uhr
27. März 2021 um 22:05 Uhr|Sa., 27. März 2021 22:05|27. Mär. 21|27 Mar 2021|27-Mar-21|27-Mar-2021 22:05:09|Mar 27, 2021, 10:05:09 PM
March 27, 2021 at 10:05 PM|Saturday, March 27, 2021 10:05 PM|3/27/21, 10:05 PM|03/27/2021 10:05:09 PM|03/27/2021 10:05:09 p.m.
27/03/2021 22:05|27-03-2021 22:05|Sat, 27 Mar 2021 22:05:09 +0000|Sat, 27 Mar 2021 22:05:09 GMT|Sat, 27 Mar 2021 23:05:09 +0100 (CET)
Sat Mar 27 22:05:09 2021|Sat Mar 27 22:05:09 +0000 2021|27/Mar/2021:22:05:09 +0000|2021/03/27 22:05:09|2021.03.27 22:05|27th March 2021
2021年3月27日 22:05|Samstag, 27. März 2021, 22:05:09|[27.03.21, 22:05:09]""".replace("\n", "|").split("|")


@pytest.mark.parametrize("text", NOTATIONS)
def test_notations_of_one_moment(text):
    seconds, _ = seconds_of(pd.Series([text]))
    exact = ":" in text or "T" in text or len(text) == 14
    assert abs(seconds[0] - pd.Timestamp("2021-03-27 22:05:09", tz="UTC").timestamp()) < (61 if exact else 86400)


def test_days_that_never_were_are_no_dates():
    assert np.isnan(dated(pd.Series(["30.02.2021", "32.01.2021", "1.13.2021", "today", "May", "25:61"]))[0]).all()


UNITS = {
    "milliseconds": [1616882709000, 1620119700000], "packed": [20210327220509, 20210504091500], "excel": [44282.92, 44320.385],
    "100 ns since 1601": [132613563090000000, 132645933000000000],
}  # fmt: skip


@pytest.mark.parametrize("numbers", UNITS.values(), ids=UNITS)
def test_numbers_tell_their_unit_by_size(numbers):
    seconds, _ = seconds_of(pd.Series(map(str, numbers)), made=numbers[0] < 1e5)
    assert np.abs(seconds - [1616882709, 1620119700]).max() < 120


@pytest.mark.parametrize("numbers", [(0, 8, 365), (110304, 110504, 111011), (202101, 202103, 202211), (12, 500, 86000)])
def test_numbers_that_could_be_several_things_are_asked_about(numbers):
    with pytest.raises(UserError, match="say what they are"):
        seconds_of(pd.Series(map(str, numbers)))


def test_a_unit_in_the_config_or_the_header(read):
    days = "sender,receiver,time\na,b,0\nb,a,8\nc,a,200\nb,c,365\n"
    said = ties(read(days, unit="days"))
    assert said["a", "b"] == (0.02106, 0.0756, -51) and said["c", "a"] == (0.03171, 0.05643, -23)
    assert ties(read(days.replace("time", "days"))) == said


def test_one_impossible_date_ages_nobody(read):
    log = "from,to,date\n" + "".join(f"a,b,2023-{m:02}-10\nb,a,2023-{m:02}-12\n" for m in range(1, 13))
    network = read(log + "a,b,2093-06-01\n")
    assert ties(network) == ties(read(log)) and "line 26: 2093-06-01" in network.summary.dropped[0]
    with pytest.raises(UserError, match="after today"):
        read("from,to,date\na,b,2093-01-01\nb,a,2093-02-01\n")


# People

SPELLINGS = {
    "case of an address": ("Ann@X.de", "bo@x.de", "ann@x.de"), "Unicode": ("J\u00f6rg", "Bo", "Jo\u0308rg"),
    "blanks": ("Ann\u00a0 Lee", "Bo", "Ann Lee\u200e"), "number": ("1.0", "2", "1"), "address": ("Ann <a@x.de>", "Bo", "a@x.de"),
}  # fmt: skip


@pytest.mark.parametrize("spelled", SPELLINGS.values(), ids=SPELLINGS)
def test_spellings_of_one_person_meet_and_are_told(read, spelled):
    one, other, again = spelled
    network = read(f"from,to,date\n{one},{other},2020-01-01\n{other},{again},2020-01-02\n", me=again)
    assert len(network.labels) == 2 and set(s for s, *_ in ties(network).values()) == {0.0882}
    assert "1 person under several spellings" in network.summary.merged[0] and network.me == 0


def test_names_that_differ_in_capitals_stay_apart_and_hashes_hide_spellings(read):
    log = "from,to,date\nAnn,bo,2020-01-01\nbo,ann,2020-01-02\n"
    assert len(read(log).labels) == 3 and "differ from another in capitals only" in str(read(log).summary)
    assert "Ann" not in str(read(log.replace("Ann", "Ann@x.de").replace("ann", "ann@x.de"), hash_names=True).summary)


def test_several_receivers_in_one_cell(read):
    network = read('from,to,date\na@x,"b@x, c@x",2020-01-01\nb@x,a@x,2020-01-02\nc@x,a@x;b@x,2020-01-03\n')
    assert network.labels == ("a@x", "b@x", "c@x") and ties(network)["b@x", "c@x"][0] == 0.03
    assert "5 messages from person to person" in str(network.summary)
    names = 'from,to,date\n"Yu, Bo","Lee, Ann",2020-01-01\n"Lee, Ann","Yu, Bo; Dee, Cy",2020-01-02\n'
    assert set(read(names).labels) == {"Yu, Bo", "Lee, Ann", "Dee, Cy"}


def test_one_line_between_others_does_not_turn_a_log_of_ones_own(read):
    own = "from,to,date\n" + "".join(f"me,p{k},2023-01-{k:02}\np{k},me,2023-02-{k:02}\n" for k in range(1, 21))
    network = read(own + "p1,p2,2023-03-01\n", me="me")
    assert network.ties.owner == network.me and "1 message between two others" in network.summary.dropped[0]
    assert read(own + "p1,p2,2023-03-01\n", me="me", own=False).ties.owner is None


# Accounts


def test_every_row_is_read_or_left_out_once(read):
    rows = "Ann,Lee,01 May 2022\nAnn,Lee,01 May 2022\nBo,Yu,\nBo,Yu,\n,,02 May 2022\nCy,Dee,03 May 2022\n"
    summary = read("First Name,Last Name,Connected On\n" + rows * 1).summary
    out = sum(int(text.split()[0]) for text in summary.dropped)
    assert (counts(summary), out, summary.rows) == (2, 4, 6)


def test_remarks_in_the_middle_and_sizes(read):
    network = read("# Directed\n" + "".join(f"{i} {i + 1}\n# part {i}\n" for i in range(50)))
    assert len(network.labels) == 51 and "remarks" in str(network.summary)
    assert read("%MatrixMarket\n3 3 2\n1 2\n2 3\n").labels == ("1", "2", "3")


# Forms

WHATSAPP = "[31.12.19, 21:15:01] Ann: hi\n[31.12.19, 21:16:01] Bo: one\ntwo\n[01.01.20, 09:00:00] Ann: x\n"
TELEGRAM = json.dumps({"name": "Bo", "messages": [
    {"type": "message", "date": "2019-12-31T21:15:01", "from": "Ann"}, {"type": "message", "date": "2019-12-31T21:16:01", "from": "Bo"},
    {"type": "service", "date": "2020-01-01T09:00:00", "actor": "Bo"}, {"type": "message", "date": "2020-01-01T09:00:00", "from": "Ann"}]})
SLACK = json.dumps([{"type": "message", "user": user, "ts": ts} for user, ts in
                    (("Ann", "1577826901.1"), ("Bo", "1577826961.2"), ("Ann", "1577869200.3"))])  # fmt: skip
MBOX = "".join(
    f"From x@x Tue Dec 31 21:15:01 2019\nFrom: {a} <{a.upper()}@x>\nTo: {b.lower()}@x\nDate: {date}\nSubject: x\n\ntext\n\n"
    for a, b, date in (("Ann", "Bo", "Tue, 31 Dec 2019 21:15:01 +0000"), ("Bo", "Ann", "Tue, 31 Dec 2019 21:16:01 +0000"),
                       ("Ann", "Bo", "Wed, 1 Jan 2020 09:00:00 +0000")))  # fmt: skip


@pytest.mark.parametrize("content", [WHATSAPP, TELEGRAM, SLACK, MBOX], ids=["WhatsApp", "Telegram", "Slack", "mbox"])
def test_a_talk_of_two(read, content):
    plain = read("from,to,date\nAnn,Bo,2019-12-31 21:15\nBo,Ann,2019-12-31 21:16\nAnn,Bo,2020-01-01 09:00\n")
    network = read(content)
    assert counts(network.summary) == 3 and ties(network) == ties(plain)
    assert "two" not in network.labels


GML = 'graph [ directed 0 node [ id 1 label "Ann" ] node [ id 2 label "Bo" ] node [ id 3 label "Cy" ]\n' \
      "edge [ source 1 target 2 value 3 ] edge [ source 2 target 3 value 1 ] ]"  # fmt: skip
GEXF = '<gexf version="1.3"><graph defaultedgetype="undirected"><nodes><node id="1" label="Ann"/><node id="2" label="Bo"/>' \
       '<node id="3" label="Cy"/></nodes><edges><edge source="1" target="2" weight="3"/><edge source="2" target="3"/></edges>' \
       "</graph></gexf>"  # fmt: skip
YED = (
    '<graphml xmlns:y="http://www.yworks.com/xml/graphml"><key id="w" for="edge" attr.name="weight"><default>1.0</default></key>'
    '<key for="node" id="d5" yfiles.type="nodegraphics"/><graph edgedefault="undirected">'
    '<node id="g" yfiles.foldertype="group"><graph edgedefault="undirected" id="g:">'
    + "".join(f'<node id="{k}"><data key="d5"><y:NodeLabel>{name}</y:NodeLabel></data></node>' for k, name in enumerate(("Ann", "Bo", "Cy")))
    + '</graph></node><edge id="0" source="0" target="1"><data key="w">1</data></edge><edge id="0" source="1" target="0">'
    '<data key="w">2</data></edge><edge source="1" target="2"/></graph></graphml>'
)
PAJEK = '*Vertices 3\n1 "Ann"\n2 "Bo"\n3 "Cy"\n*Edges\n1 2 3\n2 3 1\n'
MATRIX = ",Ann,Bo,Cy\nAnn,0,3,0\nBo,3,0,1\nCy,0,1,0\n"


@pytest.mark.parametrize("content", [GML, GEXF, YED, PAJEK, MATRIX], ids=["GML", "GEXF", "yEd", "Pajek", "matrix"])
def test_one_graph_in_many_forms(read, content):
    assert ties(read(content)) == ties(read("source,target,weight\nAnn,Bo,3\nBo,Cy,1\n"))


def test_matrixmarket_and_public_lists(read):
    square = "%%MatrixMarket matrix coordinate pattern symmetric\n4 4 6\n2 1\n3 1\n3 2\n4 1\n4 2\n4 3\n"
    assert counts(read(square).summary) == 6 and len(read(square).labels) == 4
    konect = read("% asym positive\n% 4 3 3\n1 2 1 1262454010\n2 1 1 1262454910\n1 3 1 1263454010\n3 2 1 1265454010\n")
    assert ties(konect)["1", "2"] == (0.07894, 0.08726, -4) and ties(konect)["2", "3"] == (0.03, 0.03, 0)
    tij = read("".join(f"{28820 + 140 * i} {i % 9 + 1} {(i * 5) % 9 + 1} A B\n" for i in range(900)))
    assert len(tij.labels) == 9 and "seconds" in str(tij.summary)


CARDS = (
    "BEGIN:VCARD\nVERSION:3.0\nN:Gro\u00df;J\u00f6rg;;;\nFN:J\u00f6rg Gro\u00df\nREV:2019-02-01\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE:Zo=C3=\n=AB Lee\nEND:VCARD\n"
)
ADDRESSES = {
    "vCard": CARDS,
    "Google": "First Name,Last Name,Organization Name,Birthday,E-mail 1 - Value\nJörg,Groß,X,1980-01-02,\nZoë,Lee,,,\n",
    "Outlook": '"First Name","Middle Name","Last Name","Company","E-mail Address"\n"Jörg","","Groß","",""\n"Zoë","","Lee","",""\n',
}  # fmt: skip


@pytest.mark.parametrize("content", ADDRESSES.values(), ids=ADDRESSES)
def test_address_books_hold_contacts_of_unknown_age(read, content):
    network = read(content)
    assert network.labels == ("me", "Jörg Groß", "Zoë Lee") and network.ties.owner == 0
    assert "does not say since when" in str(network.summary)


NOT_READ = {"BEGIN:VCALENDAR\n": "calendar", "digraph G { a -> b }": "GraphViz", "# a\nb\nc\n# b\nc\n": "LGL", "dl n=3\n": "UCINET",
            "nodedef>name\na\n": "GDF", '{"a": 1}': "JSON", "0 1 0\n1 0 1\n0 1 0\n": "matrix without names"}  # fmt: skip


@pytest.mark.parametrize(("content", "name"), NOT_READ.items(), ids=NOT_READ.values())
def test_forms_that_are_not_read_are_named(read, content, name):
    with pytest.raises(UserError, match=name):
        read(content)


# Archives


def test_a_zip_is_read_safely(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../evil.csv", TWIN)
        archive.writestr("inside/log.csv", TWIN)
    assert counts(read_network(path).summary) == 4
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("log.csv", "0" * 30_000_000)
    with pytest.raises(UserError, match="would unpack to 30 MB"):
        read_network(path)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(UserError, match="ZIP"):
        read_network(path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip"]
