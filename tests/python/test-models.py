#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Lists of the library as lists of Python, and as models for a window."""

import gc
import unittest
import weakref

import team
from gi.repository import Gio, Leren


def ids(items):
    return [item.get_id() for item in items]


class Lists(unittest.TestCase):
    def setUp(self):
        self.store = team.open_filled()
        self.addCleanup(self.store.close)

    def lists(self):
        """Each kind of list that the library gives."""
        snapshot = self.store.snapshot()
        self.store.save(team.record("practice", id="p", name="The neighbourhood", started="2015-01-01"))
        return [
            self.store.query("reflection").run(),
            self.store.reflections,
            self.store.query("reflection"),
            self.store.theory,
            self.store.theory.get_framework("logical-levels"),
            Leren.Rule.list(),
            snapshot.diagnose(),
            snapshot.similar("c2"),
            Leren.History.tell(self.store.snapshot(), "p", 3, 3, 0.05),
        ]

    def test_manners(self):
        for model in self.lists():
            with self.subTest(model=model):
                items = list(model)
                self.assertGreater(len(items), 0)
                self.assertEqual(len(model), len(items))
                self.assertTrue(model)
                self.assertTrue(issubclass(type(model[0]), type(items[0])))
                for place in (len(items), -len(items) - 1, 2**31, 2**40):
                    with self.assertRaises(IndexError):
                        model[place]
                with self.assertRaises(TypeError):
                    model["first"]
                self.assertEqual(len(model[:2]), min(2, len(items)))
                self.assertEqual(model[len(items) :], [])
                self.assertEqual(len(list(reversed(model))), len(items))
                self.assertNotIn(None, model)
                self.assertNotIn("nothing of the kind", model)
                self.assertRegex(repr(model), r"^<(Leren|Gio)\.")

    def test_places(self):
        concepts = self.store.theory.get_framework("logical-levels")
        known = ["environment", "behaviour", "capability", "belief", "identity", "meaning"]
        self.assertEqual(ids(concepts), known)
        self.assertEqual([concepts[i].id for i in (0, 5, -1, -6)], ["environment", "meaning", "meaning", "environment"])
        for part in (slice(2), slice(-2, None), slice(None, None, -1), slice(4, 1, -2), slice(1, 99)):
            self.assertEqual(ids(concepts[part]), known[part])
        self.assertEqual(ids(reversed(concepts)), known[::-1])
        self.assertIn(concepts.get_concept("belief"), concepts)
        self.assertEqual(concepts.index(concepts.get_concept("belief")), 3)
        with self.assertRaisesRegex(ValueError, "is not in"):
            concepts.index("belief")
        self.assertEqual(repr(concepts), "<Leren.Framework 'logical-levels'>")

    def test_of_a_query(self):
        """It is a Gio.ListModel still, so that a window can show it."""
        found = self.store.query("reflection").run()
        self.assertIsInstance(found, Gio.ListModel)
        self.assertEqual(found.get_item(1).get_id(), "r1")
        self.assertEqual(repr(found).count("<Leren.Reflection "), 5)
        self.assertTrue(repr(found).startswith("<Gio.ListStore of 6: ["))
        self.assertEqual(type(Gio.ListStore.new(Leren.Case)), Gio.ListStore)

    def test_shorter_while_read(self):
        found = self.store.query("reflection").run()
        seen = []
        for reflection in found:
            seen.append(reflection.get_id())
            found.remove(0)
        self.assertEqual(seen, ["r0", "r2", "r4"])
        found = self.store.query("reflection").run()
        seen = []
        for reflection in reversed(found):
            seen.append(reflection.get_id())
            found.remove_all()
        self.assertEqual(seen, ["r5"])


class Records(unittest.TestCase):
    """store.cases and the like."""

    def setUp(self):
        self.store = team.open_filled()
        self.addCleanup(self.store.close)

    def test_of_each_type(self):
        for plural, name in (("cases", "case"), ("actions", "action"), ("knowledge", "knowledge"), ("reflections", "reflection")):
            records = getattr(self.store, plural)
            self.assertEqual((records.record_type, records.store), (name, self.store))
            self.assertEqual(len(records), self.store.count(name))
            self.assertIn(plural, dir(self.store))
        with self.assertRaisesRegex(AttributeError, "'caces'"):
            self.store.caces

    def test_as_it_is_now(self):
        cases = self.store.cases
        self.assertEqual((len(cases), ids(cases)), (2, ["c1", "c2"]))
        self.store.save(team.record("case", id="c3", title="Debts"))
        self.assertEqual((len(cases), ids(cases), cases[-1].get_id()), (3, ["c1", "c2", "c3"], "c3"))
        self.assertEqual(ids(cases[1:]), ["c2", "c3"])
        self.assertIn("c3", cases)
        self.assertIn(self.store["c3"], cases)
        self.assertNotIn(self.store["a1"], cases)
        self.assertTrue(cases)
        self.assertFalse(self.store.ratings)

    def test_asked(self):
        self.assertEqual(ids(self.store.actions.where(state="owned")), ["a1"])
        self.assertEqual(ids(self.store.actions.order_by("due", descending=True)), ["a1", "a2", "a3"])
        self.assertEqual(ids(self.store.cases.search("landlord")), ["c1"])

    def test_for_a_window(self):
        """It tells of what changes, each time by as much as that is."""
        cases = self.store.cases
        told = []
        cases.connect("items-changed", lambda model, *change: told.append(change))
        self.assertEqual(cases.get_item_type(), Leren.Record.__gtype__)
        self.assertEqual((cases.get_n_items(), cases.get_item(1).get_id(), cases.get_item(2)), (2, "c2", None))
        self.store.save(team.record("case", id="c3", title="Debts"))
        self.store.save(team.record("team", id="t2", name="Another team"))
        self.store.save(team.record("case", id="c2", title="Somebody opened the door"))
        self.store.delete("c3")
        with self.store.transaction():
            self.store.save(team.record("case", id="c4", title="Debts"))
            self.store.delete("c4")
        self.assertEqual(told, [(2, 0, 1), (1, 1, 1), (2, 1, 0)])
        self.assertEqual(cases.get_item(1).get_title(), "Somebody opened the door")
        self.assertEqual(cases.get_n_items(), 2)

    def test_imported(self):
        cases = self.store.cases
        told = []
        cases.connect("items-changed", lambda model, *change: told.append(change))
        self.assertEqual(cases.get_n_items(), 2)
        importer = Leren.Importer(self.store)
        stream = Gio.MemoryInputStream.new_from_data(b'{"type":"case","id":"c3","title":"Debts"}\n')
        importer.add_stream(stream, "lines", "json-lines")
        importer.run()
        self.assertEqual((told, cases.get_n_items()), ([(0, 2, 3)], 3))

    def test_let_go(self):
        """A model that nobody holds any more is not kept by its store."""
        cases = self.store.cases
        cases.get_n_items()
        gone = weakref.ref(cases)
        del cases
        gc.collect()
        self.assertIsNone(gone())
        self.store.save(team.record("case", id="c3", title="Debts"))

    def test_closed(self):
        cases = self.store.cases
        self.store.close()
        for use in (lambda: len(cases), lambda: list(cases), lambda: cases[0], lambda: self.store.cases):
            with self.assertRaises(Leren.ClosedError):
                use()


if __name__ == "__main__":
    unittest.main()
