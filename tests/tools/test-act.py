# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Moving an action cycle."""

from support import CommandTest, digest, main

RECORDS = [
    {"type": "participant", "id": "p", "name": "P", "roles": ["professional"]},
    {"type": "session", "id": "s"},
    {"type": "reflection", "id": "r", "text": "It went well"},
    {"type": "case", "id": "c", "title": "C"},
    {"type": "action", "id": "a", "what": "Ask first", "case": "c"},
]


class Act(CommandTest):
    def setUp(self):
        super().setUp()
        self.make_store(RECORDS)

    def act(self, *arguments):
        return self.leren("act", "t.leren", "a", *arguments)

    def refuse(self, *arguments):
        before = digest(self.path("t.leren"))
        line = self.refused("act", "t.leren", "a", *arguments)
        self.assertEqual(digest(self.path("t.leren")), before)
        return line

    def action(self, identity="a"):
        return self.json("show", "t.leren", identity, "--json")

    def test_the_whole_way(self):
        self.assertIn("owned first", self.refuse("undertake"))
        self.refuse("own")
        self.refuse("own", "owner=nobody")
        self.refuse("own", "owner=c")
        self.assertEqual(self.act("own", "owner=p"), "")
        self.refuse("own", "owner=p")
        self.refuse("undertake", "on=2020-02-30")
        self.act("undertake", "on=2020-02-03")
        self.refuse("review")
        for rating in ("0", "11", "x", "7.5", "-1", ""):
            self.refuse("review", "effect_rating=" + rating)
        self.refuse("review", "effect=x", "on=2020-01-01")
        self.refuse("review", "effect=x", "reflection=nothing")
        self.refuse("review", "effect=x", "review_session=nothing")
        self.act("review", "effect=They came", "effect_rating=7", "reflection=r",
                 "review_session=s", "on=2020-03-01")
        self.refuse("conclude")
        self.refuse("conclude", "conclusion=none")
        self.refuse("conclude", "conclusion=maybe")
        self.act("conclude", "conclusion=adopt")
        self.refuse("drop", "reason=x")
        action = self.action()
        for member, value in {"state": "concluded", "owner": "p", "undertaken": "2020-02-03",
                              "effect": "They came", "effect_rating": 7, "reflection": "r",
                              "review_session": "s", "reviewed": "2020-03-01",
                              "conclusion": "adopt"}.items():
            self.assertEqual(action[member], value, member)

    def test_adapt_opens_the_next(self):
        self.act("own", "owner=p")
        self.act("undertake", "on=2020-02-03")
        self.act("review", "effect=half", "on=2020-02-04")
        identity = self.act("conclude", "conclusion=adapt").strip()
        following = self.action(identity)
        self.assertEqual((following["previous"], following["state"], following["what"],
                          following["case"]), ("a", "proposed", "Ask first", "c"))

    def test_drop(self):
        self.refuse("drop")
        self.refuse("drop", "reason= ")
        self.act("drop", "reason=too much")
        self.assertEqual(self.action()["drop_reason"], "too much")

    def test_what_is_no_action(self):
        self.assertIn("case", self.refused("act", "t.leren", "c", "own", "owner=p"))
        self.refused("act", "t.leren", "nothing", "own", "owner=p")


if __name__ == "__main__":
    main()
