// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Queries as JavaScript asks: store.query(Leren.Action).where({state: 'owned'}).order_by('due').
//
// where(), search() and order_by() leave the query as it is, and give another that asks for more; each is run when it
// is read, so that it finds what is there then. filter(), order() and page() change the query itself, as in C.
/* exported install */

const {arguments: taking, options: {options}, values, words} = imports.overrides._leren;
const {shown} = words;

const SIGNS = {
    '=': 'equal',
    '==': 'equal',
    '===': 'equal',
    '!=': 'not-equal',
    '!==': 'not-equal',
    '<': 'less',
    '<=': 'less-equal',
    '>': 'greater',
    '>=': 'greater-equal',
    'in': 'contains',
};
const VALUELESS = ['absent', 'present'];
const LISTS = ['texts', 'words', 'concepts', 'references'];
const PAGE = Symbol('page');

const text = (value, where) => taking.taker({name: 'utf8'})(value, where);

function textOfNumber(value, where) {
    if (typeof value === 'bigint')
        return `${value}`;
    if (typeof value !== 'number' || !Number.isFinite(value))
        throw new TypeError(`${where} is compared with ${shown(value)}; give a number`);
    return JSON.stringify(value);
}

function textOfBoolean(value, where) {
    if (typeof value !== 'boolean')
        throw new TypeError(`${where} is compared with ${shown(value)}; give true or false`);
    return `${value}`;
}

// A text may be more exact than a Date, and C reads it as strictly as that of a file.
function textOfTime(value, where) {
    return typeof value === 'string' ? text(value, where) : values.toDateTime(value, where).format_iso8601();
}

function textOfDay(value, where) {
    return values.fromDate(values.toDate(value, where));
}

function textOfReference(Leren, value, where, target) {
    if (!(value instanceof Leren.Record))
        return text(value, where);
    if (target !== null && value.get_record_type() !== target)
        throw new TypeError(`${where} is compared with ${shown(value)}; it refers to a ${target}`);
    return value.id;
}

function textOf(Leren, field, value, where) {
    switch (field?.get_kind()) {
    case 'integer':
    case 'number':
        return textOfNumber(value, where);
    case 'boolean':
        return textOfBoolean(value, where);
    case 'time':
        return textOfTime(value, where);
    case 'date':
        return textOfDay(value, where);
    case 'reference':
    case 'references':
        return textOfReference(Leren, value, where, field.get_target());
    default:
        return text(value instanceof Leren.Concept || value instanceof Leren.Framework ? value.id : value, where);
    }
}

function fieldOf(Leren, type, member) {
    const declaration = Leren.Declaration.lookup(type);
    if (typeof member !== 'string')
        throw new TypeError(`${type}: ${shown(member)} is no member; give its name`);
    const name = member.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
    const field = declaration?.find_field(name) ?? null;
    if (declaration && !field) {
        const names = Array.from({length: declaration.get_n_fields()}, (_, i) => declaration.get_field(i).get_name());
        throw new TypeError(`${type} has no member “${member}”${words.didYouMean(member, names)}`);
    }
    return {field, name};
}

// What filter() takes for a condition as JavaScript states it.
function condition(Leren, type, member, sign, value) {
    const {field, name} = fieldOf(Leren, type, member);
    const where = `${type}.${member}`;
    if (value === undefined && !VALUELESS.includes(sign))
        throw new TypeError(`${where} is compared with undefined; give null to ask where it is absent`);
    if (value === null && (sign === undefined || sign === 'equal'))
        return [name, 'absent'];
    if (value === null && sign === 'not-equal')
        return [name, 'present'];
    if (VALUELESS.includes(sign))
        return [name, sign];
    if (Array.isArray(value)) {
        throw new TypeError(`${where} is compared with one value at a time, not with a list; ` +
            'where() can be called for each');
    }
    const comparison = sign ?? (LISTS.includes(field?.get_kind()) ? 'contains' : 'equal');
    return [name, comparison, textOf(Leren, field, value, where)];
}

