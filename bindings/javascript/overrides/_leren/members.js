// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// The members of records, by what the declaration of the type says of each. Absent is null, or the default that is
// declared. What is assigned is judged at once: GJS would take much that is wrong for something else, and C would only
// tell when the record is saved.
/* exported isBuiltIn, memberOf, nameOf */

const {GObject} = imports.gi;
const {containers, enums, natives, values, words} = imports.overrides._leren;
const {shown} = words;
const JsonText = imports.overrides._leren.json;

// Whether a class of records is one of the library.
function isBuiltIn(Class) {
    return imports.gi.Leren[Class.$gtype.name.replace(/^Leren/, '')] === Class;
}

const classNames = new Map();

// A class of records as a program names it.
function nameOf(Class) {
    if (!classNames.has(Class)) {
        const {name} = Class.$gtype;
        classNames.set(Class, isBuiltIn(Class) ? name.replace(/^Leren/, 'Leren.') : Class.name || name);
    }
    return classNames.get(Class);
}

const AN_ID = /^\P{Cc}{1,128}$/u;

function prefix(record) {
    return record ? `${nameOf(record.constructor)}: ` : '';
}

// One member of a record type. `take` makes of a value what C keeps, or says what is wrong with it; `native` makes of
// what C keeps a value of JavaScript's own, and `give` what a program gets to see. Where it is kept is the storage's:
// in C, or in a class of the program.
class Member {
    constructor(field, storage) {
        this.field = field;
        this.name = natives.field.get_name.call(field);
        this.property = natives.field.get_property.call(field);
        this.required = natives.field.is_required.call(field);
        this.storage = storage;
    }

    get wanted() {
        return 'text';
    }

    // How a message about it begins; C begins its own with the member.
    where(record) {
        return `${prefix(record)}member “${this.name}”`;
    }

    isSet(record) {
        return natives.record.is_set.call(record, this.name);
    }

    get(record) {
        const kept = this.storage.get(record);
        return kept === null || !kept && !this.isSet(record) ? this.absent : this.give(kept, record);
    }

    get absent() {
        return null;
    }

    set(record, value) {
        const where = this.where(record);
        if (value === undefined)
            throw new TypeError(`${where} is undefined; it must be ${this.wanted}${this.required ? '' : ', or null'}`);
        if (value === null)
            this.unset(record);
        else
            this.put(record, this.take(value, where, record));
    }

    unset(record) {
        if (this.required)
            throw new TypeError(`${this.where(record)} is null, but it is required; it must be ${this.wanted}`);
        if (this.isSet(record))
            this.storage.unset(record, this.name);
    }

    put(record, taken) {
        this.storage.set(record, taken);
    }

    native(kept) {
        return kept;
    }

    give(kept, record) {
        return this.native(kept, record);
    }

    wrong(where, value) {
        return new TypeError(`${where} is ${shown(value)}; it must be ${this.wanted}`);
    }

    // C knows what a member may hold.
    judge(text, record) {
        try {
            natives.field.check_json.call(this.field, text);
        } catch (error) {
            throw new RangeError(`${prefix(record)}${error.message}`);
        }
    }
}

class Text extends Member {
    take(value, where, record) {
        if (typeof value !== 'string')
            throw this.wrong(where, value);
        this.judge(JSON.stringify(value), record);
        return value;
    }
}

class Id extends Text {
    get wanted() {
        return 'an id, which is text of 1 to 128 characters';
    }

    // one is made where none was given
    get(record) {
        return natives.record.get_id.call(record);
    }
}

class NumberMember extends Member {
    get wanted() {
        return 'a number';
    }

    take(value, where, record) {
        if (typeof value !== 'number')
            throw this.wrong(where, value);
        if (!Number.isFinite(value))
            throw new RangeError(`${where} is ${value}; it must be a finite number`);
        this.judge(JsonText.stringify(value), record);
        return value;
    }
}

class Integer extends Member {
    get wanted() {
        return 'a whole number';
    }

    take(value, where, record) {
        if (typeof value !== 'number' && typeof value !== 'bigint')
            throw this.wrong(where, value);
        if (typeof value === 'number' && !Number.isInteger(value))
            throw new RangeError(`${where} is ${value}; it must be a whole number`);
        if (typeof value === 'number' && !Number.isSafeInteger(value))
            throw new RangeError(`${where} is ${value}, where numbers have gaps; it must be within 2^53, or a BigInt`);
        this.judge(`${value}`, record);
        return value;
    }

