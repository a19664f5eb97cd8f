// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Records as objects of JavaScript: made with their members by name, written as JSON, and with no room for a name that
// the type does not have.
/* exported install */

const {GLib, GObject} = imports.gi;
const {api, containers, members, natives, own_types: ownTypes, words} = imports.overrides._leren;
const JsonText = imports.overrides._leren.json;

const CHARACTERS_OF_TITLE = 60;

function noMember(Class, name) {
    const near = words.didYouMean(name, [...ownTypes.membersOf(Class).keys()]);
    return new TypeError(`${members.nameOf(Class)} has no member ${words.shown(name)}${near}`);
}

function memberNamed(Class, name) {
    if (typeof name !== 'string')
        throw new TypeError(`${members.nameOf(Class)}: the name of a member is ${words.shown(name)}; it must be text`);
    const member = ownTypes.findMember(Class, name);
    if (member === undefined)
        throw noMember(Class, name);
    return member;
}

function isObject(value) {
    return value !== null && typeof value === 'object' && !Array.isArray(value);
}

// Where the library itself keeps the value of a member.
class InC {
    constructor({get, set}) {
        this.accessors = {get, set};
    }

    get(record) {
        return this.accessors.get.call(record);
    }

    set(record, kept) {
        this.accessors.set.call(record, kept);
    }

    unset(record, name) {
        natives.record.unset.call(record, name);
    }
}

function builtInMembers(name, declaration) {
    const all = new Map();
    for (let i = 0; i < natives.declaration.get_n_fields.call(declaration); i++) {
        const field = natives.declaration.get_field.call(declaration, i);
        const property = natives.field.get_property.call(field);
        const member = members.memberOf(field, new InC(natives.property(name, property)));
        all.set(member.name, member);
    }
    return all;
}

// A member as an attribute, and by the methods that read and write it in C.
function installMember(Class, member) {
    const {prototype} = Class;
    ownTypes.define(prototype, member.property, {
        get() {
            return member.get(this);
        },
        set(value) {
            member.set(this, value);
        },
    });
    prototype[`get_${member.name}`] = function () {
        return member.get(this);
    };
    prototype[`set_${member.name}`] = function (value) {
        member.set(this, value);
    };
}

// All that there is of the library, by class; what all records have is installed where all have it.
function installBuiltIn(Leren) {
    const all = new Map();
    const names = natives.declaration.list_types();
    for (const recordType of names) {
        const declaration = natives.declaration.lookup(recordType);
        const name = natives.declaration.get_object_type.call(declaration).name.replace(/^Leren/, '');
        all.set(Leren[name], builtInMembers(name, declaration));
    }
    const isCommon = ({property}) => property in api.read().classes.Record.properties;
    const common = [...all.get(Leren.Case).values()].filter(isCommon);
    for (const member of common)
        installMember(Leren.Record, member);
    for (const [Class, its] of all) {
        for (const member of its.values()) {
            if (!isCommon(member))
                installMember(Class, member);
        }
    }
    all.set(Leren.Record, new Map(common.map(member => [member.name, member])));
    all.set(Leren.UnknownRecord, all.get(Leren.Record));
    for (const [Class] of all) {
        Object.defineProperty(Class.prototype, Symbol.toStringTag,
            {value: members.nameOf(Class), configurable: true});
    }
    return all;
}

// new Leren.Case({title: 'Rent arrears', contributor: coach})
function installConstruction(Leren) {
    const init = Leren.Record.prototype._init;
    Leren.Record.prototype._init = function (given = {}) {
        const Class = this.constructor;
        if (!isObject(given)) {
            throw new TypeError(`new ${members.nameOf(Class)}() takes an object with members, ` +
                `not ${words.shown(given)}`);
        }
        const [taken, rest] = [[], {}];
        for (const [spelling, value] of Object.entries(given)) {
            const member = ownTypes.findMember(Class, spelling);
            if (member)
                taken.push([member, value]);
            // a class of a program can have properties that are no members
            else if (!members.isBuiltIn(Class) && Class.find_property(spelling.replaceAll('_', '-')))
                rest[spelling] = value;
            else
                throw noMember(Class, spelling);
        }
        const made = init.call(this, rest);
        for (const [member, value] of taken)
            member.set(this, value);
        return made;
    };
}

// A name that nothing is known by would be lost when the record is saved.
function refuseUnknownNames(Leren) {
    const guard = new Proxy(Object.create(GObject.Object.prototype), {
        set(target, name, value, record) {
            if (typeof name === 'symbol' || name.startsWith('_') || name in target)
                return Reflect.set(target, name, value, record);
            const error = noMember(record.constructor, name);
            if (!members.isBuiltIn(record.constructor))
                error.message += `; what is no member is declared in the class (${name};), or begins with _`;
            throw error;
        },
    });
    Object.setPrototypeOf(Leren.Record.prototype, guard);
}

