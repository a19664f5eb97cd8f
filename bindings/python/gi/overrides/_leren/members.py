# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The members of records as attributes: case.urgency, by what the declaration of the type says of each.

Absent is None, or the default that is declared. What is assigned is judged at once: GObject would take much that is
wrong for something else, and C would only tell when the record is saved."""

import functools
import math
import operator
import re
from datetime import date, datetime
from numbers import Integral, Real

from gi.repository import GLib, GObject

from . import containers, enums, errors, json_text, values
from .api import RAW, methods_of
from .arguments import shown, take_flag
from .enums import not_one_of

_FIELD = methods_of("Field")
_RECORD = methods_of("Record")
is_set, unset = _RECORD["is_set"], _RECORD["unset"]
get_property, set_property = GObject.Object.get_property, GObject.Object.set_property
_methods = functools.cache(methods_of)

_INT64 = (-(2**63), 2**63 - 1)
_MOST_IN_ID = 128
_CONTROL = re.compile("[\0-\x1f\x7f-\x9f]")


def _text_setter(where, name):
    """What C sets a text by: PyGObject 3.42 never frees a text that it sets a property to."""
    room, _, name_of_class = where.rpartition(".")
    own = _methods(name_of_class) if room == "Leren" else {}
    return own.get(f"set_{name}") or _RECORD.get(f"set_{name}")


class Member:
    """One member of a record type. `take` makes of a value what C takes, or says what is wrong with it; `give` makes of
    what C has what Python has for it."""

    wanted = None
    give = None

    def __init__(self, where, field, prop=None):
        self.name = _FIELD["get_name"](field)
        self.where = f"{where}.{self.name}"
        self.field = field
        self.property = _FIELD["get_property"](field)
        self.required = _FIELD["is_required"](field)
        self.__doc__ = _FIELD["get_description"](field)
        # of an own type: the GObject.Property that has the value, and whether it has a default to say
        self.prop = prop
        self.has_no_default = getattr(prop, "has_no_default", False)
        self.set_text = _text_setter(where, self.property.replace("-", "_")) if prop is None else None

    # --- as an attribute ------------------------------------------------------------------------------

    def __get__(self, record, cls=None):
        if record is None:
            return self
        given = self.read_given(record)
        if (not given or self.has_no_default) and not is_set(record, self.name):
            return None
        return given if self.give is None else self.give(given)

    def __set__(self, record, value):
        if value is None:
            self.__delete__(record)
        else:
            self.put(record, self.take(value))

    def __delete__(self, record):
        if self.required:
            raise TypeError(f"{self.where} is required; {self.wanted} is wanted, not None")
        unset(record, self.name)

    # --- what C has -----------------------------------------------------------------------------------

    def read_given(self, record):
        return get_property(record, self.property) if self.prop is None else self.prop.fget(record)

    def put(self, record, given):
        if self.set_text is not None and isinstance(given, str):
            self.set_text(record, given)
        else:
            set_property(record, self.property, given)
        if self.prop is not None:
            errors.raise_kept()

    # --- what is wrong --------------------------------------------------------------------------------

    def wrong(self, value):
        return TypeError(f"{self.where}: {self.wanted} is wanted, not {shown(value)}")

    def outside(self, value, why):
        return ValueError(f"{self.where}: {shown(value)} {why}")


class Text(Member):
    wanted = "text"

    def take(self, value):
        if not isinstance(value, str):
            raise self.wrong(value)
        if "\0" in value:
            raise self.outside(value, "holds the character U+0000, which cannot be kept; leave it out")
        if not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError:
                why = "holds half of a surrogate pair, which is no character; leave it out"
                raise self.outside(value, why) from None
        return value


class Id(Text):
    """What every record is known by."""

    wanted = f"text of 1 to {_MOST_IN_ID} characters"

    def __get__(self, record, cls=None):
        return self if record is None else _RECORD["get_id"](record)

    def take(self, value):
        value = super().take(value)
        if not 1 <= len(value) <= _MOST_IN_ID:
            raise self.outside(value, f"has {len(value)} characters; an id has 1 to {_MOST_IN_ID}")
        if _CONTROL.search(value) is not None:
            raise self.outside(value, "holds a control character; leave it out")
        return value


class Number(Member):
    """A number with or without bounds."""

    kind = "number"
    widest = (-math.inf, math.inf)

    def __init__(self, *arguments):
        super().__init__(*arguments)
        _, *bounds = _FIELD["get_range"](self.field)
        self.least, self.most = (
            widest if math.isnan(bound) else type(widest)(bound) for bound, widest in zip(bounds, self.widest)
        )
        low, high = (None if math.isnan(bound) else f"{bound:.15g}" for bound in bounds)
        if low and high:
            self.bounds = f"it goes from {low} to {high}"
        else:
            self.bounds = f"it is at least {low}" if low else f"it is at most {high}"
        self.wanted = f"a {self.kind}" + (f" from {low} to {high}" if low and high else "")

    def within(self, value):
        if not self.least <= value <= self.most:
            raise self.outside(value, f"is out of bounds; {self.bounds}")
        return value

    def take(self, value):
        if not isinstance(value, Real) or isinstance(value, bool):
            raise self.wrong(value)
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            raise self.outside(value, "is not a finite number")
        if isinstance(value, Integral) and number != value:
            raise self.outside(value, "has more digits than a number can keep here; give it as text")
        return self.within(number)


class Integer(Number):
    kind = "whole number"
    widest = _INT64

    def take(self, value):
        if isinstance(value, (bool, str)):
            raise self.wrong(value)
        try:
            value = operator.index(value)
        except TypeError:
            raise self.wrong(value) from None
        if not _INT64[0] <= value <= _INT64[1]:
            raise self.outside(value, "has more than 64 bits")
        return self.within(value)


class Boolean(Member):
    wanted = "True or False"

    def __get__(self, record, cls=None):
        value = super().__get__(record, cls)
        # whoever declares a boolean in Python has to say which it is at first
        return self.prop.default if value is None and self.prop is not None else value

    def take(self, value):
        try:
            return take_flag(value)
        except TypeError:
            raise self.wrong(value) from None


class Time(Member):
    wanted = "a datetime with a zone"
    give = staticmethod(values.to_datetime)

    def take(self, value):
        try:
            return values.from_datetime(value)
        except (TypeError, ValueError) as error:
            if isinstance(value, datetime):
                raise ValueError(f"{self.where}: {error}") from None
            raise self.wrong(value) from None


class Date(Member):
    wanted = "a date"
    give = staticmethod(values.to_date)

    def take(self, value):
        try:
            return values.from_date(value)
        except TypeError as error:
            if isinstance(value, date):
                raise TypeError(f"{self.where}: {error}") from None
            raise self.wrong(value) from None


class Enum(Member):
    """One word of an enumeration of this library."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.enum = enums.name_of(_FIELD["get_enum_type"](self.field))
        self.cls = enums.ENUMS[self.enum]
        self.wanted = f"one of {', '.join(self.cls)}"

    def __get__(self, record, cls=None):
        return self if record is None else enums.from_number(self.enum, self.read_given(record))

    def take(self, value):
        if type(value) is self.cls:
            return value._number
        try:
            number = enums.to_number(self.enum, value)
        except TypeError:
            raise self.wrong(value) from None
        except ValueError:
            number = 0
        # "none" is no word of a record
        if not number and enums.from_number(self.enum, number) != value:
            raise ValueError(not_one_of(self.where, value, list(self.cls)))
        return number


