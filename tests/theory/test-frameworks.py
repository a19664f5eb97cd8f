#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The framework data against a table that was transcribed from the design, and against their own form."""

import difflib
import json
import os
import re
import unittest
from itertools import combinations
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = Path(os.environ.get("LEREN_SOURCE_ROOT") or HERE.parent.parent)
FOLDER = ROOT / "libleren/theory/frameworks"

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KEY = re.compile(r"LT[1-9]|LK|KP|RL")
LANGUAGES = {"en", "nl"}
FRAMEWORK_MEMBERS = {"format", "version", "id", "kind", "label", "description", "sources", "concepts", "crosswalk"}
CONCEPT_MEMBERS = {"id", "label", "description", "questions", "poles", "share", "attributes"}
# The kinds, and beside them the sets, that a coach asks about: each concept has two questions or more.
ASKED_KINDS = {"ladder", "cycle", "spiral", "phases", "gate", "poles"}
ASKED_SETS = {
    "activity-system", "barriers", "boundaries", "defensive-reasoning", "forces", "interaction-modes",
    "knowledge-enablers", "knowledge-forms", "not-knowing", "reflection-timing",
}
NEARLY_THE_SAME = 0.8


def strict_object(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError(f"a member stands twice in {[name for name, _ in pairs]}")
    return members


def refuse(constant):
    raise ValueError(f"{constant} is not JSON")


def read(path):
    return json.loads(path.read_bytes().decode("utf-8"), object_pairs_hook=strict_object, parse_constant=refuse)


def words(text):
    return re.findall(r"\w+", text.lower())


def ratio_reaches(a, b, bound):
    """Whether two sequences are as much alike as that; the quick ratios only ever err upwards."""
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    return matcher.real_quick_ratio() >= bound and matcher.quick_ratio() >= bound and matcher.ratio() >= bound


class Frameworks(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.table = read(HERE / "table.json")
        cls.data = {path.stem: read(path) for path in sorted(FOLDER.glob("*.json"))}

    def frameworks(self, check):
        for name, framework in self.data.items():
            with self.subTest(framework=name):
                check(framework)

    def concepts(self, check):
        for name, framework in self.data.items():
            for concept in framework["concepts"]:
                with self.subTest(concept=f"{name}/{concept['id']}"):
                    check(framework, concept)

    def assert_said(self, text):
        """A text in each language, and nothing else."""
        self.assertEqual(set(text), LANGUAGES)
        for said in text.values():
            self.assertIsInstance(said, str)
            self.assertTrue(said)
            self.assertEqual(said, " ".join(said.split()), "stray white space")

    def test_the_table(self):
        expected = {name: (kind, concepts) for name, kind, concepts in self.table["frameworks"]}
        self.assertEqual(len(expected), len(self.table["frameworks"]))
        found = {name: (f["kind"], [c["id"] for c in f["concepts"]]) for name, f in self.data.items()}
        self.assertEqual(found, expected)

    def test_files(self):
        for path in sorted(FOLDER.glob("*.json")):
            with self.subTest(file=path.name):
                text = path.read_bytes().decode("utf-8")
                self.assertNotIn("\r", text)
                self.assertNotIn("\t", text)
                self.assertTrue(text.endswith("}\n"))
                for number, line in enumerate(text.splitlines(), 1):
                    self.assertEqual(line, line.rstrip(), f"line {number}: white space at the end")
                    indent = len(line) - len(line.lstrip())
                    self.assertEqual(indent % 2, 0, f"line {number}: indented by {indent}")

    def test_framework_form(self):
        def check(framework):
            self.assertEqual(framework["format"], "leren-framework")
            self.assertEqual(framework["version"], 1)
            self.assertIs(self.data.get(framework["id"]), framework, "a file is named by its id")
            self.assertRegex(framework["id"], rf"\A{ID.pattern}\Z")
            self.assertLessEqual(set(framework), FRAMEWORK_MEMBERS)
            self.assert_said(framework["label"])
            self.assert_said(framework["description"])

        self.frameworks(check)

    def test_sources(self):
        def check(framework):
            sources = framework["sources"]
            for source in sources:
                self.assertTrue(source["author"].strip())
                self.assertLessEqual(set(source), {"author", "year", "title", "key"})
                if "year" in source:
                    self.assertIs(type(source["year"]), int)
                    self.assertIn(source["year"], range(1900, 2027))
                if "key" in source:
                    self.assertRegex(source["key"], rf"\A({KEY.pattern})\Z")
            self.assertTrue(any("year" in source for source in sources), "no year")
            self.assertTrue(any("key" in source for source in sources), "no publication by which we know it")

        self.frameworks(check)

    def test_concept_form(self):
        def check(_, concept):
            self.assertRegex(concept["id"], rf"\A{ID.pattern}\Z")
            self.assertLessEqual(set(concept), CONCEPT_MEMBERS)
            self.assert_said(concept["label"])
            self.assert_said(concept["description"])

        self.concepts(check)

    def test_labels_differ(self):
        def check(framework):
            for language in LANGUAGES:
                labels = [concept["label"][language] for concept in framework["concepts"]]
                self.assertEqual(len(labels), len(set(labels)), labels)

        self.frameworks(check)

    def test_questions(self):
        def check(framework, concept):
            questions = concept.get("questions", {"en": [], "nl": []})
            self.assertEqual(set(questions), LANGUAGES)
            self.assertEqual(len(questions["en"]), len(questions["nl"]))
            if framework["kind"] in ASKED_KINDS or framework["id"] in ASKED_SETS:
                self.assertGreaterEqual(len(questions["en"]), 2)
            for pair in zip(questions["en"], questions["nl"]):
                self.assert_said(dict(zip(("en", "nl"), pair)))
                for question in pair:
                    self.assertTrue(question.endswith("?"), question)

        self.concepts(check)

    def test_poles(self):
        def check(framework, concept):
            self.assertEqual("poles" in concept, framework["kind"] == "poles")
            if "poles" not in concept:
                return
            self.assertEqual(len(concept["poles"]), 2)
            for pole in concept["poles"]:
                self.assert_said(pole["label"])
            for language in LANGUAGES:
                self.assertNotEqual(*(pole["label"][language] for pole in concept["poles"]))

        self.concepts(check)

    def test_shares(self):
        found = {}
        for name, framework in self.data.items():
            shares = {concept["id"]: concept["share"] for concept in framework["concepts"] if "share" in concept}
            if shares:
                found[name] = shares
        self.assertEqual(found, self.table["shares"])
        for name, shares in found.items():
            with self.subTest(framework=name):
                self.assertEqual(len(shares), len(self.data[name]["concepts"]))
                self.assertAlmostEqual(sum(shares.values()), 1)

    def test_learning_styles_say_where_and_how(self):
        for concept in self.data["learning-styles"]["concepts"]:
            with self.subTest(concept=concept["id"]):
                self.assert_said(concept["attributes"]["environment"])
                self.assert_said(concept["attributes"]["activities"])

    def crosswalk(self):
        """The pairs of the crosswalk, each in the order of the alphabet."""
        return {
            tuple(sorted((f"{name}/{link['from']}", link["to"])))
            for name, framework in self.data.items()
            for link in framework.get("crosswalk", [])
        }

    def test_crosswalk_targets_exist(self):
        known = {f"{name}/{concept['id']}" for name, f in self.data.items() for concept in f["concepts"]}
        links = [
            (f"{name}/{link['from']}", link["to"])
            for name, framework in self.data.items()
            for link in framework.get("crosswalk", [])
        ]
        self.assertEqual([link for link in links if not known.issuperset(link)], [])
        self.assertEqual(len(links), len(self.crosswalk()), "a correspondence stands twice")

    def test_correspondences(self):
        expected = {tuple(sorted(pair)) for pair in self.table["correspondences"]}
        self.assertEqual(expected - self.crosswalk(), set())

    def test_levels_and_loops_do_not_cross(self):
        """Belief and higher levels go with double and triple, and nothing but behaviour and capability with single."""
        found = {(loop, other) for loop, other in self.crosswalk()
                 if loop.startswith("learning-loops/") and other.startswith("logical-levels/")}
        expected = {tuple(pair) for pair in self.table["correspondences"] if pair[0].startswith("learning-loops/")}
        self.assertEqual(found, expected)

    def test_what_each_loop_asks(self):
        asks = {c["id"]: [c["attributes"]["asks"][language] for language in ("en", "nl")]
                for c in self.data["learning-loops"]["concepts"]}
        self.assertEqual(asks, self.table["asks"])

    def test_field_building_sets_socialisation_going(self):
        socialisation = self.data["knowledge-conversion"]["concepts"][0]
        self.assertIn("field building", socialisation["attributes"]["trigger"]["en"])

    def test_action_cycle_runs_along_the_others(self):
        """Each state has its step, and going through the states goes round each circle once, without going back."""
        states = [concept["id"] for concept in self.data["action-cycle"]["concepts"]]
        links = self.data["action-cycle"]["crosswalk"]
        for other in ("action-learning", "pdca", "experiential-learning"):
            with self.subTest(other=other):
                steps = [f"{other}/{concept['id']}" for concept in self.data[other]["concepts"]]
                places = [[steps.index(link["to"]) for link in links if link["from"] == state and link["to"] in steps]
                          for state in states]
                self.assertEqual([len(place) for place in places], [1] * len(states))
                way = [place[0] for place in places]
                self.assertLessEqual(sum(b < a for a, b in zip(way, way[1:])), 1, way)

    def test_no_two_questions_alike(self):
        for language in sorted(LANGUAGES):
            asked = []
            for name, framework in self.data.items():
                for concept in framework["concepts"]:
                    labels = {*words(framework["label"][language]), *words(concept["label"][language])}
                    for question in concept.get("questions", {}).get(language, []):
                        left = [word for word in words(question) if word not in labels]
                        asked.append((f"{name}/{concept['id']}: {question}", left, " ".join(left)))
            alike = [
                f"{one}  ~  {other}"
                for (one, words1, text1), (other, words2, text2) in combinations(asked, 2)
                if ratio_reaches(text1, text2, NEARLY_THE_SAME) or ratio_reaches(words1, words2, NEARLY_THE_SAME)
            ]
            with self.subTest(language=language):
                self.assertGreater(len(asked), 200)
                self.assertEqual(alike, [])
                self.assertEqual([one for one, left, _ in asked if not left], [], "nothing but label words")


if __name__ == "__main__":
    unittest.main()
