// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Stores: store.cases has all cases, save() takes several records.
/* exported install */

const {Gio} = imports.gi;

// What is to be saved, and the cancellable that may come last, as in C.
function divide(given) {
    const last = given[given.length - 1];
    const hasCancellable = given.length > 1 && (last === null || last === undefined || last instanceof Gio.Cancellable);
    return hasCancellable ? {records: given.slice(0, -1), cancellable: last ?? null} : {records: given, cancellable: null};
}

function installSaving(Leren) {
    const {prototype} = Leren.Store;
    const {save, save_async: saveAsync, save_all: saveAll, save_all_async: saveAllAsync} = prototype;

    // One that is no record is refused as where it is alone.
    function one(records) {
        return records.length > 1 && records.every(record => record instanceof Leren.Record) ? null
            : {record: records.find(record => !(record instanceof Leren.Record)) ?? records[0]};
    }

    prototype.save = function (...given) {
        const {records, cancellable} = divide(given);
        const only = one(records);
        if (only !== null)
            save.call(this, only.record, cancellable);
        else
            saveAll.call(this, records, cancellable);
    };

    prototype.save_async = function (...given) {
        const callback = given[given.length - 1];
        if (typeof callback === 'function')
            return saveAsync.apply(this, given);
        const {records, cancellable} = divide(given);
        const only = one(records);
        return only !== null ? saveAsync.call(this, only.record, cancellable)
            : saveAllAsync.call(this, records, cancellable);
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
