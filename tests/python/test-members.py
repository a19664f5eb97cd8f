#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Members of records take and give values of Python, and say at once what is wrong with one."""

import unittest
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import gi
import memory

gi.require_version("Leren", "1.0")
from gi.repository import GLib, Leren

ZONE = timezone(timedelta(hours=1))
AT = datetime(2015, 3, 1, 14, 0, 0, 123457, ZONE)
DAY = date(2015, 3, 1)

# for each kind of member, what it can be and what it cannot
RIGHT = {
    "text": ["Rent arrears", "", "é 😀\n"],
    "integer": [3],
    "number": [2.5, 4],
    "boolean": [True, False],
    "time": [AT, datetime(2015, 3, 1, tzinfo=timezone.utc)],
    "date": [DAY],
    "framework": ["logical-levels"],
    "reference": ["x1"],
    "texts": [["money", "housing"], []],
    "references": [["x1", "x2"]],
}
WRONG = {
    "text": [4, True, b"text", ["text"], {"text": 1}, Leren.Case, DAY],
    "integer": ["3", 2.0, True, Decimal(3), AT],
    "number": ["2.5", True, AT, [1], 1j],
    "boolean": [1, 0, "true", []],
    "time": ["2015-03-01T14:00:00Z", DAY, 0],
    "date": ["2015-03-01", AT, 0],
    "enum": [4, b"belief", ["belief"], 1.0],
    "concept": [4, ["dream"]],
    "framework": [4],
    "reference": [4, ["x1"], b"x1"],
    "texts": ["money", b"money", 4, {"money": 1}, ["money", 4], [None]],
    "words": ["coach", 4, [3]],
    "concepts": ["rules", [4]],
    "references": ["x1", [4], 4],
    "json": ["{}", 4, b"{}", {4: 1}, {"a": {1}}],
}


def declared(record_type):
    declaration = Leren.Declaration.lookup(record_type)
    return [declaration.get_field(i) for i in range(declaration.get_n_fields())]


def every_member():
    for record_type in Leren.Declaration.list_types():
        cls = Leren.Declaration.lookup(record_type).get_object_type().pytype
        for field in declared(record_type):
            yield cls, field


def right_values(field):
    kind = field.get_kind()
    if field.get_name() == "id":
        return ["x1", "é"]
    if kind in ("enum", "concept"):
        return field.get_words()
    if kind in ("words", "concepts"):
        return [field.get_words(), field.get_words()[:1]]
    if kind == "json":
        if field.get_name() == "expertise":
            return [[{"area": "debt", "depth": 5}]]
        return [{"district": 4, "rent": [1.5, None]}]
    return RIGHT[kind]


class EveryMember(unittest.TestCase):
    """What holds for all members of all types, by their declarations."""

    def test_there_and_back(self):
        for cls, field in every_member():
            name = field.get_name()
            for value in right_values(field):
                made, assigned = cls(**{name: value}), cls()
                setattr(assigned, name, value)
                for record in (made, assigned):
                    with self.subTest(f"{cls.__name__}.{name} = {value!r}"):
                        self.assertEqual(getattr(record, name), value)
                        self.assertTrue(record.is_set(name))
                        self.assertEqual(getattr(record, f"get_{name}")(), value)
                        self.assertEqual(record.get_property(field.get_property()), value)
                        self.assertEqual(getattr(record.props, name), value)

    def test_absent(self):
        for cls, field in every_member():
            name = field.get_name()
            if name == "id":
                continue
            with self.subTest(f"{cls.__name__}.{name}"):
                record = cls()
                before = getattr(record, name)
                self.assertFalse(record.is_set(name))
                if name not in ("visibility", "protocol", "state", "status", "minimum", "maximum"):
                    self.assertIsNone(before)
                setattr(record, name, right_values(field)[0])
                self.assertTrue(record.is_set(name))
                if field.is_required():
                    for make_absent in (
                        lambda: setattr(record, name, None), lambda: delattr(record, name), lambda: record.unset(name),
                        lambda: cls(**{name: None}),
                    ):
                        with self.assertRaisesRegex(TypeError, f"Leren.{cls.__name__}.{name} is required"):
                            make_absent()
                    self.assertTrue(record.is_set(name))
                    continue
                setattr(record, name, None)
                self.assertFalse(record.is_set(name))
                self.assertEqual(getattr(record, name), before)
                setattr(record, name, right_values(field)[0])
                delattr(record, name)
                self.assertFalse(record.is_set(name))
                self.assertFalse(cls(**{name: None}).is_set(name))

    def test_wrong(self):
        """Whichever way it comes in, and nothing is changed."""
        for cls, field in every_member():
            name = field.get_name()
            for value in WRONG[field.get_kind()]:
                record = cls(**{name: right_values(field)[0]})
                before = getattr(record, name)
                for put in (
                    lambda: setattr(record, name, value),
                    lambda: cls(**{name: value}),
                    lambda: getattr(record, f"set_{name}")(value),
                    lambda: record.set_property(field.get_property(), value),
                    lambda: setattr(record.props, name, value),
                    lambda: record.set_properties(**{name: value}),
                ):
                    with self.subTest(f"{cls.__name__}.{name} = {value!r}"):
                        with self.assertRaisesRegex(TypeError, rf"^Leren\.{cls.__name__}\.{name}: "):
                            put()
                        self.assertEqual(getattr(record, name), before)

    def test_help(self):
        for cls, field in every_member():
            self.assertEqual(getattr(cls, field.get_name()).__doc__, field.get_description())


