// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Transactions as a function: all that is done in it is kept, or, where it throws, nothing.
/* exported inTransaction, inTransactionAsync, install */

const {words} = imports.overrides._leren;

function check(run, where) {
    if (typeof run !== 'function')
        throw new TypeError(`${where}() takes a function, not ${words.shown(run)}`);
}

// Undoes what was not ended; a store that was closed has done so.
function undo(transaction) {
    if (transaction.is_under_way())
        transaction.roll_back();
}

function isUnderWay(Leren, error) {
    return error instanceof Leren.Error && error.code === Leren.Error.STATE;
}

// With `join`, what runs within another transaction is a part of that.
function begin(Leren, store, join) {
    try {
        return store.begin();
    } catch (error) {
        if (join && isUnderWay(Leren, error))
            return null;
        throw error;
    }
}

async function beginAsync(Leren, store, join) {
    try {
        return await store.begin_async();
    } catch (error) {
        if (join && isUnderWay(Leren, error))
            return null;
        throw error;
    }
}

function inTransaction(Leren, store, run, join = false) {
    const transaction = begin(Leren, store, join);
    if (transaction === null)
        return run(null);
    try {
        const value = run(transaction);
        if (typeof value?.then === 'function') {
            // this is what went wrong; what else may go wrong in there is of no use any more
            value.then(undefined, () => {});
            throw new TypeError('Leren.Store.transaction() does not wait for a promise; ' +
                'await transaction_async() instead');
        }
        if (transaction.is_under_way())
            transaction.commit();
        return value;
    } catch (error) {
        undo(transaction);
        throw error;
    }
}

async function inTransactionAsync(Leren, store, run, join = false) {
    const transaction = await beginAsync(Leren, store, join);
    if (transaction === null)
        return run(null);
    try {
        const value = await run(transaction);
        if (transaction.is_under_way())
            await transaction.commit_async();
        return value;
    } catch (error) {
        undo(transaction);
        throw error;
    }
}

function install(Leren) {
    Object.assign(Leren.Store.prototype, {
        transaction(run) {
            check(run, 'Leren.Store.transaction');
            return inTransaction(Leren, this, run);
        },

        async transaction_async(run) {
            check(run, 'Leren.Store.transaction_async');
            return await inTransactionAsync(Leren, this, run);
        },
    });
}
