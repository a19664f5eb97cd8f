#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Rules written in Python run beside those of the library, and what they raise reaches the caller."""

import asyncio
import os
import subprocess
import sys
import threading
import unittest
from pathlib import Path

import team
from gi.repository import Gio, Leren


class Silence(Leren.Rule):
    """Somebody is there, and is not heard."""

    id = "org.example.silence"
    source = "Own observation, 2015"
    label = {"en": "Silence", "nl": "Stilte"}
    parameters = {
        "turns": {"value": 2, "minimum": 0, "maximum": 20, "unit": "turns", "meaning": "how many turns are few"},
    }

    raises = None
    ran_on = None

    def do_run(self, snapshot, findings):
        self.ran_on = threading.get_ident()
        if self.raises is not None:
            raise self.raises
        dialogue = snapshot.dialogue()
        for session in range(dialogue.n_sessions):
            for voice in range(dialogue.get_n_present(session)):
                turns = dialogue.get_amount(session, voice, "turns")
                if turns < findings.get_parameter("turns"):
                    findings.add(
                        "advice",
                        subject=dialogue.get_session(session),
                        evidence=[dialogue.get_participant(session, voice)],
                        figure=turns,
                        unit="turns",
                        explanation_en="Somebody hardly speaks.",
                        explanation_nl="Iemand zegt bijna niets.",
                        questions_en=["Who has not been asked?"],
                        questions_nl=["Wie is niets gevraagd?"],
                    )


def rules(findings):
    return [finding.rule for finding in findings]


