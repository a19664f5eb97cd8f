#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes JSON Lines like those of a city: records.py COUNT OUT [short|uuid]

The same count gives the same bytes each time. A twentieth of the cases, sessions and so on stand
before the records that name them, as an export has them; ids are short or random UUIDs.
"""

import json
import random
import sys
import uuid

WORDS = (
    "the team asks what the resident wants and waits before it offers help money debt phone letter "
    "neighbour school morning visit together again plan listen notice pattern belief habit rule "
    "manager volunteer carer evening kitchen question answer why how what for trust room doubt"
).split()
LEVELS = ["environment", "behaviour", "capability", "belief", "identity", "meaning"]
LOOPS = ["single", "double", "triple"]
AREAS = ["debts", "housing", "youth", "health", "work", "language", "addiction", "care"]
PHASES = ["questioning", "analysis", "modelling", "examining", "implementing", "reflecting", "consolidating"]
MODES = ["ignoring", "about", "in-place-of", "with"]
TRIAD = ["motivation", "capacity", "opportunity"]
KINDS = ["open-question", "closed-question", "story", "observation", "feeling", "assumption", "idea", "advice"]


class City:
    def __init__(self, count, ids):
        self.random = random.Random(7)
        self.count = count
        self.ids = ids
        self.made = 0

    def new_id(self, prefix):
        self.made += 1
        if self.ids == "uuid":
            return str(uuid.UUID(int=self.random.getrandbits(128), version=4))
        return f"{prefix}-{self.made:07d}"

    def text(self, low, high):
        return " ".join(self.random.choices(WORDS, k=self.random.randint(low, high))) + "."

    def day(self):
        return f"20{self.random.randint(14, 24)}-{self.random.randint(1, 12):02d}-{self.random.randint(1, 28):02d}"

    def time(self):
        return f"{self.day()}T{self.random.randint(8, 17):02d}:{self.random.randint(0, 59):02d}:00+01:00"

    def role(self, number):
        return {0: "coach", 1: "manager", 2: "client", 3: "expert-by-experience"}.get(number % 20, "professional")

    def records(self):
        pick = self.random.choice
        count = self.count
        practices = [self.new_id("practice") for _ in range(5)]
        for each in practices:
            yield {"type": "practice", "id": each, "name": self.text(2, 4), "phase": "roll-out"}
        people = [self.new_id("person") for _ in range(max(20, count // 400))]
        for n, each in enumerate(people):
            yield {"type": "participant", "id": each, "name": self.text(1, 2), "roles": [self.role(n)],
                   "expertise": [{"area": area, "depth": self.random.randint(1, 5)} for area in self.random.sample(AREAS, 2)]}
        teams = [self.new_id("team") for _ in range(max(5, count // 4000))]
        for each in teams:
            yield {"type": "team", "id": each, "name": self.text(2, 3), "practice": pick(practices), "members": self.random.sample(people, 6)}
        left = count - self.made
        while left > 0:
            case, session = self.new_id("case"), self.new_id("session")
            team = pick(teams)
            present = self.random.sample(people, 5)
            yield {"type": "case", "id": case, "title": self.text(3, 6), "narrative": self.text(20, 40), "contributor": present[0],
                   "domains": ["money", "housing"], "needs": self.random.sample(AREAS, 2), "urgency": self.random.randint(1, 5), "status": "open", "team": team, "practice": pick(practices)}
            yield {"type": "session", "id": session, "team": team, "started": self.time(), "minutes": 90, "facilitator": present[1], "present": present, "cases": [case]}
            left -= 2
            self.reflections, self.knowledge = [], []
            for _ in range(min(left, 30)):
                yield self.one(case, session, present)
                left -= 1

    def one(self, case, session, present):
        pick, chance = self.random.choice, self.random.random()
        if chance < 0.45:
            record = {"type": "reflection", "id": self.new_id("reflection"), "created": self.time(), "author": pick(present),
                      "text": self.text(12, 24), "case": case, "session": session, "level": pick(LEVELS), "loop": pick(LOOPS),
                      "collective": chance < 0.1, "at": self.time()}
            if chance < 0.15:
                record["attributes"] = {"district": self.random.randint(1, 20), "source": {"form": "b", "line": 4}}
            if chance < 0.2:
                record |= {"stance": pick(["espoused", "in-use"]), "certainty": pick(["known", "uncertain", "ambiguous"])}
            self.reflections.append(record["id"])
            return record
        if chance < 0.75:
            state = pick(["proposed", "owned", "reviewed", "concluded"])
            record = {"type": "action", "id": self.new_id("action"), "what": self.text(6, 12), "case": case, "session": session,
                      "intended_effect": self.text(4, 10), "level": pick(LEVELS), "due": self.day(), "state": state}
            if state != "proposed":
                record["owner"] = pick(present)
            if state in ("reviewed", "concluded"):
                record |= {"undertaken": self.day(), "effect": self.text(4, 10), "effect_rating": self.random.randint(1, 10), "reviewed": self.day()}
            if state == "concluded":
                record["conclusion"] = pick(["adopt", "adapt", "abandon"])
            return record
        if chance < 0.95:
            return {"type": "contribution", "id": self.new_id("contribution"), "session": session, "case": case, "speaker": pick(present),
                    "kind": pick(KINDS), "text": self.text(10, 20), "stage": "open-questions", "at": self.time(), "seconds": 30.5}
        return self.rarer(case, session, present, pick(["knowledge", "knowledge", "conversion", "tension", "rating", "coding"]))

    def rarer(self, case, session, present, type_):
        pick = self.random.choice
        if type_ == "conversion" and len(self.knowledge) > 1:
            source, result = self.random.sample(self.knowledge, 2)
            return {"type": type_, "id": self.new_id(type_), "sources": [source], "results": [result], "session": session,
                    "participants": present[:3], "at": self.time()}
        if type_ == "coding" and self.reflections:
            framework, concepts = pick([("expansive-learning", PHASES), ("logical-levels", LEVELS), ("interaction-modes", MODES)])
            return {"type": type_, "id": self.new_id(type_), "target": pick(self.reflections), "framework": framework,
                    "concept": pick(concepts), "coder": pick(present), "at": self.time()}
        if type_ == "tension":
            return {"type": type_, "id": self.new_id(type_), "description": self.text(8, 16), "pair": "supply-to-demand", "case": case,
                    "status": pick(["felt", "surfaced", "explored", "used", "settled"]), "surfaced": self.day()}
        if type_ == "rating":
            return {"type": type_, "id": self.new_id(type_), "value": self.random.randint(1, 10), "subject": case,
                    "framework": "behaviour-triad", "concept": pick(TRIAD), "participant": pick(present), "at": self.time()}
        id_ = self.new_id("knowledge")
        self.knowledge.append(id_)
        return {"type": "knowledge", "id": id_, "statement": self.text(8, 16), "form": pick(["tacit", "explicit"]), "area": pick(AREAS), "case": case,
                "holder": pick(["individual", "team", "organisation", "network"]), "valid_until": self.day()}


def main():
    count, out = int(sys.argv[1]), sys.argv[2]
    ids = sys.argv[3] if len(sys.argv) > 3 else "short"
    with open(out, "w", encoding="utf-8") as file:
        for record in City(count, ids).records():
            file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
