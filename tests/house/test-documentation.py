#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Every element of the GIR has text and, where it stands for itself, a Since.

An element is a class, record, enum, member, function, method, constructor, property, signal, virtual
method, callback, constant, parameter or return value. Members say their Since inside their text.
"""

import os
import re
import unittest
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

BUILD = Path(os.environ["LEREN_BUILD_ROOT"])

CORE = "{http://www.gtk.org/introspection/core/1.0}"
C = "{http://www.gtk.org/introspection/c/1.0}"
GLIB = "{http://www.gtk.org/introspection/glib/1.0}"

WITH_SINCE = {
    "class", "interface", "record", "union", "enumeration", "bitfield", "callback", "constant", "alias",
    "function", "method", "constructor", "virtual-method", "property", "signal", "function-macro",
}
SINCE = re.compile(r"\bSince: \d+\.\d+$")
VERSION = re.compile(r"\d+\.\d+$")


def short(tag):
    return tag.replace(CORE, "").replace(GLIB, "")


def name_of(element):
    return element.get("name") or element.get(GLIB + "name") or ""


def is_empty_class(element):
    """The class struct of a final type, which G_DECLARE_FINAL_TYPE() writes: there is nothing in it."""
    fields = [field.get("name") for field in element.findall(CORE + "field")]
    return element.get(GLIB + "is-gtype-struct-for") is not None and fields == ["parent_class"]


class Documentation(unittest.TestCase):
    maxDiff = None

    def walk(self, element, path):
        kind = short(element.tag)
        if kind in WITH_SINCE | {"member", "field", "parameter", "instance-parameter", "return-value"}:
            yield kind, path, element
        for child in element:
            if is_empty_class(child):
                continue
            # a callback that is written inside a field or a parameter is that field or parameter
            if short(child.tag) == "callback" and kind == "field":
                continue
            # fields of a class struct are described as its virtual methods
            if short(child.tag) == "field" and (element.get(GLIB + "is-gtype-struct-for") or kind == "class"):
                continue
            yield from self.walk(child, [*path, name_of(child) or short(child.tag)])

    def elements(self):
        namespace = ElementTree.parse(BUILD / "libleren/Leren-1.0.gir").getroot().find(CORE + "namespace")
        for kind, path, element in self.walk(namespace, []):
            if kind == "return-value":
                returned = element.find(CORE + "type")
                if returned is not None and returned.get("name") == "none":
                    continue
            yield kind, ".".join(path), element

    def test_coverage(self):
        counted, missing = Counter(), []
        for kind, path, element in self.elements():
            counted[kind] += 1
            doc = element.find(CORE + "doc")
            text = (doc.text or "").strip() if doc is not None else ""
            if not text:
                missing.append(f"{kind} {path}: no text")
            if kind in WITH_SINCE and not VERSION.match(element.get("version", "")):
                missing.append(f"{kind} {path}: no Since")
            if kind == "member" and not SINCE.search(text):
                missing.append(f"{kind} {path}: its text does not end with “Since: x”")
        total = counted.total()
        covered = total - len({line.rsplit(":", 1)[0] for line in missing})
        print(f"{covered} of {total} elements are documented ({100 * covered // total} %):")
        print(", ".join(f"{count} {kind}" for kind, count in sorted(counted.items())))
        self.assertGreater(total, 500)
        self.assertEqual(missing, [])

    @unittest.skipUnless("LEREN_REFERENCE" in os.environ, "configured without -Dgtk_doc=true")
    def test_reference(self):
        """What gtk-doc misses, macros too."""
        report = Path(os.environ["LEREN_REFERENCE"], "leren-undocumented.txt")
        text = report.read_text(encoding="utf-8")
        self.assertTrue(text.startswith("100% symbol docs coverage."), text)
        self.assertIn("\n0 symbols incomplete.\n0 not documented.\n", text)
        self.assertEqual(text.splitlines()[4:], [])


if __name__ == "__main__":
    unittest.main()
