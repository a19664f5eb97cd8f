# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Completion for bash, and the man page."""

import glob
import os
import re
import shutil
import subprocess
import unittest

from support import COMMAND, SOURCE, CommandTest, environment, main

COMPLETION = os.path.join(SOURCE, "libleren", "tools", "completions", "leren")
PAGE = os.path.join(SOURCE, "docs", "man", "leren.1")

SCRIPT = """
source "$1"
shift
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMP_POINT=${#COMP_LINE}
_leren "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""


@unittest.skipIf(shutil.which("bash") is None, "there is no bash")
class Completion(CommandTest):
    def complete(self, *words):
        done = subprocess.run(["bash", "-c", SCRIPT, "bash", COMPLETION, COMMAND, *words],
                              cwd=self.folder, env=environment(), check=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.assertEqual(done.stderr.decode(), "")
        return done.stdout.decode().split()

    def test_commands(self):
        self.assertLessEqual({"init", "import", "diagnose", "report", "schema"},
                             set(self.complete("")))
        self.assertEqual(self.complete("dia"), ["diagnose", "dialogue"])

    def test_options(self):
        self.assertEqual(self.complete("report", "--ps"), ["--pseudonymous"])
        self.assertIn("--since=", self.complete("diagnose", "--"))
        self.assertEqual(self.complete("import", "--format", "json"), ["json", "jsonl"])
        self.assertEqual(sorted(self.complete("list", "--lang", "")), ["en", "nl"])

    def test_record_types(self):
        self.assertEqual(len(self.complete("schema", "")), 13)
        self.assertEqual(self.complete("add", "t.leren", "knowl"), ["knowledge"])
        self.assertEqual(self.complete("list", "t.leren", "case", "urg"), ["urgency="])

    def test_theory(self):
        self.assertEqual(self.complete("frameworks", "pd"), ["pdca"])
        self.assertEqual(self.complete("profile", "t.leren", "logical"), ["logical-levels"])
        self.assertEqual(self.complete("rules", "open"), ["open-loop"])
        self.assertEqual(self.complete("diagnose", "t.leren", "--rule", "stuck"), ["stuck-level"])
        self.assertIn("stuck-level.min-reflections=",
                      self.complete("diagnose", "t.leren", "--set", "stuck"))

    def test_ids(self):
        self.make_store()
        self.assertEqual(self.complete("diagnose", "t.leren", "--practice", "venlo-p"),
                         ["venlo-practice"])
        self.assertEqual(self.complete("act", "t.leren", "venlo-action-1", "und"), ["undertake"])

    def test_files(self):
        self.make_store()
        self.assertIn("t.leren", self.complete("list", "t."))


class ManPage(CommandTest):
    def text(self):
        with open(PAGE, encoding="utf-8") as file:
            return file.read()

    @unittest.skipIf(shutil.which("groff") is None, "there is no groff")
    def test_no_warnings(self):
        for style in ("utf8", "html"):
            if style == "html" and shutil.which("pnmtops") is None:
                continue
            done = subprocess.run(["groff", "-ww", "-man", "-T", style, PAGE], check=True,
                                  env=environment(LD_PRELOAD=None),
                                  stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            self.assertEqual(done.stderr.decode(), "")

    def test_says_all_there_is(self):
        text = re.sub(r"\\f[A-Z]|\\", "", self.text())
        listed = re.findall(r"^  ([a-z]+) ", self.leren("--help").partition("Commands:")[2],
                            re.MULTILINE)
        files = glob.glob(os.path.join(SOURCE, "libleren", "tools", "leren-command-*.c"))
        self.assertEqual(sorted(listed), sorted(re.findall(r"leren-command-([a-z]+)\.c", " ".join(files))))
        for command in listed:
            self.assertIn(f"leren {command}", text)
            for option in re.findall(r"--[a-z-]+", self.leren(command, "--help")):
                self.assertIn(option, text, command)


if __name__ == "__main__":
    main()
