#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What is asynchronous can be awaited under asyncio: no GLib main loop is needed, and none is in the way."""

import asyncio
import gc
import os
import signal
import subprocess
import sys
import tempfile
import textwrap
import threading
import unittest
from pathlib import Path

import team
from gi.overrides._leren import tasks
from gi.repository import Gio, GLib, Leren

LINES = b"".join(b'{"type":"practice","id":"n%d","name":"N"}\n' % i for i in range(5000))

def too_late(*_):
    raise TimeoutError("what was awaited did not come")


class Awaited(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        signal.signal(signal.SIGALRM, too_late)
        signal.alarm(40)
        self.addCleanup(signal.alarm, 0)

    async def asyncSetUp(self):
        self.store = team.open_filled()

    async def asyncTearDown(self):
        await self.store.close_async()

    async def test_each_kind(self):
        """A record, a number, a list, nothing, and what has no instance."""
        self.assertEqual((await self.store.get_async("c1")).get_title(), "Rent arrears")
        self.assertEqual(await self.store.count_async("case"), 2)
        self.assertEqual(await self.store.check_async(), [])
        self.assertIsNone(await self.store.save_async(team.record("case", id="c3", title="Debts")))
        self.assertIsNone(await self.store.delete_async("c3"))
        query = self.store.query("case")
        self.assertEqual([case.get_id() for case in await query.run_async()], ["c1", "c2"])
        self.assertEqual(await query.count_async(), 2)
        snapshot = await self.store.snapshot_async(case="c1")
        self.assertEqual((await snapshot.table_async("reflection")).get_n_rows(), 6)
        findings = await self.store.diagnose_async(case="c1")
        self.assertEqual(
            [finding.get_rule() for finding in findings],
            [finding.get_rule() for finding in self.store.diagnose(case="c1")],
        )
        self.assertGreater(len(findings), 0)
        async with await Leren.Store.open_async(":memory:") as store:
            self.assertTrue(store.is_open())
        self.assertFalse(store.is_open())

    async def test_every_pair(self):
        """Each call that begins something gives what can be awaited; none has been forgotten."""
        for name, call in team.calls():
            if name.endswith("_async") and "." in name:
                self.assertIn("Awaitable[", str(call.__signature__), name)

    async def test_loop(self):
        titles = [case.get_title() async for case in self.store.query("case").order_by("title")]
        self.assertEqual(titles, ["Nobody opens the door", "Rent arrears"])
        self.assertEqual([case.get_id() async for case in self.store.cases], ["c1", "c2"])

    async def test_long_loop(self):
        importer = Leren.Importer(self.store)
        importer.add_stream(Gio.MemoryInputStream.new_from_data(LINES), "lines", "json-lines")
        await importer.run_async()
        self.assertEqual(importer.get_n_records(), 5000)
        count = 0
        async for practice in self.store.query("practice"):
            count += 1
            if count % 1000 == 0:
                await self.store.delete_async(practice)
        self.assertEqual((count, await self.store.count_async("practice")), (5000, 4995))

    async def test_at_once(self):
        """Many at a time, with a deadline, or without waiting."""
        records = [team.record("practice", id=f"n{i}", name="N") for i in range(50)]
        await asyncio.gather(*(self.store.save_async(record) for record in records))
        self.assertEqual(self.store.count("practice"), 50)
        self.assertEqual((await asyncio.wait_for(self.store.get_async("n7"), 30)).get_id(), "n7")
        begun = self.store.save_async(team.record("practice", id="n50", name="N"))
        await begun
        self.assertIsNone(await begun)
        self.assertEqual(repr(begun), "<Leren.Store.save_async(), ended>")

    async def test_as_tasks(self):
        task = asyncio.create_task(self.store.get_async("c1"), name="reading")
        self.assertEqual((await task).get_id(), "c1")
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self.store.get_async(id)) for id in ("c1", "c2")]
        self.assertEqual([task.result().get_id() for task in tasks], ["c1", "c2"])
        with self.assertRaises(ExceptionGroup) as caught:
            async with asyncio.TaskGroup() as group:
                group.create_task(self.store.get_async("nowhere"))
                group.create_task(self.store.get_async("c1"))
        self.assertIsInstance(caught.exception.exceptions[0], KeyError)

    async def test_errors(self):
        with self.assertRaises(KeyError):
            await self.store.get_async("nowhere")
        with self.assertRaises(ValueError):
            await self.store.save_async(team.record("case", id="c3", title="t", team="nowhere"))
        with self.assertRaises(FileNotFoundError):
            await Leren.Store.open_async("/nowhere/team.leren", Leren.StoreFlags.EXISTING)
        # what is wrong with an argument is said where it is given
        with self.assertRaises(TypeError):
            self.store.get_async(5)
        found = await asyncio.gather(self.store.get_async("nowhere"), self.store.get_async("c1"), return_exceptions=True)
        self.assertEqual([type(each).__name__ for each in found], ["UnknownNameError", "Case"])

    async def test_read_before_it_leaves(self):
        case = team.record("case", id="c3", title="Debts")
        saved = self.store.save_async(case)
        case.set_title("Changed since")
        await saved
        self.assertEqual((await self.store.get_async("c3")).get_title(), "Debts")

    async def test_progress(self):
        """It is told on the thread that asked, in whole numbers, and all of it before the end."""
        told = []
        importer = Leren.Importer(self.store)
        importer.add_stream(Gio.MemoryInputStream.new_from_data(LINES), "lines", "json-lines")
        importer.connect("progress", lambda importer, *counts: told.append((threading.get_ident(), counts)))
        await importer.run_async()
        self.assertEqual({thread for thread, _ in told}, {threading.get_ident()})
        self.assertGreater(len(told), 2)
        self.assertTrue(all(type(count) is int for _, counts in told for count in counts))
        self.assertEqual(told[-1][1][:2], (5000, len(LINES)))
        self.assertEqual([counts for _, counts in told], sorted(counts for _, counts in told))

    async def test_changes_are_heard(self):
        """Both of a store that was opened here, and of one from before there was an event loop."""
        async with await Leren.Store.open_async(":memory:") as store:
            for each in (store, self.store, OPENED_BEFORE):
                heard = []
                handler = each.connect("changed", lambda store, *change: heard.append((threading.get_ident(), *change)))
                await each.save_async(team.record("case", id="c9", title="Debts"))
                each.disconnect(handler)
                self.assertEqual(heard, [(threading.get_ident(), "added", "case", "c9")])

    async def test_changes_of_another_thread_are_heard(self):
        """At once, and not when something is awaited next."""
        heard = asyncio.get_running_loop().create_future()
        with Leren.Store.open(":memory:") as store:
            store.connect("changed", lambda store, *change: heard.set_result((threading.get_ident(), *change)))
            thread = threading.Thread(target=store.save, args=[team.record("case", id="c9", title="Debts")])
            thread.start()
            self.assertEqual(await heard, (threading.get_ident(), "added", "case", "c9"))
            thread.join()

    async def test_with_callback(self):
        """As in C: then the default main context runs it."""
        seen = []
        context = GLib.MainContext.default()
        self.assertIsNone(
            self.store.get_async("c1", None, lambda store, result, word: seen.append((store.get_finish(result), word)), "word")
        )
        while not seen:
            context.iteration(True)
        self.assertEqual((seen[0][0].get_id(), seen[0][1]), ("c1", "word"))

    # --- cancellation -------------------------------------------------------------------------------

    async def test_cancelled_at_once(self):
        """Before anything else has run: what was given to be cancelled by is cancelled."""
        for make in (lambda call: call, asyncio.ensure_future, asyncio.create_task):
            cancellable = Gio.Cancellable()
            saved = make(self.store.save_async(team.record("case", id="c3", title="Debts"), cancellable=cancellable))
            saved.cancel()
            with self.assertRaises(asyncio.CancelledError):
                await saved
            self.assertTrue(saved.cancelled())
            self.assertTrue(cancellable.is_cancelled())
            self.assertFalse(saved.cancel())

    async def test_deadline(self):
        """What is waited for no longer does not go on."""
        reading, pipe = _pipe()
        importer = Leren.Importer(self.store)
        importer.add_stream(reading, "a pipe that says nothing", "json-lines")
        with pipe, self.assertRaises(TimeoutError):
            await asyncio.wait_for(importer.run_async(), 0.05)
        await self.store.save_async(team.record("case", id="c3", title="Debts"))

    async def test_cancelled_by_a_cancellable(self):
        cancellable = Gio.Cancellable()
        cancellable.cancel()
        with self.assertRaises(asyncio.CancelledError):
            await self.store.save_async(team.record("case", id="c3", title="Debts"), cancellable=cancellable)
        self.assertNotIn("c3", self.store)

    async def test_cancelled_half_way(self):
        """Nothing of it is kept, and when it is over it is over."""
        importer = Leren.Importer(self.store)
        importer.add_stream(Gio.MemoryInputStream.new_from_data(LINES), "lines", "json-lines")
        stop = asyncio.Event()
        importer.connect("progress", lambda *_: stop.set())
        running = importer.run_async()
        await stop.wait()
        running.cancel()
        with self.assertRaises(asyncio.CancelledError):
            await running
        self.assertEqual(self.store.count("practice"), 0)
        await self.store.close_async()

    async def test_cancelled_from_outside(self):
        async def import_all():
            importer = Leren.Importer(self.store)
            importer.add_stream(Gio.MemoryInputStream.new_from_data(LINES), "lines", "json-lines")
            importer.connect("progress", lambda *_: task.cancel())
            await importer.run_async()

        task = asyncio.create_task(import_all())
        with self.assertRaises(asyncio.CancelledError):
            await task
        self.assertEqual(self.store.count("practice"), 0)

    async def test_not_over_before_it_is(self):
        """A task that is cancelled says so when the call has ended, and not while it may still do something."""
        ends = []
        call = tasks.begin("test", lambda cancellable, done: ends.extend([cancellable, done]), lambda result: result, None)
        task = asyncio.ensure_future(self.wait_for(call))
        await asyncio.sleep(0)
        for _ in range(3):
            task.cancel()
            await asyncio.sleep(0.01)
            self.assertFalse(task.done() or call.done())
        cancellable, done = ends
        self.assertTrue(cancellable.is_cancelled())
        done(None, "result")
        with self.assertRaises(asyncio.CancelledError):
            await task
        self.assertTrue(call.cancelled())

    @staticmethod
    async def wait_for(call):
        return await call

    async def test_nothing_is_left(self):
        """Neither what is awaited nor what is given up is kept."""
        for _ in range(20):
            await self.store.get_async("c1")
            with self.assertRaises(KeyError):
                await self.store.get_async("nowhere")
            given_up = self.store.get_async("c1")
            given_up.cancel()
            await asyncio.gather(given_up, return_exceptions=True)
        del given_up
        await asyncio.sleep(0)
        gc.collect()
        self.assertEqual([each for each in gc.get_objects() if type(each) in (Gio.Cancellable, tasks.Awaited)], [])

    # --- exceptions ---------------------------------------------------------------------------------

    async def test_exception_in_a_handler(self):
        """It is told as Python tells what nobody catches, and what was done is done."""
        told = []
        hook, sys.excepthook = sys.excepthook, lambda *what: told.append(what[0])
        try:
            self.store.connect("changed", lambda *_: 1 / 0)
            await self.store.save_async(team.record("case", id="c3", title="Debts"))
            self.store.save(team.record("case", id="c4", title="Debts"))
        finally:
            sys.excepthook = hook
        self.assertEqual(told, [ZeroDivisionError, ZeroDivisionError])
        self.assertIn("c3", self.store)
        self.assertIn("c4", self.store)


