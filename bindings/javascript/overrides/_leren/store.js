// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Stores: store.cases has all cases, save() takes several records.
/* exported install */

const {Gio} = imports.gi;
const {transactions} = imports.overrides._leren;

// What is to be saved, and the cancellable that may come last, as in C.
function divide(given) {
    const last = given[given.length - 1];
    const hasCancellable = given.length > 1 && (last === null || last === undefined || last instanceof Gio.Cancellable);
    return hasCancellable ? {records: given.slice(0, -1), cancellable: last ?? null} : {records: given, cancellable: null};
}

function installSaving(Leren) {
    const {prototype} = Leren.Store;
    const {save, save_async: saveAsync} = prototype;

    prototype.save = function (...given) {
        const {records, cancellable} = divide(given);
        if (records.length <= 1) {
            save.call(this, records[0], cancellable);
            return;
        }
        transactions.inTransaction(Leren, this, () => {
            for (const record of records)
                save.call(this, record, cancellable);
        }, true);
    };

    async function saveAll(store, {records, cancellable}) {
        await transactions.inTransactionAsync(Leren, store, async () => {
            for (const record of records)
                await saveAsync.call(store, record, cancellable);
        }, true);
    }

    prototype.save_async = function (...given) {
        const callback = given[given.length - 1];
        if (typeof callback === 'function')
            return saveAsync.apply(this, given);
        const divided = divide(given);
        return divided.records.length > 1 ? saveAll(this, divided)
            : saveAsync.call(this, divided.records[0], divided.cancellable);
    };
}

// store.cases, store.knowledge: what the declaration of a type calls several of its records.
function installPlurals(Leren) {
    for (const name of Leren.Declaration.list_types()) {
        const plural = Leren.Declaration.lookup(name).get_plural();
        if (plural === null)
            continue;
        Object.defineProperty(Leren.Store.prototype, plural, {
            get() {
                return this.query(name);
            },
            configurable: true,
            enumerable: true,
        });
    }
}

function install(Leren) {
    installSaving(Leren);
    installPlurals(Leren);
    Leren.Store.prototype.has = function (id) {
        try {
            this.get(id);
            return true;
        } catch (error) {
            if (error instanceof Leren.Error && error.code === Leren.Error.NOT_FOUND)
                return false;
            throw error;
        }
    };
}
