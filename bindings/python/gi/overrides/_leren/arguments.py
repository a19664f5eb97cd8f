# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""What is given to C: checked first, because GObject takes much that is wrong for something else, and turned from what
Python has into what C takes. Each function here makes one that takes a value, or says what is wrong with it."""

import math
import operator
import os

from gi.repository import Gio, GLib, GObject

from . import enums, values
from .api import API, RAW
from .shapes import local

_BITS = {"int8": 8, "int16": 16, "int": 32, "int32": 32, "int64": 64, "long": 64, "intptr": 64}
_RANGES = {
    **{"g" + name: range(-(2 ** (bits - 1)), 2 ** (bits - 1)) for name, bits in _BITS.items()},
    **{"gu" + name: range(2**bits) for name, bits in _BITS.items()},
    "gsize": range(2**64),
}
# the names of arguments and members that C gives as text, and Python as the class too
RECORD_TYPE = "record_type"


def shown(value):
    """A value as a message shows it: what it is, and not all of it where that is long."""
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def wrong(wanted, value):
    return TypeError(f"{wanted} is wanted, not {shown(value)}")


def take_text(value):
    if not isinstance(value, str):
        raise wrong("a str", value)
    if "\0" in value:
        raise ValueError(f"{shown(value)} holds the character U+0000, at which C would cut it off")
    return value


def take_path(value):
    """Text that may be a path."""
    return take_text(os.fspath(value) if isinstance(value, os.PathLike) else value)


def take_record_type(value):
    """The name of a record type, or the class of its records."""
    if not isinstance(value, type):
        return take_text(value)
    name = record_type_of(value)
    if name is None:
        raise wrong("the name or the class of a record type, such as Leren.Case,", value)
    return name


def record_type_of(cls):
    """What the records of a class are called in stores; None where it is no such class."""
    if not issubclass(cls, RAW.Record):
        return None
    try:
        return RAW.Declaration.lookup_type(cls.__gtype__).get_name()
    except GLib.Error:
        return None


def take_id(names):
    """The id of something of these classes, or that something."""
    classes = tuple(getattr(RAW, name) for name in names) or (RAW.Record,)
    wanted = " or ".join(f"a Leren.{name}" for name in names or ("Record",))

    def take(value):
        if isinstance(value, str):
            return take_text(value)
        if isinstance(value, classes):
            return value.get_id()
        raise wrong(f"{wanted}, or its id,", value)

    return take


def take_flag(value):
    if value is True or value is False:
        return value
    # that of numpy, without asking for numpy
    if type(value).__name__ in ("bool_", "bool"):
        return bool(value)
    raise wrong("True or False", value)


def take_number(value):
    if isinstance(value, (str, bytes, bool)):
        raise wrong("a number", value)
    try:
        number = float(value)
    except TypeError:
        raise wrong("a number", value) from None
    except OverflowError:
        raise ValueError(f"{shown(value)} is more than a float holds") from None
    if math.isinf(number):
        # NaN says that there is none; C knows no other number that is not finite
        raise ValueError(f"{shown(value)} is not finite")
    return number


def take_integer(name):
    allowed = _RANGES[name]

    def take(value):
        if isinstance(value, bool):
            raise wrong("a whole number", value)
        try:
            number = operator.index(value)
        except TypeError:
            raise wrong("a whole number", value) from None
        if number not in allowed:
            raise ValueError(f"{shown(value)} is out of range; it goes from {allowed[0]} to {allowed[-1]}")
        return number

    return take


def take_length(value):
    """How long a text is that is given too: C would read on beyond the end of it."""
    if value != -1:
        raise ValueError(f"the whole text is taken, which -1 says, and not {shown(value)} of it; cut the text itself")
    return -1


def take_enum(name):
    if name not in enums.ENUMS:
        return take_flags(name)
    return lambda value: enums.to_number(name, value)


def take_flags(name):
    cls = getattr(RAW, name)
    everything = sum(member["value"] for member in API["enums"][name]["members"].values())

    def take(value):
        if not isinstance(value, int) or isinstance(value, bool):
            raise wrong(f"a Leren.{name}", value)
        if int(value) & ~everything:
            raise ValueError(f"{shown(value)} is no Leren.{name}")
        return cls(int(value))

    return take


def take_file(value):
    """A Gio.File, or the path of one."""
    if isinstance(value, Gio.File):
        return value
    try:
        return Gio.File.new_for_path(os.fspath(value))
    except TypeError:
        raise wrong("a path or a Gio.File", value) from None


def take_object(name):
    """An object of a class of this namespace or another."""
    space, _, cls_name = name.rpartition(".")
    if space == API["namespace"]:
        cls = getattr(RAW, cls_name)
    elif space in ("Gio", "GObject"):
        cls = getattr({"Gio": Gio, "GObject": GObject}[space], cls_name)
    else:
        return lambda value: value

    def take(value):
        if not isinstance(value, cls):
            raise wrong(f"a {name}", value)
        return value

    return take


def take_function(value):
    if not callable(value):
        raise wrong("a function", value)
    return value


def take_gtype(value):
    if isinstance(value, GObject.GType) or hasattr(value, "__gtype__"):
        return value
    raise wrong("a class of GObject", value)


_SIMPLE = {
    "utf8": take_text,
    "filename": take_path,
    "gboolean": take_flag,
    "gdouble": take_number,
    "gfloat": take_number,
    "GType": take_gtype,
    "gssize": take_length,
    "GLib.DateTime": values.from_datetime,
    "GLib.Date": values.from_date,
    "GLib.Bytes": values.from_bytes,
    "Json.Node": values.to_json_node,
    "Gio.File": take_file,
}


def _take_one(argument):
    name = argument["type"]["name"]
    if name == "utf8" and "ids" in argument:
        return take_id(argument["ids"])
    if name == "utf8" and argument["name"] == RECORD_TYPE:
        return take_record_type
    if name == "utf8" and argument["doc"].startswith("the path of a file"):
        return take_path
    if name in _SIMPLE:
        return _SIMPLE[name]
    if "below" in argument:
        # one below 0 is no place either, and what is said of it is the same
        return take_integer("gint64")
    if name in _RANGES:
        return take_integer(name)
    if argument.get("scope") is not None:
        return take_function
    if name.startswith("Leren.") and local(name) in API["enums"]:
        return take_enum(local(name))
    return take_object(name)


def _take_many(take):
    def take_all(value):
        # text is a list of its letters in Python, which nobody means
        if isinstance(value, (str, bytes)):
            raise wrong("a list", value)
        try:
            each = iter(value)
        except TypeError:
            raise wrong("a list", value) from None
        return [take(one) for one in each]

    return take_all


def _take_nullable(take):
    return lambda value: None if value is None else take(value)


def _refuse_none(take):
    def take_some(value):
        if value is None:
            raise TypeError("it cannot be None")
        return take(value)

    return take_some


def taker(argument):
    """What takes the values of an argument as api.json describes it."""
    take = _take_one(argument)
    if argument["type"]["array"]:
        take = _take_many(take)
    name = local(argument["type"]["name"])
    if argument["type"]["nullable"]:
        return _take_nullable(take)
    # an enum itself knows whether it has a nothing
    return take if name in enums.ENUMS and not argument["type"]["array"] else _refuse_none(take)
