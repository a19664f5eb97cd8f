#!/usr/bin/env python3
# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Errors as exceptions that Python programs know already."""

import errno
import os
import pickle
import tempfile
import unittest
from pathlib import Path

import team
from gi.repository import Gio, GLib, Leren


class Errors(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.path = self.folder / "team.leren"
        self.store = team.open_filled(self.path)
        self.addCleanup(self.store.close)

    def caught(self, python, code, call):
        """What a call raises: at the same time what Python has for it, and a GLib.Error with its code."""
        with self.assertRaises(python) as caught:
            call()
        error = caught.exception
        self.assertIsInstance(error, GLib.Error)
        self.assertIsInstance(error, Leren.LerenError)
        self.assertTrue(error.matches(Leren.Error.quark(), int(Leren.Error[code])))
        self.assertEqual((error.domain, error.code), ("leren-error-quark", int(Leren.Error[code])))
        return error

    def test_kinds(self):
        save = self.store.save
        for python, code, call in (
            (ValueError, "SYNTAX", lambda: Leren.Record.from_json('{"type":"case",}')),
            (ValueError, "INVALID", lambda: Leren.Record.from_json('{"type":"case","title":"t","urgency":9}')),
            (ValueError, "MISSING", lambda: save(Leren.Case(id="c9"))),
            (ValueError, "REFERENCE", lambda: save(team.record("case", id="c9", title="t", team="nowhere"))),
            (KeyError, "NOT_FOUND", lambda: self.store.get("nowhere")),
            (KeyError, "NOT_FOUND", lambda: self.store.delete("nowhere")),
            (KeyError, "NOT_FOUND", lambda: Leren.profile(self.store.snapshot(), "nowhere")),
            (FileNotFoundError, "NOT_FOUND", lambda: Leren.Store.open("/nowhere/team.leren", Leren.StoreFlags.EXISTING)),
            (FileExistsError, "EXISTS", lambda: Leren.Store.open(self.path, Leren.StoreFlags.NEW)),
            (ValueError, "EXISTS", lambda: Leren.Diagnosis().add_rule(Leren.Rule.lookup("open-loop"))),
            (RuntimeError, "STATE", lambda: self.store["a2"].undertake()),
            (NotImplementedError, "UNSUPPORTED", lambda: self.store.query("rating").search("rent")),
        ):
            self.caught(python, code, call)

    def test_not_the_other(self):
        """A file that is not there is no key, and a key no file."""
        error = self.caught(KeyError, "NOT_FOUND", lambda: self.store.get("nowhere"))
        self.assertNotIsInstance(error, OSError)
        error = self.caught(
            FileNotFoundError, "NOT_FOUND", lambda: Leren.Store.open("/nowhere/t.leren", Leren.StoreFlags.EXISTING)
        )
        self.assertNotIsInstance(error, KeyError)
        self.assertEqual(error.errno, errno.ENOENT)

    def test_files(self):
        Path(self.folder, "letter.txt").write_text("Dear tenant, " * 100)
        self.caught(ValueError, "NOT_A_STORE", lambda: Leren.Store.open(self.folder / "letter.txt"))
        self.store.close()
        self.caught(ValueError, "CLOSED", lambda: self.store.count())
        store = Leren.Store.open(self.path, Leren.StoreFlags.READ_ONLY)
        error = self.caught(PermissionError, "READ_ONLY", lambda: store.save(Leren.Team(name="Another team")))
        self.assertEqual(error.errno, errno.EACCES)
        store.close()

    def test_of_gio(self):
        """What GIO says is the same to a program."""
        with self.assertRaises(FileNotFoundError) as caught:
            Leren.Judgements().read_file(self.folder / "nowhere.csv")
        self.assertIsInstance(caught.exception, GLib.Error)
        stream = Gio.MemoryOutputStream.new_resizable()
        stream.close()
        with self.assertRaises(ValueError) as caught:
            self.store.export(stream, "json")
        self.assertTrue(caught.exception.matches(Gio.io_error_quark(), Gio.IOErrorEnum.CLOSED))
        cancellable = Gio.Cancellable()
        cancellable.cancel()
        with self.assertRaises(Leren.CancelledError) as caught:
            self.store.get("c1", cancellable)
        self.assertTrue(caught.exception.matches(Gio.io_error_quark(), Gio.IOErrorEnum.CANCELLED))

    def test_text(self):
        """The message is what a person reads; what GLib adds is for the one who repairs it."""
        error = self.caught(KeyError, "NOT_FOUND", lambda: self.store.get("nowhere"))
        self.assertEqual(str(error), f"there is no record “nowhere” in {self.path}; look at the ids that are there")
        self.assertEqual(str(error), error.message)
        self.assertIn("leren-error-quark", repr(error))
        self.assertTrue(repr(error).startswith("UnknownNameError("))

    def test_not_chained(self):
        """What PyGObject raised underneath would only be said twice."""
        error = self.caught(KeyError, "NOT_FOUND", lambda: self.store.get("nowhere"))
        self.assertIsNone(error.__context__)

    def test_copied(self):
        """As an error has to be that goes to another process."""
        for python, code, call in (
            (KeyError, "NOT_FOUND", lambda: self.store.get("nowhere")),
            (FileExistsError, "EXISTS", lambda: Leren.Store.open(self.path, Leren.StoreFlags.NEW)),
        ):
            error = self.caught(python, code, call)
            for again in (pickle.loads(pickle.dumps(error)), error.copy()):
                self.assertIs(type(again), type(error))
                self.assertEqual(
                    (again.message, again.domain, again.code, str(again)),
                    (error.message, error.domain, error.code, str(error)),
                )
        self.assertEqual(os.strerror(error.errno), "File exists")

    def test_each_code_has_a_class(self):
        for code in Leren.Error:
            cls = getattr(Leren, "".join(word.capitalize() for word in code.split("-")) + "Error")
            self.assertTrue(issubclass(cls, Leren.LerenError))
            self.assertEqual(cls.code, int(code))
            self.assertTrue(cls.__doc__)
        self.assertTrue(issubclass(Leren.BusyError, TimeoutError))
        self.assertTrue(issubclass(Leren.FullError, OSError))


if __name__ == "__main__":
    unittest.main()
