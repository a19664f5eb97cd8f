#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Records as objects of Python: made by keyword, shown, compared, copied, pickled, written as dicts, and moved through
their cycle."""

import copy
import json
import pickle
import subprocess
import sys
import unittest
from datetime import date, datetime, timezone

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Gio, Leren

AT = datetime(2015, 3, 1, 14, tzinfo=timezone.utc)
STRANGE = (
    '{"type":"org.example.garden","id":"g1","author":"p1","created":"2015-03-01T14:00:00Z","visibility":"private",'
    '"attributes":{"a":[1.50]},"trees":7.0,"beds":["roses"]}'
)


def strange():
    return Leren.Record.from_json(STRANGE)


class Making(unittest.TestCase):
    def test_by_keyword(self):
        coach = Leren.Participant(name="Coach", roles=["coach"])
        case = Leren.Case(title="Rent arrears", contributor=coach, domains=["money"], attributes={"district": 4})
        self.assertEqual((case.title, case.contributor, case.domains), ("Rent arrears", coach.id, ["money"]))
        self.assertEqual(case.attributes, {"district": 4})
        self.assertEqual(case.record_type, "case")
        case.validate()

    def test_what_cannot_be_made(self):
        with self.assertRaisesRegex(TypeError, "Leren.Record is of no type; make one of a type, such as Leren.Case"):
            Leren.Record()
        with self.assertRaisesRegex(TypeError, "Leren.UnknownRecord cannot be made by itself"):
            Leren.UnknownRecord(id="g1")
        with self.assertRaisesRegex(TypeError, "Leren.Case is not made to be derived from"):
            type(Leren.Case)("MyCase", (Leren.Case,), {"__module__": __name__})
        with self.assertRaises(TypeError):
            Leren.Case("Rent arrears")

    def test_shown(self):
        self.assertEqual(repr(Leren.Case(id="c1", title="Rent arrears")), "<Leren.Case 'Rent arrears' id=c1>")
        self.assertEqual(repr(Leren.Session(id="s1")), "<Leren.Session id=s1>")
        self.assertEqual(repr(Leren.Reflection(id="r1", text="We keep phoning." * 9)).count("phoning"), 3)
        # to look at a record does not change it
        case = Leren.Case(title="Rent arrears")
        self.assertEqual(repr(case), "<Leren.Case 'Rent arrears'>")
        self.assertFalse(case.is_set("id"))
        self.assertEqual(repr(case), repr(case))
        self.assertEqual(repr(strange()), "<Leren.UnknownRecord 'org.example.garden' id=g1>")


class Comparing(unittest.TestCase):
    def setUp(self):
        self.store = Leren.Store.open(":memory:")
        self.case = Leren.Case(id="c1", title="Rent arrears")

    def assertSame(self, one, other):
        self.assertEqual(one, other)
        self.assertEqual(other, one)
        self.assertEqual(hash(one), hash(other))
        self.assertEqual(len({one, other}), 1)

    def assertOther(self, one, other):
        self.assertNotEqual(one, other)
        self.assertNotEqual(other, one)
        self.assertEqual(len({one, other}), 2)

    def test_in_a_store(self):
        """Two objects stand for one record, whatever they say of it."""
        self.store.save(self.case)
        one, other = self.store["c1"], self.store["c1"]
        self.assertIsNot(one, other)
        self.assertSame(one, other)
        self.assertSame(one, self.case)
        self.assertSame(one, self.store.cases[0])
        one.title = "The rent"
        self.assertSame(one, other)
        self.assertFalse(one.equal(other))
        self.assertIn(self.case, [other])
        self.assertEqual({self.case: "seen"}[other], "seen")

    def test_in_two_stores(self):
        other = Leren.Store.open(":memory:")
        self.store.save(self.case)
        other.save(Leren.Case(id="c1", title="Rent arrears"))
        self.assertOther(self.store["c1"], other["c1"])

    def test_in_no_store(self):
        self.assertSame(self.case, Leren.Case(id="c1", title="The rent"))
        self.assertOther(self.case, Leren.Case(id="c2", title="Rent arrears"))
        self.assertOther(self.case, Leren.Team(id="c1", name="Rent arrears"))
        self.assertOther(Leren.Case(), Leren.Case())
        never = Leren.Case(id="c1", title="Rent arrears")
        self.store.save(self.case)
        self.assertOther(self.case, never)

    def test_with_something_else(self):
        for other in ("c1", None, 4, object()):
            self.assertNotEqual(self.case, other)
        with self.assertRaises(TypeError):
            self.case < self.case

    def test_unknown(self):
        self.assertSame(strange(), strange())
        self.assertOther(strange(), Leren.Record.from_json(STRANGE.replace("garden", "yard")))


class Copying(unittest.TestCase):
    def setUp(self):
        self.case = Leren.Case(
            id="c1", title="Rent arrears", domains=["money"], attributes={"letters": [1]}, created=AT, urgency=4,
            visibility="private",
        )

    def test_copy(self):
        store = Leren.Store.open(":memory:")
        store.save(self.case)
        for twin in (copy.copy(self.case), copy.deepcopy(self.case), self.case.copy(), copy.deepcopy([self.case])[0]):
            self.assertIs(type(twin), Leren.Case)
            self.assertIsNot(twin, self.case)
            self.assertEqual(twin, self.case)
            self.assertTrue(twin.equal(self.case))
            twin.attributes["letters"].append(2)
            self.assertEqual(self.case.attributes, {"letters": [1]})
        with self.assertRaisesRegex(ValueError, "“title” is missing"):
            copy.copy(Leren.Case(id="c1"))

    def test_pickle(self):
        rating = Leren.Record.from_json('{"type":"rating","id":"r1","value":7.50,"org.x.y":[1e2]}')
        for record in (self.case, strange(), rating):
            again = pickle.loads(pickle.dumps(record))
            self.assertIs(type(again), type(record))
            self.assertEqual(again, record)
            self.assertEqual(again.to_json(), record.to_json())

    def test_pickle_in_another_program(self):
        program = """
