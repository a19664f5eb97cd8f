// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What goes wrong. Errors of the library are GLib.Error, as everywhere in GJS, with a name that can be read; an
// exception of a program that came along in C comes out on the other side as itself.
/* exported carry, enter, guard, install */

const {GLib} = imports.gi;
const {shown} = imports.overrides._leren.words;

const CARRIED = GLib.quark_from_string('leren-javascript-exception');
// of exceptions that never come back, as when nobody asks what became of a call, no more than these are kept
const MOST_CARRIED = 1000;
const carried = new Map();
let serial = 0;

// An error that C can pass on, in the place of an exception that it could not.
function carry(exception) {
    serial = serial % GLib.MAXINT32 + 1;
    carried.set(serial, exception);
    if (carried.size > MOST_CARRIED)
        carried.delete(carried.keys().next().value);
    const message = typeof exception?.message === 'string' ? exception.message : shown(exception);
    return GLib.Error.new_literal(CARRIED, serial, message.replaceAll('\0', ''));
}

// What an error of C is about: the exception that it carries, or itself.
function cause(error) {
    if (!(error instanceof GLib.Error) || error.domain !== CARRIED || !carried.has(error.code))
        return error;
    const exception = carried.get(error.code);
    carried.delete(error.code);
    return exception;
}

// Calls what GJS made of C.
function enter(original, owner, taken) {
    try {
        return original.apply(owner, taken);
    } catch (error) {
        throw cause(error);
    }
}

// A function for C to call that nobody waits for: what it throws is logged, and the others go on. GJS
// itself would call that critical.
function guard(what, run) {
    return function (...args) {
        try {
            return run.apply(this, args);
        } catch (exception) {
            const isError = exception instanceof Error || exception instanceof GLib.Error;
            logError(isError ? exception : new Error(`${shown(exception)} was thrown`), what);
            return undefined;
        }
    };
}

// As the classes are called in Python: Leren.ReferenceError, which is not the one of JavaScript.
function nameOf(key) {
    return `Leren.${key.toLowerCase().replace(/(?:^|_)(.)/g, (_, letter) => letter.toUpperCase())}Error`;
}

function install(Leren, api) {
    const members = Object.entries(api.enums.Error.members);
    const names = new Map(members.map(([key, {value}]) => [value, nameOf(key)]));
    const nicks = new Map(members.map(([, {value, nick}]) => [value, nick]));
    Object.defineProperty(Leren.Error.prototype, 'name', {
        get() {
            return names.get(this.code) ?? 'Leren.Error';
        },
        configurable: true,
    });
    Object.assign(Leren.Error.prototype, {
        toString() {
            return `${this.name}: ${this.message}`;
        },

        toJSON() {
            return {name: this.name, code: nicks.get(this.code) ?? this.code, message: this.message};
        },
    });
}
