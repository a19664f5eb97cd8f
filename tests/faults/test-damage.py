# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Damaged stores: cut off, with bytes flipped, with pages of zeros. No command breaks on them, what
is damaged is said, and what can be read is exported and can be imported again."""

import json
import os
import random
import subprocess

from faults import SANITIZED, SEED, FaultTest, from_environment, main

COMMAND = os.environ["LEREN_COMMAND"]
DAMAGES = from_environment("FAULT_DAMAGES", 40)
PAGE = 4096


def records():
    """A year of a team: enough for tables of many pages, texts longer than one, and an own type"""
    yield {"type": "participant", "id": "coach", "name": "A coach"}
    for number in range(400):
        yield {"type": "case", "id": f"case{number}", "title": f"Rent arrears {number}",
               "narrative": f"letter {number} " * (2000 if number % 40 == 0 else 15)}
        yield {"type": "action", "id": f"action{number}", "case": f"case{number}",
               "what": f"call the landlord about {number}"}
        if number % 4 == 0:
            yield {"type": "nl.wijkteam.visit", "id": f"visit{number}", "street": f"Street {number}"}


class DamageTest(FaultTest):
    def setUp(self):
        super().setUp()
        source = os.path.join(self.folder, "source.jsonl")
        with open(source, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(record) + "\n" for record in records())
        self.store = os.path.join(self.folder, "whole.leren")
        self.run_leren("import", self.store, source)
        with open(self.store, "rb") as file:
            self.content = file.read()
        self.whole = self.read_lines(self.run_leren("export", self.store, "--format=jsonl")[1])
        self.assertEqual(len(self.whole), 901)

    def run_leren(self, *arguments, status=(0,)):
        done = subprocess.run([COMMAND, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, check=False, timeout=60)
        self.assertIn(done.returncode, status, f"{arguments}: {done.stderr.decode()[-2000:]}")
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    @staticmethod
    def read_lines(text):
        return {record["id"]: record for record in map(json.loads, text.splitlines())}

    def damage(self, content):
        path = os.path.join(self.folder, "damaged.leren")
        with open(path, "wb") as file:
            file.write(content)
        return path

    def salvage(self, path):
        """What comes of it, and what is said to be lost; NULL where nothing at all can be read"""
        status, said, errors = self.run_leren("export", path, "--salvage", "--format=jsonl", status=(0, 1))
        if status != 0:
            self.assertEqual(errors.count("\n"), 1, errors)
            return None, errors
        found = self.read_lines(said)
        # it can be imported, all of it but what referred to what is lost
        again = os.path.join(self.folder, "again.leren")
        if os.path.exists(again):
            os.remove(again)
        source = os.path.join(self.folder, "salvaged.jsonl")
        with open(source, "w", encoding="utf-8") as file:
            file.write(said)
        if found:
            self.run_leren("import", again, source, "--lenient", status=(0, 1))
        return found, errors

    def check(self, path):
        status, said, errors = self.run_leren("check", path, status=(0, 1))
        return status == 0, said + errors

    def only_loses(self, content):
        """Where pages are gone, what is left is as it was, and what is not left is told."""
        path = self.damage(content)
        is_sound, said = self.check(path)
        found, losses = self.salvage(path)
        if found is None:
            self.assertFalse(is_sound, said)
            return 0
        for identity, record in found.items():
            self.assertEqual(record, self.whole[identity])
        missing = self.whole.keys() - found.keys()
        if missing:
            self.assertFalse(is_sound, f"{sorted(missing)[:5]}: {said}")
            self.assertTrue(losses.strip(), f"nothing is said of {sorted(missing)[:5]}")
        return len(found)

    def test_nothing_is_lost_of_a_whole_store(self):
        found, losses = self.salvage(self.store)
        self.assertEqual((found, losses), (self.whole, ""))
        self.assertTrue(self.check(self.store)[0])

    def test_cut_off(self):
        chance = random.Random(SEED)
        kept = [self.only_loses(self.content[:length])
                for length in (0, 1, 100, PAGE, *(chance.randrange(len(self.content))
                                                  for _ in range(DAMAGES // 6)))]
        self.assertEqual(kept[0], 0)

    def test_pages_of_zeros(self):
        chance = random.Random(SEED)
        pages = len(self.content) // PAGE
        kept = []
        for _ in range(DAMAGES // 2):
            content = bytearray(self.content)
            for page in chance.sample(range(1, pages), chance.randrange(1, 4)):
                content[page * PAGE:(page + 1) * PAGE] = bytes(PAGE)
            kept.append(self.only_loses(bytes(content)))
        # a page or two cost their own rows, and not the store
        self.assertGreater(sorted(kept)[len(kept) // 2], 600)

    def test_flipped_bytes(self):
        """Wherever they are: nothing breaks. What is inside of a text nobody can tell."""
        chance = random.Random(SEED)
        told = 0
        for number in range(DAMAGES):
            content = bytearray(self.content)
            for _ in range(1 << number % 8):
                content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            path = self.damage(bytes(content))
            told += not self.check(path)[0]
            self.salvage(path)
            self.run_leren("export", path, "-o", os.path.join(self.folder, "out"), status=(0, 1))
            self.run_leren("add", path, "case", "title=New", status=(0, 1))
        self.assertGreater(told, DAMAGES // 3)

    def test_header(self):
        """The first page says what the file is: every third of its first hundred bytes."""
        for at in range(0, 100, 9 if SANITIZED else 3):
            content = bytearray(self.content)
            content[at] ^= 0xff
            self.salvage(self.damage(bytes(content)))
            self.check(self.damage(bytes(content)))


if __name__ == "__main__":
    main()
