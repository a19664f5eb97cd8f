#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes JSON Lines of a city's reflections, and of the people, cases and sessions that they name: reflections.py COUNT OUT

As records.py makes them, with ids as programs make them (UUIDs). The same number gives the same bytes each time.
"""

import json
import sys

from records import City


class Reflecting(City):
    def records(self):
        people = [self.new_id("person") for _ in range(max(20, self.count // 500))]
        for each in people:
            yield {"type": "participant", "id": each, "name": self.text(1, 2)}
        left = self.count
        while left > 0:
            case, session, present = self.new_id("case"), self.new_id("session"), self.random.sample(people, 5)
            yield {"type": "case", "id": case, "title": self.text(3, 6)}
            yield {"type": "session", "id": session, "present": present, "cases": [case]}
            self.reflections, self.knowledge = [], []
            for _ in range(min(left, 20)):
                while (record := self.one(case, session, present))["type"] != "reflection":
                    pass
                yield record
                left -= 1


def main():
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        for record in Reflecting(int(sys.argv[1]), "uuid").records():
            file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
