#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Krippendorff's alpha, nominal, against nltk and against counting the coincidences and nothing else.

100,000 units by 5 coders, a third of the values missing. Both get the table in memory, in the form
that each works on, and answer alpha; reading the file is told apart. nltk answers the whole table where
LEREN_BENCH_NLTK_UNITS (all of them) does not say fewer; then both answer that part of it, and the ratio is of that.
LEREN_BENCH_UNITS (100,000) and LEREN_BENCH_TURNS (9) say how much.
"""

import hashlib
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from nltk.metrics.agreement import AnnotationTask

BENCH = os.environ["LEREN_BENCH_AGREEMENT"]
UNITS = int(os.environ.get("LEREN_BENCH_UNITS", "100000"))
NLTK_UNITS = min(UNITS, int(os.environ.get("LEREN_BENCH_NLTK_UNITS", str(UNITS))))
TURNS = int(os.environ.get("LEREN_BENCH_TURNS", "9"))
CODERS = 5
LEVELS = ["environment", "behaviour", "capability", "belief", "identity", "meaning"]


def make_table(units):
    chance = random.Random(2011)
    for _ in range(units):
        true = chance.choice(LEVELS)
        yield [
            "" if chance.random() < 1 / 3 else true if chance.random() < 0.7 else chance.choice(LEVELS)
            for _ in range(CODERS)
        ]


def with_nltk(table):
    data = [(str(coder), str(unit), value)
            for unit, row in enumerate(table) for coder, value in enumerate(row) if value]
    task = AnnotationTask(data)
    begun = time.monotonic()
    alpha = task.alpha()
    return time.monotonic() - begun, alpha


def with_leren(table, turns):
    with tempfile.TemporaryDirectory(prefix="leren-bench-") as folder:
        path = Path(folder, "table.csv")
        with path.open("w", encoding="utf-8") as file:
            file.write(",".join(f"coder {i}" for i in range(CODERS)) + "\n")
            file.writelines(",".join(row) + "\n" for row in table)
        return json.loads(subprocess.run([BENCH, str(path), str(turns)], check=True, capture_output=True).stdout)


def checksum(alpha):
    return hashlib.sha256(f"{alpha:.9f}".encode()).hexdigest()[:16]


def median(ours, name):
    return statistics.median(turn[name] for turn in ours["turns"])


def main():
    # a line of empty fields is a unit that nobody judged; of one coder it would be no line at all
    table = list(make_table(UNITS))
    ours = with_leren(table, TURNS)
    part = ours if NLTK_UNITS == UNITS else with_leren(table[:NLTK_UNITS], TURNS)
    nltk, theirs = with_nltk(table[:NLTK_UNITS])
    alpha, counting, sampling = (median(ours, name) for name in ("alpha", "counting", "bootstrap"))
    first, of_part = ours["turns"][0], part["turns"][0]
    print(f"agreement: {ours['units']} units by {ours['coders']} coders, {first['pairable']} values that can be "
          f"paired, median of {TURNS} turns")
    for name, seconds, more in (
        ("counting the coincidences alone", counting, f"checksum {checksum(first['counted'])}"),
        ("leren: alpha", alpha, f"checksum {checksum(first['ours'])}  alpha {first['ours']:.6f}"),
        ("leren: reading the table", ours["reading"], ""),
        ("leren: interval, 1000 resamples", sampling, f"{first['low']:.6f} to {first['high']:.6f}"),
        (f"nltk: alpha of {NLTK_UNITS} units", nltk, f"checksum {checksum(theirs)}  one turn"),
        (f"leren: alpha of {NLTK_UNITS} units", median(part, "alpha"), f"checksum {checksum(of_part['ours'])}"),
    ):
        print(f"  {name:34} {seconds * 1000:10.3f} ms  {more}".rstrip())
    print(f"  ratio to nltk {nltk / median(part, 'alpha'):8.0f}  (promised: at least 50)")
    print(f"  ratio to counting alone {alpha / counting:5.2f}  (promised: at most 2)")
    if checksum(first["counted"]) != checksum(first["ours"]) or checksum(theirs) != checksum(of_part["ours"]):
        sys.exit("they do not say the same")


main()
