#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Who may read what, in stores made by chance: what the library returns is held against the rule as it is written, which
visibility_oracle.py has once more. LEREN_ROUNDS says how many stores there are."""

import json
import os
import tempfile
import unittest
from pathlib import Path

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Gio, Leren
from told import told
from visibility_oracle import KNOWN, WORDS, Oracle, make_records

ROUNDS = int(os.environ.get("LEREN_ROUNDS", "1"))


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

    def is_there(self, store, id):
        try:
            return store.get(id).id == id
        except KeyError:
            return False

    def test_random_stores(self):
        some_hidden = some_seen = 0
        for seed in range(ROUNDS):
            records = make_records(seed)
            oracle = Oracle(records)
            path = self.folder / f"{seed}.leren"
            told(records, path).close()
            for participant in oracle.of_type("participant"):
                reader = participant["id"]
                with self.subTest(seed=seed, reader=reader):
                    with Leren.Store.open_as(str(path), Leren.StoreFlags.READ_ONLY, reader) as store:
                        self.compare_store(store, oracle, reader)
                        self.compare_snapshot(store, oracle, reader)
                some_seen += len(oracle.seen(reader))
                some_hidden += len(records) - len(oracle.seen(reader))
        # a rule that hides all, or nothing, is not what was tried
        self.assertGreater(some_seen, ROUNDS * 100)
        self.assertGreater(some_hidden, ROUNDS * 100)


if __name__ == "__main__":
    unittest.main()