class ForeignEnum(Member):
    """One word of an enumeration of another library: a number with a name, as PyGObject has it."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        members = _FIELD["get_enum_type"](self.field).pytype.__enum_values__.values()
        self.members = {member.value_nick: member for member in members}
        self.wanted = f"one of {', '.join(self.members)}"

    def __get__(self, record, cls=None):
        return self if record is None else self.read_given(record)

    def take(self, value):
        if isinstance(value, str):
            found = self.members.get(value.lower().replace("_", "-"))
            if found is None:
                raise ValueError(not_one_of(self.where, value, list(self.members)))
            return found
        if value not in self.members.values() or isinstance(value, bool):
            raise self.wrong(value)
        return value


class Concept(Text):
    """The id of a concept of one framework, or that concept."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.words = list(_FIELD["get_words"](self.field) or ())
        self.wanted = "a concept" + (f" of {_FIELD['get_framework'](self.field)}" if self.words else "")

    def take(self, value):
        value = super().take(value.get_id() if isinstance(value, RAW.Concept) else value)
        if self.words and value not in self.words:
            raise ValueError(not_one_of(self.where, value, self.words))
        return value


class Framework(Text):
    wanted = "a framework, or its id,"

    def take(self, value):
        return super().take(value.get_id() if isinstance(value, RAW.Framework) else value)


