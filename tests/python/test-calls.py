#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Calls as Python makes them: arguments by name, what may be left out, what is refused, and what comes back."""

import inspect
import json
import tempfile
import unittest
from datetime import datetime, timezone
from pathlib import Path

import team
from gi.repository import GLib, Leren


class Arguments(unittest.TestCase):
    def setUp(self):
        self.store = team.open_filled()
        self.addCleanup(self.store.close)
        self.snapshot = self.store.snapshot()

    def test_left_out(self):
        """What may be nothing, flags, and what is by itself so."""
        self.assertEqual(Leren.Record.from_json('{"type":"case","id":"c9","title":"t"}').get_title(), "t")
        self.assertIsNone(Leren.profile(self.snapshot, "logical-levels").get_group(0))
        self.assertEqual(Leren.Similar.find(self.snapshot, "c1", 3).get_case(), "c1")
        query = self.store.query("action")
        query.order("due")
        self.assertEqual([action.get_id() for action in query.run()], ["a2", "a1", "a3"])

    def test_by_name(self):
        self.assertEqual(self.store.count(record_type="case"), 2)
        self.assertEqual(self.store.get(cancellable=None, id="c1").get_id(), "c1")
        spiral = Leren.spiral(self.snapshot)
        self.assertEqual(spiral.get_reach(from_="individual", to="team"), 0)

    def test_do_not_fit(self):
        for call, said in (
            (lambda: self.store.get(), r"Leren\.Store\.get\(\) lacks 'id'"),
            (lambda: self.store.get("c1", None, None), r"Leren\.Store\.get\(\) takes 2 arguments, and got 3"),
            (lambda: self.store.get("c1", id="c2"), r"Leren\.Store\.get\(\) got 'id' twice"),
            (lambda: self.store.get("c1", name="c2"), r"Leren\.Store\.get\(\) has no argument 'name'; it has id, cancellable"),
        ):
            with self.assertRaisesRegex(TypeError, said):
                call()

    def test_wrong_type(self):
        judgements = Leren.Judgements()
        for call, said in (
            (lambda: self.store.get(5), r"Store\.get\(\), id: a Leren\.Record, or its id, is wanted, not 5"),
            (lambda: self.store.get(None), r"id: it cannot be None"),
            (lambda: self.store.get(b"c1"), r"not b'c1'"),
            (lambda: self.store.query({"type": "case"}), r"record_type: a str is wanted, not \{'type': 'case'\}"),
            (lambda: self.store.query(Leren.Store), r"the name or the class of a record type"),
            (lambda: Leren.profile(self.store, "logical-levels"), r"snapshot: a Leren\.Snapshot is wanted"),
            (lambda: judgements.set_scale("abc", True), r"values: a list is wanted, not 'abc'"),
            (lambda: judgements.set_scale(["a", 5], True), r"values: a str is wanted, not 5"),
            (lambda: judgements.set_scale(["a"], "yes"), r"ordered: True or False is wanted, not 'yes'"),
            (lambda: judgements.set_scale(["a"], 1), r"ordered: True or False is wanted, not 1"),
            (lambda: judgements.set_number("u", "c", "4"), r"value: a number is wanted, not '4'"),
            (lambda: judgements.set_coder_numbers("c", 4.0), r"values: a list is wanted"),
            (lambda: self.store.query("case").page(1.5, 0), r"offset: a whole number is wanted, not 1\.5"),
            (lambda: self.store.query("case").page(True, 0), r"offset: a whole number is wanted, not True"),
            (lambda: Leren.Store.open(":memory:", "read-only"), r"flags: a Leren\.StoreFlags is wanted"),
            (lambda: Leren.Scope(since="2015-03-01"), r"a datetime is wanted"),
            (lambda: Leren.Scope(case=self.store["p1"]), r"a Leren\.Case, or its id, is wanted"),
            (lambda: self.store.connect("changed", None), r"a function is wanted"),
            (lambda: self.store.get_async("c1", callback="no"), r"callback: a function is wanted"),
        ):
            with self.assertRaisesRegex(TypeError, said):
                call()

    def test_wrong_value(self):
        for call, said in (
            (lambda: self.store.query("case").page(-1, 0), r"offset: -1 is out of range; it goes from 0 to 4294967295"),
            (lambda: self.store.query("case").page(0, 2**32), r"limit: 4294967296 is out of range"),
            (lambda: Leren.Store.open(":memory:", 64), r"64 is no Leren\.StoreFlags"),
            (lambda: self.store.get("c1\0c2"), r"U\+0000"),
            (lambda: Leren.Scope(since=datetime(2015, 3, 1)), r"has no zone"),
            (lambda: Leren.survival(self.snapshot, "teem"), r"there is no 'teem', did you mean 'team'"),
            (lambda: Leren.Agreement.measure(Leren.Judgements(), "nominale"), r"did you mean 'nominal'"),
            (lambda: Leren.Judgements().set_number("u", "c", 10**400), r"more than a float holds"),
            (lambda: Leren.Judgements().set_number("u", "c", float("-inf")), r"value: -inf is not finite"),
            (lambda: Leren.Record.from_json("{}", 20), r"length: the whole text is taken"),
        ):
            with self.assertRaisesRegex(ValueError, said):
                call()

    def test_no_such_place(self):
        """C would take it for a fault in the program, and stop."""
        dialogue = self.snapshot.dialogue()
        self.assertEqual(dialogue.get_session(0), "s1")
        for place in (1, 2**31, -1):
            with self.assertRaisesRegex(IndexError, r"Dialogue\.get_session\(\), session: there is no -?\d+; they go from 0 to 0"):
                dialogue.get_session(place)
        with self.assertRaisesRegex(IndexError, r"voice: there is no 2"):
            dialogue.get_amount(0, 2, "turns")
        # how many there are of the one depends on the other
        self.store.save(
            team.record("session", id="s2", team="t1", present=["p2"]),
            team.record("contribution", id="v", session="s2", speaker="p2", kind="idea"),
        )
        dialogue = self.store.dialogue()
        self.assertEqual([dialogue.get_n_present(session) for session in range(2)], [2, 1])
        with self.assertRaisesRegex(IndexError, r"voice: there is no 1"):
            dialogue.get_amount(1, 1, "turns")

    def test_no_such_concept(self):
        """Of the framework that the profile is of."""
        profile = Leren.profile(self.snapshot, "logical-levels")
        with self.assertRaisesRegex(KeyError, r"get_count\(\), logical-levels: there is no 'beliefs', did you mean 'belief'"):
            profile.get_count(0, "beliefs")
        with self.assertRaises(KeyError):
            profile.get_n_transitions(0, "belief", self.store.theory.find_concept("learning-loops", "single"))

    def test_end_of_another_call(self):
        """What a callback was given ends its own call only."""
        results = []
        self.store.get_async("c1", None, lambda store, result: results.append(result))
        while not results:
            GLib.MainContext.default().iteration(True)
        with Leren.Store.open(":memory:") as other, self.assertRaisesRegex(ValueError, "not what ends a call"):
            other.get_finish(results[0])
        self.assertEqual(self.store.get_finish(results[0]).get_id(), "c1")

    def test_records_and_names(self):
        case = self.store["c1"]
        self.assertEqual(Leren.Similar.find(self.snapshot, case, 3).get_case(), "c1")
        self.assertEqual(self.store.query(Leren.Case).count(), 2)
        concept = self.store.get_theory().find_concept("logical-levels", "behaviour")
        self.assertEqual(Leren.profile(self.snapshot, concept.get_framework()).get_count(0, concept), 6)
        profile = Leren.profile(self.snapshot, "logical-levels", Leren.Grouping.CASE)
        self.assertEqual(profile.get_group(profile.find_group(case)), "c1")
        self.assertEqual(Leren.profile(self.snapshot, "logical-levels", "case").get_n_groups(), profile.get_n_groups())

    def test_numbers_of_numpy(self):
        import numpy

        query = self.store.query("case")
        query.page(numpy.int64(1), numpy.uint8(1))
        self.assertEqual([case.get_id() for case in query.run()], ["c2"])
        judgements = Leren.Judgements()
        judgements.set_coder_numbers("A coach", numpy.array([1.0, 2.5]))
        judgements.set_scale(["1", "2.5"], numpy.bool_(True))
        self.assertEqual(judgements.list_scale(), ["1", "2.5"])

    def test_paths(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "own.json").write_text("{}")
            with self.assertRaises(ValueError):
                Leren.Framework.load(Path(folder, "own.json"))
            with self.assertRaises(FileNotFoundError):
                Leren.Framework.load(str(Path(folder, "nowhere.json")))
            Leren.Store.open(Path(folder, "team.leren")).close()
            self.assertTrue(Path(folder, "team.leren").exists())

    def test_function(self):
        """A function of the program is asked, and what it raises is raised."""
        judgements = Leren.Judgements()
        for unit in ("u1", "u2", "u3"):
            judgements.set(unit, "A coach", "behaviour")
            judgements.set(unit, "A social worker", "belief" if unit == "u1" else "behaviour")
        asked = []
        Leren.Agreement.measure_with(judgements, lambda a, b: asked.append((a, b)) or 1.0)
        self.assertIn(("behaviour", "belief"), [tuple(sorted(pair)) for pair in asked])

        def distance(value, other):
            raise ZeroDivisionError(value)

        with self.assertRaisesRegex(ZeroDivisionError, "behaviour|belief"):
            Leren.Agreement.measure_with(judgements, distance)


