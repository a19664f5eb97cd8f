#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Reflections made, saved and read back in Python, against the same with GOM 0.4 through PyGObject.

Both have a class with the same members, of the same types, make an object for each record with the same values, write all of
them, a thousand in a transaction, into a file of their own, and read each back as an object of which each member that was set is looked at.
GOM writes and reads in groups, which is the fastest that it can. leren besides checks each record and what it refers to, keeps
ids unique over all types, and the words of texts in an index. They take turns; the medians count. Afterwards what both read is
compared. Beside them stands what sqlite3 takes for the bare rows, without objects, checks or a journal: what no store can do
better than. LEREN_BENCH_RECORDS (100,000) and LEREN_BENCH_TURNS (3) say how much.
"""

import contextlib
import gc
import hashlib
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

import gi

gi.require_version("Gom", "1.0")
gi.require_version("Leren", "1.0")
from gi.repository import GLib, GObject, Gom, Leren

RECORDS = int(os.environ.get("LEREN_BENCH_RECORDS", "100000"))
TURNS = int(os.environ.get("LEREN_BENCH_TURNS", "3"))
LEVELS = ["environment", "behaviour", "capability", "belief", "identity", "meaning"]
LOOPS = ["single", "double", "triple"]
TEXT = "We keep phoning, and nobody asks what the letter meant to her; number {}."
START = datetime(2024, 1, 1, tzinfo=timezone.utc)
EACH = 1000  # records in a transaction
SET = ["id", "text", "level", "loop", "collective", "at"]


class GomReflection(Gom.Resource):
    """The members of Leren.Reflection, as GOM keeps them."""

    __gtype_name__ = "GomReflection"

    id = GObject.Property(type=str)
    created = GObject.Property(type=GLib.DateTime)
    modified = GObject.Property(type=GLib.DateTime)
    author = GObject.Property(type=str)
    practice = GObject.Property(type=str)
    visibility = GObject.Property(type=str)
    attributes = GObject.Property(type=str)
    text = GObject.Property(type=str)
    subject = GObject.Property(type=str)
    case = GObject.Property(type=str)
    session = GObject.Property(type=str)
    level = GObject.Property(type=str)
    loop = GObject.Property(type=str)
    timing = GObject.Property(type=str)
    stance = GObject.Property(type=str)
    certainty = GObject.Property(type=str)
    collective = GObject.Property(type=bool, default=False)
    at = GObject.Property(type=GLib.DateTime)


GomReflection.set_table("reflection")
GomReflection.set_primary_key("id")


def values(number):
    return {
        "id": f"reflection-{number:07}",
        "text": TEXT.format(number),
        "level": LEVELS[number % 6],
        "loop": LOOPS[number % 3],
        "collective": number % 4 == 0,
    }


def checksum(read, seconds):
    """How many were read, and what."""
    digest = hashlib.sha256()
    for *words, at in read:
        digest.update(repr([str(word) for word in words] + [seconds(at)]).encode())
    return len(read), digest.hexdigest()[:16]


def with_leren(path):
    with Leren.Store.open(path) as store:
        begun = time.monotonic()
        records = [Leren.Reflection(at=START + timedelta(minutes=i), **values(i)) for i in range(RECORDS)]
        made = time.monotonic()
        for i in range(0, RECORDS, EACH):
            with store.transaction():
                store.save(*records[i : i + EACH])
        saved = time.monotonic()
        del records
        read = [[getattr(record, name) for name in SET] for record in store.query(Leren.Reflection).order_by("id")]
        done = time.monotonic()
    return (made - begun, saved - made, done - saved), checksum(read, lambda at: int(at.timestamp()))


def with_gom(path):
    adapter = Gom.Adapter()
    adapter.open_sync(path)
    repository = Gom.Repository(adapter=adapter)
    repository.automatic_migrate_sync(1, [GomReflection])
    begun = time.monotonic()
    start = GLib.DateTime.new_utc(2024, 1, 1, 0, 0, 0)
    records = [GomReflection(repository=repository, at=start.add_minutes(i), **values(i)) for i in range(RECORDS)]
    made = time.monotonic()
    for i in range(0, RECORDS, EACH):
        group = Gom.ResourceGroup(repository=repository, is_writable=True, resource_type=GomReflection.__gtype__)
        for record in records[i : i + EACH]:
            group.append(record)
        group.write_sync()
    saved = time.monotonic()
    del records, group
    found = repository.find_sorted_sync(GomReflection, None, Gom.Sorting(GomReflection, "id", Gom.SortingMode.ASCENDING))
    found.fetch_sync(0, len(found))
    read = [[getattr(record, name) for name in SET] for record in found]
    done = time.monotonic()
    adapter.close_sync()
    return (made - begun, saved - made, done - saved), checksum(read, GLib.DateTime.to_unix)


def bare(path):
    """The rows alone; the seconds that saving took."""
    rows = [(*values(i).values(), (START + timedelta(minutes=i)).isoformat()) for i in range(RECORDS)]
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE reflection (id TEXT PRIMARY KEY, text, level, loop, collective, at)")
        begun = time.monotonic()
        for i in range(0, RECORDS, EACH):
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT INTO reflection VALUES (?, ?, ?, ?, ?, ?)", rows[i : i + EACH])
            connection.execute("COMMIT")
        return time.monotonic() - begun


def main():
    sides = {"leren": with_leren, "gom": with_gom}
    times, found, least = {side: [] for side in sides}, {}, []
    with tempfile.TemporaryDirectory(prefix="leren-bench-") as folder:
        for turn in range(TURNS):
            for side, play in sides.items():
                gc.collect()
                parts, found[side] = play(str(Path(folder, f"{side}-{turn}")))
                times[side].append(parts)
            least.append(bare(str(Path(folder, f"bare-{turn}"))))
    print(f"gom: {RECORDS} reflections made, saved in transactions of {EACH} and read back, median of {TURNS} turns")
    whole, saving = {}, {}
    for side, each in times.items():
        made, saved, read = (statistics.median(parts) for parts in zip(*each))
        saving[side] = saved
        whole[side] = statistics.median(map(sum, each))
        print(f"  {side:6} {whole[side]:9.3f} s: made in {made:.3f}, saved in {saved:.3f}, read in {read:.3f}; "
              f"{found[side][0]} records  checksum {found[side][1]}")
    print(f"  ratio  {whole['gom'] / whole['leren']:9.2f}  (promised: at least 3)")
    print(f"  saving {saving['gom'] / saving['leren']:9.2f}  (promised: at least 10); sqlite3's bare rows "
          f"{statistics.median(least):.3f} s, {saving['gom'] / statistics.median(least):.2f}")
    if found["leren"] != found["gom"]:
        sys.exit("the two do not read the same")


main()
