# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What the tests of faults share: the worker, what it said, and what has to be there after that.

A store that is judged here is whatever fault-worker takes for one: a path, or another location."""

import os
import shutil
import subprocess
import tempfile
import unittest

WORKER = os.environ["FAULT_WORKER"]
SHIM = os.environ["FAULT_SHIM"]
SANITIZED = "asan" in os.environ.get("LD_PRELOAD", "")
SEED = int(os.environ.get("FAULT_SEED", "20261122"))
MODES = ("saves", "transactions", "batches", "imports", "searches", "openings")


def from_environment(name, number):
    """How often; the sanitizers make a worker some ten times slower."""
    return int(os.environ.get(name, number // 10 if SANITIZED else number))


def with_shim(folder, **settings):
    """The environment in which the worker meets the faults of fault-shim.c."""
    preload = [name for name in os.environ.get("LD_PRELOAD", "").split(":") if name]
    return dict(os.environ, LD_PRELOAD=":".join([*preload, SHIM]),
                FAULT_FOLDER=os.path.join(folder, ""), **settings)


def work(store, mode, seed, steps, **options):
    """Starts a worker that says on its standard output what it does."""
    return subprocess.Popen([WORKER, "work", store, mode, str(seed), str(steps)],
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, **options)


class Found:
    """What a worker found when it opened a store."""

    def __init__(self):
        self.records = {}
        self.torn = []
        self.problems = []
        self.refused = None
        self.is_whole = False

    def take(self, word, rest):
        """FALSE where the line tells of something else."""
        if word == "has":
            identity, value = rest.split(" ")
            self.records[identity] = int(value)
        elif word == "torn":
            self.torn.append(rest)
        elif word == "problem":
            self.problems.append(rest)
        elif word == "refused":
            self.refused = rest
        elif word == "opened":
            self.is_whole = True
        else:
            return False
        return True


def changed(records, plan):
    """What is there after a change: "+ID=VALUE -ID" """
    records = dict(records)
    for part in plan.split():
        if part[0] == "+":
            identity, value = part[1:].split("=")
            records[identity] = int(value)
        else:
            records.pop(part[1:], None)
    return records


class Ledger:
    """What has to be in a store by what was said: what was acknowledged is there; what was not is
    there whole, or not at all."""

    def __init__(self, records=None):
        self.before = records or {}
        self.changes = []  # of a plan, and whether it was acknowledged
        self.acknowledged = 0
        self.failed = []
        self.plan = None

    def copy(self):
        result = Ledger(self.before)
        result.changes = list(self.changes)
        result.plan = self.plan
        return result

    def take(self, word, rest):
        if word == "will":
            self.plan = rest
        elif word == "did":
            self.changes.append((self.plan, True))
            self.acknowledged += 1
            self.plan = None
        elif word == "failed":
            self.failed.append(rest)
            self.doubt()
        else:
            raise ValueError(f"the worker said {word} {rest}")

    def doubt(self):
        """The change under way may have been made, or not."""
        if self.plan is not None:
            self.changes.append((self.plan, False))
        self.plan = None

    def expect(self, found):
        """What has to be there, where each change in doubt was made if all of it is there."""
        records = self.before
        for plan, is_certain in self.changes:
            after = changed(records, plan)
            names = records.keys() | after.keys()
            was_made = all(found.get(name) == after.get(name) for name in names
                           if records.get(name) != after.get(name))
            if is_certain or was_made:
                records = after
        return records

    def judge(self, found):
        """What is wrong with what was found: empty where nothing is."""
        wrong = [f"torn: {identity}" for identity in found.torn]
        wrong += [f"problem: {problem}" for problem in found.problems]
        if not found.is_whole:
            wrong.append(f"not opened: {found.refused}")
        elif not found.torn:
            expected = self.expect(found.records)
            lost = [name for name in expected if found.records.get(name, 0) < expected[name]]
            more = [name for name in found.records if found.records[name] > expected.get(name, 0)]
            if lost or more:
                wrong.append(f"lost or torn: without {lost[:5]}, with {more[:5]}")
        return wrong


def lines_of(said):
    """Words and rests of what was said; a line that was not written to its end is none."""
    for line in said.decode().split("\n")[:-1]:
        word, _, rest = line.partition(" ")
        yield word, rest


def read(said, ledger=None):
    """What a worker found, and the ledger as it went on from there."""
    found = Found()
    for word, rest in lines_of(said):
        if not found.take(word, rest):
            ledger = ledger or Ledger(found.records)
            ledger.take(word, rest)
    return found, ledger or Ledger(found.records)


def verify(*stores, check=True):
    """What is in each store."""
    done = subprocess.run([WORKER, "verify", *stores], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, check=check)
    found = []
    current = Found()
    for word, rest in lines_of(done.stdout):
        current.take(word, rest)
        if word in ("opened", "refused"):
            found.append(current)
            current = Found()
    if len(found) != len(stores):
        raise AssertionError(f"it looked at {len(found)} stores of {len(stores)}: {done}")
    return found


class FaultTest(unittest.TestCase):
    """Each test has a folder in memory, where syncing takes no time."""

    def setUp(self):
        place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.folder = tempfile.mkdtemp(prefix="leren-fault-", dir=place)
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def make_store(self, name, mode="transactions", steps=3):
        """A store in which there is something."""
        with work(self.path(name), mode, SEED, steps) as worker:
            said, _ = worker.communicate()
        found, ledger = read(said)
        self.assertTrue(found.is_whole)
        self.assertEqual(ledger.failed, [])
        return self.path(name)


def main():
    unittest.main()
