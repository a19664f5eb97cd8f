# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The learning history of a practice, as it is told to people and to programs."""

import datetime
import json
import random
import unittest

from support import CommandTest, main

try:
    from scipy.stats import mannwhitneyu
except ImportError:
    mannwhitneyu = None

EVENT = {"kind", "turning_point", "moment", "dated_by", "record", "title", "concept", "figure", "unit", "chance",
         "evidence", "evidence_before", "explanation", "source"}


def year():
    """A practice whose reflections rise from what people do to what they believe in."""
    yield {"type": "practice", "id": "p", "name": "Working in the neighbourhood", "started": "2015-01-01"}
    yield {"type": "tension", "id": "caring", "description": "Caring or leaving be", "practice": "p",
           "surfaced": "2015-03-20"}
    for month, level in ((2, "behaviour"), (3, "belief"), (5, "belief")):
        yield {"type": "session", "id": f"s{month}", "title": f"Session {month}", "practice": "p",
               "started": f"2015-{month:02}-02T14:00:00+01:00"}
        for place in range(3):
            yield {"type": "reflection", "id": f"r{month}-{place}", "text": "t", "session": f"s{month}",
                   "level": level}


class History(CommandTest):
    def test_for_people(self):
        self.make_store(year())
        self.assertEqual(self.leren("history", "t.leren", "p"), """\
Learning history of Working in the neighbourhood (p)

January 2015
     1 Beginning: The practice began.

February 2015
     2 Session: Session 2
       Reflections: 3.

March 2015
     2 Session: Session 3
       Reflections: 3.
  ★  2 Turning point: Reflections moved up, from “Behaviour” to “Belief”, and stayed there: 3
       before, 6 since.
    20 Tension: Caring or leaving be
       It came to the surface.

May 2015
     2 Session: Session 5
       Reflections: 3.
""")
        dutch = self.leren("history", "t.leren", "p", "--lang=nl")
        self.assertIn("\nMaart 2015\n", dutch)
        self.assertIn("★  2 Keerpunt: De reflecties gingen omhoog", dutch)

    def test_json(self):
        self.make_store(year())
        history = self.json("history", "t.leren", "p", "--json")
        self.assertEqual(set(history), {"practice", "events", "undated"})
        self.assertEqual(history["practice"], {"id": "p", "title": "Working in the neighbourhood"})
        self.assertEqual(history["undated"], [])
        for event in history["events"]:
            self.assertEqual(set(event), EVENT)
        shift, = [event for event in history["events"] if event["turning_point"]]
        self.assertEqual((shift["kind"], shift["figure"], shift["concept"], shift["dated_by"]),
                         ("shift", 2, "logical-levels/belief", "session"))
        self.assertEqual(shift["evidence"][:shift["evidence_before"]], ["r2-0", "r2-1", "r2-2"])
        self.assertEqual(set(shift["explanation"]), {"en", "nl"})
        for arguments in (["--steps=3"], ["--reflections=4"], ["--chance=0.001"],
                          ["--until=2015-04-01"]):
            fewer = self.json("history", "t.leren", "p", "--json", *arguments)
            self.assertFalse(any(event["turning_point"] for event in fewer["events"]), arguments)

    @unittest.skipIf(mannwhitneyu is None, "needs scipy")
    def test_chance(self):
        """Levels at random: what is found differs as much as scipy says, and little is found."""
        chance = random.Random(1947)
        levels = ["environment", "behaviour", "capability", "belief", "identity", "meaning"]
        records, places = [{"type": "practice", "id": "p", "name": "n"}], {}
        for day in range(600):
            for place in range(chance.randint(3, 12)):
                identity = f"r{day}-{place}"
                places[identity] = chance.randrange(len(levels))
                date = datetime.date(2015, 1, 1) + datetime.timedelta(days=day)
                records.append({"type": "reflection", "id": identity, "text": "t", "practice": "p",
                                "at": f"{date}T10:00:00Z", "level": levels[places[identity]]})
        self.make_store(records)
        shifts = self.json("history", "t.leren", "p", "--json", "--chance=1")["events"]
        self.assertGreater(len(shifts), 100)
        for shift in shifts:
            seen = [places[identity] for identity in shift["evidence"]]
            before, after = seen[:shift["evidence_before"]], seen[shift["evidence_before"]:]
            theirs = mannwhitneyu(before, after, use_continuity=False, method="asymptotic").pvalue
            self.assertAlmostEqual(shift["chance"], theirs, delta=1e-9)
        self.assertLess(len(self.json("history", "t.leren", "p", "--json")["events"]), 12)

    def test_examples(self):
        """Books give no dates: nothing gets one, and everything is told."""
        self.make_store()
        practices = self.json("list", "t.leren", "practice", "--json")
        sessions = self.json("list", "t.leren", "session", "--json")
        self.assertGreater(len(practices), 5)
        told = []
        for practice in practices:
            history = self.json("history", "t.leren", practice["id"], "--json")
            self.assertEqual(history["events"], [])
            self.assertEqual({event["moment"] for event in history["undated"]} - {None}, set())
            told += [event["record"]["id"] for event in history["undated"] if event["kind"] == "session"]
            for event in history["undated"]:
                self.json("show", "t.leren", event["record"]["id"], "--json")
                for identity in event["evidence"]:
                    self.json("show", "t.leren", identity, "--json")
                break
            text = self.leren("history", "t.leren", practice["id"])
            self.assertIn("Without a date", text)
        # each session in the history of one practice
        self.assertEqual(sorted(told), sorted(session["id"] for session in sessions))

    def test_of_a_record(self):
        """What is no practice has the history that the journal tells, also when it is gone."""
        self.make_store(year())
        self.leren("add", "t.leren", "case", "id=huur", "title=Huur", "urgency:=2")
        told = [line.split("  ") for line in self.leren("history", "t.leren", "huur").splitlines()]
        self.assertEqual(told[0][2:], ["-", "added", "case huur"])
        self.assertIn(["", "", "", "title: Huur"], told)
        self.assertIn(["", "", "", "urgency: 2"], told)
        self.assertIn("imported", self.leren("history", "t.leren", "s2"))
        lines = [json.loads(line) for line in self.leren("history", "t.leren", "huur", "--json").splitlines()]
        self.assertEqual([line["new"]["title"] for line in lines], ["Huur"])

    def test_journal(self):
        self.make_store(year())
        self.leren("add", "t.leren", "action", "id=a", "what=Phone together")
        self.leren("act", "t.leren", "a", "drop", "reason=No need")
        lines = [json.loads(line) for line in self.leren("journal", "t.leren", "--json").splitlines()]
        self.assertEqual([line["change"] for line in lines], ["imported", "added", "changed"])
        self.assertEqual(lines[0]["records"], len(list(year())))
        self.assertEqual((lines[2]["old"]["what"], lines[2]["new"]["state"]), ("Phone together", "dropped"))
        self.assertEqual(lines[1]["new"], lines[2]["old"])
        self.assertEqual(self.leren("journal", "t.leren", "--since=1", "--json").splitlines(),
                         self.leren("journal", "t.leren", "--json").splitlines()[1:])
        self.assertRegex(self.leren("journal", "t.leren"), r"(?m)^3  20\S+Z  -  changed  action a$")
        self.assertIn("imported (14 records)", self.leren("journal", "t.leren"))
        self.assertEqual(self.leren("journal", "t.leren", "--since=3"), "")
        self.misused("journal", "t.leren", "--since=-1")

    def test_refused(self):
        self.make_store(year())
        self.assertIn("nobody", self.refused("history", "t.leren", "nobody"))
        self.misused("history", "t.leren", "s2", "--team=t")
        self.misused("history", "t.leren")
        self.misused("history", "t.leren", "p", "--reflections=0")
        self.misused("history", "t.leren", "p", "--steps=-1")
        self.misused("history", "t.leren", "p", "--chance=0")

    def test_nothing(self):
        self.make_store([{"type": "practice", "id": "p", "name": "New"}])
        self.assertEqual(self.json("history", "t.leren", "p", "--json")["events"], [])
        self.assertIn("Nothing of what happened", self.leren("history", "t.leren", "p"))


if __name__ == "__main__":
    main()
