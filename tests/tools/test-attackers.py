# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What an attacker sends: SQL and format strings where names belong, stores with a schema of their
own, frameworks beyond measure, and links and pipes where output is to go."""

import json
import os
import resource
import sqlite3
import stat
import subprocess
import threading
import time

from support import COMMAND, EXAMPLES, SANITIZED, CommandTest, digest, environment, main

HOSTILE = ("'; DROP TABLE \"case\"; --", '" OR ""="', "') OR 1=1 --", "x' UNION SELECT sql FROM sqlite_master --",
           "%n%n%s%s%x", "%1$*1$n", "../../etc/passwd", "\\", "?1", ":a", "$a", "{}", "<script>alert(1)</script>",
           "\u202etxt.exe", "\u0000".join("ab").replace("\u0000", "\u2400"), "NEAR(a b)", "a* OR b", "^a", "-", "\x7f")


class Strings(CommandTest):
    """Text is text, wherever it stands."""

    def test_every_member_and_filter(self):
        records = [{"type": "case", "id": f"c{number}", "title": text, "narrative": text,
                    "attributes": {text: text}} for number, text in enumerate(HOSTILE)]
        records += [{"type": "participant", "id": text, "name": text} for text in HOSTILE if text.isprintable()]
        self.make_store(records)
        kept = {record["id"]: record for record in self.json("export", "t.leren")["records"]}
        for record in records:
            self.assertEqual(kept[record["id"]].get("narrative"), record.get("narrative"))
            self.assertEqual(kept[record["id"]].get("attributes"), record.get("attributes"))
        for number, text in enumerate(HOSTILE):
            found = self.json("list", "t.leren", "case", f"title={text}", "--json")
            self.assertEqual([record["id"] for record in found], [f"c{number}"], text)
        self.leren("report", "t.leren", "-o", "r.html")
        with open(self.path("r.html"), encoding="utf-8") as file:
            self.assertNotIn("<script>alert", file.read())
        self.leren("check", "t.leren")

    def test_every_argument(self):
        self.make_store()
        before = digest(self.path("t.leren"))
        for text in HOSTILE:
            with self.subTest(text):
                for arguments in (["list", "t.leren", text], ["list", "t.leren", "case", text + "=x"],
                                  ["diagnose", "t.leren", "--case=" + text], ["profile", "t.leren", text],
                                  ["show", "t.leren", text], ["similar", "t.leren", text],
                                  ["history", "t.leren", text], ["check", text + ".leren"],
                                  ["act", "t.leren", text, "own"], ["list", "t.leren", "case", "--as=" + text]):
                    done = self.run_raw(*arguments)
                    self.assertIn(done.returncode, (1, 2), arguments)
                    self.assertEqual(done.stderr.count(b"\n"), 1, done.stderr)
                    self.assertTrue(done.stderr.decode()[:-1].isprintable(), done.stderr)
        self.assertEqual(digest(self.path("t.leren")), before)

    def test_a_text_of_a_hundred_megabytes(self):
        """It is refused at a limit, in little memory, and taken where the limit is raised."""
        with open(self.path("long.jsonl"), "w", encoding="utf-8") as file:
            file.write('{"type":"case","id":"c","title":"T","narrative":"' + "x" * 100_000_000 + '"}\n')
        began = time.monotonic()
        done = subprocess.run([COMMAND, "import", "t.leren", "long.jsonl"], cwd=self.folder, env=environment(),
                              stderr=subprocess.PIPE, check=False, preexec_fn=None if SANITIZED else self.limit)
        self.assertEqual(done.returncode, 1)
        self.assertIn("limit", done.stderr.decode())
        self.assertLess(time.monotonic() - began, 60)
        self.assertFalse(os.path.exists(self.path("t.leren")))

    @staticmethod
    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))


class Stores(CommandTest):
    """A store from a stranger: nothing in its schema is run, and a check tells of it."""

    def spoil(self, *statements, name="h.leren"):
        self.make_store([{"type": "case", "id": "c", "title": "C", "narrative": "rent arrears"}], name)
        database = sqlite3.connect(self.path(name))
        database.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            database.execute(statement)
        database.commit()
        database.close()
        return name

    def use(self, name):
        """Whatever it is: one line, or an answer, in bounded time"""
        for arguments in (["list", name, "case"], ["export", name], ["show", name, "c"], ["diagnose", name],
                          ["export", name, "--salvage"], ["report", name, "-o", "r.html"],
                          ["add", name, "case", "title=New"], ["import", name, EXAMPLES[0]], ["check", name],
                          ["backup", name, "b.leren", "--force"]):
            done = subprocess.run([COMMAND, *arguments], cwd=self.folder, env=environment(), check=False,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
            self.assertIn(done.returncode, (0, 1), f"{arguments}: {done.stderr}")
            self.assertNotIn(b"CRITICAL", done.stderr)

    def assert_told(self, name, *said):
        done = self.run_raw("check", name)
        self.assertEqual(done.returncode, 1)
        for text in said:
            self.assertIn(text, (done.stdout + done.stderr).decode())

    def test_triggers(self):
        name = self.spoil("CREATE TRIGGER t AFTER INSERT ON \"case\" BEGIN DELETE FROM participant;"
                          " INSERT INTO \"case\" (id, title) VALUES ('planted', 'P'); END")
        self.leren("add", name, "case", "title=New")
        self.assertEqual(len(self.json("list", name, "case", "--json")), 2)
        self.assert_told(name, "the trigger “t” on “case”")
        self.use(name)

    def test_a_view_in_place_of_a_table(self):
        name = self.spoil("ALTER TABLE \"case\" RENAME TO hidden",
                          "CREATE VIEW \"case\" AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                          " SELECT h.* FROM hidden AS h, n")
        self.refused("list", name, "case")
        self.use(name)

    def test_columns_that_compute(self):
        """One that is harmless is told of; with one that is not, the store is not opened."""
        name = self.spoil("ALTER TABLE \"case\" ADD COLUMN x TEXT AS (upper (title)) VIRTUAL")
        self.assertEqual(len(self.json("list", name, "case", "--json")), 1)
        self.assert_told(name, "the table “case” is not as leren makes it")
        self.use(name)
        name = self.spoil("ALTER TABLE \"case\" ADD COLUMN x TEXT AS (hex (randomblob (1000000))) VIRTUAL",
                          name="i.leren")
        self.refused("list", name, "case")
        self.use(name)

    def test_virtual_tables_and_others(self):
        name = self.spoil("CREATE VIRTUAL TABLE f USING fts5 (a)", "CREATE TABLE \"x\"\" -- \" (a)")
        self.assert_told(name, "the table “f”", "the table “x\" -- ”")
        self.use(name)

    def test_backups_that_are_none(self):
        """Erasing takes away the backups of this store, and no file that a stranger wrote down as one."""
        precious = self.write("precious", "precious")
        other = self.path(self.make_store([{"type": "case", "id": "x", "title": "X"}], "other.leren"))
        name = self.make_store([{"type": "participant", "id": "p", "name": "Fatma Yilmaz"}], "h.leren")
        self.leren("backup", name, "own.backup")
        database = sqlite3.connect(self.path(name))
        database.executemany("INSERT INTO store_info (name, value) VALUES (?, '')",
                             [("backup " + precious,), ("backup " + other,), ("backup /etc/hostname",)])
        database.commit()
        database.close()
        self.leren("erase", name, "p", "--yes")
        self.assertTrue(os.path.exists(precious))
        self.assertTrue(os.path.exists(other))
        self.assertFalse(os.path.exists(self.path("own.backup")))

    def test_own_types(self):
        for row in (("x", "a:0"), ("nl.x", "a"), ("nl.x", "id:0"), ("nl.x", "a:0 a:0"), ("nl.x", "a:99"),
                    ("case", "a:0"), ("nl.x", "a:0 " * 5000), ("nl.x", "a' --:0"), ("nl.%n", "a:0")):
            with self.subTest(row):
                name = self.spoil(name=f"own{abs(hash(row))}.leren")
                database = sqlite3.connect(self.path(name))
                database.execute("INSERT INTO own_type (name, fields) VALUES (?, ?)", row)
                database.commit()
                database.close()
                self.refused("list", name, "case")
                self.run_raw("export", name, "--salvage")

    def test_what_it_says_to_be(self):
        for pragma in ("application_id = 1", "user_version = 0", "user_version = -1", "user_version = 2147483647"):
            name = self.spoil(name=f"{abs(hash(pragma))}.leren")
            database = sqlite3.connect(self.path(name))
            database.execute("PRAGMA " + pragma)
            database.close()
            before = digest(self.path(name))
            self.refused("list", name, "case")
            self.refused("add", name, "case", "title=x")
            self.assertEqual(digest(self.path(name)), before)

    def test_a_journal_beside_it(self):
        """Of nothing, of garbage, a folder, and a link to a file of somebody else's"""
        name = self.spoil()
        journal = self.path(name + "-journal")
        precious = self.write("precious", "precious")
        for content in (b"", b"garbage" * 1000, b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(4000)):
            with open(journal, "wb") as file:
                file.write(content)
            self.use(name)
            if os.path.exists(journal):
                os.remove(journal)
        os.mkdir(journal)
        self.use(name)
        os.rmdir(journal)
        os.symlink(precious, journal)
        self.use(name)
        with open(precious, encoding="utf-8") as file:
            self.assertEqual(file.read(), "precious")

    def test_wal_mode(self):
        name = self.spoil()
        database = sqlite3.connect(self.path(name))
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("UPDATE \"case\" SET title = 'In the log'")
        database.commit()
        database.close()
        with open(self.path(name + "-wal"), "wb") as file:
            file.write(os.urandom(5000))
        self.use(name)
        self.assertEqual(self.json("show", name, "c", "--json")["title"], "In the log")


