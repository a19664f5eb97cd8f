#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes JSON Lines of a city's cases and what was done about them: case_records.py CASES OUT

Words are as frequent as words are (Zipf, 1935): few very often, most seldom. The same number gives the
same bytes each time.
"""

import json
import random
import sys
from datetime import date, timedelta

LEVELS = ["environment", "behaviour", "capability", "belief", "identity", "meaning"]
LOOPS = ["single", "double", "triple"]
PAIRS = ["supply-to-demand", "problem-to-strength", "individual-to-context", "organisation-to-network",
         "vertical-to-horizontal", "caring-for-to-making-sure"]
CONTRADICTIONS = ["primary", "secondary", "tertiary", "quaternary"]
ELEMENTS = ["subject", "object", "mediating-artefacts", "rules", "community", "division-of-labour"]
ROLES = ["client", "expert-by-experience", "carer", "volunteer", "professional", "manager", "coach"]
START = date(2014, 1, 1)
ONSETS, VOWELS = "b d f g h k l m n p r s t v w z st sp kl gr".split(), "a e i o u aa ee oe ie ui".split()


def made_up_words(count, pick):
    words = {}
    while len(words) < count:
        words["".join(pick(ONSETS) + pick(VOWELS) for _ in range(pick((1, 2, 2, 3)))) + pick(["", "n", "t", "s"])] = None
    return list(words)


def records(count):
    chance = random.Random(11)
    pick = chance.choice
    words = made_up_words(20000, pick)
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    cumulative = [sum(weights[:1])]
    for weight in weights[1:]:
        cumulative.append(cumulative[-1] + weight)

    def text(low, high):
        return " ".join(chance.choices(words, cum_weights=cumulative, k=chance.randint(low, high)))

    domains, areas = made_up_words(40, pick), made_up_words(60, pick)
    people = [f"person-{n}" for n in range(max(20, count // 100))]
    for person in people:
        yield {"type": "participant", "id": person, "name": text(2, 2), "roles": chance.sample(ROLES, pick((1, 1, 2)))}
    for n in range(count):
        case, session = f"case-{n}", f"session-{n}"
        yield {"type": "case", "id": case, "title": text(3, 8), "narrative": text(30, 60), "question": text(5, 10),
               "contributor": pick(people), "domains": chance.sample(domains, pick((1, 2, 3))),
               "needs": chance.sample(areas, pick((0, 1, 2))), "status": pick(("open", "closed"))}
        yield {"type": "session", "id": session, "present": chance.sample(people, 3), "cases": [case],
               "started": f"{START + timedelta(days=n * 4000 // count)}T10:00:00Z"}
        for m in range(pick((0, 1, 2, 4))):
            yield {"type": "reflection", "id": f"reflection-{n}-{m}", "case": case, "text": text(5, 15),
                   "level": pick(LEVELS), "loop": pick(LOOPS)}
        if chance.random() < 0.5:
            yield {"type": "tension", "id": f"tension-{n}", "case": case, "description": text(5, 10), "pair": pick(PAIRS),
                   "contradiction": pick(CONTRADICTIONS), "elements": chance.sample(ELEMENTS, 2)}
        if chance.random() < 0.7:
            yield {"type": "action", "id": f"action-{n}", "case": case, "session": session, "what": text(5, 10),
                   "owner": pick(people), "state": "reviewed", "undertaken": "2025-01-10", "reviewed": "2025-02-10",
                   "effect": text(4, 8), "effect_rating": chance.randint(1, 10)}


def main():
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        for record in records(int(sys.argv[1])):
            file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
