#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A city's store on a server, and a manager who has a login of her own: she reads what she may read, and psql, with
whatever is tried in it, tells her no more than the library."""

import contextlib
import json
import os
import subprocess
import tempfile
import time
import unittest

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Gio, GLib, GObject, Leren
from logins import location, must, psql
from told import told

SECRET = "bailiff"
HIDDEN = "secret-"
CAS = "Cas%3B%20DROP"  # as a location has it: a name of a role can be anything
RECORDS = [
    {"type": "practice", "id": "p", "name": "Practice", "visibility": "network"},
    {"type": "participant", "id": "ada", "name": "Ada"},
    {"type": "participant", "id": "cas", "name": "Cas", "roles": ["manager"]},
    {"type": "team", "id": "secret-t", "name": "Team", "members": ["ada"], "practice": "p"},
    {"type": "team", "id": "others", "name": "Others", "members": ["cas"], "practice": "p"},
    {"type": "case", "id": "secret-c", "title": "Rent arrears", "team": "secret-t", "narrative": f"The {SECRET} rang twice.",
     "domains": ["money"]},
    {"type": "case", "id": "secret-again", "title": "Rent arrears again", "team": "secret-t", "narrative": f"The {SECRET} again.",
     "domains": ["money"]},
    {"type": "case", "id": "own", "title": "Arrears", "team": "others", "narrative": "The landlord rang twice.",
     "domains": ["money"]},
    {"type": "session", "id": "secret-s", "team": "secret-t", "present": ["ada"], "cases": ["secret-c"],
     "started": "2015-03-02T14:00:00Z"},
    *({"type": "contribution", "id": f"secret-u{i}", "session": "secret-s", "speaker": "ada", "kind": "advice",
       "text": SECRET, "visibility": "session"} for i in range(6)),
    {"type": "reflection", "id": "secret-r", "text": f"The {SECRET} and I", "author": "ada", "visibility": "private"},
    {"type": "reflection", "id": "mine", "text": "The landlord and I", "author": "cas", "visibility": "private"},
    {"type": "rating", "id": "secret-n", "value": 3, "subject": "secret-r"},
    {"type": "visit", "id": "secret-v", "what": SECRET},
    {"type": "visit", "id": "open", "what": "tea", "visibility": "public"},
]
SEEN = {"p", "cas", "others", "own", "mine", "open"}


def column(user, sql):
    return must(user, "city", f"\\pset format unaligned\n\\pset tuples_only\n{sql};").splitlines()


class Doorstep(Leren.Record):
    """What a social worker saw at somebody's door: a type of the team's own."""

    __gtype_name__ = "LoginDoorstep"
    __record_type__ = "wijk.doorstep"

    street = GObject.Property(type=str)


class Login(unittest.TestCase):
    """keeper owns the store, and may do nothing else on the server; ada and cas log in to read."""

    @classmethod
    def setUpClass(cls):
        must("leren", "postgres", "CREATE ROLE keeper LOGIN; CREATE ROLE ada LOGIN; CREATE ROLE \"Cas; DROP\" LOGIN;"
             "CREATE ROLE stranger LOGIN; CREATE ROLE helper LOGIN CREATEROLE; CREATE DATABASE city OWNER keeper")
        cls.all = told(RECORDS, location("keeper", "city"))
        # what was changed is in the journal, with what was there before
        for id in ("secret-c", "own"):
            record = cls.all[id]
            record.narrative += " It goes on."
            cls.all.save(record)
        cls.all.save(Leren.Reflection(id="secret-gone", text=SECRET, author="ada"))
        cls.all.delete("secret-gone")
        cls.all.query("case").search(SECRET).run()  # makes the index of words
        cls.all.admit("ada", "ada")
        cls.all.admit("cas", "Cas; DROP")
        must("keeper", "city", "ANALYZE")
        cls.tables = column("keeper", "SELECT relname FROM pg_class WHERE relnamespace = 'leren'::regnamespace"
                                      " AND relkind IN ('r', 'p')")
        cls.views = column("keeper", "SELECT relname FROM pg_class WHERE relnamespace = 'leren_sight'::regnamespace"
                                     " AND relkind = 'v'")

    @classmethod
    def tearDownClass(cls):
        cls.all.close()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def record_tables(self):
        return column("keeper", "SELECT leren.record_tables ()")

    def cas(self, sql):
        return psql(CAS, "city", sql)

    def assert_quiet(self, said):
        self.assertNotIn(SECRET, said)
        self.assertNotIn(HIDDEN, said)

    def assert_refused(self, *statements, user=CAS):
        """Each of them; and what is said of it."""
        done = subprocess.run(["psql", "--no-psqlrc", "--quiet", location(user, "city")], capture_output=True, text=True,
                              input=";\n\\warn --- next\n".join(statements) + ";", timeout=120, check=False)
        for sql, answer in zip(statements, done.stderr.split("--- next"), strict=True):
            self.assertIn("ERROR", answer, f"{sql}\n{done.stdout}")
            self.assert_quiet(answer)
        self.assert_quiet(done.stdout)
        return done.stderr

    def assert_forbidden(self, change):
        with self.assertRaises(GLib.Error) as caught:
            change()
        self.assertTrue(caught.exception.matches(Leren.Error.quark(), int(Leren.Error.FORBIDDEN)), caught.exception)

    # -- the library -----------------------------------------------------------------------------

    def test_library(self):
        place = location(CAS, "city")
        for store in (Leren.Store.open(place), Leren.Store.open_as(place, Leren.StoreFlags.NONE, "cas"),
                      Leren.Store.open_as(location("keeper", "city"), Leren.StoreFlags.READ_ONLY, "cas")):
            with store:
                self.assertEqual(store.get_reader(), "cas")
                self.assertEqual(store.count(), len(SEEN))
                self.assertEqual({case.id for case in store.cases}, {"own"})
                self.assertEqual(store["own"].narrative, "The landlord rang twice. It goes on.")
                for id in (record["id"] for record in RECORDS if record["id"] not in SEEN):
                    with self.assertRaises(KeyError):
                        store[id]
                self.assertEqual(store.query("case").search(SECRET).count(), 0)
                self.assertEqual([case.id for case in store.query("case").search("rang")], ["own"])
                self.assertEqual([case.id for case in Leren.Pages(store.query("case"), 5).next()], ["own"])
                snapshot = store.snapshot()
                self.assertEqual([row["id"] for row in snapshot.table("case")], ["own"])
                self.assertEqual([row["id"] for row in snapshot.table("reflection")], ["mine"])
                stream = Gio.MemoryOutputStream.new_resizable()
                store.export(stream, "json")
                stream.close()
                exported = stream.steal_as_bytes().get_data().decode()
                self.assert_quiet(exported)
                self.assertEqual({record["id"] for record in json.loads(exported)["records"]}, SEEN)
                self.assertEqual([*Leren.Similar.find(snapshot, "own", 5)], [])
                self.assertEqual([*Leren.Similar.find_text(snapshot, SECRET, 5)], [])
                self.assertEqual([like.id for like in Leren.Similar.find_text(snapshot, "landlord rang", 5)], ["own"])
                for finding in Leren.Diagnosis().run(snapshot):
                    self.assertLessEqual({*finding.evidence}, SEEN)
                self.assertEqual({entry.get_record() for entry in store.get_journal(None, 0, 0)}, {"own"})
                for hidden in ("secret-c", "secret-gone"):
                    self.assertEqual(len(store.get_journal(hidden, 0, 0)), 0)
                self.assertEqual([entry.get_change() for entry in store.get_journal("own", 0, 0)][-1], Leren.Change.CHANGED)

    def calls_for_all(self, work):
        """How often the server put together all that a login may read of a type, while that was done."""
        def count():
            while column("keeper", "SELECT count(*) FROM pg_stat_activity WHERE usename = 'Cas; DROP'") != ["0"]:
                time.sleep(0.01)
            return int(column("keeper", "SELECT coalesce (sum (s.calls), 0) FROM pg_stat_user_functions AS s"
                                        " JOIN pg_proc AS p ON p.oid = s.funcid JOIN pg_type AS t ON t.oid = p.prorettype"
                                        " WHERE p.pronamespace = 'leren_sight'::regnamespace AND p.proretset"
                                        " AND p.pronargs = 0 AND t.typname IN (SELECT leren.record_tables ())")[0])

        before = count()
        with Leren.Store.open(location(CAS, "city")) as store:
            work(store)
        return count() - before

    def test_one_record(self):
        """It is not looked for among all that may be read, so that it takes as long however many these are."""
        def ask(store):
            def found(type, id):
                query = store.query(type)
                query.filter("id", Leren.Comparison.EQUAL, id)
                copy = query.copy()
                copy.filter("visibility", Leren.Comparison.PRESENT, None)
                ids = [record.id for record in query.run()]
                self.assertEqual(query.count(), len(ids))
                self.assertEqual(ids, [record.id for record in Leren.Pages(query, 5).next()])
                self.assertLessEqual({record.id for record in copy.run()}, {*ids})
                return ids

            for id, type in (("own", "case"), ("secret-c", "case"), ("mine", "reflection"), ("secret-r", "reflection"),
                             ("cas", "participant"), ("nowhere", None)):
                self.assertEqual(id in store, id in SEEN)
                for asked in ("case", "reflection"):
                    self.assertEqual(found(asked, id), [id] if id in SEEN and asked == type else [])
            # asked for twice, it is the same one or none
            query = store.query("case")
            for id in ("own", "secret-c"):
                query.filter("id", Leren.Comparison.EQUAL, id)
            self.assertEqual(query.count(), 0)
            searched = store.query("case").search("rang")
            searched.filter("id", Leren.Comparison.EQUAL, "own")
            self.assertEqual(searched.count(), 1)

        must("leren", "postgres", "ALTER DATABASE city SET track_functions = 'all'")
        self.addCleanup(must, "leren", "postgres", "ALTER DATABASE city RESET track_functions")
        self.assertEqual(self.calls_for_all(ask), 0)
        self.assertEqual(self.calls_for_all(lambda store: store.query("case").count()), 1)

    def test_somebody_else(self):
        """The login decides, not what is asked for."""
        self.assert_forbidden(lambda: Leren.Store.open_as(location(CAS, "city"), Leren.StoreFlags.NONE, "ada"))
        with Leren.Store.open(location("ada", "city")) as store:
            self.assertIn(SECRET, store["secret-c"].narrative)
            self.assertEqual(store.query("case").search(SECRET).count(), 2)
        for how in (lambda: Leren.Store.open(location("stranger", "city")),
                    lambda: Leren.Store.open_as(location("stranger", "city"), Leren.StoreFlags.NONE, "ada")):
            with self.assertRaises(GLib.Error):
                how()

    def test_nothing_is_written(self):
        with Leren.Store.open(location(CAS, "city")) as store:
            record = store["mine"]
            for change in (lambda: store.save(record), lambda: store.delete("mine"), store.begin,
                           lambda: store.save(Leren.Case(title="New", team="others")),
                           lambda: store.admit("ada", "stranger"), lambda: store.withdraw("ada"), store.list_admitted):
                self.assert_forbidden(change)
        # with the login of the owner the same is done in her name, by the rules for her
        with Leren.Store.open_as(location("keeper", "city"), Leren.StoreFlags.NONE, "cas") as store:
            store.save(Leren.Case(id="new", title="New", team="others", author="cas"))
            self.assert_forbidden(lambda: store.save(Leren.Case(title="New", team="others", author="ada")))
            store.delete("new")

    def test_command(self):
        """Each command, with her login, with and without saying who she is."""
        place = location(CAS, "city")
        page = os.path.join(self.folder, "page.html")
        for command in (["show", place, "own"], ["export", place], ["diagnose", place], ["diagnose", place, "--json"],
                        ["cycles", place], ["dialogue", place], ["spiral", place], ["report", place, "-o", page],
                        ["history", place, "p"], ["history", place, "own"], ["journal", place], ["journal", place, "--json"],
                        ["profile", place, "logical-levels"], ["similar", place, "own"],
                        ["similar", place, "--text", "who rang twice"], *(["list", place, name] for name in ("case", "reflection", "contribution"))):
            # to say who she is makes no difference
            arguments = [*command, "--as", "cas"] if command[0] in ("show", "list") else command
            with self.subTest(command=arguments):
                done = subprocess.run([os.environ["LEREN_COMMAND"], *arguments], capture_output=True, text=True, timeout=120,
                                      check=False)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertIn("what “cas” may not read is left out", done.stderr)
                self.assert_quiet(done.stdout + done.stderr)
        with open(page, encoding="utf-8") as file:
            self.assert_quiet(file.read())
        for arguments in (["show", place, "secret-c"], ["show", place, "own", "--as", "ada"], ["act", place, "secret-c", "drop"],
                          ["add", place, "case", "title=New", "team=others"], ["check", place], ["admit", place],
                          ["admit", place, "cas", "stranger"], ["withdraw", place, "ada"], ["list", location("stranger", "city"), "case"]):
            with self.subTest(command=arguments):
                done = subprocess.run([os.environ["LEREN_COMMAND"], *arguments], capture_output=True, text=True, timeout=120,
                                      check=False)
                self.assertEqual((done.returncode, done.stdout), (1, ""), done.stderr)
                self.assertEqual(done.stderr.count("\n"), 1)
                self.assertNotIn(SECRET, done.stderr)
        listed = subprocess.run([os.environ["LEREN_COMMAND"], "admit", location("keeper", "city"), "--json"],
                                capture_output=True, text=True, timeout=120, check=True)
        self.assertEqual(json.loads(listed.stdout), [{"role": "Cas; DROP", "participant": "cas"},
                                                     {"role": "ada", "participant": "ada"}])

    def test_lost_connection(self):
        """Who is connected anew sees no more than before."""
        with Leren.Store.open_as(location("keeper", "city"), Leren.StoreFlags.NONE, "cas") as store, \
                Leren.Store.open(location(CAS, "city")) as by_login:
            must("leren", "city", "SELECT pg_terminate_backend (pid) FROM pg_stat_activity WHERE datname = 'city'"
                                  " AND pid <> pg_backend_pid ()")
            for one in (store, by_login):
                for _ in range(3):
                    with contextlib.suppress(Leren.UnreachableError):
                        self.assertEqual(one.count(), len(SEEN))
                        self.assertEqual({case.id for case in one.cases}, {"own"})
        type(self).all = Leren.Store.open(location("keeper", "city"))

    # -- psql ------------------------------------------------------------------------------------

    def test_tables_and_views(self):
        self.assertIn("case", self.tables)
        self.assertIn("admitted", self.tables)
        refused = [sql for name in self.tables for sql in (
            f'SELECT * FROM leren."{name}"', f'SELECT count(*) FROM leren."{name}"', f'COPY leren."{name}" TO STDOUT',
            f'EXPLAIN SELECT * FROM leren."{name}"', f'BEGIN; LOCK TABLE leren."{name}" IN ACCESS SHARE MODE; ROLLBACK')]
        self.assertEqual(self.assert_refused(*refused).count("permission denied"), len(refused))
        self.assertIn("journal", self.views)
        seen, records = set(), self.record_tables()
        for name in self.views:
            with self.subTest(view=name):
                works, said = self.cas(f'SELECT * FROM leren_sight."{name}"; COPY (SELECT * FROM leren_sight."{name}") TO STDOUT;'
                                       f'BEGIN; DECLARE c CURSOR FOR SELECT * FROM leren_sight."{name}"; FETCH ALL FROM c;')
                self.assertTrue(works, said)
                self.assert_quiet(said)
            if name in records:
                seen |= set(column(CAS, f'SELECT id FROM leren_sight."{name}"'))
        self.assertEqual(seen, SEEN)

    def test_functions(self):
        """With whatever number or id: 200 rows were never used up here."""
        works, said = self.cas("".join(f'SELECT r.* FROM generate_series (0, 200) AS n, leren_sight."{name}" (n) AS r;'
                                       for name in self.views))
        self.assert_quiet(said)
        self.assertIn("It goes on", said)
        for id in ("secret-c", "secret-r", "secret-v", "nowhere"):
            self.assertEqual(column(CAS, f"SELECT * FROM leren_sight.find ('{id}')"), [])
        self.assertEqual(len(column(CAS, "SELECT * FROM leren_sight.find ('own')")), 1)
        self.assert_quiet(self.cas("SELECT * FROM leren_sight.journal_after (0, 100); SELECT * FROM leren_sight.journal (0, 99);"
                                   "SELECT pg_get_functiondef (p.oid) FROM pg_proc AS p WHERE p.pronamespace ="
                                   " 'leren_sight'::regnamespace;")[1])

    def test_another_role(self):
        self.assert_refused(*(f"SET {what} {role}" for role in ("keeper", "ada", "leren", "stranger")
                              for what in ("ROLE", "SESSION AUTHORIZATION")),
                            "SET LOCAL session_replication_role = replica", 'GRANT keeper TO "Cas; DROP"',
                            "ALTER ROLE ada PASSWORD 'x'", "CREATE ROLE more", 'ALTER ROLE "Cas; DROP" SUPERUSER')

    def test_settings_and_own_functions(self):
        """What is set, and what is put before the tables and functions by another name, decides nothing."""
        tricks = """
            SET leren.reader = 'ada'; SET leren.importing = 'yes'; SET application_name = 'ada';
            SET search_path = pg_temp, leren, leren_sight; SET row_security = off;
            CREATE TEMP TABLE admitted (role regrole, participant text);
            INSERT INTO admitted VALUES (session_user::text::regrole, 'ada');
            CREATE TEMP TABLE participant AS SELECT 'ada' AS id;
            CREATE TEMP TABLE pg_roles AS SELECT oid, rolname FROM pg_catalog.pg_roles;
            CREATE FUNCTION pg_temp.reader () RETURNS text LANGUAGE sql AS $$ SELECT 'ada' $$;
            CREATE FUNCTION pg_temp.json_each (text) RETURNS TABLE (value text) LANGUAGE sql AS $$ SELECT 'cas' $$;
            CREATE FUNCTION pg_temp.always (text, text) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
            CREATE OPERATOR pg_temp.= (LEFTARG = text, RIGHTARG = text, PROCEDURE = pg_temp.always);
            CREATE FUNCTION pg_temp.told (text) RETURNS boolean COST 0.0000001 LANGUAGE plpgsql AS
              $$ BEGIN RAISE NOTICE 'told %', $1; RETURN true; END $$;
            CREATE OPERATOR pg_temp.!!! (RIGHTARG = text, PROCEDURE = pg_temp.told);
        """.replace("session_user::text::regrole", "quote_ident (session_user)::regrole")
        for name in ("case", "reflection", "contribution", "unknown_record", "journal"):
            text = {"case": "narrative", "unknown_record": "json", "journal": "old"}.get(name, "text")
            works, said = self.cas(f'{tricks} SELECT * FROM leren_sight."{name}" WHERE pg_temp.told ({text});'
                                   f'SELECT * FROM leren_sight."{name}" WHERE OPERATOR(pg_temp.!!!) {text} AND 1 = 1;')
            self.assertTrue(works, said)
            self.assert_quiet(said)
            self.assertEqual("told" in said, name != "contribution", said)
        self.assertEqual(column(CAS, "SET leren.reader = 'ada'; SELECT leren_sight.reader ()"), ["cas"])

    def test_explain(self):
        """It says of a record that is hidden what it says of one that is nowhere, whatever is asked of it."""
        def plan(id, condition):
            works, said = self.cas("EXPLAIN (ANALYZE, VERBOSE, TIMING OFF, SUMMARY OFF, COSTS OFF) SELECT * FROM"
                                   f" leren_sight.reflection WHERE id = '{id}' AND {condition};")
            self.assertTrue(works, said)
            self.assertNotIn("SubPlan", said)
            return said.replace(id, "ID")

        for condition in ("text < 'A'", "text > 'A'", "visibility = 'private'", "author = 'ada'"):
            self.assertEqual(plan("secret-r", condition), plan("nowhere-", condition))
        self.assertNotEqual(plan("mine", "text > 'A'"), plan("mine", "text < 'A'"))

    def test_errors_tell_nothing(self):
        for sql in ("SELECT 1 / (CASE WHEN id = 'own' OR id = 'new' THEN 1 ELSE 0 END) FROM leren_sight.\"case\";",
                    "SELECT id::integer FROM leren_sight.contribution;",
                    "SELECT 1 / (CASE WHEN text LIKE '%landlord%' THEN 1 ELSE 0 END) FROM leren_sight.reflection;"):
            works, said = self.cas(sql)
            self.assertTrue(works, said)
        self.assert_quiet(self.cas('SELECT narrative::integer FROM leren_sight."case";')[1])

    def test_catalogues(self):
        self.assertIn(SECRET, must("leren", "city", "SELECT * FROM pg_stats WHERE schemaname = 'leren'"))
        for name in ("pg_stats", "pg_stats_ext", "pg_stats_ext_exprs", "pg_stat_activity", "pg_prepared_statements",
                     "pg_cursors", "pg_stat_all_tables", "pg_stat_all_indexes", "pg_indexes", "pg_views", "pg_policies",
                     "pg_settings", "pg_sequences", "pg_roles", "pg_locks", "pg_stat_xact_user_tables"):
            works, said = self.cas(f"SELECT * FROM {name};")
            self.assertTrue(works, said)
            self.assert_quiet(said)
        self.assertEqual(column(CAS, "SELECT count(*) FROM pg_stats WHERE schemaname = 'leren'"), ["0"])
        self.assert_refused("SELECT * FROM pg_statistic", "SELECT * FROM pg_authid", "SELECT pg_read_file ('PG_VERSION')",
                            "COPY (SELECT 1) TO PROGRAM 'cat'", "SELECT last_value FROM leren.row_number",
                            "SELECT lo_import ('/etc/hosts')")

    def test_no_write(self):
        before = self.all.count()
        said = column("keeper", 'SELECT md5 (string_agg (c::text, \'\' ORDER BY id)) FROM leren."case" AS c')
        refused = [sql for name in self.tables for sql in (
            f'DELETE FROM leren."{name}"', f'INSERT INTO leren."{name}" DEFAULT VALUES', f'TRUNCATE leren."{name}"',
            f'ALTER TABLE leren."{name}" DISABLE ROW LEVEL SECURITY', f'DROP TABLE leren."{name}" CASCADE',
            f'CREATE INDEX ON leren."{name}" (_rowid_)', f'GRANT SELECT ON leren."{name}" TO PUBLIC',
            f'COPY leren."{name}" FROM \'/dev/null\'')]
        refused += [sql for name in self.views for sql in (
            f'DELETE FROM leren_sight."{name}"', f'INSERT INTO leren_sight."{name}" DEFAULT VALUES RETURNING *',
            f'DROP VIEW leren_sight."{name}" CASCADE')]
        refused += [
            'UPDATE leren."case" SET title = \'x\' RETURNING narrative', "UPDATE leren.admitted SET participant = 'ada'",
            "UPDATE leren_sight.\"case\" SET title = 'x' WHERE id = 'own'", "SELECT nextval ('leren.row_number')",
            "CREATE OR REPLACE FUNCTION leren_sight.reader () RETURNS text LANGUAGE sql AS 'SELECT ''ada''::text'",
            "CREATE FUNCTION leren.json_each (json) RETURNS text LANGUAGE sql AS 'SELECT ''ada''::text'",
            "CREATE TABLE leren.mine (id text)", "CREATE VIEW leren_sight.mine AS SELECT 1", "DROP SCHEMA leren CASCADE",
            "DROP SCHEMA leren_sight CASCADE", 'CREATE POLICY p ON leren."case" USING (true)',
            'CREATE TRIGGER t AFTER INSERT ON leren."case" EXECUTE FUNCTION leren.note_identity ()',
            'CREATE TEMP TABLE probe (id text REFERENCES leren."case" (id))', "SELECT setval ('leren.row_number', 1)",
            "SELECT leren.note_identity ()", "SELECT leren.renew_sight ()", "SELECT leren.partition (2)",
            "SELECT leren.settle_owners ()"]
        self.assert_refused(*refused)
        self.assertEqual(self.all.count(), before)
        self.assertEqual(column("keeper", 'SELECT md5 (string_agg (c::text, \'\' ORDER BY id)) FROM leren."case" AS c'), said)
        self.assertEqual(self.all.list_admitted(), ["Cas; DROP", "ada"])

    def test_nobody_is_held_up(self):
        """A login that takes every lock that it gets, and keeps it, is in nobody's way."""
        modes = ("ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE", "SHARE", "SHARE ROW EXCLUSIVE",
                 "EXCLUSIVE", "ACCESS EXCLUSIVE")
        names = [f'leren_sight."{name}"' for name in self.views] + [f'leren."{name}"' for name in self.tables]
        locks = [f"LOCK TABLE {name} IN {mode} MODE" for name in names for mode in modes]
        locks += [f"PERFORM 1 FROM {name} FOR {mode}" for name in names for mode in ("UPDATE", "KEY SHARE")]
        locks += [f"PERFORM count (*) FROM {name}" for name in names]
        # those that are held by anybody now, and the number that the library once had for all who write
        advisory = "SELECT 1281717857::bigint AS key UNION SELECT (classid::bigint << 32) + objid::bigint FROM pg_locks" \
                   " WHERE locktype = 'advisory'"
        greedy = "BEGIN;\nDO $$ DECLARE had integer := 0; BEGIN " + "".join(
            f"BEGIN {lock}; had := had + 1; EXCEPTION WHEN OTHERS THEN NULL; END; " for lock in locks) \
            + f"RAISE NOTICE 'had % of {len(locks)}', had; END $$;\n" \
            + f"SELECT pg_try_advisory_lock (key), pg_try_advisory_lock_shared (key) FROM ({advisory}) AS a;\n\\echo held\n"
        with subprocess.Popen(["psql", "--no-psqlrc", "--quiet", location(CAS, "city")], stdin=subprocess.PIPE, text=True,
                              bufsize=1, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as cas:
            transaction = self.all.begin()
            self.all.save(Leren.Reflection(id="secret-held", text="Before", author="ada"))
            cas.stdin.write(greedy)
            said = ""
            while "held" not in (line := cas.stdout.readline()):
                said += line
            # some it gets: what is read is read under a lock
            self.assertRegex(said, r"had [1-9]\d* of")
            transaction.commit()
            with Leren.Store.open(location("keeper", "city")) as store:
                store.save(Leren.Reflection(id="secret-more", text="Meanwhile", author="ada"))
                importer = Leren.Importer.new(store)
                line = b'{"type":"reflection","id":"secret-import","text":"All at once","author":"ada"}'
                importer.add_stream(Gio.MemoryInputStream.new_from_data(line), "line", Leren.Format.JSON_LINES)
                importer.run()
                for id in ("secret-held", "secret-more", "secret-import"):
                    store.delete(id)
                self.assertEqual(store.check(), [])
            must("keeper", "city", "SET lock_timeout = '5s'; SELECT leren.settle_owners ()")
            self.assertIsNone(cas.poll())
            self.assertIn("still here", cas.communicate("\\echo still here\n", timeout=60)[0])

    def test_stranger(self):
        self.assert_refused(*(f'SELECT * FROM leren."{name}"' for name in self.tables),
                            *(f'SELECT * FROM leren_sight."{name}"' for name in self.views),
                            "SELECT * FROM leren_sight.find ('own')", user="stranger")

    def test_granted_by_mistake(self):
        """Row-level security stands behind it all: she who is given the tables reads what she may read."""
        must("keeper", "city", 'GRANT SELECT ON ALL TABLES IN SCHEMA leren TO "Cas; DROP", stranger;'
                               "GRANT USAGE ON SCHEMA leren TO stranger")
        self.addCleanup(must, "keeper", "city", 'REVOKE SELECT ON ALL TABLES IN SCHEMA leren FROM "Cas; DROP", stranger;'
                                                "REVOKE USAGE ON SCHEMA leren FROM stranger")
        seen = set()
        records = self.record_tables()
        for name in self.tables:
            works, said = self.cas(f'SELECT * FROM leren."{name}";')
            self.assertTrue(works, said)
            self.assert_quiet(said)
            if name in records:
                seen |= set(column(CAS, f'SELECT id FROM leren."{name}"'))
        self.assertEqual(seen, SEEN)
        all_rows = [f'SET row_security = off; SELECT * FROM leren."{name}"' for name in self.tables]
        self.assertEqual(self.assert_refused(*all_rows).count("would be affected"), len(all_rows))
        self.assert_quiet(psql("stranger", "city", "".join(f'SELECT * FROM leren."{name}";' for name in self.tables))[1])
        # such a role is not let in
        self.assert_forbidden(lambda: self.all.admit("cas", "stranger"))

    def test_changes_are_told_without_words(self):
        """Who listens hears that something was changed."""
        with subprocess.Popen(["psql", "--no-psqlrc", location(CAS, "city")], stdin=subprocess.PIPE, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, bufsize=1) as listener:
            listener.stdin.write("LISTEN leren;\n\\echo listening\n")
            while "listening" not in listener.stdout.readline():
                pass
            record = self.all["secret-c"]
            record.question = f"What does the {SECRET} want?"
            self.all.save(record)
            said = listener.communicate("SELECT 1;\n", timeout=60)[0]
        self.assertIn('notification "leren"', said)
        self.assert_quiet(said)

    def test_what_was_private_then(self):
        """A draft stays its author's when it is shared, in psql too."""
        with Leren.Store.open_as(location("keeper", "city"), Leren.StoreFlags.NONE, "ada") as ada:
            draft = Leren.Reflection(id="draft", text=f"{SECRET} A", author="ada", visibility=Leren.Visibility.PUBLIC)
            self.addCleanup(self.all.delete, "draft")
            for visibility in (Leren.Visibility.PRIVATE, Leren.Visibility.PRIVATE, Leren.Visibility.PUBLIC):
                ada.save(draft)
                draft.visibility = visibility
                draft.text = f"{SECRET} and more" if visibility == Leren.Visibility.PRIVATE else "Shared"
            ada.save(draft)
            whole = ada.get_journal("draft", 0, 0)
        texts = [entry.get_old() for entry in whole]
        self.assertEqual(len(texts), 4)
        stores = (Leren.Store.open_as(location("keeper", "city"), Leren.StoreFlags.NONE, "cas"),
                  Leren.Store.open(location(CAS, "city")))
        told_of = []
        for store in stores:
            with store:
                told_of.append([(entry.get_number(), entry.get_old(), entry.get_new()) for entry in store.get_journal("draft", 0, 0)])
        self.assertEqual(told_of[0], told_of[1])
        self.assertEqual(len(told_of[1]), 3)  # added, hidden, shared; and not what came between
        self.assertEqual(sum(SECRET in str(entry) for entry in told_of[1]), 2)
        said = self.cas("SELECT * FROM leren_sight.journal WHERE id = 'draft'")[1]
        self.assertNotIn("and more", said)
        self.assertIn(f"{SECRET} A", said)

    def test_pieces(self):
        """Tables that were made anew are shown as before."""
        must("keeper", "city", "SELECT leren.partition (3)")
        self.addCleanup(must, "keeper", "city", "SELECT leren.partition (0)")
        self.assertEqual(column(CAS, 'SELECT id FROM leren_sight."case"'), ["own"])
        pieces = column("keeper", "SELECT relname FROM pg_class WHERE relnamespace = 'leren'::regnamespace AND relispartition"
                                  " AND relkind = 'r'")
        self.assertGreater(len(pieces), 3)
        self.assert_refused(*(f'SELECT * FROM leren."{piece}"' for piece in pieces))

    def test_new_type(self):
        """What is added to the kinds of records is shown too."""
        for id, visibility in (("secret-door", Leren.Visibility.PRIVATE), ("door", Leren.Visibility.PUBLIC)):
            self.all.save(Doorstep(id=id, street=SECRET if id != "door" else "Kade", visibility=visibility))
            self.addCleanup(self.all.delete, id)
        self.assertEqual(column(CAS, 'SELECT street FROM leren_sight."wijk.doorstep"'), ["Kade"])
        with Leren.Store.open(location(CAS, "city")) as store:
            self.assertEqual(store["door"].street, "Kade")
            self.assertNotIn("secret-door", store)

    # -- who is let in ---------------------------------------------------------------------------

    def test_admission(self):
        def code(call, *arguments):
            with self.assertRaises(GLib.Error) as caught:
                call(*arguments)
            return Leren.Error(caught.exception.code)

        self.assertEqual(self.all.list_admitted(), ["Cas; DROP", "ada"])
        self.assertEqual(self.all.dup_admitted("Cas; DROP"), "cas")
        for participant, role, why in (("mallory", "stranger", Leren.Error.NOT_FOUND), ("own", "stranger", Leren.Error.NOT_FOUND),
                                       ("cas", "nowhere", Leren.Error.NOT_FOUND), ("cas", "", Leren.Error.NOT_FOUND),
                                       ("cas", "leren", Leren.Error.FORBIDDEN), ("cas", "keeper", Leren.Error.FORBIDDEN),
                                       ("cas", "helper", Leren.Error.FORBIDDEN), ("ada", "Cas; DROP", Leren.Error.EXISTS),
                                       ("cas", "stranger", Leren.Error.EXISTS)):
            self.assertEqual(code(self.all.admit, participant, role), why, (participant, role))
        for call in (self.all.withdraw, self.all.dup_admitted):
            self.assertEqual(code(call, "stranger"), Leren.Error.NOT_FOUND)
        with Leren.Store.open(":memory:") as store:
            for call in (store.list_admitted, lambda: store.admit("a", "b"), lambda: store.withdraw("a"),
                         lambda: store.dup_admitted("a")):
                self.assertEqual(code(call), Leren.Error.UNSUPPORTED)

    def test_withdrawn(self):
        """Who is connected at that moment finds nothing either."""
        with Leren.Store.open(location("ada", "city")) as store:
            self.assertIn("secret-c", store)
            self.all.withdraw("ada")
            self.addCleanup(self.all.admit, "ada", "ada")
            with self.assertRaises(GLib.Error):
                store.count()
        self.assertFalse(psql("ada", "city", 'SELECT * FROM leren_sight."case";')[0])
        with self.assertRaises(GLib.Error):
            Leren.Store.open(location("ada", "city"))
        # a role that was dropped and made again is somebody else
        self.all.admit("ada", "ada")
        must("leren", "city", "DROP OWNED BY ada; DROP ROLE ada; CREATE ROLE ada LOGIN")
        self.assertEqual(self.all.list_admitted(), ["Cas; DROP"])
        self.assertFalse(psql("ada", "city", 'SELECT * FROM leren_sight."case";')[0])


if __name__ == "__main__":
    unittest.main()
