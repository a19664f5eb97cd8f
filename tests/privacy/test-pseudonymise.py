# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Pseudonyms: nobody is named in the copy, and everything else is as it was."""

import datetime
import json
import os
import re
import stat
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))

from support import EXAMPLES, CommandTest, main  # noqa: E402

# Names of organisations, places and people in the publications that the examples were retold from. The authors
# whose models the library has as frameworks (Deming, Nonaka) are theory, and stay.
SOURCES = """
Amersfoort Amsterdam Arnhem Nijmegen Overijssel Utrecht Venlo Venlo-Oost Venlo-Noord VenloDroom Zwolle Deventer
Movisie Wmo-werkplaats Hogeschool RIBW HVO Querido PuurZuid Trimbos CIZ CJG JES
Kooiman Wilken Stam Jansen Biene Gademan Overkamp Huber Mechbal Lochtenberg Passavanti Mei Berens Abrahamse Wenger
""".split() + ["Je Eigen Stek", "Leger des Heils", "Eigen Kracht Centrale", "Stichting Wijkteams", "Platform 31",
               "Instituut Social Work", "RIBW Groep Overijssel"]

WIJKTEAM = [
    {"type": "practice", "id": "p1", "name": "Keukentafelgesprekken in Bloemendorp"},
    {"type": "participant", "id": "anna", "name": "Anna de Wit", "organisation": "Stichting Zonnebloesem",
     "attributes": {"telefoon": "06-12345678", "roepnaam": "Ankie", "bsn": 111222333}},
    {"type": "participant", "id": "p-17", "name": "Jürgen van der Bergh", "roles": ["coach"]},
    {"type": "participant", "id": "w3", "name": "Coach"},
    {"type": "team", "id": "t1", "name": "Team Molenwijck", "organisation": "Stichting Zonnebloesem",
     "practice": "p1", "members": ["anna", "p-17"]},
    {"type": "case", "id": "c1", "title": "Huurschuld bij Anna", "team": "t1", "contributor": "anna",
     "created": "2024-03-04T10:00:00+01:00",
     "narrative": "Op 12 maart 2024 belde ANNA DE WIT. J. van der Bergh zei: Annas buurvrouw weet het. v.d. Bergh, "
                  "jurgen en Ankie kwamen langs bij Zonnebloesem; de coach bleef. Mevrouw Xantippides woont in Utrecht."},
    {"type": "session", "id": "s1", "team": "t1", "started": "2024-03-18T09:30:00+01:00", "cases": ["c1"],
     "present": ["anna", "p-17"], "place": "Buurthuis De Bijenkorf"},
    {"type": "contribution", "id": "k1", "session": "s1", "case": "c1", "speaker": "p-17", "kind": "open-question",
     "text": "Wat wil De Wit zelf? Zie p-17 en case c1, of vraag het in De Bijenkorf.", "at": "2024-03-18T09:45:00Z"},
    {"type": "action", "id": "a1", "what": "Anna belt de Wijkbank", "case": "c1", "session": "s1", "owner": "anna",
     "state": "undertaken", "undertaken": "2024-03-25", "due": "2024-04-01"},
    {"type": "reflection", "id": "r1", "subject": "a1", "text": "Met Anna belde Jürgen zelf de huurbaas op.",
     "author": "p-17", "org.example.note": "Anna huilde.", "attributes": {"wie": {"Anna de Wit": 2}, "bij": "c1"}},
    {"type": "coding", "id": "d1", "target": "r1", "framework": "logical-levels", "concept": "behaviour",
     "coder": "p-17", "start": 9, "end": 14},
    {"type": "coding", "id": "d2", "target": "r1", "framework": "logical-levels", "concept": "behaviour",
     "coder": "p-17", "start": 0, "end": 8},
    {"type": "org.example.visit", "id": "v1", "case": "c1", "text": "Anna was thuis op 2024-03-20."},
]