class Frameworks(CommandTest):
    BASE = {"format": "leren-framework", "version": 1, "id": "own", "kind": "set", "label": {"en": "Own"},
            "description": {"en": "Own."}, "sources": [{"author": "A", "year": 2000, "title": "T"}],
            "concepts": [{"id": "one", "label": {"en": "One"}}]}

    def test_beyond_measure(self):
        concept = '{"id":"c%d","label":{"en":"C"}}'
        many = json.dumps(dict(self.BASE, concepts=[]))[:-2] + ",".join(concept % n for n in range(100_000)) + "]}"
        for name, content in (("deep", '{"format":"leren-framework","version":1,"a":' + "[" * 100_000),
                              ("many", many),
                              ("path", dict(self.BASE, id="../../etc/passwd")),
                              ("path2", dict(self.BASE, concepts=[{"id": "../x", "label": {"en": "X"}}])),
                              ("huge", json.dumps(self.BASE).replace("2000", "9" * 400)),
                              ("share", dict(self.BASE, concepts=[{"id": "a", "label": {"en": "A"}, "share": -1}]))):
            with self.subTest(name):
                source = self.write(name + ".json", content)
                done = subprocess.run([COMMAND, "frameworks", "--add", source], cwd=self.folder, env=environment(),
                                      stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, check=False)
                self.assertIn(done.returncode, (0, 1), done.stderr)
                self.assertLessEqual(done.stderr.count(b"\n"), 1)
                if name != "many":
                    self.assertEqual(done.returncode, 1, name)

    def test_labels_are_text(self):
        label = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"
        framework = dict(self.BASE, label={"en": label}, concepts=[{"id": "one", "label": {"en": label}}])
        source = self.write("d.json", {"format": "leren", "version": 1, "frameworks": [framework], "records": [
            {"type": "case", "id": "c", "title": label},
            {"type": "rating", "id": "r", "subject": "c", "framework": "own", "concept": "one", "value": 5}]})
        self.leren("import", "t.leren", source)
        self.leren("report", "t.leren", "-o", "r.html")
        with open(self.path("r.html"), encoding="utf-8") as file:
            page = file.read()
        self.assertNotIn("<img src=x", page)
        self.assertNotIn("<script>alert(2)", page)


