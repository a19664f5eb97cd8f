#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Times, days, JSON and bytes go to the library and come back as they were, or are refused."""

import random
import unittest
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import gi

gi.require_version("Leren", "1.0")
from gi.overrides._leren import values
from gi.repository import GLib, Leren


class Times(unittest.TestCase):
    def test_there_and_back(self):
        chance = random.Random(20150301)
        moments = [
            datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
            datetime(9999, 12, 31, 23, 59, 59, 999999, timezone(timedelta(hours=-12))),
            datetime(2024, 7, 1, 12, 0, 0, 1, ZoneInfo("Europe/Amsterdam")),
        ]
        for _ in range(2000):
            zone = timezone(timedelta(minutes=chance.randrange(-1439, 1440)))
            seconds, micros = chance.randrange(60), chance.randrange(10**6)
            moments.append(datetime(chance.randrange(1, 10000), 3, 1, 14, 0, seconds, micros, zone))
        for moment in moments:
            again = values.to_datetime(values.from_datetime(moment))
            self.assertEqual((again, again.utcoffset()), (moment, moment.utcoffset()))

    def test_clocks_of_long_ago(self):
        """An offset with seconds cannot be written down; the moment can."""
        moment = datetime(1930, 6, 1, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
        again = values.to_datetime(values.from_datetime(moment))
        self.assertEqual(again, moment)
        self.assertEqual(again.utcoffset(), timedelta(hours=1, minutes=20))

    def test_refused(self):
        with self.assertRaisesRegex(ValueError, "has no zone.*timezone.utc"):
            values.from_datetime(datetime(2015, 3, 1))
        for wrong in ("2015-03-01T14:00:00Z", date(2015, 3, 1), 0):
            with self.assertRaisesRegex(TypeError, "a datetime is wanted"):
                values.from_datetime(wrong)

    def test_as_it_was(self):
        time = GLib.DateTime.new_utc(2015, 3, 1, 14, 0, 0)
        self.assertIs(values.from_datetime(time), time)
        self.assertIsNone(values.from_datetime(None))
        self.assertIsNone(values.to_datetime(None))


class Days(unittest.TestCase):
    def test_there_and_back(self):
        for day in (date(1, 1, 1), date(2024, 2, 29), date(9999, 12, 31)):
            self.assertEqual(values.to_date(values.from_date(day)), day)
        self.assertIsNone(values.to_date(GLib.Date.new()))
        self.assertIsNone(values.to_date(None))

    def test_refused(self):
        with self.assertRaisesRegex(TypeError, "a day is wanted, not the moment"):
            values.from_date(datetime(2015, 3, 1, tzinfo=timezone.utc))
        with self.assertRaisesRegex(TypeError, "a date is wanted"):
            values.from_date("2015-03-01")


class Json(unittest.TestCase):
    def test_there_and_back(self):
        whole = {"district": 4, "rent": [1.0, 2.5, 0.1, 1e300, True, None, "é 😀 \x7f"], "least": -(2**63), "most": 2**63 - 1}
        for value in (whole, [], {}, None, "text", 1, 1.0, (1, 2)):
            again = values.from_json_node(values.to_json_node(value))
            self.assertEqual(again, list(value) if isinstance(value, tuple) else value)
            self.assertIs(type(again), list if isinstance(value, tuple) else type(value))
        node = values.to_json_node(whole)
        self.assertIs(values.to_json_node(node), node)

    def test_refused(self):
        circle = []
        circle.append([circle])
        deep = []
        for _ in range(300):
            deep = [deep]
        for wrong, error, said in (
            ({4: "district"}, TypeError, "name 4 is no text"),
            ({"when": date(2015, 3, 1)}, TypeError, "cannot be kept in JSON"),
            ([{1}], TypeError, "cannot be kept in JSON"),
            (b"text", TypeError, "cannot be kept in JSON"),
            (2**63, ValueError, "64 bits"),
            ([float("nan")], ValueError, "JSON has no nan"),
            (float("-inf"), ValueError, "JSON has no -inf"),
            ("a\0b", ValueError, "U\\+0000"),
            ({"a\0b": 1}, ValueError, "U\\+0000"),
            (circle, ValueError, "holds itself"),
            (deep, ValueError, "more than 255 levels"),
        ):
            with self.assertRaisesRegex(error, said):
                values.to_json_node(wrong)


class Bytes(unittest.TestCase):
    def test_there_and_back(self):
        for data in (b"", b"a\0b", bytearray(b"ab"), memoryview(b"ab")):
            self.assertEqual(values.to_bytes(values.from_bytes(data)), bytes(data))
        with self.assertRaises(TypeError):
            values.from_bytes("text")


if __name__ == "__main__":
    unittest.main()