function conditions(Leren, type, given) {
    const [first, comparison, value] = given;
    if (given.length === 1 && first !== null && typeof first === 'object')
        return Object.entries(first).map(([member, wanted]) => condition(Leren, type, member, undefined, wanted));
    const sign = SIGNS[comparison] ?? comparison;
    if (given.length < 2 || given.length > 3 || given.length === 2 && !VALUELESS.includes(sign)) {
        throw new TypeError("Leren.Query.where() takes an object, {state: 'owned'}, " +
            "or a member, a comparison and a value: 'due', '<', '2015-03-01'");
    }
    return [condition(Leren, type, first, sign, value)];
}

function pageOf(query) {
    return query[PAGE] ?? {offset: 0, limit: 0};
}

function again(query, change) {
    const other = query.copy();
    other[PAGE] = pageOf(query);
    change(other);
    return other;
}

// Those from one place up to another, of the page that the query itself is.
function part(query, start, stop) {
    const {offset, limit} = pageOf(query);
    const end = limit === 0 ? stop : Math.min(stop, limit);
    if (start >= end)
        return [];
    // 0 is all
    const most = end === Infinity ? 0 : end - start;
    return again(query, other => other.page(offset + start, most)).run().toArray();
}

function place(value, fallback, length) {
    if (value === undefined)
        return fallback;
    if (!Number.isInteger(value))
        throw new TypeError(`the place is ${shown(value)}; it must be a whole number`);
    return value < 0 ? Math.max(0, length() + value) : value;
}

const LIKE_ARRAYS = ['every', 'find', 'findIndex', 'flatMap', 'forEach', 'map', 'reduce', 'some'];

function install(Leren) {
    const {prototype} = Leren.Query;
    const {filter, page, search, order} = prototype;

    Object.assign(prototype, {
        // as in C, and as with an array where a function is given
        filter(...args) {
            if (typeof args[0] === 'function')
                return this.run().filter(...args);
            return filter.apply(this, args);
        },

        order(...args) {
            order.apply(this, args.length === 1 ? [...args, false] : args);
        },

        page(offset = 0, limit = 0, ...more) {
            page.call(this, offset, limit, ...more);
            this[PAGE] = {offset, limit};
        },

        where(...given) {
            const added = conditions(Leren, this.get_record_type(), given);
            return again(this, other => added.forEach(each => filter.apply(other, each)));
        },

        search(...args) {
            return again(this, other => search.apply(other, args));
        },

        order_by(member, given = {}) {
            const {descending = false} = options('Leren.Query.order_by', given, ['descending']);
            const {name} = fieldOf(Leren, this.get_record_type(), member);
            return again(this, other => order.call(other, name, descending));
        },

        at(index) {
            const from = place(index, 0, () => this.length);
            return index < 0 && -index > this.length ? undefined : part(this, from, from + 1)[0];
        },

        first() {
            return part(this, 0, 1)[0] ?? null;
        },

        slice(start, end) {
            const length = () => this.length;
            return part(this, place(start, 0, length), place(end, Infinity, length));
        },

        includes(record) {
            const id = record instanceof Leren.Record ? record.id : record;
            return typeof id === 'string' && this.where({id}).length > 0;
        },

        toArray() {
            return this.run().toArray();
        },

        *[Symbol.iterator]() {
            yield* this.run();
        },

        // Some at a time, in the background: also of more than memory holds, and while they are changed or deleted.
        async *[Symbol.asyncIterator]() {
            const pages = Leren.Pages.new(this, 0);
            let found;
            do {
                found = await pages.next_async();
                yield* found;
            } while (found.length > 0);
        },
    });
    Object.defineProperty(prototype, 'length', {
        get() {
            return this.count();
        },
        configurable: true,
    });
    for (const name of LIKE_ARRAYS) {
        prototype[name] = function (...args) {
            return this.run()[name](...args);
        };
    }
}
