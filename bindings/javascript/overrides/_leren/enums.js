// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Enumerations are their names: Leren.ReflectionLevel.BEHAVIOUR is 'behaviour', the word that files,
// tables and SQL use too. Only what is called in C gets to see the number.
/* exported Enumeration, fromNumber, install, isEnumeration, nameOf, names, toNumber */

const {notOneOf, shown} = imports.overrides._leren.words;

// One enumeration as programs see it: an object with its names, which can be iterated over in their
// order. That a value was not stated (NONE, 0) is null, as everywhere in JavaScript.
var Enumeration = class Enumeration {
    #name;
    #numbers = new Map();
    #names = new Map();

    constructor(name, gtype, members) {
        this.#name = name;
        Object.defineProperty(this, '$gtype', {value: gtype});
        for (const [key, {value, nick}] of Object.entries(members)) {
            const absent = key === 'NONE' && value === 0;
            Object.defineProperty(this, key, {value: absent ? null : nick, enumerable: !absent});
            this.#names.set(value, this[key]);
            this.#numbers.set(this[key], value);
        }
        Object.freeze(this);
    }

    *[Symbol.iterator]() {
        yield* Object.values(this);
    }

    // For sorting: by the order in which they are declared, what is absent first.
    compare(a, b) {
        return this.toNumber(a) - this.toNumber(b);
    }

    fromNumber(number) {
        if (!this.#names.has(number))
            throw new RangeError(`${this} has no value ${shown(number)}`);
        return this.#names.get(number);
    }

    toNumber(given, where = `${this}`) {
        if (this.#numbers.has(given))
            return this.#numbers.get(given);
        if (this.#names.has(given))
            return given;
        throw notOneOf(where, given, [...this], this.#numbers.has(null) ? ', or null' : '');
    }

    toString() {
        return `Leren.${this.#name}`;
    }
};

const enumerations = new Map();

// Puts them in the place of the numbers that introspection made. Flags stay numbers, for they are added
// up, and so do the codes of errors, which GLib.Error.matches() takes.
function install(namespace, api) {
    for (const [name, {flags, members}] of Object.entries(api.enums)) {
        if (flags || typeof namespace[name] === 'function')
            continue;
        const enumeration = new Enumeration(name, namespace[name].$gtype, members);
        enumerations.set(name, enumeration);
        namespace[name] = enumeration;
    }
}

// Whether a name of the namespace, as the GIR gives it, is that of an enumeration.
function isEnumeration(name) {
    return enumerations.has(name);
}

// The name of the enumeration of a GType; null where it is another library's.
function nameOf(gtype) {
    const name = gtype?.name.replace(/^Leren/, '');
    return isEnumeration(name) ? name : null;
}

function names(name) {
    return [...enumerations.get(name)];
}

// From the number that C gave to its name; null where it says that nothing was stated.
function fromNumber(name, number) {
    return enumerations.get(name).fromNumber(number);
}

// From a name, or a number, to the number that C takes; `where` begins the message about another value.
function toNumber(name, given, where) {
    return enumerations.get(name).toNumber(given, where);
}
