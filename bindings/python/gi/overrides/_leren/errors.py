# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Errors as exceptions that Python programs know already.

Each is a GLib.Error, with its `domain`, `code`, `message` and matches(), and for each code of Leren.Error there is a class;
most are at the same time what Python itself raises in such a case: a record that is not there is a KeyError."""

import concurrent.futures
import errno
import itertools
import threading

from gi.repository import Gio, GLib

from . import exceptions
from .api import API, RAW

DOMAIN = GLib.quark_to_string(RAW.Error.quark())

_ERRNO = {
    FileNotFoundError: errno.ENOENT,
    FileExistsError: errno.EEXIST,
    PermissionError: errno.EACCES,
    IsADirectoryError: errno.EISDIR,
    NotADirectoryError: errno.ENOTDIR,
}


class LerenError(GLib.Error):
    """What went wrong, in one line: what, where, why, and what to do. The base of all errors of the library."""

    domain = DOMAIN
    code = None

    def __init__(self, message="", domain=None, code=None):
        GLib.Error.__init__(self, message, domain or type(self).domain, type(self).code if code is None else code)
        if isinstance(self, OSError):
            self.errno = next((number for cls, number in _ERRNO.items() if isinstance(self, cls)), None)

    def __str__(self):
        return self.message

    def __repr__(self):
        return f"{type(self).__name__}({self.message!r}, {self.domain!r}, {self.code})"

    def __reduce__(self):
        return type(self), (self.message, self.domain, self.code)

    def copy(self):
        """The same error once more."""
        return type(self)(self.message, self.domain, self.code)


LerenError.__module__ = RAW.__name__


CLASSES = {exceptions.BASE: LerenError}
_BY_CODE = {}


def _make(name, bases, doc, **attributes):
    CLASSES[name] = type(name, bases, {"__module__": RAW.__name__, "__doc__": doc, **attributes})
    return CLASSES[name]


def _make_all():
    members = API["enums"]["Error"]["members"]
    for name, base, like, code, asked in exceptions.of_library(members):
        bases = (CLASSES[base],) if like is None else (CLASSES[base], like)
        cls = _make(name, bases, members[code]["doc"], code=members[code]["value"])
        _BY_CODE.update({(about_file, cls.code): cls for about_file in asked})


_make_all()
NotFoundError = CLASSES["NotFoundError"]
StateError = CLASSES["StateError"]
UnknownNameError = CLASSES["UnknownNameError"]


CancelledError = _make(
    "CancelledError",
    (LerenError, concurrent.futures.CancelledError),
    "It was cancelled, and nothing was done.",
    domain=GLib.quark_to_string(Gio.io_error_quark()),
    code=int(Gio.IOErrorEnum.CANCELLED),
)
def _make_of_io():
    by_base = {like: _make(name, (LerenError, like), "Reading or writing failed.") for name, like in exceptions.of_io()}
    by_code = {int(getattr(Gio.IOErrorEnum, code)): by_base[like] for code, like in exceptions.LIKE_IO.items()}
    by_code[CancelledError.code] = CancelledError
    return by_base[OSError], by_code


_ANY_IO, _BY_IO_CODE = _make_of_io()


def from_glib(error, about_file=False):
    """The exception that stands for an error of the library or of GIO; what another exception raised is that again."""
    if error.domain == _CARRIED:
        return _carried.pop(error.code, None) or LerenError(error.message, error.domain, error.code)
    if isinstance(error, LerenError):
        return error
    if error.domain == DOMAIN:
        return _BY_CODE[about_file, error.code](error.message)
    if error.domain == CancelledError.domain:
        return _BY_IO_CODE.get(error.code, _ANY_IO)(error.message, error.domain, error.code)
    return LerenError(error.message, error.domain, error.code)


# An exception on its way through C: that knows a domain, a number and a text, so the exception waits here meanwhile.
_CARRIED = "leren-python-exception"
_MOST_CARRIED = 64
_carried = {}
_numbers = itertools.count(1)


def carry(exception):
    """A GLib.Error that from_glib() turns into that exception again."""
    number = next(_numbers) & 0x7FFFFFFF
    _carried[number] = exception
    # one that C kept for itself never comes back
    for forgotten in list(_carried)[:-_MOST_CARRIED]:
        _carried.pop(forgotten, None)
    return GLib.Error(f"{type(exception).__name__}: {exception}", _CARRIED, number)


class _Kept(threading.local):
    """What a getter or a setter of an own type raised: GObject asked for it, which has no way to hand an exception on."""

    def __init__(self):
        self.errors = []


_kept = _Kept()


def keep(error):
    """Keeps an exception until C is done."""
    _kept.errors.append(error)


def take_kept():
    """What was raised since; to be asked when C is done with something for which it can ask a program."""
    if not _kept.errors:
        return []
    kept, _kept.errors = _kept.errors, []
    return kept


def raise_kept():
    """Raises the first of what was raised, which says why there were others."""
    for error in take_kept():
        raise error
