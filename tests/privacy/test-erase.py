# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Erasure: nothing of somebody is left in any file, and what was counted still counts the same."""

import glob
import json
import os
import sqlite3
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))

from support import CommandTest, main  # noqa: E402

# Words that stand nowhere else, each in a place of its own
PLANTED = {word: word.encode() for word in (
    "Zwirkelmans Ofelientje Fagottiaans Brummelaer Kwastelorum Snorrebaarden Vlinderdasje Plofkraakje Mierezoetig "
    "Wapperdewap Klotterbeek Hobbeldeboom Slingeraapje Grabbelaertje Toeterniets Piepschuimig Rommeldebol "
    "Knisperdeknas Dwarrelblaadje Fluisterasperge").split()}
NAME, GIVEN, ORGANISATION, ATTRIBUTE, EXPERTISE, UNKNOWN, TITLE, TEXT, JOURNAL, DELETED, OWN, ROLLED, MEMO, OLDNAME, \
    QUESTION, EFFECT, UNKNOWNTEXT, MAIL, OLDTEXT, BACKUP = PLANTED

RECORDS = [
    {"type": "practice", "id": "p1", "name": "Schulden voorkomen"},
    {"type": "participant", "id": "w1", "name": f"{GIVEN} van den {NAME}", "organisation": ORGANISATION,
     "roles": ["professional"], "expertise": [{"area": EXPERTISE}], "org.example.room": UNKNOWN,
     "attributes": {"email": f"{MAIL}@voorbeeld.nl", "hond": ATTRIBUTE}},
    {"type": "participant", "id": "w2", "name": "Bo Jansma", "roles": ["professional"]},
    {"type": "participant", "id": "w3", "name": "Els Verheul", "roles": ["coach"]},
    {"type": "team", "id": "t1", "name": "Wijkteam", "members": ["w1", "w2", "w3"], "practice": "p1"},
    {"type": "case", "id": "c1", "title": TITLE, "question": QUESTION, "contributor": "w1", "team": "t1",
     "practice": "p1"},
    {"type": "session", "id": "s1", "team": "t1", "practice": "p1", "cases": ["c1"], "present": ["w1", "w2", "w3"],
     "started": "2025-03-03T09:00:00Z"},
    {"type": "contribution", "id": "k1", "session": "s1", "case": "c1", "speaker": "w1", "kind": "story",
     "text": f"Ik stond met {TEXT} op de stoep, en niemand deed open."},
    {"type": "contribution", "id": "k2", "session": "s1", "case": "c1", "speaker": "w2", "kind": "open-question",
     "text": f"Wat wilde mevrouw Van den {NAME} zelf, {GIVEN}? Mail {MAIL}@voorbeeld.nl maar."},
    {"type": "contribution", "id": "k3", "session": "s1", "case": "c1", "speaker": "w3", "kind": "advice",
     "text": f"Doe wat {GIVEN}s buurman deed."},
    {"type": "action", "id": "a1", "what": "Bel de woningbouw", "case": "c1", "session": "s1", "owner": "w1",
     "author": "w1", "state": "reviewed", "undertaken": "2025-03-05", "effect": EFFECT, "reviewed": "2025-03-17"},
    {"type": "action", "id": "a2", "what": f"Vraag {GIVEN} mee", "case": "c1", "session": "s1", "owner": "w2",
     "author": "w2", "state": "owned"},
    {"type": "reflection", "id": "r1", "text": "Wij bellen sneller dan we vragen.", "level": "behaviour",
     "subject": "a1", "case": "c1", "author": "w2", "loop": "single"},
    {"type": "coding", "id": "d1", "target": "k2", "framework": "logical-levels", "concept": "behaviour",
     "coder": "w1", "memo": MEMO, "start": 5, "end": 11},
    {"type": "coding", "id": "d2", "target": "k2", "framework": "logical-levels", "concept": "belief",
     "coder": "w2", "start": 52, "end": 56},
    {"type": "org.example.visit", "id": "v1", "author": "w1", "note": OWN, "case": "c1"},
    {"type": "org.example.visit", "id": "v2", "author": "w2", "note": f"Met {GIVEN} gefietst naar {UNKNOWNTEXT[:0]}huis"},
]


