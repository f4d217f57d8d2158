"""A made archive of one person on a professional platform: contacts, messages and invitations of three years.

    python tests/experiments/made_archive.py FOLDER

Nobody in it exists. Names and texts are English and German, as with people who work in both languages.
"""

import csv
import random
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

ME, MY_URL = "Vera Holm", "https://www.linkedin.com/in/vera-holm"
FIRST = "Ann Bo Cy Dana Eva Finn Gero Hanna Ida Jörg Kai Lena Mark Nora Olaf Pia Quirin Rosa Sven Tilda Ulf Vito Wanda Yara Zoë".split()
LAST = "Lee Groß Brandt Müller Smith Jones Weiß Khalil Novak Sommer Winter Kohl Lux Meyer Clark Ford Hahn Adler Stone Park Vogt".split()
TEXTS = ("Hi, shall we talk next week?", "Thanks, that helped!", "Guten Morgen, hast du kurz Zeit?",
         "Vielen Dank, melde mich, sobald ich mehr weiß.", 'She said "yes", so\nlet us go on.',
         "Könnten wir das am Dienstag besprechen?")  # fmt: skip
END = datetime(2026, 6, 30, tzinfo=UTC)
CONTACTS, MESSAGES, INVITATIONS = 700, 2150, 150


def address(name: str, number: int) -> str:
    """A profile's address."""
    plain = name.lower().replace(" ", "-").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss").replace("ë", "e")
    return f"https://www.linkedin.com/in/{plain}-{number}"


def people(chance: random.Random) -> list[dict]:
    """Contacts with the day of each and how busy the talk with each is; some of one name."""
    found = []
    for number in range(CONTACTS):
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        found.append({
            "name": name, "url": address(name, number), "met": END - timedelta(days=chance.randint(0, 8 * 365)),
            "busy": chance.paretovariate(0.9) if chance.random() < 0.45 else 0.0, "answers": chance.betavariate(2, 1.5),
            "stopped": chance.random() < 0.4,
        })  # fmt: skip
    return found


def messages(chance: random.Random, contacts: list[dict]) -> list[list[str]]:
    """Rows of messages.csv: conversations with busy contacts, some long over, and what else such a file holds."""
    rows, talkers = [], [c for c in contacts if c["busy"]]
    weights = [min(c["busy"], 40.0) for c in talkers]
    while len(rows) < MESSAGES - 12:
        who = chance.choices(talkers, weights)[0]
        since = max(who["met"], END - timedelta(days=3 * 365))
        until = since + (END - since) * 0.4 if who["stopped"] else END
        when = since + (until - since) * chance.random()
        mine = chance.random() < 0.6
        for _ in range(chance.randint(1, 5)):
            rows.append(row(who, mine, when, chance.choice(TEXTS), f"c{who['url'][-4:]}"))
            if chance.random() > who["answers"]:
                break
            mine, when = not mine, when + timedelta(hours=chance.expovariate(1 / 30))
    rows = rows[: MESSAGES - 12]
    for k in range(12):
        other = row(chance.choice(contacts), True, END - timedelta(days=9 * k), "x", "odd")
        if k < 4:
            other[11] = "Yes"
        elif k < 8:
            other[2:6] = ["Some Firm", "", "", ""]
        else:
            other[2:6] = ["LinkedIn Member", "", ME, MY_URL]
        rows.append(other)
    return sorted(rows, key=lambda cells: cells[6], reverse=True)


def row(who: dict, mine: bool, when: datetime, text: str, talk: str) -> list[str]:
    """One message."""
    sides = [(ME, MY_URL), (who["name"], who["url"])]
    (sender, sender_url), (receiver, receiver_url) = sides if mine else sides[::-1]
    when = min(when, END)
    return [talk, "", sender, sender_url, receiver, receiver_url, f"{when:%Y-%m-%d %H:%M:%S} UTC", "", text, "INBOX", "", "No", "No"]


def write_archive(folder: Path, seed: int = 1) -> dict[str, int]:
    """Write Connections.csv, messages.csv, Invitations.csv and archive.zip; returns the number of rows of each."""
    chance = random.Random(seed)
    contacts = people(chance)
    mail = messages(chance, contacts)
    with open(folder / "Connections.csv", "w", newline="", encoding="utf-8") as file:
        file.write('Notes:\n"When exporting, some addresses are missing."\n\n')
        out = csv.writer(file)
        out.writerow("First Name,Last Name,URL,Email Address,Company,Position,Connected On".split(","))
        for c in sorted(contacts, key=lambda c: c["met"], reverse=True):
            out.writerow([*c["name"].split(" "), c["url"], "", chance.choice(("Acme, Inc.", "Beispiel GmbH")), "Sales", f"{c['met']:%d %b %Y}"])
    with open(folder / "messages.csv", "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow("CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,"
                     "ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION ARCHIVED".split(","))  # fmt: skip
        out.writerows(mail)
    with open(folder / "Invitations.csv", "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow("From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl".split(","))
        for _ in range(INVITATIONS):
            who, outgoing = chance.choice(contacts), chance.random() < 0.7
            when = END - timedelta(days=chance.randint(0, 3 * 365))
            ends = [ME, who["name"]] if outgoing else [who["name"], ME]
            urls = [MY_URL, who["url"]] if outgoing else [who["url"], MY_URL]
            out.writerow([*ends, f"{when:%-m/%-d/%y}, {when:%-I:%M %p}", "", "OUTGOING" if outgoing else "INCOMING", *urls])
    with zipfile.ZipFile(folder / "archive.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("Connections.csv", "messages.csv", "Invitations.csv"):
            archive.write(folder / name, name)
        archive.writestr("Profile.csv", "First Name,Last Name\nVera,Holm\n")
    return {"contacts": len(contacts), "messages": len(mail), "invitations": INVITATIONS}


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    print(write_archive(target))
