#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""similar: over the examples and over made-up teams, held against similarities computed anew."""

import json
import random

from similar_reference import WEIGHTS, Cases
from support import EXAMPLES, CommandTest, main

NEAR = 1e-9
LEVELS = ["environment", "behaviour", "capability", "belief", "identity", "meaning"]
LOOPS = ["single", "double", "triple"]
DOMAINS = ["money", "Money", "housing", "ÉCOLE", "école", "informal care", " health ", "work"]
WORDS = ("huur schuld brief buurvrouw café cafe Café geïnd geind school team AND OR NOT NEAR hoe waarom waartoe "
         "rent debt letter neighbour visit morning plan habit doubt room trust \"quoted\" (bracket) star* col:umn").split()


def made_up(seed, count):
    """A team's cases, with much of what there can be, and much of it absent"""
    chance = random.Random(seed)
    people = [{"type": "participant", "id": f"p{n}", "roles": chance.sample(
        ["client", "carer", "professional", "coach", "manager"], chance.randint(0, 2))} for n in range(8)]
    records = [{k: v for k, v in person.items() if v} for person in people]

    def some(record, probability, **members):
        for name, value in members.items():
            if chance.random() < probability:
                record[name] = value
        return record

    def text(most):
        return " ".join(chance.choices(WORDS, k=chance.randint(1, most)))

    def day():
        return f"20{chance.randint(10, 20)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"

    for n in range(count):
        case = f"c{n}"
        records.append(some({"type": "case", "id": case, "title": text(3)}, 0.6, narrative=text(30), question=text(6),
                            domains=chance.sample(DOMAINS, chance.randint(0, 4)), needs=chance.sample(DOMAINS, 2),
                            contributor=f"p{chance.randrange(8)}", status=chance.choice(["open", "closed"]),
                            created=day() + "T10:00:00+01:00"))
        if chance.random() < 0.5:
            records.append(some({"type": "session", "id": f"s{n}", "cases": [case]}, 0.6, started=day() + "T12:00:00Z",
                                present=[f"p{k}" for k in chance.sample(range(8), 2)]))
        for m in range(chance.randint(0, 4)):
            records.append(some({"type": "reflection", "id": f"r{n}-{m}", "text": "x", "case": case}, 0.7,
                                level=chance.choice(LEVELS), loop=chance.choice(LOOPS)))
            for coder in chance.sample(range(8), chance.choice([0, 0, 1, 2])):
                records.append({"type": "coding", "id": f"k{n}-{m}-{coder}", "target": f"r{n}-{m}",
                                "framework": "logical-levels", "concept": chance.choice(LEVELS), "coder": f"p{coder}"})
        if chance.random() < 0.6:
            records.append(some({"type": "tension", "id": f"t{n}", "description": "x", "case": case}, 0.6,
                                pair=chance.choice(["supply-to-demand", "problem-to-strength"]),
                                contradiction=chance.choice(["primary", "tertiary"]),
                                elements=chance.sample(["subject", "object", "rules"], 2)))
        if chance.random() < 0.6:
            records.append(some({"type": "action", "id": f"a{n}", "what": "x", "case": case}, 0.5,
                                owner=f"p{chance.randrange(8)}", effect="it worked", effect_rating=7,
                                conclusion=chance.choice(["adopt", "abandon"])))
        if chance.random() < 0.2:
            records.append({"type": "action", "id": f"d{n}", "what": "x", "case": case, "state": "dropped",
                            "drop_reason": "no time", "effect": "none"})
            records.append({"type": "reflection", "id": f"rd{n}", "text": "on an action", "subject": f"d{n}",
                            "level": chance.choice(LEVELS)})
    return records


