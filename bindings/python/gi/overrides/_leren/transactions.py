# Copyright The libleren authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Transactions as a block: `with store.transaction():` keeps all that is done in it, or, where it is left by an
exception, nothing. `async with` does the same without blocking."""

import weakref

from .api import RAW
from .extending import extend, same_as

_begin = RAW.Store.begin
_begin_async = RAW.Store.begin_async
_latest = weakref.WeakKeyDictionary()


def under_way(store):
    """The transaction that this program began and did not end, or None."""
    transaction = _latest.get(store, lambda: None)()
    return transaction if transaction is not None and transaction.is_under_way() else None


class TransactionBlock:
    """What store.transaction() gives: a transaction begins with the block, and ends with it.

    `with store.transaction() as transaction:` names it, so that it can be ended earlier."""

    def __init__(self, store):
        self._store = store
        self._begun = False
        self._transaction = None

    def __repr__(self):
        return f"<transaction of {self._store!r}>"

    def _once(self):
        if self._begun:
            raise RuntimeError("this block was entered before; store.transaction() gives another")
        self._begun = True

    @property
    def _open(self):
        """Whether there is still something to end: the block itself may have done it."""
        return self._transaction is not None and self._transaction.is_under_way()

    def __enter__(self):
        self._once()
        self._transaction = self._store.begin()
        return self._transaction

    def __exit__(self, kind, exception, traceback):
        try:
            if exception is None and self._open:
                self._transaction.commit()
        finally:
            # also where it could not be committed, so that the store can be used again
            if self._open:
                self._transaction.roll_back()

    async def __aenter__(self):
        self._once()
        self._transaction = await self._store.begin_async()
        return self._transaction

    async def __aexit__(self, kind, exception, traceback):
        try:
            if exception is None and self._open:
                await self._transaction.commit_async()
        finally:
            if self._open:
                await self._transaction.roll_back_async()


def _remember(store, transaction):
    _latest[store] = weakref.ref(transaction)


@extend(RAW.Store)
class _Store:
    def begin(self):
        transaction = _begin(self)
        _remember(self, transaction)
        return transaction

    def begin_async(self, cancellable=None, callback=None, *user_data):
        begun = _begin_async(self, cancellable, callback, *user_data)
        if callback is None:
            begun.add_done_callback(
                lambda task: task.cancelled() or task.exception() or _remember(self, task.result())
            )
        return begun

    def transaction(self):
        """A block of which all is kept, or nothing: `with store.transaction():`, or `async with`.

        Where the block is left by an exception, all that was done in it is undone, and the exception goes on. Where it cannot
        be committed, because a reference names nothing or the disk is full, that is raised, and all is undone too. There
        is one transaction at a time, and all that is done with the store meanwhile belongs to it."""
        return TransactionBlock(self)


same_as(RAW.Store.begin, _begin)
same_as(RAW.Store.begin_async, _begin_async)
