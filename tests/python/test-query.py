#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Queries as Python asks: conditions by name, an order, and a list of what is found."""

import unittest
from datetime import date, datetime, timedelta, timezone

import team
from gi.repository import Leren


class Query(unittest.TestCase):
    def setUp(self):
        self.store = team.open_filled()
        self.addCleanup(self.store.close)

    def ids(self, query):
        return [record.get_id() for record in query]

    def test_by_name_or_class(self):
        self.assertEqual(self.ids(self.store.query("case")), ["c1", "c2"])
        self.assertEqual(self.ids(self.store.query(Leren.Case)), ["c1", "c2"])
        self.assertEqual(self.store.query(Leren.Case).record_type, "case")
        self.assertIs(self.store.query(Leren.Case).store, self.store)
        with self.assertRaises(KeyError):
            self.store.query("kase")

    def test_where(self):
        actions = self.store.query(Leren.Action)
        day = date(2015, 3, 9)
        for found, query in (
            ("a1", actions.where(state="owned")),
            ("a1", actions.where(state=Leren.ActionState.OWNED)),
            ("a1 a3", actions.where("state", ">=", "owned")),
            ("a1 a2", actions.where(case=self.store["c1"])),
            ("a1 a2", actions.where(case="c1")),
            ("a2", actions.where("due", "<=", day)),
            ("a2", actions.where("due", "<=", "2015-03-09")),
            ("a1", actions.where("due", ">", day)),
            ("a3", actions.where(due=None)),
            ("a1 a2", actions.where("due", "!=", None)),
            ("a3", actions.where("due", "absent")),
            ("a1 a2", actions.where("due", Leren.Comparison.PRESENT)),
            ("a1", actions.where("due", "present").where(owner=self.store["p1"])),
            ("a1", actions.where(state="owned", case="c1")),
            ("", actions.where(state="dropped")),
            ("a2 a3", actions.where("state", "!=", "owned")),
        ):
            with self.subTest(query=query):
                self.assertEqual(" ".join(self.ids(query)), found)

    def test_where_of_each_kind(self):
        cases, reflections = self.store.query("case"), self.store.query("reflection")
        moment = datetime(2015, 3, 5, 9, 0, tzinfo=timezone(timedelta(hours=1)))
        for found, query in (
            ("c1", cases.where(urgency=4)),
            ("c2", cases.where("urgency", "<", 3.5)),
            ("c1", cases.where(domains="money")),
            ("c1", cases.where("domains", "in", "housing").where(domains="money")),
            ("c2", cases.where("title", "=", "Nobody opens the door")),
            ("r2", reflections.where(at=moment)),
            ("r2", reflections.where(at=moment.astimezone(timezone.utc))),
            ("r0 r1", reflections.where("at", "<", moment)),
            ("s1", self.store.query("session").where(present=self.store["p2"])),
            ("", reflections.where(collective=True)),
            ("r0 r1 r2 r3 r4 r5", reflections.where(level=self.store.theory.find_concept("logical-levels", "behaviour"))),
        ):
            with self.subTest(query=query):
                self.assertEqual(" ".join(self.ids(query)), found)

    def test_refused(self):
        """What cannot be meant is said, and not answered with nothing."""
        cases, actions = self.store.query("case"), self.store.query("action")
        for error, said, ask in (
            (ValueError, "there is no 'titel', did you mean 'title'", lambda: cases.where(titel="Rent arrears")),
            (ValueError, "there is no 'titel', did you mean 'title'", lambda: cases.where("titel", "=", "Rent arrears")),
            (ValueError, "urgency", lambda: cases.where(urgency=float("nan"))),
            (TypeError, "case.urgency: a number is wanted, not '4'", lambda: cases.where(urgency="4")),
            (TypeError, "case.title: a str is wanted, not 4", lambda: cases.where(title=4)),
            (TypeError, "case.domains is compared with one value at a time", lambda: cases.where(domains=["money", "health"])),
            (TypeError, "action.case: a case, or its id, is wanted", lambda: actions.where(case=self.store["t1"])),
            (TypeError, "a date is wanted", lambda: actions.where("due", "<", 20150309)),
            (TypeError, "is a day", lambda: actions.where("due", "<", datetime(2015, 3, 9, tzinfo=timezone.utc))),
            (ValueError, "has no zone", lambda: self.store.query("reflection").where(at=datetime(2015, 3, 9))),
            (ValueError, "state", lambda: actions.where(state="ownd")),
            (ValueError, "Comparison", lambda: actions.where("state", "~", "owned")),
            (TypeError, "needs a value", lambda: actions.where("due", "<", None)),
            (TypeError, "takes no value", lambda: actions.where("due", "absent", date(2015, 3, 9))),
            (TypeError, r"where\(\) takes", lambda: actions.where("due")),
            (TypeError, r"where\(\) takes", lambda: actions.where("due", "<", 1, 2)),
            (ValueError, "action: there is no 'dew', did you mean 'due'", lambda: actions.order_by("dew")),
            (ValueError, "no word", lambda: cases.search("!!")),
            (TypeError, "True or False", lambda: self.store.query("reflection").where(collective="yes")),
        ):
            with self.subTest(said=said), self.assertRaisesRegex(error, said):
                ask()

    def test_order(self):
        actions = self.store.query(Leren.Action)
        self.assertEqual(self.ids(actions.order_by("due")), ["a2", "a1", "a3"])
        self.assertEqual(self.ids(actions.order_by("due", descending=True)), ["a1", "a2", "a3"])
        self.assertEqual(self.ids(actions.order_by("case").order_by("what", descending=True)), ["a2", "a1", "a3"])

    def test_search(self):
        self.assertEqual(self.ids(self.store.query("case").search("landlord letters")), ["c1"])
        self.assertEqual(self.ids(self.store.query("case").search("landlord").where(urgency=1)), [])

    def test_each_is_another(self):
        """A query that was kept asks what it asked."""
        actions = self.store.query(Leren.Action)
        owned, ordered, found = actions.where(state="owned"), actions.order_by("due"), actions.search("landlord")
        self.assertEqual(self.ids(actions), ["a1", "a2", "a3"])
        self.assertEqual(self.ids(owned), ["a1"])
        self.assertEqual(self.ids(owned.where(case="c2")), [])
        self.assertEqual(self.ids(owned), ["a1"])
        self.assertEqual(self.ids(ordered), ["a2", "a1", "a3"])
        self.assertEqual(self.ids(found), ["a1"])

    def test_as_in_c(self):
        """These change the query, and what is made of it afterwards has that."""
        query = self.store.query("action")
        query.filter("state", Leren.Comparison.GREATER_EQUAL, "owned")
        query.order("what", True)
        self.assertEqual(self.ids(query.run()), ["a1", "a3"])
        query.page(1, 1)
        self.assertEqual(self.ids(query), ["a3"])
        self.assertEqual(self.ids(query.where(case="c1")), [])

    def test_as_it_is_now(self):
        """It is asked anew each time it is read."""
        owned = self.store.query(Leren.Action).where(state="owned")
        self.assertEqual((len(owned), self.ids(owned)), (1, ["a1"]))
        self.store.save(team.record("action", id="a4", what="Write", owner="p1", state="owned"))
        self.assertEqual((len(owned), self.ids(owned), owned[1].get_id()), (2, ["a1", "a4"], "a4"))

    def test_as_a_list(self):
        reflections = self.store.query("reflection")
        self.assertEqual(len(reflections), 6)
        self.assertEqual([reflections[i].get_id() for i in (0, 5, -1, -6)], ["r0", "r5", "r5", "r0"])
        for place in (6, -7, 10**9):
            with self.assertRaises(IndexError):
                reflections[place]
        with self.assertRaises(TypeError):
            reflections["r1"]
        ids = self.ids(reflections)
        for part in (slice(2), slice(2, 4), slice(-2, None), slice(None, None, -1), slice(4, 1, -2), slice(9, 12), slice(1, 100)):
            self.assertEqual(self.ids(reflections[part]), ids[part])
        self.assertEqual(self.ids(reversed(reflections)), ids[::-1])
        self.assertTrue(reflections)
        self.assertFalse(reflections.where(loop="triple"))
        self.assertIn(self.store["r3"], reflections)
        self.assertIn("r3", reflections)
        self.assertNotIn("c1", reflections)
        self.assertNotIn(None, reflections)
        self.assertEqual(reflections.first().get_id(), "r0")
        self.assertIsNone(reflections.where(loop="triple").first())
        self.assertEqual(len(self.ids(list(reflections))), 6)

    def test_part_of_a_page(self):
        query = self.store.query("reflection")
        query.page(1, 3)
        self.assertEqual((len(query), self.ids(query)), (3, ["r1", "r2", "r3"]))
        self.assertEqual([query[0].get_id(), query[-1].get_id(), self.ids(query[1:])], ["r1", "r3", ["r2", "r3"]])
        with self.assertRaises(IndexError):
            query[3]

    def test_changed_while_read(self):
        """A loop has what was there when it began."""
        seen = []
        for reflection in self.store.query("reflection"):
            seen.append(reflection.get_id())
            self.store.delete(reflection)
            self.store.save(team.record("reflection", id=f"n{reflection.get_id()}", text="Anew."))
        self.assertEqual(seen, [f"r{i}" for i in range(6)])
        self.assertEqual(len(self.store.query("reflection")), 6)

    def test_shown(self):
        query = self.store.query("action").where(state="owned").order_by("due")
        self.assertEqual(
            repr(query), "<Leren.Query 'action' filter('state', 'equal', 'owned') order('due', False)>"
        )


if __name__ == "__main__":
    unittest.main()
