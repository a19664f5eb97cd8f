// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What a program gives to a call, on its way to C. Nothing wrong gets through: C would take another number for
// it, cut a text off, or say that it is critical.
/* exported Parameters, taker */

const {Gio, GObject} = imports.gi;
const {api, enums, values, words} = imports.overrides._leren;
const {shown} = words;

const WHOLE_NUMBERS = {
    gint: [-(2 ** 31), 2 ** 31 - 1],
    gint32: [-(2 ** 31), 2 ** 31 - 1],
    guint: [0, 2 ** 32 - 1],
    guint32: [0, 2 ** 32 - 1],
    gint64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    guint64: [0, Number.MAX_SAFE_INTEGER],
    gsize: [0, Number.MAX_SAFE_INTEGER],
    gssize: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
};

function refuse(Wrong, where, value, wanted) {
    throw new Wrong(`${where} is ${shown(value)}; it must be ${wanted}`);
}

function takeText(value, where) {
    if (typeof value !== 'string')
        refuse(TypeError, where, value, 'text');
    if (value.includes('\0'))
        throw new RangeError(`${where} has the character U+0000 in it, where C would cut it off`);
    if (/\p{Surrogate}/u.test(value))
        throw new RangeError(`${where} has half of a surrogate pair in it, which is no character`);
    return value;
}

function takeBoolean(value, where) {
    return typeof value === 'boolean' ? value : refuse(TypeError, where, value, 'true or false');
}

// NaN says that there is none; C knows no other number that is not finite.
function takeNumber(value, where) {
    if (typeof value !== 'number')
        refuse(TypeError, where, value, 'a number');
    return Number.isFinite(value) || Number.isNaN(value) ? value : refuse(RangeError, where, value, 'finite');
}

function wholeNumberTaker([minimum, maximum]) {
    return (value, where) => {
        if (typeof value !== 'number')
            refuse(TypeError, where, value, 'a whole number');
        if (!Number.isInteger(value) || value < minimum || value > maximum)
            refuse(RangeError, where, value, `a whole number from ${minimum} to ${maximum}`);
        return value;
    };
}

// How much of a text is meant, in bytes: C would read on behind its end.
function takeLength(value, where) {
    return value === -1 ? value : refuse(RangeError, where, value, '-1, for the whole of the text');
}

function takeType(value, where) {
    return value?.$gtype ?? (value instanceof GObject.Type ? value : refuse(TypeError, where, value, 'a class'));
}

function takeFile(value, where) {
    if (typeof value === 'string')
        return Gio.File.new_for_path(takeText(value, where));
    return value instanceof Gio.File ? value : refuse(TypeError, where, value, 'a path or a Gio.File');
}

function isPlain(value) {
    return value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
}

// Settings, such as a scope, may be given as an object with their properties.
function takesPlain({name}) {
    const described = api.read().classes[name.replace('Leren.', '')];
    return described?.constructors.new?.parameters.length === 0 && Object.keys(described.properties).length > 0 &&
        described.parent === 'GObject.Object';
}

function objectTaker(typeName) {
    const [space, name] = typeName.split('.');
    const plain = takesPlain({name: typeName});
    const wanted = plain ? `a ${typeName} or an object with its properties` : `a ${typeName}`;
    return (value, where) => {
        const Class = imports.gi[space][name];
        if (value instanceof Class)
            return value;
        if (plain && isPlain(value))
            return new Class(value);
        return refuse(TypeError, where, value, wanted);
    };
}

// An id, or the object that has it.
function idTaker(classes) {
    const named = classes.map(name => `a Leren.${name}`).join(', ');
    return (value, where) => {
        if (classes.some(name => value instanceof imports.gi.Leren[name]))
            return value.id;
        return typeof value === 'string' ? takeText(value, where) : refuse(TypeError, where, value, `${named} or its id`);
    };
}

// The name of a record type, or its class.
function takeRecordType(value, where) {
    if (typeof value === 'string')
        return takeText(value, where);
    const {Declaration, Record} = imports.gi.Leren;
    if (typeof value !== 'function' || !(value.prototype instanceof Record))
        refuse(TypeError, where, value, 'the name of a record type, or its class');
    return Declaration.lookup_type(value).get_name();
}

// Flags are numbers that are added up.
function flagsTaker(name) {
    const all = Object.values(api.read().enums[name].members).reduce((sum, {value}) => sum | value, 0);
    return (value, where) => {
        if (typeof value !== 'number')
            refuse(TypeError, where, value, `one or more of Leren.${name}`);
        if (!Number.isInteger(value) || value < 0 || value & ~all)
            refuse(RangeError, where, value, `one or more of Leren.${name}`);
        return value;
    };
}

