# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Bad input of every kind, to every command that reads: one clear line, and the data as it was."""

import json
import os
import sqlite3

from support import CommandTest, digest, main

CASE = '{"type":"case","id":"%s","title":"T"%s}'


def document(*records):
    return '{"format":"leren","version":1,"records":[%s]}' % ",".join(records)


def case(members="", identity="x"):
    return document(CASE % (identity, "," + members if members else ""))


DEEP = 200000

# not JSON, or more than can be read: refused wherever JSON is read
NO_JSON = {
    "empty": "",
    "white space": " \n\t\n",
    "truncated": case()[:-20],
    "truncated in a text": '{"format":"leren","version":1,"records":[{"type":"ca',
    "binary": bytes(range(256)) * 8,
    "an image": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "invalid UTF-8": case('"narrative":"\\q"').encode().replace(b"\\q", b"\xc3\x28"),
    "an overlong NUL": case('"narrative":"\\q"').encode().replace(b"\\q", b"\xc0\x80"),
    "UTF-16": case().encode("utf-16"),
    "deep lists": "[" * DEEP,
    "deep lists that end": "[" * DEEP + "]" * DEEP,
    "deep objects": '{"a":' * DEEP,
    "deep in a record": case('"attributes":{"a":' + "[" * DEEP + "]" * DEEP + "}"),
    "comments": case("/* here */ \"urgency\":1"),
    "line comments": "// here\n" + case(),
    "single quotes": case("'urgency':1"),
    "leading zero": case('"urgency":01'),
    "trailing comma": case('"urgency":1,'),
    "duplicate member": case('"title":"again"'),
    "duplicate member, escaped": case('"\\u0074itle":"again"'),
    "NaN": case('"urgency":NaN'),
    "a lone surrogate": case('"narrative":"\\ud800"'),
    "a control character": case('"narrative":"a\x01"'),
    "two documents": case() + case(),
}

# JSON that is no interchange
NO_RECORDS = {
    "a number": "1",
    "a list": "[]",
    "null": "null",
    "another format": '{"format":"other","version":1,"records":[]}',
    "a later version": '{"format":"leren","version":2,"records":[]}',
    "no records": '{"format":"leren","version":1}',
    "records that are none": document("1"),
    "a record without type": document('{"id":"x"}'),
    "a type that is a number": document('{"type":1,"id":"x"}'),
    "U+0000 in a known member": case('"narrative":"a\\u0000b"'),
    "U+0000 in an id": document(CASE % ("a\\u0000", "")),
    "a control character in an id": document(CASE % ("a\\nb", "")),
    "an empty id": document(CASE % ("", "")),
    "a long id": document(CASE % ("a" * 129, "")),
    "a missing member": document('{"type":"case","id":"x"}'),
    "a missing id": document('{"type":"case","title":"x"}'),
    "text for a number": case('"urgency":"1"'),
    "a number for text": case('"narrative":1'),
    "null": case('"narrative":null'),
    "text for a list": case('"domains":"money"'),
    "a list of numbers": case('"domains":[1]'),
    "out of range": case('"urgency":6'),
    "a fraction for a whole number": case('"urgency":1.5'),
    "over int64": case('"urgency":18446744073709551615'),
    "under int64": case('"urgency":-9223372036854775809'),
    "over double": document('{"type":"session","id":"x","minutes":1e400}'),
    "over double in a whole number": case('"urgency":1e400'),
    "a word that is none": case('"status":"ajar"'),
    "a day that does not exist": document(
        '{"type":"practice","id":"x","name":"x","started":"2015-02-29"}'),
    "a month that does not exist": document(
        '{"type":"practice","id":"x","name":"x","started":"2015-13-01"}'),
    "a time that does not exist": document(
        '{"type":"session","id":"x","started":"2015-01-01T24:01:00Z"}'),
    "a time without offset": document(
        '{"type":"session","id":"x","started":"2015-01-01T10:00:00"}'),
    "an id twice": document(CASE % ("x", ""), CASE % ("x", "")),
    "an id twice over types": document(CASE % ("x", ""), '{"type":"team","id":"x","name":"x"}'),
    "an id that is there": document(CASE % ("there", "")),
    "a dangling reference": case('"team":"nobody"'),
    "a reference to another type": case('"team":"x"'),
    "a circle of one": document('{"type":"action","id":"x","what":"x","previous":"x"}'),
    "a circle of two": document('{"type":"action","id":"x","what":"x","previous":"y"}',
                                '{"type":"action","id":"y","what":"y","previous":"x"}'),
    "a circle of replies": document(
        '{"type":"session","id":"s"}', '{"type":"participant","id":"p"}',
        '{"type":"contribution","id":"x","session":"s","speaker":"p","kind":"story",'
        '"in_reply_to":"y"}',
        '{"type":"contribution","id":"y","session":"s","speaker":"p","kind":"story",'
        '"in_reply_to":"x"}'),
    "a circle of knowledge": document(
        '{"type":"knowledge","id":"x","statement":"x","form":"tacit","superseded_by":"x"}'),
    "a state without its members": document(
        '{"type":"action","id":"x","what":"x","state":"owned"}'),
    "a mode that contradicts": document(
        '{"type":"knowledge","id":"k","statement":"k","form":"tacit"}',
        '{"type":"conversion","id":"x","sources":["k"],"results":["k"],"mode":"combination"}'),
    "a concept that is none": document(
        '{"type":"participant","id":"x","force":"gravity"}'),
    "a framework that is none": document(
        '{"type":"coding","id":"x","target":"there","framework":"none","concept":"c",'
        '"coder":"there"}'),
    "a broken framework": '{"format":"leren","version":1,"frameworks":[{"format":'
                          '"leren-framework","version":1,"id":"mine"}],"records":[]}',
}


