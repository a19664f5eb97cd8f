#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A table of reflections into pandas, against a DataFrame of the same records made by iterating objects, and against
pandas.read_sql of one integer column of the same length from the same file.

They take turns; the medians count. Objects are iterated for a sample, which is scaled up to all. Afterwards the three frames
are compared, value for value. LEREN_BENCH_RECORDS (1,000,000) and LEREN_BENCH_TURNS (5) say how much.
"""

import hashlib
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import gi

gi.require_version("Leren", "1.0")
import pandas as pd
from gi.repository import Leren

HERE = Path(__file__).resolve().parent
RECORDS = int(os.environ.get("LEREN_BENCH_RECORDS", "1000000"))
TURNS = int(os.environ.get("LEREN_BENCH_TURNS", "5"))
SAMPLE = min(RECORDS, 20000)


def timed(function, *arguments):
    begun = time.monotonic()
    result = function(*arguments)
    return time.monotonic() - begun, result


def iterate(store, members):
    """As one would who has objects: a dict of its members for each."""
    query = store.query(Leren.Reflection)
    query.page(0, SAMPLE)
    return pd.DataFrame([{member: getattr(record, member) for member in members} for record in query])


def checksum(frame):
    """Of the values of a frame, whatever types pandas keeps them in. A member has its default where it is absent, which a
    column says: visibility is left out."""
    digest = hashlib.sha256()
    for name in sorted(set(frame.columns) - {"visibility"}):
        column = frame[name]
        if name in ("created", "modified", "at"):
            values = [None if pd.isna(value) else value.value for value in pd.to_datetime(column, utc=True)]
        else:
            values = [None if pd.api.types.is_scalar(value) and pd.isna(value) else value for value in column]
        digest.update(json.dumps([name, values], default=bool).encode())
    return digest.hexdigest()[:16]


def main():
    with tempfile.TemporaryDirectory(prefix="leren-bench-") as name:
        source, path = str(Path(name, "reflections.jsonl")), str(Path(name, "team.leren"))
        subprocess.run([sys.executable, str(HERE / "reflections.py"), str(RECORDS), source], check=True)
        command = [os.environ["LEREN_COMMAND"], "import", path, source]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.remove(source)
        measure(path)


def measure(path):
    database = sqlite3.connect(path)
    times = {}

    def turn(what, function, *arguments):
        seconds, result = timed(function, *arguments)
        times.setdefault(what, []).append(seconds)
        return result

    with Leren.Store.open(path, Leren.StoreFlags.EXISTING) as store:
        for number in range(TURNS + 1):
            one = turn("one", pd.read_sql, "SELECT collective FROM reflection", database)
            snapshot = turn("snapshot", store.snapshot)
            table = turn("table", snapshot.table, "reflection")
            frame = turn("pandas", table.to_pandas)
            if number == 0:
                # what is loaded once is no part of it
                times.clear()
            if number < TURNS:
                del frame, table, snapshot
        members = table.columns
        objects = turn("objects", iterate, store, members)
    assert len(one) == len(frame) == RECORDS, (len(one), len(frame))

    median = {what: statistics.median(each) for what, each in times.items()}
    scaled = median["objects"] * RECORDS / SAMPLE
    read = median["table"] + median["pandas"]
    print(f"pandas: {RECORDS} reflections of {len(members)} columns, median of {TURNS} turns")
    print(f"  a DataFrame of objects               {scaled:9.3f} s  ({median['objects']:.3f} s for {SAMPLE}, scaled)")
    print(f"  pandas.read_sql, one integer column  {median['one']:9.3f} s  {len(one):>9} rows")
    print(f"  leren: the table into pandas         {median['pandas']:9.3f} s  {len(frame):>9} rows, {frame.memory_usage(deep=True).sum() >> 20} MiB")
    print(f"  leren: reading the table             {median['table']:9.3f} s")
    print(f"  leren: taking the snapshot           {median['snapshot']:9.3f} s")
    print(f"  iterating objects / the table into pandas      {scaled / median['pandas']:6.1f}  (promised: at least 10)")
    print(f"  the table into pandas / read_sql               {median['pandas'] / median['one']:6.2f}  (promised: at most 2)")
    print(f"  with the reading of the table                  {scaled / read:6.1f}  {read / median['one']:6.2f}")
    whole = read + median["snapshot"]
    print(f"  with the snapshot too                          {scaled / whole:6.1f}  {whole / median['one']:6.2f}")

    ours, theirs = checksum(frame.iloc[:SAMPLE]), checksum(objects)
    numbers = [pd.array(each.collective, dtype="Int64").sum() for each in (frame, one)]
    print(f"  of the first {SAMPLE}: checksum {ours} of the table, {theirs} of objects; collective {numbers[0]} and {numbers[1]}")
    if ours != theirs or numbers[0] != numbers[1]:
        sys.exit("the frames do not hold the same")


main()
