# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Records as objects of Python: made with their members by name, compared by what they stand for, written as dicts."""

from collections.abc import Mapping
from datetime import date, datetime

from gi.repository import GLib, GObject

from . import containers, enums, errors, json_text, own_types, values
from .api import RAW, methods_of
from .arguments import shown
from .extending import extend
from .members import is_set, unset
from .own_types import install_members, members_of

_RECORD = methods_of("Record")
_DECLARATION = methods_of("Declaration")
_SHOWN_OF_TITLE = 60
_make = GObject.Object.__init__


def _name(cls):
    """A class as a program names it."""
    return f"Leren.{cls.__name__}" if cls.__module__ == RAW.__name__ else cls.__name__


def _no_member(kind, cls, name):
    """The exception for a name that a type does not have."""
    if not isinstance(name, str):
        return TypeError(f"{_name(cls)}: the name of a member is wanted, not {shown(name)}")
    near = enums.nearest(name, list(members_of(cls)))
    return kind(f"{_name(cls)} has no member {name!r}" + (f"; did you mean {near!r}?" if near else ""))


def _member(cls, name):
    """A member by its name, or that of its property; None where there is none."""
    return members_of(cls).get(name.replace("-", "_")) if isinstance(name, str) else None


def _as_json(value):
    """A value of Python as JSON has it."""
    if isinstance(value, datetime):
        return values.to_datetime(values.from_datetime(value)).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, RAW.Record):
        return _RECORD["get_id"](value)
    return [_as_json(each) for each in value] if isinstance(value, (list, tuple)) else value


class _Props:
    """record.props: the members under the names of their properties, judged as everywhere."""

    __slots__ = ("_record",)

    def __init__(self, record):
        object.__setattr__(self, "_record", record)

    def __getattr__(self, name):
        return self._record.get_property(name)

    def __setattr__(self, name, value):
        self._record.set_property(name, value)

    def __iter__(self):
        return iter(type(self._record).props)

    def __dir__(self):
        return dir(type(self._record).props)


class _PropsOf:
    """Of a class, what GObject knows of its properties; of a record, their values."""

    def __init__(self, original):
        self.original = original

    def __get__(self, record, cls):
        return self.original.__get__(None, cls) if record is None else _Props(record)


class _Record:
    def __init__(self, **given):
        """Makes a record with these members: Leren.Case(title="Rent arrears", contributor=coach)."""
        cls = type(self)
        if cls is RAW.Record:
            raise TypeError("a Leren.Record is of no type; make one of a type, such as Leren.Case(), or derive a class")
        members = members_of(cls)
        taken = {}
        for name, value in given.items():
            member = members.get(name)
            if member is None:
                raise _no_member(TypeError, cls, name)
            if value is not None:
                taken[name] = member.take(value)
            elif member.required:
                member.__delete__(self)
        _make(self, **taken)
        errors.raise_kept()

    def __setattr__(self, name, value):
        # a name that nothing is known by would be lost when the record is saved
        if not name.startswith("_") and not hasattr(type(self), name):
            raise _no_member(AttributeError, type(self), name)
        GObject.Object.__setattr__(self, name, value)

    def __getattr__(self, name):
        raise _no_member(AttributeError, type(self), name)

    def __repr__(self):
        title = _RECORD["get_title"](self)
        more = "..." if title is not None and len(title) > _SHOWN_OF_TITLE else ""
        shown_title = "" if title is None else f" {title[:_SHOWN_OF_TITLE]!r}{more}"
        # looking at a record gives it no id
        shown_id = f" id={_RECORD['get_id'](self)}" if is_set(self, "id") else ""
        return f"<{_name(type(self))}{shown_title}{shown_id}>"

    def __eq__(self, other):
        if self is other:
            return True
        return _RECORD["is_same"](self, other) if isinstance(other, RAW.Record) else NotImplemented

    def _has_no_order(self, other):
        return NotImplemented

    # PyGObject's is that of places in memory
    __lt__ = __le__ = __gt__ = __ge__ = _has_no_order

    def __hash__(self):
        return hash((_RECORD["get_record_type"](self), _RECORD["get_id"](self)))

    # --- as a dict ----------------------------------------------------------------------------------

    def to_dict(self):
        """The record as JSON has it: its type and its members by name, times and days as text. What is absent is left
        out."""
        return json_text.read(self.to_json())

    @classmethod
    def from_dict(cls, members):
        """Makes a record of what to_dict() gives, or of members as Python has them. The type may be left out where the
        class says it, and one without an id gets a new one."""
        if not isinstance(members, Mapping):
            raise TypeError(f"{_name(cls)}.from_dict(): a dict is wanted, not {shown(members)}")
        given = {name: _as_json(value) for name, value in members.items() if value is not None}
        if cls is not RAW.Record and cls is not RAW.UnknownRecord:
            own = _DECLARATION["get_name"](RAW.Declaration.lookup_type(cls))
            if given.setdefault("type", own) != own:
                wanted = f"a record of type {own!r} is wanted, not of {given['type']!r}"
                raise ValueError(f"{_name(cls)}.from_dict(): {wanted}")
        given.setdefault("id", GLib.uuid_string_random())
        return RAW.Record.from_json(json_text.write(given), -1)

    def __copy__(self):
        copy = _RECORD["copy"](self)
        errors.raise_kept()
        # what cannot be copied cannot be read back either, and that says why
        return copy if copy is not None else RAW.Record.from_json(self.to_json(), -1)

    def __deepcopy__(self, memo):
        return self.__copy__()

    def __reduce__(self):
        return type(self)._restore, (self.to_json(),)

    @classmethod
    def _restore(cls, text):
        return RAW.Record.from_json(text, -1)

    # --- the other doors to the members ---------------------------------------------------------------

    def is_set(self, member):
        """Whether a member has been given a value. An attribute gives the default of one that is not set, or None."""
        if _member(type(self), member) is None:
            raise _no_member(AttributeError, type(self), member)
        return is_set(self, member)

    def unset(self, member):
        """Makes a member absent, as assigning None does."""
        found = _member(type(self), member)
        if found is None:
            raise _no_member(AttributeError, type(self), member)
        found.__delete__(self)

    def get_property(self, name):
        """A member by the name of its property."""
        found = _member(type(self), name)
        if found is not None:
            return found.__get__(self)
        if name in ("record-type", "record_type"):
            return self.record_type
        raise _no_member(AttributeError, type(self), name)

    def set_property(self, name, value):
        """Sets a member by the name of its property; it is judged as when it is assigned."""
        found = _member(type(self), name)
        if found is None:
            raise _no_member(AttributeError, type(self), name)
        found.__set__(self, value)

    def get_properties(self, *names):
        """Several members by the names of their properties."""
        return tuple(self.get_property(name) for name in names)

    def set_properties(self, **given):
        """Sets several members by the names of their properties."""
        for name, value in given.items():
            self.set_property(name, value)

    props = _PropsOf(GObject.Object.__mro__[-2].__dict__["props"])


