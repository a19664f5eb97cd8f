#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A store as Python has what holds things."""

import tempfile
import unittest
from pathlib import Path

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Gio, GLib, Leren


class Store(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name, "team.leren")

    def test_reads_as_it_is_said(self):
        """What the library promises to read like."""
        printed = []
        with Leren.Store.open(self.path) as store:
            coach = Leren.Participant(name="Coach", roles=["coach"])
            case = Leren.Case(title="Rent arrears", contributor=coach, domains=["money"], attributes={"district": 4})
            with store.transaction():
                store.save(coach)
                store.save(case)
                store.save(Leren.Reflection(text="We keep phoning.", case=case, level="behaviour"))
            for finding in store.diagnose(case=case):
                printed.append((finding.rule, finding.explanation))
            frame = store.snapshot().table("reflection").to_pandas()
            owned = store.query(Leren.Action).where(state="owned").order_by("due")
            self.assertEqual(list(owned), [])
            (reflection,) = store.reflections
            self.assertEqual(store[reflection.case], case)
        self.assertEqual(list(frame["text"]), ["We keep phoning."])
        self.assertTrue(all(isinstance(word, str) and word for line in printed for word in line))

    def test_block_closes(self):
        with Leren.Store.open(self.path) as store:
            self.assertTrue(store.is_open())
            store.save(Leren.Case(title="Rent arrears"))
        self.assertFalse(store.is_open())
        with self.assertRaises(ZeroDivisionError), Leren.Store.open(self.path) as store:
            1 / 0
        self.assertFalse(store.is_open())

    def test_block_undoes_what_was_not_committed(self):
        """An exception that leaves the store is not hidden by what it left behind."""
        with self.assertRaises(ZeroDivisionError), Leren.Store.open(self.path) as store:
            transaction = store.begin()
            store.save(Leren.Case(title="Rent arrears"))
            1 / 0
        self.assertFalse(transaction.is_under_way())
        with self.assertRaisesRegex(Leren.StateError, "a transaction under way, which was undone"):
            with Leren.Store.open(self.path) as store:
                transaction = store.begin()
                store.save(Leren.Case(title="Rent arrears"))
        self.assertFalse(store.is_open())
        with Leren.Store.open(self.path) as store:
            self.assertEqual(store.count(), 0)

    def test_by_id(self):
        with Leren.Store.open(self.path) as store:
            case = Leren.Case(title="Rent arrears")
            store.save(case)
            self.assertEqual(store[case.get_id()].get_title(), "Rent arrears")
            self.assertEqual(store[case].get_title(), "Rent arrears")
            self.assertIn(case, store)
            self.assertIn(case.get_id(), store)
            self.assertNotIn("nowhere", store)
            with self.assertRaises(KeyError):
                store["nowhere"]
            with self.assertRaises(KeyError):
                store.get("nowhere")
            for wrong in (5, None, Leren.Scope()):
                with self.assertRaises(TypeError):
                    store[wrong]
            with self.assertRaises(TypeError):
                iter(store)

    def test_save_several(self):
        """All of them, whatever their order, or none."""
        with Leren.Store.open(self.path) as store:
            team = Leren.Team(id="t1", name="Neighbourhood team")
            store.save(Leren.Case(title="Rent arrears", team="t1"), team)
            self.assertEqual(store.count(), 2)
            dangling = Leren.Case(title="Debts", team="nowhere")
            with self.assertRaises(ValueError):
                store.save(Leren.Team(name="Another team"), dangling)
            self.assertEqual(store.count(), 2)
            with store.transaction():
                store.save(Leren.Team(name="A third"), Leren.Team(name="A fourth"))
            self.assertEqual(store.count(), 4)

    def test_cancellable(self):
        """As in C it may come last; nothing is done."""
        cancellable = Gio.Cancellable()
        with Leren.Store.open(self.path) as store:
            store.save(Leren.Team(name="Neighbourhood team"), None)
            cancellable.cancel()
            for save in (
                lambda: store.save(Leren.Team(name="Another"), cancellable),
                lambda: store.save(Leren.Team(name="Another"), cancellable=cancellable),
            ):
                with self.assertRaises(Leren.CancelledError):
                    save()
            self.assertEqual(store.count("team"), 1)

    def test_not_a_record(self):
        with Leren.Store.open(self.path) as store:
            for wrong in ("c1", {"type": "case", "title": "Rent arrears"}, None, Leren.Case):
                with self.assertRaisesRegex(TypeError, r"Leren.Store.save\(\).*Leren.Record"):
                    store.save(wrong)

    def test_closed(self):
        store = Leren.Store.open(self.path)
        query = store.query("case")
        store.close()
        for use in (
            lambda: store.save(Leren.Case(title="Rent arrears")),
            lambda: store["c1"],
            lambda: "c1" in store,
            lambda: store.count(),
            lambda: store.query("case"),
            lambda: store.snapshot(),
            lambda: store.begin(),
            lambda: len(query),
            lambda: list(query),
        ):
            with self.assertRaisesRegex(Leren.ClosedError, "is closed; open it again"):
                use()
        self.assertIn("closed", repr(store))
        store.close()

    def test_nobody_holds_the_store(self):
        """What came out of it goes on."""
        store = Leren.Store.open(self.path)
        store.save(Leren.Case(title="Rent arrears"))
        query, snapshot = store.query("case"), store.snapshot()
        del store
        self.assertEqual([case.get_title() for case in query], ["Rent arrears"])
        self.assertEqual(snapshot.count("case"), 1)
        self.assertEqual(snapshot.table("case").get_n_rows(), 1)

    def test_signal(self):
        heard = []
        with Leren.Store.open(self.path) as store:
            store.connect("changed", lambda store, *change: heard.append(change))
            store.save(Leren.Case(id="c1", title="Rent arrears"))
        self.assertEqual(heard, [(Leren.Change.ADDED, "case", "c1")])
        self.assertIs(heard[0][0], Leren.Change.ADDED)

    def test_ways_to_connect(self):
        """As PyGObject has them: with more to be told, after the others, and found again by the function."""
        heard = []

        def hear(*told):
            heard.append(told[1:])

        with Leren.Store.open(self.path) as store:
            store.connect_after("changed", hear, "after")
            store.connect("changed", hear, "first", 1)
            store.save(Leren.Case(id="c1", title="Rent arrears"))
            self.assertEqual(heard, [("added", "case", "c1", "first", 1), ("added", "case", "c1", "after")])
            self.assertEqual([store.disconnect_by_func(hear) for _ in range(2)], [1, 1])
            store.save(Leren.Case(id="c2", title="Debts"))
            self.assertEqual(len(heard), 2)
            # what GObject itself tells goes by as it is
            store.connect("notify", hear)


if __name__ == "__main__":
    unittest.main()
