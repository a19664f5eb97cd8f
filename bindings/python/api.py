#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes what the overrides go by: api.py GIR OUTPUT.json. That is what gir.py reads, with the documentation in the words
of Python, and the `docstring` of each call."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from docstrings import add_docstrings
from gir import Reader
from prose import Prose

DOCS = ("doc", "returns_doc")
# what prose.py leaves as it is
NAMES = {"g_object_get_property": "GObject.Object.get_property"}


def rewritten(part, prose):
    """A part of what was read, with its documentation rewritten."""
    if isinstance(part, list):
        return [rewritten(each, prose) for each in part]
    if not isinstance(part, dict):
        return part
    return {
        key: prose(value) if key in DOCS and isinstance(value, str) else rewritten(value, prose)
        for key, value in part.items()
    }


def main(gir, output):
    api = Reader(gir).read()
    prose = Prose(api, {"NULL": "None", "TRUE": "True", "FALSE": "False"})
    prose.names.update(NAMES)
    api = rewritten(api, prose)
    add_docstrings(api)
    with open(output, "w", encoding="utf-8") as file:
        json.dump(api, file, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main(*sys.argv[1:])
