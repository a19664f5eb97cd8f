#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Looks for the member that test-declaration.py added, in everything that follows from a declaration."""

import json
import os
import sqlite3
import struct
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import gi

gi.require_version("Json", "1.0")
gi.require_version("Leren", "1.0")
from gi.repository import GLib, Json, Leren

BUILD = Path(os.environ["LEREN_BUILD_ROOT"])
CORE = "{http://www.gtk.org/introspection/core/1.0}"


class AddedMember(unittest.TestCase):
    def test_property(self):
        case = Leren.Case(title="The rent")
        heard = []
        case.connect("notify::mood-after", lambda *_: heard.append(case.props.mood_after))
        self.assertFalse(case.is_set("mood_after"))
        case.props.mood_after = 7
        self.assertEqual((case.get_mood_after(), case.is_set("mood-after")), (7, True))
        case.set_mood_after(8)
        self.assertEqual(heard, [7, 8])
        case.unset("mood_after")
        self.assertFalse(case.is_set("mood_after"))

    def test_json(self):
        text = '{"type":"case","id":"c1","title":"The rent","mood_after":7.0}'
        case = Leren.Record.from_json(text, -1)
        self.assertEqual(case.props.mood_after, 7)
        self.assertEqual(case.to_json(), text)

    def test_validation(self):
        with self.assertRaisesRegex(GLib.Error, "case “c1”: member “mood_after” is 11; it goes from 1 to 10"):
            Leren.Record.from_json('{"type":"case","id":"c1","title":"t","mood_after":11}', -1)
        case = Leren.Case(id="c1", title="t", mood_after=0)
        with self.assertRaisesRegex(GLib.Error, "member “mood_after” is 0"):
            case.validate()

    def test_schema(self):
        schema = json.loads(Json.to_string(Leren.schema_for_type("case"), False))
        self.assertEqual(
            schema["properties"]["mood_after"],
            {
                "description": "How the contributor felt afterwards, from 1 (heavy) to 10 (light). It goes from 1 to 10.",
                "type": "integer", "minimum": 1, "maximum": 10,
            },
        )

    def test_documentation(self):
        namespace = ElementTree.parse(BUILD / "libleren/Leren-1.0.gir").getroot().find(CORE + "namespace")
        case = next(c for c in namespace.findall(CORE + "class") if c.get("name") == "Case")
        for kind, name in (("property", "mood-after"), ("method", "get_mood_after"), ("method", "set_mood_after")):
            element = next(e for e in case.findall(CORE + kind) if e.get("name") == name)
            self.assertIn("How the contributor felt", element.find(CORE + "doc").text.replace("\n", " "))
            self.assertEqual(element.get("version"), "0.1")

    def test_store_and_table(self):
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder, "team.leren"))
            store = Leren.Store.open(path, Leren.StoreFlags.NONE, None)
            store.save(Leren.Case(id="c1", title="The rent", mood_after=7), None)
            store.save(Leren.Case(id="c2", title="The roof"), None)
            self.assertEqual(store.get("c1", None).props.mood_after, 7)
            with self.assertRaisesRegex(GLib.Error, "“mood_after”"):
                store.save(Leren.Case(id="c3", title="t", mood_after=11), None)

            query = store.query("case")
            query.filter("mood_after", Leren.Comparison.GREATER, "6")
            found = query.run(None)
            self.assertEqual([record.get_id() for record in found], ["c1"])

            snapshot = Leren.Snapshot.take(store, None, None)
            table = snapshot.get_table("case", None)
            column = table.find_column("mood_after")
            self.assertGreaterEqual(column, 0)
            self.assertEqual(table.get_column_kind(column), Leren.ColumnKind.INTEGER)
            values = struct.unpack("=2q", table.get_column_values(column).get_data())
            valid = table.get_column_validity(column).get_data()[0]
            ids = table.find_column("id")
            self.assertEqual(table.get_column_values(ids).get_data(), b"c1c2")
            self.assertEqual((values[0], valid & 3), (7, 1))
            store.close()

            database = sqlite3.connect(path)
            rows = database.execute('SELECT id, mood_after, typeof(mood_after) FROM "case" ORDER BY id').fetchall()
            database.close()
            self.assertEqual(rows, [("c1", 7, "integer"), ("c2", None, "null")])

    def test_command(self):
        leren = BUILD / "libleren/tools/leren"
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder, "team.leren"))
            document = Path(folder, "case.json")
            record = {"type": "case", "id": "c1", "title": "The rent", "mood_after": 7}
            document.write_text(json.dumps({"format": "leren", "version": 1, "records": [record]}), encoding="utf-8")

            def command(*arguments):
                return subprocess.run([leren, *arguments], check=True, capture_output=True, text=True).stdout

            command("import", path, str(document))
            command("add", path, "case", "id=c2", "title=The roof", "mood_after:=3")
            self.assertEqual(json.loads(command("show", path, "c1", "--json")), record)
            listed = json.loads(command("list", path, "case", "--json"))
            self.assertEqual({r["id"]: r["mood_after"] for r in listed}, {"c1": 7, "c2": 3})
            self.assertEqual(json.loads(command("schema", "case"))["properties"]["mood_after"]["maximum"], 10)


if __name__ == "__main__":
    unittest.main()
