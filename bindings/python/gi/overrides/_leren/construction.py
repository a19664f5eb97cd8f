# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""How objects are made: with their properties by name, or with what their new() takes. What can only be had from
another object says so: C has no use for an empty one."""

import functools

from gi.repository import GObject

from .api import API, RAW
from .arguments import taker
from .enums import not_one_of


def _made_by(name):
    """The calls that give an object of a class."""
    wanted = f"{API['namespace']}.{name}"
    groups = [(f"{cls}.", each) for cls, described in API["classes"].items() for each in
              (described["functions"], described["methods"])]
    for prefix, calls in [*groups, ("", API["functions"])]:
        for call, described in calls.items():
            given = described["returns"]
            if given and given["name"] == wanted and not call.endswith("_finish"):
                yield f"Leren.{prefix}{call}()"


def _refuse(name):
    from_where = " or ".join(_made_by(name)) or "the library"

    def __init__(self, *args, **kwargs):
        raise TypeError(f"a Leren.{name} cannot be made by itself; {from_where} gives one")

    return __init__


def _take_properties(name, described):
    """An __init__ that takes properties by name; those that C takes while it makes the object, and the others."""
    cls = getattr(RAW, name)
    properties = {key.replace("-", "_"): each for key, each in described["properties"].items() if each["writable"]}
    early = {
        key: taker({"name": key, "scope": None, **each})
        for key, each in properties.items()
        if each["construct_only"]
    }

    @functools.wraps(cls.__init__, assigned=())
    def __init__(self, *args, **kwargs):
        if args:
            raise TypeError(f"{type(self).__name__}() takes its properties by name, not {args[0]!r}")
        given, later = {}, {}
        for key, value in kwargs.items():
            if key in early:
                try:
                    given[key] = early[key](value)
                except (TypeError, ValueError) as error:
                    raise type(error)(f"{type(self).__name__}(), {key}: {error}") from None
            elif key in properties or isinstance(getattr(type(self), key, None), (property, GObject.Property)):
                later[key] = value
            else:
                raise TypeError(not_one_of(f"{type(self).__name__}()", key, [*properties] or ["no properties"]))
        GObject.Object.__init__(self, **given)
        for key, value in later.items():
            setattr(self, key, value)

    return __init__


def _take_arguments(cls):
    """A __new__ that gives what new() gives, and an __init__ that has nothing left to do."""
    make = cls.new

    def __new__(cls, *args, **kwargs):
        return make(*args, **kwargs)

    def __init__(self, *args, **kwargs):
        pass

    __new__.__signature__ = make.__signature__
    cls.__new__ = staticmethod(__new__)
    cls.__init__ = __init__


def _refuse_subclasses(name):
    def __init_subclass__(cls, **kwargs):
        raise TypeError(f"{cls.__name__}: Leren.{name} is not made to be derived from")

    return classmethod(__init_subclass__)


def install():
    """On all classes but records, of which members are more than properties."""
    for name, described in API["classes"].items():
        cls = getattr(RAW, name)
        if described["boxed"]:
            continue
        if GObject.type_test_flags(cls.__gtype__, GObject.TypeFlags.FINAL):
            cls.__init_subclass__ = _refuse_subclasses(name)
        if issubclass(cls, RAW.Record):
            continue
        new = described["constructors"].get("new")
        if new is not None and new["parameters"]:
            _take_arguments(cls)
        elif new is not None or not GObject.type_test_flags(cls.__gtype__, GObject.TypeFlags.FINAL):
            cls.__init__ = _take_properties(name, described)
        else:
            cls.__init__ = _refuse(name)