class Reference(Id):
    """A record, or its id."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.target = _FIELD["get_target"](self.field)
        self.wanted = f"{_a_record_of(self.target)}, or its id,"

    __get__ = Member.__get__

    def take(self, value):
        if isinstance(value, RAW.Record):
            if self.target is not None and value.get_record_type() != self.target:
                raise self.wrong(value)
            return _RECORD["get_id"](value)
        return super().take(value)


def _a_record_of(record_type):
    if record_type is None:
        return "a record"
    cls = RAW.Declaration.lookup(record_type).get_object_type().pytype
    return f"a Leren.{cls.__name__}"


class List(Member):
    """A list, whose items are judged as members of another kind."""

    def __init__(self, where, field, prop=None, item=Text):
        super().__init__(where, field, prop)
        self.item = item(where, field)
        self.wanted = f"a list of which each is {self.item.wanted}"

    def __get__(self, record, cls=None):
        if record is None:
            return self
        given = self.read_given(record)
        if not given and not is_set(record, self.name):
            return None
        return containers.hold(record, self, list(given), self.present)

    def present(self, given):
        return given

    def take(self, value):
        # a text is a list of its letters in Python, and a dict one of its names; nobody means that
        if isinstance(value, (str, bytes, dict)):
            raise self.wrong(value)
        try:
            items = list(value)
        except TypeError:
            raise self.wrong(value) from None
        if self.required and not items:
            raise ValueError(f"{self.where} is required; a list with something in it is wanted, not []")
        return [self.item.take(each) for each in items]

    def __set__(self, record, value):
        if value is None or not containers.is_held(value, record, self):
            super().__set__(record, value)

    def put(self, record, given):
        containers.let_go(record, self)
        super().put(record, given)

    def __delete__(self, record):
        super().__delete__(record)
        containers.let_go(record, self)

    def write(self, record, held):
        given = self.take(held)
        Member.put(self, record, given)
        held._become(self.present(given))
        return given


class WordItem(Enum):
    """One word of a list of them: text to C."""

    def take(self, value):
        return str(enums.from_number(self.enum, super().take(value)))


class Words(List):
    """A list of words of an enumeration."""

    def __init__(self, *arguments):
        super().__init__(*arguments, item=WordItem)
        self.words = self.item.cls

    def present(self, given):
        # one that is no word of it was kept by other means, and is told when the record is saved
        return [self.words._value2member_map_.get(word, word) for word in given]


class Concepts(List):
    def __init__(self, *arguments):
        super().__init__(*arguments, item=Concept)


class References(List):
    def __init__(self, *arguments):
        super().__init__(*arguments, item=Reference)


class Json(List):
    """A dict, or a list of dicts; C knows which, and what has to be in it."""

    wanted = "a dict"
    present = staticmethod(json_text.read)

    def __init__(self, where, field, prop=None):
        Member.__init__(self, where, field, prop)
        try:
            _FIELD["check_json"](field, "[]")
            self.kinds, self.wanted = (list, tuple), "a list of dicts"
        except GLib.Error:
            self.kinds = (dict,)

    def __get__(self, record, cls=None):
        if record is None:
            return self
        given = self.read_given(record)
        return None if given is None else containers.hold(record, self, given, self.present)

    def take(self, value):
        if not isinstance(value, self.kinds):
            raise self.wrong(value)
        try:
            text = json_text.write(value)
        except (TypeError, ValueError) as error:
            raise type(error)(f"{self.where}: {error}") from None
        try:
            _FIELD["check_json"](self.field, text)
        except GLib.Error as error:
            raise ValueError(f"{self.where}: {error.message}") from None
        return text

    def write(self, record, held):
        given = self.take(held)
        Member.put(self, record, given)
        return given


_KINDS = {
    "text": Text,
    "integer": Integer,
    "number": Number,
    "boolean": Boolean,
    "time": Time,
    "date": Date,
    "enum": Enum,
    "concept": Concept,
    "framework": Framework,
    "reference": Reference,
    "texts": List,
    "words": Words,
    "concepts": Concepts,
    "references": References,
    "json": Json,
}


def member_of(where, field, prop=None):
    """The attribute for a field."""
    kind = enums.from_number("FieldKind", _FIELD["get_kind"](field))
    if kind == "enum" and enums.name_of(_FIELD["get_enum_type"](field)) is None:
        return ForeignEnum(where, field, prop)
    if _FIELD["get_name"](field) == "id":
        return Id(where, field, prop)
    return _KINDS[kind](where, field, prop)
