#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Snapshots of a store with visibility on and off, by turns in one process: of everybody's records, of what one who is
in every team may read, and of what a member of one team may read.

What each reader got is held against the rule as tests/python has it. LEREN_BENCH_RECORDS (1,000,000) and LEREN_BENCH_TURNS
(5) say how much.
"""

import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Leren

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "python"))
from visibility_oracle import Oracle

LEREN = os.environ["LEREN_COMMAND"]
RECORDS = int(os.environ.get("LEREN_BENCH_RECORDS", "1000000"))
TURNS = int(os.environ.get("LEREN_BENCH_TURNS", "5"))
LEVELS = ["private", "session", "network", "public"]


def give_visibility(source, target):
    """Three of ten say who may read them; the first participant is put into every team."""
    everywhere = None
    readers = []
    with open(source, encoding="utf-8") as lines, open(target, "w", encoding="utf-8") as out:
        for line in lines:
            record = json.loads(line)
            chance = int.from_bytes(hashlib.sha256(record["id"].encode()).digest()[:4], "big")
            if record["type"] == "participant" and everywhere is None:
                everywhere = record["id"]
            if record["type"] == "team":
                readers = readers or [everywhere, record["members"][0]]
                record["members"] = sorted({everywhere, *record["members"]})
            if chance % 10 < 3:
                record["visibility"] = LEVELS[chance // 10 % 4]
            out.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
    return readers


def take(store):
    begun, worked = time.monotonic(), time.process_time()
    store.snapshot()
    return time.monotonic() - begun, time.process_time() - worked


def middle(taken):
    return statistics.median(seconds for seconds, _ in taken)


def busy(taken):
    """The least of what the processors did: others on the machine can only add to it."""
    return min(worked for _, worked in taken)


def checksum(ids):
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()[:16]


def main():
    with tempfile.TemporaryDirectory(prefix="leren-bench-") as folder:
        plain, source, path = (os.path.join(folder, name) for name in ("plain.jsonl", "source.jsonl", "city.leren"))
        subprocess.run([sys.executable, str(HERE / "records.py"), str(RECORDS), plain], check=True)
        readers = give_visibility(plain, source)
        subprocess.run([LEREN, "import", path, source], check=True, stderr=subprocess.DEVNULL)
        flags = Leren.StoreFlags.READ_ONLY
        stores = {None: Leren.Store.open(path, flags), **{who: Leren.Store.open_as(path, flags, who) for who in readers}}
        times = {who: [] for who in stores}
        for turn in range(TURNS + 1):
            for who, store in stores.items():
                taken = take(store)
                if turn > 0:  # the first one warms the cache of the file
                    times[who].append(taken)
        names = {None: "without restriction", readers[0]: "a member of every team", readers[1]: "a member of one team"}
        whole, least = middle(times[None]), busy(times[None])
        for who, store in stores.items():
            print(f"  {names[who]:24} {middle(times[who]):7.3f} s  {store.snapshot().n_records:>8} records  ratio "
                  f"{middle(times[who]) / whole:5.2f}, of processor time {busy(times[who]) / least:5.2f}  "
                  f"({' '.join(f'{seconds:.3f}' for seconds, _ in times[who])})")
        print("  promised: at most 1.20")
        with open(source, encoding="utf-8") as lines:
            oracle = Oracle([json.loads(line) for line in lines])
        member = readers[1]
        snapshot = stores[member].snapshot()
        ours = {row["id"] for name in snapshot.list_types() for row in snapshot.table(name)}
        theirs = oracle.seen(member)
        print(f"  checksum of the member's {len(ours)} ids {checksum(ours)}, by the rule {checksum(theirs)}")
        if ours != theirs:
            sys.exit(f"not the same: {sorted(ours ^ theirs)[:5]}")


main()
