#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Whether memory stays where it was: rounds.py [ROUNDS]

Each round makes records, saves them, asks for them again in the ways that Python programs do, and drops all of it. What the
program holds is written down ten times on the way. After the first half, in which what is kept for good comes in, it must not
grow by more than a mebibyte, which is less than one record a round in 5,000 rounds. tests/javascript/rounds.js does the same in
JavaScript.
"""

import gc
import sys

import gi
import memory

gi.require_version("Leren", "1.0")
from gi.repository import Leren

# what AddressSanitizer keeps for a while is megabytes more at one mark than at another, and no more with more rounds
MOST_BYTES = 2**23 if memory.NOISE else 2**20


def play(store, number):
    coach = Leren.Participant(name="Coach", roles=["coach"])
    case = Leren.Case(title="Rent arrears", contributor=coach, domains=["money"], attributes={"district": number})
    reflection = Leren.Reflection(text="We keep phoning.", case=case, level="behaviour")
    try:
        with store.transaction():
            store.save(coach)
            store.save(case)
            store.save(reflection)
            found = store[reflection.id]
            assert store[found.case].attributes["district"] == number
            found.text = "We asked."
            store.save(found)
            assert [each.text for each in store.query(Leren.Reflection).where(level="behaviour")] == ["We asked."]
            assert len(store.cases) == 1
            if number % 50 == 0:
                look_back(store)
            # nothing of it stays in the store, so that each round does the same
            raise StopIteration
    except StopIteration:
        pass


def look_back(store):
    """What a program does now and then: a table, findings, an error."""
    snapshot = store.snapshot()
    assert [row["level"] for row in snapshot.table("reflection")] == ["behaviour"]
    assert bytes(snapshot.table("case")["title"].values) == b"Rent arrears"
    assert len(snapshot.diagnose()) >= 0
    snapshot.table("case")._repr_html_()
    try:
        store["nowhere"]
    except KeyError:
        pass


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    marks = []
    with Leren.Store.open(":memory:") as store:
        for number in range(1, rounds + 1):
            play(store, number)
            if number % (rounds // 10) == 0:
                gc.collect()
                marks.append((number, memory.resident()))
                print(f"# {number:>8} rounds  {marks[-1][1] / 2**20:8.1f} MiB", flush=True)
    (first, before), (last, after) = marks[4], marks[-1]
    grown = after - before
    stays = grown <= MOST_BYTES
    print(f"# {grown} bytes more after {first} rounds, {grown / (last - first):.1f} a round (at most {MOST_BYTES} bytes)")
    print(f"1..1\n{'ok' if stays else 'not ok'} 1 memory stays where it was")
    sys.exit(not stays)


main()
