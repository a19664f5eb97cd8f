#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Copies of a store that went separate ways come together, by chance: whatever was done to them, both orders give the same.

MERGE_ROUNDS and MERGE_SEED in the environment make the run longer, or another one.
"""

import json
import os
import random
import shutil
import tempfile
import unittest
from pathlib import Path

import team
from gi.repository import Gio, GLib, Leren

ROUNDS = int(os.environ.get("MERGE_ROUNDS", "12"))
SEED = int(os.environ.get("MERGE_SEED", "1"))
# what a member of a team can do to a case between two sessions
TITLES = ["Rent arrears", "Letters lie unopened", "The neighbour helps", "Nobody opens the door"]
QUESTIONS = [None, "Who calls?", "What does she want herself?"]


def contents(store):
    """All records as they stand in an export, by id."""
    stream = Gio.MemoryOutputStream.new_resizable()
    store.export(stream, "json-lines")
    stream.close(None)
    lines = stream.steal_as_bytes().get_data().decode().splitlines()
    return {json.loads(line)["id"]: line for line in lines}


class Hand:
    """Somebody who works on a copy, and never minds what is refused."""

    def __init__(self, store, chance, name):
        self.store, self.chance, self.name, self.made = store, chance, name, 0

    def new_id(self):
        # now and then two think of the same one
        self.made += 1
        return f"n{self.chance.randrange(6)}" if self.chance.random() < 0.3 else f"{self.name}{self.made}"

    def ids(self, record_type):
        return sorted(record.id for record in self.store.query(record_type))

    def some(self, record_type):
        ids = self.ids(record_type)
        return [id for id in ids if self.chance.random() < 0.5]

    def one(self, record_type):
        return self.chance.choice(self.ids(record_type) or [None])

    def members(self, record_type):
        pick = self.chance.choice
        return {
            "participant": lambda: {"name": pick(["Ada", "Bo", "Dok"]), "roles": pick([[], ["coach"], ["carer", "client"]])},
            "team": lambda: {"name": pick(TITLES), "members": self.some("participant")},
            "case": lambda: {"title": pick(TITLES), "question": pick(QUESTIONS), "contributor": self.one("participant"),
                             "domains": pick([None, ["money"], ["money", "housing"], ["housing"]]),
                             "urgency": pick([None, 1, 4]), "org.example.street": pick([None, 1.50, {"b": 1, "a": [2]}])},
            "session": lambda: {"present": self.some("participant"), "cases": self.some("case"), "minutes": pick([None, 60])},
            "action": lambda: {"what": pick(TITLES), "case": self.one("case"), "previous": None,
                               **pick([{"state": "proposed"}, {"state": "owned", "owner": self.one("participant")},
                                       {"state": "dropped", "drop_reason": pick(TITLES)}])},
            "org.example.walk": lambda: {"org.example.street": pick([None, "Kerkstraat", 3])},
        }[record_type]()

    def add(self):
        record_type = self.chance.choice(["participant", "team", "case", "session", "action", "org.example.walk"])
        self.save(record_type, self.new_id(), self.members(record_type))

    def change(self):
        record_type = self.chance.choice(["participant", "team", "case", "case", "session", "action"])
        id = self.one(record_type)
        if id is None:
            return
        record = json.loads(self.store.get(id).to_json())
        members = self.members(record_type)
        kept = self.chance.sample(sorted(members), self.chance.randint(1, len(members)))
        if record_type == "action":
            kept = [name for name in members]
        self.save(record_type, id, {**record, **{name: members[name] for name in kept}})

    def save(self, record_type, id, members):
        members = {name: value for name, value in members.items() if value is not None}
        self.store.save(team.record(**{**members, "record_type": record_type, "id": id}))

    def delete(self):
        self.store.delete(self.one(self.chance.choice(["participant", "case", "session", "action"])) or "nothing")

    def load(self):
        lines = "".join(
            json.dumps({"type": "case", "id": self.new_id() + "i" * i, "title": self.chance.choice(TITLES)}) + "\n" for i in range(3)
        )
        importer = Leren.Importer(self.store)
        importer.add_stream(Gio.MemoryInputStream.new_from_bytes(GLib.Bytes.new(lines.encode())), "cases", "json-lines")
        importer.run(None)

    def work(self):
        for _ in range(self.chance.randint(0, 8)):
            deed = self.chance.choices([self.add, self.change, self.delete, self.load], [3, 6, 2, 1])[0]
            try:
                deed()
            except (GLib.Error, TypeError):
                pass  # a record that is named, or an id of another type: people meet that too


class Merging(unittest.TestCase):
    def setUp(self):
        # nothing here is about power that goes, and a disk takes its time
        folder = tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def copy(self, store, name):
        path = self.folder / name
        shutil.copy(store.location, path)
        copy = Leren.Store.open(path)
        self.addCleanup(copy.close)
        return copy

    def begin(self, chance, name):
        store = Leren.Store.open(self.folder / f"{name}.leren")
        self.addCleanup(store.close)
        store.save(*(team.record("participant", id=f"p{i}", name=f"Participant {i}") for i in range(4)))
        store.save(*(team.record("case", id=f"c{i}", title=f"Case {i}", contributor=f"p{i}") for i in range(4)))
        store.save(team.record("team", id="t", name="Team", members=["p0", "p1"]))
        store.save(team.record("session", id="s", present=["p0"], cases=["c1"]))
        Hand(store, chance, "b").work()
        return store

    def merge(self, into, other):
        """None where the copies say what cannot be true together, and then nothing was changed."""
        before = contents(into)
        try:
            return into.merge(other, "later")
        except GLib.Error as error:
            self.assertEqual(contents(into), before)
            self.assertIn(type(error), (Leren.ConflictError, Leren.ReferenceError, Leren.InvalidError))
            return None

    def assert_sound(self, store):
        self.assertEqual(list(store.check()), [])

    def assert_kept(self, before, one, other, merged, conflicts):
        """What neither touched is as it was, what one touched is as that one left it."""
        named = {conflict.record for conflict in conflicts}
        for id in before.keys() | one.keys() | other.keys():
            was, ours, theirs = (each.get(id) for each in (before, one, other))
            if id in named or (was != ours and was != theirs):
                continue
            self.assertEqual(merged.get(id), theirs if was == ours else ours, id)

    def test_two_copies(self):
        merged = refused = conflicts = 0
        for round in range(ROUNDS):
            with self.subTest(seed=SEED, round=round):
                chance = random.Random(f"{SEED} {round}")
                one = self.begin(chance, f"one{round}")
                other = self.copy(one, f"other{round}.leren")
                before = contents(one)
                Hand(one, chance, "x").work()
                Hand(other, chance, "y").work()
                again = self.copy(one, f"again{round}.leren")
                ours, theirs = contents(one), contents(other)
                there, back = self.merge(one, other), self.merge(other, again)
                self.assertEqual(there is None, back is None)
                if there is None:
                    refused += 1
                    continue
                merged += 1
                conflicts += len(there.conflicts)
                self.assertEqual(contents(one), contents(other))
                self.assertEqual(len(there.conflicts), len(back.conflicts))
                self.assert_kept(before, ours, theirs, contents(one), there.conflicts)
                for pair in ((one, other), (other, one)):
                    idle = self.merge(*pair)
                    self.assertEqual(json.loads(idle.to_json()), {"added": 0, "changed": 0, "deleted": 0, "conflicts": []})
                self.assertEqual(contents(one), contents(other))
                self.assert_sound(one)
                self.assert_sound(other)
        self.assertGreater(merged, refused)
        self.assertGreater(conflicts, 0)

    def test_three_copies(self):
        """Each merges with each, time and again, while all go on: in the end all say the same."""
        for round in range(max(ROUNDS // 5, 1)):
            with self.subTest(seed=SEED, round=round):
                chance = random.Random(f"{SEED} three {round}")
                first = self.begin(chance, f"first{round}")
                copies = [first, *(self.copy(first, f"copy{round}-{i}.leren") for i in range(2))]
                done = True
                for turn in range(4):
                    for i, copy in enumerate(copies):
                        Hand(copy, chance, "xyz"[i] + str(turn)).work()
                    into, other = chance.sample(copies, 2)
                    done = self.merge(into, other) is not None and done
                for into, other in ((0, 1), (0, 2), (1, 0), (2, 0)):
                    done = self.merge(copies[into], copies[other]) is not None and done
                for copy in copies:
                    self.assert_sound(copy)
                if done:
                    self.assertEqual(contents(copies[0]), contents(copies[1]))
                    self.assertEqual(contents(copies[0]), contents(copies[2]))


if __name__ == "__main__":
    unittest.main()
