#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Whatever a program gives to a call, it gets an answer or an exception: never a warning of C, which would end this test."""

import gc
import os
import shutil
import sys
import tempfile
import unittest
from datetime import date, datetime, timezone

import team
from gi.repository import Gio, GLib, GObject, Leren

# what could be given by mistake, or typed by somebody
WRONG = [
    None, 0, 1, -1, 2**31, 2**63, -(2**63) - 1, 2**64, 1.5, float("nan"), float("inf"), True, "", "c1", "case", "belief",
    "logical-levels", "NONE", "\0", "\ud800", "é" * 3000, b"c1", [], ["c1"], [None], ["\0"], [float("inf")], {}, {"a": 1}, object(),
    Leren.Case, Leren.ReflectionLevel.BEHAVIOUR, Leren.StoreFlags.NEW, GObject.TYPE_INT, datetime(2015, 3, 2),
    date(2015, 3, 2), GLib.Date(), Gio.MemoryInputStream(), lambda *_: "text", lambda *_: 1 / 0,
]


def setUpModule():
    """A text that is tried may be the path of a store, and then there is one."""
    folder = tempfile.TemporaryDirectory()
    unittest.addModuleCleanup(folder.cleanup)
    unittest.addModuleCleanup(os.chdir, os.getcwd())
    os.chdir(folder.name)


def judged():
    judgements = Leren.Judgements()
    for unit in ("u1", "u2"):
        judgements.set(unit, "A coach", "1")
        judgements.set(unit, "A social worker", "2")
    return judgements


def tried():
    """What came of trying to bring two copies of a store together, with something that they do not agree on."""
    with tempfile.TemporaryDirectory() as folder:
        with Leren.Store.open(f"{folder}/team.leren") as store:
            store.save(team.record("case", id="c1", title="Rent arrears"))
            shutil.copy(store.location, f"{folder}/coach.leren")
            with Leren.Store.open(f"{folder}/coach.leren") as copy:
                store.save(team.record("case", id="c1", title="Letters lie unopened"))
                copy.save(team.record("case", id="c1", title="The neighbour helps"))
                return store.merge(copy, "later", None, True)


def instances():
    """One of each class, and of some what is left when their store is closed or their transaction has ended."""
    store = team.open_filled()
    store.save(team.record("practice", id="p", name="The neighbourhood"))
    snapshot = store.snapshot()
    closed = Leren.Store.open(":memory:")
    left = [closed, closed.query("case"), closed.snapshot(), Leren.Pages.new(closed.query("case"), 2), Leren.Importer(closed)]
    ended = closed.begin()
    ended.roll_back()
    closed.close()
    busy = Leren.Store.open(":memory:")
    declaration = Leren.Declaration.lookup("case")
    similar = snapshot.similar("c2")
    history = Leren.History.tell(snapshot, "p", 3, 3, 0.5)
    findings = snapshot.diagnose()
    cycles = Leren.cycles(snapshot)
    retention = Leren.Retention.from_json('{"format":"leren-retention","version":1,"rules":[]}', -1)
    merge = tried()
    return [
        store, *left, ended, busy.begin(), snapshot, store.query("case"), store.cases, Leren.Pages.new(store.query("case"), 2),
        store.theory, store.theory[0], store.theory[0][0], declaration, declaration.get_field(0), findings, findings[0],
        similar, similar[0], history, *history[:1], snapshot.dialogue(), cycles, cycles.survival, Leren.spiral(snapshot),
        snapshot.profile("logical-levels", "case"), snapshot.profile("shifts"), snapshot.table("case"), judged(),
        Leren.Agreement.measure(judged(), "nominal"), Leren.Unitizing(), Leren.Scope(), Leren.SimilarSettings(),
        Leren.Diagnosis(), Leren.Rule.lookup("open-loop"), Leren.Importer(store), retention,
        retention.look(store, None, None, None), Leren.Case(), store["a1"], store["s1"],
        Leren.Record.from_json('{"type":"org.example.unknown","id":"u"}'), merge, merge.conflicts[0],
    ]


