#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""A table as a researcher has it: columns, arrays, rows and data frames, held against what json and sqlite3 make of the
same records."""

import contextlib
import ctypes
import gc
import json
import math
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from unittest import mock

import gi

gi.require_version("Leren", "1.0")
import numpy as np
import pandas as pd
from gi.repository import GObject, Leren
from told import examples, told

LEVELS = ["environment", "behaviour", "capability", "belief", "identity", "meaning"]

# A neighbourhood team, with something missing in every kind of column
TEAM = [
    {"type": "team", "id": "team", "name": "Neighbourhood team", "members": ["worker", "coach"]},
    {"type": "participant", "id": "worker", "name": "Worker", "roles": ["professional"]},
    {"type": "participant", "id": "coach", "roles": ["coach", "researcher"], "expertise": [{"area": "debts", "depth": 3}]},
    {"type": "case", "id": "rent", "title": "Rent arrears", "domains": ["money", "housing"], "attributes": {"district": 4}},
    {"type": "case", "id": "alone", "title": "Living alone", "question": ""},
    {"type": "reflection", "id": "r1", "text": "Één telefoontje… 📞", "case": "rent", "level": "belief", "collective": True,
     "at": "2024-03-01T14:30:00.25+01:00", "timing": "on-action"},
    {"type": "reflection", "id": "r2", "text": "", "case": "rent", "level": "environment"},
    {"type": "reflection", "id": "r3", "text": "نتحدث معًا\n<b>", "collective": False, "at": "1969-12-31T23:59:59Z"},
    {"type": "action", "id": "a1", "what": "Phone the landlord", "due": "2024-03-08", "effect_rating": 8, "state": "reviewed",
     "owner": "worker", "undertaken": "2024-03-02", "effect": "He waits.", "reviewed": "2024-03-09"},
    {"type": "action", "id": "a2", "what": "Ask the neighbours", "state": "proposed"},
    {"type": "rating", "id": "q1", "value": 2.5},
    {"type": "tension", "id": "t1", "description": "Rules against people", "contradiction": "secondary",
     "pair": "supply-to-demand"},
]


def table_of(records, name):
    with contextlib.closing(told(records)) as store:
        return store.snapshot().table(name)


def python_of(value, kind):
    """What JSON holds of a member, as Python has it in a table."""
    if value is None:
        return None
    if kind == "time":
        return datetime.fromisoformat(value).astimezone(timezone.utc)
    if kind == "date":
        return date.fromisoformat(value)
    return value


class Rows(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.table = table_of(TEAM, "reflection")

    def test_columns(self):
        declaration = Leren.Declaration.lookup("reflection")
        declared = [declaration.get_field(place).get_name() for place in range(declaration.get_n_fields())]
        self.assertEqual(self.table.columns, declared)
        self.assertEqual(len(self.table), 3)
        self.assertIn("level", self.table)
        self.assertNotIn("levels", self.table)
        self.assertNotIn(3, self.table)
        self.assertEqual(repr(self.table["level"]), "<Leren.Table column 'level': category, 3 rows>")
        self.assertRegex(repr(self.table), "^<Leren.Table of 3 rows, with the columns id, created, .*, at>$")
        with self.assertRaisesRegex(KeyError, "there is no 'levels', did you mean 'level'"):
            self.table["levels"]

    def test_rows(self):
        rows = list(self.table)
        self.assertEqual([row["id"] for row in rows], ["r1", "r2", "r3"])
        self.assertEqual(list(rows[0]), self.table.columns)
        self.assertEqual(rows[0]["at"], datetime(2024, 3, 1, 13, 30, 0, 250000, tzinfo=timezone.utc))
        self.assertEqual(rows[0]["at"].utcoffset(), timedelta(0))
        self.assertEqual(rows[2]["at"], datetime(1969, 12, 31, 23, 59, 59, tzinfo=timezone.utc))
        self.assertEqual([row["text"] for row in rows], ["Één telefoontje… 📞", "", "نتحدث معًا\n<b>"])
        self.assertEqual([row["collective"] for row in rows], [True, None, False])
        self.assertEqual([row["level"] for row in rows], ["belief", "environment", None])
        self.assertEqual([row["case"] for row in rows], ["rent", "rent", None])
        self.assertEqual(self.table[0], rows[0])
        self.assertEqual(self.table[-1], rows[2])
        self.assertEqual(self.table[1:], rows[1:])
        self.assertEqual(self.table[::-1], rows[::-1])
        for place in (3, -4):
            with self.assertRaisesRegex(IndexError, f"the table has 3 rows, and none at {place}"):
                self.table[place]
        with self.assertRaises(TypeError):
            self.table[1.5]

    def test_column(self):
        level = self.table["level"]
        self.assertEqual(len(level), 3)
        self.assertEqual(level.kind, Leren.ColumnKind.CATEGORY)
        self.assertEqual(level.words, tuple(LEVELS))
        self.assertTrue(level.ordered)
        self.assertEqual(level[0], "belief")
        self.assertIsNone(level[-1])
        self.assertEqual(level[:2], ["belief", "environment"])
        self.assertEqual(level[::2], ["belief", None])
        self.assertEqual(list(level), ["belief", "environment", None])
        self.assertEqual([level.is_present(row) for row in range(3)], [True, True, False])
        self.assertIsNone(self.table["text"].words)
        self.assertEqual(self.table.to_dict()["level"], ["belief", "environment", None])
        self.assertEqual(list(self.table.to_dict()), self.table.columns)

    def test_order(self):
        """That of an enum and of phases says something; that of a set or of pairs does not."""
        self.assertTrue(self.table["stance"].ordered)
        self.assertFalse(self.table["timing"].ordered)
        self.assertFalse(self.table["text"].ordered)
        tensions = table_of(TEAM, "tension")
        self.assertTrue(tensions["contradiction"].ordered)
        self.assertFalse(tensions["pair"].ordered)

    def test_order_of_analyses(self):
        with contextlib.closing(told(TEAM)) as store:
            snapshot = store.snapshot()
        self.assertTrue(snapshot.profile("logical-levels").get_table()["concept"].ordered)
        self.assertFalse(snapshot.profile("reflection-timing").get_table()["concept"].ordered)
        self.assertTrue(Leren.cycles(snapshot).get_table()["state"].ordered)


class Examples(unittest.TestCase):
    """Every value of every record of the examples, in all the ways there are to it."""

    @classmethod
    def setUpClass(cls):
        cls.by_type = {}
        for record in examples():
            cls.by_type.setdefault(record["type"], []).append(record)
        with contextlib.closing(told(examples())) as store:
            snapshot = store.snapshot()
            cls.tables = {name: snapshot.table(name) for name in cls.by_type}

    def expected(self, name, column):
        return [python_of(record.get(column.name), column.kind) for record in self.by_type[name]]

    def columns(self):
        for name, table in self.tables.items():
            self.assertEqual(len(table), len(self.by_type[name]))
            for column in (table[each] for each in table.columns):
                with self.subTest(type=name, column=column.name):
                    yield column, self.expected(name, column)

    def test_there_are_enough(self):
        self.assertEqual(len(self.tables), 13)
        self.assertGreater(sum(map(len, self.by_type.values())), 900)

    def test_lists(self):
        for column, expected in self.columns():
            self.assertEqual(column.to_list(), expected)

    def test_arrays(self):
        for column, expected in self.columns():
            found = column.to_numpy()
            self.assertEqual(len(found), len(expected))
            missing = [value is None for value in expected]
            match column.kind:
                case "integer" | "boolean":
                    self.assertEqual(np.ma.getmaskarray(found).tolist(), missing)
                    self.assertEqual(found.tolist(), expected)
                    self.assertEqual(found.dtype, np.dtype("i8" if column.kind == "integer" else bool))
                case "number":
                    self.assertEqual(np.isnan(found).tolist(), missing)
                    self.assertEqual([None if math.isnan(value) else value for value in found], expected)
                case "time":
                    self.assertEqual(found.dtype, np.dtype("M8[us]"))
                    aware = [None if value is None else value.replace(tzinfo=timezone.utc) for value in found.tolist()]
                    self.assertEqual(aware, expected)
                case "date":
                    self.assertEqual(found.dtype, np.dtype("M8[D]"))
                    self.assertEqual(found.tolist(), expected)
                case _:
                    self.assertEqual(found.dtype, np.dtype(object))
                    self.assertEqual(found.tolist(), expected)

    def test_frames(self):
        types = {
            "boolean": "bool", "integer": "int64", "number": "float64", "time": "datetime64[ns, UTC]",
            "date": "datetime64[ns]", "category": "category", "text": "object", "list": "object",
        }
        frames = {name: table.to_pandas() for name, table in self.tables.items()}
        for name, table in self.tables.items():
            self.assertEqual(list(frames[name].columns), table.columns)
            for column in (table[each] for each in table.columns):
                with self.subTest(type=name, column=column.name):
                    found = frames[name][column.name]
                    expected = self.expected(name, column)
                    nullable = {"boolean": "boolean", "integer": "Int64"} if None in expected else {}
                    self.assertEqual(str(found.dtype), nullable.get(column.kind, types[column.kind]))
                    self.assertEqual(found.isna().tolist(), [value is None for value in expected])
                    there = found[found.notna()].tolist()
                    if column.kind in ("time", "date"):
                        there = [value.to_pydatetime() for value in there]
                    if column.kind == "date":
                        there = [value.date() for value in there]
                    self.assertEqual(there, [value for value in expected if value is not None])
                    if column.kind in ("text", "list"):
                        self.assertTrue(all(value is None or type(value) in (str, list, dict) for value in found))


class Memory(unittest.TestCase):
    def test_formats(self):
        reflections, actions, ratings = (table_of(TEAM, name) for name in ("reflection", "action", "rating"))
        for column, code, values in (
            (reflections["level"], "B", [3, 0, 0]),
            (reflections["collective"], "?", [True, False, False]),
            (reflections["at"], "q", [1709299800250000, 0, -1000000]),
            (actions["due"], "i", [19790, 0]),
            (actions["effect_rating"], "q", [8, 0]),
            (ratings["value"], "d", [2.5]),
        ):
            with self.subTest(column=column.name):
                self.assertEqual(column.values.format, code)
                self.assertTrue(column.values.readonly)
                self.assertEqual(column.values.tolist(), values)
                self.assertIsNone(column.offsets)
        self.assertEqual(bytes(reflections["level"].validity), b"\3")
        self.assertTrue(reflections["level"].validity.readonly)
        self.assertIsNone(reflections["text"].validity)

    def test_texts(self):
        text = table_of(TEAM, "reflection")["text"]
        data = "Één telefoontje… 📞".encode()
        self.assertEqual(text.offsets.tolist()[:3], [0, len(data), len(data)])
        self.assertEqual(text.offsets.format, "q")
        self.assertEqual(bytes(text.values)[: len(data)], data)
        self.assertEqual(text.offsets[-1], text.values.nbytes)
        self.assertIsNone(text.places)
        self.assertIsNone(text.texts)

    def test_texts_that_come_back(self):
        case = table_of(TEAM, "reflection")["case"]
        self.assertEqual(case.texts, ["rent"])
        self.assertEqual(case.places.tolist(), [0, 0, -1])
        self.assertEqual(case.offsets.tolist(), [0, 4, 8, 8])
        self.assertEqual(bytes(case.values), b"rentrent")

    def test_nothing_is_copied(self):
        table = table_of(TEAM, "reflection")
        address = np.asarray(table["at"].values).__array_interface__["data"][0]
        again = np.asarray(table["at"].values).__array_interface__["data"][0]
        self.assertEqual(address, again)
        self.assertEqual(ctypes.c_int64.from_address(address).value, 1709299800250000)
        ratings = table_of(TEAM, "rating")["value"]
        self.assertTrue(np.shares_memory(ratings.to_numpy(), np.asarray(ratings.values)))
        self.assertFalse(ratings.to_numpy().flags.writeable)

    def test_memory_stays(self):
        """As long as there is a view of it, and then no longer."""
        table = table_of([{"type": "rating", "id": f"q{i}", "value": i, "maximum": 9000} for i in range(1, 5001)], "rating")
        view, array = table["value"].values, table["value"].to_numpy()
        alive = []
        table.weak_ref(lambda: alive.append("gone"))
        del table
        gc.collect()
        self.assertEqual(alive, ["gone"])
        # memory that is freed is written over in the tests (MALLOC_PERTURB_), and this takes it again
        filled = [bytes([170]) * 40000 for _ in range(50)]
        self.assertEqual(view.tolist(), [float(i) for i in range(1, 5001)])
        self.assertEqual(array.tolist(), [float(i) for i in range(1, 5001)])
        self.assertEqual(len(filled), 50)

    def test_views_are_given_back(self):
        """A table that is read a thousand times takes no more than one that is read once."""
        table = table_of([{"type": "rating", "id": f"q{i}", "value": 7} for i in range(100)], "rating")
        bytes_type = type(table["value"].values.obj)
        for _ in range(1000):
            table["value"].values.tolist()
        gc.collect()
        self.assertLess(sum(isinstance(each, bytes_type) for each in gc.get_objects()), 5)


class Arrays(unittest.TestCase):
    def test_missing(self):
        reflections, actions = table_of(TEAM, "reflection"), table_of(TEAM, "action")
        collective = reflections["collective"].to_numpy()
        self.assertIsInstance(collective, np.ma.MaskedArray)
        self.assertEqual(collective.mask.tolist(), [False, True, False])
        self.assertEqual(collective.sum(), 1)
        rating = actions["effect_rating"].to_numpy()
        self.assertEqual(rating.mean(), 8)
        self.assertTrue(np.isnat(actions["due"].to_numpy()[1]))
        self.assertTrue(np.isnat(reflections["at"].to_numpy()[1]))
        self.assertIsNone(reflections["level"].to_numpy()[2])

    def test_plain_array_keeps_what_is_missing(self):
        self.assertEqual(np.asarray(table_of(TEAM, "reflection")["collective"]).tolist(), [True, None, False])
        self.assertEqual(np.asarray(table_of(TEAM, "action")["effect_rating"]).tolist(), [8, None])
        self.assertEqual(np.asarray(table_of(TEAM, "rating")["value"], dtype="f4").dtype, np.dtype("f4"))

    def test_nothing_missing(self):
        records = [{"type": "reflection", "id": f"r{i}", "text": "x", "collective": i % 2 == 0} for i in range(9)]
        collective = table_of(records, "reflection")["collective"]
        self.assertEqual(type(collective.to_numpy()), np.ndarray)
        self.assertEqual(collective.to_numpy().tolist(), [i % 2 == 0 for i in range(9)])

    def test_bits(self):
        """A row is missing where its bit says so, wherever in a byte that is."""
        records = [{"type": "rating", "id": f"q{i:02}", "value": 5, **({"minimum": 0} if i % 3 else {})} for i in range(19)]
        found = table_of(records, "rating")["minimum"]
        self.assertEqual(np.isnan(found.to_numpy()).tolist(), [i % 3 == 0 for i in range(19)])
        self.assertEqual(found.to_list(), [None if i % 3 == 0 else 0 for i in range(19)])


class Frames(unittest.TestCase):
    def test_levels(self):
        frame = table_of(TEAM, "reflection").to_pandas()
        self.assertTrue(frame.level.cat.ordered)
        self.assertEqual(frame.level.cat.categories.tolist(), LEVELS)
        self.assertEqual((frame.level > "behaviour").tolist(), [True, False, False])
        self.assertEqual(frame.level.max(), "belief")
        self.assertEqual(frame.level.isna().tolist(), [False, False, True])
        self.assertFalse(frame.timing.cat.ordered)
        self.assertEqual(frame.timing.tolist()[0], "on-action")

    def test_values(self):
        frame = table_of(TEAM, "reflection").to_pandas()
        self.assertEqual(frame["at"][0], pd.Timestamp("2024-03-01T13:30:00.25Z"))
        self.assertIs(frame["at"][1], pd.NaT)
        self.assertIs(frame.collective[1], pd.NA)
        self.assertEqual(frame.collective.sum(), 1)
        self.assertEqual(frame.text.tolist(), ["Één telefoontje… 📞", "", "نتحدث معًا\n<b>"])
        self.assertIsNone(frame.case[2])
        cases = table_of(TEAM, "case").to_pandas()
        self.assertEqual(cases.domains.tolist(), [["money", "housing"], None])
        self.assertEqual(cases.attributes[0], {"district": 4})
        self.assertEqual(cases.question.tolist(), [None, ""])
        participants = table_of(TEAM, "participant").to_pandas()
        self.assertEqual(participants.expertise[1], [{"area": "debts", "depth": 3}])
        actions = table_of(TEAM, "action").to_pandas()
        self.assertEqual(actions.due[0], pd.Timestamp("2024-03-08"))
        self.assertEqual(actions.effect_rating.tolist(), [8, pd.NA])

    def test_nothing_missing(self):
        """Booleans and integers are then of the kinds that all of Python calculates with."""
        records = [{"type": "case", "id": f"c{i}", "title": "Rent arrears", "urgency": 1 + i} for i in range(3)]
        self.assertEqual(str(table_of(records, "case").to_pandas().urgency.dtype), "int64")
        del records[1]["urgency"]
        self.assertEqual(table_of(records, "case").to_pandas().urgency.tolist(), [1, pd.NA, 3])

    def test_id_is_a_column(self):
        """Whose table it is makes no difference, and others are merged on it."""
        reflections, cases = table_of(TEAM, "reflection"), table_of(TEAM, "case")
        frame = reflections.to_pandas()
        self.assertEqual(frame.id.tolist(), ["r1", "r2", "r3"])
        self.assertEqual(frame.index.tolist(), [0, 1, 2])
        merged = frame.merge(cases.to_pandas(), left_on="case", right_on="id", how="left")
        self.assertEqual(merged.title.fillna("").tolist(), ["Rent arrears", "Rent arrears", ""])
        by_id = reflections.to_pandas(index="id")
        self.assertEqual(by_id.loc["r2", "level"], "environment")
        self.assertNotIn("id", by_id.columns)

    def test_chosen_columns(self):
        table = table_of(TEAM, "reflection")
        self.assertEqual(table.to_pandas(columns=["level", "text"]).columns.tolist(), ["level", "text"])
        self.assertEqual(table.to_pandas(columns=["level"], index="id").loc["r1", "level"], "belief")
        self.assertEqual(table.to_pandas(columns=[]).shape, (3, 0))
        with self.assertRaisesRegex(KeyError, "did you mean 'level'"):
            table.to_pandas(columns=["levels"])
        with self.assertRaisesRegex(KeyError, "there is no 'nr'"):
            table.to_pandas(index="nr")
        with self.assertRaisesRegex(ValueError, "errors: there is no 'ignore'"):
            table.to_pandas(errors="ignore")

    def test_frame_is_its_own(self):
        """What is written into it changes nothing in the table, and can be written."""
        for name in ("reflection", "action", "rating", "case"):
            table = table_of(TEAM, name)
            frame = table.to_pandas()
            before = table.to_dict()
            for column in frame.columns:
                frame.loc[0, column] = frame[column].iloc[-1] if frame[column].dtype != object else "other"
                frame.loc[0, column] = None
            self.assertTrue(frame.iloc[0].isna().all())
            self.assertEqual(table.to_dict(), before)

    def test_texts_that_come_back_are_one(self):
        frame = table_of(TEAM, "reflection").to_pandas()
        self.assertIs(frame.case[0], frame.case[1])

    def test_no_rows(self):
        table = table_of(TEAM, "knowledge")
        frame = table.to_pandas()
        self.assertEqual(len(table), 0)
        self.assertEqual(list(table), [])
        self.assertEqual(frame.shape, (0, len(table.columns)))
        self.assertEqual(set(map(str, frame.dtypes)), {"object", "category", "datetime64[ns, UTC]", "datetime64[ns]"})
        self.assertEqual(frame.form.cat.categories.tolist(), ["tacit", "explicit"])
        for name in table.columns:
            self.assertEqual(len(table[name].to_numpy()), 0)
            self.assertEqual(table[name].to_list(), [])
            self.assertEqual(table[name].values.nbytes, 0)

    def test_all_missing(self):
        table = table_of([{"type": "reflection", "id": "r1", "text": "x"}, {"type": "reflection", "id": "r2", "text": ""}],
                         "reflection")
        frame = table.to_pandas()
        for name in set(table.columns) - {"id", "text"}:
            with self.subTest(column=name):
                self.assertTrue(frame[name].isna().all())
                self.assertEqual(table[name].to_list(), [None, None])
        self.assertEqual(frame.text.tolist(), ["x", ""])

    def test_one_row(self):
        frame = table_of(TEAM, "rating").to_pandas()
        self.assertEqual(frame.value.tolist(), [2.5])
        self.assertEqual(frame.id.tolist(), ["q1"])

    def test_analyses(self):
        """Their tables are tables as others are."""
        with contextlib.closing(told(TEAM)) as store:
            snapshot = store.snapshot()
        frame = snapshot.profile("logical-levels").get_table().to_pandas()
        self.assertEqual(frame["concept"].tolist(), LEVELS)
        self.assertEqual(frame["count"].sum(), 2)
        self.assertTrue(frame["rating"].isna().all())
        self.assertTrue(Leren.spiral(snapshot).get_knowledge_table().to_pandas().empty)

    def test_changed_and_gone(self):
        with contextlib.closing(told(TEAM)) as store:
            snapshot = store.snapshot()
            changed = store["r2"]
            changed.set_text("We asked.")
            store.save(changed)
            store.delete("r1")
            table = snapshot.table("reflection")
        self.assertEqual((table.changed, table.gone), (["r2"], ["r1"]))
        self.assertEqual(table.to_pandas().text.tolist(), ["We asked.", "نتحدث معًا\n<b>"])


class Visit(Leren.Record):
    """What a social worker saw at somebody's door."""

    __gtype_name__ = "TablesVisit"

    street = GObject.Property(type=str)
    number = GObject.Property(type=int, default=0, minimum=0, maximum=999)
    hours = GObject.Property(type=float)
    planned = GObject.Property(type=bool, default=False)
    people = GObject.Property(type=GObject.TYPE_STRV)


