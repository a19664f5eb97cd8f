# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Lists and dicts that belong to a record: what is changed in them is changed in the record, at any depth.

C has no list that one can reach into: a member is read whole and written whole. So what a program gets is a list or a
dict that writes the member again after each change, and takes the change back where the record refuses it. As long as
a program holds on to it, it gets the same one again, so that two of them never overwrite each other. What is put in
is copied."""

import weakref


class Owner:
    """The record and the member that a list or a dict belongs to, and what C had when the two were last the same."""

    __slots__ = ("record", "member", "given")

    def __init__(self, record, member, given):
        self.record = record
        self.member = member
        self.given = given

    def write(self, held):
        if self.member.read_given(self.record) != self.given:
            raise RuntimeError(f"{self.member.where} was changed by other means meanwhile; read it again")
        self.given = self.member.write(self.record, held)


class Held:
    """What such lists and dicts have in common."""

    # of the one that is the value of the member: where it belongs; None where it was replaced, so that it is a copy
    _owner = None
    # of one that is inside of another: the outermost
    _whole = None


def _changing(plain, name):
    """A method that changes a list or a dict, and the record with it."""
    change = getattr(plain, name)

    def method(self, *args, **kwargs):
        whole = self if self._whole is None else self._whole
        owner = whole._owner
        if owner is None:
            return change(self, *args, **kwargs)
        before = plain(self)
        result = change(self, *args, **kwargs)
        try:
            take_in(self, whole)
            owner.write(whole)
        except BaseException:
            self._become(before)
            raise
        return result

    method.__name__ = name
    method.__doc__ = change.__doc__
    return method


class HeldList(Held, list):
    """A list that belongs to a record."""

    def _become(self, items):
        list.__setitem__(self, slice(None), items)

    def __reduce_ex__(self, protocol):
        return list, (plain(self),)


class HeldDict(Held, dict):
    """A dict that belongs to a record."""

    def _become(self, items):
        dict.clear(self)
        dict.update(self, items)

    def setdefault(self, name, value=None):
        """Gives what is there under a name; puts the value there where there is nothing yet."""
        if name not in self:
            self[name] = value
        return self[name]

    def __reduce_ex__(self, protocol):
        return dict, (plain(self),)


for _name in (
    "append", "extend", "insert", "remove", "pop", "clear", "sort", "reverse", "__setitem__", "__delitem__", "__iadd__",
    "__imul__",
):
    setattr(HeldList, _name, _changing(list, _name))
for _name in ("__setitem__", "__delitem__", "__ior__", "clear", "pop", "popitem", "update"):
    setattr(HeldDict, _name, _changing(dict, _name))


def plain(value):
    """The same without a record: lists and dicts of Python's own."""
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value


def _held(value, whole):
    """A copy of a list or a dict, as a part of another."""
    if isinstance(value, dict):
        copy = HeldDict(value)
    elif isinstance(value, (list, tuple)):
        copy = HeldList(value)
    else:
        return value
    copy._whole = whole
    take_in(copy, whole)
    return copy


def take_in(container, whole):
    """Makes what is inside a list or a dict a part of the whole."""
    dicts = isinstance(container, dict)
    for key, value in container.items() if dicts else enumerate(container):
        if isinstance(value, (dict, list, tuple)) and getattr(value, "_whole", None) is not whole:
            # the place is there already, so nothing moves under the loop
            (dict if dicts else list).__setitem__(container, key, _held(value, whole))


_in_use = weakref.WeakValueDictionary()


def hold(record, member, given, make):
    """The list or dict that a program has of a member already, or a new one of what `make` gives."""
    held = _in_use.get((id(record), member.name))
    if held is not None:
        if held._owner is not None and held._owner.record is record and held._owner.given == given:
            return held
        held._owner = None
    value = make(given)
    held = HeldDict(value) if isinstance(value, dict) else HeldList(value)
    held._owner = Owner(record, member, given)
    take_in(held, held)
    _in_use[id(record), member.name] = held
    return held


def is_held(value, record, member):
    """Whether a value is what the record has for the member, as after record.domains += [...]."""
    return value is _in_use.get((id(record), member.name)) and value._owner is not None


def let_go(record, member):
    """The member has another value: what a program holds of the former one is a copy from here on."""
    held = _in_use.pop((id(record), member.name), None)
    if held is not None:
        held._owner = None