class Results(unittest.TestCase):
    def setUp(self):
        self.store = team.open_filled()
        self.addCleanup(self.store.close)
        self.snapshot = self.store.snapshot()

    def test_values(self):
        moment = self.snapshot.get_moment()
        self.assertLess(abs((datetime.now(timezone.utc) - moment).total_seconds()), 60)
        said = Leren.profile(self.snapshot, "logical-levels").to_json()
        self.assertEqual(said["framework"], "logical-levels")
        json.dumps(said)
        self.assertEqual(self.store.get_theory()[0].get_kind(), "ladder")
        self.assertIs(self.store.get_theory()[0].get_kind(), Leren.FrameworkKind.LADDER)
        self.assertEqual(self.snapshot.list_types()[:2], ["practice", "team"])
        attributes = self.store.get_theory().find_concept("knowledge-conversion", "socialisation").get_attributes()
        self.assertIsInstance(attributes, dict)

    def test_done_is_nothing(self):
        """That it was done need not be told: it would have raised."""
        self.assertIsNone(self.store.save(team.record("case", id="c3", title="Debts")))
        self.assertIsNone(self.store.delete("u0"))
        self.assertIsNone(Leren.Diagnosis().select(["open-loop"]))

    def test_several(self):
        action = self.store["a3"]
        action.review("She wants to see her daughter", 8)
        following = action.conclude("adapt")
        self.assertEqual(following.get_previous(), "a3")
        other = self.store["a3"]
        other.review("Nothing came of it", 2)
        self.assertIsNone(other.conclude("abandon"))
        share, followed_up, known = Leren.cycles(self.snapshot).get_follow_up_share()
        self.assertEqual((followed_up, known, share == share), (0, 0, False))

    def test_found_or_nothing(self):
        rule = Leren.Rule.lookup("stuck-level")
        name = rule.list_parameters()[0]
        value, minimum, maximum = rule.get_parameter(name)
        self.assertTrue(minimum <= value <= maximum)
        self.assertIsNone(rule.get_parameter("nothing"))
        self.assertIsNone(Leren.Declaration.lookup("case").find_field("title").get_range())
        self.assertEqual(Leren.Declaration.lookup("case").find_field("urgency").get_range(), (1.0, 5.0))


