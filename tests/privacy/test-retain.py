# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Retention: what was kept for long enough is told first, then it is gone from every file, and the rest is as it was."""

import glob
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))

from support import COMMAND, CommandTest, environment, main  # noqa: E402

# Case files for twenty years, as the law for youth has it, in the other practice for fifteen; what was said in sessions for one
SCHEDULE = {"format": "leren-retention", "version": 1, "rules": [
    {"type": "case", "after": "closed", "years": 20, "because": "Jeugdwet 7.3.8"},
    {"type": "case", "practice": "wmo", "after": "closed", "years": 15, "because": "Wmo 2015 5.3.4"},
    {"type": "case", "practice": "keeps", "keep": True},
    {"type": "action", "with": "case"},
    {"type": "reflection", "with": "subject"},
    {"type": "coding", "with": "target"},
    {"type": "session", "after": "started", "months": 12},
    {"type": "contribution", "with": "session"},
    {"type": "rating", "after": "at", "days": 100},
    {"type": "org.example.visit", "with": "case"}]}

OLD, SAID, PROMISED, THOUGHT, MEMO, VISITED, FIRST = (
    "Zwirkelhuur", "Fagottiaans", "Brummeloproep", "Kwastelgedachte", "Snorrebaardnoot", "Plofkraakbezoek", "Wapperversie")
WORDS = (OLD, SAID, PROMISED, THOUGHT, MEMO, VISITED, FIRST)

RECORDS = [
    {"type": "practice", "id": "jeugd", "name": "Jeugd"},
    {"type": "practice", "id": "wmo", "name": "Meedoen"},
    {"type": "practice", "id": "keeps", "name": "Erfgoed"},
    {"type": "participant", "id": "w1", "name": "Anna de Wit"},
    {"type": "participant", "id": "w2", "name": "Bo Jansma"},
    {"type": "team", "id": "tj", "name": "Jeugdteam", "members": ["w1", "w2"], "practice": "jeugd"},
    {"type": "team", "id": "tw", "name": "Wijkteam", "members": ["w1", "w2"], "practice": "wmo"},
    # closed 22 years ago, in the practice of its team
    {"type": "case", "id": "old", "title": OLD, "team": "tj", "status": "closed", "created": "2003-02-01T09:00:00+01:00",
     "modified": "2004-03-01T09:00:00+01:00"},
    # closed seventeen years ago: long enough for one practice, not for the other
    {"type": "case", "id": "wmo-17", "title": "Huurschuld", "team": "tw", "status": "closed",
     "modified": "2009-03-01T09:00:00+01:00"},
    {"type": "case", "id": "jeugd-17", "title": "Schoolverzuim", "team": "tj", "status": "closed",
     "modified": "2009-03-01T09:00:00+01:00"},
    {"type": "case", "id": "kept", "title": "De eerste", "practice": "keeps", "status": "closed",
     "modified": "1999-03-01T09:00:00+01:00"},
    {"type": "case", "id": "open", "title": "Loopt nog", "team": "tj", "modified": "1999-03-01T09:00:00+01:00"},
    {"type": "case", "id": "undated", "title": "Onbekend", "team": "tj", "status": "closed"},
    # closed long ago, but a later case builds on its action
    {"type": "case", "id": "held", "title": "Vervolg", "team": "tj", "status": "closed",
     "modified": "2001-03-01T09:00:00+01:00"},
    {"type": "action", "id": "a-held", "what": "Bel de school", "case": "held"},
    {"type": "action", "id": "a-next", "what": "Bel opnieuw", "case": "open", "previous": "a-held"},
    {"type": "action", "id": "a-old", "what": PROMISED, "case": "old", "owner": "w1", "state": "owned"},
    {"type": "reflection", "id": "r-old", "text": THOUGHT, "subject": "a-old"},
    {"type": "coding", "id": "d-old", "target": "r-old", "framework": "logical-levels", "concept": "belief", "coder": "w2",
     "memo": MEMO},
    {"type": "org.example.visit", "id": "v-old", "case": "old", "note": VISITED},
    {"type": "session", "id": "s-old", "team": "tj", "cases": ["old"], "started": "2004-02-01T09:00:00+01:00"},
    {"type": "contribution", "id": "k-old", "session": "s-old", "speaker": "w1", "kind": "story", "text": SAID},
    {"type": "session", "id": "s-new", "team": "tj", "cases": ["open"], "started": "2199-02-01T09:00:00+01:00"},
    {"type": "contribution", "id": "k-new", "session": "s-new", "speaker": "w1", "kind": "story", "text": "Nieuw"},
    {"type": "rating", "id": "g-undated", "value": 3},
]
GONE = {"old", "wmo-17", "a-old", "r-old", "d-old", "v-old", "s-old", "k-old"}


