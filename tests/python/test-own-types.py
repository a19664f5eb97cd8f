#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A class of a program's own is a record type: registered by itself, judged, stored, found, exported and tabulated as
the built-in ones are."""

import pickle
import subprocess
import sys
import tempfile
import unittest
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Gio, GLib, GObject, Leren

AT = datetime(2015, 3, 1, 14, 0, 0, 500000, timezone(timedelta(hours=1)))


class Visit(Leren.Record):
    """What a social worker saw at somebody's door."""

    __gtype_name__ = "PythonVisit"
    __record_type__ = "org.example.visit"

    street = GObject.Property(type=str, blurb="Where it was.")
    number = GObject.Property(type=int, minimum=1, maximum=99)
    floor = GObject.Property(type=int, default=2)
    hours = GObject.Property(type=float, minimum=0)
    steps = GObject.Property(type=GObject.TYPE_INT64)
    planned = GObject.Property(type=bool, default=True)
    at = GObject.Property(type=GLib.DateTime)
    day = GObject.Property(type=GLib.Date)
    people = GObject.Property(type=GObject.TYPE_STRV)
    level = GObject.Property(type=Leren.ReflectionLevel)
    severity = GObject.Property(type=Leren.Severity, default=Leren.Severity.ADVICE)
    file_type = GObject.Property(type=Gio.FileType, default=Gio.FileType.UNKNOWN)


class Refused(Leren.Record):
    """A visit of which an accessor and the validation of its own can fail."""

    __gtype_name__ = "PythonRefused"
    __record_type__ = "org.example.refused"

    reason = GObject.Property(type=str)

    @GObject.Property(type=str)
    def mood(self):
        if self.reason == "nobody looked":
            raise LookupError("nobody looked at the mood")
        return self._mood

    @mood.setter
    def mood(self, value):
        if value == "grim":
            raise OverflowError("too grim")
        self._mood = value.title()

    def do_validate(self):
        if self.reason == "no":
            raise ArithmeticError("no is no reason")
        Leren.Record.do_validate(self)


WHOLE = {
    "street": "Kade", "number": 4, "floor": 3, "hours": 1.5, "steps": 2**53 + 1, "planned": False, "at": AT,
    "day": date(2015, 3, 1), "people": ["p1", "p2"], "level": Leren.ReflectionLevel.BELIEF,
    "severity": Leren.Severity.WARNING, "file_type": Gio.FileType.REGULAR,
}


def a_class(record_type="org.example.other", **members):
    """A class statement, with these members."""
    body = {"__module__": __name__, "__record_type__": record_type, **members}
    return type(Leren.Record)("Other", (Leren.Record,), body)


