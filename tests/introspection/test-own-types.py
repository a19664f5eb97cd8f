#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""An own record type, declared in Python: stored, queried, exported and tabulated as any other."""

import json
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import gi

gi.require_version("Json", "1.0")
gi.require_version("Leren", "1.0")
from gi.repository import Gio, GLib, GObject, Json, Leren


class Visit(Leren.Record):
    """What a social worker saw at somebody's door."""

    __gtype_name__ = "TestVisit"

    street = GObject.Property(type=str, blurb="Where it was.")
    number = GObject.Property(type=int, default=0, minimum=-5, maximum=99)
    hours = GObject.Property(type=float)
    planned = GObject.Property(type=bool, default=True)
    at = GObject.Property(type=GLib.DateTime)
    people = GObject.Property(type=GObject.TYPE_STRV)


Leren.Declaration.register(Visit, "org.example.visit")

# PyGObject installs properties in the order of their names
WHOLE = (
    '{"type":"org.example.visit","id":"v1","created":"2015-03-01T14:00:00.0+01:00","attributes":{"a":1.0},'
    '"at":"2015-03-01T14:00:00.50+01:00","hours":1.50,"number":-1,"people":["a","b"],"planned":false,'
    '"street":"Kade","org.example.x":[1.0]}'
)


class OwnTypes(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = str(Path(folder.name, "team.leren"))
        self.store = Leren.Store.open(self.path, Leren.StoreFlags.NONE, None)
        self.addCleanup(self.store.close)

    def test_absent(self):
        visit = Visit(id="v1")
        self.assertEqual(visit.get_record_type(), "org.example.visit")
        self.assertEqual(visit.to_json(), '{"type":"org.example.visit","id":"v1"}')
        visit.number = 0
        visit.planned = True
        self.assertEqual(visit.to_json(), '{"type":"org.example.visit","id":"v1","number":0,"planned":true}')
        visit.unset("number")
        visit.street = "Kade"
        visit.street = None
        self.assertEqual(visit.to_json(), '{"type":"org.example.visit","id":"v1","planned":true}')

    def test_round_trip(self):
        visit = Leren.Record.from_json(WHOLE, -1)
        self.assertIsInstance(visit, Visit)
        self.assertEqual((visit.street, visit.number, visit.hours, visit.planned), ("Kade", -1, 1.5, False))
        self.assertEqual(list(visit.people), ["a", "b"])
        self.assertEqual(visit.at.get_microsecond(), 500000)
        self.assertEqual(visit.to_json(), WHOLE)

    def test_bounds(self):
        with self.assertRaisesRegex(GLib.Error, "“number” is 100; it goes from -5 to 99"):
            Leren.Record.from_json('{"type":"org.example.visit","id":"v1","number":100}', -1)

    def test_store(self):
        self.store.save(Leren.Record.from_json(WHOLE, -1), None)
        self.store.save(Visit(id="v2", street="Plein"), None)
        found = self.store.get("v1", None)
        self.assertIsInstance(found, Visit)
        self.assertEqual(found.to_json(), WHOLE)
        query = self.store.query("org.example.visit")
        query.filter("street", Leren.Comparison.EQUAL, "Plein")
        self.assertEqual([visit.props.id for visit in query.run(None)], ["v2"])
        self.assertEqual(self.store.count("org.example.visit"), 2)
        self.store.close()

        database = sqlite3.connect(self.path)
        rows = database.execute('SELECT id, street, number FROM "org.example.visit" ORDER BY id').fetchall()
        database.close()
        self.assertEqual(rows, [("v1", "Kade", -1), ("v2", "Plein", None)])

    def test_export_and_import(self):
        self.store.save(Leren.Record.from_json(WHOLE, -1), None)
        stream = Gio.MemoryOutputStream.new_resizable()
        self.store.export(stream, Leren.Format.JSON_LINES, None)
        stream.close(None)
        data = stream.steal_as_bytes()
        self.assertEqual(data.get_data().decode(), WHOLE + "\n")
        other = Leren.Store.open(":memory:", Leren.StoreFlags.NONE, None)
        importer = Leren.Importer.new(other)
        importer.add_stream(Gio.MemoryInputStream.new_from_bytes(data), "lines", Leren.Format.DETECT)
        importer.run(None)
        self.assertEqual(other.get("v1", None).to_json(), WHOLE)
        other.close()

    def test_table(self):
        self.store.save(Leren.Record.from_json(WHOLE, -1), None)
        table = Leren.Snapshot.take(self.store, None, None).get_table("org.example.visit", None)
        kinds = {
            table.get_column_name(i): table.get_column_kind(i).value_nick for i in range(table.get_n_columns())
        }
        wanted = {"street": "text", "number": "integer", "hours": "number", "planned": "boolean", "at": "time", "people": "list"}
        self.assertEqual({name: kinds.get(name) for name in wanted}, wanted)
        street = table.find_column("street")
        self.assertEqual(table.get_column_values(street).get_data(), b"Kade")

    def test_schema(self):
        schema = json.loads(Json.to_string(Leren.schema_for_type("org.example.visit"), False))
        self.assertEqual(schema["properties"]["street"], {"description": "Where it was.", "type": "string"})
        self.assertEqual(schema["properties"]["number"], {"type": "integer", "minimum": -5, "maximum": 99})

    def test_another_process(self):
        """A program without the class keeps what it does not know."""
        self.store.save(Leren.Record.from_json(WHOLE, -1), None)
        self.store.close()
        program = f"""
import gi
gi.require_version("Leren", "1.0")
from gi.repository import Leren
store = Leren.Store.open({self.path!r}, Leren.StoreFlags.EXISTING, None)
print(store.get("v1", None).to_json())
store.close()
"""
        said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
        self.assertEqual(said, WHOLE + "\n")


if __name__ == "__main__":
    unittest.main()