class Values(unittest.TestCase):
    def assert_refused(self, error, said, cls, **members):
        with self.assertRaisesRegex(error, said):
            cls(**members)
        record = cls()
        for name, value in members.items():
            with self.assertRaisesRegex(error, said):
                setattr(record, name, value)
            self.assertFalse(record.is_set(name))

    def test_what_is_said(self):
        """The type, the member, what was given and what is wanted."""
        self.assert_refused(
            TypeError, r"^Leren\.Case\.urgency: a whole number from 1 to 5 is wanted, not 'high'$",
            Leren.Case, urgency="high",
        )
        self.assert_refused(
            TypeError, r"^Leren\.Case\.title: text is wanted, not \{'nl': 'Huur'\}$", Leren.Case, title={"nl": "Huur"}
        )
        long = "x" * 500
        with self.assertRaisesRegex(TypeError, "x{20}.*") as caught:
            Leren.Case(urgency=long)
        self.assertLess(len(str(caught.exception)), 150)

    def test_names(self):
        for given in ("behaviour", "BEHAVIOUR", Leren.ReflectionLevel.BEHAVIOUR):
            reflection = Leren.Reflection(text="We keep phoning.", level=given)
            self.assertIs(reflection.level, Leren.ReflectionLevel.BEHAVIOUR)
        self.assert_refused(
            ValueError,
            r"^Leren\.Reflection\.level: there is no 'behavior', did you mean 'behaviour'\? .*environment, behaviour",
            Leren.Reflection, level="behavior",
        )
        self.assert_refused(TypeError, "one of environment", Leren.Reflection, level=Leren.LearningLoop.SINGLE)
        self.assert_refused(TypeError, "one of individual, team", Leren.Knowledge, holder=Leren.Visibility.TEAM)
        for nothing in ("none", "NONE"):
            self.assert_refused(ValueError, "there is no 'none'|there is no 'NONE'", Leren.Reflection, level=nothing)
        self.assertIsNone(Leren.Reflection(level=Leren.ReflectionLevel.NONE).level)
        self.assert_refused(ValueError, "no 'dreem', did you mean 'dream'", Leren.Practice, phase="dreem")
        self.assert_refused(ValueError, "there is no 'boss'.*client", Leren.Participant, roles=["coach", "boss"])
        self.assert_refused(ValueError, "there is no 'ruls', did you mean 'rules'", Leren.Tension, elements=["ruls"])
        self.assertEqual(Leren.Participant(roles=("COACH", Leren.Role.CLIENT)).roles, ["coach", "client"])
        self.assertIs(Leren.Participant(roles=["coach"]).roles[0], Leren.Role.COACH)
        dream = Leren.Theory.get_default().get_framework("programme-phases").get_concept("dream")
        self.assertEqual(Leren.Practice(phase=dream).phase, "dream")

    def test_defaults(self):
        self.assertIs(Leren.Case().visibility, Leren.Visibility.TEAM)
        self.assertIs(Leren.Action().state, Leren.ActionState.PROPOSED)
        self.assertEqual(Leren.Session().protocol, "action-learning")
        self.assertEqual((Leren.Rating().minimum, Leren.Rating().maximum), (1, 10))
        self.assertEqual(Leren.Rating(minimum=0).minimum, 0)

    def test_bounds(self):
        self.assertEqual([Leren.Case(urgency=urgency).urgency for urgency in (1, 5)], [1, 5])
        for urgency in (0, 6, -1, 2**62):
            self.assert_refused(
                ValueError, r"urgency: -?\d+ is out of bounds; it goes from 1 to 5", Leren.Case, urgency=urgency
            )
        self.assert_refused(ValueError, "has more than 64 bits", Leren.Coding, start=2**63)
        self.assert_refused(ValueError, "out of bounds; it is at least 0", Leren.Coding, start=-1)
        self.assert_refused(ValueError, "out of bounds; it is at least 0", Leren.Session, minutes=-0.5)

    def test_numbers(self):
        self.assertEqual(Leren.Session(minutes=90).minutes, 90)
        self.assertEqual(Leren.Session(minutes=Fraction(181, 2)).minutes, 90.5)
        for number in (float("nan"), float("inf"), 10**400):
            self.assert_refused(ValueError, "is not a finite number", Leren.Session, minutes=number)
        self.assert_refused(ValueError, "has more digits than a number can keep", Leren.Session, minutes=2**53 + 1)

        class Index:
            def __index__(self):
                return 4

        self.assertEqual(Leren.Case(urgency=Index()).urgency, 4)

    def test_of_numpy(self):
        """What a loop over a data frame gives."""
        import numpy

        case = Leren.Case(urgency=numpy.int64(4))
        session = Leren.Session(cancelled=numpy.bool_(True), minutes=numpy.float32(90.5), place=numpy.str_("Library"))
        self.assertEqual((case.urgency, session.cancelled, session.minutes, session.place), (4, True, 90.5, "Library"))
        self.assert_refused(ValueError, "is not a finite number", Leren.Session, minutes=numpy.float64("nan"))

    def test_text(self):
        self.assert_refused(ValueError, r"U\+0000", Leren.Case, title="Rent\0arrears")
        self.assert_refused(ValueError, "half of a surrogate pair", Leren.Case, title="\ud800")

    def test_what_was_before_is_freed(self):
        """A narrative of 100,000 characters that is written a thousand times takes no 100 million of them."""
        case = Leren.Case(title="Rent arrears")
        before = memory.resident()
        for district in range(1000):
            case.narrative = "We keep phoning." * 6250
            case.attributes = {"letter": "The landlord wrote." * 5000, "district": district}
        self.assertLess(memory.resident() - before, memory.NOISE + 30e6)

    def test_ids(self):
        self.assertEqual(len(Leren.Case().id), 36)
        self.assertEqual(Leren.Case(id="c" * 128).id, "c" * 128)
        self.assert_refused(ValueError, "has 129 characters", Leren.Case, id="c" * 129)
        self.assert_refused(ValueError, "has 0 characters", Leren.Case, id="")
        self.assert_refused(ValueError, "control character", Leren.Case, id="c\n1")
        self.assert_refused(ValueError, "control character", Leren.Case, id="c\x851")

    def test_times(self):
        reflection = Leren.Reflection(at=AT)
        self.assertEqual((reflection.at, reflection.at.utcoffset()), (AT, timedelta(hours=1)))
        self.assert_refused(
            ValueError, r"^Leren\.Reflection\.at: .*has no zone", Leren.Reflection, at=datetime(2015, 3, 1)
        )
        self.assertEqual(Leren.Reflection(at=GLib.DateTime.new_utc(2015, 3, 1, 13, 0, 0)).at.hour, 13)
        self.assert_refused(TypeError, "not the moment", Leren.Action, due=AT)

    def test_as_given(self):
        """A time and a number that nobody touched are written as they were."""
        text = (
            '{"type":"rating","id":"r1","created":"2015-03-01T14:00:00.00+01:00","value":7.50,'
            '"at":"2015-03-01t14:00:00z"}'
        )
        rating = Leren.Record.from_json(text)
        self.assertEqual((rating.value, rating.at.hour, rating.created.minute), (7.5, 14, 0))
        rating.concept = "belief"
        rating.concept = None
        self.assertEqual(rating.to_json(), text)

    def test_references(self):
        coach, team = Leren.Participant(name="Coach", roles=["coach"]), Leren.Team(name="North")
        case = Leren.Case(title="Rent arrears", contributor=coach, team=team)
        self.assertEqual((case.contributor, case.team), (coach.id, team.id))
        team.members = [coach, "p2"]
        self.assertEqual(team.members, [coach.id, "p2"])
        # whatever it is about
        self.assertEqual([Leren.Reflection(subject=each).subject for each in (case, team)], [case.id, team.id])
        self.assert_refused(
            TypeError,
            r"^Leren\.Case\.contributor: a Leren\.Participant, or its id, is wanted, not <Leren\.Team 'North'",
            Leren.Case, contributor=team,
        )
        self.assert_refused(TypeError, "a Leren.Participant", Leren.Team, members=[coach, case])
        self.assert_refused(ValueError, "has 0 characters", Leren.Case, contributor="")

    def test_required_lists(self):
        self.assert_refused(
            ValueError, "results is required; a list with something in it", Leren.Conversion, results=[]
        )
        conversion = Leren.Conversion(results=["k1"])
        with self.assertRaisesRegex(ValueError, "is required"):
            conversion.results.clear()
        self.assertEqual(conversion.results, ["k1"])

    def test_json(self):
        self.assert_refused(
            ValueError, "attributes: JSON has no nan", Leren.Case, attributes={"rent": float("nan")}
        )
        self.assert_refused(ValueError, "from 1 to 5", Leren.Participant, expertise=[{"area": "debt", "depth": 6}])
        self.assert_refused(TypeError, "a list of dicts is wanted", Leren.Participant, expertise={"area": "debt"})
        self.assert_refused(TypeError, "a dict is wanted", Leren.Case, attributes=[1])
        circle = {}
        circle["circle"] = circle
        self.assert_refused(ValueError, "holds itself", Leren.Case, attributes=circle)
        self.assert_refused(ValueError, "surrogate", Leren.Case, attributes={"a": "\ud800"})

    def test_names_of_members(self):
        """A name that nothing is known by would be lost when the record is saved."""
        with self.assertRaisesRegex(TypeError, "^Leren.Case has no member 'tittle'; did you mean 'title'\\?$"):
            Leren.Case(tittle="Rent arrears")
        case = Leren.Case()
        with self.assertRaisesRegex(AttributeError, "^Leren.Case has no member 'tittle'; did you mean 'title'\\?$"):
            case.tittle = "Rent arrears"
        with self.assertRaisesRegex(AttributeError, "did you mean 'title'"):
            case.tittle
        for ask in (case.is_set, case.unset):
            with self.assertRaisesRegex(AttributeError, "^Leren.Case has no member 'tittle'; did you mean 'title'"):
                ask("tittle")
            with self.assertRaisesRegex(TypeError, "the name of a member is wanted, not 4"):
                ask(4)
        with self.assertRaisesRegex(AttributeError, "^Leren.Case has no member 'weather'$"):
            case.weather = "rain"
        with self.assertRaises(AttributeError):
            case.record_type = "team"
        self.assertTrue(Leren.Action(effect_rating=4).is_set("effect-rating"))
        with self.assertRaises(AttributeError):
            case.props.tittle = "Rent arrears"
        with self.assertRaises(AttributeError):
            case.props.tittle

    def test_notification(self):
        heard = []
        case = Leren.Case()
        case.connect("notify::urgency", lambda *_: heard.append(case.urgency))
        case.urgency = 4
        case.urgency = None
        self.assertEqual(heard, [4, None])


if __name__ == "__main__":
    unittest.main()
