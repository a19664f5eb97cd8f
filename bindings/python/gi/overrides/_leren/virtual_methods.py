# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Methods that a class of a program has for the library to call: do_run() of a rule, do_validate() of a record.

What they raise goes through C, which knows nothing of it, and comes out where the program called the library. That a method
returns nothing says that it is done: only one that returns False has failed."""

import functools

from gi.repository import GLib

from . import errors
from .api import API, RAW


def _guarded(method):
    @functools.wraps(method)
    def guarded(self, *args):
        try:
            return method(self, *args) is not False
        except GLib.Error:
            # C knows these
            raise
        except BaseException as exception:
            raise errors.carry(exception) from exception

    return guarded


def guard(cls):
    """Has what the virtual methods that a class defines itself raise reach the program. To be called while the class is
    made: PyGObject hands the methods to C at the end of that."""
    for base in cls.__mro__:
        described = API["classes"].get(base.__name__) if base.__module__ == RAW.__name__ else None
        for name in () if described is None else described["virtual_methods"]:
            own = vars(cls).get(f"do_{name}")
            if callable(own):
                setattr(cls, f"do_{name}", _guarded(own))