class BadInput(CommandTest):
    def setUp(self):
        super().setUp()
        self.make_store([{"type": "case", "id": "there", "title": "T"}])
        self.before = digest(self.path("t.leren"))

    def tearDown(self):
        self.assertEqual(digest(self.path("t.leren")), self.before)
        left = set(os.listdir(self.folder)) - {"t.leren", "records.json", "bad", "o.json",
                                               "n.leren"}
        self.assertFalse(left, "something was left behind")
        super().tearDown()

    def test_import(self):
        for name, content in {**NO_JSON, **NO_RECORDS}.items():
            with self.subTest(name):
                source = self.write("bad", content)
                line = self.refused("import", "t.leren", source)
                self.assertIn("bad", line)
                self.assertLess(len(line), 600)
                self.assertEqual(digest(self.path("t.leren")), self.before)
                if name == "an id that is there":
                    continue
                self.refused("import", "new.leren", source)
                self.assertFalse(os.path.exists(self.path("new.leren")))

    def test_import_as_lines(self):
        for name, content in NO_JSON.items():
            if name in ("empty", "white space", "two documents"):
                continue
            with self.subTest(name):
                source = self.write("bad", content)
                self.refused("import", "t.leren", source, "--format=jsonl")
        for name, content in NO_RECORDS.items():
            if not content.startswith('{"format":"leren","version":1,"records":[{'):
                continue
            with self.subTest(name):
                records = content[len('{"format":"leren","version":1,"records":['):-2]
                lines = records.replace("},{", "}\n{")
                self.refused("import", "t.leren", self.write("bad", lines + "\n"),
                             "--format=jsonl")

    def test_import_from_standard_input(self):
        for name in ("truncated", "binary", "deep lists", "comments"):
            content = NO_JSON[name]
            stdin = content if isinstance(content, bytes) else content.encode()
            with self.subTest(name):
                line = self.refused("import", "t.leren", "-", stdin=stdin)
                self.assertIn("standard input", line)

    def test_frameworks(self):
        for name, content in {**NO_JSON, "a number": "1", "a list": "[]", "records": case(),
                              "no concepts": '{"format":"leren-framework","version":1,'
                              '"id":"x","kind":"set","label":{"en":"X"},"concepts":[]}'}.items():
            with self.subTest(name):
                line = self.refused("frameworks", "--add", self.write("bad", content))
                self.assertIn("bad", line)

    def test_what_is_no_source(self):
        self.refused("import", "t.leren", "none.json")
        self.refused("import", "t.leren", self.folder)
        self.refused("import", "t.leren", "a/b/c.json")
        self.refused("import", "none/new.leren", self.write("o.json", case()))

    def every_command_on(self, store):
        source = self.write("o.json", case())
        for arguments in (
            ["import", store, source], ["export", store], ["export", store, "-o", "never.json"],
            ["add", store, "case", "title=x"], ["list", store, "case"], ["show", store, "x"],
            ["act", store, "x", "own", "owner=p"], ["diagnose", store], ["cycles", store],
            ["profile", store, "pdca"], ["similar", store, "x"], ["report", store, "-o", "never.html"], ["check", store],
            ["init", store],
        ):
            with self.subTest(arguments[0]):
                self.refused(*arguments)
        self.assertFalse(os.path.exists(self.path("never.json")))
        self.assertFalse(os.path.exists(self.path("never.html")))

    def test_what_is_no_store(self):
        for name, content in {"text": "hello\n", "json": case(), "empty": "",
                              "binary": bytes(range(256)) * 32,
                              "half": b"SQLite format 3\x00" + bytes(50)}.items():
            store = self.write("bad", content)
            with self.subTest(name):
                self.every_command_on(store)
                with open(store, "rb") as file:
                    kept = file.read()
                self.assertEqual(kept, content if isinstance(content, bytes) else content.encode())

    def test_another_database(self):
        with sqlite3.connect(self.path("bad")) as other:
            other.execute("CREATE TABLE t (a)")
        other.close()
        before = digest(self.path("bad"))
        self.every_command_on("bad")
        self.assertEqual(digest(self.path("bad")), before)

    def test_a_newer_store(self):
        self.leren("init", "n.leren")
        store = sqlite3.connect(self.path("n.leren"))
        store.execute("PRAGMA user_version = 99")
        store.close()
        before = digest(self.path("n.leren"))
        self.every_command_on("n.leren")
        self.assertIn("99", self.refused("list", "n.leren", "case"))
        self.assertEqual(digest(self.path("n.leren")), before)

    def test_a_damaged_store(self):
        with open(self.path("t.leren"), "rb") as file:
            content = bytearray(file.read())
        content[4096:20480] = bytes([0x55]) * 16384
        store = self.write("bad", bytes(content))
        for arguments in (["list", store, "case"], ["diagnose", store], ["export", store]):
            done = self.run_raw(*arguments)
            self.assertIn(done.returncode, (0, 1), arguments)
            self.assertLessEqual(done.stderr.count(b"\n"), 1)

    def test_folder_and_none(self):
        self.refused("list", self.folder, "case")
        self.refused("list", "none.leren", "case")
        self.refused("list", "postgresql://localhost/x", "case")

    def test_diagnose(self):
        for arguments in (["--rule", "none"], ["--rule", ""], ["--set", "open-loop.none=1"],
                          ["--set", "none.x=1"], ["--set", "open-loop.min-actions=1e400"],
                          ["--case", "none"], ["--team", "there"], ["--practice", "\x01"]):
            with self.subTest(arguments):
                self.refused("diagnose", "t.leren", *arguments)


if __name__ == "__main__":
    main()
