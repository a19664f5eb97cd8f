# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a signal tells, as what Python has for it: store.connect("changed", lambda store, change, record_type, id: ...)."""

from gi.repository import GObject

from .api import API, RAW
from .results import giver


_TOLD = "Has a function called with what the signal tells, as {when}; what is given besides comes after that."
_DOCS = {
    "connect": _TOLD.format(when="Python has it"),
    "connect_after": _TOLD.format(when="Python has it, after those that were connected otherwise"),
    "connect_object": _TOLD.format(when="Python has it, and with an object in the place of the one that tells"),
    "connect_object_after": _TOLD.format(when="Python has it, in the way of both connect_object() and connect_after()"),
}


class _Handler:
    """What is connected in the place of a function; disconnect_by_func() finds it by that function."""

    def __init__(self, function, givers):
        self.function = function
        self.givers = givers

    def __call__(self, source, *told):
        # what the program wants to be told besides comes after it
        besides = told[len(self.givers) :]
        told = (value if give is None else give(value) for give, value in zip(self.givers, told))
        return self.function(source, *told, *besides)

    def __eq__(self, other):
        return self.function == (other.function if isinstance(other, _Handler) else other)

    def __hash__(self):
        return hash(self.function)


def _connecting(name, signals):
    connect = getattr(GObject.Object, name)

    def connecting(self, signal, function, *besides):
        if not callable(function):
            raise TypeError(f"{type(self).__name__}.{name}({signal!r}): a function is wanted, not {function!r}")
        givers = signals.get(signal)
        return connect(self, signal, function if givers is None else _Handler(function, givers), *besides)

    connecting.__name__, connecting.__qualname__, connecting.__doc__ = name, name, _DOCS[name]
    return connecting


def install():
    """On the classes that have signals."""
    for name, described in API["classes"].items():
        signals = {
            signal: [giver(each["type"]) for each in call["parameters"]] for signal, call in described["signals"].items()
        }
        if signals:
            for way in ("connect", "connect_after", "connect_object", "connect_object_after"):
                setattr(getattr(RAW, name), way, _connecting(way, signals))