class Similar(CommandTest):
    def hold(self, cases, asked, arguments=(), store="t.leren", **settings):
        """What the command says of one case is what the definitions say."""
        said = self.json("similar", store, asked, "--json", "-n", "1000", *arguments)
        expected, shares = cases.find(asked, **settings)
        self.assertEqual(set(said["weights"]), set(WEIGHTS))
        for name, share in shares.items():
            if share is None:
                self.assertIsNone(said["weights"][name], (asked, name))
            else:
                self.assertAlmostEqual(said["weights"][name], share, delta=NEAR)
        self.assertEqual({hit["case"] for hit in said["cases"]}, set(expected), asked)
        for hit in said["cases"]:
            score, similarity, parts = expected[hit["case"]]
            where = asked, hit["case"]
            self.assertAlmostEqual(hit["score"], score, delta=NEAR, msg=where)
            self.assertAlmostEqual(hit["similarity"], similarity, delta=NEAR, msg=where)
            self.assertEqual({part["part"] for part in hit["parts"]}, set(parts), where)
            for part in hit["parts"]:
                self.assertAlmostEqual(part["similarity"], parts[part["part"]], delta=NEAR, msg=(where, part))
                self.assertAlmostEqual(part["contribution"], part["weight"] * part["similarity"], delta=NEAR)
                self.assertEqual(bool(part["shared"]), part["similarity"] > 0, (where, part))
            self.assertAlmostEqual(sum(part["contribution"] for part in hit["parts"]), similarity, delta=NEAR)
            self.assertEqual(hit["worked_through"], hit["case"] in cases.worked_through, where)
        scores = [hit["score"] for hit in said["cases"]]
        self.assertEqual(scores, sorted(scores, reverse=True))
        for one, other in zip(said["cases"], said["cases"][1:]):
            if one["score"] == other["score"]:
                self.assertLess(cases.row[one["case"]], cases.row[other["case"]])
        return len(expected)

    def test_examples(self):
        self.make_store()
        records = []
        for path in EXAMPLES:
            with open(path, encoding="utf-8") as file:
                records += json.load(file)["records"]
        cases = Cases(records)
        self.assertGreater(sum(self.hold(cases, asked) for asked in cases.ids), 300)

    def test_made_up_teams(self):
        for seed, count in ((1, 2), (2, 3), (3, 5), (4, 12), (5, 40), (6, 90)):
            with self.subTest(seed):
                records = made_up(seed, count)
                store = self.make_store(records, f"{seed}.leren")
                cases = Cases(records)
                for asked in cases.ids[:12]:
                    self.hold(cases, asked, store=store)
                    self.hold(cases, asked, ["--later"], store=store, later=True)
                self.hold(cases, cases.ids[0], ["--weight", "text=0", "--weight=people=7.5", "--bonus=3"], store=store,
                          weights={"text": 0, "people": 7.5}, bonus=3)

    def cases(self, *texts):
        """A store of cases c0, c1 ... with these narratives"""
        return self.make_store([{"type": "case", "id": f"c{n}", "title": "casus", "narrative": text}
                                for n, text in enumerate(texts)])

    def hits(self, *arguments):
        return [hit["case"] for hit in self.json("similar", "t.leren", *arguments, "--json")["cases"]]

    def test_nothing_in_a_text_is_an_operator(self):
        self.cases('the rent (overdue) "now" AND NOT paid OR* NEAR(rent, 2) title:rent ^first {a b} + - \'; DROP TABLE "case"; --',
                   "rent overdue", "a garden", "paid first", "a visit", "an evening")
        self.assertEqual(set(self.hits("c0")), {"c1", "c3"})
        for text in ('"', "*", "AND", "NOT rent", "rent*", "NEAR(rent garden)", "title: rent", "((", "^", "-rent", "''", '"" ""'):
            with self.subTest(text):
                expected = {"c0", "c1"} if "rent" in text else set()
                expected |= {"c2"} if "garden" in text else set()
                expected |= {"c0"} if text in ("AND", "NEAR(rent garden)", "title: rent", "NOT rent") else set()
                self.assertEqual(set(self.hits("--text", text)), expected)

    def test_accents_and_case(self):
        self.cases("GEÏNDE bedrag bij het café", "het geinde bedrag", "een ruïne", "Cafe De Ster", "tuin", "een buurt", "avond")
        found = self.json("similar", "t.leren", "c0", "--json")["cases"]
        self.assertEqual({hit["case"]: hit["parts"][0]["shared"] for hit in found},
                         {"c1": ["bedrag", "geïnde", "het"], "c3": ["café"]})

    def test_ten_thousand_words(self):
        long = " ".join(f"woord{n}" for n in range(10000))
        self.cases(long, " ".join(f"woord{n}" for n in range(0, 10000, 3)), "woord3 woord6", "tuin", "buurt", "avond", "plein")
        self.assertEqual(self.hits("c0"), ["c1"])
        self.assertEqual(self.hits("c2"), ["c1", "c0"])
        self.assertEqual(self.hits("--text", long)[0], "c0")

    def test_one_case(self):
        self.cases("alone")
        self.assertEqual(self.hits("c0"), [])
        self.assertIn("nothing to compare it by", self.leren("similar", "t.leren", "c0"))
        self.assertIn("niets om op te vergelijken", self.leren("similar", "t.leren", "c0", "--lang=nl"))

    def test_for_people(self):
        self.make_store([
            {"type": "participant", "id": "p", "roles": ["expert-by-experience"]},
            {"type": "case", "id": "old", "title": "The unopened letters", "narrative": "letters pile up", "status": "closed",
             "domains": ["debts"], "contributor": "p", "created": "2015-01-01T10:00:00Z"},
            {"type": "action", "id": "a", "case": "old", "what": "Open one letter a day together", "effect_rating": 8,
             "effect": "She opens them alone now", "conclusion": "adopt"},
            {"type": "reflection", "id": "r", "case": "old", "text": "x", "level": "belief"},
            {"type": "case", "id": "new", "title": "A drawer of envelopes", "domains": ["Debts"], "contributor": "p",
             "created": "2016-01-01T10:00:00Z"},
            {"type": "reflection", "id": "r2", "case": "new", "text": "x", "level": "belief"},
            {"type": "case", "id": "later", "title": "x", "domains": ["debts"], "created": "2017-01-01T10:00:00Z"},
        ])
        text = self.leren("similar", "t.leren", "new")
        for words in ("A drawer of envelopes (new)", "1 case compared; 1 that came later is left out",
                      "The unopened letters (old)", "earlier (2015-01-01), closed and looked back on", "life domains", "Debts",
                      "belief", "expert by experience", "Open one letter a day together",
                      "She opens them alone now (effect 8 of 10) – kept"):
            self.assertIn(words, text)
        text = self.leren("similar", "t.leren", "new", "--lang=nl")
        for words in ("1 casus vergeleken; 1 van later is weggelaten", "eerder (2015-01-01), afgesloten en nabesproken",
                      "leefgebieden", "overtuigingen", "ervaringsdeskundige", "(effect 8 van 10) – overgenomen"):
            self.assertIn(words, text)
        self.assertIn("later (2017-01-01)", self.leren("similar", "t.leren", "new", "--later"))

    def test_scope_and_number(self):
        self.make_store()
        everybody = self.hits("jes-case-meaning", "-n", "1000")
        self.assertEqual(self.hits("jes-case-meaning"), everybody[:5])
        self.assertEqual(self.hits("jes-case-meaning", "-n", "2"), everybody[:2])
        # the asked case is of another practice than those it is compared with
        inside = self.hits("jes-case-meaning", "-n", "1000", "--practice", "venlo-practice")
        self.assertEqual(inside, [case for case in everybody if case in inside])
        self.assertTrue(inside and all(case.startswith("venlo") for case in inside))
        self.assertEqual(self.hits("jes-case-meaning", "--case", "jes-case-shopping"), ["jes-case-shopping"])

    def test_refused(self):
        self.make_store()
        self.assertIn("leren list", self.refused("similar", "t.leren", "nobody"))
        session = self.json("list", "t.leren", "session", "--json")[0]["id"]
        self.assertIn("type session", self.refused("similar", "t.leren", session))
        for arguments in (["--weight", "text=-1"], ["--weight", "text=nan"], ["--weight", "text=1e9"], ["--bonus=-1"]):
            self.refused("similar", "t.leren", "jes-case-meaning", *arguments)
        for arguments in ([], ["jes-case-meaning", "more"], ["jes-case-meaning", "--text", "x"], ["jes-case-meaning", "-n", "0"],
                          ["jes-case-meaning", "--weight", "text"], ["jes-case-meaning", "--weight", "nonsense=1"],
                          ["jes-case-meaning", "--weight", "text=x"], ["jes-case-meaning", "--bonus=x"]):
            self.misused("similar", "t.leren", *arguments)


if __name__ == "__main__":
    main()
