# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A server is killed, and lines to it are cut, at random moments while workers save, import and open. What they were
told to be kept is there after that; what they were told to be lost is not there; nothing is there by half."""

import importlib.util
import os
import random
import signal
import subprocess
import sys
import threading
import time
import unittest

from faults import MODES, SEED, Found, Ledger, from_environment, lines_of, main, work

POSTGRES = os.path.join(os.environ["LEREN_SOURCE_ROOT"], "tests", "postgres")
sys.path.insert(0, POSTGRES)
from proxy import Proxy  # noqa: E402

spec = importlib.util.spec_from_file_location("with_server", os.path.join(POSTGRES, "with-server.py"))
with_server = importlib.util.module_from_spec(spec)
spec.loader.exec_module(with_server)

KILLS = from_environment("FAULT_SERVER_KILLS", 16)
# of sixteen; a server that crashes takes its time to come back
FAULTS = {"connection ended": 5, "line cut": 4, "line cut unnoticed": 4, "backend killed": 2, "server killed": 1}
AT_WORK = 0.15  # seconds from what was acknowledged first until it is hit, and as long again after that
IN_DOUBT = "all of it is there, or nothing"
WRONG_KEYS = """SELECT count(*) FROM (SELECT id, _owner, _rowid_, 'case' FROM leren."case" UNION ALL
SELECT id, _owner, _rowid_, 'action' FROM leren.action) AS t (id, owner, row, type)
FULL JOIN leren.identity AS i USING (id, owner, row, type) WHERE t.id IS NULL OR i.id IS NULL"""


class ServerLedger(Ledger):
    """Where it is known that nothing was kept, nothing may be there."""

    def take(self, word, rest):
        if word != "failed":
            super().take(word, rest)
            return
        self.failed.append(rest)
        if IN_DOUBT in rest:
            self.doubt()
        self.plan = None


class Victim:
    """A worker, and what it says while it works."""

    def __init__(self, store, mode, seed):
        self.found = Found()
        self.ledger = None
        self.at_work = threading.Event()  # something was acknowledged, or it ended
        self.process = work(store, mode, seed, 0)
        self.thread = threading.Thread(target=self.listen)
        self.thread.start()

    def listen(self):
        rest = b""
        while more := os.read(self.process.stdout.fileno(), 65536):
            said, newline, rest = (rest + more).rpartition(b"\n")
            for word, what in lines_of(said + newline):
                if not self.found.take(word, what):
                    self.ledger = self.ledger or ServerLedger(self.found.records)
                    self.ledger.take(word, what)
                    if self.ledger.acknowledged > 0:
                        self.at_work.set()
        self.at_work.set()

    def kill(self):
        self.process.kill()
        self.thread.join()
        self.process.stdout.close()
        self.process.wait()


class ServerTest(unittest.TestCase):
    def setUp(self):
        self.server = with_server.Server(safe=True)
        self.server.__enter__()
        self.addCleanup(self.server.__exit__)
        self.proxy = Proxy(self.server.folder)
        self.addCleanup(self.proxy.stop)
        self.chance = random.Random(SEED)
        self.faults = []
        self.inflicted = dict.fromkeys(FAULTS, 0)
        self.acknowledged = self.failed = self.under_way = self.in_doubt = 0

    def psql(self, sql, database="postgres"):
        return subprocess.run(["psql", "--no-psqlrc", "--tuples-only", "--no-align", "--username=leren",
                               f"--host={self.server.folder}", f"--dbname={database}", f"--command={sql}"],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.server.env, text=True)

    def wait_for_server(self):
        until = time.monotonic() + 60
        while self.psql("SELECT 1").returncode != 0:
            self.assertLess(time.monotonic(), until)
            time.sleep(0.02)

    def backends(self, database):
        said = self.psql(f"SELECT pid FROM pg_stat_activity WHERE datname = '{database}'").stdout
        return [int(line) for line in said.split()]

    def inflict(self, fault, database):
        if fault == "connection ended":
            self.psql(f"SELECT pg_terminate_backend (pid) FROM pg_stat_activity WHERE datname = '{database}'")
        elif fault.startswith("line cut"):
            self.proxy.cut_all(leaving=fault.endswith("unnoticed"))
        elif fault == "backend killed":
            for backend in self.backends(database)[:1]:
                os.kill(backend, signal.SIGKILL)
        else:
            self.server.kill()
            time.sleep(self.chance.random() * 0.2)
            self.server.start()
        self.inflicted[fault] += 1

    def next_fault(self):
        if not self.faults:
            self.faults = [fault for fault, number in FAULTS.items() for _ in range(number)]
            self.chance.shuffle(self.faults)
        return self.faults.pop()

    def hit(self, database):
        """A worker is at it; the server, or the line, is hit; after a while it is killed too."""
        mode = self.chance.choice(MODES)
        fault = self.next_fault()
        victim = Victim(self.proxy.location(database), mode, self.chance.getrandbits(30))
        victim.at_work.wait()
        time.sleep(self.chance.random() * AT_WORK)
        self.inflict(fault, database)
        time.sleep(self.chance.random() * AT_WORK)
        victim.kill()
        return victim, f"{mode}, {fault}"

    def test_what_was_acknowledged_is_there(self):
        ledger = ServerLedger()
        self.psql("CREATE DATABASE wijkteam")
        wrong = []
        n_refused = 0
        while sum(self.inflicted.values()) < KILLS and not wrong:
            victim, what = self.hit("wijkteam")
            self.wait_for_server()
            if not victim.found.is_whole:
                n_refused += 1
                self.assertLess(n_refused, 5 + KILLS / 4, victim.found.refused)
                continue
            wrong = [f"{what}: {text}" for text in ledger.judge(victim.found)]
            ledger = victim.ledger or ServerLedger(victim.found.records)
            self.acknowledged += ledger.acknowledged
            self.failed += len(ledger.failed)
            self.in_doubt += sum(IN_DOUBT in text for text in ledger.failed)
            self.under_way += ledger.plan is not None
            ledger.doubt()
        torn = sum("torn:" in text or "problem:" in text for text in wrong)
        print(f"kills {sum(self.inflicted.values())}, acknowledged {self.acknowledged}, lost {len(wrong) - torn}, "
              f"torn {torn} ({self.inflicted}, {self.failed} told to be lost, {self.in_doubt} to be in doubt, "
              f"{self.under_way} workers killed in the midst of a change)", flush=True)
        self.assertEqual(wrong, [])
        self.assertEqual(self.psql(WRONG_KEYS, "wijkteam").stdout.strip(), "0")
        self.assertGreaterEqual(self.acknowledged, KILLS / 2)


if __name__ == "__main__":
    main()
