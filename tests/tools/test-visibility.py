# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Each command as one of the participants: a wijkteam whose session was for those who were there."""

import json
import unittest

from support import CommandTest, main

SECRET = "bailiff"
TEAM = [
    {"type": "practice", "id": "p", "name": "Working in the neighbourhood", "started": "2015-01-01", "visibility": "network"},
    {"type": "participant", "id": "ada", "name": "Ada", "roles": ["professional"]},
    {"type": "participant", "id": "bo", "name": "Bo", "roles": ["coach"]},
    {"type": "participant", "id": "cas", "name": "Cas", "roles": ["manager", "researcher"]},
    {"type": "team", "id": "team-1", "name": "Team", "members": ["ada", "bo"], "practice": "p"},
    {"type": "team", "id": "others", "name": "Others", "members": ["cas"], "practice": "p"},
    {"type": "case", "id": "rent", "title": "Rent arrears", "team": "team-1", "narrative": f"The {SECRET} rang twice.",
     "domains": ["money"], "needs": ["debts"], "question": "How do I stay in touch?"},
    {"type": "case", "id": "alike", "title": "Rent arrears again", "team": "team-1", "narrative": f"The {SECRET} rang again.",
     "domains": ["money"]},
    {"type": "case", "id": "own", "title": "Arrears of the others", "team": "others", "narrative": "The landlord rang twice.",
     "domains": ["money"]},
    {"type": "session", "id": "meeting-1", "team": "team-1", "started": "2015-03-02T14:00:00Z", "present": ["ada"], "cases": ["rent"]},
    *({"type": "contribution", "id": f"u{i}", "session": "meeting-1", "case": "rent", "speaker": "ada", "kind": "advice",
       "text": f"Call the {SECRET}", "visibility": "session"} for i in range(6)),
    *({"type": "reflection", "id": f"r{i}", "text": f"The {SECRET} again", "case": "rent", "author": "ada",
       "level": "behaviour", "loop": "single", "at": f"2015-03-{i + 3:02}T09:00:00Z"} for i in range(8)),
    {"type": "action", "id": "a1", "what": f"Call the {SECRET}", "case": "rent", "session": "meeting-1", "owner": "ada",
     "state": "owned", "due": "2015-03-20"},
    {"type": "knowledge", "id": "knowledge-1", "statement": f"A {SECRET} waits", "form": "tacit", "case": "rent"},
    {"type": "conversion", "id": "conversion-1", "results": ["knowledge-1"], "session": "meeting-1"},
    {"type": "tension", "id": "tension-1", "description": f"With the {SECRET} or not", "case": "rent", "surfaced": "2015-03-20"},
    {"type": "rating", "id": "rating-1", "value": 3, "subject": "r0"},
    {"type": "coding", "id": "c1", "target": "r0", "framework": "logical-levels", "concept": "belief", "coder": "ada"},
    {"type": "coding", "id": "c2", "target": "r0", "framework": "logical-levels", "concept": "belief", "coder": "bo"},
]
HIDDEN = {record["id"] for record in TEAM} - {"p", "cas", "others", "own"}


