#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A wijkteam's records in the hands of others: a client is forgotten, a researcher gets a copy, old files go."""

import asyncio
import json
import signal
import tempfile
import unittest
from datetime import date
from pathlib import Path

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Gio, GLib, Leren
from told import told

RECORDS = [
    {"type": "practice", "id": "p", "name": "Schulden voorkomen"},
    {"type": "participant", "id": "client", "name": "Fatima Zwirkelmans", "roles": ["client"]},
    {"type": "participant", "id": "ada", "name": "Ada Jansma", "roles": ["professional"]},
    {"type": "team", "id": "t", "name": "Wijkteam Oost", "members": ["client", "ada"], "practice": "p"},
    {"type": "case", "id": "rent", "title": "Huurachterstand", "team": "t", "status": "closed", "contributor": "ada",
     "modified": "2001-03-02T09:00:00Z"},
    {"type": "session", "id": "s", "team": "t", "started": "2015-03-02T14:00:00Z", "present": ["ada", "client"]},
    {"type": "contribution", "id": "u", "session": "s", "speaker": "ada", "kind": "story",
     "text": "Fatima Zwirkelmans deed niet open."},
    {"type": "reflection", "id": "r", "text": "Wij bellen steeds weer.", "session": "s", "author": "ada",
     "visibility": "private"},
]
SCHEDULE = json.dumps({"format": "leren-retention", "version": 1, "rules": [
    {"type": "case", "after": "closed", "years": 15}, {"type": "session", "after": "started", "years": 1}]})


def too_late(*_):
    raise TimeoutError("what was awaited did not come")