class Erase(CommandTest):
    def files_with(self, word):
        found = []
        for path in glob.glob(os.path.join(self.folder, "**"), recursive=True):
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    if PLANTED[word].lower() in file.read().lower():
                        found.append(os.path.basename(path))
        return found

    def plant(self):
        """A store with such a word in every kind of place"""
        self.make_store(RECORDS)
        os.remove(self.path("records.json"))
        # the participant was called something else, and a text said something else
        with open(self.path("steps.py"), "w", encoding="utf-8") as file:
            file.write(f"""
import gi, json
gi.require_version("Leren", "1.0")
from gi.repository import Leren
store = Leren.Store.open("t.leren", Leren.StoreFlags.EXISTING, None)
def change(record, **members):
    kept = json.loads(store.get(record, None).to_json())
    store.save(Leren.Record.from_json(json.dumps(dict(kept, **members)), -1), None)
change("w1", name="{GIVEN} {OLDNAME}")
change("w1", name="{GIVEN} van den {NAME}")
change("k1", text="Eerst schreef ik {OLDTEXT}, met {JOURNAL}.")
change("k1", text="Ik stond met {TEXT} op de stoep, en niemand deed open.")
store.save(Leren.Record.from_json(json.dumps({{"type": "reflection", "id": "gone", "text": "{DELETED} met {GIVEN}",
                                              "author": "w1"}}), -1), None)
store.delete("gone", None)
transaction = store.begin()
change("k1", text="{ROLLED}")
transaction.roll_back()
for kind in ("contribution", "case", "action", "coding"):
    query = store.query(kind)
    query.search("{TEXT}")
    query.run(None)
""")
        subprocess.run([sys.executable, "steps.py"], cwd=self.folder, check=True, timeout=120)
        os.remove(self.path("steps.py"))
        with sqlite3.connect(self.path("t.leren.v1.backup")) as backup:
            backup.execute("CREATE TABLE contribution (text TEXT)")
            backup.execute("INSERT INTO contribution VALUES (?)", (BACKUP,))

    def figures(self):
        commands = (["cycles"], ["profile", "logical-levels"], ["dialogue"], ["spiral"])
        return [self.json(command[0], "t.leren", *command[1:], "--json") for command in commands]

    def shown(self, record):
        return self.json("show", "t.leren", record, "--json")

    def test_no_byte_is_left(self):
        self.plant()
        journalled = {JOURNAL, OLDTEXT, OLDNAME, DELETED}
        for word in journalled | {NAME, TEXT, BACKUP, OWN, EFFECT}:
            self.assertTrue(self.files_with(word), f"{word} was planted nowhere")
        receipt = self.leren("erase", "t.leren", "w1", "--yes", "--json", "--by", "w3")
        for word in PLANTED:
            self.assertEqual(self.files_with(word), [], word)
            self.assertNotIn(word.lower(), receipt.lower())
        self.assertEqual(os.listdir(self.folder), ["t.leren"])
        self.assertEqual(self.leren("check", "t.leren"), "no problems\n")

    def test_what_others_did_stays(self):
        self.plant()
        figures = self.figures()
        before = [self.shown(record["id"]) for record in RECORDS]
        self.leren("erase", "t.leren", "w1", "--yes")
        self.assertEqual(self.figures(), figures)
        after = {record["id"]: self.shown(record["id"]) for record in RECORDS}
        self.assertEqual(list(after), [record["id"] for record in before])
        self.assertEqual({name: value for name, value in after["w1"].items() if name != "modified"},
                         {"type": "participant", "id": "w1", "roles": ["professional"],
                          **{name: after["w1"][name] for name in ("created",) if name in after["w1"]}})
        for record in ("p1", "w2", "w3", "t1", "s1", "r1"):
            self.assertEqual(after[record], next(old for old in before if old["id"] == record))
        self.assertEqual(after["k1"]["text"], "[x x x x x x x x x x x]")
        self.assertEqual(after["k2"]["text"], "Wat wilde mevrouw [x x x] zelf, [x]? Mail [x x] maar.")
        self.assertEqual(after["k3"]["text"], "Doe wat [x] buurman deed.")
        self.assertEqual((after["c1"]["title"], after["c1"]["question"]), ("[x]", "[x]"))
        self.assertEqual((after["a1"]["effect"], after["a1"]["owner"], after["a1"]["state"]), ("[x]", "w1", "reviewed"))
        self.assertEqual(after["a2"]["what"], "Vraag [x] mee")
        self.assertEqual((after["v1"]["note"], after["v2"]["note"]), ("[x]", "Met [x] gefietst naar huis"))
        # the order in which records came
        exported = [json.loads(line)["id"] for line in self.leren("export", "t.leren", "--format=jsonl").splitlines()]
        self.assertEqual(exported, [record["id"] for record in RECORDS])

    def test_codings_stay_on_their_words(self):
        self.make_store(RECORDS)
        old = next(record for record in RECORDS if record["id"] == "k2")["text"]
        self.leren("erase", "t.leren", "w1", "--yes")
        new = self.shown("k2")["text"]
        for coding in ("d1", "d2"):
            was = next(record for record in RECORDS if record["id"] == coding)
            now = self.shown(coding)
            if "[x" not in new[now["start"]:now["end"]]:
                self.assertEqual(new[now["start"]:now["end"]], old[was["start"]:was["end"]])
        self.assertEqual((self.shown("d1")["start"], self.shown("d1")["end"]), (5, 11))

    def test_the_receipt(self):
        self.plant()
        receipt = self.json("erase", "t.leren", "w1", "--yes", "--json", "--by", "w3")
        self.assertEqual((receipt["receipt"], receipt["by"], receipt["participant"]), ("erasure", "w3", "w1"))
        members = {record["id"]: record["members"] for record in receipt["records"]}
        self.assertEqual(sorted(members["w1"]), ["attributes", "expertise", "name", "org.example.room", "organisation"])
        self.assertEqual(members["k3"], ["text"])
        self.assertNotIn("r1", members)
        self.assertGreaterEqual(receipt["journal"], 5)
        self.assertEqual([os.path.basename(path) for path in receipt["files_removed"]], ["t.leren.v1.backup"])
        with sqlite3.connect(self.path("t.leren")) as store:
            kept = [json.loads(value) for value, in
                    store.execute("SELECT value FROM store_info WHERE name LIKE 'erasure %'")]
        self.assertEqual(kept, [receipt])

    def test_a_backup_that_was_worked_in_does_not_go(self):
        self.make_store(RECORDS)
        os.remove(self.path("records.json"))
        self.leren("backup", "t.leren", "coach.leren")
        self.leren("backup", "t.leren", "idle.leren")
        self.leren("add", "t.leren", "case", "title=Bij de balie")
        self.leren("add", "coach.leren", "case", "id=taken-along", "title=Onderweg", f"narrative={GIVEN} belde.")
        before = self.leren("export", "t.leren")
        said = self.refused("erase", "t.leren", "w1", "--yes")
        self.assertIn("coach.leren is a backup of this store", said)
        self.assertEqual(self.leren("export", "t.leren"), before)
        self.assertTrue({"coach.leren", "idle.leren"} <= set(os.listdir(self.folder)))

        # and as soon as that is here, the backups go, also one that still has its log beside it
        self.leren("merge", "t.leren", "coach.leren")
        with open(self.path("coach.leren-wal"), "wb") as log:
            log.write(TEXT.encode())
        receipt = self.json("erase", "t.leren", "w1", "--yes", "--json")
        self.assertEqual([os.path.basename(path) for path in receipt["files_removed"]], ["coach.leren", "idle.leren"])
        self.assertEqual(os.listdir(self.folder), ["t.leren"])
        self.assertEqual(self.json("show", "t.leren", "taken-along", "--json")["narrative"], "[x] belde.")

    def test_a_backup_that_is_left_from_an_earlier_time_is_not_one_that_was_worked_in(self):
        """As if the power went before it was removed: names and ids in its journal are not those in the store any more."""
        self.make_store(RECORDS)
        self.leren("add", "t.leren", "participant", "id=jansen", "name=Jansen")
        self.leren("backup", "t.leren", "left.leren")
        os.rename(self.path("left.leren"), self.path("aside"))
        self.leren("erase", "t.leren", "jansen", "--yes")
        os.rename(self.path("aside"), self.path("left.leren"))
        with sqlite3.connect(self.path("t.leren")) as store:
            store.execute("INSERT INTO store_info VALUES (?, NULL)", ("backup " + self.path("left.leren"),))
        self.leren("erase", "t.leren", "w1", "--yes")
        self.assertFalse(os.path.exists(self.path("left.leren")))

    def test_backups_go_too(self):
        self.make_store(RECORDS)
        os.remove(self.path("records.json"))
        os.mkdir(self.path("elsewhere"))
        self.leren("backup", "t.leren", "elsewhere/one.leren")
        self.assertEqual(sorted(self.files_with(TEXT)), ["one.leren", "t.leren"])
        receipt = self.json("erase", "t.leren", "w1", "--yes", "--json")
        self.assertEqual([os.path.basename(path) for path in receipt["files_removed"]], ["one.leren"])
        self.assertEqual(os.listdir(self.path("elsewhere")), [])
        self.assertEqual(self.json("erase", "t.leren", "w1", "--yes", "--json")["files_removed"], [])

    def test_an_id_that_is_a_name_becomes_another(self):
        records = json.loads(json.dumps(RECORDS).replace('"w1"', f'"{GIVEN.lower()}-1"'))
        self.make_store(records)
        os.remove(self.path("records.json"))
        receipt = self.json("erase", "t.leren", f"{GIVEN.lower()}-1", "--yes", "--json")
        self.assertEqual(self.files_with(GIVEN), [])
        self.assertEqual(self.shown("t1")["members"], [receipt["participant"], "w2", "w3"])
        self.assertEqual(self.shown("a1")["owner"], receipt["participant"])
        self.assertEqual(self.leren("check", "t.leren"), "no problems\n")

    def test_nothing_is_done_by_accident(self):
        self.make_store(RECORDS)
        self.assertIn("--yes", self.refused("erase", "t.leren", "w1", status=2))
        self.refused("erase", "t.leren", "nobody", "--yes")
        self.assertIn("no participant", self.refused("erase", "t.leren", "c1", "--yes"))
        self.assertEqual(self.shown("w1")["name"], f"{GIVEN} van den {NAME}")
        self.leren("erase", "t.leren", "w1", "--yes")
        # and again
        self.assertEqual(self.json("erase", "t.leren", "w1", "--yes", "--json")["records"], [])


if __name__ == "__main__":
    main()