import pickle, sys
record = pickle.load(sys.stdin.buffer)
from gi.repository import Leren
assert type(record) is Leren.Case, record
assert record.attributes == {"letters": [1]}
record.urgency = 5
pickle.dump(record, sys.stdout.buffer)
"""
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", program], input=pickle.dumps(self.case), check=True, capture_output=True
        )
        again = pickle.loads(done.stdout)
        self.assertEqual((again, again.urgency, again.created), (self.case, 5, AT))

    def test_dict(self):
        """As it is in a file: JSON, names in snake_case, nothing of what is absent."""
        wanted = {
            "type": "case", "id": "c1", "created": "2015-03-01T14:00:00Z", "visibility": "private",
            "attributes": {"letters": [1]}, "title": "Rent arrears", "domains": ["money"], "urgency": 4,
        }
        said = self.case.to_dict()
        self.assertEqual(said, wanted)
        self.assertEqual(list(said), list(wanted))
        json.dumps(said)
        said["attributes"]["letters"].append(2)
        self.assertEqual(self.case.attributes, {"letters": [1]})
        for make in (Leren.Record.from_dict, Leren.Case.from_dict):
            again = make(wanted)
            self.assertIs(type(again), Leren.Case)
            self.assertEqual(again.to_json(), self.case.to_json())

    def test_dict_as_given(self):
        text = '{"type":"rating","id":"r1","attributes":{"a":-0,"b":1.50},"value":7.50,"org.x.y":[1e2]}'
        self.assertEqual(Leren.Record.from_dict(Leren.Record.from_json(text).to_dict()).to_json(), text)

    def test_from_dict(self):
        coach = Leren.Participant(id="p1", name="Coach")
        reflection = Leren.Reflection.from_dict(
            {"text": "We keep phoning.", "level": Leren.ReflectionLevel.BELIEF, "author": coach, "at": AT, "loop": None}
        )
        self.assertEqual((reflection.author, reflection.at), ("p1", AT))
        self.assertEqual((reflection.level, reflection.loop), ("belief", None))
        self.assertEqual(len(reflection.id), 36)
        self.assertEqual(Leren.Action.from_dict({"what": "Call", "due": date(2015, 4, 1)}).due, date(2015, 4, 1))
        self.assertEqual(Leren.Team.from_dict({"name": "North", "members": [coach, "p2"]}).members, ["p1", "p2"])

    def test_from_dict_refused(self):
        for given, error, said in (
            ("{}", TypeError, "a dict is wanted, not '{}'"),
            ({"type": "team", "name": "North"}, ValueError, "a record of type 'case' is wanted, not of 'team'"),
            ({"urgency": 4}, ValueError, "“title” is missing"),
            ({"title": "t", "urgency": 9}, ValueError, "“urgency” is 9; it goes from 1 to 5"),
            ({"title": "t", "created": datetime(2015, 3, 1)}, ValueError, "has no zone"),
            ({"title": "t", "attributes": {"a": {1}}}, TypeError, "cannot be kept in JSON"),
        ):
            with self.assertRaisesRegex(error, said):
                Leren.Case.from_dict(given)
        with self.assertRaisesRegex(ValueError, "“type” is missing"):
            Leren.Record.from_dict({"title": "t"})


class Unknown(unittest.TestCase):
    """A record of a type that this program does not know is kept, can be read, and is not changed."""

    def test_read(self):
        record = strange()
        self.assertEqual((record.id, record.author, record.created, record.visibility), ("g1", "p1", AT, "private"))
        self.assertEqual((record.attributes, record.trees, record.beds), ({"a": [1.5]}, 7, ["roses"]))
        self.assertEqual(record.get_author(), "p1")
        self.assertIsNone(record.practice)
        self.assertTrue(record.is_set("trees"))
        self.assertFalse(record.is_set("practice"))
        with self.assertRaisesRegex(AttributeError, "org.example.garden.*has no 'gate'"):
            record.gate

    def test_not_changed(self):
        record = strange()
        for change in (
            lambda: setattr(record, "author", "p2"),
            lambda: setattr(record, "trees", 8),
            lambda: delattr(record, "author"),
            lambda: record.unset("author"),
            lambda: record.set_author("p2"),
            lambda: record.set_property("author", "p2"),
            lambda: setattr(record.props, "author", "p2"),
        ):
            with self.assertRaisesRegex(AttributeError, "org.example.garden.*register a class for it"):
                change()
        record.attributes["a"].append(1)
        record.to_dict()["beds"].append("herbs")
        self.assertEqual(record.to_json(), STRANGE)

    def test_copied(self):
        record = strange()
        for again in (
            copy.copy(record), pickle.loads(pickle.dumps(record)), Leren.Record.from_dict(record.to_dict()),
        ):
            self.assertIsInstance(again, Leren.UnknownRecord)
            self.assertEqual(again.to_json(), STRANGE)

    def test_in_a_store(self):
        store = Leren.Store.open(":memory:")
        importer = Leren.Importer.new(store)
        line = STRANGE.replace('"author":"p1",', "").encode()
        importer.add_stream(Gio.MemoryInputStream.new_from_data(line), "lines", "json-lines")
        importer.run()
        record = store["g1"]
        self.assertEqual((type(record), record.trees), (Leren.UnknownRecord, 7))
        self.assertEqual(record, store["g1"])


class ActionCycle(unittest.TestCase):
    def setUp(self):
        self.owner = Leren.Participant(id="p1", name="A social worker")
        self.action = Leren.Action(id="a1", what="Call the landlord", intended_effect="He waits a month")

    def test_full_turn(self):
        reflection = Leren.Reflection(id="r1", text="He was glad that we called.")
        self.action.own(owner=self.owner)
        self.assertEqual((self.action.state, self.action.owner), ("owned", "p1"))
        self.action.undertake(on=date(2015, 3, 3))
        self.action.review(effect="He waits two weeks", effect_rating=6, reflection=reflection, on=date(2015, 3, 10))
        self.assertEqual((self.action.reviewed, self.action.reflection), (date(2015, 3, 10), "r1"))
        self.assertEqual(self.action.effect_rating, 6)
        following = self.action.conclude("adapt")
        self.assertIs(self.action.state, Leren.ActionState.CONCLUDED)
        self.assertEqual((type(following), following.previous, following.state), (Leren.Action, "a1", "proposed"))

    def test_in_words_or_as_a_rating(self):
        for effect in ({"effect": "He rang back"}, {"effect_rating": 4}):
            action = Leren.Action(
                what="Call the landlord", owner=self.owner, state="undertaken", undertaken=date(2015, 3, 3)
            )
            action.review(**effect)
            self.assertEqual(action.state, "reviewed")
            said = {"effect": action.effect, "effect_rating": action.effect_rating}
            self.assertEqual(said, {"effect": None, "effect_rating": None, **effect})
            self.assertIsNone(action.conclude(Leren.Conclusion.ADOPT))

    def test_refused(self):
        with self.assertRaisesRegex(Leren.StateError, "cannot review while it is proposed"):
            self.action.review("He rang back")
        with self.assertRaisesRegex(TypeError, "a Leren.Participant, or its id"):
            self.action.own(Leren.Team(name="North"))
        self.action.own(self.owner)
        self.action.undertake(date(2015, 3, 3))
        with self.assertRaisesRegex(Leren.StateError, "“effect” or “effect_rating” is missing"):
            self.action.review()
        for rating in (0, 11):
            with self.assertRaisesRegex(ValueError, f"effect_rating: {rating} is out of bounds; it goes from 1 to 10"):
                self.action.review(effect_rating=rating)
        self.assertEqual(self.action.state, "undertaken")


if __name__ == "__main__":
    unittest.main()