class Pseudonymise(CommandTest):
    def read(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    def records(self, *options, store="t.leren"):
        """The copy as records, in the order in which they came"""
        if os.path.exists(self.path("out.jsonl")):
            os.remove(self.path("out.jsonl"))
        self.report = self.json("pseudonymise", store, "out.jsonl", "--json", *options)
        return self.read("out.jsonl")

    def text(self):
        with open(self.path("out.jsonl"), encoding="utf-8") as file:
            return file.read()

    def wijkteam(self, *options, more=()):
        self.make_store([*WIJKTEAM, *more])
        return {old["id"]: new for old, new in zip([*WIJKTEAM, *more], self.records(*options))}

    def test_people_in_texts(self):
        new = self.wijkteam("--lang=nl")
        text = self.text()
        for name in ("anna", "Ankie", "de wit", "Jürgen", "jurgen", "Bergh", "Zonnebloesem", "Molenwijck", "Bijenkorf",
                     "Bloemendorp", "Xantippides", "Utrecht", "p-17"):
            self.assertNotIn(name.lower(), text.lower(), name)
        anna, jurgen = new["anna"]["name"], new["p-17"]["name"]
        self.assertRegex(anna, "^Deelnemer [2-9BCDFGHJKLMNPQRSTVWXZ]{4}$")
        self.assertNotEqual(anna, jurgen)
        self.assertEqual(
            new["c1"]["narrative"].split(". ", 1)[1],
            f"{jurgen} zei: {anna}'s buurvrouw weet het. {jurgen}, {jurgen} en {anna} kwamen langs bij "
            f"{new['anna']['organisation']}; de coach bleef. Mevrouw [naam] woont in [plaats].")
        self.assertEqual(new["a1"]["what"], f"{anna} belt de Wijkbank")
        self.assertEqual(new["k1"]["text"], f"Wat wil {anna} zelf? Zie {new['p-17']['id']} en case {new['c1']['id']}, "
                                            f"of vraag het in {new['s1']['place']}.")

    def test_references_and_members_of_ones_own(self):
        new = self.wijkteam()
        self.assertEqual(new["t1"]["members"], [new["anna"]["id"], new["p-17"]["id"]])
        self.assertEqual(new["d1"]["target"], new["r1"]["id"])
        self.assertEqual(new["v1"]["case"], new["c1"]["id"])
        self.assertEqual(new["r1"]["attributes"], {"wie": {new["anna"]["name"]: 2}, "bij": new["c1"]["id"]})
        self.assertEqual(new["r1"]["org.example.note"], new["anna"]["name"] + " huilde.")
        self.assertEqual(set(new["anna"]["attributes"]), {"telefoon", "roepnaam", "bsn"})
        self.assertFalse({"06-12345678", "Ankie", 111222333} & set(new["anna"]["attributes"].values()))
        self.assertEqual(new["d1"]["concept"], "behaviour")

    def test_codings_lie_on_the_same_words(self):
        new = self.wijkteam()
        text = new["r1"]["text"]
        self.assertEqual(text[new["d1"]["start"]:new["d1"]["end"]], "belde")
        self.assertEqual(text[new["d2"]["start"]:new["d2"]["end"]], "Met " + new["anna"]["name"])
        self.assertEqual(self.report["spans"], {"moved": 2, "unsure": 0})

    def test_dates_of_a_case_move_together(self):
        new = self.wijkteam("--lang=nl")
        old = {record["id"]: record for record in WIJKTEAM}
        day = datetime.date.fromisoformat
        shift = day(new["a1"]["due"]) - day(old["a1"]["due"])
        self.assertLess(shift.days, -180)
        self.assertEqual(shift.days % 7, 0)
        for record, member in (("c1", "created"), ("s1", "started"), ("k1", "at"), ("a1", "undertaken")):
            self.assertEqual(day(new[record][member][:10]) - day(old[record][member][:10]), shift, record)
            self.assertEqual(new[record][member][10:], old[record][member][10:])
        told = day("2024-03-12") + shift
        months = "januari februari maart april mei juni juli augustus september oktober november december".split()
        self.assertTrue(new["c1"]["narrative"].startswith(f"Op {told.day} {months[told.month - 1]} {told.year} belde"))
        self.assertTrue(new["v1"]["text"].endswith(f"{day('2024-03-20') + shift}."))

    def test_cases_that_have_nothing_in_common_move_apart(self):
        cases = [{"type": "case", "id": f"case-{i}", "title": "Schulden", "created": "2024-05-06T10:00:00Z"}
                 for i in range(20)]
        cases += [{"type": "session", "id": "both", "started": "2024-05-07T10:00:00Z", "cases": ["case-0", "case-1"]}]
        self.make_store(cases)
        created = [record.get("created", "")[:10] for record in self.records()]
        self.assertGreater(len(set(created[:20])), 5)
        self.assertEqual(created[0], created[1])

    def test_what_is_known_by_its_form(self):
        right = ["jan.p@voorbeeld.nl", "06 1234 5678", "+31 20 123 45 67", "(020) 123 45 67", "111222333",
                 "111.222.333", "1234 AB", "1234ab", "NL91 ABNA 0417 1643 00", "Kerkstraat 12b",
                 "https://voorbeeld.nl/wie"]
        for text in right:
            with self.subTest(text):
                store = f"{right.index(text)}.leren"
                self.make_store([{"type": "case", "id": "c", "title": f"bel {text}, zei hij"}], name=store)
                self.assertRegex(self.records(store=store)[0]["title"], r"^bel \[[a-z -]+\], zei hij$")
        wrong = "in 2009-2014 waren 111222334 keer 12 of 3456 en 1234 is een jaar; NL92ABNA0417164300"
        self.make_store([{"type": "case", "id": "c", "title": wrong}])
        self.assertEqual(self.records()[0]["title"], wrong)

    def test_what_looks_like_a_name_is_listed_or_replaced(self):
        case = {"type": "case", "id": "c", "title": "Gisteren sprak de Burgemeester met Qwibbelaar over Kolb. Zij knikte."}
        self.make_store([case])
        new = self.records()[0]
        self.assertEqual([(left["word"], left["id"], left["type"], left["member"]) for left in self.report["left"]],
                         [("Qwibbelaar", new["id"], "case", "title")])
        self.assertIn("Qwibbelaar", new["title"])
        self.assertIn("Qwibbelaar", self.leren("pseudonymise", "t.leren", "o.json"))
        new = self.records("--strict", "--lang=nl")[0]
        self.assertEqual(new["title"], case["title"].replace("Qwibbelaar", "[naam]"))
        self.assertEqual(self.report["left"], [])
        self.write("names", "Burgemeester\n")
        self.assertIn("[naam] met Qwibbelaar", self.records("--names", "names", "--lang=nl")[0]["title"])

    def test_the_key(self):
        self.make_store(WIJKTEAM)
        first = self.records()
        key = self.path("t.leren.key")
        self.assertEqual(stat.S_IMODE(os.stat(key).st_mode), 0o600)
        with open(key, encoding="utf-8") as file:
            secret = file.read().split()[-1]
        self.assertNotIn(secret, self.text())
        self.assertEqual(self.records(), first)
        other = self.records("--key", "other.key")
        self.assertFalse({record["id"] for record in first} & {record["id"] for record in other})
        os.chmod(key, 0o644)
        self.assertIn("chmod 600", self.refused("pseudonymise", "t.leren", "x.jsonl"))
        self.write("no.key", "a key")
        os.chmod(self.path("no.key"), 0o600)
        self.assertIn("no key", self.refused("pseudonymise", "t.leren", "x.jsonl", "--key", "no.key"))
        self.assertFalse(os.path.exists(self.path("x.jsonl")))

    def test_a_store_is_made_whole_or_not(self):
        self.make_store(WIJKTEAM)
        self.leren("pseudonymise", "t.leren", "out.leren")
        self.assertEqual(self.leren("check", "out.leren"), "no problems\n")
        self.leren("export", "out.leren", "--format=jsonl", "-o", "copy.jsonl")
        self.assertEqual(self.read("copy.jsonl"), self.records())
        with open(self.path("out.leren"), "rb") as file:
            self.assertNotRegex(file.read().lower(), b"anna|bergh|zonnebloesem")
        self.refused("pseudonymise", "t.leren", "out.leren")
        self.refused("pseudonymise", "t.leren", "t.leren")
        self.assertEqual(self.leren("check", "t.leren"), "no problems\n")

    def examples(self, *options):
        """The examples and their copy as stores, and which id became which"""
        self.make_store()
        new = self.records(*options)
        self.leren("import", "copy.leren", "out.jsonl")
        self.leren("export", "t.leren", "--format=jsonl", "-o", "old.jsonl")
        return {copy["id"]: old["id"] for old, copy in zip(self.read("old.jsonl"), new)}

    def test_figures_stay(self):
        """Findings too. What compares the dates of different cases may differ elsewhere: sessions without a case
        in common (no-time, and the next session of open-loop), groups by month, and the order of a history."""
        ids = self.examples()

        def told(store, *command):
            text = self.leren(command[0], store, *command[1:], "--json")
            if store == "copy.leren":
                text = re.sub("[0-9a-z]{24}", lambda match: ids.get(match.group(), match.group()), text)
            return json.loads(text)

        for command in (("cycles",), ("spiral",), ("profile", "logical-levels", "--by=practice"),
                        ("profile", "learning-loops", "--by=case"), ("profile", "pdca")):
            self.assertEqual(told("copy.leren", *command), told("t.leren", *command), command)
        findings = [[(finding["rule"], finding["severity"], finding["subject"], finding["figure"],
                      sorted(finding["evidence"])) for finding in told(store, "diagnose")["findings"]]
                    for store in ("t.leren", "copy.leren")]
        self.assertGreater(len(findings[0]), 50)
        self.assertEqual(sorted(map(repr, findings[1])), sorted(map(repr, findings[0])))

    def test_nobody_of_the_sources_is_left(self):
        self.examples()
        names = set(SOURCES)
        for path in EXAMPLES:
            with open(path, encoding="utf-8") as file:
                for record in json.load(file)["records"]:
                    names |= {record[member] for member in ("organisation", "place") if member in record}
                    if record["type"] in ("practice", "team", "participant"):
                        names.add(record["name"])
        # what says of an organisation no more than what kind it is
        names -= {"A municipality", "A care provider", "A small municipality", "A youth care organisation", "City team",
                  "Team adviser", "Newly composed team", "Board of directors"}
        # ids are letters and figures at random
        text = re.sub('"[0-9a-z]{24}"', '""', self.text())
        self.assertGreater(len(names), 200)
        self.assertEqual([name for name in sorted(names)
                          if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)], [])
        self.assertEqual(self.report["left"], [])


if __name__ == "__main__":
    main()
