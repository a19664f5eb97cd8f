# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The report: one page that stands on its own, in two languages, with and without names."""

import html.parser
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))

from support import EXAMPLES, CommandTest, main  # noqa: E402

VOID = {"meta", "br", "hr", "img", "link", "input"}
HOSTILE = ("<script>alert(1)</script> \"quoted\" 'too' & <img src=x onerror=alert(1)> "
           "\u202egnirts\u202c \u0007 </bdi></p></section> {{x}} %s %n")


class Page(html.parser.HTMLParser):
    """Checks that each element is closed in its turn, and collects what is in it."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open = []
        self.tags = []
        self.attributes = []
        self.texts = []
        self.faults = []
        self.in_bdi = []
        self.feed(text)
        self.close()
        if self.open:
            self.faults.append(f"never closed: {self.open}")

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"an attribute twice: {tag} {attrs}")
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> out of turn at {self.getpos()}")

    def handle_data(self, data):
        if "style" in self.open:
            return
        self.texts.append(data)
        if "bdi" in self.open:
            self.in_bdi.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.texts).split())


class ReportTest(CommandTest):
    def report(self, *arguments, store="t.leren"):
        self.leren("report", store, "-o", "r.html", *arguments)
        with open(self.path("r.html"), encoding="utf-8", newline="") as file:
            text = file.read()
        page = Page(text)
        self.assertEqual(page.faults, [])
        self.check_page(text, page)
        return text, page

    def check_page(self, text, page):
        """What holds for every report"""
        self.assertTrue(text.startswith("<!DOCTYPE html>"))
        self.assertTrue({"html", "head", "title", "body", "main", "h1"} <= set(page.tags))
        self.assertFalse({"script", "iframe", "object", "embed", "link", "img", "form", "base"} &
                         set(page.tags))
        for tag, name, value in page.attributes:
            self.assertFalse(name.startswith("on"), (tag, name))
            if name in ("src", "href", "action", "srcset", "data", "poster"):
                self.assertTrue(value.startswith("#"), (tag, name, value))
            if name == "style":
                self.assertRegex(value, r"^width:\d+%$")
        for word in ("http:", "https:", "url(", "@import", "javascript:"):
            self.assertNotIn(word, text)
        anchors = [value for _, name, value in page.attributes if name == "id"]
        self.assertEqual(len(anchors), len(set(anchors)))
        for _, name, value in page.attributes:
            if name == "href":
                self.assertIn(value[1:], anchors)
        self.assertNotRegex(text, "[\x00-\x08\x0b\x0c\x0e-\x1f]")
        self.assertIn('name="viewport"', text)
        self.assertIn("@media print", text)


class Examples(ReportTest):
    def setUp(self):
        super().setUp()
        self.make_store()

    def test_holds_every_finding(self):
        for language in ("en", "nl"):
            _, page = self.report("--lang", language)
            self.assertIn(("html", "lang", language), page.attributes)
            for finding in self.json("diagnose", "t.leren", "--json")["findings"]:
                self.assertIn(" ".join(finding["explanation"][language].split()), page.text)
                for question in finding["questions"][language]:
                    self.assertIn(question, page.text)
                self.assertIn(finding["source"], page.text)
                for identity in finding["evidence"]:
                    self.assertIn(identity, page.text)

    def test_both_languages(self):
        _, english = self.report("--lang=en")
        _, dutch = self.report("--lang=nl")
        for word in ("What stands out", "Questions to ask", "Open actions", "Who learns?",
                     "This page names people."):
            self.assertIn(word, english.text)
            self.assertNotIn(word, dutch.text)
        for word in ("Wat opvalt", "Vragen om te stellen", "Openstaande acties", "Wie leert er?",
                     "Op deze pagina staan namen van mensen."):
            self.assertIn(word, dutch.text)
            self.assertNotIn(word, english.text)

    def test_all_practices_with_contents(self):
        _, page = self.report()
        self.assertIn("nav", page.tags)
        for practice in self.json("list", "t.leren", "practice", "--json"):
            self.assertGreaterEqual(page.text.count(practice["name"]), 2)
            for member in ("learners", "setting", "goal", "facilitation", "conclusion"):
                if member in practice:
                    self.assertIn(" ".join(practice[member].split()), page.text)

    def test_open_actions(self):
        _, page = self.report()
        for action in self.json("list", "t.leren", "action", "--json"):
            if action.get("state") not in ("concluded", "dropped"):
                self.assertIn(" ".join(action["what"].split()), page.text)

    def test_one_practice(self):
        _, page = self.report("--practice", "ribw-practice")
        self.assertNotIn("nav", page.tags)
        name = self.json("show", "t.leren", "ribw-practice", "--json")["name"]
        self.assertIn(name, page.texts)
        self.assertNotIn("VenloDroom", page.text)

    def test_other_scopes(self):
        case = self.json("list", "t.leren", "case", "practice=venlo-practice", "--json")[0]["id"]
        team = self.json("list", "t.leren", "team", "--json")[0]["id"]
        for scope in (["--case", case], ["--team", team], ["--since", "2014-01-01"],
                      ["--until", "1990-01-01"], ["--participant", "venlo-pioneer"]):
            self.report(*scope)
        self.assertIn("1 January 2014", self.report("--since", "2014-01-01")[1].text)

    def test_pseudonymous(self):
        names, identities = [], []
        for path in EXAMPLES:
            with open(path, encoding="utf-8") as file:
                for record in json.load(file)["records"]:
                    if record["type"] == "participant":
                        names.append(record.get("name", record["id"]))
                        identities.append(record["id"])
        _, named = self.report("--lang=en")
        self.assertTrue(any(name in named.text for name in names))
        _, page = self.report("--pseudonymous", "--lang=en")
        self.assertIn("Nobody is named on this page", page.text)
        self.assertNotIn("This page names people", page.text)
        for name in names + identities:
            self.assertIsNone(re.search(r"(?<![\w-])" + re.escape(name) + r"(?![\w-])", page.text,
                                        re.IGNORECASE), name)
        self.assertRegex(page.text, r"Professional \d+")
        self.assertIn("Op deze pagina wordt niemand bij naam genoemd",
                      self.report("--pseudonymous", "--lang=nl")[1].text)


class Made(ReportTest):
    def store(self, text):
        self.make_store([
            {"type": "practice", "id": "p", "name": text, "goal": text},
            {"type": "participant", "id": "aw-1", "name": "Anna de Wit", "roles": ["professional"]},
            {"type": "participant", "id": "b", "name": "Anna Bakker", "roles": ["professional"]},
            {"type": "participant", "id": "j", "name": "José", "roles": ["client"]},
            {"type": "case", "id": "c", "title": text, "question": text, "practice": "p"},
            {"type": "session", "id": "s", "started": "2020-03-01T10:00:00Z", "practice": "p",
             "present": ["aw-1", "j"]},
            {"type": "action", "id": "a1", "what": text, "case": "c", "session": "s",
             "intended_effect": text, "due": "2020-04-01", "owner": "aw-1", "state": "owned"},
            {"type": "action", "id": "a2", "what": text, "case": "c", "session": "s"},
            {"type": "reflection", "id": "r", "text": text, "case": "c", "level": "belief"}])

    def test_hostile_texts(self):
        self.store(HOSTILE)
        text, page = self.report()
        self.assertNotIn("<script", text)
        self.assertNotIn("<img", text)
        self.assertNotIn("\u0007", text)
        shown = HOSTILE.replace("\u0007", "\ufffd")
        self.assertIn(shown, page.in_bdi)
        for piece in page.texts:
            if "\u202e" in piece:
                self.assertIn(piece, page.in_bdi + [shown])
        self.report("--pseudonymous")

    def test_actions(self):
        self.store("Plain")
        _, page = self.report()
        self.assertIn("Taken on by Anna de Wit", page.text)
        self.assertIn("Nobody has taken it on", page.text)
        self.assertIn("Past its day: 1 April 2020", page.text)
        self.assertRegex(page.text, r"Since 1 March 2020 \(\d+ years\)")
        _, page = self.report("--lang=nl")
        self.assertRegex(page.text, r"Sinds 1 maart 2020 \(\d+ jaar\)")
        self.assertIn("Over de datum: 1 april 2020", page.text)

    def test_names_in_texts(self):
        self.store("Anna de Wit asked JOSE\u0301, anna  de\nwit and Anna; Wit said white wit, "
                   "Bakker the baker bakker. Joseph stays, annas too; id AW-1.")
        _, page = self.report("--pseudonymous", "--lang=en")
        self.assertIn("Professional 1 asked Client 1, Professional 1 and Participant; Professional "
                      "1 said white wit, Professional 2 the baker bakker. Joseph stays, annas too; "
                      "id Professional 1.", page.text)

    def test_nothing_to_tell(self):
        self.leren("init", "t.leren")
        self.assertIn("There is nothing here to report on.", self.report("--lang=en")[1].text)
        self.leren("add", "t.leren", "practice", "name=Bare")
        _, page = self.report("--lang=en")
        self.assertIn("Nothing stands out", page.text)
        self.assertEqual(page.text.count("Not written down yet."), 5)


if __name__ == "__main__":
    main()