class Attributes(unittest.TestCase):
    def test_read(self):
        with team.open_filled() as store:
            theory = store.theory
            self.assertEqual(store.location, ":memory:")
            ladder = theory[0]
            self.assertEqual((ladder.id, ladder.kind, ladder.label), ("logical-levels", "ladder", "Logical levels"))
            self.assertIs(ladder.built_in, True)
            self.assertEqual(ladder[0].questions, ladder[0].get_questions("en"))
            finding = store.diagnose(case="c1")[0]
            self.assertEqual(finding.explanation, finding.get_explanation("en"))
            self.assertEqual(finding.severity, finding.get_severity())
            # what needs to be told more stays a question
            self.assertTrue(callable(ladder.get_concept))
            self.assertFalse(hasattr(ladder, "concept"))
            with self.assertRaises(AttributeError):
                finding.severity = "notice"

    def test_assigned(self):
        scope = Leren.Scope(case="c1", since=datetime(2015, 3, 1, tzinfo=timezone.utc))
        self.assertEqual((scope.case, scope.since), ("c1", datetime(2015, 3, 1, tzinfo=timezone.utc)))
        scope.case = None
        self.assertIsNone(scope.case)
        with self.assertRaises(ValueError):
            scope.until = datetime(2015, 4, 1)
        settings = Leren.SimilarSettings(bonus=0.5, include_later=True)
        self.assertEqual((settings.bonus, settings.include_later), (0.5, True))
        with self.assertRaises(ValueError):
            settings.bonus = -1