class Fitting:
    """What does fit an argument, so that the others are looked at."""

    def __init__(self, objects):
        self.objects = objects
        self.made = {
            "utf8": "c1", "gboolean": True, "gdouble": 1.0, "gssize": -1, "Gio.AsyncReadyCallback": lambda *_: None,
            "GLib.DateTime": datetime(2015, 3, 2, tzinfo=timezone.utc), "GLib.Date": date(2015, 3, 2), "GType": Leren.Case,
            "Json.Node": {}, "Gio.File": "/nowhere", "Gio.InputStream": Gio.MemoryInputStream(),
            "Gio.OutputStream": Gio.MemoryOutputStream.new_resizable(), "Leren.Distance": lambda *_: 1.0,
        }

    def __call__(self, argument):
        name = argument.type["name"]
        value = self.made.get(name)
        if value is None and name.startswith(("gint", "guint", "gsize")):
            value = 0
        if value is None:
            cls = getattr(Leren, name.rpartition(".")[2], None)
            value = next((each for each in self.objects if isinstance(cls, type) and isinstance(each, cls)), None)
            if value is None and isinstance(cls, type) and name.startswith("Leren.") and hasattr(cls, "__iter__"):
                value = next(iter(cls), None)
        return [value] if argument.type["array"] and value is not None else value


# these stop what the others need
ENDING = ("close", "commit", "roll_back", "delete", "take_request")


class BadInput(unittest.TestCase):
    def setUp(self):
        hook, sys.excepthook = sys.excepthook, lambda *_: None
        self.addCleanup(setattr, sys, "excepthook", hook)
        self.objects = instances()
        self.fitting = Fitting(self.objects)
        self.answers = self.refusals = 0

    def run_main_context(self):
        context = GLib.MainContext.default()
        while context.iteration(False):
            pass

    def attempt(self, call, arguments):
        try:
            repr(call(*arguments))
            self.answers += 1
        except (Exception, GLib.Error):
            self.refusals += 1

    def try_wrong(self, call, arguments):
        """Each argument in turn is each of what is wrong, while the others fit."""
        right = [self.fitting(argument) for argument in arguments]
        self.attempt(call, right)
        for place in range(len(right)):
            for wrong in [*WRONG, *self.objects]:
                self.attempt(call, [*right[:place], wrong, *right[place + 1 :]])
        for count in range(len(right)):
            self.attempt(call, right[:count])
        self.attempt(call, [*right, None])

    def test_calls(self):
        """Those that need an instance, with one of each kind."""
        for instance in self.objects:
            for name in dir(type(instance)):
                call = getattr(getattr(type(instance), name), "__leren__", None)
                if call is not None and not name.startswith(ENDING):
                    self.try_wrong(getattr(instance, name), call.shape.arguments)
            self.run_main_context()
        self.assertGreater(self.answers, 1500)
        self.assertGreater(self.refusals, 10000)

    def test_functions(self):
        """Those that do not."""
        for name, function in team.calls():
            self.try_wrong(function, function.__leren__.shape.arguments)
        self.run_main_context()
        self.assertGreater(self.refusals, 10000)

    def test_attributes(self):
        """What is read as an attribute, and what is assigned."""
        for instance in self.objects:
            for name in dir(type(instance)):
                if isinstance(getattr(type(instance), name), property):
                    self.attempt(getattr, [instance, name])
                    for wrong in WRONG:
                        self.attempt(setattr, [instance, name, wrong])
        self.assertGreater(self.answers, 100)

    def test_construction(self):
        for name in dir(Leren):
            cls = getattr(Leren, name)
            if isinstance(cls, type) and not name.endswith("Class"):
                self.attempt(cls, [])
                for wrong in WRONG:
                    self.attempt(cls, [wrong])
                    for member in ("id", "store", "case", "since", "bonus", "nothing"):
                        self.attempt(lambda: cls(**{member: wrong}), [])
        gc.collect()

    def test_ended(self):
        """What ends something, last and twice."""
        for instance in self.objects:
            for name in dir(type(instance)):
                call = getattr(getattr(type(instance), name), "__leren__", None)
                if call is not None and name.startswith(ENDING):
                    for _ in range(2):
                        self.try_wrong(getattr(instance, name), call.shape.arguments)
        self.run_main_context()


if __name__ == "__main__":
    unittest.main()
