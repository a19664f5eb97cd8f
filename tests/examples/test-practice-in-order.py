#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Nothing is said of a practice in order; and each rule does speak when its one thing goes wrong there.

So the silence of the rules comes from how people learn, not from too little on record.
"""

import copy
import json
import os
import sys
import unittest
from datetime import date, timedelta
from pathlib import Path

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Gio, Leren

sys.path.insert(0, str(Path(__file__).parent))
import practice_in_order


def diagnose(records):
    store = Leren.Store.open(":memory:", Leren.StoreFlags.NONE, None)
    importer = Leren.Importer.new(store)
    document = json.dumps({"format": "leren", "version": 1, "records": records}).encode()
    importer.add_stream(Gio.MemoryInputStream.new_from_data(document), "practice", Leren.Format.JSON)
    importer.run(None)
    snapshot = Leren.Snapshot.take(store, None, None)
    findings = Leren.Diagnosis.new().run(snapshot, None)
    return [findings.get_item(i) for i in range(findings.get_n_items())]


class Practice:
    """The records of the practice, to be spoilt."""

    def __init__(self):
        self.records = copy.deepcopy(practice_in_order.records())

    def of(self, type_, **members):
        return [record for record in self.records
                if record["type"] == type_ and all(record.get(name) == value for name, value in members.items())]

    def change(self, type_, where=None, **members):
        for record in self.of(type_, **(where or {})):
            record.update(members)

    def remove(self, test):
        self.records = [record for record in self.records if not test(record)]

    def add(self, type_, id_, **members):
        self.records.append({"type": type_, "id": id_, **members})


SPOILT = {}


def spoils(rule):
    def keep(function):
        SPOILT[rule] = function
        return function

    return keep


@spoils("stuck-level")
def they_stay_with_what_they_do(practice):
    practice.change("reflection", {"case": "haddad"}, level="behaviour")
    practice.change("action", {"case": "haddad"}, effect_rating=5)


@spoils("fragile-change")
def nobody_looks_higher_than_what_was_changed(practice):
    practice.change("reflection", level="behaviour")
    practice.change("action", level="behaviour")


@spoils("toolbox-bias")
def all_promises_are_about_doing(practice):
    practice.change("action", level="behaviour")


@spoils("open-loop")
def promises_are_forgotten(practice):
    for action in practice.of("action", case="stairs"):
        for name in ("undertaken", "effect", "effect_rating", "reviewed", "review_session", "reflection", "conclusion"):
            action.pop(name, None)
        action["state"] = "owned"


@spoils("owner-outside")
def the_coach_does_it(practice):
    practice.change("action", owner="coach")


@spoils("advice-too-soon")
def they_advise_before_they_ask(practice):
    practice.change("contribution", {"session": "s3", "kind": "open-question"}, kind="advice")


@spoils("unheard-voice")
def the_resident_is_not_there(practice):
    practice.remove(lambda record: record["type"] == "contribution" and record["speaker"] == "fatma")
    for session in practice.of("session"):
        session["present"] = [person for person in session["present"] if person != "fatma"]


@spoils("single-loop-only")
def nobody_asks_why(practice):
    practice.change("reflection", loop="single", level="behaviour")


@spoils("tacit-stays-tacit")
def it_is_never_put_into_words(practice):
    practice.remove(lambda record: record["type"] == "conversion" and record["mode"] != "socialisation")


@spoils("team-bound")
def it_never_leaves_the_team(practice):
    practice.remove(lambda record: record["type"] == "conversion" and "done" in record["id"])
    practice.remove(lambda record: record["type"] == "knowledge" and "done" in record["id"])
    practice.change("knowledge", holder="team", team="team")
    practice.change("conversion", participants=["sara", "omar"])


@spoils("avoided-tension")
def nobody_touches_it(practice):
    tension = practice.of("tension")[0]
    tension.pop("settled")
    tension.update(status="surfaced", case="quiet", surfaced=str(date.today() - timedelta(200)))
    practice.add("case", "quiet", title="A case that nobody brings in again", team="team")
    practice.remove(lambda record: record["id"] == "rules-seen")


@spoils("espoused-gap")
def they_say_one_thing_and_do_another(practice):
    practice.change("reflection", {"stance": "espoused"}, level="identity", loop="triple")
    practice.change("reflection", {"stance": "in-use"}, level="environment", loop="single")


@spoils("triad-gate")
def they_may_not(practice):
    practice.change("rating", {"concept": "opportunity"}, value=2)


@spoils("out-of-order")
def it_is_built_before_it_is_thought_through(practice):
    order = ["questioning", "implementing", "implementing", "modelling", "modelling", "modelling", "modelling"]
    for number, phase in enumerate(order):
        for coder in ("sara", "lin"):
            practice.change("coding", {"id": f"phase-{number}-{coder}"}, concept=phase)


@spoils("no-time")
def they_do_not_get_round_to_it(practice):
    for number in (2, 3, 4, 5):
        practice.change("session", {"id": f"s{number}"}, cancelled=True)


@spoils("alone")
def everybody_looks_back_alone(practice):
    practice.change("reflection", collective=False, author="sara")


@spoils("parallel-process")
def they_treat_as_they_are_treated(practice):
    practice.change("coding", {"framework": "interaction-modes"}, concept="in-place-of")
    for number in range(4):
        asked = practice.of("contribution", session=f"s{number}", speaker="sara")[0]["id"]
        practice.add("contribution", f"from-above-{number}", session=f"s{number}", speaker="petra", kind="decision",
                     in_reply_to=asked, text="I have arranged it for you")
        practice.add("coding", f"mode-from-above-{number}", target=f"from-above-{number}",
                     framework="interaction-modes", concept="in-place-of", coder="coach")


@spoils("knowledge-gap")
def they_lack_what_the_cases_ask(practice):
    practice.change("case", {"id": "haddad"}, needs=["addiction"])


@spoils("held-too-long")
def they_hold_on_to_what_does_not_work(practice):
    practice.change("knowledge", valid_until=str(date.today() - timedelta(100)))
    practice.change("action", effect_rating=2, conclusion="abandon")
    for action in practice.of("action"):
        action.pop("previous", None)


@spoils("wrong-remedy")
def doubt_is_answered_with_facts(practice):
    began = practice.of("session", id="s2")[0]["started"]
    practice.change("reflection", {"session": "s2"}, certainty="ambiguous", at=began)
    for turn in practice.of("contribution", session="s2"):
        turn["kind"] = "observation"



class InOrder(unittest.TestCase):
    maxDiff = None

    def test_nothing_above_a_notice(self):
        found = [(finding.get_rule(), finding.get_subject(), finding.get_explanation("en"))
                 for finding in diagnose(practice_in_order.records())
                 if finding.get_severity() != Leren.Severity.NOTICE]
        self.assertEqual(found, [])

    def test_every_rule_can_be_spoilt(self):
        rules = Leren.Rule.list()
        self.assertEqual({rules.get_item(i).get_id() for i in range(rules.get_n_items())}, set(SPOILT))

    def test_each_rule_speaks(self):
        """The rule finds something, or something worse than before, once its one thing goes wrong."""
        before = self.worst(diagnose(practice_in_order.records()))
        for rule, spoil in SPOILT.items():
            with self.subTest(rule=rule, how=spoil.__name__):
                practice = Practice()
                spoil(practice)
                self.assertGreater(self.worst(diagnose(practice.records)).get(rule, -1), before.get(rule, -1))

    def worst(self, findings):
        worst = {}
        for finding in findings:
            rule = finding.get_rule()
            worst[rule] = max(worst.get(rule, -1), int(finding.get_severity()))
        return worst


if __name__ == "__main__":
    unittest.main()
