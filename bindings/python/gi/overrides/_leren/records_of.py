# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""All records of a type, as a list of Python and as a model for a window: store.cases."""

import weakref

from gi.repository import Gio, GObject

from . import errors
from .api import RAW
from .arguments import wrong


class Records(GObject.Object, Gio.ListModel):
    """All records of one type in a store, in the order in which they came: store.cases, store.actions and so on.

    To Python it is a list of what is there when it is read: len(), an index, a slice, `in`, a loop. To GTK it is a
    Gio.ListModel that tells of changes. where(), search() and order_by() give a Leren.Query."""

    __gtype_name__ = "LerenPythonRecords"
    # as a class of the namespace, for PyGObject registers no type for one of an override
    __module__ = RAW.__name__

    def __init__(self, store, record_type):
        if not isinstance(store, RAW.Store):
            raise wrong("a Leren.Store", store)
        super().__init__()
        self._query = store.query(record_type)
        # what a window was told of; None until one asks
        self._told = None

    @property
    def store(self):
        """The store that the records are in."""
        return self._query.store

    @property
    def record_type(self):
        """The name of their type."""
        return self._query.record_type

    def where(self, *condition, **members):
        """A query for those that meet conditions, as Leren.Query.where() has them."""
        return self._query.where(*condition, **members)

    def search(self, words):
        """A query for those that hold all these words."""
        return self._query.search(words)

    def order_by(self, member, *, descending=False):
        """A query for all, in the order of a member."""
        return self._query.order_by(member, descending=descending)

    def __len__(self):
        return len(self._query)

    def __bool__(self):
        return bool(self._query)

    def __iter__(self):
        return iter(self._query)

    def __aiter__(self):
        return aiter(self._query)

    def __getitem__(self, key):
        return self._query[key]

    def __contains__(self, record):
        return record in self._query

    def __reversed__(self):
        return reversed(self._query)

    def __repr__(self):
        return f"<Leren.Records {self.record_type!r} of {self.store!r}>"

    # --- for a window -------------------------------------------------------------------------------

    def _follow(self):
        """What a window sees, which is kept up from here on."""
        if self._told is None:
            self._told = list(self._query)
            me = weakref.ref(self)
            handler = self.store.connect("changed", lambda store, *change: me() and me()._change(*change))
            weakref.finalize(self, _disconnect, weakref.ref(self.store), handler)
        return self._told

    def _change(self, change, record_type, id):
        if change == "imported":
            before = len(self._told)
            self._told = list(self._query)
            self.items_changed(0, before, len(self._told))
        elif record_type == self.record_type:
            self._change_one(change, id)

    def _change_one(self, change, id):
        try:
            now = [self.store.get(id)]
        except errors.NotFoundError:
            now = []
        place = next((i for i, record in enumerate(self._told) if record.get_id() == id), None)
        before = 0 if place is None else 1
        if place is None:
            place = len(self._told)
        self._told[place : place + before] = now
        if before or now:
            self.items_changed(place, before, len(now))

    def do_get_item_type(self):
        """For Gio.ListModel: records."""
        return RAW.Record.__gtype__

    def do_get_n_items(self):
        """For Gio.ListModel: how many there are."""
        return len(self._follow())

    def do_get_item(self, place):
        """For Gio.ListModel: the one at a place, or None."""
        told = self._follow()
        return told[place] if place < len(told) else None


def _disconnect(store, handler):
    if store() is not None:
        store().disconnect(handler)


def types_by_plural():
    """The record types that have a word for several, by that word."""
    declared = (RAW.Declaration.lookup(name) for name in RAW.Declaration.list_types())
    return {each.get_plural(): each.get_name() for each in declared if each.get_plural() is not None}
