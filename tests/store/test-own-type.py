#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What becomes of an own type's records when programs with other versions of its class, or with
none, use one store: each process of this test has a class of its own."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PRELUDE = """
import sys
import gi
gi.require_version("Leren", "1.0")
from gi.repository import Gio, GLib, GObject, Leren

def export(store):
    stream = Gio.MemoryOutputStream.new_resizable()
    store.export(stream, Leren.Format.JSON_LINES, None)
    stream.close(None)
    return stream.steal_as_bytes().get_data().decode()

store = Leren.Store.open(sys.argv[1], Leren.StoreFlags.NONE, None)
"""

CLASS = """
class Visit(Leren.Record):
    __gtype_name__ = "TestVisit"
{properties}

Leren.Declaration.register(Visit, "org.example.o'brien")
"""

OLD = CLASS.format(
    properties="""
    rowid = GObject.Property(type=str)
    order = GObject.Property(type=int)
"""
)
WIDER = CLASS.format(
    properties="""
    rowid = GObject.Property(type=str)
    order = GObject.Property(type=int)
    street = GObject.Property(type=str)
"""
)
OTHER = CLASS.format(
    properties="""
    rowid = GObject.Property(type=float)
    order = GObject.Property(type=int)
"""
)
NARROWER = CLASS.format(properties="    order = GObject.Property(type=int)")

LINE = (
    '{"type":"org.example.o\'brien","id":"v","created":"2015-01-01T00:00:00Z","order":1.0,"rowid":"R","x":[1.0]}\n'
)


class OwnType(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = str(Path(folder.name, "team.leren"))

    def run_program(self, declaration, text):
        program = PRELUDE + declaration + text
        return subprocess.run(
            [sys.executable, "-c", program, self.path], check=True, capture_output=True, text=True
        ).stdout

    def add(self):
        self.run_program(OLD, f"store.save(Leren.Record.from_json({LINE.strip()!r}, -1), None)")

    def test_without_the_class(self):
        self.add()
        self.assertEqual(self.run_program("", "print(export(store), end='')"), LINE)
        said = self.run_program(
            "",
            """
query = store.query("org.example.o'brien")
query.filter("rowid", Leren.Comparison.EQUAL, "R")
record = query.run(None).get_item(0)
print(type(record).__name__, record.get_id(), store.check(None))
""",
        )
        self.assertEqual(said, "UnknownRecord v []\n")

    def test_imported_without_the_class(self):
        """What came as an unknown type before the class was there is still what it was."""
        said = self.run_program(
            "",
            f"""
importer = Leren.Importer.new(store)
stream = Gio.MemoryInputStream.new_from_bytes(GLib.Bytes.new({LINE!r}.encode()))
importer.add_stream(stream, "lines", Leren.Format.JSON_LINES)
importer.run(None)
print(importer.list_unknown_types())
""",
        )
        self.assertEqual(said, '["org.example.o\'brien"]\n')
        said = self.run_program(OLD, "print(store.get('v', None).get_id(), export(store), end='')")
        self.assertEqual(said, 'v {"type":"org.example.o\'brien","id":"v","created":"2015-01-01T00:00:00Z",' + LINE[LINE.index('"order"') :])

    def test_wider_class(self):
        self.add()
        said = self.run_program(
            WIDER,
            """
old = store.get("v", None)
print(type(old).__name__, old.rowid, old.order, old.is_set("street"))
store.save(Visit(id="w", street="Kade", rowid="S"), None)
print(store.get("w", None).street, store.get("v", None).rowid, store.check(None))
""",
        )
        self.assertEqual(said, "Visit R 1 False\nKade R []\n")
        # the older program still reads both, and loses nothing of what it does not know
        said = self.run_program(OLD, "print(store.count(\"org.example.o'brien\"), 'Kade' in export(store))")
        self.assertEqual(said, "2 True\n")

    def test_other_class(self):
        self.add()
        for declaration, member in ((OTHER, "rowid"), (NARROWER, "rowid")):
            said = self.run_program(
                declaration,
                """
try:
    store.save(Visit(id="w", order=2), None)
except GLib.Error as error:
    print(error.code == Leren.Error.UNSUPPORTED, error.message)
print(store.count(None))
""",
            )
            self.assertTrue(said.startswith("True "), said)
            self.assertIn(f"“{member}”", said)
            self.assertTrue(said.endswith("\n1\n"), said)


if __name__ == "__main__":
    unittest.main()