class _UnknownRecord:
    def __init__(self, *args, **given):
        raise TypeError("a Leren.UnknownRecord cannot be made by itself; a store or Leren.Record.from_dict() gives one")

    def __setattr__(self, name, value):
        raise AttributeError(
            f"a record of type {_RECORD['get_record_type'](self)!r} is kept as it is, for the type is not known here; "
            "register a class for it to change its records"
        )

    def __delattr__(self, name):
        self.__setattr__(name, None)

    def __getattr__(self, name):
        """What the record says besides what all records have, as JSON has it."""
        try:
            return self.to_dict()[name]
        except KeyError:
            record_type = _RECORD["get_record_type"](self)
            raise AttributeError(f"a record of type {record_type!r} has no {name!r} here") from None

    def __repr__(self):
        return f"<Leren.UnknownRecord {_RECORD['get_record_type'](self)!r} id={_RECORD['get_id'](self)}>"

    def is_set(self, member):
        """Whether the record says this."""
        return member in self.to_dict()

    def unset(self, member):
        self.__setattr__(member, None)

    def set_property(self, name, value):
        self.__setattr__(name, value)


class _Fixed:
    """A member of a record that is kept as it is: read as that of any record, and a copy where it is a list or dict."""

    def __init__(self, member):
        self.member = member
        self.__doc__ = member.__doc__

    def __get__(self, record, cls=None):
        return self if record is None else containers.plain(self.member.__get__(record))


def _accessors(cls, name):
    """What a member is read and written by in C does as the attribute does."""

    def get(self):
        return getattr(self, name)

    def put(self, value):
        setattr(self, name, value)

    for prefix, function in (("get_", get), ("set_", put)):
        original = vars(cls)[prefix + name]
        function.__name__ = prefix + name
        function.__qualname__ = f"{cls.__name__}.{prefix}{name}"
        function.__doc__ = original.__doc__
        # what is assigned has to be said, also where it is None
        signature = original.__signature__
        given = [each.replace(default=each.empty) for each in signature.parameters.values()]
        function.__signature__ = signature.replace(parameters=given)
        setattr(cls, prefix + name, function)


def install():
    """The members of all built-in types."""
    extend(RAW.Record)(_Record)
    extend(RAW.UnknownRecord)(_UnknownRecord)
    own_types.install()
    for record_type in RAW.Declaration.list_types():
        declaration = RAW.Declaration.lookup(record_type)
        cls = _DECLARATION["get_object_type"](declaration).pytype
        install_members(cls, declaration, _name(cls))
        for name in cls._leren_members:
            if f"set_{name}" in vars(cls):
                _accessors(cls, name)
    common = {name: member for name, member in RAW.Case._leren_members.items() if f"set_{name}" in vars(RAW.Record)}
    for name in common:
        _accessors(RAW.Record, name)
        setattr(RAW.UnknownRecord, name, _Fixed(common[name]))
    RAW.UnknownRecord._leren_members = {name: vars(RAW.UnknownRecord)[name] for name in common}
