# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""init, import, export, add, list, show, check, schema and frameworks."""

import json
import os
import stat

from support import EXAMPLES, CommandTest, digest, main

CASE = {"type": "case", "id": "c1", "title": "Who opens the door?", "domains": ["money", "home"],
        "urgency": 3}
OPEN = {"type": "case", "id": "c2", "title": "A", "status": "open"}


class Init(CommandTest):
    def test_makes_a_store_for_its_owner(self):
        self.assertEqual(self.leren("init", "a.leren"), "")
        self.assertEqual(stat.S_IMODE(os.stat(self.path("a.leren")).st_mode), 0o600)
        self.assertEqual(self.json("list", "a.leren", "case", "--json"), [])

    def test_never_overwrites(self):
        self.leren("init", "a.leren")
        before = digest(self.path("a.leren"))
        self.refused("init", "a.leren")
        self.assertEqual(digest(self.path("a.leren")), before)


class ImportExport(CommandTest):
    def test_round_trip_of_the_examples(self):
        self.make_store()
        self.assertEqual(self.leren("export", "t.leren", "-o", "one.json"), "")
        self.leren("import", "u.leren", "one.json")
        self.leren("export", "u.leren", "-o", "two.json")
        self.assertEqual(digest(self.path("one.json")), digest(self.path("two.json")))
        given = {}
        for path in EXAMPLES:
            with open(path, encoding="utf-8") as file:
                given.update({record["id"]: record for record in json.load(file)["records"]})
        with open(self.path("one.json"), encoding="utf-8") as file:
            kept = {record["id"]: record for record in json.load(file)["records"]}
        self.assertEqual(kept, given)

    def test_lines_and_standard_input(self):
        lines = "".join(json.dumps(record) + "\n" for record in (CASE, OPEN))
        done = self.run_raw("import", "t.leren", "-", stdin=lines.encode())
        self.assertEqual((done.returncode, done.stdout), (0, b""))
        self.assertIn(b"2 records imported", done.stderr)
        text = self.leren("export", "t.leren", "--format=jsonl")
        self.assertEqual([json.loads(line) for line in text.splitlines()], [CASE, OPEN])

    def test_all_or_nothing(self):
        good = self.write("good.json", {"format": "leren", "version": 1, "records": [CASE]})
        bad = self.write("bad.json", {"format": "leren", "version": 1,
                                      "records": [OPEN, {"type": "case", "id": "c3"}]})
        line = self.refused("import", "t.leren", good, bad)
        self.assertIn("bad.json", line)
        self.assertIn("records[1]", line)
        self.assertIn("title", line)
        self.assertFalse(os.path.exists(self.path("t.leren")))
        self.leren("import", "t.leren", good)
        before = digest(self.path("t.leren"))
        self.refused("import", "t.leren", bad)
        self.assertEqual(digest(self.path("t.leren")), before)

    def test_lenient(self):
        source = self.write("some.json", {"format": "leren", "version": 1, "records": [
            CASE, {"type": "case", "id": "c3"}, {"type": "case", "id": "c4", "title": "x",
                                                 "team": "nobody"}]})
        done = self.run_raw("import", "t.leren", source, "--lenient")
        self.assertEqual(done.returncode, 0)
        errors = done.stderr.decode()
        self.assertIn("1 record imported", errors)
        self.assertIn("2 left out", errors)
        self.assertEqual(errors.count("left out: "), 2)
        kept = self.json("list", "t.leren", "case", "--json")
        self.assertEqual([record["id"] for record in kept], ["c1"])

    def test_unknown_types_are_kept_and_reported(self):
        own = {"type": "org.example.walk", "id": "w1", "steps": [1, 2.50, {"a": None}]}
        source = self.write("own.json", json.dumps(
            {"format": "leren", "version": 1, "records": [own]}).replace("2.5,", "2.50,"))
        done = self.run_raw("import", "t.leren", source)
        self.assertEqual(done.returncode, 0)
        self.assertIn("org.example.walk", done.stderr.decode())
        self.assertEqual(self.json("show", "t.leren", "w1", "--json"), own)
        self.assertIn("2.50", self.leren("show", "t.leren", "w1", "--json"))
        self.assertIn("steps", self.leren("show", "t.leren", "w1"))


class Add(CommandTest):
    def test_add(self):
        self.leren("init", "t.leren")
        made = self.leren("add", "t.leren", "case", "title=Zo'n \"ding\" = groot", "urgency:=3",
                          'domains:=["money"]').strip()
        record = self.json("show", "t.leren", made, "--json")
        self.assertEqual(record["title"], "Zo'n \"ding\" = groot")
        self.assertEqual((record["urgency"], record["domains"]), (3, ["money"]))
        self.assertEqual(self.leren("add", "t.leren", "case", "id=mine", "title=x"), "mine\n")

    def test_members_of_the_users_own(self):
        self.leren("init", "t.leren")
        self.leren("add", "t.leren", "case", "id=c", "title=x", "org.example.x:=1.50")
        self.assertIn('"org.example.x":1.50', self.leren("show", "t.leren", "c", "--json"))

    def test_what_is_refused(self):
        self.make_store([CASE])
        before = digest(self.path("t.leren"))
        for arguments in (
            ["case"], ["nonsense", "a=b"], ["case", "id=c1", "title=again"],
            ["case", "title=x", "title=y"], ["case", "title=x", "team=nobody"],
            ["case", "title=x", "urgency=3"], ["case", "title=x", "urgency:=9"],
            ["case", "title=x", "urgency:="], ["case", "title=x", "urgency:=[1"],
            ["case", "title=x", 'urgency:=3,"status":"open"'], ["case", "title=x", "urgency:=3 4"],
            ["case", "title=x", "urgency:=1e400"], ["case", "title=x", "urgency:=2.5"],
            ["case", 'title:="a\\u0000b"'], ["case", "title=x", "type=case"],
            ["session", "started=2014-02-30T10:00:00Z"], ["case", "title=x", "urgency:=03"],
            ["case", "title=x", "attributes:=" + "[" * 60000],
            ["case", "title=x", "attributes:=" + "[" * 60000 + "]" * 60000],
            ["case", "title=x", "attributes:={'a':1}"], ["case", "title=x", "attributes:={}//x"],
        ):
            self.refused("add", "t.leren", *arguments)
        self.refused("add", "none.leren", "case", "title=x")
        self.assertFalse(os.path.exists(self.path("none.leren")))
        self.assertEqual(digest(self.path("t.leren")), before)


