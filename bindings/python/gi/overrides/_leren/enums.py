# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The enums of the library as what they are in files and columns: words.

A member equals its word and hashes as it, so that it can stand in a dict, in JSON and in a data frame as text
does; it sorts in the order in which the library declares it, not by the alphabet. Where the library has a NONE (0),
Python has None: nothing is stated. Flags stay the numbers that PyGObject makes of them."""

import difflib
import enum

from gi._propertyhelper import Property

from .api import API, RAW


def nearest(given, words):
    """The word that was probably meant, or None."""
    near = difflib.get_close_matches(str(given).lower().replace("_", "-"), words, 1, 0.65)
    return str(near[0]) if near else None


def not_one_of(what, given, words):
    """What to say of a word that is none of a closed list."""
    near = nearest(given, words)
    meant = f", did you mean {near!r}?" if near else ""
    return f"{what}: there is no {given!r}{meant} (it is one of {', '.join(words)})"


class Word(enum.StrEnum):
    """What all enums of the library have in common."""

    def __int__(self):
        return self._number

    def __hash__(self):
        return str.__hash__(self)

    def _place(self, other):
        """Where the other stands among the members of this enum."""
        cls = type(self)
        if isinstance(other, cls):
            return other._number
        if not isinstance(other, Word) and isinstance(other, str) and other in cls._value2member_map_:
            return cls._value2member_map_[other]._number
        raise TypeError(f"{self!r} has no order with {other!r}; compare it with one of {', '.join(cls)}")

    def __lt__(self, other):
        return self._number < self._place(other)

    def __le__(self, other):
        return self._number <= self._place(other)

    def __gt__(self, other):
        return self._number > self._place(other)

    def __ge__(self, other):
        return self._number >= self._place(other)

    @classmethod
    def _missing_(cls, value):
        if isinstance(value, int) and not isinstance(value, bool):
            for member in cls:
                if member._number == int(value):
                    return member
        return cls._member_map_.get(value) if isinstance(value, str) else None


# What there is besides members, of each enum: the word or the name that stands for nothing.
_NOTHING = {"none", "NONE"}

ENUMS = {}
_BY_NUMBER = {}
_BY_GTYPE = {}
_HAS_NONE = set()


def _make(name, described):
    raw = getattr(RAW, name)
    stated = {key: member for key, member in described["members"].items() if not _is_none(key, member)}
    cls = Word(name, {key: member["nick"] for key, member in stated.items()}, module=RAW.__name__, qualname=name)
    cls.__doc__ = described["doc"]
    cls.__gtype__ = raw.__gtype__
    for key, member in stated.items():
        cls[key]._number = member["value"]
        cls[key].__doc__ = member["doc"]
    # what the enum has of its own, such as the quark of the errors
    for function in raw.__info__.get_methods():
        setattr(cls, function.__name__, staticmethod(function))
    if len(stated) < len(described["members"]):
        cls.NONE = None
        _HAS_NONE.add(name)
        # a property of an own type that has such an enum need not say that it begins with nothing
        Property._default_lookup[raw.__gtype__] = raw(0)
    # GObject.Property (type=...) knows by this table which GType stands for which class
    Property._type_from_pytype_lookup[cls] = raw.__gtype__
    return cls


def _is_none(key, member):
    return key == "NONE" and member["value"] == 0


def _make_all():
    for name, described in API["enums"].items():
        # PyGObject makes an enum without members out of one that is met in a value before it is asked for
        getattr(RAW, name)
        if not described["flags"]:
            ENUMS[name] = _make(name, described)
            _BY_GTYPE[ENUMS[name].__gtype__] = name
            _BY_NUMBER[name] = {member._number: member for member in ENUMS[name]}


_make_all()


def name_of(gtype):
    """The name of the enum that is of this GType; None where it is none of the library."""
    return _BY_GTYPE.get(gtype)


def from_number(name, number):
    """The member of the enum of that name; None where the number says that nothing is stated. Flags stay flags."""
    if name not in ENUMS:
        return number
    found = _BY_NUMBER[name].get(int(number))
    if found is None and not (name in _HAS_NONE and number == 0):
        raise ValueError(f"Leren.{name} has no member with the number {int(number)}")
    return found


def to_number(name, value):
    """The number of a member, of its word ("open-question") or of its name ("OPEN_QUESTION"); None and "none" are what
    nothing stated is, where the enum has that. Flags stay as they are."""
    cls = ENUMS.get(name)
    if cls is None:
        return value
    if type(value) is cls:
        return value._number
    what = f"Leren.{name}"
    if isinstance(value, str) and not isinstance(value, Word):
        if value in _NOTHING and name in _HAS_NONE:
            return 0
        found = cls._value2member_map_.get(value) or cls._member_map_.get(value)
        if found is None:
            raise ValueError(not_one_of(what, value, list(cls)))
        return found._number
    if value is None and name in _HAS_NONE:
        return 0
    if getattr(type(value), "__gtype__", None) == cls.__gtype__:
        return int(value)
    raise TypeError(f"{what} is wanted, not {value!r}; it is one of {', '.join(cls)}")