class Members(unittest.TestCase):
    def test_there_and_back(self):
        made, assigned = Visit(id="v1", **WHOLE), Visit()
        for name, value in WHOLE.items():
            setattr(assigned, name, value)
            for visit in (made, assigned):
                self.assertEqual(getattr(visit, name), value, name)
                self.assertEqual(visit.get_property(name), value, name)
                self.assertTrue(visit.is_set(name))
        self.assertIs(made.level, Leren.ReflectionLevel.BELIEF)
        self.assertEqual((made.at.utcoffset(), made.author), (timedelta(hours=1), None))
        self.assertEqual(repr(made), "<Visit id=v1>")
        self.assertEqual(made.record_type, "org.example.visit")
        self.assertEqual(Visit.street.__doc__, "Where it was.")

    def test_absent(self):
        visit = Visit()
        declared = {"floor": 2, "planned": True, "severity": "advice", "file_type": Gio.FileType.UNKNOWN}
        for name in WHOLE:
            self.assertEqual(getattr(visit, name), declared.get(name), name)
            self.assertFalse(visit.is_set(name))
            setattr(visit, name, WHOLE[name])
            setattr(visit, name, None)
            self.assertFalse(visit.is_set(name), name)
            self.assertEqual(getattr(visit, name), declared.get(name), name)
        self.assertEqual(visit.to_dict(), {"type": "org.example.visit", "id": visit.id})
        visit.floor, visit.street, visit.people = 0, "", []
        self.assertEqual((visit.floor, visit.street, visit.people), (0, "", []))

    def test_judged(self):
        for name, value, error, said in (
            ("street", 4, TypeError, "text is wanted, not 4"),
            ("street", {"a": 1}, TypeError, "text is wanted"),
            ("number", "4", TypeError, "a whole number from 1 to 99 is wanted"),
            ("number", 0, ValueError, "0 is out of bounds; it goes from 1 to 99"),
            ("floor", 2**40, ValueError, "is out of bounds"),
            ("steps", 2**63, ValueError, "more than 64 bits"),
            ("hours", -1, ValueError, "it is at least 0"),
            ("planned", 1, TypeError, "True or False is wanted"),
            ("at", datetime(2015, 3, 1), ValueError, "has no zone"),
            ("day", AT, TypeError, "not the moment"),
            ("people", "p1", TypeError, "a list"),
            ("people", ["p1", 2], TypeError, "text is wanted, not 2"),
            ("level", "belive", ValueError, "no 'belive', did you mean 'belief'"),
            ("severity", "grave", ValueError, "one of notice, advice, warning"),
            ("file_type", "file", ValueError, "one of unknown, regular"),
            ("file_type", 77, TypeError, "one of unknown, regular"),
            ("author", Leren.Case(title="Rent arrears"), TypeError, "a Leren.Participant"),
        ):
            visit = Visit()
            for put in (
                lambda: setattr(visit, name, value),
                lambda: Visit(**{name: value}),
                lambda: visit.set_property(name, value),
            ):
                with self.assertRaisesRegex(error, rf"^Visit\.{name}: .*{said}"):
                    put()
                self.assertFalse(visit.is_set(name))
        self.assertEqual(Visit(file_type="regular").file_type, Gio.FileType.REGULAR)
        with self.assertRaisesRegex(TypeError, "^Visit has no member 'stret'; did you mean 'street'"):
            Visit(stret="Kade")
        with self.assertRaisesRegex(AttributeError, "^Visit has no member 'stret'; did you mean 'street'"):
            Visit().stret = "Kade"
        visit = Visit()
        visit._seen = True
        self.assertTrue(visit._seen)

    def test_written_through(self):
        visit = Visit(people=["p1"], attributes={"a": {}})
        visit.people.append("p2")
        visit.attributes["a"]["b"] = 1
        self.assertEqual(visit.to_dict()["people"], ["p1", "p2"])
        self.assertEqual(visit.to_dict()["attributes"], {"a": {"b": 1}})

    def test_own_accessors(self):
        record = Refused(id="f1", mood="sad")
        self.assertEqual(record.mood, "Sad")
        with self.assertRaisesRegex(OverflowError, "too grim"):
            record.mood = "grim"
        with self.assertRaisesRegex(OverflowError, "too grim"):
            Refused(mood="grim")
        record.reason = "nobody looked"
        store = Leren.Store.open(":memory:")
        for ask in (lambda: record.mood, record.to_json, record.to_dict, record.validate, lambda: store.save(record)):
            with self.assertRaisesRegex(LookupError, "nobody looked at the mood"):
                ask()
        self.assertEqual(store.count(), 0)
        record.reason = None
        store.save(record)
        self.assertEqual(store["f1"].mood, "Sad")

    def test_own_validation(self):
        store = Leren.Store.open(":memory:")
        with self.assertRaisesRegex(ArithmeticError, "no is no reason"):
            store.save(Refused(reason="no"))
        with self.assertRaises(ArithmeticError):
            Refused(reason="no").validate()
        self.assertEqual(store.count(), 0)
        # what every record is judged by still holds
        with self.assertRaisesRegex(ValueError, "“visibility”|“author”"):
            store.save(Refused(reason="yes", author="nobody"))


