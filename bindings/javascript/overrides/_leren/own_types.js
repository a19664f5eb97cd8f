// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Record types of a program's own: a class that derives from Leren.Record, with a GObject property for each member.
//
//     const Visit = GObject.registerClass({
//         RecordType: 'org.example.visit',
//         Properties: {
//             street: GObject.ParamSpec.string('street', '', 'Where it was.', GObject.ParamFlags.READWRITE, null),
//         },
//     }, class Visit extends Leren.Record {});
//
// The type is registered when the class is, so that a store that holds such records gives them back as objects of
// it, and its members are judged as the built-in ones are. `static RecordType = …` in the class says the same.
// A class without it is registered by Leren.Declaration.register(), or under its own name when it is first used.
/* exported define, findMember, install, membersOf */

const {GObject} = imports.gi;
const {attributes, enums, members, natives, words} = imports.overrides._leren;

// By class, the members by name. A class is never forgotten, as GObject has it.
const known = new Map();

// What a program wrote as an accessor, by ours that took its place.
const written = new WeakMap();

// What an accessor threw when GObject asked: it has no way to say so.
let thrown = null;

// Where a class of the program keeps the value of a member: behind accessors that deal in values of JavaScript's own.
class InClass {
    constructor(accessors, pspec) {
        this.accessors = accessors;
        this.blank = pspec.get_default_value() ?? null;
    }

    get fallback() {
        return this.blank;
    }

    get(record) {
        const value = this.accessors.get.call(record) ?? null;
        return value === null ? null : this.member.take(value, this.member.where(record), record);
    }

    set(record, kept) {
        const {member} = this;
        if (this.accessors.set === undefined)
            throw new TypeError(`${member.where(record)} has no setter`);
        this.accessors.set.call(record, kept === null ? null : member.native(kept, record));
        // that there is a value is learnt from its notification
        if (kept !== null && !member.isSet(record))
            record.notify(member.property);
    }

    unset(record, name) {
        thrown = null;
        natives.record.unset.call(record, name);
        if (thrown !== null)
            throw thrown.error;
    }
}

// GObject asks for what C keeps, and an exception would be lost on it.
function answer(record, blank, run) {
    try {
        return run() ?? blank;
    } catch (error) {
        thrown = {error};
        natives.record.fail_request.call(record, `${error}`.replaceAll('\0', ''));
        return blank;
    }
}

// Puts accessors on a class under all names that a member has in GJS.
function define(prototype, property, accessors) {
    for (const spelling of attributes.spellings(property))
        Object.defineProperty(prototype, spelling, {...accessors, configurable: true, enumerable: true});
}

function findAccessors(Class, property) {
    const name = property.replaceAll('-', '_');
    for (let {prototype} = Class; prototype !== null; prototype = Object.getPrototypeOf(prototype)) {
        const accessors = Object.getOwnPropertyDescriptor(prototype, name);
        if (accessors)
            return written.get(accessors.get) ?? accessors;
    }
    return null;
}

function ownMember(Class, field) {
    const property = natives.field.get_property.call(field);
    const storage = new InClass(findAccessors(Class, property), Class.find_property(property));
    const member = members.memberOf(field, storage);
    storage.member = member;
    const accessors = {
        get() {
            return natives.record.take_request.call(this)
                ? answer(this, storage.blank, () => storage.get(this)) : member.get(this);
        },
        set(value) {
            if (natives.record.take_request.call(this))
                answer(this, undefined, () => storage.set(this, value));
            else
                member.set(this, value);
        },
    };
    written.set(accessors.get, storage.accessors);
    define(Class.prototype, property, accessors);
    return member;
}

