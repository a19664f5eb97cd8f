# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Auditing: each way into a store is written down before it gives anything, and where it cannot be, it gives nothing.
On a server too, where LEREN_TEST_STORE says where that is."""

import getpass
import json
import os
import sqlite3
import subprocess
import sys
import textwrap

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))

from support import CommandTest, main  # noqa: E402

SERVER = os.environ.get("LEREN_TEST_STORE")
RECORDS = [
    {"type": "practice", "id": "p", "name": "Schulden voorkomen"},
    {"type": "participant", "id": "ada", "name": "Ada Jansma"},
    {"type": "participant", "id": "fatima-zwirkelmans", "name": "Fatima Zwirkelmans", "roles": ["client"]},
    {"type": "team", "id": "t", "name": "Wijkteam Oost", "members": ["ada", "fatima-zwirkelmans"], "practice": "p"},
    {"type": "case", "id": "rent", "title": "Huurachterstand", "team": "t", "narrative": "De deurwaarder belde."},
    {"type": "case", "id": "old", "title": "Schoolverzuim", "team": "t", "modified": "2001-03-01T09:00:00Z"},
    {"type": "reflection", "id": "r", "text": "Wij bellen steeds weer.", "case": "rent", "author": "ada"},
    {"type": "rating", "id": "g", "value": 7, "subject": "rent"},
    {"type": "org.example.visit", "id": "v", "note": "Niet thuis"},
]


def psql(place, statement):
    return subprocess.run(["psql", "--no-psqlrc", "-qAt", place, "-c", statement], check=True, timeout=120, capture_output=True,
                          text=True).stdout.strip()


class Audit(CommandTest):
    as_made = False

    @classmethod
    def setUpClass(cls):
        cls.place, cls.user = "t.leren", getpass.getuser()
        if SERVER:
            cls.place, cls.user = SERVER.replace("@/", "@/city"), "leren"
            psql(SERVER.replace("@/", "@/postgres"), "CREATE DATABASE city")

    def setUp(self):
        super().setUp()
        if SERVER and self.as_made:
            # to make another store takes longer than most tests
            self.sql("DROP TABLE IF EXISTS audit; DELETE FROM store_info WHERE name = 'auditing'")
            return
        if SERVER:
            psql(self.place, "SET client_min_messages = warning; DROP SCHEMA IF EXISTS leren CASCADE")
            type(self).as_made = True
        self.make_store(RECORDS, self.place)
        os.remove(self.path("records.json"))

    def change_records(self):
        """Said by who changes them: the next test has others made."""
        type(self).as_made = False

    def sql(self, statement):
        """Without the library; one number at most comes of it."""
        if SERVER:
            said = psql(self.place, f"SET client_min_messages = warning; SET search_path = leren; {statement}")
            return int(said) if said else None
        with sqlite3.connect(self.path(self.place)) as store:
            row = store.execute(statement).fetchone()
            return row[0] if row else None

    def switch(self, how="--on"):
        self.assertEqual(self.leren("audit", self.place, how), "")

    def reads(self, *options):
        return [read for read in self.entries(*options) if read["how"] not in ("on", "off")]

    def entries(self, *options):
        return [json.loads(line) for line in self.leren("audit", self.place, "--json", *options).splitlines()]

    def told(self, *options):
        """What was read: how, and the ids, or the type and how many"""
        return [(read["how"], read["ids"] if "ids" in read else (read.get("type"), read["records"]))
                for read in self.reads(*options)]

    def python(self, *lines):
        """Runs a program that has the store open as “store”."""
        program = "\n".join(("import gi, json, sys", 'gi.require_version("Leren", "1.0")',
                             "from gi.repository import Leren, Gio, GLib", *map(textwrap.dedent, lines)))
        subprocess.run([sys.executable, "-c", program, self.place], cwd=self.folder, check=True, timeout=120)

    def test_off_it_leaves_no_trace(self):
        def content():
            if SERVER:
                return self.sql("SELECT count(*) FROM pg_class WHERE relnamespace = 'leren'::regnamespace")
            with open(self.path(self.place), "rb") as file:
                return file.read()

        before = content()
        self.leren("show", self.place, "rent")
        self.leren("export", self.place)
        self.assertEqual(self.reads(), [])
        self.assertEqual(content(), before)

    def test_the_commands(self):
        self.switch()
        since = 0
        everything = [("practice", 1), ("team", 1), ("participant", 2), ("case", 2), ("reflection", 1), (None, 1)]
        for arguments, expected in (
                # with the name of its team
                (("show", self.place, "rent"), [("get", ["rent"]), ("get", ["t"])]),
                (("list", self.place, "case"), [("query", ["rent", "old"])]),
                (("list", self.place, "case", "title=Schoolverzuim"), [("query", ["old"])]),
                # nothing is said of anybody
                (("show", self.place, "g", "--json"), []),
                (("list", self.place, "rating"), []),
                (("show", self.place, "v"), [("get", ["v"])]),
                (("export", self.place), [("export", one) for one in everything]),
                (("pseudonymise", self.place, "out.jsonl", "--key", "key"), [("pseudonymise", one) for one in everything]),
                *(() if SERVER else ((("backup", self.place, "copy.leren"), [("backup", one) for one in everything]),)),
                (("diagnose", self.place), [("snapshot", one) for one in everything])):
            self.leren(*arguments)
            every = self.told()
            told, since = every[since:], len(every)
            if expected and expected[0][0] in ("export", "pseudonymise", "backup", "snapshot"):
                told = [one for one in told if one[0] == expected[0][0]]
            self.assertEqual(sorted(map(str, told)), sorted(map(str, expected)), arguments)

    def test_a_merge_reads_the_other_copy(self):
        if SERVER:
            # neither is done there by the library, so that nothing is read
            self.switch()
            for command in ("backup", "merge"):
                self.refused(command, self.place, self.path("copy.leren"))
            return self.assertEqual(self.told(), [])
        self.leren("backup", self.place, "copy.leren")
        self.leren("audit", "copy.leren", "--on")
        self.leren("merge", self.place, "copy.leren")
        reads = [json.loads(line) for line in self.leren("audit", "copy.leren", "--json").splitlines()]
        self.assertIn(("merge", "participant", 2), [(read["how"], read.get("type"), read["records"]) for read in reads])
        return self.assertEqual(self.reads(), [])

    def test_texts_that_analyses_read(self):
        self.switch()
        for command, how in (("dialogue", "snapshot"), ("report", "snapshot"), ("similar", "snapshot")):
            since = len(self.reads())
            more = {"report": ["-o", "page.html"], "similar": ["rent"]}.get(command, [])
            self.leren(command, self.place, *more)
            self.assertIn(how, [read[0] for read in self.told()[since:]], command)
        self.assertIn(("get", ["rent"]), self.told())

    def test_the_journal(self):
        self.change_records()
        self.switch()
        self.python('store = Leren.Store.open(sys.argv[1], Leren.StoreFlags.EXISTING, None)',
                    'store.save(Leren.Record.from_json(json.dumps({"type": "case", "id": "rent", "title": "Huur"}), -1), None)')
        since = len(self.reads())
        self.leren("journal", self.place)
        self.leren("history", self.place, "rent")
        told = self.told()[since:]
        self.assertIn(("journal", ["rent"]), told)
        self.assertGreaterEqual(told.count(("journal", ["rent"])), 2)

    def test_who(self):
        self.switch()
        self.leren("show", self.place, "rent", "--as", "ada", "--json")
        self.leren("show", self.place, "ada", "--json")
        reads = self.reads()
        self.assertEqual([read.get("who") for read in reads], ["ada", None])
        self.assertEqual({read["user"] for read in reads}, {self.user})
        self.assertIn("leren", reads[0]["program"])
        self.assertEqual([read["ids"] for read in self.reads("--who", "ada")], [["rent"]])
        self.assertEqual([read["number"] for read in reads], [2, 3])
        self.assertIn("rent", self.leren("audit", self.place))

    def test_who_read_a_record(self):
        self.switch()
        self.leren("show", self.place, "rent")
        self.leren("show", self.place, "old")
        self.leren("list", self.place, "case")
        self.leren("export", self.place)
        self.assertEqual(self.told("--record", "rent"),
                         [("get", ["rent"]), ("query", ["rent", "old"]), ("export", ("case", 2)), ("export", (None, 1))])

    def test_what_is_hidden_is_not_counted(self):
        self.change_records()
        self.python('store = Leren.Store.open(sys.argv[1], Leren.StoreFlags.EXISTING, None)',
                    'store.save(Leren.Record.from_json(json.dumps({"type": "case", "id": "own", "title": "Eigen",'
                    ' "author": "fatima-zwirkelmans", "visibility": "private"}), -1), None)')
        self.switch()
        self.leren("export", self.place, "--as", "ada")
        self.assertIn(("export", ("case", 2)), self.told())
        self.refused("show", self.place, "own", "--as", "ada")
        self.assertNotIn(("get", ["own"]), self.told())

    def test_the_calls(self):
        self.switch()
        self.python("""
            store = Leren.Store.open(sys.argv[1], Leren.StoreFlags.EXISTING, None)
            assert store.is_auditing()
            def told(what):
                before = len(store.list_reads(None, None, 0, 0, None))
                what()
                return [(read["how"], read.get("ids", read["records"]))
                        for read in map(json.loads, store.list_reads(None, None, 0, 0, None)[before:])]
            query = store.query("case")
            assert told(lambda: query.run(None)) == [("query", ["rent", "old"])], told(lambda: query.run(None))
            assert told(lambda: query.count(None)) == []
            assert told(lambda: store.count(None)) == []
            found = store.query("case")
            found.search("Huurachterstand")
            assert told(lambda: found.run(None)) == [("search", ["rent"])]
            pages = Leren.Pages.new(store.query("case"), 1)
            assert told(lambda: pages.next(None)) == [("page", ["rent"])]
            assert told(lambda: pages.next(None)) == [("page", ["old"])]
            assert told(lambda: pages.next(None)) == []
            snapshot = Leren.Snapshot.take(store, None, None)
            assert ("table", 2) in told(lambda: snapshot.get_table("case", None)), told(lambda: snapshot.get_table("case", None))
            assert told(lambda: snapshot.get_table("rating", None)) == []
            """)

    def test_many_are_not_named_one_by_one(self):
        self.change_records()
        self.leren("import", self.place, self.write("many.json", {"format": "leren", "version": 1, "records": [
            {"type": "case", "id": f"c{i}", "title": "Huur", "team": "t"} for i in range(1001)]}))
        self.switch()
        self.python('store = Leren.Store.open(sys.argv[1], Leren.StoreFlags.EXISTING, None)',
                    'store.query("case").run(None)')
        self.assertEqual(self.told(), [("query", ("case", 1003))])
        self.assertEqual(self.told("--record", "c7"), [("query", ("case", 1003))])

    def test_what_cannot_be_written_down_is_not_read(self):
        self.switch()
        if not SERVER:
            os.chmod(self.path(self.place), 0o400)
        self.python("""
            store = Leren.Store.open(sys.argv[1], Leren.StoreFlags.READ_ONLY, None)
            out = Gio.MemoryOutputStream.new_resizable()
            pages = Leren.Pages.new(store.query("case"), 1)
            for read in (lambda: store.get("rent", None), lambda: store.query("case").run(None), lambda: pages.next(None),
                         lambda: Leren.Snapshot.take(store, None, None), lambda: store.export(out, Leren.Format.JSON, None)):
                try:
                    read()
                except GLib.Error as error:
                    assert error.matches(Leren.error_quark(), Leren.Error.READ_ONLY), error
                    assert "written down" in error.message, error
                else:
                    sys.exit("it was read")
            assert out.get_data_size() == 0
            assert store.get("g", None).get_value() == 7
            """)
        if not SERVER:
            os.chmod(self.path(self.place), 0o600)
        self.assertEqual(self.told(), [])

    def test_another_program_notices(self):
        """A store that is open already does so from the next call on, and stops as well."""
        self.python(f"""
            import subprocess
            store = Leren.Store.open(sys.argv[1], Leren.StoreFlags.EXISTING, None)
            def switch(how):
                subprocess.run([{os.environ["LEREN_COMMAND"]!r}, "audit", sys.argv[1], how], check=True, stderr=subprocess.DEVNULL)
            def n():
                return sum(json.loads(read)["how"] == "get" for read in store.list_reads(None, None, 0, 0, None))
            store.get("rent", None)
            switch("--on")
            store.get("rent", None)
            assert n() == 1, n()
            switch("--off")
            store.get("rent", None)
            assert n() == 1, n()
            store.set_auditing(True, None)
            store.get("rent", None)
            switch("--off")
            store.get("rent", None)
            assert n() == 2, n()
            """)

    def test_what_is_rolled_back_was_read(self):
        self.switch()
        self.python("""
            store = Leren.Store.open(sys.argv[1], Leren.StoreFlags.EXISTING, None)
            transaction = store.begin()
            store.get("rent", None)
            transaction.roll_back()
            transaction = store.begin()
            store.get("old", None)
            transaction.commit()
            store.get("r", None)
            transaction = store.begin()
            store.get("ada", None)
            try:
                store.set_auditing(False, None)
            except GLib.Error as error:
                assert error.matches(Leren.error_quark(), Leren.Error.STATE), error
            else:
                sys.exit("switched off within a transaction")
            transaction.roll_back()
            """)
        self.assertEqual(self.told(), [("get", ["rent"]), ("get", ["old"]), ("get", ["r"]), ("get", ["ada"])])

    def test_who_switched_it(self):
        """A list that can be silenced unseen has holes that nobody sees; what is so already is not said again."""
        for how in ("--off", "--on", "--on", "--off", "--off", "--on"):
            self.switch(how)
        self.assertEqual([(entry["how"], entry["user"], entry["ids"], entry["records"]) for entry in self.entries()],
                         [(how, self.user, [], 0) for how in ("on", "off", "on")])
        self.assertEqual(self.entries("--record", "rent"), [])
        self.assertIn("  off  -\n", self.leren("audit", self.place))

    def test_participants_do_not_look_after_it(self):
        self.switch()
        for options in ((), ("--off",), ("--who", "ada")):
            self.assertIn("a participant may not", self.refused("audit", self.place, "--as", "ada", *options))
        self.misused("audit", self.place, "--on", "--off")
        self.misused("audit", self.place, "--on", "--json")

    def test_the_check_knows_it(self):
        self.switch()
        self.assertEqual(self.leren("check", self.place), "no problems\n")
        self.switch("--off")
        self.assertEqual(self.leren("check", self.place), "no problems\n")
        if SERVER:
            return
        self.sql("DROP TABLE audit")
        self.sql("CREATE TABLE audit (secret TEXT)")
        self.assertIn("audit", self.run_raw("check", self.place).stdout.decode())

    def test_who_is_erased_is_not_in_it(self):
        self.change_records()
        self.switch()
        self.leren("list", self.place, "participant")
        self.leren("show", self.place, "rent", "--as", "fatima-zwirkelmans")
        receipt = self.json("erase", self.place, "fatima-zwirkelmans", "--yes", "--json")
        if SERVER:
            self.assertEqual(self.sql("SELECT count(*) FROM audit AS a WHERE a::text ILIKE '%zwirkelmans%'"), 0)
        else:
            with open(self.path(self.place), "rb") as file:
                self.assertNotIn(b"zwirkelmans", file.read().lower())
        self.assertEqual(self.told()[:2], [("query", ["ada", receipt["participant"]]), ("get", ["rent"])])
        self.assertEqual(self.reads()[1]["who"], receipt["participant"])

    def test_what_was_kept_for_long_enough_is_not_in_it(self):
        self.change_records()
        self.switch()
        self.leren("list", self.place, "case")
        self.write("schedule.json", {"format": "leren-retention", "version": 1, "rules": [{"type": "case", "years": 15}]})
        self.leren("retain", self.place, "--schedule", "schedule.json", "--yes")
        self.assertEqual(self.told()[0], ("query", ["rent"]))

    def test_the_list_is_kept_for_a_time_too(self):
        self.switch()
        for record in ("rent", "old", "r"):
            self.leren("show", self.place, record, "--json")
        self.sql("UPDATE audit SET \"at\" = '2020-03-01T09:00:00Z' WHERE \"number\" < 4")
        self.write("schedule.json", {"format": "leren-retention", "version": 1, "rules": [{"type": "audit", "years": 2}]})
        retain = ("retain", self.place, "--schedule", "schedule.json")
        self.assertEqual([self.json(*retain, "--json", "--on", day)["audit"] for day in ("2022-03-01", "2022-03-02")], [0, 3])
        self.assertIn("3", self.leren(*retain))
        self.assertEqual(len(self.reads()), 3)
        receipt = self.json(*retain, "--yes", "--json")
        self.assertEqual((receipt["audit"], receipt["deleted"]), (3, []))
        self.assertEqual(self.told(), [("get", ["r"])])
        for rule in ({"type": "audit", "years": 1, "practice": "p"}, {"type": "audit", "with": "case"},
                     {"type": "audit", "years": 1, "after": "closed"}):
            self.write("schedule.json", {"format": "leren-retention", "version": 1, "rules": [rule]})
            self.refused(*retain)


if __name__ == "__main__":
    main()