class Classes(unittest.TestCase):
    def test_registered(self):
        declaration = Leren.Declaration.lookup("org.example.visit")
        self.assertEqual(declaration.get_object_type(), Visit.__gtype__)
        self.assertEqual(Leren.Declaration.lookup_type(Visit).get_name(), "org.example.visit")
        self.assertEqual(Leren.Declaration.register(Visit, "org.example.visit").get_name(), "org.example.visit")
        self.assertEqual(Visit(street="Kade").street, "Kade")

    def test_refused(self):
        for record_type, members, error, said in (
            ("visit", {}, ValueError, "'visit' needs a dot, as in 'org.example.visit'"),
            (4, {}, TypeError, "__record_type__: text is wanted, not 4"),
            ("org.example.visit", {}, ValueError, "belongs to type PythonVisit already"),
            ("org.example.a", {"type": GObject.Property(type=str)}, TypeError, "“type” has the name of a member that"),
            ("org.example.b", {"author": GObject.Property(type=str)}, TypeError, "“author” has the name of a member"),
            ("org.example.c", {"what": GObject.Property(type=object)}, TypeError, "“what” has the type PyObject, which"),
            ("org.example.d", {"what": GObject.Property(type=Leren.Case)}, TypeError, "“what” has the type LerenCase"),
            (
                "org.example.e", {"what": GObject.Property(type=int, default=9, maximum=3)}, ValueError,
                "default 9 is out of bounds",
            ),
        ):
            with self.assertRaisesRegex(error, said):
                a_class(record_type, **members)
        # what was wrong can be put right
        self.assertEqual(a_class("org.example.c", what=GObject.Property(type=str))(what="x").what, "x")

    def test_registered_as_in_c(self):
        class Later(Leren.Record):
            __gtype_name__ = "PythonLater"
            day = GObject.Property(type=GLib.Date)

        Leren.Declaration.register(Later, "org.example.later")
        with self.assertRaisesRegex(TypeError, r"^Later\.day: a date is wanted"):
            Later(day="2015-03-01")
        self.assertEqual(Later(day=date(2015, 3, 1)).record_type, "org.example.later")

    def test_not_registered(self):
        class Sometime(Leren.Record):
            __gtype_name__ = "PythonSometime"
            day = GObject.Property(type=GLib.Date)

        sometime = Sometime(day=date(2015, 3, 1))
        self.assertEqual((sometime.day, sometime.record_type), (date(2015, 3, 1), "own.PythonSometime"))
        with self.assertRaisesRegex(ValueError, "in use as “own.PythonSometime” already"):
            Leren.Declaration.register(Sometime, "org.example.sometime")

    def test_derived(self):
        class Home(Visit):
            __gtype_name__ = "PythonHome"
            __record_type__ = "org.example.home"
            rooms = GObject.Property(type=int, minimum=1)

        home = Home(street="Kade", rooms=3, day=date(2015, 3, 1))
        self.assertEqual((home.street, home.rooms, home.day), ("Kade", 3, date(2015, 3, 1)))
        with self.assertRaisesRegex(TypeError, r"^Home\.street: text is wanted"):
            home.street = 4
        self.assertEqual(Leren.Record.from_json(home.to_json()).street, "Kade")
        self.assertFalse(Visit(street="Kade") == home)


class InAStore(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = str(Path(self.folder.name, "team.leren"))
        self.store = Leren.Store.open(self.path)
        self.addCleanup(self.store.close)
        self.visit = Visit(id="v1", **WHOLE)
        self.store.save(self.visit, Visit(id="v2", street="Plein"))

    def test_found(self):
        found = self.store["v1"]
        self.assertIs(type(found), Visit)
        self.assertEqual(found, self.visit)
        self.assertEqual({name: getattr(found, name) for name in WHOLE}, WHOLE)
        self.assertEqual([visit.id for visit in self.store.query(Visit).where(street="Plein")], ["v2"])
        self.assertEqual([visit.id for visit in self.store.query(Visit).where(level="belief").order_by("at")], ["v1"])
        self.assertEqual(found.people, ["p1", "p2"])

    def test_exported(self):
        stream = Gio.MemoryOutputStream.new_resizable()
        self.store.export(stream, "json-lines")
        stream.close()
        lines = stream.steal_as_bytes().get_data().decode().splitlines()
        again = Leren.Record.from_json(lines[0])
        self.assertEqual({name: getattr(again, name) for name in WHOLE}, WHOLE)

    def test_tabulated(self):
        table = self.store.snapshot().table("org.example.visit")
        self.assertEqual(list(table["street"]), ["Kade", "Plein"])
        self.assertEqual(list(table["number"]), [4, None])
        self.assertEqual(list(table["level"]), ["belief", None])

    def test_without_the_class(self):
        program = """
import sys
from gi.repository import Leren
with Leren.Store.open(sys.argv[1]) as store:
    visit = store["v1"]
    print(type(visit).__name__, visit.street, visit.id)
"""
        said = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", program, self.path], check=True, capture_output=True, text=True
        ).stdout
        self.assertEqual(said, "UnknownRecord Kade v1\n")

    def test_pickled(self):
        again = pickle.loads(pickle.dumps(self.visit))
        self.assertEqual((type(again), again.to_json()), (Visit, self.visit.to_json()))


if __name__ == "__main__":
    unittest.main()
