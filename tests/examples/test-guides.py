#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the guides say is so: their programs run, and print what stands under them."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from guide import GUIDES, PROGRAMS, SOURCE, Guide, all_guides

sys.path.insert(0, str(SOURCE / "docs"))
from guides import regions

BUILD = Path(os.environ["LEREN_BUILD_ROOT"])
COMMANDS = {
    "c": lambda path: [BUILD / "examples/guides" / f"guide-{path.stem}"],
    "vala": lambda path: [BUILD / "examples/guides" / f"guide-{path.stem}-vala"],
    "python": lambda path: [sys.executable, path],
    "javascript": lambda path: [shutil.which("gjs"), "-m", path],
}


class Guides(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.guides = all_guides()

    def folder(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return Path(folder.name)

    def said(self, command, folder):
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, f"{command}: {done.stderr}")
        self.assertEqual(done.stderr, "")
        return done.stdout

    def test_programs(self):
        """Each program says what its guide says, with the store of the working day where it wants one."""
        for guide in self.guides:
            for path, printed in guide.printed.items():
                with self.subTest(program=str(path.relative_to(PROGRAMS))):
                    folder = self.folder()
                    subprocess.run(
                        [BUILD / "examples/working-day", folder / "day.leren"], check=True, stdout=subprocess.DEVNULL
                    )
                    said = self.said(COMMANDS[guide.language](path), folder)
                    # that of the first program stands under the commands by which it is run
                    if printed or path.stem != "first":
                        self.assertEqual(said, printed)

    def test_all_is_shown(self):
        for guide in self.guides:
            there = {
                (path, region)
                for path in sorted((PROGRAMS / guide.language).iterdir())
                for region in regions(path.read_text(encoding="utf-8"))
            }
            self.assertGreater(len(there), 15, guide.language)
            self.assertEqual(guide.shown, there)

    def test_links(self):
        for path in GUIDES.glob("*.md"):
            for link in Guide(path).links:
                with self.subTest(guide=path.name, link=link):
                    place, _, anchor = link.partition("#")
                    target = (path.parent / place).resolve() if place else path
                    self.assertTrue(target.exists() or "://" in link)
                    if anchor:
                        self.assertIn(anchor, Guide(target).anchors())


if __name__ == "__main__":
    unittest.main()