class Retain(CommandTest):
    def fill(self, records=RECORDS):
        self.make_store(records)
        os.remove(self.path("records.json"))
        self.write("schedule.json", SCHEDULE)

    def retain(self, *options):
        return self.leren("retain", "t.leren", "--schedule", "schedule.json", *options)

    def plan(self, *options):
        return json.loads(self.retain("--json", *options))

    def ids(self):
        return [json.loads(line)["id"] for line in self.leren("export", "t.leren", "--format=jsonl").splitlines()]

    def files_with(self, word):
        found = []
        for path in glob.glob(os.path.join(self.folder, "**"), recursive=True):
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    if word.lower().encode() in file.read().lower():
                        found.append(os.path.basename(path))
        return found

    def plant(self):
        """Old versions in the journal, a text index, and backups"""
        self.fill()
        with open(self.path("steps.py"), "w", encoding="utf-8") as file:
            file.write(f"""
import gi, json
gi.require_version("Leren", "1.0")
from gi.repository import Leren
store = Leren.Store.open("t.leren", Leren.StoreFlags.EXISTING, None)
def change(record, **members):
    kept = json.loads(store.get(record, None).to_json())
    store.save(Leren.Record.from_json(json.dumps(dict(kept, **members)), -1), None)
change("s-new", title="Over {FIRST}", cases=["open", "old"])
change("s-new", title="Over de school", cases=["open"])
change("old", title="{FIRST}")
change("old", title="{OLD}")
query = store.query("case")
query.search("{OLD}")
assert query.count(None) == 1
""")
        subprocess.run([sys.executable, "steps.py"], cwd=self.folder, check=True, timeout=120)
        os.remove(self.path("steps.py"))
        # that was long ago
        with sqlite3.connect(self.path("t.leren")) as store:
            store.execute("""UPDATE "case" SET "modified" = '2004-03-01T09:00:00+01:00' WHERE id = 'old'""")
        self.leren("backup", "t.leren", "backup.leren")

    def test_a_dry_run_changes_nothing(self):
        self.fill()
        before = self.leren("export", "t.leren")
        with open(self.path("t.leren"), "rb") as file:
            content = file.read()
        plan = self.plan()
        told = self.retain()
        self.assertEqual({name for group in plan["expired"] for name in group["ids"]}, GONE)
        self.assertIn("--yes", told)
        self.assertEqual(self.leren("export", "t.leren"), before)
        with open(self.path("t.leren"), "rb") as file:
            self.assertEqual(file.read(), content)

    def test_the_plan_says_why(self):
        self.fill()
        plan = self.plan()
        groups = {(group["type"], group.get("practice")): group for group in plan["expired"]}
        self.assertEqual(groups["case", "jeugd"],
                         {"type": "case", "practice": "jeugd", "after": "closed", "records": 1, "first": "2004-03-01",
                          "last": "2004-03-01", "ids": ["old"]})
        self.assertEqual(groups["case", "wmo"]["ids"], ["wmo-17"])
        # through what it is about
        self.assertEqual(groups["coding", "jeugd"]["with"], "target")
        self.assertEqual(groups["org.example.visit", "jeugd"]["ids"], ["v-old"])
        self.assertEqual({one["id"]: one["held_by"] for one in plan["held"]}, {"a-held": "a-next", "held": "a-held"})
        self.assertEqual([(group["type"], group["ids"]) for group in plan["undated"]],
                         [("case", ["undated"]), ("rating", ["g-undated"])])
        self.assertEqual(plan["records"], len(RECORDS))

    def test_the_last_day(self):
        self.fill()
        held = {one["id"] for one in self.plan("--on", "2024-03-01")["held"]}
        self.assertIn("held", held)
        expired = [self.plan("--on", day)["expired"] for day in ("2024-03-01", "2024-03-02")]
        self.assertEqual([any("old" in group["ids"] for group in plan) for plan in expired], [False, True])

    def test_no_byte_is_left(self):
        self.plant()
        for word in WORDS:
            self.assertIn("t.leren", self.files_with(word), f"{word} was planted nowhere")
            self.assertIn("backup.leren", self.files_with(word))
        receipt = json.loads(self.retain("--yes", "--json", "--by", "w2"))
        for word in (*WORDS[:-1], "wmo-17", "k-old", "d-old"):
            self.assertEqual(self.files_with(word), [], word)
        # a version of a session that stays still says so, but not which case it was about
        journal = [json.loads(line) for line in self.leren("journal", "t.leren", "--json").splitlines()]
        olds = [entry["old"] for entry in journal if entry.get("id") == "s-new" and "old" in entry]
        self.assertEqual([(old.get("title"), old["cases"]) for old in olds],
                         [(None, ["open"]), (f"Over {FIRST}", ["open"])])
        self.assertEqual([entry["records"] for entry in journal if entry["change"] == "deleted"], [len(GONE)])
        self.assertEqual(self.ids(), [one["id"] for one in RECORDS if one["id"] not in GONE])
        self.assertEqual(self.leren("check", "t.leren"), "no problems\n")
        self.assertEqual(sorted(os.listdir(self.folder)), ["schedule.json", "t.leren"])
        self.assertEqual([os.path.basename(path) for path in receipt["files_removed"]], ["backup.leren"])

    def test_the_receipt(self):
        self.fill()
        receipt = json.loads(self.retain("--yes", "--json", "--by", "w2"))
        self.assertEqual((receipt["receipt"], receipt["by"], receipt["schedule"]), ("retention", "w2", SCHEDULE))
        self.assertEqual({(one["type"], one.get("practice")): one["records"] for one in receipt["deleted"]},
                         {("case", "jeugd"): 1, ("case", "wmo"): 1, ("action", "jeugd"): 1, ("reflection", "jeugd"): 1,
                          ("coding", "jeugd"): 1, ("org.example.visit", "jeugd"): 1, ("session", "jeugd"): 1,
                          ("contribution", "jeugd"): 1})
        with sqlite3.connect(self.path("t.leren")) as store:
            kept = [json.loads(value) for value, in
                    store.execute("SELECT value FROM store_info WHERE name LIKE 'retention %'")]
        self.assertEqual(kept, [receipt])
        for one in GONE - {"old"}:
            self.assertNotIn(f'"{one}"', json.dumps(receipt))

    def test_again(self):
        self.fill()
        self.assertIn("deleted", self.retain("--yes"))
        self.leren("backup", "t.leren", "later.leren")
        with open(self.path("t.leren"), "rb") as file:
            content = file.read()
        self.assertIn("Nothing was kept for longer", self.retain("--yes"))
        with open(self.path("t.leren"), "rb") as file:
            self.assertEqual(file.read(), content)
        # what nothing was deleted from is left alone, its backups too
        self.assertTrue(os.path.exists(self.path("later.leren")))

    def test_a_backup_that_was_worked_in_does_not_go(self):
        self.fill()
        self.leren("backup", "t.leren", "coach.leren")
        self.leren("add", "coach.leren", "case", "id=taken-along", "title=Onderweg")
        before = self.ids()
        said = self.refused("retain", "t.leren", "--schedule", "schedule.json", "--yes")
        self.assertIn("coach.leren is a backup of this store", said)
        self.assertEqual(self.ids(), before)
        self.leren("merge", "t.leren", "coach.leren")
        self.retain("--yes")
        self.assertFalse(os.path.exists(self.path("coach.leren")))
        self.assertEqual(set(self.ids()), set(before) - GONE | {"taken-along"})

    def test_what_was_broken_off_is_finished(self):
        self.fill()
        self.leren("backup", "t.leren", "backup.leren")
        os.chmod(self.path("backup.leren"), 0o600)
        os.rename(self.path("backup.leren"), self.path("aside"))
        self.retain("--yes")
        # as if the power went before the copies did
        os.rename(self.path("aside"), self.path("backup.leren"))
        with sqlite3.connect(self.path("t.leren")) as store:
            store.execute("INSERT INTO store_info VALUES (?, NULL)", ("backup " + self.path("backup.leren"),))
            store.execute("INSERT INTO store_info VALUES ('unfinished', 'retention')")
        self.retain("--yes")
        self.assertFalse(os.path.exists(self.path("backup.leren")))

    def test_killed(self):
        """Either all of it is there, or none."""
        self.fill()
        whole = set(self.ids())
        for wait in range(int(os.environ.get("LEREN_TEST_KILLS", "6"))):
            process = subprocess.Popen([COMMAND, "retain", "t.leren", "--schedule", "schedule.json", "--yes"],
                                       cwd=self.folder, env=environment(), stdout=subprocess.DEVNULL)
            time.sleep(0.006 * wait)
            process.send_signal(signal.SIGKILL)
            process.wait()
            there = set(self.ids())
            self.assertIn(there, (whole, whole - GONE))
            self.assertEqual(self.leren("check", "t.leren"), "no problems\n")
        self.retain("--yes")
        self.assertEqual(set(self.ids()), whole - GONE)

    def test_who_reads_as_a_participant_is_refused(self):
        self.fill()
        for options in ((), ("--yes",)):
            line = self.refused("retain", "t.leren", "--schedule", "schedule.json", "--as", "w1", *options)
            self.assertIn("a participant may not", line)

    def test_wrong_use(self):
        self.fill()
        self.misused("retain", "t.leren")
        self.misused("retain", "t.leren", "--schedule", "schedule.json", "--on", "2025-02-30")
        self.misused("retain", "t.leren", "--schedule", "schedule.json", "--on", "2025-03-01", "--yes")
        self.refused("retain", "t.leren", "--schedule", "nowhere.json")
        self.refused("retain", "nowhere.leren", "--schedule", "schedule.json")

    def test_wrong_schedules(self):
        self.fill()
        good = {"type": "case", "years": 15}
        for rules, said in (
                ([{"years": 1}], "rule 1: type: missing"),
                ([{"type": "dossier", "years": 1}], "“dossier” is no record type"),
                ([good, {"type": "case"}], "rule 2: say for how long"),
                ([dict(good, keep=True)], "one of these"),
                ([{"type": "case", "keep": False}], "keep: must be true"),
                ([{"type": "case", "years": 0}], "years: must be a whole number from 1"),
                ([{"type": "case", "years": 1.5}], "years: must be a whole number"),
                ([{"type": "case", "years": 10 ** 30}], "does not fit 64 bits"),
                ([{"type": "case", "years": 10 ** 9}], "from 1 to 1000"),
                ([{"type": "case", "yeers": 1}], "“yeers” is no member"),
                ([{"type": "case", "years": 1, "after": "title"}], "no day “title”"),
                ([{"type": "session", "years": 1, "after": "closed"}], "no day “closed”"),
                ([{"type": "case", "with": "title"}], "names no other record as its “title”"),
                ([{"type": "action", "with": "case", "after": "due"}], "after: goes with"),
                ([good, dict(good, years=20)], "rule 2: rule 1 is for the same records"),
                ("all", "a list of \"rules\""),
                (["case"], "rule 1: must be an object")):
            self.write("schedule.json", dict(SCHEDULE, rules=rules))
            line = self.refused("retain", "t.leren", "--schedule", "schedule.json")
            self.assertIn(said, line)
            self.assertIn("schedule.json", line)
        for text in ("", "[]", "{}", '{"format": "leren-retention", "version": 2, "rules": []}', "{"):
            self.write("schedule.json", text)
            self.refused("retain", "t.leren", "--schedule", "schedule.json")

    def test_a_circle_ends(self):
        """Who reflects on each other's reflections goes on for ever, but retention does not."""
        self.write("schedule.json", {"format": "leren-retention", "version": 1, "rules": [
            {"type": "reflection", "with": "subject"}, {"type": "case", "years": 1}]})
        self.make_store([{"type": "reflection", "id": "r1", "text": "Een", "subject": "r2"},
                         {"type": "reflection", "id": "r2", "text": "Twee", "subject": "r1"},
                         {"type": "case", "id": "c1", "title": "Huur", "modified": "2000-01-01T00:00:00Z"}])
        self.assertEqual([group["ids"] for group in self.plan()["expired"]], [["c1"]])


if __name__ == "__main__":
    main()
