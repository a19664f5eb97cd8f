// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Transactions as a function: all that is done in it is kept, or, where it throws, nothing.
/* exported install */

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

function inTransaction(store, run) {
    const transaction = store.begin();
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

async function inTransactionAsync(store, run) {
    const transaction = await store.begin_async();
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
            return inTransaction(this, run);
        },

        async transaction_async(run) {
            check(run, 'Leren.Store.transaction_async');
            return await inTransactionAsync(this, run);
        },
    });
}