class Rules(unittest.TestCase):
    def setUp(self):
        self.store = team.open_filled()
        self.addCleanup(self.store.close)

    def test_of_itself(self):
        rule = Silence()
        self.assertEqual((rule.id, rule.source, rule.label), ("org.example.silence", "Own observation, 2015", "Silence"))
        self.assertEqual(rule.get_label("nl"), "Stilte")
        self.assertFalse(rule.is_built_in())
        self.assertEqual(
            rule.parameters,
            {"turns": {"value": 2, "minimum": 0, "maximum": 20, "unit": "turns", "meaning": "how many turns are few"}},
        )
        self.assertEqual(repr(rule), "<Leren.Silence 'org.example.silence'>")

    def test_derived_further(self):
        class Stillness(Silence):
            id = "org.example.stillness"

        rule = Stillness()
        self.assertEqual((rule.id, rule.label, list(rule.parameters)), ("org.example.stillness", "Silence", ["turns"]))
        self.assertEqual(rules(self.store.diagnose(rules=[rule])), ["org.example.stillness"])

    def test_as_in_c(self):
        class Bare(Leren.Rule):
            def __init__(self, id):
                super().__init__(id=id, source="Nobody")
                self.set_label("en", "Bare")

            def do_run(self, snapshot, findings):
                findings.add("notice", "c1", ["c1"], 1, "cases", "There is a case.")
                return True

        diagnosis = Leren.Diagnosis()
        diagnosis.add_rule(Bare("org.example.bare"))
        diagnosis.select(["org.example.bare"])
        (finding,) = diagnosis.run(self.store.snapshot())
        self.assertEqual((finding.rule, finding.explanation, finding.evidence), ("org.example.bare", "There is a case.", ["c1"]))

    def test_beside_the_others(self):
        built_in = rules(self.store.diagnose())
        self.assertGreater(len(built_in), 0)
        self.assertNotIn("org.example.silence", built_in)
        self.assertEqual(sorted(rules(self.store.diagnose(also=[Silence]))), sorted([*built_in, "org.example.silence"]))
        for chosen, found in (
            ([Silence], ["org.example.silence"]),
            ([Silence()], ["org.example.silence"]),
            ([built_in[0]], [rule for rule in built_in if rule == built_in[0]]),
            ([Leren.Rule.lookup(built_in[0])], [rule for rule in built_in if rule == built_in[0]]),
            ([], []),
        ):
            self.assertEqual(rules(self.store.diagnose(rules=chosen)), found)
        self.assertEqual(
            sorted(rules(self.store.diagnose(rules=[built_in[0]], also=[Silence]))),
            sorted([*(rule for rule in built_in if rule == built_in[0]), "org.example.silence"]),
        )

    def test_finding(self):
        (finding,) = self.store.diagnose(rules=[Silence])
        self.assertEqual(
            (finding.rule, finding.severity, finding.subject, finding.subject_type, finding.evidence, finding.figure, finding.unit),
            ("org.example.silence", Leren.Severity.ADVICE, "s1", "session", ["p1"], 0, "turns"),
        )
        self.assertEqual((finding.explanation, finding.questions), ("Somebody hardly speaks.", ["Who has not been asked?"]))
        self.assertEqual(finding.source, "Own observation, 2015")
        self.assertEqual(
            repr(finding), "<Leren.Finding 'org.example.silence' about 's1': Somebody hardly speaks.>"
        )

    def test_language(self):
        """What takes a language in C is in that of the user."""
        program = (
            "import importlib; team = importlib.import_module('team'); rules = importlib.import_module('test-rules');"
            "finding, = team.open_filled().diagnose(rules=[rules.Silence]);"
            "print(finding.explanation, finding.questions, rules.Silence().label)"
        )
        env = {**os.environ, "LANGUAGE": "nl", "LC_ALL": "", "LANG": "nl_NL.UTF-8", "PYTHONIOENCODING": "utf-8"}
        said = subprocess.run(
            [sys.executable, "-c", program], cwd=Path(__file__).parent, env=env, capture_output=True, text=True, check=True
        )
        self.assertEqual(said.stdout, "Iemand zegt bijna niets. ['Wie is niets gevraagd?'] Stilte\n")

    def test_parameters(self):
        self.assertEqual(rules(self.store.diagnose(rules=[Silence], parameters={"org.example.silence": {"turns": 0}})), [])
        for error, values in (
            (KeyError, {"org.example.silence": {"words": 3}}),
            (KeyError, {"org.example.nowhere": {"turns": 3}}),
            (ValueError, {"org.example.silence": {"turns": 21}}),
            (TypeError, {"org.example.silence": {"turns": "many"}}),
        ):
            with self.assertRaises(error):
                self.store.diagnose(rules=[Silence], parameters=values)

    def test_refused(self):
        for error, given in (
            (TypeError, {"rules": [5]}),
            (KeyError, {"rules": ["nowhere"]}),
            (ValueError, {"also": [Silence, Silence]}),
            (TypeError, {"case": "c1", "scope": Leren.Scope(case="c1")}),
            (TypeError, {"kase": "c1"}),
        ):
            with self.assertRaises(error, msg=given):
                self.store.diagnose(**given)
        for rule in ("open-loop", Leren.Rule.lookup("open-loop")):
            with self.assertRaisesRegex(TypeError, "also=.*an own rule is wanted"):
                self.store.diagnose(also=[rule])

    def test_wrong_parameters(self):
        with self.assertRaisesRegex(TypeError, r"Odd\.parameters\['turns'\].*lacks 'value'"):

            class Odd(Leren.Rule):
                id = "org.example.odd"
                parameters = {"turns": {"minimum": 0, "maximum": 3, "unit": "turns", "meaning": "odd"}}

            Odd()

    # --- exceptions ---------------------------------------------------------------------------------

    def test_raises(self):
        """What a rule raises is raised where the diagnosis was asked for, as it is."""
        rule = Silence()
        cause = LookupError("because")
        for raised in (ZeroDivisionError("in a rule"), KeyboardInterrupt(), SystemExit(3), Leren.InvalidError("wrong")):
            rule.raises = raised
            with self.assertRaises(type(raised)) as caught:
                self.store.diagnose(rules=[rule])
            if not isinstance(raised, Leren.LerenError):
                self.assertIs(caught.exception, raised)
        rule.raises = ValueError("with a cause")
        rule.raises.__cause__ = cause
        with self.assertRaises(ValueError) as caught:
            self.store.diagnose(also=[rule])
        self.assertIs(caught.exception.__cause__, cause)
        rule.raises = None
        self.assertEqual(rules(self.store.diagnose(rules=[rule])), ["org.example.silence"])

    def test_where_it_was_raised(self):
        rule = Silence()
        rule.raises = ZeroDivisionError()
        try:
            self.store.diagnose(rules=[rule])
        except ZeroDivisionError as error:
            frames = []
            traceback = error.__traceback__
            while traceback is not None:
                frames.append(traceback.tb_frame.f_code.co_name)
                traceback = traceback.tb_next
        self.assertEqual(frames[-1], "do_run")

    def test_wrong_finding(self):
        """What the library refuses in a rule is raised there."""

        class Wrong(Leren.Rule):
            id = "org.example.wrong"
            given = ()

            def do_run(self, snapshot, findings):
                findings.add(*self.given)

        for error, given in (
            (ValueError, ("advise", "c1", ["c1"], 1, "cases", "Text")),
            (TypeError, ("advice", "c1", "c1", 1, "cases", "Text")),
            (TypeError, ("advice", "c1", ["c1"], "one", "cases", "Text")),
            (TypeError, ("advice", "c1", ["c1"], 1, "cases")),
            (Leren.LerenError, ("advice", "c1", [], 1, "cases", "Text")),
        ):
            rule = Wrong()
            rule.given = given
            with self.assertRaises(error, msg=given):
                self.store.diagnose(rules=[rule])

    def test_says_that_it_failed(self):
        class Failing(Leren.Rule):
            id = "org.example.failing"

            def do_run(self, snapshot, findings):
                return False

        with self.assertRaisesRegex(Leren.FailedError, "“org.example.failing” failed and did not say why"):
            self.store.diagnose(rules=[Failing])

        class Empty(Leren.Rule):
            id = "org.example.empty"

        with self.assertRaisesRegex(Leren.UnsupportedError, "does not say how it runs"):
            self.store.diagnose(rules=[Empty])

    # --- without blocking ---------------------------------------------------------------------------

    def test_async(self):
        """A rule runs on the thread of the event loop; what it raises is raised there."""
        rule = Silence()

        async def diagnose():
            findings = await self.store.diagnose_async(rules=[rule])
            self.assertEqual(rules(findings), ["org.example.silence"])
            self.assertEqual(rule.ran_on, threading.get_ident())
            rule.raises = ZeroDivisionError("in a rule")
            with self.assertRaises(ZeroDivisionError) as caught:
                await self.store.diagnose_async(rules=[rule])
            self.assertIs(caught.exception, rule.raises)
            diagnosis = Leren.Diagnosis()
            diagnosis.add_rule(rule)
            with self.assertRaises(ZeroDivisionError):
                await diagnosis.run_async(self.store.snapshot())

        asyncio.run(diagnose())

    def test_cancelled_by_itself(self):
        cancellable = Gio.Cancellable()

        class Stop(Leren.Rule):
            id = "org.example.stop"

            def do_run(self, snapshot, findings):
                cancellable.cancel()

        class After(Leren.Rule):
            id = "org.example.z"
            ran = False

            def do_run(self, snapshot, findings):
                After.ran = True

        with self.assertRaises(Leren.CancelledError):
            self.store.diagnose(rules=[Stop, After], cancellable=cancellable)
        self.assertFalse(After.ran)