class Made(unittest.TestCase):
    def test_refused(self):
        """C has no use for an empty one."""
        for cls, who in (
            (Leren.Store, r"Leren\.Store\.open\(\)"),
            (Leren.Query, r"Leren\.Store\.query\(\)"),
            (Leren.Snapshot, r"Leren\.Snapshot\.take\(\)"),
            (Leren.Profile, r"Leren\.profile\(\)"),
            (Leren.Transaction, r"Leren\.Store\.begin\(\)"),
            (Leren.Findings, r"Leren\.Diagnosis\.run\(\)"),
        ):
            with self.assertRaisesRegex(TypeError, rf"a Leren\.{cls.__name__} cannot be made by itself; .*{who}"):
                cls()

    def test_by_what_it_takes(self):
        with Leren.Store.open(":memory:") as store:
            self.assertEqual(Leren.Importer(store).get_n_records(), 0)
            self.assertEqual(Leren.Importer(store=store).get_n_records(), 0)
            with self.assertRaises(TypeError):
                Leren.Importer("team.leren")
            with self.assertRaises(TypeError):
                Leren.Importer()

    def test_by_name(self):
        with self.assertRaisesRegex(TypeError, r"Scope\(\): there is no 'teem', did you mean 'team'"):
            Leren.Scope(teem="t1")
        with self.assertRaisesRegex(TypeError, r"Scope\(\) takes its properties by name"):
            Leren.Scope("c1")

    def test_not_derived_from(self):
        with self.assertRaisesRegex(TypeError, r"Leren\.Store is not made to be derived from"):
            type("Own", (Leren.Store,), {})


class Signatures(unittest.TestCase):
    def test_shown(self):
        self.assertEqual(
            str(inspect.signature(Leren.Store.open)),
            "(location: str | PathLike, flags: Leren.StoreFlags = 0, cancellable: Gio.Cancellable | None = None)"
            " -> Leren.Store",
        )
        self.assertEqual(
            str(inspect.signature(Leren.Profile.get_n_transitions)),
            "(self, group: int, from_: str | Leren.Concept, to: str | Leren.Concept) -> int",
        )
        self.assertEqual(
            str(inspect.signature(Leren.Store.get_async)),
            "(self, id: str | Leren.Record, cancellable: Gio.Cancellable | None = None, callback: Callable | None = None,"
            " *user_data) -> Awaitable[Leren.Record]",
        )

        self.assertIn("since: datetime | None", str(inspect.signature(Leren.Scope.set_since)))
        self.assertIn("-> datetime", str(inspect.signature(Leren.Snapshot.get_moment)))

    def test_true(self):
        """What a signature takes, the call takes, and nothing else."""
        for name, call in team.calls():
            # what is written by hand in the place of some binds its arguments as any function of Python does
            if not call.__code__.co_filename.endswith("calls.py"):
                continue
            signature = inspect.signature(call)
            given = [each for each in signature.parameters.values() if each.kind is each.POSITIONAL_OR_KEYWORD]
            described = call.__leren__
            names = [each.name for each in given if each.name != "self"]
            self.assertEqual(described.complete([None] * len(names), {}), [None] * len(names), name)
            self.assertEqual(described.complete([], dict.fromkeys(names)), [None] * len(names), name)
            # a member of a record has to be given its value, also where that may be None: test-members tells
            if ".set_" in name and issubclass(getattr(Leren, name.split(".")[0]), Leren.Record):
                continue
            needed = [each.name for each in given if each.name != "self" and each.default is each.empty]
            described.complete([], dict.fromkeys(needed))
            for one in needed:
                with self.assertRaises(TypeError, msg=name):
                    described.complete([], dict.fromkeys(set(needed) - {one}))


if __name__ == "__main__":
    unittest.main()
