#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Opening a store and diagnosing it all, against pandas and against a bare SELECT; the rules, against
taking the snapshot.

pandas reads the same file, once whole tables and once only the columns that the rules need, and
computes the level profile and the share of closed cycles, no more; libleren computes those too, after
running all its rules. The answers are compared.
LEREN_BENCH_RECORDS (1,000,000) and LEREN_BENCH_TURNS (3) say how much.
"""

import hashlib
import json
import os
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas

HERE = Path(__file__).resolve().parent
LEREN = os.environ["LEREN_COMMAND"]
DIAGNOSE = os.environ["LEREN_BENCH_DIAGNOSE"]
RECORDS = int(os.environ.get("LEREN_BENCH_RECORDS", "1000000"))
TURNS = int(os.environ.get("LEREN_BENCH_TURNS", "3"))
LEVELS = ["environment", "behaviour", "capability", "belief", "identity", "meaning"]


def with_pandas(store, selects):
    begun = time.monotonic()
    database = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    frames = {}
    for select in selects:
        frames[re.search(r' FROM "(\w+)"', select).group(1)] = pandas.read_sql(select, database)
    counts = sum(
        (frame["level"].value_counts().reindex(LEVELS, fill_value=0) for frame in (frames["reflection"], frames["action"])),
        start=0,
    )
    coding = frames["coding"]
    counts += coding["concept"][coding["framework"] == "logical-levels"].value_counts().reindex(LEVELS, fill_value=0)
    action = frames["action"]
    closed = (action["state"] == "concluded").mean()
    seconds = time.monotonic() - begun
    return seconds, {level: int(counts[level]) for level in LEVELS}, float(closed), sum(map(len, frames.values()))


def checksum(counts, closed):
    return hashlib.sha256(json.dumps([counts, round(closed, 9)]).encode()).hexdigest()[:16]


def main():
    with tempfile.TemporaryDirectory(prefix="leren-bench-") as name:
        source, store = str(Path(name, "records.jsonl")), str(Path(name, "records.leren"))
        subprocess.run([sys.executable, str(HERE / "records.py"), str(RECORDS), source], check=True)
        subprocess.run([LEREN, "import", store, source], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        ours = json.loads(subprocess.run([DIAGNOSE, store, str(TURNS)], check=True, capture_output=True).stdout)
        theirs = [with_pandas(store, ours["selects"]) for _ in range(TURNS)]
        tables = [re.sub(r"^.* FROM ", "SELECT * FROM ", select) for select in ours["selects"]]
        whole = [with_pandas(store, tables) for _ in range(TURNS)]
    leren = statistics.median(turn[0] for turn in ours["turns"])
    scan = statistics.median(turn[1] for turn in ours["turns"])
    taken = statistics.median(turn[2] for turn in ours["turns"])
    rules = statistics.median(turn[3] for turn in ours["turns"])
    frame = statistics.median(turn[0] for turn in theirs)
    tables = statistics.median(turn[0] for turn in whole)
    counts = {concept["id"]: concept["count"] for concept in ours["profile"]["groups"][0]["concepts"]}
    counts = {level: counts[level] for level in LEVELS}
    print(f"diagnose: a store of {ours['records']} records, median of {TURNS} turns")
    print(f"  bare SELECT of the columns         {scan:7.3f} s  {ours['scanned']:>8} rows  checksum {ours['scan_checksum']}")
    print(f"  pandas, whole tables               {tables:7.3f} s  {whole[0][3]:>8} rows  checksum {checksum(*whole[0][1:3])}")
    print(f"  pandas, only the columns needed    {frame:7.3f} s  {theirs[0][3]:>8} rows  checksum {checksum(*theirs[0][1:3])}")
    print(
        f"  leren: open, all rules, the same   {leren:7.3f} s  {ours['records']:>8} records  "
        f"checksum {checksum(counts, ours['closed_share'])}  {ours['findings']} findings"
    )
    print(f"  ratio to pandas {tables / leren:6.2f}  (promised: at least 5); to the columns alone {frame / leren:.2f}")
    print(f"  ratio to the bare SELECT {leren / scan:5.2f}  (promised: at most 3)")
    print(f"  leren: open and take the snapshot  {taken:7.3f} s  {ours['records']:>8} records")
    print(f"  leren: all rules over it           {rules:7.3f} s  {ours['findings']:>8} findings  checksum {ours['findings_checksum']}")
    print(f"  ratio of the rules to the snapshot {rules / taken:5.2f}  (promised: at most 2)")
    if checksum(counts, ours["closed_share"]) != checksum(*theirs[0][1:3]):
        sys.exit(f"the two do not say the same: {counts}, {ours['closed_share']} against {theirs[0][1]}, {theirs[0][2]}")


main()
