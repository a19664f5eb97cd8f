#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A reader without rights, by every road that Python has into a store: a wijkteam's session was for those who were there."""

import tempfile
import unittest
from pathlib import Path

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Gio, Leren
from told import told

SECRET = "bailiff"
RECORDS = [
    {"type": "practice", "id": "p", "name": "Practice", "visibility": "network"},
    {"type": "participant", "id": "ada", "name": "Ada"},
    {"type": "participant", "id": "cas", "name": "Cas", "roles": ["manager"]},
    {"type": "team", "id": "t", "name": "Team", "members": ["ada"], "practice": "p"},
    {"type": "team", "id": "others", "name": "Others", "members": ["cas"], "practice": "p"},
    {"type": "case", "id": "rent", "title": "Rent arrears", "team": "t", "narrative": f"The {SECRET} rang twice.",
     "domains": ["money"]},
    {"type": "case", "id": "own", "title": "Arrears", "team": "others", "narrative": "The landlord rang twice.",
     "domains": ["housing"]},
    {"type": "session", "id": "s", "team": "t", "present": ["ada"], "cases": ["rent"], "started": "2015-03-02T14:00:00Z"},
    *({"type": "contribution", "id": f"u{i}", "session": "s", "speaker": "ada", "kind": "advice", "text": SECRET,
       "visibility": "session"} for i in range(6)),
]


class Roads(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = str(Path(folder.name, "t.leren"))
        told(RECORDS, self.path).close()

    def test_roads(self):
        for flags in (Leren.StoreFlags.NONE, Leren.StoreFlags.READ_ONLY):
            with Leren.Store.open_as(self.path, flags, "cas") as store:
                self.assertEqual(store.get_reader(), "cas")
                with self.assertRaises(KeyError):
                    store["rent"]
                self.assertEqual([case.id for case in store.cases], ["own"])
                self.assertEqual(len(store.query("case").where(title="Rent arrears").run()), 0)
                self.assertEqual(store.query("case").search(SECRET).count(), 0)
                self.assertEqual([case.id for case in store.query("case").search("rang")], ["own"])
                self.assertEqual([case.id for case in Leren.Pages(store.query("case"), 5).next()], ["own"])
                self.assertEqual((store.count(), store.count("contribution")), (4, 0))
                stream = Gio.MemoryOutputStream.new_resizable()
                store.export(stream, "json")
                stream.close()
                self.assertNotIn(SECRET, stream.steal_as_bytes().get_data().decode())

    def test_analyses(self):
        with Leren.Store.open_as(self.path, Leren.StoreFlags.READ_ONLY, "cas") as store:
            snapshot = store.snapshot()
            self.assertEqual([row["id"] for row in snapshot.table("case")], ["own"])
            # the words of a column that only hidden records had are gone from it
            self.assertNotIn("money", str(list(snapshot.table("case"))))
            self.assertEqual([*Leren.Similar.find(snapshot, "own", 5)], [])
            with self.assertRaises(Leren.NotFoundError):
                Leren.Similar.find(snapshot, "rent", 5)
            self.assertEqual([finding.subject for finding in snapshot.diagnose() if finding.subject == "s"], [])
        with Leren.Store.open(self.path, Leren.StoreFlags.READ_ONLY) as store:
            self.assertIn("rent", [like.id for like in Leren.Similar.find(store.snapshot(), "own", 5)])

    def test_later_reads(self):
        """A snapshot that was taken while Cas was in the team tells nothing more once he is not."""
        with Leren.Store.open(self.path) as store:
            team = store["t"]
            team.members = ["ada", "cas"]
            store.save(team)
            with Leren.Store.open_as(self.path, Leren.StoreFlags.READ_ONLY, "cas") as reader:
                snapshot = reader.snapshot()
                self.assertIn(SECRET, str(list(snapshot.table("case"))))
                team.members = ["ada"]
                store.save(team)
                self.assertNotIn(SECRET, str(list(snapshot.table("case"))))

    def test_signal(self):
        """Others' changes are told nobody; one's own are one's own."""
        with Leren.Store.open(self.path) as store, Leren.Store.open_as(self.path, Leren.StoreFlags.NONE, "cas") as reader:
            told_of = []
            reader.connect("changed", lambda _, change, record_type, id: told_of.append(id))
            store.save(Leren.Reflection(id="r", text=SECRET, case="rent"))
            reader.save(Leren.Reflection(id="mine", text="Mine", case="own"))
            self.assertEqual(told_of, ["mine"])

    def test_errors(self):
        with Leren.Store.open_as(self.path, Leren.StoreFlags.NONE, "cas") as store:
            for record in (
                Leren.Case(id="rent", title="Mine", team="others"), Leren.Reflection(id="n", text="N", case="rent"),
                Leren.Reflection(id="u0", text="N", case="own"),
            ):
                with self.assertRaises((Leren.ForbiddenError, Leren.ReferenceError)) as raised:
                    store.save(record)
                self.assertNotIn(SECRET, str(raised.exception))
                self.assertNotIn("ada", str(raised.exception))
            with self.assertRaises(Leren.NotFoundError):
                store.delete("rent")


if __name__ == "__main__":
    unittest.main()