class Sugar(unittest.TestCase):
    """The questions that are asked most."""

    def setUp(self):
        self.store = team.open_filled()
        self.addCleanup(self.store.close)

    def test_scope(self):
        self.assertEqual(self.store.snapshot().count("case"), 2)
        for parts in ({"case": "c1"}, {"case": self.store["c1"]}, {"scope": Leren.Scope(case="c1")}):
            self.assertEqual(self.store.snapshot(**parts).count("case"), 1)
            self.assertEqual(self.store.snapshot(**parts).count("reflection"), 6)
        self.assertEqual(self.store.snapshot(case="c2").count("reflection"), 0)
        self.assertEqual(
            rules(self.store.diagnose(case="c1")), rules(self.store.snapshot(case="c1").diagnose())
        )
        with self.assertRaises(TypeError):
            self.store.snapshot(case=self.store["t1"])

    def test_in_a_line(self):
        snapshot = self.store.snapshot()
        self.assertEqual(snapshot.table("reflection").get_n_rows(), 6)
        self.assertEqual(snapshot.table(Leren.Reflection).get_n_rows(), 6)
        self.assertEqual(snapshot.profile("logical-levels").get_count(0, "behaviour"), 6)
        self.assertEqual(Leren.profile(snapshot, "logical-levels").get_count(0, "behaviour"), 6)
        self.assertEqual(snapshot.profile("logical-levels", by="case").get_group(0), "c1")
        (like,) = self.store.similar(self.store["c2"])
        self.assertEqual((like.id, like.record.get_title()), ("c1", "Rent arrears"))
        self.assertEqual(self.store.dialogue(self.store["s1"]).n_sessions, 1)
        self.assertEqual(self.store.dialogue().get_n_of_kind(0, "advice"), 4)


if __name__ == "__main__":
    unittest.main()
