#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Bulk import against json and sqlite3.executemany: the same records into the same tables and columns.

Both take turns; the medians count. Afterwards what both hold is compared, value for value.
LEREN_BENCH_RECORDS (1,000,000) and LEREN_BENCH_TURNS (3) say how much.
"""

import hashlib
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
LEREN = os.environ["LEREN_COMMAND"]
RECORDS = int(os.environ.get("LEREN_BENCH_RECORDS", "1000000"))
TURNS = int(os.environ.get("LEREN_BENCH_TURNS", "3"))


def run(*command):
    """Seconds and peak memory in MiB of a command."""
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)}: failed")
    return time.monotonic() - begun, usage.ru_maxrss / 1024


def checksum(path):
    """Of all rows of all record tables, in the order of ids; and how many there are."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    digest, count = hashlib.sha256(), 0
    tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    for table in tables:
        columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
        if "numbers_as_given" not in columns:
            continue
        digest.update(repr((table, columns)).encode())
        for row in database.execute(f'SELECT * FROM "{table}" ORDER BY "id"'):
            # a number without a fraction may be kept as an integer on one side: they compare equal
            digest.update(repr([float(v) if isinstance(v, (int, float)) else v for v in row]).encode())
            count += 1
    return count, digest.hexdigest()[:16]


def compare(folder, ids):
    source, store, plain = (str(folder / name) for name in (f"{ids}.jsonl", f"{ids}.leren", f"{ids}.db"))
    run(sys.executable, str(HERE / "records.py"), str(RECORDS), source, ids)
    ours, theirs, memory = [], [], []
    for _ in range(TURNS):
        for path in (store, plain):
            Path(path).unlink(missing_ok=True)
        seconds, peak = run(LEREN, "import", store, source)
        ours.append(seconds)
        memory.append(peak)
        theirs.append(run(sys.executable, str(HERE / "import_baseline.py"), source, store, plain)[0])
    (n_ours, sum_ours), (n_theirs, sum_theirs) = checksum(store), checksum(plain)
    one, other = statistics.median(ours), statistics.median(theirs)
    print(f"import, {ids} ids: {Path(source).stat().st_size / 1e6:.0f} MB of JSON Lines, median of {TURNS} turns")
    print(f"  json + sqlite3.executemany  {other:7.2f} s  {n_theirs:>8} records  checksum {sum_theirs}")
    print(f"  leren import                {one:7.2f} s  {n_ours:>8} records  checksum {sum_ours}  peak {max(memory):.0f} MiB")
    print(f"  ratio                       {other / one:7.2f}    (promised: at least 2; memory under 100 MiB)")
    if (n_ours, sum_ours) != (n_theirs, sum_theirs):
        sys.exit("the two do not hold the same")
    for path in (source, store, plain):
        Path(path).unlink()


def main():
    with tempfile.TemporaryDirectory(prefix="leren-bench-") as name:
        for ids in ("short", "uuid"):
            compare(Path(name), ids)


main()