class Loops(unittest.TestCase):
    def test_one_after_the_other(self):
        with team.open_filled() as store:

            async def read():
                return (await store.get_async("c1")).get_id()

            self.assertEqual([asyncio.run(read()) for _ in range(20)], ["c1"] * 20)

    def test_in_threads(self):
        """Each thread has its own loop, on one store."""
        with team.open_filled() as store:
            read = []

            async def save(i):
                await store.save_async(team.record("practice", id=f"n{i}", name="N"))
                read.append((threading.get_ident(), (await store.get_async(f"n{i}")).get_id()))

            threads = [threading.Thread(target=asyncio.run, args=[save(i)]) for i in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertEqual(sorted(id for _, id in read), [f"n{i}" for i in range(8)])

    def test_no_loop(self):
        with team.open_filled() as store:
            with self.assertRaisesRegex(RuntimeError, r"Leren\.Store\.get_async\(\) is to be awaited where an asyncio"):
                store.get_async("c1")

    def test_within_a_glib_loop(self):
        """Where a GLib main loop runs on the thread, that tells of changes, and is not run within itself."""
        loop = GLib.MainLoop()
        order = []
        with team.open_filled() as store:
            store.connect("changed", lambda *_: order.append("changed") or loop.quit())

            async def save():
                await store.save_async(team.record("case", id="c3", title="Debts"))
                order.append("saved")

            GLib.idle_add(lambda: asyncio.run(save()))
            GLib.timeout_add_seconds(60, loop.quit)
            loop.run()
        self.assertEqual(order, ["saved", "changed"])

    def test_given_up(self):
        """A loop that is closed with something under way is no harm."""
        with team.open_filled() as store:
            for _ in range(20):
                loop = asyncio.new_event_loop()

                async def begin():
                    store.get_async("c1")

                loop.run_until_complete(begin())
                for task in asyncio.all_tasks(loop):
                    task.cancel()
                loop.run_until_complete(asyncio.sleep(0))
                loop.close()
            gc.collect()
            self.assertEqual(asyncio.run(self.count(store)), 2)

    @staticmethod
    async def count(store):
        return await store.count_async("case")

    def test_exit(self):
        """A program may end with something under way."""
        with tempfile.TemporaryDirectory() as folder:
            program = textwrap.dedent(f"""
                import asyncio
                import sys

                sys.path.insert(0, {str(Path(__file__).parent)!r})
                import team
                from gi.repository import Leren

                store = team.open_filled({str(Path(folder, "team.leren"))!r})

                async def begin():
                    store.connect("changed", lambda *_: None)
                    for i in range(10):
                        store.save_async(team.record("case", id=f"n{{i}}", title="t"))
                    sys.exit(7)

                asyncio.run(begin())
            """)
            done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
            self.assertEqual((done.returncode, done.stderr), (7, ""))


class Lock(unittest.TestCase):
    def test_released(self):
        """While C works, other threads of Python do: one that C waits for, or it would wait for ever."""
        with Leren.Store.open(":memory:") as store:
            importer = Leren.Importer(store)
            reached, counted = threading.Event(), []
            reading, pipe = _pipe()

            def count():
                reached.wait(60)
                for i in range(1000):
                    counted.append(i)
                pipe.write(LINES)
                pipe.close()

            importer.add_stream(reading, "pipe", "json-lines")
            thread = threading.Thread(target=count)
            thread.start()
            reached.set()
            # the end of the pipe comes only once the other thread has counted
            importer.run()
            thread.join()
            self.assertEqual((len(counted), importer.get_n_records()), (1000, 5000))


def _pipe():
    reading, writing = os.pipe()
    return Gio.UnixInputStream.new(reading, True), open(writing, "wb")


OPENED_BEFORE = team.open_filled()

if __name__ == "__main__":
    # what does not come once will not come, and each would be waited for
    unittest.main(failfast=True)
