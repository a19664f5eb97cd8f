# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Lists of the library that behave as lists of Python: len, index, slice, in, reversed, and a repr that shows them."""

import operator

from .api import API, RAW
from .arguments import shown

_MOST_SHOWN = 5


class Manners:
    """What a Gio.ListModel learns."""

    def __len__(self):
        return self.get_n_items()

    def __bool__(self):
        return self.get_n_items() > 0

    def __getitem__(self, key):
        count = self.get_n_items()
        if isinstance(key, slice):
            found = (self.get_item(i) for i in range(*key.indices(count)))
            return [item for item in found if item is not None]
        place = operator.index(key)
        item = self.get_item(place % count) if -count <= place < count else None
        if item is None:
            raise IndexError(f"there is no {key}; there are {count}")
        return item

    def __iter__(self):
        # by place and not by a length from before: it may become shorter meanwhile
        place = 0
        while (item := self.get_item(place)) is not None:
            yield item
            place += 1

    def __reversed__(self):
        place = self.get_n_items()
        while place > 0:
            # what is gone meanwhile is passed over
            place = min(place, self.get_n_items()) - 1
            if place >= 0:
                yield self.get_item(place)

    def __contains__(self, item):
        return any(each == item for each in self)

    def __eq__(self, other):
        return self is other

    def __hash__(self):
        return id(self)

    def index(self, item):
        """The place of an item; ValueError where it is not there."""
        for place, each in enumerate(self):
            if each == item:
                return place
        raise ValueError(f"{shown(item)} is not in {self!r}")

    def __repr__(self):
        items = [repr(self.get_item(i)) for i in range(min(self.get_n_items(), _MOST_SHOWN))]
        if self.get_n_items() > _MOST_SHOWN:
            items.append("...")
        return f"<{type(self).__module__.rpartition('.')[2]}.{type(self).__name__} of {self.get_n_items()}: [{', '.join(items)}]>"


_MANNERS = {name: value for name, value in vars(Manners).items() if callable(value) and name != "__eq__"}
_with_manners = {}


def with_manners(model):
    """A list of another library, of which the one object learns them and not its class, that is not ours."""
    if model is None or type(model) in _with_manners.values():
        return model
    cls = type(model)
    if cls not in _with_manners:
        # PyGObject registers no type of its own for a class of an override
        made = _with_manners[cls] = type(cls)(cls.__name__, (cls,), {"__module__": __name__, **_MANNERS})
        made.__module__ = "gi.repository.Gio"
    model.__class__ = _with_manners[cls]
    return model


def install():
    """On the classes of the namespace that are lists."""
    for name, described in API["classes"].items():
        if "Gio.ListModel" in described["interfaces"]:
            for method, function in _MANNERS.items():
                setattr(getattr(RAW, name), method, function)
