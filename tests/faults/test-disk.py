# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The disk fails, is full, or may not be written, and the clock jumps: each call gives an error or
keeps what it says it kept, and the store is whole after it."""

import errno
import os
import resource
import shutil
import signal
import stat
import subprocess
import unittest
from concurrent.futures import ThreadPoolExecutor

from faults import MODES, SANITIZED, SEED, FaultTest, Ledger, main, read, verify, with_shim, work

STEPS = {"saves": 3, "transactions": 2, "batches": 2, "imports": 2, "searches": 3, "openings": 2}
# with the sanitizers not each call, but each of so many
STRIDE = 7 if SANITIZED else 1
HOUR = 3600
YEAR = 366 * 24 * HOUR


class DiskTest(FaultTest):
    def copy(self, store, name):
        """A folder with a copy of a store, and nothing else"""
        os.mkdir(self.path(name))
        shutil.copy(store, self.path(name, "team.leren"))
        return self.path(name, "team.leren")

    def work_on(self, store, mode, steps, **options):
        with work(store, mode, SEED + 2, steps, **options) as worker:
            said, _ = worker.communicate()
        self.assertIn(worker.returncode, (0, 1), f"{options}: it ended with {worker.returncode}")
        return read(said)

    def assert_sound(self, store, ledger):
        self.assertEqual(ledger.judge(verify(store)[0]), [], store)


class Errors(DiskTest):
    """Each call of a short piece of work fails in turn, once or from then on."""

    def count(self, base, mode):
        store = self.copy(base, "count-" + mode)
        environment = with_shim(os.path.dirname(store), FAULT_COUNT=self.path("count"))
        _, ledger = self.work_on(store, mode, STEPS[mode], env=environment)
        self.assertEqual((ledger.acknowledged, ledger.failed), (STEPS[mode], []))
        with open(self.path("count"), encoding="utf-8") as file:
            return int(file.read())

    def fail_at(self, base, records, mode, call, how):
        code, again = how
        store = self.copy(base, f"{mode}-{call}-{code}-{again}")
        environment = with_shim(os.path.dirname(store), FAULT_CALL=f"{call} {code} {again}")
        found, ledger = self.work_on(store, mode, STEPS[mode], env=environment)
        wrong = [f"torn: {name}" for name in found.torn]
        if found.is_whole and found.records != records:
            wrong.append("it read something else than there was")
        if not found.is_whole:
            ledger = Ledger(records)
        left = [name for name in os.listdir(os.path.dirname(store))
                if name not in ("team.leren", "team.leren-journal")]
        wrong += [f"left behind: {name}" for name in left]
        return store, ledger, wrong, len(ledger.failed) + (not found.is_whole) + len(found.problems)

    def fail_everywhere(self, mode, *ways):
        base = self.make_store(f"{mode}.leren")
        records = verify(base)[0].records
        calls = self.count(base, mode)
        self.assertGreater(calls, 20)
        cases = [(call, how) for how in ways for call in range(1, calls + 1, STRIDE)]
        with ThreadPoolExecutor(2) as pool:
            runs = list(pool.map(lambda case: self.fail_at(base, records, mode, *case), cases))
        after = []
        for at in range(0, len(runs), 50):
            after += verify(*[store for store, _, _, _ in runs[at:at + 50]])
        wrong = [f"{store}: {said + ledger.judge(found)}"
                 for (store, ledger, said, _), found in zip(runs, after)
                 if said + ledger.judge(found)]
        told = sum(errors > 0 for _, _, _, errors in runs)
        print(f"{mode}: {calls} calls, {len(cases)} of them failed in turn, {told} told, "
              f"lost or torn {len(wrong)}", flush=True)
        self.assertEqual(wrong, [])
        # a failing sync or removal of what nobody needs any more may go unnoticed; most cannot
        self.assertGreater(told, len(cases) * 0.8)

    def test_saves(self):
        self.fail_everywhere("saves", (errno.EIO, "once"), (errno.EIO, "on"), (errno.ENOSPC, "on"))

    def test_transactions(self):
        self.fail_everywhere("transactions", (errno.EIO, "once"), (errno.EDQUOT, "on"))

    def test_batches(self):
        self.fail_everywhere("batches", (errno.EIO, "once"), (errno.ENOSPC, "on"))

    def test_imports(self):
        self.fail_everywhere("imports", (errno.EIO, "once"), (errno.ENOSPC, "once"))

    def test_searches(self):
        self.fail_everywhere("searches", (errno.EIO, "once"))

    def test_openings(self):
        self.fail_everywhere("openings", (errno.EIO, "once"), (errno.EIO, "on"))


class Full(DiskTest):
    """There is no more room: on the disk, or for this user."""

    def test_quota(self):
        store = self.make_store("team.leren")
        records = verify(store)[0].records
        limit = os.stat(store).st_size + 40000

        def limit_files():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        found, ledger = self.work_on(store, "imports", 20, preexec_fn=limit_files)
        self.assertEqual(found.records, records)
        self.assertGreater(len(ledger.failed), 3)
        # SQLite tells a quota that is used up as a disk that fails
        for text in ledger.failed:
            self.assertRegex(text, "no room left on the disk|room within any quota")
        self.assertLessEqual(os.stat(store).st_size, limit)
        self.assert_sound(store, ledger)
        # and with room it goes on
        found, ledger = self.work_on(store, "saves", 3)
        self.assertEqual((found.is_whole, ledger.failed), (True, []))


def can_mount():
    if shutil.which("unshare") is None or os.geteuid() != 0:
        return False
    command = ["unshare", "-m", "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", "/mnt"]
    return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0


@unittest.skipUnless(can_mount(), "a small file system cannot be mounted here")
class SmallDisk(DiskTest):
    def test_full_disk(self):
        """Until it is full, what is there; after it is full, an error; with room again, all goes on."""
        os.mkdir(self.path("disk"))
        script = ('mount -t tmpfs -o size=700k tmpfs "$1/disk" && '
                  '"$FAULT_WORKER" work "$1/disk/team.leren" "$2" 7 60 > "$1/said"; '
                  '"$FAULT_WORKER" verify "$1/disk/team.leren" > "$1/found"; '
                  'mount -o remount,size=4m "$1/disk" && '
                  '"$FAULT_WORKER" work "$1/disk/team.leren" "$2" 8 5 > "$1/again"')
        for mode in ("transactions", "imports", "searches"):
            with self.subTest(mode):
                subprocess.run(["unshare", "-m", "sh", "-c", script, "sh", self.folder, mode], check=True)
                with open(self.path("said"), "rb") as file:
                    _, ledger = read(file.read())
                with open(self.path("found"), "rb") as file:
                    found, _ = read(file.read())
                with open(self.path("again"), "rb") as file:
                    again, more = read(file.read())
                self.assertGreater(ledger.acknowledged, 2)
                self.assertGreater(len(ledger.failed), 0)
                for text in ledger.failed:
                    self.assertIn("no room left", text)
                self.assertEqual(ledger.judge(found), [])
                self.assertEqual(ledger.judge(again), [])
                self.assertEqual((more.acknowledged, more.failed), (5, []))


class ReadOnly(DiskTest):
    def as_nobody(self):
        """Who is root may write whatever the file says"""
        if os.geteuid() == 0:
            os.setgroups([])
            os.setresgid(65534, 65534, 65534)
            os.setresuid(65534, 65534, 65534)

    def refuse(self, mode):
        store = self.copy(self.make_store(mode + ".leren"), mode)
        os.chmod(self.folder, 0o755)
        return store

    def check(self, store, records):
        """It can be read, and not be changed; a store that is asked for is not made anew."""
        before = os.listdir(os.path.dirname(store))
        found, ledger = self.work_on(store, "saves", 3, preexec_fn=self.as_nobody)
        self.assertEqual(found.records, records)
        self.assertEqual((ledger.acknowledged, len(ledger.failed)), (0, 3))
        self.assertEqual(os.listdir(os.path.dirname(store)), before)
        self.assert_sound(store, ledger)

    def test_file_that_may_not_be_written(self):
        store = self.refuse("saves")
        records = verify(store)[0].records
        os.chmod(store, 0o444)
        self.check(store, records)

    def test_folder_that_may_not_be_written(self):
        store = self.refuse("saves")
        records = verify(store)[0].records
        os.chmod(store, 0o666)
        os.chmod(os.path.dirname(store), 0o555)
        self.check(store, records)


class Clock(DiskTest):
    """The clock goes back an hour, and then ahead a year: records come in the order they came."""

    def test_jumps(self):
        for mode in MODES:
            with self.subTest(mode):
                store = self.copy(self.make_store(mode + ".leren"), mode)
                environment = with_shim(os.path.dirname(store), FAULT_CLOCK=f"3 {-HOUR}\n6 {YEAR}\n9 {-YEAR}")
                found, ledger = self.work_on(store, mode, 12, env=environment)
                self.assertEqual((ledger.acknowledged, ledger.failed), (12, []))
                self.assertTrue(found.is_whole)
                self.assert_sound(store, ledger)

    def test_new_files_are_nobody_elses(self):
        """Whatever the umask is"""
        for umask in (0o000, 0o022, 0o777):
            store = self.path(f"{umask}.leren")
            found, _ = self.work_on(store, "saves", 2, preexec_fn=lambda umask=umask: os.umask(umask))
            if umask != 0o777:
                self.assertTrue(found.is_whole)
                self.assertEqual(stat.S_IMODE(os.stat(store).st_mode), 0o600)


if __name__ == "__main__":
    main()
