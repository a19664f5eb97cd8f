# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Adding to the classes of the namespace what only Python has."""

from .api import RAW

_OF_THE_SOURCE = {"__module__", "__qualname__", "__dict__", "__weakref__", "__doc__"}


def _renamed(value, cls):
    """A function, a property or a static method, as one of the class that it is put into."""
    function = getattr(value, "fget", None) or getattr(value, "__func__", value)
    if hasattr(function, "__qualname__"):
        function.__qualname__ = f"{cls.__name__}.{function.__name__}"
        function.__module__ = RAW.__name__
    return value


def extend(cls):
    """Puts what is in the body of the class that follows into a class of the namespace."""

    def put(source):
        for name, value in vars(source).items():
            if name not in _OF_THE_SOURCE:
                setattr(cls, name, _renamed(value, cls))
        return cls

    return put


def same_as(function, original):
    """Says that a function is documented and called as the one that it stands before."""
    function.__doc__ = original.__doc__
    function.__signature__ = original.__signature__
    function.__name__ = original.__name__
    function.__leren__ = original.__leren__
    return function