    native(kept, record) {
        const number = Number(kept);
        if (Number.isSafeInteger(number))
            return number;
        return typeof kept === 'bigint' ? kept : JsonText.parse(natives.record.to_json.call(record))[this.name];
    }
}

class BooleanMember extends Member {
    get wanted() {
        return 'true or false';
    }

    // a class of a program says which it is at first
    get absent() {
        return this.storage.fallback ?? null;
    }

    take(value, where, record) {
        if (typeof value !== 'boolean')
            throw this.wrong(where, value);
        return value;
    }
}

class Time extends Member {
    get wanted() {
        return 'a Date';
    }

    // A Date that says what is there already takes nothing away: neither the offset nor a part of a millisecond.
    set(record, value) {
        if (!(value instanceof Date && this.get(record)?.getTime() === value.getTime()))
            super.set(record, value);
    }

    take(value, where, record) {
        return values.toDateTime(value, where);
    }

    native(kept) {
        return values.fromDateTime(kept);
    }
}

class Day extends Member {
    get wanted() {
        return "a day, such as '2015-03-01'";
    }

    take(value, where, record) {
        return values.toDate(value, where);
    }

    native(kept) {
        return values.fromDate(kept);
    }
}

// One word of an enumeration of this library.
class Enum extends Member {
    constructor(field, storage) {
        super(field, storage);
        this.enumeration = enums.nameOf(natives.field.get_enum_type.call(field));
    }

    get wanted() {
        return `one of ${enums.names(this.enumeration).join(', ')}`;
    }

    set(record, value) {
        // the number of what is not stated
        super.set(record, value === 0 && enums.toNumber(this.enumeration, null) === 0 ? null : value);
    }

    take(value, where, record) {
        return enums.toNumber(this.enumeration, value, where);
    }

    native(kept) {
        return enums.fromNumber(this.enumeration, kept);
    }
}

// One value of an enumeration of another library: a number, as GJS has it.
class ForeignEnum extends Member {
    get wanted() {
        return `a value of ${natives.field.get_enum_type.call(this.field).name}`;
    }

    take(value, where, record) {
        if (typeof value !== 'number')
            throw this.wrong(where, value);
        const known = GObject.enum_to_string(natives.field.get_enum_type.call(this.field), value);
        if (!Number.isInteger(value) || /^-?\d+$/.test(known))
            throw new RangeError(`${where} is ${value}; it must be ${this.wanted}`);
        return value;
    }
}

// The id of a concept of one framework, or that concept.
class Concept extends Text {
    constructor(field, storage) {
        super(field, storage);
        this.words = natives.field.get_words.call(field);
        this.framework = natives.field.get_framework.call(field);
    }

    get wanted() {
        return `a concept of ${this.framework}`;
    }

    take(value, where, record) {
        const id = value instanceof imports.gi.Leren.Concept ? value.get_id() : value;
        if (typeof id !== 'string')
            throw this.wrong(where, value);
        if (this.words && !this.words.includes(id))
            throw words.notOneOf(where, value, this.words);
        return super.take(id, where, record);
    }
}

class Framework extends Text {
    get wanted() {
        return 'a Leren.Framework or its id';
    }

    take(value, where, record) {
        return super.take(value instanceof imports.gi.Leren.Framework ? value.get_id() : value, where, record);
    }
}

// A record, or its id.
class Reference extends Text {
    constructor(field, storage) {
        super(field, storage);
        this.target = natives.field.get_target.call(field);
    }

    get wanted() {
        const type = this.target && natives.declaration.lookup(this.target).get_object_type().name;
        return `a ${type ? type.replace(/^Leren/, 'Leren.') : 'record'} or its id`;
    }

    take(value, where, record) {
        if (!(value instanceof imports.gi.Leren.Record)) {
            const id = super.take(value, where, record);
            // C finds out when it looks for the record
            if (!AN_ID.test(id))
                throw new RangeError(`${where} is ${shown(id)}; it must be ${this.wanted}`);
            return id;
        }
        if (this.target !== null && natives.record.get_record_type.call(value) !== this.target)
            throw this.wrong(where, value);
        return natives.record.get_id.call(value);
    }
}

