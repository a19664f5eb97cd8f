# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Stores as Python has what holds things: a block closes them, store[id] reads a record, store.cases has all cases."""

import sys

from gi.repository import Gio

from . import errors
from .api import RAW
from .arguments import wrong
from .extending import extend, same_as
from .records_of import Records, types_by_plural
from .transactions import under_way

_open = RAW.Store.open
_save = RAW.Store.save
_save_async = RAW.Store.save_async
_save_all = RAW.Store.save_all
_save_all_async = RAW.Store.save_all_async


def _records(records, cancellable):
    """What is to be saved, and the cancellable, which may come last without a name as in C."""
    if cancellable is None and len(records) > 1 and (records[-1] is None or isinstance(records[-1], Gio.Cancellable)):
        records, cancellable = records[:-1], records[-1]
    for record in records:
        if not isinstance(record, RAW.Record):
            raise TypeError(f"Leren.Store.save(): {wrong('a Leren.Record', record)}")
    return records, cancellable


def open(*args, **kwargs):
    # a store tells of changes where it was opened: that is the event loop of asyncio, where one runs
    if "asyncio" in sys.modules:
        from . import tasks

        return tasks.within_the_loop(lambda: _open(*args, **kwargs))
    return _open(*args, **kwargs)


def _left_behind(store):
    """Undoes a transaction that was not ended, so that the store can be closed; whether there was one."""
    transaction = under_way(store)
    if transaction is not None:
        transaction.roll_back()
    return transaction is not None


def _complain(store):
    raise errors.StateError(
        f"the store {store.get_location()} was closed with a transaction under way, which was undone; commit it first"
    )


@extend(RAW.Store)
class _Store:
    open = staticmethod(same_as(open, _open))

    def __enter__(self):
        return self

    def __exit__(self, kind, exception, traceback):
        left = _left_behind(self)
        self.close()
        # an exception that is on its way says more
        if left and exception is None:
            _complain(self)

    async def __aexit__(self, kind, exception, traceback):
        left = _left_behind(self)
        await self.close_async()
        if left and exception is None:
            _complain(self)

    async def __aenter__(self):
        return self

    def __repr__(self):
        return f"<Leren.Store {self.get_location()!r}{'' if self.is_open() else ', closed'}>"

    def __getitem__(self, id):
        return self.get(id)

    def __contains__(self, id):
        try:
            self.get(id)
        except errors.NotFoundError:
            return False
        return True

    # without this, Python would ask for store[0], store[1] and so on
    __iter__ = None

    def __getattr__(self, name):
        record_type = None if name.startswith("_") else types_by_plural().get(name)
        if record_type is None:
            raise AttributeError(f"'Store' object has no attribute {name!r}", name=name, obj=self)
        return Records(self, record_type)

    def __dir__(self):
        return [*object.__dir__(self), *types_by_plural()]

    def save(self, *records, cancellable=None):
        """Saves records: adds them, or changes those that have their ids. All are saved, or none.

        They are checked first, and so is what they refer to; where there are several, one may refer to another that comes
        later. A record that is new gets the time it was `created`, one that was there the time it was `modified`."""
        records, cancellable = _records(records, cancellable)
        if len(records) == 1:
            _save(self, records[0], cancellable)
        else:
            _save_all(self, records, cancellable)

    def save_async(self, *records, cancellable=None, callback=None):
        """Saves records without blocking, as save() does.

        They are read before this returns: what is changed in them afterwards is not saved."""
        if callback is None and records and callable(records[-1]) and not isinstance(records[-1], RAW.Record):
            records, callback = records[:-1], records[-1]
        records, cancellable = _records(records, cancellable)
        if len(records) == 1:
            return _save_async(self, records[0], cancellable, callback)
        return _save_all_async(self, records, cancellable, callback)
