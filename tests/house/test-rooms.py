#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Holds the rooms of libleren/ apart: includes run downward only, files stay small."""

import os
import re
import unittest
from pathlib import Path

SOURCE = Path(os.environ["LEREN_SOURCE_ROOT"])
BUILD = Path(os.environ.get("LEREN_BUILD_ROOT", "/nonexistent"))

UPWARD = ["core", "theory", "model", "store", "snapshot", "analysis", "report"]
MAY_INCLUDE = {room: set(UPWARD[: i + 1]) for i, room in enumerate(UPWARD)}
MAY_INCLUDE["exchange"] = {"core", "theory", "model", "store", "exchange"}
MAY_INCLUDE["privacy"] = {*MAY_INCLUDE["exchange"], "privacy"}
MAY_INCLUDE["report"] |= {"exchange", "privacy"}
MAY_INCLUDE["tools"] = {*UPWARD, "exchange", "privacy", "tools"}

# Outside libraries, and the rooms that know them; the others go through those
SYSTEM = {"sqlite3.h": {"store", "snapshot"}, "yajl/": {"core"}, "uniwbrk.h": {"analysis"}, "csv.h": {"analysis"}}

MOST_LINES = 900
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)


def sources(*endings):
    """The files of libleren/, the generated ones too."""
    for top in (SOURCE / "libleren", BUILD / "libleren"):
        for path in sorted(top.rglob("*")):
            if path.suffix not in endings or any(part.endswith(".p") for part in path.parts):
                continue
            # what glib-compile-resources writes has its own ways
            if top == SOURCE / "libleren" or "GResource" not in path.read_text(encoding="utf-8"):
                yield top, path


class Rooms(unittest.TestCase):
    maxDiff = None

    def includes(self):
        for top, path in sources(".c", ".h"):
            room = path.relative_to(top).parts[0]
            text = path.read_text(encoding="utf-8")
            for match in INCLUDE.finditer(text):
                yield room, path.relative_to(top), match.group(1), match.group(2)

    def test_rooms_are_known(self):
        folders = {path.name for path in (SOURCE / "libleren").iterdir() if path.is_dir()}
        self.assertEqual(folders, set(MAY_INCLUDE))

    def test_downward(self):
        wrong, seen = [], 0
        for room, path, bracket, included in self.includes():
            seen += 1
            if bracket != '"' or room not in MAY_INCLUDE:
                continue
            target = included.split("/")[0]
            if target in ("leren-enum-types.h", "config.h"):
                continue
            if target == "leren.h":
                if room != "tools":
                    wrong.append(f"{path} includes leren.h, which holds every room")
            elif target not in MAY_INCLUDE:
                wrong.append(f'{path} includes "{included}"; begin with the name of a room')
            elif target not in MAY_INCLUDE[room]:
                wrong.append(f"{path} includes {included}: {room} may not know {target}")
        self.assertGreater(seen, 100)
        self.assertEqual(wrong, [])

    def test_public_headers_are_public(self):
        """What is installed includes nothing that is not."""
        wrong = [
            f"{path} includes {included}"
            for _, path, _, included in self.includes()
            if path.suffix == ".h" and not path.name.endswith("-private.h") and included.endswith("-private.h")
        ]
        self.assertEqual(wrong, [])

    def test_outside_libraries(self):
        wrong = [
            f"{path} includes <{included}>"
            for room, path, bracket, included in self.includes()
            for header, rooms in SYSTEM.items()
            if bracket == "<" and included.startswith(header) and room not in rooms | {"tools"}
        ]
        self.assertEqual(wrong, [])

    def test_size(self):
        large = []
        for path in sorted((SOURCE / "libleren").rglob("*")):
            if path.suffix in (".c", ".h", ".py"):
                lines = len(path.read_text(encoding="utf-8").splitlines())
                if lines > MOST_LINES:
                    large.append(f"{path.relative_to(SOURCE)} has {lines} lines; divide it")
        self.assertEqual(large, [])

    def test_public_headers_are_in_leren_h(self):
        """leren.h is the only header a user includes, so it leads to all of them."""
        top = (SOURCE / "libleren/leren.h").read_text(encoding="utf-8")
        reached = set()
        waiting = [name for _, name in INCLUDE.findall(top)]
        while waiting:
            name = waiting.pop()
            if name in reached:
                continue
            reached.add(name)
            for folder in (SOURCE / "libleren", BUILD / "libleren"):
                if (folder / name).is_file():
                    waiting += [n for _, n in INCLUDE.findall((folder / name).read_text(encoding="utf-8"))]
        missing = [
            str(path.relative_to(folder))
            for folder, path in sources(".h")
            if not path.name.endswith("-private.h")
            and str(path.relative_to(folder)) not in reached | {"leren.h"}
            and path.relative_to(folder).parts[0] != "tools"
        ]
        self.assertEqual(missing, [])

    def test_licence(self):
        unsigned = []
        for folder in ("libleren", "bindings", "docs", "examples", "tests"):
            for path in sorted((SOURCE / folder).rglob("*")):
                if path.suffix in (".c", ".h", ".py", ".js", ".vala") and path.is_file():
                    with open(path, encoding="utf-8") as file:
                        head = file.read(400)
                    if "SPDX-License-Identifier: LGPL-2.1-or-later" not in head:
                        unsigned.append(str(path.relative_to(SOURCE)))
        self.assertEqual(unsigned, [])


if __name__ == "__main__":
    unittest.main()
