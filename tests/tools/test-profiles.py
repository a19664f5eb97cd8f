# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The profile of every kind, counted once more in Python: over the examples, and over records made at random.

What is said here of belonging, order and figures is written from the design and the documentation, and shares
nothing with the library.
"""

import collections
import glob
import json
import math
import os
import random
from datetime import datetime, timezone
from fractions import Fraction

from support import EXAMPLES, SOURCE, CommandTest, main

GROUPINGS = (None, "case", "team", "practice", "participant", "month")
FRAMEWORKS = {}
for path in glob.glob(os.path.join(SOURCE, "libleren/theory/frameworks/*.json")):
    with open(path, encoding="utf-8") as file:
        framework = json.load(file)
        FRAMEWORKS[framework["id"]] = framework

MEMBERS = {
    ("reflection", "level"): "logical-levels", ("action", "level"): "logical-levels",
    ("reflection", "loop"): "learning-loops", ("reflection", "timing"): "reflection-timing",
    ("knowledge", "form"): "knowledge-forms", ("action", "state"): "action-cycle",
    ("practice", "phase"): "programme-phases", ("participant", "force"): "forces",
    ("participant", "profile"): "professional-profile", ("tension", "pair"): "shifts",
    ("tension", "contradiction"): "contradictions", ("tension", "elements"): "activity-system",
}
NAMED = {
    ("not-knowing", "reflection", "certainty", "uncertain"): "uncertainty",
    ("not-knowing", "reflection", "certainty", "ambiguous"): "ambiguity",
    ("espoused-and-use", "reflection", "stance", "espoused"): "theory",
    ("espoused-and-use", "reflection", "stance", "in-use"): "theory",
}
MODES = {("tacit", "tacit"): "socialisation", ("tacit", "explicit"): "externalisation",
         ("explicit", "explicit"): "combination", ("explicit", "tacit"): "internalisation"}
STATES = {"action-cycle", "programme-phases"}


class Counted:
    """What the records say of one framework"""

    def __init__(self, records, framework):
        self.records = records
        self.by_id = {record["id"]: record for record in records}
        self.place = {record["id"]: i for i, record in enumerate(records)}
        self.framework = framework
        self.ids = [concept["id"] for concept in FRAMEWORKS[framework]["concepts"]]
        self.said = []  # (record, concept, coded)
        self.rated = []  # (rating, concept, value from 0 to 1)
        for record in records:
            self.said += [(record, concept, False) for concept in self.own(record)]
        seen = set()
        for record in records:
            if record["type"] == "coding" and record["framework"] == framework:
                key = (record["target"], record["concept"], record["coder"])
                if key not in seen:
                    self.said.append((self.by_id[record["target"]], record["concept"], True))
                seen.add(key)
            elif record["type"] == "rating" and record.get("framework") == framework and "concept" in record:
                low, high = record.get("minimum", 1), record.get("maximum", 10)
                self.rated.append((record, record["concept"], (record["value"] - low) / (high - low)))

    def own(self, record):
        if record["type"] == "conversion" and self.framework == "knowledge-conversion":
            forms = [{self.by_id[item]["form"] for item in record.get(side, [])} for side in ("sources", "results")]
            if all(len(form) == 1 for form in forms):
                yield MODES[tuple(form.pop() for form in forms)]
            elif "mode" in record:
                yield record["mode"]
            return
        for (kind, member), framework in MEMBERS.items():
            if kind != record["type"] or framework != self.framework:
                continue
            value = record.get(member, "proposed" if member == "state" else [])
            yield from (item for item in ([value] if isinstance(value, str) else value) if item in self.ids)
        for (framework, kind, member, word), concept in NAMED.items():
            if framework == self.framework and kind == record["type"] and record.get(member) == word:
                yield concept
        if record["type"] == "contribution" and record.get("stage") in self.ids:
            if self.by_id[record["session"]].get("protocol", "action-learning") == self.framework:
                yield record["stage"]

    def belongs(self, record, what):
        ways = {"practice": ("case", "session", "team", "subject", "target"),
                "team": ("session", "case", "subject", "target"), "case": ("subject", "target")}[what]
        if record["type"] == what:
            return record["id"]
        if what in record:
            return record[what]
        for way in ways:
            if way in record:
                found = self.belongs(self.by_id[record[way]], what)
                if found is not None:
                    return found
        return None

    def moment(self, record):
        own = [record[name] for name in ("at", "started", "undertaken", "reviewed", "surfaced", "created")
               if name in record]
        if own:
            return own[0]
        return self.moment(self.by_id[record["session"]]) if "session" in record else None

    def timed(self, record):
        return self.moment({name: value for name, value in record.items() if name != "session"}) is not None

    def group(self, record, by):
        if by is None:
            return None
        if by == "month":
            moment = self.moment(record)
            return moment[:7] if moment is not None else None
        if by == "participant":
            if record["type"] == "participant":
                return record["id"]
            members = ("speaker", "owner", "participant", "contributor", "author")
            return next((record[member] for member in members if member in record), None)
        return self.belongs(record, by)

    def counts(self, by):
        """{group: {concept: (count, ratings, sum)}}"""
        groups = collections.defaultdict(lambda: {concept: [0, 0, 0] for concept in self.ids})
        for record, concept, _ in self.said:
            groups[self.group(record, by)][concept][0] += 1
        for record, concept, value in self.rated:
            cell = groups[self.group(record, by)][concept]
            cell[1] += 1
            cell[2] += value
        return groups

    def in_time(self, by, group):
        """The statements of a group in the order in time"""
        said = sorted((each for each in self.said), key=lambda each: (self.place[each[0]["id"]], each[2]))
        keyed, last = [], ""
        for each in said:
            last = self.moment(each[0]) or last
            keyed.append((last, each))
        ordered = [each for _, each in sorted(keyed, key=lambda pair: pair[0])]
        return [each for each in ordered if self.group(each[0], by) == group]

    def steps(self, by, group):
        """One place for each record: (record, place)"""
        records = {}
        for record, concept, coded in self.in_time(by, group):
            records.setdefault(record["id"], []).append((self.ids.index(concept), coded))
        for identity, places in records.items():
            record = self.by_id[identity]
            if (self.moment(record) is None and "session" not in record) or (
                    self.framework in STATES and not all(coded for _, coded in places)):
                continue
            voices = collections.Counter(place for place, _ in places)
            most = [place for place, count in voices.items() if count == max(voices.values())]
            own = [place for place, coded in places if not coded]
            if own and (own[-1] in most or len(most) > 1):
                yield record, own[-1]
            elif len(most) == 1:
                yield record, most[0]

    def pairs(self, by, group):
        """The places of records that are known to follow on each other"""
        steps = list(self.steps(by, group))
        for (before, one), (after, other) in zip(steps, steps[1:]):
            session = before.get("session")
            times = self.moment(before), self.moment(after)
            if (session is not None and session == after.get("session")) or (
                    None not in times and times[1] > times[0]):
                yield one, other


def made_up(seed, n):
    """Records of a practice of two teams over two years, dated but for some"""
    chance = random.Random(seed)
    people = [f"p{i}" for i in range(6)]
    records = [{"type": "practice", "id": "pr", "name": "x", "started": "2014-01-06", "phase": "materialise"}]
    records += [{"type": "participant", "id": person, "force": chance.choice(["citizen", "learning"])}
                for person in people]
    records += [{"type": "team", "id": f"t{i}", "name": "x", "practice": "pr"} for i in range(2)]
    records += [{"type": "case", "id": f"c{i}", "title": "x", "team": f"t{i % 2}",
                 "contributor": chance.choice(people)} for i in range(7)]
    records += [{"type": "session", "id": f"s{i}", "team": f"t{i % 2}", "cases": [],
                 "started": f"2014-{i + 1:02}-1{i % 9}T10:00:00Z",
                 "protocol": chance.choice(["action-learning", "sensemaking", "board-session"])}
                for i in range(12)]
    protocols = {record["id"]: record["protocol"] for record in records if record["type"] == "session"}

    def moment():
        return (f"{chance.choice((2014, 2015))}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
                f"T{chance.randint(0, 23):02}:{chance.randint(0, 59):02}:00Z")

    def concept(framework):
        return chance.choice(FRAMEWORKS[framework]["concepts"])["id"]

    coded = ("logical-levels", "contradictions", "forces", "shifts", "workplace-mix", "behaviour-triad", "pdca")
    for i in range(n):
        base = {"id": f"r{i}", "author": chance.choice(people)}
        kind = chance.choice(["reflection", "reflection", "contribution", "tension", "coding", "coding", "rating",
                              "rating"])
        if chance.random() < 0.8 and kind != "tension":
            base["at"] = moment()
        if kind == "reflection":
            base |= {"text": "x", "case": f"c{chance.randrange(7)}", "level": concept("logical-levels")}
            if chance.random() < 0.3:
                base["session"] = f"s{chance.randrange(12)}"
            if chance.random() < 0.4:
                base["stance"] = chance.choice(["espoused", "in-use"])
        elif kind == "contribution":
            session = f"s{chance.randrange(12)}"
            base |= {"session": session, "speaker": chance.choice(people), "kind": "story",
                     "stage": concept(protocols[session])}
        elif kind == "tension":
            base |= {"description": "x", "case": f"c{chance.randrange(7)}", "pair": concept("shifts"),
                     "contradiction": concept("contradictions"), "surfaced": moment()[:10]}
        else:
            earlier = [record["id"] for record in records if record["type"] in ("reflection", "tension", "case")]
            framework = chance.choice(coded)
            base |= {"framework": framework, "concept": concept(framework)}
            if kind == "coding":
                base |= {"target": chance.choice(earlier[-30:]), "coder": chance.choice(people[:2])}
                if chance.random() < 0.5:
                    base |= {"start": 0, "end": 1, "weight": chance.random()}
            else:
                base |= {"subject": chance.choice(earlier[-30:]), "participant": chance.choice(people),
                         "value": chance.randint(1, 5), "maximum": 5}
        records.append({"type": kind} | base)
    return records


class Profiles(CommandTest):
    def profile(self, framework, by):
        options = [f"--by={by}"] if by is not None else []
        profile = self.json("profile", "t.leren", framework, "--json", *options)
        self.assertEqual(profile["kind"], FRAMEWORKS[framework]["kind"])
        groups = {group["group"]: group for group in profile["groups"]}
        self.assertEqual(len(groups), len(profile["groups"]))
        return groups

    def number(self, found, expected):
        if expected is None:
            self.assertIsNone(found)
        else:
            self.assertAlmostEqual(found, float(expected), places=9)

    def compare(self, records, framework, by):
        counted = Counted(records, framework)
        expected = counted.counts(by)
        groups = self.profile(framework, by)
        self.assertEqual(set(groups), set(expected))
        for name, group in groups.items():
            with self.subTest(framework=framework, by=by, group=name):
                total = sum(cell[0] for cell in expected[name].values())
                self.assertEqual(group["total"], total)
                self.assertEqual([concept["id"] for concept in group["concepts"]], counted.ids)
                for concept in group["concepts"]:
                    count, ratings, summed = expected[name][concept["id"]]
                    self.assertEqual(concept["count"], count)
                    self.number(concept["share"], Fraction(count, total) if total else None)
                    self.assertEqual(concept.get("ratings", 0), ratings)
                    if ratings:
                        self.number(concept["rating"], summed / ratings)
                getattr(self, "check_" + FRAMEWORKS[framework]["kind"])(counted, by, group, expected[name])
        return len(groups)

    def check_ladder(self, counted, by, group, cells):
        touched = [concept for concept in counted.ids if cells[concept][0]]
        self.assertEqual(group["highest"], touched[-1] if touched else None)
        places = [counted.ids.index(concept) for _, concept, _ in counted.in_time(by, group["group"])]
        self.assertEqual(group["median"], counted.ids[sorted(places)[(len(places) - 1) // 2]] if places else None)
        half = len(places) // 2
        self.number(group["trend"], None if len(places) < 4 else
                    Fraction(sum(places[half:]), len(places) - half) - Fraction(sum(places[:half]), half))
        pairs = collections.Counter((counted.ids[one], counted.ids[other])
                                    for one, other in counted.pairs(by, group["group"]))
        self.assertEqual({(each["from"], each["to"]): each["count"] for each in group["transitions"]}, dict(pairs))

    def seen(self, counted, by, group):
        seen = set()
        for _, concept, coded in counted.in_time(by, group["group"]):
            place = counted.ids.index(concept)
            seen |= set(range(place + 1)) if counted.framework in STATES and not coded else {place}
        self.number(group["completeness"], Fraction(len(seen), len(counted.ids)))
        self.assertEqual(group["skipped"], [counted.ids[i] for i in range(max(seen, default=0)) if i not in seen])
        self.check_days(counted, by, group)
        return seen

    def check_days(self, counted, by, group):
        stays = []
        for record, place in counted.steps(by, group["group"]):
            if not stays or stays[-1][1] != place:
                stays.append((record, place))
        days = collections.defaultdict(list)
        for (entered, place), (left, _) in zip(stays, stays[1:]):
            if counted.timed(entered) and counted.timed(left):
                days[place].append(days_between(counted.moment(entered), counted.moment(left)))
        for i, concept in enumerate(counted.ids):
            self.number(group["days"][concept], sum(days[i]) / len(days[i]) if days[i] else None)

    def check_cycle(self, counted, by, group, _):
        self.seen(counted, by, group)
        lines, turns, seen, latest = [], 0, set(), None
        for _, concept, coded in counted.in_time(by, group["group"]):
            place = counted.ids.index(concept)
            if counted.framework in STATES and not coded:
                lines.append(place + 1)
                turns += place + 1 == len(counted.ids)
                continue
            seen.add(place)
            latest = place + 1
            if len(seen) == len(counted.ids):
                turns += 1
                seen = set()
        lines += [latest] if latest else []
        self.assertEqual(group["turns"], turns)
        self.number(group["progress"], Fraction(sum(lines), len(lines) * len(counted.ids)) if lines else None)

    def check_spiral(self, counted, by, group, cells):
        self.check_cycle(counted, by, group, cells)
        pieces = set()
        for record, _, _ in counted.in_time(by, group["group"]):
            pieces |= set(record["results"] if record["type"] == "conversion" else
                          [record["id"]] if record["type"] == "knowledge" else [])
        reach = collections.Counter(counted.by_id[piece].get("holder") for piece in pieces)
        self.assertEqual(group["reach"], {holder: reach[holder]
                                          for holder in ("individual", "team", "organisation", "network")})

    def check_phases(self, counted, by, group, _):
        seen = self.seen(counted, by, group)
        self.number(group["progress"], Fraction(max(seen) + 1, len(counted.ids)) if seen else None)
        self.assertEqual(group["violations"],
                         sum(other < one for one, other in counted.pairs(by, group["group"])))

    def check_set(self, counted, _by, group, cells):
        absent = [concept for concept in counted.ids if not cells[concept][0] and not cells[concept][1]]
        self.assertEqual(group["absent"], absent)
        self.number(group["coverage"], 1 - len(absent) / len(counted.ids))
        shares = [cells[concept][0] / group["total"] for concept in counted.ids] if group["total"] else []
        self.number(group["evenness"], sum(-share * math.log(share) for share in shares if share) /
                    math.log(len(counted.ids)) if shares else None)
        targets = [concept.get("share") for concept in FRAMEWORKS[counted.framework]["concepts"]]
        self.number(group["distance"], None if None in targets or not shares else
                    1 - sum(min(pair) for pair in zip(shares, targets)))
        self.assertEqual([concept.get("target") for concept in group["concepts"]], targets)

    def check_gate(self, counted, _by, group, cells):
        rated = {concept: cells[concept][2] / cells[concept][1] for concept in counted.ids if cells[concept][1]}
        weakest = min(rated, key=rated.get) if rated else None
        self.assertEqual(group["weakest"], weakest)
        self.assertEqual(group["open"], None if not rated else False if rated[weakest] < 0.5 else
                         True if len(rated) == len(counted.ids) else None)

    def check_poles(self, counted, by, group, _):
        for concept in group["concepts"]:
            ratings = [(counted.moment(rating), rating, value) for rating, name, value in counted.rated
                       if name == concept["id"] and counted.group(rating, by) == group["group"]]
            self.number(concept["position"], mean(value for _, _, value in ratings))
            sides = {}
            for side in ("espoused", "in-use"):
                sides[side] = mean(value for _, rating, value in ratings
                                   if counted.by_id.get(rating.get("subject"), {}).get("stance") == side)
                self.number(concept[side.replace("-", "_")], sides[side])
                self.assertEqual(concept[side.replace("-", "_") + "_count"],
                                 sum(record.get("stance") == side and name == concept["id"]
                                     for record, name, _ in counted.in_time(by, group["group"])))
            self.number(concept["gap"], None if None in sides.values() else sides["in-use"] - sides["espoused"])
            dated = sorted(((moment, value) for moment, _, value in ratings if moment), key=lambda each: each[0])
            cuts = [i for i in range(1, len(dated)) if dated[i - 1][0] != dated[i][0]]
            cut = min(cuts, key=lambda i: (abs(i - len(dated) // 2), i), default=None)
            self.number(concept["shift"], None if cut is None else mean(value for _, value in dated[cut:]) -
                        mean(value for _, value in dated[:cut]))

    def test_examples(self):
        self.make_store()
        records = []
        for path in EXAMPLES:
            with open(path, encoding="utf-8") as file:
                records += json.load(file)["records"]
        total = sum(self.compare(records, framework, None) for framework in FRAMEWORKS)
        self.assertGreater(total, 25, "frameworks that the examples say something of")
        for framework in ("logical-levels", "action-cycle", "knowledge-conversion", "sensemaking", "forces",
                          "behaviour-triad", "shifts"):
            for by in GROUPINGS[1:]:
                self.compare(records, framework, by)

    def test_made_up(self):
        records = made_up(20150301, 1500)
        self.make_store(records)
        for framework in ("logical-levels", "action-learning", "pdca", "contradictions", "sensemaking",
                          "programme-phases", "forces", "workplace-mix", "behaviour-triad", "shifts",
                          "espoused-and-use"):
            for by in GROUPINGS:
                self.assertGreater(self.compare(records, framework, by), 0)
        self.assertGreater(len(self.profile("logical-levels", "month")), 20)


KIND_WORDS = {
    "logical-levels": ("from one record to the next", "van de ene vastlegging naar de volgende"),
    "action-learning": ("full turns", "volledige rondes"),
    "knowledge-conversion": ("held by: one person", "zit bij: één persoon"),
    "sensemaking": ("steps back", "stappen terug"),
    "workplace-mix": ("target 70 %", "streefwaarde 70 %"),
    "forces": ("evenness", "gelijkmatigheid"),
    "behaviour-triad": ("weakest: ", "zwakste: "),
    "shifts": ("shift in time: ", "verschuiving in de tijd: "),
}


class ForPeople(CommandTest):
    def test_every_kind(self):
        records = made_up(7, 600)
        records += [{"type": "knowledge", "id": "k", "statement": "x", "form": "tacit", "holder": "individual"},
                    {"type": "conversion", "id": "v", "sources": ["k"], "results": ["k"]}]
        self.make_store(records)
        self.assertEqual({FRAMEWORKS[name]["kind"] for name in KIND_WORDS},
                         {framework["kind"] for framework in FRAMEWORKS.values()})
        for name, said in KIND_WORDS.items():
            for language, words in zip(("en", "nl"), said):
                text = self.leren("profile", "t.leren", name, f"--lang={language}")
                self.assertIn(words, text)
                self.assertNotIn("nan", text)
                for concept in FRAMEWORKS[name]["concepts"]:
                    self.assertIn(concept["label"][language], text)
                for by in GROUPINGS[1:]:
                    self.leren("profile", "t.leren", name, "--by", by, f"--lang={language}")

    def test_poles_are_drawn_between(self):
        self.make_store([{"type": "rating", "id": f"q{i}", "value": value, "framework": "mindset",
                          "concept": "fixed-to-growth"} for i, value in enumerate((1, 10))])
        line = next(line for line in self.leren("profile", "t.leren", "mindset").splitlines() if "●" in line)
        self.assertRegex(line, r"Fixed mindset (─+)●\1 Growth mindset$")

    def test_nothing(self):
        self.leren("init", "t.leren")
        for name, said in (("en", "no record"), ("nl", "geen vastlegging")):
            self.assertIn(said, self.leren("profile", "t.leren", "forces", f"--lang={name}"))
        for name in FRAMEWORKS:
            self.assertEqual(self.json("profile", "t.leren", name, "--json"),
                             {"framework": name, "kind": FRAMEWORKS[name]["kind"], "groups": []})


class Own(CommandTest):
    def own(self, kind, n):
        poles = {"poles": [{"label": {"en": "a"}}, {"label": {"en": "b"}}]} if kind == "poles" else {}
        return {"format": "leren-framework", "version": 1, "id": f"own-{kind}", "kind": kind, "label": {"en": "Own"},
                "description": {"en": "My own."}, "sources": [{"author": "Me"}],
                "concepts": [{"id": f"c{i}", "label": {"en": f"C{i}"}} | poles for i in range(n)]}

    def store(self, n):
        kinds = sorted({framework["kind"] for framework in FRAMEWORKS.values()})
        records = [{"type": "participant", "id": "p"}, {"type": "case", "id": "case", "title": "x"}]
        for kind in kinds:
            about = {"framework": f"own-{kind}", "concept": f"c{n - 1}"}
            records += [{"type": "coding", "id": f"k-{kind}", "target": "case", "coder": "p"} | about,
                        {"type": "rating", "id": f"q-{kind}", "value": 10} | about]
        self.leren("import", "t.leren", self.write("own.json", {
            "format": "leren", "version": 1, "frameworks": [self.own(kind, n) for kind in kinds], "records": records}))
        return kinds

    def test_one_concept(self):
        for kind in self.store(1):
            group = self.json("profile", "t.leren", f"own-{kind}", "--by=case", "--json")["groups"][0]
            self.assertEqual((group["group"], group["total"]), ("case", 1))
            self.assertEqual(group["concepts"][0]["share"], 1)
            self.leren("profile", "t.leren", f"own-{kind}")

    def test_too_many_concepts(self):
        for kind in self.store(300):
            line = self.refused("profile", "t.leren", f"own-{kind}")
            self.assertIn("300", line)
            self.assertIn("255", line)

    def test_unknown(self):
        self.leren("init", "t.leren")
        self.assertIn("nonsense", self.refused("profile", "t.leren", "nonsense"))
        self.misused("profile", "t.leren", "forces", "--by=week")


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else None


def days_between(one, other):
    times = [datetime.fromisoformat(text.replace("Z", "+00:00") if "T" in text else text + "T00:00:00+00:00")
             for text in (one, other)]
    return (times[1].astimezone(timezone.utc) - times[0].astimezone(timezone.utc)).total_seconds() / 86400


if __name__ == "__main__":
    main()