class Output(CommandTest):
    def setUp(self):
        super().setUp()
        self.make_store()
        self.before = digest(self.path("t.leren"))

    def commands(self, out):
        return (["export", "t.leren", "-o", out], ["report", "t.leren", "-o", out],
                ["backup", "t.leren", out], ["backup", "t.leren", out, "--force"])

    def test_links_folders_and_the_store(self):
        target = self.write("target", "precious")
        os.symlink(target, self.path("link"))
        os.symlink("nowhere", self.path("dangling"))
        os.link(self.path("t.leren"), self.path("same"))
        os.mkdir(self.path("folder"))
        for out in ("link", "dangling", "folder", "t.leren", "same", "none/out"):
            for command in self.commands(out):
                self.refused(*command)
        self.assertFalse(os.path.exists(self.path("nowhere")))
        with open(target, encoding="utf-8") as file:
            self.assertEqual(file.read(), "precious")
        self.assertEqual(len(self.json("export", "t.leren")["records"]) > 10, True)

    def test_a_pipe(self):
        """An export can go through one; a backup cannot, and does not wait for who reads."""
        os.mkfifo(self.path("pipe"))
        self.refused("backup", "t.leren", "pipe")
        self.refused("backup", "t.leren", "pipe", "--force")
        self.assertTrue(stat.S_ISFIFO(os.stat(self.path("pipe")).st_mode))
        said = []

        def read():
            with open(self.path("pipe"), encoding="utf-8") as file:
                said.append(file.read())

        reader = threading.Thread(target=read)
        reader.start()
        self.leren("export", "t.leren", "-o", "pipe")
        reader.join(60)
        self.assertEqual(said, [self.leren("export", "t.leren")])

    def test_new_files_are_nobody_elses(self):
        for umask in (0o000, 0o022, 0o077):
            before = os.umask(umask)
            try:
                for number, command in enumerate((["init"], ["import"], ["export"], ["report"], ["backup"])):
                    out = f"{umask}-{number}"
                    arguments = {"init": ["init", out], "import": ["import", out, EXAMPLES[0]],
                                 "export": ["export", "t.leren", "-o", out],
                                 "report": ["report", "t.leren", "-o", out],
                                 "backup": ["backup", "t.leren", out]}[command[0]]
                    self.leren(*arguments)
                    self.assertEqual(stat.S_IMODE(os.stat(self.path(out)).st_mode), 0o600, arguments)
            finally:
                os.umask(before)


if __name__ == "__main__":
    main()