class Visibility(CommandTest):
    def setUp(self):
        super().setUp()
        self.make_store(TEAM)

    def both(self, *arguments):
        """What a command says to Cas, who is let in to nothing of it, in both streams, and whether it worked."""
        done = self.run_raw(*arguments, "--as", "cas")
        said = (done.stdout + done.stderr).decode()
        self.assertIn(done.returncode, (0, 1), said)
        if "out.html" in arguments:
            with open(self.path("out.html"), encoding="utf-8") as file:
                said += file.read()
        return done.returncode == 0, said

    def test_each_command(self):
        commands = [
            ["show", "t.leren", "own"], ["export", "t.leren"], ["diagnose", "t.leren"], ["diagnose", "t.leren", "--json"],
            ["cycles", "t.leren"], ["dialogue", "t.leren"], ["spiral", "t.leren"], ["report", "t.leren", "-o", "out.html"],
            ["history", "t.leren", "p"], ["profile", "t.leren", "logical-levels"],
            ["similar", "t.leren", "own"], ["agreement", "t.leren", "--framework", "logical-levels"],
            *(["list", "t.leren", name] for name in sorted({record["type"] for record in TEAM})),
        ]
        for command in commands:
            with self.subTest(command=command):
                works, said = self.both(*command)
                self.assertNotIn(SECRET, said)
                for word in said.replace('"', " ").replace(",", " ").split():
                    self.assertNotIn(word.strip(".:()[]“”"), HIDDEN, said)
                if works:
                    self.assertIn("may not read is left out", said)

    def test_said_on_what_is_kept(self):
        """A file says itself that something may have been left out, wherever it goes."""
        for command in (["diagnose"], ["cycles"], ["dialogue"], ["spiral"], ["profile", "logical-levels"], ["similar", "own"]):
            arguments = [command[0], "t.leren", *command[1:], "--json"]
            self.assertEqual(self.json(*arguments, "--as", "cas")["left_out_for"], "cas", command)
            self.assertNotIn("left_out_for", self.json(*arguments))
        for arguments, says in (([], False), (["--as", "cas"], True), (["--as", "cas", "--pseudonymous"], True)):
            self.leren("report", "t.leren", "-o", "page.html", *arguments)
            with open(self.path("page.html"), encoding="utf-8") as file:
                self.assertEqual("what they may not read is left out" in file.read(), says)

    def test_files_have_no_logins(self):
        for command in (["admit", "t.leren"], ["admit", "t.leren", "ada", "ada"], ["withdraw", "t.leren", "ada"]):
            self.assertIn("nobody logs in to a file", self.refused(*command))
        self.assertIn("or neither", self.misused("admit", "t.leren", "ada"))
        self.assertIn("list of who", self.misused("admit", "t.leren", "ada", "ada", "--json"))

    def test_without_restriction(self):
        """What is hidden above is there."""
        for command in (["export", "t.leren"], ["list", "t.leren", "action"]):
            self.assertIn(SECRET, self.leren(*command))
        self.assertIn("alike", self.leren("similar", "t.leren", "own"))
        self.assertLess(len(self.leren("diagnose", "t.leren", "--as", "cas")), len(self.leren("diagnose", "t.leren")))

    def test_by_id(self):
        for record in sorted(HIDDEN):
            for command in (["show", "t.leren", record], ["similar", "t.leren", record], ["act", "t.leren", record, "drop"]):
                works, said = self.both(*command)
                self.assertFalse(works, said)
                self.assertNotIn(SECRET, said)
        # a record that is hidden and one that is nowhere are spoken of alike
        hidden, nowhere = (self.both("show", "t.leren", id)[1] for id in ("rent", "none"))
        self.assertEqual(hidden.replace("rent", "none"), nowhere)

    def test_present(self):
        seen = json.loads(self.leren("export", "t.leren", "--as=ada"))["records"]
        self.assertEqual({record["id"] for record in seen}, {record["id"] for record in TEAM} - {"cas", "others", "own"})
        seen = json.loads(self.leren("export", "t.leren", "--as=bo"))["records"]
        self.assertFalse({f"u{i}" for i in range(6)} & {record["id"] for record in seen})

    def test_refused(self):
        self.assertIn("no such participant", self.refused("show", "t.leren", "own", "--as", "mallory"))
        self.assertIn("a participant may not", self.refused("check", "t.leren", "--as", "cas"))
        self.write("more.jsonl", '{"type":"case","id":"more","title":"M"}\n')
        self.assertIn("a participant may not", self.refused("import", "t.leren", "more.jsonl", "--as", "cas"))
        self.assertIn("could not read it yourself", self.refused("add", "t.leren", "case", "title=M", "--as", "cas"))
        self.leren("add", "t.leren", "case", "title=M", "team=others", "--as", "cas")


if __name__ == "__main__":
    main()