class OwnTypes(unittest.TestCase):
    def test_own_type(self):
        declaration = Leren.Declaration.lookup("org.example.tables-visit") or Leren.Declaration.register(
            Visit, "org.example.tables-visit"
        )
        self.assertIsNotNone(declaration)
        visit = {"type": "org.example.tables-visit", "street": "Kade", "number": 7, "hours": 1.5, "people": ["a", "b"]}
        frame = table_of([{**visit, "id": "v1"}, {"type": visit["type"], "id": "v2", "planned": True}], visit["type"]).to_pandas()
        self.assertEqual(frame.street.tolist(), ["Kade", None])
        self.assertEqual(frame.number.tolist(), [7, pd.NA])
        self.assertEqual(frame.people.tolist(), [["a", "b"], None])
        self.assertEqual(frame.planned.tolist(), [pd.NA, True])


class Times(unittest.TestCase):
    """pandas counts nanoseconds in 64 bits: from 1677 to 2262."""

    def test_outside(self):
        for at in ("1677-09-21T00:12:43Z", "2262-04-11T23:47:17Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z"):
            with self.subTest(at=at):
                records = [{"type": "reflection", "id": f"r{i}", "text": "x"} for i in range(2)]
                records[0]["at"], records[1]["at"] = "2024-01-01T00:00:00Z", at
                table = table_of(records, "reflection")
                with self.assertRaisesRegex(pd.errors.OutOfBoundsDatetime, f"^at, row 1: {at[:19]}.*errors=\"coerce\""):
                    table.to_pandas()
                coerced = table.to_pandas(errors="coerce")
                self.assertEqual(coerced["at"].tolist(), [pd.Timestamp("2024-01-01T00:00:00Z"), pd.NaT])
                self.assertEqual(table.to_pandas(columns=["text"]).shape, (2, 1))
                self.assertEqual(table["at"].to_numpy()[1], np.datetime64(at[:-1], "us"))
                self.assertEqual(table["at"][1], datetime.fromisoformat(at))

    def test_on_the_edge(self):
        for at in ("1677-09-21T00:12:44Z", "2262-04-11T23:47:16Z"):
            table = table_of([{"type": "reflection", "id": "r1", "text": "x", "at": at}], "reflection")
            self.assertEqual(table.to_pandas()["at"][0], pd.Timestamp(at))

    def test_days(self):
        for day, fits in (("1677-09-22", True), ("2262-04-11", True), ("1677-09-20", False), ("2262-04-12", False)):
            with self.subTest(day=day):
                table = table_of([{"type": "action", "id": "a1", "what": "x", "due": day}], "action")
                self.assertEqual(table["due"][0], date.fromisoformat(day))
                self.assertEqual(table["due"].to_numpy()[0], np.datetime64(day))
                if fits:
                    self.assertEqual(table.to_pandas().due[0], pd.Timestamp(day))
                else:
                    with self.assertRaisesRegex(pd.errors.OutOfBoundsDatetime, f"^due, row 0: {day} is outside"):
                        table.to_pandas()
                    self.assertIs(table.to_pandas(errors="coerce").due[0], pd.NaT)

    def test_before_the_calendar(self):
        """In UTC it is the year 0, which Python has not."""
        table = table_of([{"type": "reflection", "id": "r1", "text": "x", "at": "0001-01-01T00:30:00+01:00"}], "reflection")
        with self.assertRaisesRegex(OverflowError, "'at' holds a moment or a day outside the calendar"):
            table[0]
        self.assertEqual(table["at"].to_numpy()[0], np.datetime64("0000-12-31T23:30:00", "us"))


