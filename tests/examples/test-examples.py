#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The examples say the same in every language, and README.md shows them as they are."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Gio, Leren

SOURCE = Path(os.environ["LEREN_SOURCE_ROOT"])
BUILD = Path(os.environ["LEREN_BUILD_ROOT"])
EXAMPLES = SOURCE / "examples"


class Examples(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.path = str(Path(folder.name, "practices.leren"))
        store = Leren.Store.open(cls.path, Leren.StoreFlags.NEW, None)
        importer = Leren.Importer.new(store)
        for path in sorted((EXAMPLES / "data").glob("*.json")):
            importer.add_file(Gio.File.new_for_path(str(path)), Leren.Format.DETECT, None)
        importer.run(None)
        store.close()

    def said(self, *command):
        return subprocess.run([*command, self.path], check=True, capture_output=True, text=True).stdout

    def test_same_in_all(self):
        commands = {
            "C": [BUILD / "examples/findings"],
            "Python": [sys.executable, EXAMPLES / "findings.py"],
            "JavaScript": [shutil.which("gjs"), "-m", EXAMPLES / "findings.js"],
            "Vala": [BUILD / "examples/findings-vala"],
        }
        said = {language: self.said(*command) for language, command in commands.items()}
        self.assertGreater(said["C"].count("\n"), 5)
        self.assertEqual(set(said.values()), {said["C"]}, said)

    def test_many_rules_have_something_to_say(self):
        """What the practices tell is enough for most of the rules."""
        store = Leren.Store.open(self.path, Leren.StoreFlags.EXISTING, None)
        findings = Leren.Diagnosis.new().run(Leren.Snapshot.take(store, None, None), None)
        rules = {findings.get_item(i).get_rule() for i in range(findings.get_n_items())}
        self.assertGreaterEqual(len(rules), 15, sorted(rules))

    def test_error(self):
        done = subprocess.run([BUILD / "examples/findings", "/nonexistent"], capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertEqual(done.stderr.count("\n"), 1)

    def test_readme(self):
        """Each line of a snippet in README.md is a line of the example in that language."""
        readme = (SOURCE / "README.md").read_text(encoding="utf-8")
        for language, name in (("c", "findings.c"), ("python", "findings.py"), ("js", "findings.js"), ("vala", "findings.vala")):
            snippet = re.search(rf"^```{language}\n(.*?)^```$", readme, re.M | re.S).group(1)
            lines = {line.strip() for line in (EXAMPLES / name).read_text(encoding="utf-8").splitlines()}
            missing = [line for line in snippet.splitlines() if line.strip() not in lines]
            self.assertEqual(missing, [], name)


if __name__ == "__main__":
    unittest.main()
