// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What GJS made of the library's own calls, for the overrides to use: kept before others take their place.
/* exported accessorsOf, declaration, field, keep, property, record */

const {api, words} = imports.overrides._leren;

var record = {};
var field = {};
var declaration = {};

const properties = new Map();

function keepAll(kept, holder, names) {
    for (const name of names)
        kept[name] = holder[name];
}

// The accessors of a property, as GJS made them; it ends the program where they are asked of an object of another class.
function accessorsOf(Class, each) {
    const {get, set} = Object.getOwnPropertyDescriptor(Class.prototype, each);
    const check = object => {
        if (!(object instanceof Class))
            throw new TypeError(`“${each}” is a property of a ${words.className(Class)}, not of ${words.shown(object)}`);
    };
    return {
        get() {
            check(this);
            return get.call(this);
        },
        set(value) {
            check(this);
            set.call(this, value);
        },
    };
}

function keep(Leren) {
    const {classes} = api.read();
    keepAll(record, Leren.Record.prototype, Object.keys(classes.Record.methods));
    keepAll(record, Leren.Record, Object.keys(classes.Record.functions));
    keepAll(field, Leren.Field.prototype, Object.keys(classes.Field.methods));
    keepAll(declaration, Leren.Declaration.prototype, Object.keys(classes.Declaration.methods));
    keepAll(declaration, Leren.Declaration, Object.keys(classes.Declaration.functions));
    for (const name of Object.keys(classes).filter(api.isRecord)) {
        for (const each of Object.keys(classes[name].properties)) {
            // a member that all records have is the same one in all
            properties.set(name === 'Record' ? each : `${name}.${each}`, accessorsOf(Leren[name], each));
        }
    }
}

// The accessors of a member as the library has it; `name` is that of the class.
function property(name, each) {
    return properties.get(`${name}.${each}`) ?? properties.get(each);
}
