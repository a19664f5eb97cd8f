// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Models as lists: they can be iterated over, and taken from by place, from the end too. They stay models, for a
// list view to show.
/* exported adapt, install */

const {Gio} = imports.gi;
const {words} = imports.overrides._leren;

function at(model, index) {
    if (!Number.isInteger(index))
        throw new TypeError(`the place is ${words.shown(index)}; it must be a whole number`);
    const length = model.get_n_items();
    const place = index < 0 ? length + index : index;
    return place >= 0 && place < length ? model.get_item(place) : undefined;
}

// What they share with arrays, under the names that it has there.
const LIKE_ARRAYS = [
    'entries', 'every', 'filter', 'find', 'findIndex', 'flatMap', 'forEach', 'includes', 'indexOf', 'join', 'map',
    'reduce', 'slice', 'some',
];

const MEMBERS = {
    at: {
        value(index) {
            return at(this, index);
        },
    },
    length: {
        get() {
            return this.get_n_items();
        },
    },
    [Symbol.iterator]: {
        *value() {
            for (let i = 0; i < this.get_n_items(); i++)
                yield this.get_item(i);
        },
    },
    toArray: {
        value() {
            return [...this];
        },
    },
    ...Object.fromEntries(LIKE_ARRAYS.map(name => [name, {
        value(...args) {
            return this.toArray()[name](...args);
        },
    }])),
};

function adorn(object) {
    for (const key of Reflect.ownKeys(MEMBERS)) {
        if (!Object.hasOwn(object, key))
            Object.defineProperty(object, key, {configurable: true, ...MEMBERS[key]});
    }
}

// A model that came out of the library. The class of most is one of GLib, which is not ours to change.
function adapt(model) {
    adorn(model);
    return model;
}

function install(Leren, api) {
    for (const [name, {interfaces}] of Object.entries(api.classes)) {
        if (interfaces.includes('Gio.ListModel'))
            adorn(Leren[name].prototype);
    }
}
