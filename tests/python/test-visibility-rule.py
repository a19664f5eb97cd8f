#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Who may read what, in stores made by chance: what the library returns is held against the rule as it is written, which
visibility_oracle.py has once more. LEREN_ROUNDS says how many stores there are. On a server (tests/kind-of-store.h) the owner
opens them as each participant, each participant logs in, and psql is asked what it shows them."""

import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Gio, Leren
from told import told
from visibility_oracle import KNOWN, WORDS, Oracle, make_records

ROUNDS = int(os.environ.get("LEREN_ROUNDS", "1"))
SERVER = os.environ.get("LEREN_TEST_STORE", "")


def place(user, seed):
    return SERVER.replace("leren@/", f"{user}@/round{seed}")


def psql(location, sql):
    return subprocess.run(["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1", location],
                          input=sql, capture_output=True, text=True, timeout=300, check=True).stdout


def exported(store):
    stream = Gio.MemoryOutputStream.new_resizable()
    store.export(stream, "json-lines")
    stream.close()
    return {json.loads(line)["id"] for line in stream.steal_as_bytes().get_data().decode().splitlines()}


class Rule(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def compare_store(self, store, oracle, reader):
        seen = oracle.seen(reader)
        self.assertEqual({id for id in oracle.by_id if self.is_there(store, id)}, seen)
        self.assertEqual(store.count(), len(seen))
        self.assertEqual(exported(store), seen)
        for name in KNOWN:
            of_type = oracle.seen(reader, name)
            query = store.query(name)
            self.assertEqual({record.id for record in query.run()}, of_type)
            self.assertEqual(query.count(), len(of_type))
            self.assertEqual(store.count(name), len(of_type))
            self.assertEqual({record.id for record in Leren.Pages.new(store.query(name), 3).next()} - of_type, set())
        for word in WORDS:
            found = {record.id for record in store.query("reflection").search(word)}
            texts = {record["id"] for record in oracle.of_type("reflection") if word in record["text"].split()}
            self.assertEqual(found, texts & seen)

    def compare_snapshot(self, store, oracle, reader):
        seen = oracle.seen(reader)
        snapshot = store.snapshot()
        self.assertEqual(snapshot.n_records, len({id for id in seen if oracle.by_id[id]["type"] in KNOWN}))
        for name in KNOWN:
            self.assertEqual({row["id"] for row in snapshot.table(name)}, oracle.seen(reader, name))
        for finding in Leren.Diagnosis().run(snapshot):
            self.assertLessEqual({*finding.evidence} | ({finding.subject} - {None}), seen, finding.rule)

    def compare_psql(self, oracle, seed, reader):
        """What the views show whose login it is, and the tables themselves once they were granted by mistake."""
        seen = oracle.seen(reader)
        tables = psql(place("leren", seed), "SELECT leren.record_tables ()").split()
        for schema in ("leren_sight", "leren"):
            ids = psql(place(reader, seed), "".join(f'SELECT id FROM {schema}."{table}";' for table in tables)).splitlines()
            self.assertEqual(set(ids), seen)
            self.assertEqual(len(ids), len(seen))
        ids = ",".join(f"('{id}')" for id in oracle.by_id)
        found = psql(place(reader, seed), f"SELECT v.id FROM (VALUES {ids}) AS v (id), leren_sight.find (v.id)").splitlines()
        self.assertEqual(set(found), seen)

    def is_there(self, store, id):
        try:
            return store.get(id).id == id
        except KeyError:
            return False

    def compare_with_file(self, seed, records, oracle):
        path = self.folder / f"{seed}.leren"
        told(records, path).close()
        for participant in oracle.of_type("participant"):
            reader = participant["id"]
            with self.subTest(seed=seed, reader=reader):
                with Leren.Store.open_as(str(path), Leren.StoreFlags.READ_ONLY, reader) as store:
                    self.compare_store(store, oracle, reader)
                    self.compare_snapshot(store, oracle, reader)

    def compare_with_server(self, seed, records, oracle):
        """All go by psql, and the first through the library as well; in more rounds all do, in turns."""
        readers = [participant["id"] for participant in oracle.of_type("participant")]
        roles = " ".join(f'CREATE ROLE "{reader}" LOGIN;' for reader in readers) if seed == 0 else ""
        psql(SERVER.replace("/?", "/postgres?"), f"{roles} CREATE DATABASE round{seed}")
        with told(records, place("leren", seed)) as owned:
            for reader in readers:
                owned.admit(reader, reader)
        for number, reader in enumerate(readers):
            ways = ((place("leren", seed), place(reader, seed)), (place("leren", seed),), (place(reader, seed),))[number % 3]
            for location in ways if number == 0 or ROUNDS > 1 else ():
                with self.subTest(seed=seed, reader=reader, location=location):
                    with Leren.Store.open_as(location, Leren.StoreFlags.READ_ONLY, reader) as store:
                        self.compare_store(store, oracle, reader)
                        self.compare_snapshot(store, oracle, reader)
        psql(place("leren", seed), "".join(f'GRANT SELECT ON ALL TABLES IN SCHEMA leren TO "{reader}";' for reader in readers))
        for reader in readers:
            with self.subTest(seed=seed, reader=reader):
                self.compare_psql(oracle, seed, reader)

    def test_random_stores(self):
        some_hidden = some_seen = 0
        for seed in range(ROUNDS):
            records = make_records(seed)
            oracle = Oracle(records)
            (self.compare_with_server if "://" in SERVER else self.compare_with_file)(seed, records, oracle)
            for participant in oracle.of_type("participant"):
                some_seen += len(oracle.seen(participant["id"]))
                some_hidden += len(records) - len(oracle.seen(participant["id"]))
        # a rule that hides all, or nothing, is not what was tried
        self.assertGreater(some_seen, ROUNDS * 100)
        self.assertGreater(some_hidden, ROUNDS * 100)


if __name__ == "__main__":
    unittest.main()
