#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Whether memory stays where it was: rounds.py [ROUNDS]

Each round makes records, saves them, asks for them again in the ways that Python programs do, and drops all of it. What the
program holds is written down on the way. After the first half, in which what is kept for good comes in, it must not grow by
more than a mebibyte in the second, which is less than one record a round in 5,000 rounds. tests/javascript/rounds.js does the same in
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


class Rounds:
    def __init__(self, store, rounds):
        self._store = store
        self._part = rounds // 10
        self._number = 0

    def play_half(self):
        """Half of them, with what the program holds five times on the way; what it holds at the end."""
        for _ in range(5):
            for _ in range(self._part):
                self._number += 1
                play(self._store, self._number)
            gc.collect()
            print(f"# {self._number:>8} rounds  {memory.resident() / 2**20:8.1f} MiB", flush=True)
        return memory.resident()


def main():
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with Leren.Store.open(":memory:") as store:
        rounds = Rounds(store, number)
        before = rounds.play_half()
        # memory comes in blocks, and not always in the same round; a leak grows in each of three stretches
        for _ in range(3):
            after = rounds.play_half()
            grown = after - before
            print(f"# {grown} bytes more in {number // 2} rounds, {2 * grown / number:.1f} a round (at most {MOST_BYTES} bytes)")
            if stays := grown <= MOST_BYTES:
                break
            before = after
    print(f"1..1\n{'ok' if stays else 'not ok'} 1 memory stays where it was")
    sys.exit(not stays)


main()
