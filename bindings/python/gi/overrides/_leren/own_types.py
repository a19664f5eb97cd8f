# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Record types of a program's own: a class that derives from Leren.Record, with a GObject.Property for each member.

    class Visit(Leren.Record):
        __record_type__ = "org.example.visit"

        street = GObject.Property(type=str, blurb="Where it was.")

The class is registered when it is made, so that a store that holds such records gives them back as objects of it, and
its members are judged as those of the built-in types are. One without __record_type__ is registered by
Leren.Declaration.register(), or under the name of its class when it is first used."""

from gi.repository import GLib, GObject

from . import errors
from .api import RAW, methods_of
from .extending import same_as
from .members import member_of
from .virtual_methods import guard

_DECLARATION = methods_of("Declaration")
_FIELD = methods_of("Field")
_RECORD = methods_of("Record")


def members_of(cls):
    """All members of a class of records, by name; those of an own type that is met for the first time are made here."""
    if "_leren_members" not in cls.__dict__:
        _declare(cls, RAW.Declaration.lookup_type, cls)
    return cls._leren_members


def _declare(cls, declare, *arguments):
    try:
        declaration = declare(*arguments)
    except GLib.Error as error:
        kind = TypeError if error.code == RAW.Error.UNSUPPORTED else ValueError
        raise kind(error.message) from None
    if "_leren_members" not in vars(cls):
        install_members(cls, declaration, cls.__name__)
    return declaration


def install_members(cls, declaration, where):
    """Puts the members that are declared in the place of what GObject alone knows of them."""
    properties = _properties(cls)
    members = {}
    for i in range(_DECLARATION["get_n_fields"](declaration)):
        field = _DECLARATION["get_field"](declaration, i)
        name = _FIELD["get_name"](field)
        members[name] = member_of(where, field, properties.get(name))
        setattr(cls, name, members[name])
    cls._leren_members = members
    if properties:
        cls._leren_properties = properties
        cls.do_get_property = _do_get_property
        cls.do_set_property = _do_set_property


def _properties(cls):
    """The properties that Python itself has the values of, with those of the classes before it."""
    found = {}
    for each in reversed(cls.__mro__):
        found.update(vars(each).get("_leren_properties", {}))
        for value in vars(each).values():
            if isinstance(value, GObject.Property):
                found[value.name.replace("-", "_")] = value
    return found


def _fail(self, error):
    """GObject goes on as if nothing had happened; the library does not, and the program hears why."""
    reason = f"{type(error).__name__}: {error}".replace("\0", " ")
    _RECORD["fail_request"](self, reason.encode("utf-8", "replace").decode())
    errors.keep(error)


def _do_get_property(self, pspec):
    prop = self._leren_properties[pspec.name.replace("-", "_")]
    try:
        return prop.fget(self)
    except BaseException as error:
        _fail(self, error)
        return prop.default


def _do_set_property(self, pspec, value):
    try:
        self._leren_properties[pspec.name.replace("-", "_")].fset(self, value)
    except BaseException as error:
        _fail(self, error)


def _fit_default(where, prop):
    """PyGObject gives a number the default 0 where none is said, which GObject refuses where it is out of bounds."""
    if prop.minimum is None or prop.minimum <= prop.default <= prop.maximum:
        return
    if prop.default != 0:
        bounds = f"it goes from {prop.minimum} to {prop.maximum}"
        raise ValueError(f"{where}: the default {prop.default} is out of bounds; {bounds}")
    prop.default = prop.minimum if prop.minimum > 0 else prop.maximum
    prop.has_no_default = True


class RecordMeta(type(RAW.Record)):
    """Registers the record types that a program declares as classes."""

    def __new__(meta, name, bases, namespace, **more):
        record_type = namespace.get("__record_type__")
        if record_type is not None:
            # GObject never forgets a class, so what can be known is said before it learns of it
            if not isinstance(record_type, str):
                raise TypeError(f"{name}.__record_type__: text is wanted, not {record_type!r}")
            if "." not in record_type:
                raise ValueError(
                    f"{name}.__record_type__: {record_type!r} needs a dot, as in 'org.example.{record_type}', so that "
                    "it never meets a later name of the library"
                )
        for key, value in namespace.items():
            if isinstance(value, GObject.Property):
                _fit_default(f"{name}.{key}", value)
        cls = super().__new__(meta, name, bases, namespace, **more)
        guard(cls)
        return cls

    def __init__(cls, name, bases, namespace, **more):
        super().__init__(name, bases, namespace)
        if namespace.get("__record_type__") is not None:
            RAW.Declaration.register(cls, cls.__record_type__)


def install():
    """On Leren.Record and all that derives from it, and on Leren.Declaration."""
    for cls in (RAW.Record, *RAW.Record.__subclasses__()):
        cls.__class__ = RecordMeta
    register_in_c = RAW.Declaration.register

    def register(type, record_type):
        cls = type if isinstance(type, RecordMeta) else None
        return register_in_c(type, record_type) if cls is None else _declare(cls, register_in_c, cls, record_type)

    same_as(register, register_in_c)
    RAW.Declaration.register = staticmethod(register)
