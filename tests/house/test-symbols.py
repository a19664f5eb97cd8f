#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the library exports, what the GIR describes and what gtk-doc finds in the headers is the same
set of functions, and so is the set of types."""

import os
import re
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

SOURCE = Path(os.environ["LEREN_SOURCE_ROOT"])
BUILD = Path(os.environ["LEREN_BUILD_ROOT"])

CORE = "{http://www.gtk.org/introspection/core/1.0}"
C = "{http://www.gtk.org/introspection/c/1.0}"
GLIB = "{http://www.gtk.org/introspection/glib/1.0}"


def exported():
    library = BUILD / "libleren/libleren-1.0.so"
    out = subprocess.run(
        ["nm", "--dynamic", "--defined-only", "--format=posix", library], check=True, capture_output=True, text=True
    ).stdout
    return {line.split()[0]: line.split()[1] for line in out.splitlines()}


def described():
    """The functions and the types of the GIR."""
    functions, types = set(), set()
    for element in ElementTree.parse(BUILD / "libleren/Leren-1.0.gir").iter():
        if element.get(C + "identifier") and element.tag in (
            CORE + "function", CORE + "method", CORE + "constructor",
        ):
            functions.add(element.get(C + "identifier"))
        if element.get(GLIB + "get-type"):
            functions.add(element.get(GLIB + "get-type"))
        if element.tag in [CORE + kind for kind in ("class", "interface", "record", "enumeration", "bitfield", "callback")]:
            name = element.get(C + "type") or element.get(GLIB + "type-name")
            # G_DECLARE_FINAL_TYPE() writes the class struct of a final type: there is nothing in it
            fields = [field.get("name") for field in element.findall(CORE + "field")]
            if name and not (element.get(GLIB + "is-gtype-struct-for") and fields == ["parent_class"]):
                types.add(name)
    return functions, types


def scanned():
    """The functions and the types that gtk-doc finds."""
    private = [path.name for path in (SOURCE / "libleren").rglob("*-private.h")]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [
                "gtkdoc-scan", "--module=leren", f"--output-dir={folder}", "--rebuild-types",
                f"--source-dir={SOURCE / 'libleren'}", f"--source-dir={BUILD / 'libleren'}",
                "--ignore-headers=" + " ".join(private), "--ignore-decorators=LEREN_AVAILABLE_IN_[0-9_]+",
            ],
            check=True,
        )
        text = Path(folder, "leren-decl.txt").read_text(encoding="utf-8")
        functions = set(re.findall(r"<FUNCTION>\n<NAME>(\w+)</NAME>", text))
        functions |= set(Path(folder, "leren.types").read_text(encoding="utf-8").split())
        types = set(re.findall(r"<(?:STRUCT|ENUM|UNION|TYPEDEF|USER_FUNCTION)>\n<NAME>(\w+)</NAME>", text))
    return functions, types


class Symbols(unittest.TestCase):
    maxDiff = None

    def compare(self, **sets):
        """Lists each name that is not in all, and where it is."""
        everything = set().union(*sets.values())
        said = []
        for name in sorted(everything):
            lacking = [where for where, names in sets.items() if name not in names]
            if lacking:
                said.append(f"{name}: not in the {' nor in the '.join(lacking)}")
        self.assertGreater(len(everything), 10)
        self.assertEqual(said, [])

    def test_functions(self):
        self.compare(library=set(exported()), GIR=described()[0], reference=scanned()[0])

    def test_types(self):
        self.compare(GIR=described()[1], reference=scanned()[1])

    def test_only_functions_are_exported(self):
        self.assertEqual({name: kind for name, kind in exported().items() if kind != "T"}, {})

    def test_soname(self):
        out = subprocess.run(
            ["objdump", "-p", BUILD / "libleren/libleren-1.0.so"], check=True, capture_output=True, text=True
        ).stdout
        self.assertIn("libleren-1.0.so.0", re.search(r"SONAME\s+(\S+)", out).group(1))
        needed = {re.sub(r"\.so.*", "", name) for name in re.findall(r"NEEDED\s+(\S+)", out)}
        core = {"libglib-2.0", "libgobject-2.0", "libgio-2.0", "libjson-glib-1.0", "libsqlite3", "libyajl", "libcsv", "libunistring", "libpq", "libm", "libc"}
        self.assertEqual(needed - core - {"libasan", "libubsan"}, set())


if __name__ == "__main__":
    unittest.main()
