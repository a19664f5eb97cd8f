#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""help() says what everything is, in the words of Python."""

import enum
import inspect
import pydoc
import re
import unittest

import gi

gi.require_version("Leren", "1.0")
from gi.repository import Leren

# how GTK-Doc marks things, and what C calls them
MARKUP = re.compile(r"%[A-Z]|#[A-Z]\w|(?<![\w.])@[a-z_]+\b|\bleren_\w+ ?\(|\bg_\w+ ?\(|\bLEREN_[A-Z]|\bNULL\b|\bTRUE\b|\bFALSE\b|<[a-z]+>|^Since:", re.M)


def public():
    """Everything that a program can name: (name, object)."""
    for name in dir(Leren):
        value = getattr(Leren, name)
        # class structures are there for C
        of_c = name.endswith("Class") and hasattr(Leren, name.removesuffix("Class"))
        if name.startswith("_") or of_c or not callable(value):
            continue
        yield name, value
        if isinstance(value, type):
            for member, of_class in vars(value).items():
                if not member.startswith("_"):
                    yield f"{name}.{member}", of_class


def documented():
    for name, value in public():
        if callable(value) or isinstance(value, (property, staticmethod, classmethod)):
            yield name, value


class Docstrings(unittest.TestCase):
    def test_there(self):
        for name, value in documented():
            with self.subTest(name):
                self.assertTrue(inspect.getdoc(value), f"{name} has no docstring")

    def test_many(self):
        """The tests above look at all of it."""
        self.assertGreater(len(list(documented())), 900)

    def test_no_markup(self):
        for name, value in documented():
            with self.subTest(name):
                doc = inspect.getdoc(value) or ""
                self.assertIsNone(MARKUP.search(doc), doc)

    def test_arguments(self):
        """Each argument is there, and what comes back, and what is raised."""
        for name, value in documented():
            call = getattr(value, "__leren__", None)
            if call is None or getattr(value, "__doc__", None) != call.described["docstring"]:
                continue
            doc = value.__doc__
            for argument in call.names:
                self.assertRegex(doc, rf"(?m)^    {argument}: \S", name)
            if call.shape.results and not name.endswith("_async"):
                self.assertIn("\nReturns:\n    ", doc, name)
            if call.described["throws"]:
                self.assertRegex(doc, r"\nRaises:\n    .*`Leren\.", name)

    def test_of_what_fails(self):
        """C says that it gives nothing; here an exception says why."""
        self.assertEqual(
            Leren.Store.get.__doc__,
            "Reads a record, of whatever type. Each call makes a new object.\n\n"
            "Args:\n    id: the id of a record\n    cancellable: a `Gio.Cancellable`, or None\n\n"
            "Returns:\n    the record\n\n"
            "Raises:\n    `Leren.NotFoundError`",
        )
        for name, value in documented():
            call = getattr(value, "__leren__", None)
            if call is not None and call.described["throws"]:
                self.assertNotRegex(value.__doc__, r"\b(None|False|-1) with\b", name)

    def test_names_exist(self):
        """What a docstring names is there."""
        for name, value in documented():
            for named in re.findall(r"`Leren\.([A-Za-z_.]+?)(?:\(\))?`", inspect.getdoc(value) or ""):
                found = Leren
                for part in named.split("."):
                    self.assertTrue(hasattr(found, part), f"{name} names Leren.{named}")
                    found = getattr(found, part)

    def test_help(self):
        shown = pydoc.plain(pydoc.render_doc(Leren.Query))
        self.assertIn("where(self, *condition, **members)", shown)
        self.assertIn("Another query, with conditions that records must meet", shown)
        self.assertIn("run(self, cancellable: Gio.Cancellable | None = None) -> Gio.ListModel", shown)
        for cls in (Leren.Store, Leren.Case, Leren.Rule, Leren.ReflectionLevel, Leren.Records):
            self.assertTrue(pydoc.render_doc(cls))

    def test_enums(self):
        for name, value in public():
            if isinstance(value, enum.EnumMeta):
                for member in value:
                    self.assertTrue(member.__doc__, f"{name}.{member.name}")


if __name__ == "__main__":
    unittest.main()
