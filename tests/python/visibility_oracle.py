# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Who may read what, by docs/visibility.md and nothing of the library; and stores to try it on, made by chance."""

import functools
import random

WORDS = ["rent", "arrears", "landlord", "neighbours", "letters", "debts", "promise", "visit"]
LEVELS = [None, None, "private", "session", "team", "network", "public"]
STEPS = 2


class Oracle:
    def __init__(self, records):
        self.records = records
        self.by_id = {record["id"]: record for record in records}

    @functools.cache
    def of_type(self, name):
        return [record for record in self.records if record["type"] == name]

    def follow(self, record, member):
        return self.by_id.get(record.get(member))

    # -- where a record belongs ------------------------------------------------------------------

    def about(self, record, steps, place):
        """Through what it is about, a step further each time."""
        if steps == 0:
            return None
        for member in ("subject", "target"):
            other = self.follow(record, member)
            found = other and place(other, steps - 1)
            if found:
                return found
        return None

    def meeting(self, record, steps=STEPS):
        """The session or the case whose sessions count."""
        if record["type"] in ("session", "case"):
            return record["id"]
        return record.get("session") or record.get("case") or self.about(record, steps, self.meeting)

    def team(self, record, steps=STEPS):
        """The team; or a participant or a practice, where it is one or about one."""
        if record["type"] in ("team", "participant", "practice"):
            return record["id"]
        if record.get("team"):
            return record["team"]
        for member in ("case", "session"):
            other = self.follow(record, member)
            if other and other.get("team"):
                return other["team"]
        return self.about(record, steps, self.team)

    def practice(self, record, steps=STEPS):
        """The practice; or a participant without one, whose teams say."""
        if record["type"] == "practice":
            return record["id"]
        if record.get("practice"):
            return record["practice"]
        for member in ("case", "session", "team"):
            other = self.follow(record, member)
            found = other and self.practice(other, 0)
            if found:
                return found
        found = self.about(record, steps, self.practice)
        if found:
            return found
        return record["id"] if record["type"] == "participant" else None

    # -- who is let in ---------------------------------------------------------------------------

    @functools.cache
    def teams_of(self, participant):
        return [team for team in self.of_type("team") if participant in team.get("members", [])]

    @functools.cache
    def practices_of(self, participant):
        return {team["practice"] for team in self.teams_of(participant) if "practice" in team}

    def was_there(self, participant, session):
        return session.get("facilitator") == participant or participant in session.get("present", [])

    @functools.cache
    def meetings_of(self, participant):
        """The sessions at which the participant was, and the cases that they were about."""
        sessions = [session for session in self.of_type("session") if self.was_there(participant, session)]
        return {session["id"] for session in sessions}.union(*(session.get("cases", []) for session in sessions))

    def is_with(self, participant, place):
        """Whether a team has both, or a practice the participant."""
        if self.by_id[place]["type"] == "practice":
            return place in self.practices_of(participant)
        if self.by_id[place]["type"] == "team":
            return participant in self.by_id[place].get("members", [])
        return any(place in team["members"] for team in self.teams_of(participant))

    def is_in_network(self, participant, place):
        if self.by_id[place]["type"] == "practice":
            return place in self.practices_of(participant)
        return bool(self.practices_of(participant) & self.practices_of(place))

    def sees(self, participant, record):
        if record["type"] not in KNOWN:
            return record.get("visibility") == "public"
        if record["type"] == "participant" and record["id"] == participant:
            return True
        level = record.get("visibility", "team")
        if level == "private":
            return record.get("author") == participant
        if level == "session":
            meeting = self.meeting(record)
            return meeting is not None and meeting in self.meetings_of(participant)
        if level == "team":
            place = self.team(record)
            return place is not None and self.is_with(participant, place)
        if level == "network":
            place = self.practice(record)
            return place is not None and self.is_in_network(participant, place)
        return level == "public"

    def seen(self, participant, name=None):
        return {record["id"] for record in self.records
                if name in (None, record["type"]) and self.sees(participant, record)}


KNOWN = ["practice", "team", "participant", "case", "session", "contribution", "reflection", "action", "knowledge",
         "conversion", "tension", "rating", "coding"]
COUNTS = {"practice": 2, "team": 4, "participant": 9, "case": 12, "session": 10, "contribution": 20, "reflection": 25,
          "action": 15, "knowledge": 12, "conversion": 8, "tension": 10, "rating": 25, "coding": 25, "org.example.visit": 6}
REQUIRED = {"practice": {"name": "w"}, "team": {"name": "w"}, "case": {"title": "w"}, "reflection": {"text": "w"},
            "action": {"what": "w"}, "knowledge": {"statement": "w"}, "tension": {"description": "w"},
            "contribution": {"text": "w"}, "coding": {"memo": "w"}, "participant": {"name": "w"}}
REFERENCES = {  # member: how often it is there
    "team": {"practice": .8}, "participant": {"practice": .2}, "case": {"team": .6, "practice": .3, "contributor": .5},
    "session": {"team": .6, "practice": .2, "facilitator": .5},
    "contribution": {"case": .5}, "reflection": {"case": .3, "session": .3, "subject": .6},
    "action": {"case": .5, "session": .5, "owner": .5}, "knowledge": {"case": .5, "team": .3},
    "conversion": {"session": .7}, "tension": {"case": .5, "practice": .3}, "rating": {"subject": .8, "participant": .5},
    "org.example.visit": {},
}
TARGETS = {"owner": "participant", "contributor": "participant", "facilitator": "participant", "speaker": "participant",
           "coder": "participant", "author": "participant"}


def make_records(seed):
    chance = random.Random(seed)
    ids = {name: [f"{name.split('.')[-1]}-{i}" for i in range(count)] for name, count in COUNTS.items()}
    anything = [id for name, all_ids in ids.items() if name in KNOWN for id in all_ids]
    records = []

    def any_of(name):
        return chance.choice(ids[name])

    def some_of(name, most):
        return chance.sample(ids[name], chance.randint(0, most))

    for name, all_ids in ids.items():
        for id in all_ids:
            record = {"type": name, "id": id}
            level = chance.choice(LEVELS)
            if level:
                record["visibility"] = level
            if chance.random() < .6:
                record["author"] = any_of("participant")
            for member in REQUIRED.get(name, {}):
                record[member] = " ".join(chance.choices(WORDS, k=4))
            for member, often in REFERENCES.get(name, {}).items():
                if chance.random() < often:
                    record[member] = (chance.choice(anything) if member == "subject"
                                      else any_of(TARGETS.get(member, member)))
            if name == "team":
                record["members"] = some_of("participant", 4)
            elif name == "session":
                record["present"] = some_of("participant", 3)
                record["cases"] = some_of("case", 2)
            elif name == "contribution":
                record.update(session=any_of("session"), speaker=any_of("participant"), kind="story")
            elif name == "conversion":
                record["results"] = [any_of("knowledge")]
            elif name == "knowledge":
                record["form"] = "explicit"
            elif name == "rating":
                record["value"] = chance.randint(1, 10)
            elif name == "coding":
                record.update(target=chance.choice(anything), framework="logical-levels", concept="belief",
                              coder=any_of("participant"))
            records.append(record)
    chance.shuffle(records)
    return records
