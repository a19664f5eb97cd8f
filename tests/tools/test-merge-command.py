#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""leren merge: a coach takes the team's store along to a session, and comes back with it."""

import shutil

import support


class Merge(support.CommandTest):
    def setUp(self):
        super().setUp()
        self.team, self.coach = self.path("team.leren"), self.path("coach.leren")
        self.leren("init", self.team)
        self.leren("add", self.team, "participant", "id=ada", "name=Ada")
        self.leren("add", self.team, "participant", "id=bo", "name=Bo")
        self.leren("add", self.team, "case", "id=huur", "title=Huur")
        self.leren("add", self.team, "action", "id=bel", "what=Bel de verhuurder", "case=huur")
        shutil.copy(self.team, self.coach)

    def conflict(self):
        """Both find somebody who calls, and the team does so later."""
        self.leren("act", self.coach, "bel", "own", "owner=bo")
        self.leren("act", self.team, "bel", "own", "owner=ada")

    def owner(self, store):
        return self.json("show", store, "bel", "--json")["owner"]

    def test_what_the_coach_wrote_comes_in(self):
        self.leren("add", self.coach, "action", "id=ga", "what=Ga langs", "case=huur")
        before = support.digest(self.coach)
        self.assertEqual(self.leren("merge", self.team, self.coach), "records: 1 added, 0 changed, 0 deleted; conflicts: 0\n")
        self.assertEqual(support.digest(self.coach), before)
        self.assertEqual(self.json("show", self.team, "ga", "--json")["what"], "Ga langs")
        self.assertEqual(self.leren("merge", self.team, self.coach), "records: 0 added, 0 changed, 0 deleted; conflicts: 0\n")
        self.assertEqual(self.leren("check", self.team), "no problems\n")

    def test_what_both_changed(self):
        self.conflict()
        said = self.leren("merge", self.team, self.coach).splitlines()
        self.assertEqual(said[0], "action bel, owner: both changed it")
        self.assertRegex(said[1], r"^  \* +ours: .*ada$")
        self.assertRegex(said[2], r"^ +theirs: .*bo$")
        self.assertEqual(said[3], "records: 0 added, 0 changed, 0 deleted; conflicts: 1")
        self.assertEqual(self.owner(self.team), "ada")
        # the history of the case tells of both
        self.assertIn("owner: ada → bo", self.leren("history", self.team, "bel"))

    def test_json(self):
        self.conflict()
        said = self.json("merge", self.coach, self.team, "--json")
        self.assertEqual((said["added"], said["changed"], said["deleted"]), (0, 1, 0))
        [conflict] = said["conflicts"]
        self.assertEqual((conflict["reason"], conflict["type"], conflict["record"], conflict["member"]),
                         ("changed", "action", "bel", "owner"))
        self.assertEqual((conflict["ours"]["value"], conflict["theirs"]["value"]), ("bo", "ada"))
        self.assertEqual(conflict["taken"], "theirs")
        self.assertLess(conflict["ours"]["at"], conflict["theirs"]["at"])

    def test_preferred(self):
        self.conflict()
        self.leren("merge", self.team, self.coach, "--prefer=theirs")
        self.assertEqual(self.owner(self.team), "bo")
        self.assertIn("none of later", self.refused("merge", self.team, self.coach, "--prefer=mine", status=2))

    def test_tried(self):
        self.conflict()
        self.leren("add", self.coach, "case", "id=zorg", "title=Zorg")
        said = self.leren("merge", self.team, self.coach, "--dry-run", "--prefer=theirs")
        self.assertIn("records: 1 added, 1 changed, 0 deleted; conflicts: 1", said)
        self.assertEqual(self.owner(self.team), "ada")
        self.refused("show", self.team, "zorg")

    def test_asked(self):
        self.conflict()
        self.assertIn("nobody answers", self.run_raw("merge", self.team, self.coach, "--ask").stderr.decode())
        self.assertEqual(self.owner(self.team), "ada")
        self.leren("merge", self.team, self.coach, "--ask", stdin=b"what?\nt\n")
        self.assertEqual(self.owner(self.team), "bo")

    def test_strangers(self):
        other = self.path("other.leren")
        self.leren("init", other)
        self.assertIn("import that instead", self.refused("merge", self.team, other))
        self.assertIn("into itself", self.refused("merge", self.team, self.team))
        self.refused("merge", self.team, self.path("nothing.leren"))
        self.refused("merge", self.team, status=2)

    def test_a_reader_may_not(self):
        self.assertIn("“ada”", self.refused("--as=ada", "merge", self.team, self.coach))

    def test_in_dutch(self):
        self.conflict()
        self.assertIn("action bel, owner: beide veranderden dit", self.leren("--lang=nl", "merge", self.team, self.coach))


if __name__ == "__main__":
    support.main()
