# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Stores with what is told, for the tests: records as dicts, or the examples."""

import json
import os
from pathlib import Path

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Gio, GLib, Leren

EXAMPLES = sorted(Path(os.environ["LEREN_SOURCE_ROOT"], "examples/data").glob("*.json"))


def told(records, location=":memory:"):
    """A store with these records, imported as they are: nothing is added, and references may come before what they name."""
    store = Leren.Store.open(str(location))
    if not records:
        return store
    importer = Leren.Importer(store)
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    stream = Gio.MemoryInputStream.new_from_bytes(GLib.Bytes.new(lines.encode()))
    importer.add_stream(stream, "told", "json-lines")
    importer.run()
    return store


def examples():
    """The records of all examples, as json reads them."""
    return [record for path in EXAMPLES for record in json.loads(path.read_text(encoding="utf-8"))["records"]]
