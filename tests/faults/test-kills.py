# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Workers are killed at random moments, while they save, import, search and open a store. What
they were told to be kept is there after that, and nothing is there by half."""

import glob
import json
import os
import random
import shutil
import subprocess
import threading
import time

from faults import (MODES, SEED, WORKER, FaultTest, Found, Ledger, from_environment, lines_of, main,
                    work)

COMMAND = os.environ["LEREN_COMMAND"]
STORES = os.path.join(os.environ["LEREN_SOURCE_ROOT"], "tests", "data", "stores")

KILLS = from_environment("FAULT_KILLS", 600)
KILLS_OF_A_STORE = 25
LONGEST = 0.025  # seconds from when it begins to work until it is killed
OPENING = 0.03  # seconds in which it starts and opens the store


class Victim:
    """One worker: what it found and said until it was killed."""

    def __init__(self, store, mode, seed):
        self.found = Found()
        self.ledger = None
        self.process = work(store, mode, seed, 0)
        self.said = b""

    def read_until_opened(self):
        """What it found; it works on meanwhile."""
        while b"\nopened\n" not in b"\n" + self.said:
            more = os.read(self.process.stdout.fileno(), 65536)
            if not more:
                break
            self.said += more

    def kill(self):
        self.process.kill()
        self.said += self.process.stdout.read()
        self.process.stdout.close()
        self.process.wait()
        for word, rest in lines_of(self.said):
            if not self.found.take(word, rest):
                self.ledger = self.ledger or Ledger(self.found.records)
                self.ledger.take(word, rest)


class Kills:
    """Kills workers of one store after another, each of which first looks at what the one before
    it left."""

    def __init__(self, folder, number, seed):
        self.folder = folder
        self.number = number
        self.random = random.Random(seed)
        self.kills = dict.fromkeys(MODES, 0)
        self.kills["while opening"] = 0
        self.acknowledged = 0
        self.under_way = 0
        self.wrong = []

    def run(self):
        while sum(self.kills.values()) < self.number and not self.wrong:
            store = os.path.join(self.folder, f"{self.random.getrandbits(40)}.leren")
            self.kill_at_one(store)

    def kill_at_one(self, store):
        ledger = Ledger()
        for number in range(KILLS_OF_A_STORE):
            victim, mode = self.kill_one(store, number > 0 and self.random.random() < 0.2)
            if not victim.found.is_whole:
                if victim.found.refused is None:  # killed before it came to know what is there
                    continue
            wrong = ledger.judge(victim.found)
            ledger = victim.ledger or Ledger(victim.found.records)
            if wrong or ledger.failed:
                self.wrong.append(f"{store}, {mode}: {wrong} {ledger.failed}")
                return
            self.acknowledged += ledger.acknowledged
            self.under_way += ledger.plan is not None
            ledger.doubt()

    def kill_one(self, store, while_opening):
        mode = self.random.choice(MODES)
        victim = Victim(store, mode, self.random.getrandbits(30))
        if while_opening:
            time.sleep(self.random.random() * OPENING)
        else:
            victim.read_until_opened()
            time.sleep(self.random.random() * LONGEST)
        victim.kill()
        self.kills["while opening" if while_opening else mode] += 1
        return victim, mode


class KillTest(FaultTest):
    def test_what_was_acknowledged_is_there(self):
        runs = [Kills(self.folder, KILLS / 2, SEED + number) for number in range(2)]
        threads = [threading.Thread(target=run.run) for run in runs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        wrong = [text for run in runs for text in run.wrong]
        kills = {name: sum(run.kills[name] for run in runs) for name in runs[0].kills}
        torn = sum("torn:" in text or "problem:" in text for text in wrong)
        print(f"kills {sum(kills.values())}, acknowledged {sum(run.acknowledged for run in runs)}, "
              f"lost {len(wrong) - torn}, torn {torn} ({kills}, "
              f"{sum(run.under_way for run in runs)} in the midst of a change)", flush=True)
        self.assertEqual(wrong, [])
        self.assertGreaterEqual(sum(kills.values()), KILLS)
        # they were killed at work, and not before or after it
        self.assertGreater(sum(run.under_way for run in runs), KILLS / 4)

    def test_while_the_form_is_changed(self):
        """A store of each former form: whenever the program that changes it is killed, it has the old
        form or the new one, and every record."""
        chance = random.Random(SEED)
        fixtures = sorted(glob.glob(os.path.join(STORES, "v*.leren")))
        self.assertGreater(len(fixtures), 0)
        migrated = 0
        for number in range(KILLS // 10):
            fixture = fixtures[number % len(fixtures)]
            with open(fixture[:-len("leren")] + "jsonl", encoding="utf-8") as file:
                expected = {record["id"]: record for record in map(json.loads, file)}
            folder = os.path.join(self.folder, f"migration-{number}")
            store = os.path.join(folder, "team.leren")
            os.mkdir(folder)
            shutil.copy(fixture, store)
            with subprocess.Popen([WORKER, "verify", store], stdout=subprocess.DEVNULL) as process:
                time.sleep(chance.random() * OPENING * 2)
                process.kill()
            # of the form that is changed there is a copy, or it was not yet begun
            migrated += any(".backup" in name for name in os.listdir(folder))
            subprocess.run([WORKER, "verify", store], stdout=subprocess.DEVNULL, check=True)
            subprocess.run([COMMAND, "check", store], stdout=subprocess.DEVNULL, check=True)
            said = subprocess.run([COMMAND, "export", store, "--format=jsonl"], stdout=subprocess.PIPE, check=True)
            found = {record["id"]: record for record in map(json.loads, said.stdout.splitlines())}
            self.assertEqual(found, expected)
            shutil.rmtree(folder)
        print(f"kills while the form is changed {KILLS // 10}, of which {migrated} after the copy was begun",
              flush=True)

    def test_while_copies_come_together(self):
        """Whenever a merge is killed, the store is as it was, or has all of it, and it can be done again."""
        def leren(*arguments, **options):
            return subprocess.run([COMMAND, *arguments], stdout=subprocess.PIPE, check=True, **options).stdout

        def contents(store):
            return sorted(leren("export", store, "--format=jsonl").splitlines())

        chance = random.Random(SEED)
        team, coach, store = (os.path.join(self.folder, f"{name}.leren") for name in ("team", "coach", "copy"))
        people = [{"type": "participant", "id": f"p{i}", "name": f"Participant {i}"} for i in range(20)]
        actions = [{"type": "action", "id": f"a{i}", "what": f"Letter {i}"} for i in range(20)]
        leren("import", team, "-", "--format=jsonl", input=b"\n".join(json.dumps(each).encode() for each in people + actions))
        shutil.copy(team, coach)
        for number in range(20):
            leren("act", coach, f"a{number}", "own", f"owner=p{number}")
            leren("act", team, f"a{number}", "own", f"owner=p{19 - number}")
        cases = [{"type": "case", "id": f"c{i}", "title": f"Rent arrears {i}"} for i in range(400)]
        leren("import", coach, "-", "--format=jsonl", input=b"\n".join(json.dumps(each).encode() for each in cases))
        before = contents(team)
        shutil.copy(team, store)
        began = time.monotonic()
        leren("merge", store, coach)
        takes = time.monotonic() - began
        after = contents(store)
        self.assertEqual(len(after), len(before) + len(cases))
        kills = undone = 0
        # now and then it is done before it is killed
        for _ in range(KILLS):
            if kills == KILLS // 60:
                break
            for path in glob.glob(store + "*"):
                os.unlink(path)
            shutil.copy(team, store)
            with subprocess.Popen([COMMAND, "merge", store, coach], stdout=subprocess.DEVNULL) as process:
                time.sleep(chance.random() * takes)
                process.kill()
            kills += process.returncode != 0
            subprocess.run([COMMAND, "check", store], stdout=subprocess.DEVNULL, check=True)
            found = contents(store)
            self.assertIn(found, (before, after))
            undone += found == before
        leren("merge", store, coach)
        self.assertEqual(contents(store), after)
        print(f"kills while copies come together {kills}, of which {undone} before it was done", flush=True)
        self.assertEqual(kills, KILLS // 60)


if __name__ == "__main__":
    main()
