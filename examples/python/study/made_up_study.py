#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Writes a made-up study as JSON Lines: made_up_study.py > study.jsonl

Two neighbourhood teams meet every three weeks for a year. De Linde looks back on its promises and
learns to ask why; De Hoek promises as much, and seldom looks back. Two researchers read every
reflection and say on which level it lies. Nobody in it exists; chance has a seed, so that
everybody who runs it has the same study.
"""

import json
import random
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

Record = dict[str, Any]

LEVELS = ["environment", "behaviour", "capability", "belief", "identity", "meaning"]
# how often each level is reflected on when the year begins, and when it ends
TEAMS: dict[str, dict[str, Any]] = {
    "linde": {"first": [4, 10, 4, 2, 1, 0], "last": [1, 4, 4, 7, 4, 2], "looks_back": 0.55},
    "hoek": {"first": [4, 10, 4, 2, 1, 0], "last": [4, 9, 4, 3, 1, 0], "looks_back": 0.15},
}
N_SESSIONS = 18
DAYS_BETWEEN = 21
BEGIN = datetime(2025, 1, 6, 14, 0, tzinfo=timezone(timedelta(hours=1)))


def of_day(when: datetime) -> str:
    return when.date().isoformat()


def people() -> Iterator[Record]:
    for coder in ("researcher-anna", "researcher-bas"):
        yield {"type": "participant", "id": coder, "name": coder.split("-")[1].title(), "roles": ["researcher"]}
    for team in TEAMS:
        members = [f"{team}-{n}" for n in range(1, 6)]
        for member in members:
            yield {"type": "participant", "id": member, "name": f"Member {member[-1]}", "roles": ["professional"]}
        yield {"type": "practice", "id": f"practice-{team}", "name": f"Neighbourhood {team.title()}"}
        yield {
            "type": "team", "id": f"team-{team}", "name": f"De {team.title()}", "members": members,
            "practice": f"practice-{team}",
        }
        yield {"type": "case", "id": f"case-{team}", "title": "A staircase on which nobody greets", "team": f"team-{team}"}


def read_by(chance: random.Random, level: str) -> str:
    """The level as a reader sees it: mostly the one it was told on, now and then the one beside it."""
    place = LEVELS.index(level)
    if chance.random() < 0.12:
        place += chance.choice([-1, 1])
    return LEVELS[min(max(place, 0), len(LEVELS) - 1)]


def session(chance: random.Random, team: str, number: int, begun: datetime) -> Iterator[Record]:
    kind, known = TEAMS[team], f"{team}-{number:02}"
    share = number / (N_SESSIONS - 1)
    weights = [(1 - share) * first + share * last for first, last in zip(kind["first"], kind["last"])]
    yield {"type": "session", "id": f"session-{known}", "team": f"team-{team}", "started": begun.isoformat(), "cases": [f"case-{team}"]}
    for turn in range(chance.randint(5, 9)):
        told, reflection = chance.choices(LEVELS, weights)[0], f"reflection-{known}-{turn}"
        yield {
            "type": "reflection", "id": reflection, "text": f"What struck us this time ({turn + 1})", "level": told,
            "case": f"case-{team}", "session": f"session-{known}", "at": (begun + timedelta(minutes=10 * turn)).isoformat(),
        }
        for coder in ("researcher-anna", "researcher-bas"):
            yield {
                "type": "coding", "id": f"coding-{coder[11:]}-{known}-{turn}", "target": reflection, "coder": coder,
                "framework": "logical-levels", "concept": read_by(chance, told), "at": "2026-01-20T10:00:00Z",
            }


def promise(chance: random.Random, team: str, number: int, turn: int, begun: datetime) -> Record:
    """One action: undertaken within two weeks, and looked back on in some later session, or never."""
    undertaken = begun + timedelta(days=chance.randint(1, 14))
    action: Record = {
        "type": "action", "id": f"action-{team}-{number:02}-{turn}", "what": f"Try it out at the door ({turn + 1})",
        "case": f"case-{team}", "session": f"session-{team}-{number:02}", "owner": f"{team}-{chance.randint(1, 5)}",
        "created": begun.isoformat(), "intended_effect": "People greet each other", "state": "undertaken",
        "undertaken": of_day(undertaken),
    }
    for later in range(number + 1, N_SESSIONS):
        if chance.random() < TEAMS[team]["looks_back"]:
            reviewed = begun + timedelta(days=DAYS_BETWEEN * (later - number))
            action |= {
                "state": "concluded", "reviewed": of_day(reviewed), "effect": "Some do", "effect_rating": chance.randint(4, 9),
                "conclusion": chance.choice(["adopt", "adapt", "abandon"]), "review_session": f"session-{team}-{later:02}",
            }
            break
    return action


def study() -> Iterator[Record]:
    chance = random.Random(1)
    yield from people()
    for number in range(N_SESSIONS):
        begun = BEGIN + timedelta(days=DAYS_BETWEEN * number)
        for team in TEAMS:
            yield from session(chance, team, number, begun)
            for turn in range(2):
                yield promise(chance, team, number, turn, begun)


if __name__ == "__main__":
    for record in study():
        json.dump(record, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
