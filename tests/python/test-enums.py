#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The enums of the library are their words: in comparisons, dicts, JSON and pickles, and in the order declared."""

import json
import pickle
import unittest

import gi

gi.require_version("Leren", "1.0")
from gi.overrides._leren import enums
from gi.repository import GObject, Leren

LEVELS = ["environment", "behaviour", "capability", "belief", "identity", "meaning"]


class Enums(unittest.TestCase):
    def test_words(self):
        level = Leren.ReflectionLevel.BEHAVIOUR
        self.assertEqual(level, "behaviour")
        self.assertEqual({level: 1}["behaviour"], 1)
        self.assertEqual(str(level), "behaviour")
        self.assertEqual(f"on {level}", "on behaviour")
        self.assertEqual(repr(level), "<ReflectionLevel.BEHAVIOUR: 'behaviour'>")
        self.assertEqual(json.dumps([level]), '["behaviour"]')
        self.assertEqual(Leren.ContributionKind.OPEN_QUESTION, "open-question")

    def test_members(self):
        """All of them, in their order, and none that says that nothing is stated."""
        self.assertEqual(list(Leren.ReflectionLevel), LEVELS)
        self.assertIsNone(Leren.ReflectionLevel.NONE)
        self.assertEqual([level.name for level in Leren.LearningLoop], ["SINGLE", "DOUBLE", "TRIPLE"])
        self.assertIn("level", Leren.ReflectionLevel.__doc__)
        self.assertTrue(Leren.ReflectionLevel.BELIEF.__doc__)
        self.assertEqual(Leren.Severity("warning"), Leren.Severity.WARNING)

    def test_every_enum_of_the_library(self):
        for name, cls in enums.ENUMS.items():
            self.assertIs(getattr(Leren, name), cls)
            for member in cls:
                self.assertIs(enums.from_number(name, enums.to_number(name, member)), member)
                self.assertEqual(enums.to_number(name, str(member)), int(member))
                self.assertEqual(enums.to_number(name, member.name), int(member))
        flags = Leren.StoreFlags.NEW | Leren.StoreFlags.READ_ONLY
        self.assertEqual(enums.to_number("StoreFlags", flags), flags)
        self.assertEqual(enums.from_number("StoreFlags", flags), flags)

    def test_order(self):
        """A coach sorts by level, not by the alphabet."""
        level = Leren.ReflectionLevel
        self.assertEqual(sorted(level, reverse=True), LEVELS[::-1])
        self.assertLess(level.ENVIRONMENT, level.BEHAVIOUR)
        self.assertGreater(level.MEANING, "behaviour")
        self.assertLess("behaviour", level.MEANING)
        self.assertLessEqual(level.BELIEF, "belief")
        self.assertGreaterEqual(level.BELIEF, "belief")
        self.assertEqual(max("environment", level.BELIEF, level.CAPABILITY), "belief")
        for other in ("rent", Leren.LearningLoop.SINGLE, 3):
            with self.assertRaisesRegex(TypeError, "has no order with .*environment, behaviour"):
                level.BELIEF < other

    def test_numbers(self):
        self.assertEqual(int(Leren.ReflectionLevel.BELIEF), 4)
        self.assertIs(Leren.ReflectionLevel(4), Leren.ReflectionLevel.BELIEF)
        self.assertIs(Leren.ReflectionLevel("BELIEF"), Leren.ReflectionLevel.BELIEF)
        with self.assertRaises(ValueError):
            Leren.ReflectionLevel(9)
        with self.assertRaises(ValueError):
            Leren.ReflectionLevel(True)

    def test_nothing_stated(self):
        self.assertIsNone(enums.from_number("ReflectionLevel", 0))
        self.assertEqual(enums.to_number("ReflectionLevel", None), 0)
        self.assertEqual(enums.to_number("ReflectionLevel", "none"), 0)
        self.assertIs(enums.from_number("Severity", 0), Leren.Severity.NOTICE)
        with self.assertRaisesRegex(TypeError, "Leren.Severity is wanted, not None; it is one of notice, advice, warning"):
            enums.to_number("Severity", None)

    def test_what_is_none_of_them(self):
        with self.assertRaisesRegex(ValueError, "no 'behavior', did you mean 'behaviour'.*environment, behaviour"):
            enums.to_number("ReflectionLevel", "behavior")
        with self.assertRaisesRegex(ValueError, "no 'weather' .it is one of environment"):
            enums.to_number("ReflectionLevel", "weather")
        for wrong in (3, 2.0, b"belief", ["belief"]):
            with self.assertRaisesRegex(TypeError, "Leren.ReflectionLevel is wanted"):
                enums.to_number("ReflectionLevel", wrong)
        # the same word, of another list
        with self.assertRaisesRegex(TypeError, "Leren.Holder is wanted, not <Visibility.TEAM"):
            enums.to_number("Holder", Leren.Visibility.TEAM)
        with self.assertRaises(ValueError):
            enums.from_number("ReflectionLevel", 7)

    def test_pickle(self):
        again = pickle.loads(pickle.dumps(Leren.ReflectionLevel.BELIEF))
        self.assertIs(again, Leren.ReflectionLevel.BELIEF)

    def test_properties_of_other_objects(self):
        class Board(GObject.Object):
            level = GObject.Property(type=Leren.ReflectionLevel)
            severity = GObject.Property(type=Leren.Severity, default=Leren.Severity.ADVICE)

        board = Board(level=Leren.ReflectionLevel.BELIEF)
        self.assertEqual(int(board.level), 4)
        self.assertEqual(board.severity, "advice")
        board.level = "meaning"
        self.assertEqual(int(board.level), 6)
        self.assertEqual(GObject.type_name(Leren.ReflectionLevel.__gtype__), "LerenReflectionLevel")


if __name__ == "__main__":
    unittest.main()
