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
        self.assertIn("Professional 1 asked Client 1, Professional 1 and [name]; Professional "
                      "1 said white wit, Professional 2 the baker bakker. Joseph stays, annas too; "
                      "id Professional 1.", page.text)

    def test_names_in_the_forms_in_which_people_write_them(self):
        said = ("Jurgen en Annas buurvrouw belden Ankie op 06-12345678; A. de W., A.d.W. en v.d. Bergh zaten erbij, en "
                "mevrouw Xantippides. Zie P-17.")
        self.make_store([
            {"type": "practice", "id": "p", "name": "Keukentafelgesprekken"},
            {"type": "participant", "id": "anna", "name": "Anna de Wit", "roles": ["client"],
             "attributes": {"roepnaam": "Ankie"}},
            {"type": "participant", "id": "p-17", "name": "Jürgen van der Bergh", "roles": ["professional"]},
            {"type": "case", "id": "c", "title": "Huurschuld", "question": said, "practice": "p"},
            {"type": "session", "id": "s", "started": "2020-03-01T10:00:00Z", "practice": "p", "present": ["anna"]},
            {"type": "action", "id": "a", "what": said, "case": "c", "session": "s", "intended_effect": said}])
        _, page = self.report("--pseudonymous", "--lang=nl")
        self.assertIn("mensen heten naar hun rol, met een nummer", page.text)
        self.assertIn("Professional 1 en Cliënt 1's buurvrouw belden Cliënt 1 op [telefoonnummer]; Cliënt 1., Cliënt 1. "
                      "en Professional 1 zaten erbij, en mevrouw [naam]. Zie Professional 1.", page.text)

    def test_with_a_key_all_are_called_as_in_a_copy(self):
        said = "Jurgen en Annas buurvrouw belden Zonnebloesem. Zie P-17, c1 en team Molenwijck op 12 maart 2024."
        self.make_store([
            {"type": "practice", "id": "p", "name": "Keukentafelgesprekken"},
            {"type": "participant", "id": "anna", "name": "Anna de Wit", "organisation": "Stichting Zonnebloesem"},
            {"type": "participant", "id": "p-17", "name": "Jürgen van der Bergh", "roles": ["professional"]},
            {"type": "team", "id": "t1", "name": "Team Molenwijck", "practice": "p", "members": ["anna", "p-17"]},
            {"type": "case", "id": "c1", "title": "Huurschuld", "question": said, "team": "t1"},
            {"type": "session", "id": "s", "started": "2020-03-01T10:00:00Z", "team": "t1", "present": ["anna"]},
            {"type": "action", "id": "a1", "what": said, "case": "c1", "session": "s", "due": "2020-04-01",
             "owner": "p-17", "state": "owned"},
            {"type": "action", "id": "a2", "what": "Bellen", "case": "c1", "session": "s"}])
        self.leren("pseudonymise", "t.leren", "copy.jsonl", "--key", "one.key", "--lang=nl")
        with open(self.path("copy.jsonl"), encoding="utf-8") as file:
            copy = [json.loads(line) for line in file]
        names = {record["type"]: record.get("name") for record in copy if "name" in record}
        self.leren("export", "t.leren", "--key", "one.key", "--format=jsonl", "-o", "export.jsonl", "--lang=nl")
        with open(self.path("export.jsonl"), encoding="utf-8") as file:
            self.assertEqual([json.loads(line) for line in file], copy)

        text, page = self.report("--key", "one.key", "--lang=nl")
        self.assertIn("Op deze pagina wordt niemand bij naam genoemd", page.text)
        self.assertNotIn("naar hun rol", page.text)
        for name in ("anna", "jurgen", "jürgen", "bergh", "zonnebloesem", "molenwijck", "keukentafel", "p-17"):
            self.assertNotIn(name, text.lower())
        action = next(record for record in copy if record.get("due"))
        self.assertIn(f"Opgepakt door {names['participant']}", page.text)
        self.assertIn(names["practice"], page.text)
        # with the ids of the copy, and its words; its dates are its own
        self.assertIn(action["what"].rsplit(" op ", 1)[0] + " op 12 maart 2024.", page.text)
        self.assertIn("1 april 2020", page.text)
        self.assertIn(next(record["id"] for record in copy if record.get("what") == "Bellen"), page.text)

        self.assertNotIn(names["participant"], self.report("--key", "another.key", "--lang=nl")[1].text)
        self.misused("export", "t.leren", "--key", "one.key", "--identifying")

    def test_whom_the_reader_may_not_see_is_not_named_either(self):
        said = "Zwirkelmans belt Bo, van wie het nummer B-17 is"
        self.make_store([
            {"type": "practice", "id": "p", "name": "Huurschuld"},
            {"type": "participant", "id": "anna", "name": "Anna Zwirkelmans", "roles": ["professional"]},
            {"type": "participant", "id": "b-17", "name": "Bo Kwastelaar", "roles": ["client"]},
            {"type": "team", "id": "t", "name": "Oost", "members": ["anna"], "practice": "p"},
            {"type": "case", "id": "c", "title": "Kwastelaar heeft schuld", "team": "t", "contributor": "anna"},
            {"type": "session", "id": "s", "team": "t", "started": "2020-03-01T10:00:00Z", "present": ["anna"]},
            {"type": "action", "id": "a1", "what": said, "case": "c", "session": "s"},
            {"type": "action", "id": "a2", "what": said, "case": "c", "session": "s"}])
        seen = self.json("list", "t.leren", "participant", "--as=anna", "--json")
        self.assertEqual([record["id"] for record in seen], ["anna"])
        self.leren("pseudonymise", "t.leren", "whole.jsonl", "--key", "one.key", "--lang=nl")
        self.leren("pseudonymise", "t.leren", "hers.jsonl", "--key", "one.key", "--lang=nl", "--as=anna")
        with open(self.path("whole.jsonl"), encoding="utf-8") as whole:
            bo = [json.loads(line) for line in whole][2]["name"]
        with open(self.path("hers.jsonl"), encoding="utf-8") as hers:
            self.assertIn(f"{bo} heeft schuld", hers.read())
        self.assertIn(f"{bo} heeft schuld", self.report("--as=anna", "--key=one.key", "--lang=nl")[1].text)
        text, page = self.report("--as=anna", "--pseudonymous", "--lang=nl")
        self.assertIn("Professional 1 belt [naam], van wie het nummer [naam] is", page.text)
        for name in ("Zwirkelmans", "Kwastelaar", "B-17", "b-17"):
            self.assertNotIn(name, text)

    def test_a_text_that_is_cut_is_not_cut_within_a_name(self):
        records = [{"type": "practice", "id": "p", "name": "Huurschuld"},
                   {"type": "participant", "id": "anna", "name": "Anna Zwirkelmans", "roles": ["client"]},
                   {"type": "session", "id": "s", "started": "2020-03-01T10:00:00Z", "practice": "p"}]
        for length in range(265, 282):
            records.append({"type": "case", "id": f"c{length}", "title": f"Huurschuld {length}", "practice": "p"})
            records += [{"type": "action", "id": f"a{length}-{i}", "what": "b" * length + " Zwirkelmans belt",
                         "case": f"c{length}", "session": "s"} for i in range(2)]
        self.make_store(records)
        for named in (True, False):
            text, page = self.report(*([] if named else ["--pseudonymous"]), "--lang=nl")
            self.assertRegex(page.text, "b{265} (Zwirkelmans|Cliënt 1)…")
            self.assertEqual("Zw" in text, named)

    def test_nothing_to_tell(self):
        self.leren("init", "t.leren")
        self.assertIn("There is nothing here to report on.", self.report("--lang=en")[1].text)
        self.leren("add", "t.leren", "practice", "name=Bare")
        _, page = self.report("--lang=en")
        self.assertIn("Nothing stands out", page.text)
        self.assertEqual(page.text.count("Not written down yet."), 5)


if __name__ == "__main__":
    main()
