#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The ten cases most like one, out of many, against Python.

Python scores all cases by the same local similarities, BM25 included (similar_reference.py), out of
records that are in memory; their cutting into words is timed by itself. It also compares the texts with
difflib, on a sample of 500 that is scaled up to all of them. The ten of both are compared.
LEREN_BENCH_CASES (100,000) and LEREN_BENCH_TURNS (3) say how much.
"""

import difflib
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tools"))

from similar_reference import Cases, PlainTexts  # noqa: E402

LEREN = os.environ["LEREN_COMMAND"]
SIMILAR = os.environ["LEREN_BENCH_SIMILAR"]
CASES = int(os.environ.get("LEREN_BENCH_CASES", "100000"))
TURNS = int(os.environ.get("LEREN_BENCH_TURNS", "3"))
SAMPLE, N = 500, 10


def timed(function, *arguments):
    begun = time.monotonic()
    result = function(*arguments)
    return time.monotonic() - begun, result


def with_difflib(cases, asked, sample):
    matcher = difflib.SequenceMatcher()
    matcher.set_seq2("\n".join(cases.text_of[asked]))
    for case in sample:
        matcher.set_seq1("\n".join(cases.text_of[case]))
        matcher.ratio()


def read_all(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def checksum(hits):
    return hashlib.sha256(json.dumps([[case, round(score, 9)] for case, score in hits]).encode()).hexdigest()[:16]


def main():
    asked = f"case-{CASES - 1}"  # the last, so that all others are earlier
    with tempfile.TemporaryDirectory(prefix="leren-bench-") as name:
        source, store = str(Path(name, "cases.jsonl")), str(Path(name, "cases.leren"))
        subprocess.run([sys.executable, str(HERE / "case_records.py"), str(CASES), source], check=True)
        subprocess.run([LEREN, "import", store, source], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        ours = json.loads(subprocess.run([SIMILAR, store, asked, str(N), str(TURNS)], check=True, capture_output=True).stdout)
        reading, records = timed(read_all, source)
    making, cases = timed(Cases, records, PlainTexts)
    turns = [timed(cases.find, asked) for _ in range(TURNS)]
    best = sorted(turns[0][1][0].items(), key=lambda hit: (-hit[1][0], cases.row[hit[0]]))[:N]
    theirs = [(case, hit[0]) for case, hit in best]
    sample = cases.ids[:: max(1, len(cases.ids) // SAMPLE)][:SAMPLE]
    difference = timed(with_difflib, cases, asked, sample)[0]
    scaled = difference * len(cases.ids) / len(sample)

    whole = statistics.median(turn[0] for turn in ours["turns"])
    find = statistics.median(turn[1] for turn in ours["turns"])
    python = statistics.median(turn[0] for turn in turns)
    found = [(hit["case"], hit["score"]) for hit in ours["found"]["cases"]]
    print(f"similar: {N} of {len(cases.ids)} cases in {len(records)} records, median of {TURNS} turns")
    print(f"  Python: reading the records        {reading:9.3f} s")
    print(f"  Python: cutting texts, grouping    {making:9.3f} s")
    print(f"  Python: the same similarities      {python:9.3f} s  {len(turns[0][1][0]):>8} alike  checksum {checksum(theirs)}")
    print(f"  Python: difflib over the texts     {scaled:9.3f} s  ({difference:.3f} s for {len(sample)} cases, scaled)")
    print(f"  leren: building the text index     {ours['first'] - whole:9.3f} s  (once, kept in the store)")
    print(f"  leren: from the file               {whole:9.3f} s")
    print(f"  leren: from a snapshot             {find:9.3f} s  {ours['found']['candidates']:>8} cases  checksum {checksum(found)}")
    print(f"  ratio to difflib {scaled / find:8.1f}  (promised: at least 20)")
    print(f"  ratio to the same similarities, from texts in memory {(making + python) / find:6.1f}; from texts cut before {python / find:6.1f}")
    if checksum(found) != checksum(theirs):
        sys.exit(f"the two do not find the same: {found} against {theirs}")


main()
