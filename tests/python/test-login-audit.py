#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A city writes down who looks at what. Cas, who has a login of her own, is in the list whatever program she comes with,
and psql, with whatever is tried in it, reads nothing that is not."""

import json
import os
import subprocess
import threading
import unittest

import gi

gi.require_version("Leren", "1.0")
from gi.repository import GLib, Leren
from logins import location, must, psql
from told import told

RECORDS = [
    {"type": "practice", "id": "p", "name": "Debts", "visibility": "network"},
    {"type": "participant", "id": "ada", "name": "Ada"},
    {"type": "participant", "id": "cas", "name": "Cas", "roles": ["manager"]},
    {"type": "team", "id": "t", "name": "Others", "members": ["cas"], "practice": "p"},
    {"type": "team", "id": "north", "name": "North", "members": ["ada"], "practice": "p"},
    {"type": "case", "id": "rent", "title": "Rent arrears", "team": "t", "narrative": "The landlord rang."},
    {"type": "case", "id": "hidden", "title": "Truancy", "team": "north"},
    {"type": "rating", "id": "g", "value": 7, "subject": "rent"},
]
CASES = 'SELECT id FROM leren_sight."case"'
LOOK = "SELECT leren_sight.look ()"
FIRST = "who reads is written down here"


class LoginAudit(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        must("leren", "postgres", "CREATE ROLE keeper LOGIN; CREATE ROLE cas LOGIN; CREATE DATABASE city OWNER keeper")
        cls.all = told(RECORDS, location("keeper", "city"))
        cls.all.admit("cas", "cas")

    @classmethod
    def tearDownClass(cls):
        cls.all.close()

    def setUp(self):
        if not self.all.is_auditing():
            self.all.set_auditing(True)
        must("keeper", "city", "TRUNCATE leren.audit")
        # what is tried first is refused because nothing was said yet
        self.assertEqual(self.reads(), [])

    def reads(self):
        entries = [json.loads(read) for read in self.all.list_reads(None, None, 0, 0)]
        return [entry for entry in entries if entry["how"] not in ("on", "off")]

    def told(self):
        return [(read["how"], read.get("ids", read.get("type"))) for read in self.reads()]

    def refused(self, sql, why=FIRST):
        works, said = psql("cas", "city", sql)
        self.assertFalse(works, said)
        self.assertIn(why, said)
        for word in ("rent", "hidden", "landlord", "Truancy"):
            self.assertNotIn(word, said)

    def given(self, sql):
        return must("cas", "city", f"\\pset format unaligned\n\\pset tuples_only\n{sql};").split()

    def session(self):
        return subprocess.Popen(["psql", "--no-psqlrc", "-qAt", location("cas", "city")], stdin=subprocess.PIPE, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, bufsize=1)

    def ask(self, session, sql):
        """What ends with a word of its own, after which more can be asked in the same session"""
        session.stdin.write(f"{sql}\n")
        for line in session.stdout:
            if line.strip() == sql.split("'")[-2]:
                return
        self.fail(f"the session ended before {sql}")

    # -- the library -----------------------------------------------------------------------------

    def test_library(self):
        with Leren.Store.open(location("cas", "city")) as store:
            self.assertTrue(store.is_auditing())
            # to open it is not to look
            self.assertEqual(self.told(), [])
            self.assertEqual(store["rent"].title, "Rent arrears")
            self.assertEqual([case.id for case in store.query("case").run()], ["rent"])
            self.assertEqual([case.id for case in store.query("case").search("landlord").run()], ["rent"])
            self.assertEqual(store["g"].value, 7)
            with self.assertRaises(KeyError):
                store["hidden"]
            self.assertEqual(self.told(), [("login", None), ("get", ["rent"]), ("query", ["rent"]), ("search", ["rent"])])
            store.snapshot().table("case")
            store.get_journal("rent", 0, 0)
        reads = self.reads()
        self.assertEqual({(read["who"], read["user"]) for read in reads}, {("cas", "cas")})
        self.assertIn(("table", "case", 1), [(read["how"], read.get("type"), read.get("records")) for read in reads])
        self.assertIn("python", reads[1]["program"])
        self.assertNotIn("records", reads[0])
        numbers = [read["number"] for read in reads]
        self.assertEqual(numbers, sorted(numbers))
        # asked of a record, who could have read it is told too
        self.assertEqual(json.loads(self.all.list_reads(None, "rent", 0, 0)[0])["how"], "login")

    def test_command(self):
        subprocess.run([os.environ["LEREN_COMMAND"], "show", location("cas", "city"), "rent", "--json"], check=True,
                       capture_output=True, timeout=120)
        self.assertEqual(self.told(), [("login", None), ("get", ["rent"])])
        shown = subprocess.run([os.environ["LEREN_COMMAND"], "audit", location("keeper", "city")], check=True,
                               capture_output=True, text=True, timeout=120).stdout
        self.assertIn("cas  cas  login  - (all that may be read)\n", shown)
        self.assertIn("cas  cas  get  case rent\n", shown)
        for options in ([], ["--off"], ["--on"], ["--who", "cas"]):
            done = subprocess.run([os.environ["LEREN_COMMAND"], "audit", location("cas", "city"), *options], capture_output=True,
                                  text=True, timeout=120, check=False)
            self.assertEqual((done.returncode, done.stdout), (1, ""), done.stderr)
        self.assertTrue(self.all.is_auditing())

    def test_who_has_it_open(self):
        """She has it open before it is switched on: it holds from her next call."""
        self.all.set_auditing(False)
        with Leren.Store.open(location("cas", "city")) as store:
            self.assertEqual(store["rent"].id, "rent")
            self.assertEqual(self.reads(), [])
            self.all.set_auditing(True)
            self.assertEqual(store["rent"].id, "rent")
            self.assertEqual(self.told(), [("login", None), ("get", ["rent"])])
            self.all.set_auditing(False)
            self.assertEqual(store["rent"].id, "rent")
            self.assertEqual(len(self.reads()), 2)

    def test_participants_do_not_look_after_it(self):
        with Leren.Store.open(location("cas", "city")) as store:
            for call in (lambda: store.set_auditing(False), lambda: store.list_reads(None, None, 0, 0)):
                with self.assertRaises(GLib.Error) as caught:
                    call()
                self.assertTrue(caught.exception.matches(Leren.Error.quark(), int(Leren.Error.FORBIDDEN)), caught.exception)

    # -- psql ------------------------------------------------------------------------------------

    def test_psql(self):
        self.refused(f"{CASES};")
        self.assertEqual(self.given(f"SELECT leren_sight.look ('case'); {CASES}"), ["rent"])
        (read,) = self.reads()
        self.assertEqual((read["how"], read["type"], read["who"], read["user"], read["program"]),
                         ("login", "case", "cas", "cas", "psql"))
        # of the others nothing was said; a rating tells of nobody
        self.assertEqual(self.given(CASES), ["rent"])
        self.refused("SELECT * FROM leren_sight.team;")
        self.refused("SELECT * FROM leren_sight.journal;")
        self.assertEqual(self.given("SELECT id FROM leren_sight.rating"), ["g"])
        self.given(LOOK)
        self.assertEqual(self.given("SELECT id FROM leren_sight.team"), ["t"])
        self.given("SELECT * FROM leren_sight.journal")
        self.assertEqual(len(self.reads()), 2)
        # it is on the disk when it counts
        self.assertEqual(self.given(f"SET synchronous_commit = off; BEGIN; {LOOK}; SHOW synchronous_commit; COMMIT;"
                                    "SHOW synchronous_commit"), ["on", "off"])

    def test_every_way_in(self):
        """Each view, and each function that gives out what a record says"""
        ways = [f"SELECT * FROM leren_sight.{name}" for name in ("participant", "team", "practice", "unknown_record", "journal",
                                                                 '"case" (1)', '"case" ()', "history ('rent')", "journal ()")]
        number = must("keeper", "city", "SELECT 'n' || max (_revision) FROM leren.\"case\" WHERE id = 'rent'").split("n")[-1].split()[0]
        ways += ["COPY (SELECT * FROM leren_sight.\"case\") TO STDOUT", f"SELECT * FROM leren_sight.walk_back ('case', 'rent', {number})",
                 "BEGIN; DECLARE c CURSOR FOR SELECT * FROM leren_sight.\"case\"; FETCH ALL FROM c",
                 "EXPLAIN ANALYZE SELECT * FROM leren_sight.\"case\""]
        for way in ways:
            with self.subTest(way=way):
                self.refused(f"{way};")
        # that a record is there is told: who counts does not read
        self.assertEqual(self.given("SELECT type FROM leren_sight.find ('rent')"), ["case"])
        self.assertEqual(self.given("SELECT type FROM leren_sight.find ('hidden')"), [])
        self.assertEqual(self.reads(), [])

    def test_what_is_rolled_back(self):
        """An entry that may yet be undone is none."""
        for sql in (f"BEGIN; {LOOK}; {CASES}; ROLLBACK;", f"BEGIN; {LOOK}; SAVEPOINT s; {CASES};",
                    f"BEGIN; SAVEPOINT s; {LOOK}; RELEASE s; {CASES}; ROLLBACK;", f"SELECT leren_sight.look (), id FROM leren_sight.\"case\";",
                    f"BEGIN ISOLATION LEVEL SERIALIZABLE; {LOOK}; {CASES}; ROLLBACK;",
                    "DO $$ DECLARE n bigint; BEGIN PERFORM leren_sight.look ();"
                    " SELECT count (*) INTO n FROM leren_sight.\"case\"; RAISE NOTICE '%', n; RAISE 'undone'; END $$;"):
            with self.subTest(sql=sql):
                self.refused(sql)
                self.assertEqual(self.reads(), [])
        # others come and go meanwhile
        with self.session() as session:
            self.ask(session, f"BEGIN; {LOOK}; SELECT 'looked';")
            must("keeper", "city", "SELECT pg_current_xact_id ()")
            said = session.communicate(f"{CASES};\n", timeout=60)[0]
        self.assertIn(FIRST, said)
        self.assertNotIn("rent", said)
        self.assertEqual(self.reads(), [])
        # what it then reads can be rolled back, or be read where nothing can be written: it was said before
        self.given(LOOK)
        self.assertEqual(self.given(f"BEGIN READ ONLY; {CASES}; ROLLBACK"), ["rent"])
        self.assertEqual(self.told(), [("login", None)])

    def test_what_began_before(self):
        """A transaction that goes on to see what was there before it was switched on reads nothing more either."""
        self.all.set_auditing(False)
        with self.session() as session:
            self.ask(session, "BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 'begun';")
            self.all.set_auditing(True)
            said = session.communicate(f"{CASES};\n", timeout=60)[0]
        self.assertIn(FIRST, said)
        self.assertNotIn("rent", said)
        self.all.set_auditing(False)
        self.assertEqual(self.given(f"{LOOK}; {CASES}"), ["rent"])
        self.assertEqual(self.reads(), [])

    def test_an_hour(self):
        self.given(LOOK)
        must("keeper", "city", "UPDATE leren.audit SET at = to_char ((now () - interval '61 minutes') AT TIME ZONE 'UTC',"
                               " 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')")
        self.refused(f"{CASES};")

    def test_of_another_login(self):
        """What one says holds for nobody else."""
        must("leren", "city", "CREATE ROLE ada LOGIN")
        self.all.admit("ada", "ada")
        self.addCleanup(must, "leren", "city", "DROP OWNED BY ada; DROP ROLE ada")
        self.addCleanup(self.all.withdraw, "ada")
        must("ada", "city", LOOK + ";")
        self.refused(f"{CASES};")
        self.assertEqual(self.reads()[0]["who"], "ada")

    def test_the_list_is_not_theirs(self):
        self.given(LOOK)
        self.refused("SET synchronous_commit = off; SELECT * FROM leren.audit;", "permission denied")
        for sql in ("SELECT count(*) FROM leren.audit", "DELETE FROM leren.audit", "UPDATE leren.audit SET \"at\" = '2001'",
                    "INSERT INTO leren.audit (\"at\", \"user\", how) VALUES ('2999', 'cas', 'login')", "TRUNCATE leren.audit",
                    "DROP TABLE leren.audit", "DELETE FROM leren.store_info", "UPDATE leren_sight.store_info SET value = 'off'",
                    "DELETE FROM leren_sight.store_info WHERE name = 'auditing'", "DROP FUNCTION leren_sight.looked (text)",
                    "CREATE OR REPLACE FUNCTION leren_sight.looked (text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
                    "ALTER TABLE leren.store_info DISABLE TRIGGER ALL"):
            with self.subTest(sql=sql):
                works, said = psql("cas", "city", sql + ";")
                self.assertFalse(works, said)
        self.assertEqual(self.told(), [("login", None)])
        self.assertTrue(self.all.is_auditing())

    def test_what_they_say_themselves(self):
        """A program may go on to tell of what it read; that lets it read nothing, and of who it is the server is sure."""
        for how in ("login", "on", "off", ""):
            self.refused(f"SELECT leren_sight.note ('x', '{how}', NULL, NULL, 0);", "no way to read")
        self.given("SELECT leren_sight.note ('board', 'get', 'case', '[\"rent\", \"a\\u0022b\"]', 2)")
        self.given("SELECT leren_sight.note ('board', 'get', 'case', 'no list\"}', 1)")
        self.refused(f"{CASES};")
        self.assertEqual([(read["who"], read["user"], read["ids"]) for read in self.reads()],
                         [("cas", "cas", ["rent", 'a"b']), ("cas", "cas", [])])
        self.refused("SELECT leren_sight.look ('nothing');", "no record type")

    def test_granted_by_mistake(self):
        must("keeper", "city", 'GRANT SELECT ON ALL TABLES IN SCHEMA leren TO cas')
        self.addCleanup(must, "keeper", "city", "REVOKE SELECT ON ALL TABLES IN SCHEMA leren FROM cas")
        self.refused("SELECT * FROM leren.\"case\";")
        self.assertEqual(self.given("SELECT count(*) FROM leren.audit"), ["0"])
        self.given(LOOK)
        self.assertEqual(self.given('SELECT id FROM leren."case"'), ["rent"])
        self.assertEqual(self.given("SELECT count(*) FROM leren.audit"), ["0"])

    # -- who keeps the store ---------------------------------------------------------------------

    def test_transaction(self):
        """What is read within a transaction is in the list before that ends, and however it ends."""
        with Leren.Store.open(location("keeper", "city")) as other:
            transaction = other.begin()
            self.assertEqual(other["rent"].id, "rent")
            self.assertEqual(self.told(), [("get", ["rent"])])
            must("leren", "city", "SELECT pg_terminate_backend (pid) FROM pg_stat_activity WHERE state = 'idle in transaction'")
            with self.assertRaises(GLib.Error):
                other["hidden"]
            del transaction
        self.assertEqual([read for read in self.told() if read[0] == "get"], [("get", ["rent"])])

    def test_what_is_under_way(self):
        """To switch it on waits for the transactions of others: there too it holds from the next call."""
        self.all.set_auditing(False)
        with Leren.Store.open(location("keeper", "city")) as other:
            transaction = other.begin()
            switch = threading.Thread(target=lambda: self.all.set_auditing(True))
            switch.start()
            switch.join(0.5)
            self.assertTrue(switch.is_alive())
            self.assertEqual(other["rent"].id, "rent")
            transaction.roll_back()
            switch.join(60)
            self.assertFalse(switch.is_alive())
            self.assertEqual(self.told(), [])
            transaction = other.begin()
            self.assertEqual(other["rent"].id, "rent")
            transaction.commit()
        self.assertEqual(self.told(), [("get", ["rent"])])

    def test_lost_connection(self):
        """A connection that was cut is made anew, and what was read since is in the list."""
        with Leren.Store.open(location("keeper", "city")) as other, Leren.Store.open(location("cas", "city")) as cas:
            transaction = other.begin()
            self.assertEqual(other["rent"].id, "rent")
            self.assertEqual(cas["rent"].id, "rent")
            transaction.roll_back()
            must("leren", "city", "SELECT pg_terminate_backend (pid) FROM pg_stat_activity WHERE datname = 'city'"
                                  " AND pid <> pg_backend_pid () AND state = 'idle'")
            transaction = other.begin()
            self.assertEqual(other["hidden"].id, "hidden")
            transaction.roll_back()
            self.assertEqual(cas["t"].id, "t")
        self.assertEqual([ids for how, ids in self.told() if how == "get"], [["rent"], ["rent"], ["hidden"], ["t"]])

    def test_who_is_erased(self):
        """Nor is her login in the list, whose name tells who she was."""
        with Leren.Store.open(location("cas", "city")) as store:
            self.assertEqual(store["rent"].id, "rent")
        must("leren", "city", "CREATE ROLE bea LOGIN")
        self.addCleanup(must, "leren", "city", "DROP OWNED BY bea; DROP ROLE bea")
        self.all.save(Leren.Participant(id="bea", name="Bea"))
        self.all.admit("bea", "bea")
        must("bea", "city", LOOK + ";")
        self.all.withdraw("bea")
        self.all.erase("bea", None)
        said = must("keeper", "city", "SELECT * FROM leren.audit")
        self.assertNotIn("bea", said)
        self.assertIn("cas", said)


if __name__ == "__main__":
    unittest.main()