// A value of JavaScript as JSON has it.
function asJson(value, name) {
    if (value instanceof Date)
        return Number.isNaN(value.getTime()) ? value : value.toISOString();
    if (value instanceof imports.gi.Leren.Record)
        return natives.record.get_id.call(value);
    return Array.isArray(value) ? value.map(each => asJson(each, name)) : value;
}

function fromObject(Class, object) {
    const name = members.nameOf(Class);
    if (!isObject(object))
        throw new TypeError(`${name}.from_object() takes an object with members, not ${words.shown(object)}`);
    const {Declaration, Record, UnknownRecord} = imports.gi.Leren;
    const own = Class === Record || Class === UnknownRecord ? undefined
        : natives.declaration.get_name.call(natives.declaration.lookup_type(Class.$gtype));
    const {type = own} = object;
    if (own !== undefined && type !== own)
        throw new RangeError(`${name}.from_object(): the type is ${words.shown(type)}; it must be “${own}”`);
    const declaration = typeof type === 'string' ? Declaration.lookup(type) : null;
    const given = type === undefined ? {} : {type};
    for (const [spelling, value] of Object.entries(object)) {
        // what is not known is kept as it is, by the name that it has
        const snake = spelling.replace(/-/g, '_').replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
        const known = declaration && natives.declaration.find_field.call(declaration, snake) ? snake : spelling;
        if (value !== null)
            given[known] = asJson(value);
    }
    given.id ??= GLib.uuid_string_random();
    return Record.from_json(JsonText.stringify(given, `${name}.from_object(): the record`), -1);
}

function shownTitle(title) {
    const characters = [...title];
    const shortened = characters.slice(0, CHARACTERS_OF_TITLE).join('').replace(/\s+/g, ' ');
    return `'${shortened}'${characters.length > CHARACTERS_OF_TITLE ? '…' : ''}`;
}

const METHODS = {
    toString() {
        const title = natives.record.get_title.call(this);
        // looking at a record gives it no id
        const id = natives.record.is_set.call(this, 'id') ? ` id=${natives.record.get_id.call(this)}` : '';
        return `<${members.nameOf(this.constructor)}${title === null ? '' : ` ${shownTitle(title)}`}${id}>`;
    },

    // The record as JSON has it: its type and its members by name, times and days as text. What is absent is left out.
    toJSON() {
        return JsonText.parse(this.to_json());
    },

    copy() {
        // what cannot be copied cannot be read back either, and that says why
        return natives.record.copy.call(this) ?? imports.gi.Leren.Record.from_json(this.to_json(), -1);
    },

    is_set(name) {
        return memberNamed(this.constructor, name).isSet(this);
    },

    unset(name) {
        memberNamed(this.constructor, name).unset(this);
    },

    // With a GObject.Value for the answer, or without.
    get_property(name, ...value) {
        const member = value.length === 0 ? ownTypes.findMember(this.constructor, name) : undefined;
        return member ? member.get(this) : GObject.Object.prototype.get_property.call(this, name, ...value);
    },

    set_property(name, value) {
        const member = value instanceof GObject.Value ? undefined : ownTypes.findMember(this.constructor, name);
        return member ? member.set(this, value) : GObject.Object.prototype.set_property.call(this, name, value);
    },
};

// A record of a type that is not known here: what it says can be read, but not changed.
function installUnknown({UnknownRecord, Record}) {
    const {prototype} = UnknownRecord;
    const refuse = record => {
        throw new TypeError(`a record of type “${record.get_record_type()}” is kept as it is, for the type is not ` +
            'known here; register a class for it to change its records');
    };
    prototype._init = function () {
        throw new TypeError('a Leren.UnknownRecord cannot be made by itself; ' +
            'a store or Leren.Record.from_object() gives one');
    };
    prototype.is_set = function (name) {
        return Object.hasOwn(this.toJSON(), name);
    };
    prototype.unset = prototype.set_property = function () {
        refuse(this);
    };
    for (const member of ownTypes.membersOf(Record).values()) {
        ownTypes.define(prototype, member.property, {
            get() {
                return containers.plain(member.get(this));
            },
            set() {
                refuse(this);
            },
        });
        prototype[`set_${member.name}`] = function () {
            refuse(this);
        };
    }
    const rest = new Proxy(Object.create(Record.prototype), {
        get(target, name, record) {
            if (typeof name === 'symbol' || name in target || !(record instanceof UnknownRecord))
                return Reflect.get(target, name, record);
            const said = record.toJSON();
            return Object.hasOwn(said, name) ? said[name] : undefined;
        },
        set(target, name, value, record) {
            if (typeof name === 'symbol' || name.startsWith('_'))
                return Reflect.set(target, name, value, record);
            return refuse(record);
        },
    });
    Object.setPrototypeOf(prototype, rest);
}

function install(Leren) {
    ownTypes.install(Leren, installBuiltIn(Leren));
    installConstruction(Leren);
    for (const [name, value] of Object.entries(METHODS))
        Leren.Record.prototype[name] = value;
    Leren.Record.from_object = function (object) {
        return fromObject(this, object);
    };
    refuseUnknownNames(Leren);
    installUnknown(Leren);
}