// Makes a class one of records: its members are those of the declaration that `declare` gives.
function adopt(Class, declare) {
    let declaration;
    try {
        declaration = declare();
    } catch (error) {
        const {Error: Codes} = imports.gi.Leren;
        if (error.matches?.(Codes, Codes.UNSUPPORTED) || error.matches?.(Codes, Codes.INVALID))
            throw new TypeError(`${Class.name}: ${error.message}`);
        throw error;
    }
    if (known.has(Class))
        return declaration;
    natives.declaration.keep_to_thread.call(declaration);
    const common = membersOf(imports.gi.Leren.Record);
    const all = new Map();
    for (let i = 0; i < natives.declaration.get_n_fields.call(declaration); i++) {
        const field = natives.declaration.get_field.call(declaration, i);
        const name = natives.field.get_name.call(field);
        all.set(name, common.get(name) ?? ownMember(Class, field));
    }
    known.set(Class, all);
    return declaration;
}

// The members of a class of records, by name; those of an own type that is met for the first time are made here.
function membersOf(Class) {
    if (!known.has(Class))
        adopt(Class, () => natives.declaration.lookup_type(Class.$gtype));
    return known.get(Class);
}

// A member by any of the names that it has in GJS; undefined where there is none of that name.
function findMember(Class, name) {
    return membersOf(Class).get(name) ??
        membersOf(Class).get(name.replace(/-/g, '_').replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`));
}

function checkName(Class, recordType) {
    if (typeof recordType !== 'string')
        throw new TypeError(`${Class.name}: RecordType is ${words.shown(recordType)}; it must be text`);
    if (!recordType.includes('.')) {
        throw new RangeError(`${Class.name}: RecordType is ${words.shown(recordType)}; it needs a dot, as in ` +
            `org.example.${recordType}, so that it never meets a later name of the library`);
    }
}

// GObject.registerClass() keeps to itself what it does not know.
function passRecordType(Leren) {
    const {registerClass} = GObject;
    GObject.registerClass = function (...args) {
        const [about, Class] = args;
        if (args.length === 2 && about.RecordType !== undefined) {
            if (!(Class.prototype instanceof Leren.Record))
                throw new TypeError(`${Class.name}: a class with a RecordType derives from Leren.Record`);
            Object.defineProperty(Class, 'RecordType', {value: about.RecordType, configurable: true, enumerable: true});
        }
        return registerClass.apply(this, args);
    };
}

function registerWithClass(Leren) {
    const init = Leren.Record._classInit;
    Leren.Record._classInit = function (Class) {
        const recordType = Object.getOwnPropertyDescriptor(Class, 'RecordType')?.value;
        const parent = Object.getPrototypeOf(Class);
        // GObject never forgets a class, so what can be known is said before it learns of it
        if (parent !== Leren.Record && members.isBuiltIn(parent))
            throw new TypeError(`${Class.name}: ${members.nameOf(parent)} is final; derive from Leren.Record`);
        if (recordType !== undefined)
            checkName(Class, recordType);
        const made = init.call(this, Class);
        if (recordType !== undefined)
            adopt(made, () => natives.declaration.register(made.$gtype, recordType));
        return made;
    };
}

function registerByHand(Leren) {
    const {register} = Leren.Declaration;
    Leren.Declaration.register = function (type, recordType) {
        return type?.prototype instanceof Leren.Record
            ? adopt(type, () => register.call(this, type, recordType)) : register.call(this, type, recordType);
    };
}

// A property's default may be a name too.
function takeNamesAsDefaults() {
    const make = GObject.ParamSpec.enum;
    GObject.ParamSpec.enum = function (name, nick, blurb, flags, type, fallback) {
        const enumeration = enums.nameOf(type?.$gtype ?? type);
        return make.call(this, name, nick, blurb, flags, type, enumeration === null ? fallback
            : enums.toNumber(enumeration, fallback, `the default of “${name}”`));
    };
}

// What each class of the library itself has, and then those of programs.
function install(Leren, builtIn) {
    for (const [Class, all] of builtIn)
        known.set(Class, all);
    passRecordType(Leren);
    registerWithClass(Leren);
    registerByHand(Leren);
    takeNamesAsDefaults();
}
