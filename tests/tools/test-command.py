# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The command as a whole: usage, help, languages, output."""

import os
import subprocess

from support import COMMAND, CommandTest, environment, main

COMMANDS = ("init import export add list show act diagnose profile cycles spiral dialogue similar history agreement "
            "report check frameworks rules schema").split()


class Usage(CommandTest):
    def test_help_names_every_command(self):
        text = self.leren("--help")
        for command in COMMANDS:
            self.assertIn(f"\n  {command} ", text)

    def test_every_command_has_help(self):
        for command in COMMANDS:
            text = self.leren(command, "--help")
            self.assertIn(f"leren {command}", text)
            self.assertIn("--lang", text)
            self.assertEqual(text, self.leren("--help", command))

    def test_help_comes_before_complaints(self):
        self.assertIn("Usage", self.leren("list", "--nonsense", "--help"))

    def test_version(self):
        self.assertRegex(self.leren("--version"), r"^leren \d+\.\d+\.\d+\n$")
        self.assertEqual(self.leren("--version"), self.leren("list", "--version"))

    def test_wrong_usage(self):
        for arguments in (
            [], ["nonsense"], ["--nonsense"], ["list"], ["list", "t.leren"],
            ["list", "t.leren", "case", "--nonsense"], ["list", "t.leren", "case", "nonsense"],
            ["list", "t.leren", "case", "=x"], ["init"], ["init", ""], ["init", "a", "b"],
            ["import", "t.leren"], ["import", "t.leren", "x", "--format", "csv"],
            ["import", "t.leren", "x", "--format", "xapi"],
            ["import", "t.leren", "x", "--format", "nonsense"],
            ["import", "t.leren", "x", "--max-line", "-1"],
            ["import", "t.leren", "x", "--max-line", "many"],
            ["export", "t.leren", "--format=refi"], ["show", "t.leren"], ["act", "t.leren", "a"],
            ["act", "t.leren", "a", "fly"], ["act", "t.leren", "a", "own", "on=2020-01-01"],
            ["act", "t.leren", "a", "own", "owner=x", "owner=y"],
            ["diagnose"], ["diagnose", "t.leren", "--set", "nonsense"],
            ["diagnose", "t.leren", "--set", "open-loop.min-actions=many"],
            ["profile", "t.leren"], ["profile", "t.leren", "pdca", "--by=colour"],
            ["report", "t.leren"], ["schema", "case", "more"], ["rules", "a", "b"],
            ["frameworks", "a", "b"], ["spirals", "t.leren"],
        ):
            self.misused(*arguments)

    def test_language_that_is_none(self):
        self.misused("list", "--lang", "fr")
        self.misused("--lang=de", "list")

    def test_days_of_a_scope(self):
        self.make_store([{"type": "case", "id": "c", "title": "C"}])
        for day in ("2020-02-30", "yesterday", "2020-1-1", ""):
            self.misused("diagnose", "t.leren", "--since", day)
        self.misused("diagnose", "t.leren", "--since", "2020-02-02", "--until", "2020-02-01")
        self.leren("diagnose", "t.leren", "--since", "2020-02-02", "--until", "2020-02-02")
        self.leren("diagnose", "t.leren", "--since", "9999-12-31", "--until", "9999-12-31")

    def test_argument_that_is_no_utf8(self):
        line = self.misused("add", "t.leren", "case", b"title=\xff")
        self.assertIn("UTF-8", line)

    def test_hostile_argument_stays_one_line(self):
        self.refused("show", "a\nb\033[31m", "x\ry")


class Output(CommandTest):
    def test_disk_full(self):
        self.make_store([{"type": "case", "id": "c", "title": "C"}])
        for arguments in (["list", "t.leren", "case"], ["show", "t.leren", "c", "--json"],
                          ["export", "t.leren"], ["schema"], ["frameworks", "--json"]):
            with open("/dev/full", "wb") as full:
                done = subprocess.run([COMMAND, *arguments], cwd=self.folder, env=environment(),
                                      stdout=full, stderr=subprocess.PIPE, check=False)
            self.assertEqual(done.returncode, 1, arguments)
            self.assertEqual(done.stderr.count(b"\n"), 1, done.stderr)

    def test_what_is_not_for_a_terminal(self):
        self.make_store([{"type": "case", "id": "c", "title": "a\033[31m\u202eb\nc"}])
        for text in (self.leren("list", "t.leren", "case"), self.leren("show", "t.leren", "c")):
            self.assertNotIn("\033", text)
            self.assertNotIn("\u202e", text)

    def test_wide_characters_stand_in_columns(self):
        self.make_store([
            {"type": "case", "id": "c1", "title": "one", "status": "open", "team": "队伍"},
            {"type": "case", "id": "c2", "title": "two", "status": "open", "team": "t"},
            {"type": "team", "id": "队伍", "name": "A"}, {"type": "team", "id": "t", "name": "B"}])
        lines = self.leren("list", "t.leren", "case").splitlines()
        self.assertIn("队伍  one", lines[1])
        self.assertIn("t     two", lines[2])


class Dutch(CommandTest):
    """Dutch without any Dutch locale: a fresh Debian has C.UTF-8 only."""

    def setUp(self):
        super().setUp()
        if not os.path.exists(os.path.join(os.environ.get("LEREN_LOCALEDIR", ""), "nl",
                                           "LC_MESSAGES", "libleren.mo")):
            self.skipTest("there are no translations here")

    def test_frameworks(self):
        self.assertIn("Overtuigingen", self.leren("frameworks", "logical-levels", "--lang=nl"))
        self.assertIn("Beliefs" if "Beliefs" in self.leren("frameworks", "logical-levels")
                      else "Belief", self.leren("frameworks", "logical-levels", "--lang", "en"))

    def test_own_words(self):
        for settings in ({"LC_ALL": "C.UTF-8"}, {"LC_ALL": "C"}, {"LC_ALL": "POSIX"},
                         {"LC_ALL": None, "LANG": None}, {"LC_ALL": "nl_NL.UTF-8"}):
            settings.update(LANGUAGE=None, LOCPATH=None)
            text = self.leren("--help", "--lang=nl", **settings)
            self.assertIn("records", text.lower())
            self.assertIn("een lege opslag", text)
            self.assertNotIn("make an empty store", text)
            line = self.misused("--lang=nl", "list", **settings)
            self.assertIn("ontbreekt", line)

    def test_language_of_the_environment(self):
        for settings in ({"LC_ALL": "nl_NL.UTF-8", "LANGUAGE": None},
                         {"LC_ALL": None, "LANG": "nl_BE", "LANGUAGE": None},
                         {"LC_ALL": None, "LANG": "en_GB.UTF-8", "LANGUAGE": "nl:en"}):
            settings["LOCPATH"] = None
            self.assertIn("een lege opslag", self.leren("--help", **settings))
            self.assertIn("make an empty store", self.leren("--help", "--lang=en", **settings))


if __name__ == "__main__":
    main()
