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


def commands(name):
    """How to run an example in each language."""
    return {
        "C": [BUILD / "examples" / name],
        "Python": [sys.executable, EXAMPLES / f"{name}.py"],
        "JavaScript": [shutil.which("gjs"), "-m", EXAMPLES / f"{name}.js"],
        "Vala": [BUILD / "examples" / f"{name}-vala"],
    }


class InFourLanguages(unittest.TestCase):
    maxDiff = None

    def said(self, name, *arguments, **environment):
        """What an example prints, which is the same in every language."""
        said = {
            language: subprocess.run(
                [*command, *arguments], check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment}
            ).stdout
            for language, command in commands(name).items()
        }
        for language in said:
            self.assertEqual(said[language], said["C"], language)
        return said["C"]


class WorkingDay(InFourLanguages):
    """One scenario, told four times."""

    def test_same_in_all(self):
        self.assertEqual(self.said("working-day"), (EXAMPLES / "working-day.txt").read_text(encoding="utf-8"))

    def test_same_in_dutch(self):
        said = self.said("working-day", LANGUAGE="nl", LC_ALL="nl_NL.UTF-8", LEREN_LOCALEDIR=str(BUILD / "po"))
        self.assertIn("\nadvice stuck-level: Alle 5 reflecties", said)
        # also what comes from gettext, for which a program has to ask for the user's language
        self.assertIn("de toestand moet eerst “reviewed” zijn", said)

    def test_line_for_line(self):
        """The paragraphs are the same, in the same order, and so is all that people say in them."""
        comments, texts = self.told(EXAMPLES / "working-day.py")
        self.assertGreater(len(comments), 12)
        self.assertGreater(len(texts), 20)
        for suffix in (".c", ".js", ".vala"):
            told = self.told(EXAMPLES / f"working-day{suffix}")
            self.assertEqual([comment for comment in told[0] if comment in comments], comments, suffix)
            self.assertEqual(told[1], texts, suffix)

    def told(self, path):
        """The comments, and whatever is quoted and has several words."""
        text = path.read_text(encoding="utf-8")
        comments = re.findall(r"^[ \t]*(?:#|//|/\*) ((?!Copyright|SPDX)[A-Z][^\n]*?)(?: \*/)?$", text, re.M)
        quoted = re.findall(r"""(?<!")["']([A-Z][^"'{}$%\n]* [^"'{}$%\n]+)["']""", text)
        return comments, quoted


class Findings(InFourLanguages):
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

    def test_same_in_all(self):
        self.assertGreater(self.said("findings", self.path).count("\n"), 5)

    def test_many_rules_have_something_to_say(self):
        """What the practices tell is enough for most of the rules."""
        store = Leren.Store.open(self.path, Leren.StoreFlags.EXISTING, None)
        findings = Leren.Diagnosis.new().run(Leren.Snapshot.take(store, None, None), None)
        rules = {finding.get_rule() for finding in findings}
        self.assertGreaterEqual(len(rules), 15, sorted(rules))

    def test_error(self):
        for language in ("C", "Vala"):
            for arguments in (["/nonexistent"], []):
                done = subprocess.run([*commands("findings")[language], *arguments], capture_output=True, text=True)
                self.assertEqual((done.returncode, done.stdout), (1, ""), language)
                self.assertEqual(done.stderr.count("\n"), 1, done.stderr)

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