class Look(CommandTest):
    def test_list(self):
        self.make_store([CASE, OPEN])
        table = self.leren("list", "t.leren", "case")
        self.assertEqual(len(table.splitlines()), 3)
        self.assertIn("Who opens the door?", table)
        self.assertEqual(self.json("list", "t.leren", "case", "--json"), [CASE, OPEN])

    def test_filters(self):
        self.make_store([CASE, OPEN])
        for filters, ids in ((["status=open"], ["c2"]), (["domains=money"], ["c1"]),
                             (["urgency=3"], ["c1"]), (["status="], ["c1"]),
                             (["status=open", "urgency=3"], []), (["title=A"], ["c2"])):
            found = self.json("list", "t.leren", "case", "--json", *filters)
            self.assertEqual([record["id"] for record in found], ids, filters)
        self.refused("list", "t.leren", "nonsense")
        self.refused("list", "t.leren", "case", "nonsense=1")
        self.refused("list", "t.leren", "case", "status=nonsense")
        self.refused("list", "t.leren", "case", "urgency=high")

    def test_show(self):
        self.make_store()
        record = self.json("list", "t.leren", "reflection", "level=belief", "--json")[0]
        self.assertEqual(self.json("show", "t.leren", record["id"], "--json"), record)
        text = self.leren("show", "t.leren", record["id"])
        self.assertIn("belief (Belie", text)
        self.assertIn("Overtuigingen", self.leren("show", "t.leren", record["id"], "--lang=nl"))
        self.refused("show", "t.leren", "nobody")

    def test_looking_changes_nothing(self):
        self.make_store()
        before = digest(self.path("t.leren"))
        for arguments in (["list", "t.leren", "case"], ["check", "t.leren"], ["cycles", "t.leren"],
                          ["diagnose", "t.leren"], ["profile", "t.leren", "pdca"],
                          ["export", "t.leren"], ["report", "t.leren", "-o", "r.html"]):
            self.leren(*arguments)
        self.assertEqual(digest(self.path("t.leren")), before)

    def test_check(self):
        self.make_store()
        self.assertEqual(self.leren("check", "t.leren"), "no problems\n")

    def test_check_finds_what_others_did(self):
        import sqlite3
        self.make_store([CASE, OPEN])
        with sqlite3.connect(self.path("t.leren")) as store:
            store.execute("UPDATE \"case\" SET urgency = 9 WHERE id = 'c1'")
        store.close()
        done = self.run_raw("check", "t.leren")
        self.assertEqual((done.returncode, done.stderr), (1, b""))
        self.assertIn("c1", done.stdout.decode())
        self.assertIn("urgency", done.stdout.decode())


class Theory(CommandTest):
    def test_frameworks(self):
        with open(os.path.join(os.environ["LEREN_SOURCE_ROOT"], "tests", "theory", "table.json"),
                  encoding="utf-8") as file:
            table = json.dumps(json.load(file))
        frameworks = self.json("frameworks", "--json")
        self.assertGreaterEqual(len(frameworks), 46)
        for framework in frameworks:
            self.assertIn(f'"{framework["id"]}"', table)
            self.assertEqual(framework["format"], "leren-framework")
            self.assertEqual(set(framework["label"]), {"en", "nl"})
            for concept in framework["concepts"]:
                self.assertEqual(set(concept["label"]), {"en", "nl"})
        text = self.leren("frameworks")
        self.assertEqual(len(text.splitlines()), len(frameworks) + 1)

    def test_one_framework(self):
        self.assertEqual([each["id"] for each in self.json("frameworks", "pdca", "--json")],
                         ["pdca"])
        self.assertIn("? ", self.leren("frameworks", "pdca"))
        self.refused("frameworks", "nonsense")

    def test_own_framework(self):
        own = self.json("frameworks", "pdca", "--json")[0]
        own["id"] = "mine"
        path = self.write("mine.json", own)
        self.assertIn("mine", self.leren("frameworks", "--add", path))
        self.assertEqual([each["id"] for each in
                          self.json("frameworks", "--add", path, "--json")], ["mine"])
        own["kind"] = "heap"
        line = self.refused("frameworks", "--add", self.write("bad.json", own))
        self.assertIn("bad.json", line)
        self.assertIn("kind", line)
        own["kind"], own["id"] = "cycle", "pdca"
        own["label"]["en"] = "Other"
        self.refused("frameworks", "--add", self.write("taken.json", own))
        self.refused("frameworks", "--add", "none.json")
        self.refused("frameworks", "--add", "/")

    def test_schema(self):
        whole = self.json("schema")
        self.assertEqual(len(whole["$defs"]), 13)
        one = self.json("schema", "action")
        self.assertEqual(one["title"], "action")
        self.assertIn("effect_rating", one["properties"])
        self.refused("schema", "nonsense")


if __name__ == "__main__":
    main()
