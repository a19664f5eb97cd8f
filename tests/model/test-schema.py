#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The JSON Schema that follows from the declarations, judged by another implementation: it is a
schema, it takes what the library takes, and refuses what the library refuses."""

import json
import os
import unittest
from pathlib import Path

import gi

gi.require_version("Json", "1.0")
gi.require_version("Leren", "1.0")
import jsonschema
from gi.repository import GLib, Json, Leren

ROOT = Path(os.environ["LEREN_SOURCE_ROOT"])
EXAMPLES = sorted((ROOT / "examples/data").glob("*.json"))


def plain(node):
    return json.loads(Json.to_string(node, False))


def validator(schema):
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


class Schema(unittest.TestCase):
    maxDiff = None

    def test_examples(self):
        """Every document of the examples is one by the schema."""
        document = validator(plain(Leren.schema_for_document()))
        self.assertTrue(EXAMPLES)
        for path in EXAMPLES:
            with self.subTest(path=path.name):
                errors = document.iter_errors(json.loads(path.read_text(encoding="utf-8")))
                said = [f"{'/'.join(map(str, e.absolute_path))}: {e.message}" for e in errors]
                self.assertEqual(said, [])

    def test_types(self):
        """Each type by itself has the members that the whole document has for it."""
        definitions = plain(Leren.schema_for_document())["$defs"]
        types = Leren.Declaration.list_types()
        self.assertEqual(sorted(definitions), sorted(types))
        for name in types:
            schema = plain(Leren.schema_for_type(name))
            validator(schema)
            self.assertEqual(schema.pop("$schema"), "https://json-schema.org/draft/2020-12/schema")
            self.assertEqual(schema, definitions[name])
            for member, about in schema["properties"].items():
                if member != "type":
                    self.assertTrue(about["description"], f"{name}.{member}")

    def test_unknown_type(self):
        with self.assertRaises(GLib.Error) as caught:
            Leren.schema_for_type("cake")
        self.assertTrue(caught.exception.matches(Leren.Error.quark(), Leren.Error.NOT_FOUND))
        self.assertIn("cake", caught.exception.message)

    def test_same_judgement(self):
        """Each record of the examples, spoilt in one place: both refuse it."""
        validators = {}
        judged = 0
        for path in EXAMPLES:
            for record in json.loads(path.read_text(encoding="utf-8"))["records"]:
                name = record["type"]
                if name not in validators:
                    validators[name] = validator(plain(Leren.schema_for_type(name)))
                self.judge(validators[name], record, True)
                schema = validators[name].schema
                for member in record:
                    if member in ("type", "attributes"):
                        continue
                    about = schema["properties"].get(member)
                    if about is None:
                        continue
                    for spoilt in self.spoil(about):
                        self.judge(validators[name], {**record, member: spoilt}, False)
                        judged += 1
                for member in schema["required"]:
                    if member != "type":
                        self.judge(validators[name], {k: v for k, v in record.items() if k != member}, False)
                        judged += 1
        self.assertGreater(judged, 1000)

    @staticmethod
    def spoil(about):
        kind = about["type"]
        yield None
        yield {"string": 7, "integer": "7", "number": "7", "boolean": 1, "array": {}, "object": []}[kind]
        if "enum" in about:
            yield "no-such-word"
        if kind == "array":
            yield [7]
        if "minimum" in about:
            yield about["minimum"] - 1
        if "maximum" in about:
            yield about["maximum"] + 1
        if kind == "integer":
            yield 1.5

    def judge(self, schema, record, right):
        text = json.dumps(record)
        try:
            Leren.Record.from_json(text, -1)
            library = None
        except GLib.Error as error:
            library = error.message
        said = next(schema.iter_errors(record), None)
        self.assertEqual((said is None, library is None), (right, right), f"{text}\nschema: {said}\nlibrary: {library}")


if __name__ == "__main__":
    unittest.main()
