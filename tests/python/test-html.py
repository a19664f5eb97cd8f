#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a notebook shows: whole HTML, in which nothing that people wrote is markup, short, and in the language of the user."""

import os
import re
import unittest
from html.parser import HTMLParser
from unittest import mock

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Leren
from told import examples, told

VOID = {"br", "hr", "img", "meta", "link", "input"}
NASTY = "<script>alert('é')</script> & \"quoted\" \x01 📞"


class Read(HTMLParser):
    """HTML taken apart: its tables as rows of cells, its text, its tags; what is not closed in order is an error."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.tables, self.titles, self.classes = [], [], [], [], []
        self.words = []
        self.feed(html)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        attributes = dict(attributes)
        self.titles += [attributes["title"]] if "title" in attributes else []
        self.classes += attributes.get("class", "").split()
        if tag not in VOID:
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag
        self.words += [" "] if tag in ("p", "li", "h4", "td", "th") else []

    def handle_data(self, data):
        if "style" in self.open:
            return
        self.words.append(data)
        if "td" in self.open or "th" in self.open:
            self.tables[-1][-1][-1] += data

    @property
    def text(self):
        return " ".join("".join(self.words).split())


def shown(what, language="en"):
    with mock.patch.dict(os.environ, {"LANGUAGE": language, "LC_ALL": "en_GB.UTF-8"}):
        return Read(what._repr_html_())


def reflections(n, **members):
    return [{"type": "reflection", "id": f"r{i:04}", "text": f"We phoned {i} times.", **members} for i in range(n)]


def snapshot_of(records):
    return told(records).snapshot()


class Tables(unittest.TestCase):
    def test_values(self):
        records = [
            {"type": "reflection", "id": "r1", "text": "We keep phoning.", "level": "behaviour", "collective": True,
             "at": "2024-03-01T14:30:00+01:00"},
            {"type": "reflection", "id": "r2", "text": "Nobody answers.", "attributes": {"district": 4}},
        ]
        found = shown(snapshot_of(records).table("reflection"))
        header, *rows = found.tables[0]
        self.assertEqual(header, ["id", "attributes", "text", "level", "collective", "at (UTC)"])
        self.assertEqual(rows[0], ["r1", "–", "We keep phoning.", "behaviour", "yes", "2024-03-01 13:30"])
        self.assertEqual(rows[1], ["r2", '{"district": 4}', "Nobody answers.", "–", "–", "–"])
        self.assertIn("2 rows. Without values: created, modified, author,", found.text)

    def test_numbers(self):
        records = [
            {"type": "rating", "id": "q1", "value": 2.5}, {"type": "rating", "id": "q2", "value": 3},
            {"type": "rating", "id": "q3", "value": 10 / 3}, {"type": "rating", "id": "q4", "value": 1.00001},
            {"type": "rating", "id": "q5", "value": 1e-7, "minimum": 0},
            {"type": "rating", "id": "q6", "value": 123456.7, "maximum": 1e6},
        ]
        found = shown(snapshot_of(records).table("rating"))
        place = found.tables[0][0].index("value")
        self.assertEqual([row[place] for row in found.tables[0][1:]], ["2.5", "3", "3.3333", "1", "1e-07", "123456.7"])

    def test_lists(self):
        cases = [{"type": "case", "id": "c1", "title": "Rent arrears", "domains": ["money", "housing"]}]
        found = shown(snapshot_of(cases).table("case"))
        self.assertIn("money, housing", found.tables[0][1])

    def test_long_table(self):
        found = shown(snapshot_of(reflections(1234)).table("reflection"))
        self.assertEqual(len(found.tables[0]), 11)
        self.assertIn("10 of 1,234 rows", found.text)
        self.assertIn("10 van 1.234 rijen", shown(snapshot_of(reflections(1234)).table("reflection"), "nl").text)

    def test_few_rows(self):
        for n, said, gezegd in ((0, "no rows", "geen rijen"), (1, "1 row", "1 rij"), (10, "10 rows", "10 rijen")):
            with self.subTest(n=n):
                table = snapshot_of(reflections(n)).table("reflection")
                found = shown(table)
                self.assertEqual(len(found.tables[0]), n + 1)
                self.assertRegex(found.text, rf"(^|[^0-9a-z]){said}($|\.)")
                self.assertRegex(shown(table, "nl").text, rf"(^|[^0-9a-z]){gezegd}($|\.)")

    def test_nothing_is_markup(self):
        records = [{"type": "case", "id": "c<b>", "title": NASTY, "domains": [NASTY], "attributes": {NASTY[:-6]: "</td>"}}]
        snapshot = snapshot_of(records)
        safe = NASTY.replace("\x01", "\ufffd")
        for found in (shown(snapshot.table("case")), shown(told(records)["c<b>"])):
            self.assertNotIn("script", found.tags)
            self.assertNotIn("b", found.tags)
            cells = sum(found.tables[0], [])
            self.assertEqual(cells.count(safe), 2)
            self.assertIn("c<b>", cells)

    def test_long_text(self):
        text = "rent " * 400 + "\"'<"
        found = shown(snapshot_of([{"type": "case", "id": "c1", "title": text, "attributes": {"a": "b" * 900}}]).table("case"))
        cells = found.tables[0][1]
        cut = [cell for cell in cells if cell.endswith("…")]
        self.assertEqual(sorted(map(len, cut)), [60, 160])
        self.assertIn(text[:1000], found.titles)
        self.assertLess(len(snapshot_of(reflections(1000, attributes={"a": "b" * 9000})).table("reflection")._repr_html_()), 30000)

    def test_outside_the_calendar(self):
        found = shown(snapshot_of([{"type": "reflection", "id": "r1", "text": "x", "at": "0001-01-01T00:00:00+01:00"}])
                      .table("reflection"))
        self.assertIn("r1", found.tables[0][1])

    def test_small(self):
        """All tables of the examples, and all records."""
        store = told(examples())
        self.addCleanup(store.close)
        snapshot = store.snapshot()
        for name in snapshot.list_types():
            html = snapshot.table(name)._repr_html_()
            Read(html)
            self.assertLess(len(html), 25000)
        for record in store.query("tension"):
            self.assertLess(len(record._repr_html_()), 5000)


class Findings(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.store = told(examples())
        cls.addClassCleanup(cls.store.close)
        cls.findings = cls.store.diagnose()

    def test_finding(self):
        finding = self.findings[0]
        found = shown(finding)
        self.assertIn("Urgent: Open loop", found.text)
        self.assertIn(finding.get_explanation("en"), found.text)
        for question in finding.get_questions("en"):
            self.assertIn(question, found.text)
        self.assertIn(finding.get_subject(), found.text)
        for id in finding.get_evidence():
            self.assertIn(id, found.text)
        self.assertIn(f"Source: {finding.get_source()}", found.text)
        self.assertIn("warning", found.classes)

    def test_language(self):
        finding = self.findings[0]
        found = shown(finding, "nl")
        self.assertIn("Dringend: Open eind casus", found.text)
        self.assertIn(finding.get_explanation("nl"), found.text)
        self.assertIn("Vragen om te stellen", found.text)
        self.assertNotIn(finding.get_explanation("en"), found.text)
        # other languages, and a word that begins with nl but is none
        self.assertIn("Urgent", shown(finding, "fr").text)
        self.assertIn("Urgent", shown(finding, "nlx").text)
        self.assertIn("Dringend", shown(finding, "nl_BE").text)

    def test_findings(self):
        found = shown(self.findings)
        n = len(self.findings)
        self.assertGreater(n, 20)
        self.assertIn(f"{n} findings", found.text)
        self.assertEqual(found.classes.count("finding"), 20)
        self.assertIn(f"and {n - 20} more findings", found.text)
        self.assertIn(f"en nog {n - 20} bevindingen", shown(self.findings, "nl").text)

    def test_one_and_none(self):
        none = told([]).diagnose()
        self.assertIn("Nothing stands out", shown(none).text)
        case = next(finding.get_subject() for finding in self.findings if finding.get_subject_type() == "case")
        some = self.store.diagnose(case=case, rules=["open-loop"])
        self.assertEqual(len(some), 1)
        self.assertRegex(shown(some).text, "^1 finding Urgent")

    def test_own_rule(self):
        """What people wrote, and ids that look like markup."""

        class Loud(Leren.Rule):
            __gtype_name__ = "HtmlTestRule"

            def __init__(self):
                super().__init__(id="org.example.html-loud", source="<b>Us</b>")

            def do_run(self, snapshot, findings):
                said = NASTY.replace("\x01", "")
                findings.add("advice", "c<1>", ["c<1>"], 1, "share", said, said, ["<i>Why?</i>"], ["<i>Waarom?</i>"])
                return True

        store = told([{"type": "case", "id": "c<1>", "title": "Rent"}])
        found = shown(store.diagnose(rules=[Loud()]))
        self.assertTrue({"script", "i", "b"}.isdisjoint(found.tags))
        self.assertIn("<i>Why?</i>", found.text)
        self.assertIn("c<1>", found.text)


class Others(unittest.TestCase):
    def test_record(self):
        record = Leren.Case(title="Rent arrears", domains=["money"], id="c1")
        found = shown(record)
        self.assertIn("case: Rent arrears", found.text)
        self.assertEqual(found.tables[0], [["id", "c1"], ["title", "Rent arrears"], ["domains", "money"]])
        self.assertIn("casus: Rent arrears", shown(record, "nl").text)

    def test_snapshot(self):
        snapshot = snapshot_of(reflections(3) + [{"type": "case", "id": "c1", "title": "Rent arrears"}])
        self.assertEqual(shown(snapshot).tables[0], [["case", "1"], ["reflection", "3"]])
        self.assertEqual(shown(snapshot, "nl").tables[0], [["casus", "1"], ["reflectie", "3"]])

    def test_analyses(self):
        """Each with its figures, and its tables."""
        snapshot = snapshot_of(examples())
        profile = shown(snapshot.profile("logical-levels"))
        self.assertEqual(profile.tables[0], [["framework", "logical-levels"], ["kind", "ladder"]])
        self.assertEqual([row[0] for row in profile.tables[1][1:]],
                         ["environment", "behaviour", "capability", "belief", "identity", "meaning"])
        self.assertEqual(len(profile.tables), 4)
        cycles = shown(Leren.cycles(snapshot))
        self.assertIn(["total", "79"], cycles.tables[0])
        self.assertIn("10 of 79 rows", cycles.text)
        for analysis in (Leren.spiral(snapshot), Leren.survival(snapshot), snapshot.dialogue(), Leren.Judgements()):
            self.assertTrue(shown(analysis).tables, analysis)

    def test_colours(self):
        """Those of the page around it: light or dark is not for us to say."""
        html = told([]).snapshot()._repr_html_()
        style = re.search("<style>(.*)</style>", html, re.S).group(1)
        colours = re.findall(r"(?<![-a-z])(?:color|background): ([^;]*);", style)
        self.assertTrue(colours)
        self.assertEqual(set(colours) - {"inherit", "none"}, set())
        self.assertTrue(all(line.startswith((".leren", "  ")) for line in style.strip().splitlines()))


if __name__ == "__main__":
    unittest.main()