class ManyRows(unittest.TestCase):
    """So many that two threads read them, and that their texts are cut in parts."""

    N = 24000

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.path = str(Path(cls.folder.name, "team.leren"))
        words = ["huur", "één", "📞", "we blijven bellen", "", "ruimte\nvoor", "x" * 3000]
        records = [{"type": "case", "id": f"case-{i}", "title": f"{i}"} for i in range(300)]
        for i in range(cls.N):
            record = {"type": "reflection", "id": f"{i:08}", "text": f"{i} {words[i % 7]}"}
            if i > cls.N - 50 or i % 5 == 1:
                record["case"] = f"case-{i * 7 % 300}"
            if i > 15000:
                record |= {"level": LEVELS[i % 6], "collective": i % 2 == 0, "at": f"2024-01-{i % 28 + 1:02}T10:00:00.{i:06}Z"}
            if i % 4 == 0:
                record["attributes"] = {"i": i, "list": [i, "é"]}
            records.append(record)
        told(records, cls.path).close()

    def rows(self, columns="*"):
        with contextlib.closing(sqlite3.connect(self.path)) as database:
            return database.execute(f'SELECT {columns} FROM reflection ORDER BY "id"').fetchall()

    def test_frame(self):
        with Leren.Store.open(self.path) as store:
            frame = store.snapshot().table("reflection").to_pandas()
        rows = self.rows('"id", "text", "case", "level", "collective", "at", "attributes"')
        found = zip(
            frame.id, frame.text, frame.case, frame.level.astype(object).where(frame.level.notna(), None),
            frame.collective.astype(object).where(frame.collective.notna(), None), frame["at"], frame.attributes,
        )
        for (id, text, case, level, collective, at, attributes), row in zip(found, rows, strict=True):
            self.assertEqual((id, text, case, level), row[:4])
            self.assertEqual(collective, None if row[4] is None else bool(row[4]))
            self.assertEqual(None if at is pd.NaT else at, None if row[5] is None else pd.Timestamp(row[5]))
            self.assertEqual(attributes, None if row[6] is None else json.loads(row[6]))

    def test_rows(self):
        with Leren.Store.open(self.path) as store:
            table = store.snapshot().table("reflection")
        self.assertEqual([(row["id"], row["text"], row["case"]) for row in table], self.rows('"id", "text", "case"'))

    def test_transaction_under_way(self):
        """What it has written is seen by a table that is asked for inside it."""
        with Leren.Store.open(self.path) as store:
            snapshot = store.snapshot()
            with self.assertRaises(ZeroDivisionError), store.transaction():
                store.delete("00000007")
                table = snapshot.table("reflection")
                1 / 0
            self.assertEqual(table.gone, ["00000007"])
            self.assertEqual(len(table), self.N - 1)
            self.assertEqual(len(snapshot.table("reflection")), self.N)