class Privacy(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        signal.signal(signal.SIGALRM, too_late)
        signal.alarm(60)
        self.addCleanup(signal.alarm, 0)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.path = str(self.folder / "t.leren")
        told(RECORDS, self.path).close()

    def as_ada(self):
        return Leren.Store.open_as(self.path, Leren.StoreFlags.NONE, "ada")

    def forgotten(self, store, receipt):
        self.assertEqual((receipt["participant"], receipt["by"]), ("client", "ada"))
        self.assertIsNone(store["client"].get_name())
        self.assertEqual(store["u"].get_text(), "[x x] deed niet open.")
        self.assertEqual([json.loads(kept)["receipt"] for kept in store.list_receipts()], ["erasure"])
        self.assertNotIn(b"Zwirkelmans", Path(self.path).read_bytes())

    def test_a_client_asks_to_be_forgotten(self):
        with Leren.Store.open(self.path) as store:
            self.forgotten(store, json.loads(store.erase("client", "ada")))

    async def test_a_client_asks_to_be_forgotten_and_is_waited_for(self):
        async with await Leren.Store.open_async(self.path) as store:
            self.forgotten(store, json.loads(await store.erase_async("client", "ada")))
            with self.assertRaises(GLib.Error):
                await store.erase_async("nobody", "ada")

    def assert_nobody_named(self, text):
        for name in ("Fatima", "Zwirkelmans", "Jansma", "Wijkteam Oost"):
            self.assertNotIn(name, text)

    async def test_a_researcher_gets_a_copy(self):
        pseudonymiser = Leren.Pseudonymiser.new(str(self.folder / "key"))
        async with await Leren.Store.open_async(self.path) as store:
            copies = [str(self.folder / name) for name in ("one.leren", "two.leren")]
            with Leren.Store.open(copies[0]) as copy:
                pseudonymiser.copy(store, copy)
                names = [one.get_name() for one in copy.query("participant").run()]
            report = json.loads(pseudonymiser.to_json())
            with Leren.Store.open(copies[1]) as copy:
                await pseudonymiser.copy_async(store, copy)
                # the same key, the same pseudonyms, and the same told of them
                self.assertEqual([one.get_name() for one in copy.query("participant").run()], names)
                self.assertEqual(json.loads(pseudonymiser.to_json()), report)
                self.assertEqual(copy.count(), len(RECORDS))
            self.assertEqual(report["records"], len(RECORDS))
            streams = [Gio.MemoryOutputStream.new_resizable() for _ in range(2)]
            pseudonymiser.export(store, streams[0], Leren.Format.JSON_LINES)
            await pseudonymiser.export_async(store, streams[1], Leren.Format.JSON_LINES)
            for stream in streams:
                stream.close()
            texts = [stream.steal_as_bytes().get_data().decode() for stream in streams]
            self.assertEqual(texts[0], texts[1])
            self.assertEqual(texts[0].count("\n"), len(RECORDS))
            for text in texts:
                self.assert_nobody_named(text)
            for path in copies:
                self.assert_nobody_named(Path(path).read_bytes().decode("latin-1"))

    async def test_a_report_names_people_as_the_copy_does(self):
        pseudonymiser = Leren.Pseudonymiser.new(str(self.folder / "key"))
        with Leren.Store.open(self.path) as store:
            store.save(Leren.Action(id="a", what="Met Fatima bellen", case="rent", owner="client"))
            with Leren.Store.open(":memory:") as copy:
                pseudonymiser.copy(store, copy)
                label = copy.query("participant").run()[0].get_name()
            streams = [Gio.MemoryOutputStream.new_resizable() for _ in range(2)]
            Leren.report_write_pseudonymous(store, None, "nl", pseudonymiser, streams[0])
            await Leren.report_write_pseudonymous_async(store, None, "nl", pseudonymiser, streams[1])
            for stream in streams:
                stream.close()
                text = stream.steal_as_bytes().get_data().decode()
                self.assert_nobody_named(text)
                self.assertIn(f"Met {label} bellen", text)

    async def test_a_copy_that_fails_says_so(self):
        """Where there is a store with records already, when it is cancelled, and where the key cannot be."""
        pseudonymiser = Leren.Pseudonymiser.new(str(self.folder / "key"))
        with Leren.Store.open(self.path) as store:
            with self.assertRaises(GLib.Error):
                await pseudonymiser.copy_async(store, store)
            stopped = Gio.Cancellable()
            stopped.cancel()
            with Leren.Store.open(":memory:") as copy:
                with self.assertRaises(asyncio.CancelledError):
                    await pseudonymiser.copy_async(store, copy, stopped)
                self.assertEqual(copy.count(), 0)
            nowhere = Leren.Pseudonymiser.new(str(self.folder / "no" / "key"))
            with self.assertRaises(GLib.Error):
                await nowhere.export_async(store, Gio.MemoryOutputStream.new_resizable(), Leren.Format.JSON)

    def gone(self, store, plan):
        self.assertEqual((plan.get_n_expired(), plan.get_n_held(), plan.get_n_undated()), (1, 1, 0))
        self.assertEqual(plan.list_expired(), ["rent"])
        self.assertEqual(json.loads(plan.get_receipt())["by"], "ada")
        self.assertEqual(json.loads(plan.to_json())["held"][0]["held_by"], "u")
        with self.assertRaises(KeyError):
            store["rent"]
        self.assertEqual(store.count(), len(RECORDS) - 1)
        self.assertEqual(json.loads(store.list_receipts()[0])["schedule"], json.loads(SCHEDULE))

    def test_an_old_case_goes(self):
        retention = Leren.Retention.from_json(SCHEDULE, -1)
        self.assertEqual(retention.to_json(), SCHEDULE)
        with Leren.Store.open(self.path) as store:
            heard = []
            store.connect("changed", lambda _, *what: heard.append(what))
            plan = retention.look(store, date(2016, 3, 2))
            self.assertEqual(plan.list_expired(), [])
            self.assertEqual(retention.look(store, date(2016, 3, 3)).list_expired(), ["rent"])
            self.assertIsNone(plan.get_receipt())
            self.assertEqual((store.count(), heard), (len(RECORDS), []))
            self.gone(store, retention.delete(store, "ada"))
            self.assertEqual(heard, [(Leren.Change.DELETED, None, None)])
            self.assertEqual([entry.get_n_records() for entry in store.get_journal(None, 1, 0)], [1])

    async def test_an_old_case_goes_and_is_waited_for(self):
        retention = Leren.Retention.from_json(SCHEDULE, -1)
        async with await Leren.Store.open_async(self.path) as store:
            plan = await retention.look_async(store, None)
            self.assertEqual(plan.list_expired(), ["rent"])
            self.gone(store, await retention.delete_async(store, "ada"))

    def test_nothing_goes_while_somebody_else_is_in_the_middle(self):
        retention = Leren.Retention.from_json(SCHEDULE, -1)
        with Leren.Store.open(self.path) as store:
            transaction = store.begin()
            with self.assertRaises(Leren.StateError):
                retention.delete(store)
            transaction.roll_back()
            stopped = Gio.Cancellable()
            stopped.cancel()
            with self.assertRaises(Leren.CancelledError):
                retention.delete(store, None, stopped)
            self.assertEqual(store.count(), len(RECORDS))
        with Leren.Store.open(self.path, Leren.StoreFlags.READ_ONLY) as store:
            with self.assertRaises(Leren.ReadOnlyError):
                retention.delete(store)
            self.assertEqual(retention.look(store).get_n_expired(), 1)

    async def test_who_looked_at_what(self):
        """Ada looks at her team's case; the one who looks after the store is told."""
        async with await Leren.Store.open_async(self.path) as store:
            self.assertFalse(store.is_auditing())
            await store.set_auditing_async(True)
            with self.as_ada() as ada:
                self.assertTrue(ada.is_auditing())
                await ada.get_async("rent")
                with self.assertRaises(Leren.ForbiddenError):
                    ada.set_auditing(False)
                with self.assertRaises(Leren.ForbiddenError):
                    await ada.list_reads_async("ada", None, 0, 0)
            await store.query("participant").run_async()
            reads = [json.loads(read) for read in await store.list_reads_async("ada", None, 0, 0)]
            self.assertEqual([(read["how"], read["type"], read["ids"]) for read in reads], [("get", "case", ["rent"])])
            self.assertEqual(store.list_reads(None, "rent", 0, 0), store.list_reads("ada", None, 0, 0))
            every = [json.loads(read) for read in store.list_reads(None, None, 0, 0)]
            self.assertEqual([(read["how"], read.get("who")) for read in every], [("on", None), ("get", "ada"), ("query", None)])
            self.assertEqual([json.loads(read) for read in store.list_reads(None, None, every[1]["number"], 1)], every[2:])
            store.set_auditing(False)
            store.get("rent")
            self.assertEqual(json.loads(store.list_reads(None, None, 0, 0)[-1])["how"], "off")

    def test_who_reads_as_a_participant(self):
        """What is for those who look after the store is refused, and a copy has what they may read, and no more."""
        retention = Leren.Retention.from_json(SCHEDULE, -1)
        with Leren.Store.open_as(self.path, Leren.StoreFlags.NONE, "client") as store:
            for refused in (store.list_receipts, lambda: retention.look(store), lambda: retention.delete(store)):
                with self.assertRaises(Leren.ForbiddenError):
                    refused()
            with self.assertRaises(GLib.Error):
                store.erase("ada", None)
            stream = Gio.MemoryOutputStream.new_resizable()
            Leren.Pseudonymiser.new(str(self.folder / "key")).export(store, stream, Leren.Format.JSON_LINES)
            stream.close()
            lines = stream.steal_as_bytes().get_data().decode().splitlines()
            self.assertEqual(len(lines), len(RECORDS) - 1)
            self.assertNotIn("Wij bellen", "".join(lines))
            self.assertEqual([entry.get_record() for entry in store.get_journal("r", 0, 0)], [])


if __name__ == "__main__":
    unittest.main()