// A list, of which each item is judged as a member of another kind.
class List extends Member {
    constructor(field, storage, Item = Text) {
        super(field, storage);
        this.item = new Item(field, storage);
        // what C has to say is said of the list
        this.item.judge = () => {};
    }

    get wanted() {
        return `a list of which each is ${this.item.wanted}`;
    }

    native(kept) {
        return [...kept];
    }

    give(kept, record) {
        return containers.hold(record, this);
    }

    get(record) {
        const kept = this.storage.get(record);
        return kept === null || kept.length === 0 && !this.isSet(record) ? null : this.give(kept, record);
    }

    take(value, where, record) {
        // a text could be iterated over, but nobody means its letters
        if (value === null || typeof value !== 'object' || typeof value[Symbol.iterator] !== 'function')
            throw this.wrong(where, value);
        const items = Array.from(value, (each, i) => this.takeItem(each, `${where}, at ${i},`, record));
        this.judge(JSON.stringify(items), record);
        return items;
    }

    takeItem(value, where, record) {
        if (value === undefined || value === null)
            throw this.item.wrong(where, value);
        return this.item.take(value, where, record);
    }

    set(record, value) {
        if (containers.isHeld(value, record, this))
            return;
        super.set(record, value);
    }

    put(record, taken) {
        containers.letGo(record, this);
        super.put(record, taken);
    }

    unset(record) {
        super.unset(record);
        containers.letGo(record, this);
    }

    // --- for a list that a program holds ----------------------------------------------------------------

    textOf(record) {
        return JSON.stringify(this.storage.get(record));
    }

    treeOf(text) {
        return JSON.parse(text);
    }

    takePart(value, record) {
        return this.takeItem(value, this.where(record), record);
    }

    writeTree(record, tree) {
        this.judge(JSON.stringify(tree), record);
        this.storage.set(record, tree);
    }
}

// A word of an enumeration in a list of them: text to C.
class WordItem extends Enum {
    take(value, where, record) {
        const names = enums.names(this.enumeration);
        if (typeof value === 'number' && value !== 0)
            return enums.fromNumber(this.enumeration, super.take(value, where, record));
        if (!names.includes(value))
            throw words.notOneOf(where, value, names);
        return value;
    }
}

// An object, or a list of them; C knows which, and what has to be in it.
class Json extends List {
    constructor(field, storage) {
        super(field, storage);
        try {
            natives.field.check_json.call(field, '[]');
            this.isList = true;
        } catch {
            this.isList = false;
        }
    }

    get wanted() {
        return this.isList ? 'a list of objects' : 'an object';
    }

    take(value, where, record) {
        if (value === null || typeof value !== 'object' || Array.isArray(value) !== this.isList)
            throw this.wrong(where, value);
        const text = JsonText.stringify(containers.behindOf(value), where);
        this.judge(text, record);
        return text;
    }

    textOf(record) {
        return this.storage.get(record);
    }

    treeOf(text) {
        return JsonText.parse(text, true);
    }

    takePart(value, record) {
        return JsonText.parse(JsonText.stringify(containers.behindOf(value), this.where(record)), true);
    }

    writeTree(record, tree) {
        this.storage.set(record, this.take(tree, this.where(record), record));
    }
}

const KINDS = {
    'text': Text,
    'integer': Integer,
    'number': NumberMember,
    'boolean': BooleanMember,
    'time': Time,
    'date': Day,
    'enum': Enum,
    'concept': Concept,
    'framework': Framework,
    'reference': Reference,
    'texts': List,
    'words': [List, WordItem],
    'concepts': [List, Concept],
    'references': [List, Reference],
    'json': Json,
};

// The member that a field describes.
function memberOf(field, storage) {
    const kind = enums.fromNumber('FieldKind', natives.field.get_kind.call(field));
    if (natives.field.get_name.call(field) === 'id')
        return new Id(field, storage);
    if (kind === 'enum' && enums.nameOf(natives.field.get_enum_type.call(field)) === null)
        return new ForeignEnum(field, storage);
    const [Kind, Item] = [KINDS[kind]].flat();
    return new Kind(field, storage, Item);
}