const TAKERS = {
    'utf8': takeText,
    'filename': takeText,
    'gboolean': takeBoolean,
    'gdouble': takeNumber,
    'GType': takeType,
    'GLib.DateTime': values.toDateTime,
    'GLib.Date': values.toDate,
    'Json.Node': values.toNode,
    'Gio.File': takeFile,
    ...Object.fromEntries(Object.entries(WHOLE_NUMBERS).map(([name, range]) => [name, wholeNumberTaker(range)])),
};

function isLength(name, type) {
    return name === 'length' && type.name === 'gssize';
}

function oneTaker(type, {name, ids} = {}) {
    if (ids?.length)
        return idTaker(ids);
    if (name === 'record_type')
        return takeRecordType;
    if (isLength(name, type))
        return takeLength;
    if (TAKERS[type.name])
        return TAKERS[type.name];
    const [, own] = /^Leren\.(.*)$/.exec(type.name) ?? [];
    if (enums.isEnumeration(own))
        return (value, where) => enums.toNumber(own, value, where);
    if (own in api.read().enums)
        return flagsTaker(own);
    return objectTaker(type.name);
}

// A function that makes what C takes out of what a program gave, or throws; `where` begins its message.
function taker(type, parameter) {
    const one = oneTaker(type, parameter);
    if (!type.array)
        return (value, where) => value === null && type.nullable ? null : one(value, where);
    return (value, where) => {
        if (value === null && type.nullable)
            return null;
        // a text could be iterated over, but nobody means its letters
        if (typeof value === 'string' || typeof value?.[Symbol.iterator] !== 'function')
            refuse(TypeError, where, value, 'a list');
        return Array.from(value, (each, i) => one(each, `${where}[${i}]`));
    };
}

// What stands in for an argument that is left out, or undefined where it must be given.
function fallback({name, type}) {
    const own = type.name.replace('Leren.', '');
    if (type.nullable)
        return null;
    if (isLength(name, type))
        return -1;
    return api.read().enums[own]?.members.NONE?.value;
}

// The parameters of one call.
var Parameters = class Parameters {
    #where;
    #parameters;

    constructor(where, call, {mayLeaveOut = true} = {}) {
        this.#where = where;
        this.#parameters = call.parameters.filter(({direction, scope}) => direction === 'in' && scope !== 'async')
            .map(parameter => ({
                ...parameter,
                where: `${where}(): “${parameter.name}”`,
                take: parameter.scope ? null : taker(parameter.type, parameter),
                takesPlain: takesPlain(parameter.type),
                fallback: mayLeaveOut ? fallback(parameter) : undefined,
            }));
    }

    get length() {
        return this.#parameters.length;
    }

    // Arguments by name, in one object, for calls that take many of them.
    #byName(given) {
        const [object] = given;
        if (given.length !== 1 || !isPlain(object) || this.length < 2 || this.#parameters[0].takesPlain)
            return given;
        const names = this.#parameters.map(({name}) => name);
        for (const name of Object.keys(object)) {
            if (!names.includes(name)) {
                throw new TypeError(`${this.#where}() takes no “${name}”${words.didYouMean(name, names)}`);
            }
        }
        return names.map(name => object[name]);
    }

    // What C is going to call, where it is given anything to call.
    #takeFunction(value, {where, type}, wrap) {
        if (value === null && type.nullable)
            return null;
        return typeof value === 'function' ? wrap(value) : refuse(TypeError, where, value, 'a function');
    }

    // Which place in a list is meant: it must be there.
    #checkPlace(owner, {below, where}, place, before) {
        const there = owner[below](...before.slice(0, owner[below].length));
        if (place >= there)
            throw new RangeError(`${where} is ${place}; there are ${there}, counted from 0`);
    }

    // An id that only means something to another object: that must have it.
    #checkKnown(owner, {of: [whole, find], where}, id) {
        if (owner[whole]()[find](id) === null)
            throw new RangeError(`${where} is ${shown(id)}, which ${owner[whole]().id} does not have`);
    }

    // All arguments as C takes them. `wrap` is put around a function that C is going to call.
    take(owner, args, wrap) {
        const given = this.#byName(args);
        if (given.length > this.#parameters.length) {
            throw new TypeError(`${this.#where}() takes ${this.length} argument${this.length === 1 ? '' : 's'}, ` +
                `and ${given.length} were given`);
        }
        return this.#parameters.reduce((taken, parameter, i) => {
            const {where, take, fallback: instead} = parameter;
            const value = given[i];
            if (value === undefined && instead === undefined)
                throw new TypeError(`${where} is missing`);
            if (value === undefined)
                taken.push(instead);
            else
                taken.push(take ? take(value, where) : this.#takeFunction(value, parameter, wrap));
            if (parameter.below)
                this.#checkPlace(owner, parameter, taken[i], taken.slice(0, i));
            if (parameter.of)
                this.#checkKnown(owner, parameter, taken[i]);
            return taken;
        }, []);
    }
};