class OtherPrograms(unittest.TestCase):
    """What another program wrote into the file need not be as we write it."""

    def table(self, statement, value):
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder, "team.leren"))
            told(TEAM, path).close()
            with contextlib.closing(sqlite3.connect(path)) as database:
                database.execute(statement, (value,))
                database.commit()
            with Leren.Store.open(path) as store:
                snapshot = store.snapshot()
                return {name: snapshot.table(name) for name in ("reflection", "case")}

    def test_no_utf8(self):
        table = self.table("UPDATE reflection SET text = CAST(? AS TEXT) WHERE id = 'r2'", b"caf\xe9 \xff")["reflection"]
        expected = ["Één telefoontje… 📞", "caf\ufffd \ufffd", "نتحدث معًا\n<b>"]
        self.assertEqual(table["text"].to_list(), expected)
        self.assertEqual(table.to_pandas().text.tolist(), expected)

    def test_nul(self):
        for column in ("text", "case"):
            table = self.table(f"UPDATE reflection SET \"{column}\" = CAST(? AS TEXT) WHERE id = 'r2'", b"a\0b")["reflection"]
            self.assertEqual(table[column][1], "a\0b")
            self.assertEqual(table.to_pandas()[column][1], "a\0b")
            self.assertEqual(table[column][0], self.table("SELECT ?", 1)["reflection"][column][0])

    def test_no_json(self):
        for broken in ("[1", "1,2", "] , ["):
            with self.subTest(broken=broken):
                table = self.table("UPDATE \"case\" SET attributes = ? WHERE id = 'alone'", broken)["case"]
                for read in (table["attributes"].to_list, table["attributes"].to_numpy, table.to_pandas):
                    with self.assertRaisesRegex(ValueError, "^attributes, row 1: .* is no JSON"):
                        read()
                self.assertEqual(table["attributes"][0], {"district": 4})


class Missing(unittest.TestCase):
    def test_modules(self):
        table = table_of(TEAM, "reflection")
        with mock.patch.dict(sys.modules, {"numpy": None}):
            with self.assertRaisesRegex(ImportError, r"^to_numpy\(\) needs the module numpy; .*apt install python3-numpy$"):
                table["level"].to_numpy()
        with mock.patch.dict(sys.modules, {"pandas": None}):
            with self.assertRaisesRegex(ImportError, r"^to_pandas\(\) needs the module pandas; .*apt install python3-pandas$"):
                table.to_pandas()
            self.assertEqual(table["level"].to_list(), ["belief", "environment", None])

    def test_loaded_only_when_asked_for(self):
        program = (
            "import gi, sys; gi.require_version('Leren', '1.0'); from gi.repository import Leren\n"
            "store = Leren.Store.open(':memory:'); store.save(Leren.Team(name='Neighbourhood team'))\n"
            "table = store.snapshot().table('team'); list(table); table._repr_html_()\n"
            "print([name for name in ('numpy', 'pandas') if name in sys.modules])"
        )
        run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
        self.assertEqual(run.stdout, "[]\n", run.stderr)


if __name__ == "__main__":
    unittest.main()
