#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Transactions as a block: all that is done in it is kept, or nothing."""

import asyncio
import gc
import tempfile
import unittest
from pathlib import Path

import team
from gi.repository import Leren


class Transactions(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name, "team.leren")
        self.store = team.open_filled(self.path)
        self.addCleanup(self.store.close)
        self.heard = []
        self.store.connect("changed", lambda store, change, record_type, id: self.heard.append((change, id)))

    def session(self, id, **members):
        return team.record("session", id=id, team="t1", **members)

    def test_committed(self):
        with self.store.transaction() as transaction:
            self.assertTrue(transaction.is_under_way())
            self.store.save(self.session("s2"))
            self.store.delete("u0")
            self.assertEqual(self.heard, [])
        self.assertFalse(transaction.is_under_way())
        self.assertEqual(self.heard, [("added", "s2"), ("deleted", "u0")])
        other = Leren.Store.open(self.path)
        self.assertIn("s2", other)
        self.assertNotIn("u0", other)
        other.close()

    def test_undone(self):
        """The exception goes on; the store is as it was."""
        for raised in (ZeroDivisionError, KeyboardInterrupt, Leren.StateError):
            with self.assertRaises(raised):
                with self.store.transaction():
                    self.store.save(self.session("s2"))
                    self.store.delete("u0")
                    raise raised("in between")
            self.assertNotIn("s2", self.store)
            self.assertIn("u0", self.store)
        self.assertEqual(self.heard, [])
        self.store.save(self.session("s2"))

    def test_any_order(self):
        with self.store.transaction():
            self.store.save(self.session("s2", facilitator="p3"))
            self.store.save(team.record("participant", id="p3", name="Another coach"))
        self.assertIn("s2", self.store)

    def test_cannot_be_committed(self):
        """A reference that names nothing undoes it all; then the store can be used again."""
        with self.assertRaisesRegex(ValueError, "“p3”"):
            with self.store.transaction() as transaction:
                self.store.save(self.session("s2", facilitator="p3"), self.session("s3"))
        self.assertFalse(transaction.is_under_way())
        self.assertNotIn("s3", self.store)
        with self.store.transaction():
            self.store.save(self.session("s3"))
        self.assertIn("s3", self.store)

    def test_nested(self):
        with self.assertRaisesRegex(Leren.StateError, "has a transaction under way; commit it or roll it back first"):
            with self.store.transaction():
                self.store.save(self.session("s2"))
                with self.store.transaction():
                    self.fail("there is one at a time")
        self.assertNotIn("s2", self.store)
        with self.store.transaction():
            with self.assertRaises(Leren.StateError):
                self.store.begin()
            self.store.save(self.session("s2"))
        self.assertIn("s2", self.store)

    def test_ended_within(self):
        with self.store.transaction() as transaction:
            self.store.save(self.session("s2"))
            transaction.roll_back()
        self.assertNotIn("s2", self.store)
        with self.store.transaction() as transaction:
            self.store.save(self.session("s2"))
            transaction.commit()
            self.store.save(self.session("s3"))
        with self.assertRaises(ZeroDivisionError), self.store.transaction() as transaction:
            transaction.commit()
            1 / 0
        self.assertIn("s2", self.store)
        self.assertIn("s3", self.store)
        with self.assertRaisesRegex(Leren.StateError, "ended already"):
            transaction.commit()

    def test_twice(self):
        block = self.store.transaction()
        with block:
            pass
        with self.assertRaisesRegex(RuntimeError, "was entered before"):
            with block:
                pass

    def test_let_go(self):
        """A transaction that nobody holds is undone."""
        self.store.begin()
        gc.collect()
        with self.store.transaction():
            self.store.save(self.session("s2"))

    def test_store_closed_within(self):
        """Closing waits for the end of it."""
        with self.store.transaction():
            self.store.save(self.session("s2"))
            with self.assertRaisesRegex(Leren.StateError, "under way"):
                self.store.close()
        self.store.close()
        with self.assertRaises(Leren.ClosedError):
            with self.store.transaction():
                self.fail("it is closed")

    def test_several_in_one(self):
        """Saving several joins the transaction under way, which decides."""
        with self.assertRaises(ZeroDivisionError):
            with self.store.transaction():
                self.store.save(self.session("s2"), self.session("s3"))
                1 / 0
        self.assertNotIn("s2", self.store)

    # --- without blocking ---------------------------------------------------------------------------

    def test_async(self):
        async def meet():
            async with self.store.transaction():
                await self.store.save_async(self.session("s2"))
                await self.store.save_async(self.session("s3", facilitator="p3"))
                await self.store.save_async(team.record("participant", id="p3", name="Another coach"))
            with self.assertRaises(ZeroDivisionError):
                async with self.store.transaction():
                    await self.store.save_async(self.session("s4"))
                    1 / 0
            with self.assertRaisesRegex(ValueError, "“p4”"):
                async with self.store.transaction() as transaction:
                    await self.store.save_async(self.session("s4", facilitator="p4"))
            self.assertFalse(transaction.is_under_way())
            async with self.store.transaction():
                with self.assertRaises(Leren.StateError):
                    async with self.store.transaction():
                        self.fail("there is one at a time")
            await self.store.save_async(self.session("s5"), self.session("s6"))
            with self.assertRaises(ValueError):
                await self.store.save_async(self.session("s7"), self.session("s8", facilitator="p4"))

        asyncio.run(meet())
        self.assertEqual([each.get_id() for each in self.store.query("session")], ["s1", "s2", "s3", "s5", "s6"])

    def test_cancelled(self):
        """A task that is cancelled in a transaction leaves nothing of it, and the store free."""

        async def meet(begun):
            async with self.store.transaction():
                await self.store.save_async(self.session("s2"))
                begun.set()
                await asyncio.sleep(60)

        async def stop():
            begun = asyncio.Event()
            task = asyncio.create_task(meet(begun))
            await begun.wait()
            task.cancel()
            with self.assertRaises(asyncio.CancelledError):
                await task
            async with self.store.transaction():
                await self.store.save_async(self.session("s3"))

        asyncio.run(stop())
        self.assertNotIn("s2", self.store)
        self.assertIn("s3", self.store)

    def test_store_left_behind_async(self):
        async def hold():
            async with await Leren.Store.open_async(":memory:") as store:
                transaction = await store.begin_async()
            return transaction

        with self.assertRaisesRegex(Leren.StateError, "which was undone"):
            asyncio.run(hold())


if __name__ == "__main__":
    unittest.main()
