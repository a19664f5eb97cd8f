#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The study says in its table what can be counted by hand, and its notebook is its script."""

import csv
import os
import subprocess
import sys
import tempfile
import unittest
from datetime import date, datetime
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nltk.metrics.agreement import AnnotationTask

SOURCE = Path(os.environ["LEREN_SOURCE_ROOT"])
BUILD = Path(os.environ["LEREN_BUILD_ROOT"])
STUDY = SOURCE / "examples/python/study"
sys.path.insert(0, str(STUDY))

import made_up_study
import notebook

DEEP = {"belief", "identity", "meaning"}
END = date(2026, 1, 31)


def ordinal_distance(values):
    """Krippendorff's (2004) difference between ordered values, for nltk."""
    ranks = {level: place for place, level in enumerate(made_up_study.LEVELS)}
    counts = [sum(ranks[value] == place for value in values) for place in range(len(ranks))]

    def distance(one, other):
        low, high = sorted((ranks[one], ranks[other]))
        return (sum(counts[low : high + 1]) - (counts[low] + counts[high]) / 2) ** 2

    return distance


def median_wait(actions):
    """The day on which, by Kaplan and Meier, half of the promises had been looked back on."""
    waits = []
    for action in actions:
        agreed = datetime.fromisoformat(action["created"]).date()
        ended = date.fromisoformat(action["reviewed"]) if "reviewed" in action else END
        waits.append(((ended - agreed).days, "reviewed" in action))
    open_share = 1.0
    for day in sorted({day for day, reviewed in waits if reviewed}):
        at_risk = sum(wait >= day for wait, _ in waits)
        open_share *= 1 - sum(wait == day and reviewed for wait, reviewed in waits) / at_risk
        if open_share <= 0.5:
            return day
    return None


class Study(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.records = list(made_up_study.study())
        lines = subprocess.run([sys.executable, STUDY / "made_up_study.py"], check=True, capture_output=True).stdout
        Path(cls.folder, "study.jsonl").write_bytes(lines)
        leren = BUILD / "libleren/tools/leren"
        subprocess.run([leren, "import", "study.leren", "study.jsonl"], cwd=cls.folder, check=True)
        subprocess.run([sys.executable, STUDY / "analyse.py", "study.leren", "."], cwd=cls.folder, check=True)
        with open(cls.folder / "table.csv", encoding="utf-8", newline="") as file:
            cls.rows = {row["Team"]: row for row in csv.DictReader(file)}

    def of(self, kind, team):
        return [record for record in self.records if record["type"] == kind and record.get("case") == f"case-{team}"]

    def test_depth(self):
        for team in made_up_study.TEAMS:
            row, reflections = self.rows[f"De {team.title()}"], self.of("reflection", team)
            reflections.sort(key=lambda reflection: datetime.fromisoformat(reflection["at"]))
            half = len(reflections) // 2
            for column, part in (("Deep, first half", reflections[:half]), ("Deep, second half", reflections[half:])):
                share = sum(reflection["level"] in DEEP for reflection in part) / len(part)
                self.assertEqual(row[column], f"{share:.0%}", (team, column))
            self.assertEqual(row["Reflections"], str(len(reflections)))
            self.assertEqual(row["Sessions"], str(made_up_study.N_SESSIONS))

    def test_waiting(self):
        for team in made_up_study.TEAMS:
            row, actions = self.rows[f"De {team.title()}"], self.of("action", team)
            self.assertEqual(row["Promises"], str(len(actions)))
            self.assertEqual(row["Looked back on"], str(sum("reviewed" in action for action in actions)))
            self.assertEqual(row["Median days (95 %)"].split()[0], str(median_wait(actions)), team)

    def test_agreement(self):
        for team in made_up_study.TEAMS:
            told = {reflection["id"] for reflection in self.of("reflection", team)}
            judged = [
                (record["coder"], record["target"], record["concept"])
                for record in self.records
                if record["type"] == "coding" and record["target"] in told
            ]
            task = AnnotationTask(judged, distance=ordinal_distance([level for _, _, level in judged]))
            self.assertEqual(self.rows[f"De {team.title()}"]["Alpha (95 %)"].split()[0], f"{task.alpha():.2f}", team)

    def test_files(self):
        self.assertIn(r"\toprule", (self.folder / "table.tex").read_text(encoding="utf-8"))
        figure = (self.folder / "figure.svg").read_text(encoding="utf-8")
        self.assertTrue(figure.startswith("<?xml"), figure[:40])

    def test_notebook_is_the_script(self):
        made = nbformat.writes(notebook.notebook((STUDY / "analyse.py").read_text(encoding="utf-8")))
        self.assertEqual((STUDY / "analyse.ipynb").read_text(encoding="utf-8"), made + "\n")

    def test_notebook_runs(self):
        played = nbformat.read(STUDY / "analyse.ipynb", as_version=4)
        NotebookClient(played, timeout=300, resources={"metadata": {"path": str(self.folder)}}).execute()
        shown = [output.data for cell in played.cells if cell.cell_type == "code" for output in cell.outputs if "data" in output]
        self.assertEqual(len(shown), 2, shown)
        self.assertIn("De Linde", shown[0]["text/html"])
        self.assertIn("image/png", shown[1])


if __name__ == "__main__":
    unittest.main()
