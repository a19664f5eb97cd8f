# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The power goes while a worker is at it: what it was told to be kept is on the disk by then, and
nothing is there by half, whatever the disk did with what was not synced."""

import os
import random
import shutil

from faultlog import Disk, read_log
from faults import (MODES, SEED, FaultTest, Found, Ledger, from_environment, lines_of, main, read, verify,
                    with_shim, work)

CUTS = from_environment("FAULT_CUTS", 600)
STEPS = {"saves": 12, "transactions": 6, "batches": 6, "imports": 6, "searches": 10, "openings": 10}
AT_ONCE = 25


class PowerTest(FaultTest):
    def record(self, mode, is_new):
        """What a worker did to a store, what was in it before that, and the disk as it was."""
        folder = self.path("new" if is_new else mode)
        store = os.path.join(folder, "team.leren")
        os.mkdir(folder)
        log = folder + ".log"
        disk = Disk()
        if not is_new:
            self.make_store(store)
            with open(store, "rb") as file:
                disk.add("team.leren", os.stat(store).st_ino, file.read())
        environment = with_shim(folder, FAULT_LOG=log)
        with work(store, mode, SEED + 1, STEPS[mode], env=environment) as worker:
            said, _ = worker.communicate()
        found, ledger = read(said)
        self.assertEqual((worker.returncode, ledger.failed), (0, []))
        return disk, list(read_log(log)), found.records

    def cut_and_judge(self, mode, n_cuts, chance, is_new=False):
        """Cuts at random places of one log; what was acknowledged at each is as far as it was said
        there. A new store is there when it was said to be open."""
        disk, log, records = self.record(mode, is_new)
        first = 0
        if is_new:
            first = next(place for place, entry in enumerate(log) if entry.data == b"opened\n")
        ledger = Ledger(records)
        waiting = []
        wrong = []
        at = acknowledged = 0
        cuts = sorted(chance.randrange(first, len(log) + 1) for _ in range(n_cuts))
        for number, cut in enumerate(cuts):
            for entry in log[at:cut]:
                disk.play(entry)
                for word, rest in lines_of(entry.data) if entry.word == "say" else ():
                    if not Found().take(word, rest):
                        ledger.take(word, rest)
            at = cut
            now = ledger.copy()
            now.doubt()
            acknowledged += ledger.acknowledged
            folder = self.path(f"{mode}-{number}")
            disk.cut(folder, chance)
            waiting.append((folder, now, cut))
            if len(waiting) == AT_ONCE or number == n_cuts - 1:
                wrong += self.judge(mode, waiting)
                waiting = []
        return acknowledged, wrong

    def judge(self, mode, waiting):
        wrong = []
        looked = verify(*[os.path.join(folder, "team.leren") for folder, _, _ in waiting])
        for (folder, ledger, cut), found in zip(waiting, looked):
            said = ledger.judge(found)
            if said:
                wrong.append(f"{mode}, cut at {cut}: {said}")
            shutil.rmtree(folder)
        return wrong

    def test_what_was_acknowledged_is_on_the_disk(self):
        chance = random.Random(SEED)
        total = 0
        wrong = []
        for mode in MODES:
            acknowledged, faults = self.cut_and_judge(mode, CUTS // len(MODES), chance)
            total += acknowledged
            wrong += faults
        wrong += self.cut_and_judge("saves", CUTS // len(MODES), chance, is_new=True)[1]
        print(f"power cuts {CUTS // len(MODES) * (len(MODES) + 1)}, acknowledged before them {total}, "
              f"lost or torn {len(wrong)}", flush=True)
        self.assertEqual(wrong, [])
        self.assertGreater(total, CUTS)


if __name__ == "__main__":
    main()
