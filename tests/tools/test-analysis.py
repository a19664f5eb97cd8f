# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""diagnose, rules, profile and cycles over the examples, and the shapes of their JSON."""

import os
from pathlib import Path

from support import CommandTest, main

SOURCE = Path(os.environ["LEREN_SOURCE_ROOT"])
# a rule is one file
RULES = sorted(path.stem.removeprefix("leren-rule-")
               for path in (SOURCE / "libleren/analysis/rules").glob("leren-rule-*.c"))


class Analysis(CommandTest):
    def setUp(self):
        super().setUp()
        self.make_store()

    def findings(self, *arguments):
        return self.json("diagnose", "t.leren", "--json", *arguments)["findings"]

    def test_shape_of_findings(self):
        result = self.json("diagnose", "t.leren", "--json")
        self.assertEqual(set(result), {"findings", "records", "weighing"})
        self.assertGreater(result["records"], 250)
        for finding in result["findings"]:
            self.assertEqual(set(finding), {"rule", "severity", "subject", "evidence", "figure", "disputed",
                                            "unit", "explanation", "questions", "source"})
            self.assertIn(finding["severity"], ("notice", "advice", "warning"))
            self.assertEqual(set(finding["subject"]), {"type", "id"})
            self.assertTrue(finding["evidence"])
            self.assertIsInstance(finding["figure"], (int, float))
            for texts in (finding["explanation"], finding["questions"]):
                self.assertEqual(set(texts), {"en", "nl"})
                self.assertTrue(all(texts.values()))
            self.assertTrue(finding["source"])
        self.assertLessEqual({finding["rule"] for finding in result["findings"]}, set(RULES))

    def test_evidence_is_there(self):
        for finding in self.findings():
            self.json("show", "t.leren", finding["subject"]["id"], "--json")
            for identity in finding["evidence"]:
                self.json("show", "t.leren", identity, "--json")
            break

    def test_for_people(self):
        text = self.leren("diagnose", "t.leren")
        findings = self.findings()
        self.assertRegex(text.splitlines()[-1],
                         rf"^{len(findings)} findings \(.*\) in \d+ records$")
        flat = " ".join(text.split())
        for finding in findings:
            self.assertIn(" ".join(finding["explanation"]["en"].split()), flat)
        flat = " ".join(self.leren("diagnose", "t.leren", "--lang=nl").split())
        for finding in findings:
            self.assertIn(" ".join(finding["explanation"]["nl"].split()), flat)

    def test_choice_of_rules(self):
        found = self.findings("--rule", "open-loop", "--rule=stuck-level")
        self.assertEqual({finding["rule"] for finding in found}, {"open-loop", "stuck-level"})
        line = self.refused("diagnose", "t.leren", "--rule", "nonsense")
        self.assertIn("nonsense", line)

    def test_parameters(self):
        rule = self.json("rules", "stuck-level", "--json")[0]
        name = rule["parameters"][0]["name"]
        few = self.findings("--rule=stuck-level", "--set", f"stuck-level.{name}=1000")
        self.assertLess(len(few), len(self.findings("--rule=stuck-level")))
        for setting in ("nonsense.min=1", "stuck-level.nonsense=1", f"stuck-level.{name}=-5",
                        f"stuck-level.{name}=nan"):
            self.refused("diagnose", "t.leren", "--set", setting)

    def test_scope(self):
        practice = self.findings("--practice", "ribw-practice")
        self.assertTrue(practice)
        self.assertLess(len(practice), len(self.findings()))
        for option in ("--case", "--team", "--practice", "--participant"):
            self.refused("diagnose", "t.leren", option, "nobody")
            self.refused("cycles", "t.leren", option, "nobody")
        self.refused("diagnose", "t.leren", "--case", "ribw-practice")

    def test_rules(self):
        rules = self.json("rules", "--json")
        self.assertEqual(sorted(rule["id"] for rule in rules), RULES)
        for rule in rules:
            self.assertEqual(set(rule), {"id", "label", "source", "parameters"})
            self.assertEqual(set(rule["label"]), {"en", "nl"})
            self.assertTrue(rule["source"])
            for parameter in rule["parameters"]:
                self.assertEqual(set(parameter), {"name", "default", "unit", "meaning"})
        text = self.leren("rules")
        for rule in rules:
            self.assertIn(rule["id"], text)
        self.refused("rules", "nonsense")

    def test_profile(self):
        profile = self.json("profile", "t.leren", "logical-levels", "--json")
        self.assertLessEqual({"framework", "kind", "groups"}, set(profile))
        self.assertEqual((profile["framework"], profile["kind"]), ("logical-levels", "ladder"))
        self.assertEqual(len(profile["groups"]), 1)
        group = profile["groups"][0]
        self.assertLessEqual({"group", "total", "concepts", "highest", "median", "trend", "stuck",
                              "next"}, set(group))
        for concept in group["concepts"]:
            self.assertLessEqual({"id", "count", "share"}, set(concept))
        self.assertEqual(sum(concept["count"] for concept in group["concepts"]), group["total"])
        by = self.json("profile", "t.leren", "logical-levels", "--by=practice", "--json")
        self.assertGreater(len(by["groups"]), 4)
        self.assertEqual(sum(group["total"] for group in by["groups"]), group["total"])
        for grouping in ("case", "team", "participant", "month"):
            self.json("profile", "t.leren", "logical-levels", "--by", grouping, "--json")
            self.leren("profile", "t.leren", "logical-levels", "--by", grouping)
        self.assertIn("Zingeving", self.leren("profile", "t.leren", "logical-levels", "--lang=nl"))
        self.assertIn("cycle", self.leren("profile", "t.leren", "action-learning", "--json"))
        self.leren("profile", "t.leren", "action-learning")
        self.refused("profile", "t.leren", "nonsense")

    def test_cycles(self):
        cycles = self.json("cycles", "t.leren", "--json")
        self.assertLessEqual({"total", "states", "closed_share", "owned_by_coach", "days",
                              "chains"}, set(cycles))
        self.assertEqual(sum(cycles["states"].values()), cycles["total"])
        self.assertIn("owned_to_undertaken", cycles["days"])
        self.assertIn(str(cycles["total"]), self.leren("cycles", "t.leren"))


class Nothing(CommandTest):
    def test_empty_store(self):
        self.leren("init", "t.leren")
        self.assertEqual(
            self.json("diagnose", "t.leren", "--json"),
            {"findings": [], "records": 0, "weighing": {"disputed": 0, "overruled": 0}},
        )
        self.assertEqual(self.leren("diagnose", "t.leren"), "0 findings in 0 records\n")
        self.assertEqual(self.json("cycles", "t.leren", "--json")["total"], 0)
        self.leren("cycles", "t.leren")
        self.leren("profile", "t.leren", "logical-levels")
        self.json("profile", "t.leren", "logical-levels", "--json")
        self.leren("report", "t.leren", "-o", "r.html")


if __name__ == "__main__":
    main()
