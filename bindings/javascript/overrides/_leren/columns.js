// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// A column of a table: its values as a typed array, made of one block of memory and not of its rows, and one by one as
// JavaScript has them.
/* exported Column */

const {words: {shown}} = imports.overrides._leren;

const DAY = 24 * 60 * 60 * 1000;

// GJS gives the memory of C itself, which nobody may write in.
function copied(bytes) {
    return bytes.toArray().slice().buffer;
}

var Column = class Column {
    #table;
    #index;
    #kept = new Map();

    constructor(table, index) {
        this.#table = table;
        this.#index = index;
    }

    #once(name, make) {
        if (!this.#kept.has(name))
            this.#kept.set(name, make());
        return this.#kept.get(name);
    }

    get name() {
        return this.#table.get_column_name(this.#index);
    }

    get kind() {
        return this.#once('kind', () => this.#table.get_column_kind(this.#index));
    }

    get length() {
        return this.#table.get_n_rows();
    }

    // The words that the values of a category are places in, in their order; null of others.
    get words() {
        return this.#once('words', () => this.kind === 'category' ? this.#table.get_column_words(this.#index) : null);
    }

    // Which rows have a value: a bit for each, beginning with the least significant bit of the first byte; null
    // where all have.
    get validity() {
        return this.#once('validity', () => {
            const bytes = this.#table.get_column_validity(this.#index);
            return bytes && new Uint8Array(copied(bytes));
        });
    }

    // All values. Numbers, integers and times (in microseconds since 1970) are a Float64Array, with NaN where there is
    // none; of the others, `validity` says so. Booleans are 0 or 1 and categories places in `words`, in a
    // Uint8Array (or a Uint32Array, where there are many words); dates are days since 1970 in an Int32Array.
    // Texts and lists are an array of what they are.
    get values() {
        return this.#once('values', () => {
            switch (this.kind) {
            case 'integer':
            case 'number':
            case 'time':
                return new Float64Array(copied(this.#table.dup_column_numbers(this.#index)));
            case 'date':
                return new Int32Array(this.#block());
            case 'boolean':
                return new Uint8Array(this.#block());
            case 'category':
                return this.words.length > 256 ? new Uint32Array(this.#block()) : new Uint8Array(this.#block());
            default:
                return this.toArray();
            }
        });
    }

    // Integers, and times in microseconds, to the last digit: a BigInt64Array, with 0 where there is none. Null of others.
    get bigints() {
        return this.#once('bigints', () => ['integer', 'time'].includes(this.kind)
            ? new BigInt64Array(this.#block()) : null);
    }

    #block() {
        return copied(this.#table.get_column_values(this.#index));
    }

    // The texts are decoded one by one, when they are asked for; where all of them are of one byte a character, as a
    // whole.
    get #texts() {
        return this.#once('texts', () => {
            const bytes = new Uint8Array(this.#block());
            const whole = new TextDecoder().decode(bytes);
            return {
                bytes,
                whole: whole.length === bytes.length ? whole : null,
                offsets: new BigInt64Array(copied(this.#table.get_column_offsets(this.#index))),
                decoder: new TextDecoder(),
            };
        });
    }

    #text(row) {
        const {bytes, whole, offsets, decoder} = this.#texts;
        const [from, to] = [Number(offsets[row]), Number(offsets[row + 1])];
        return whole === null ? decoder.decode(bytes.subarray(from, to)) : whole.slice(from, to);
    }

    is_present(row) {
        const place = this.#place(row);
        return place !== undefined && (this.validity === null || (this.validity[place >> 3] >> (place & 7) & 1) === 1);
    }

    #place(row) {
        if (!Number.isInteger(row))
            throw new TypeError(`the row is ${shown(row)}; it must be a whole number`);
        const place = row < 0 ? this.length + row : row;
        return place >= 0 && place < this.length ? place : undefined;
    }

    // One value as JavaScript has it: null where there is none, undefined where there is no such row.
    at(row) {
        const place = this.#place(row);
        if (place === undefined)
            return undefined;
        return this.is_present(place) ? this.#native(place) : null;
    }

    #native(row) {
        switch (this.kind) {
        case 'boolean':
            return this.values[row] === 1;
        case 'category':
            return this.words[this.values[row]];
        case 'integer': {
            const exact = this.bigints[row];
            const number = Number(exact);
            return Number.isSafeInteger(number) ? number : exact;
        }
        case 'number':
            return this.values[row];
        case 'time':
            return new Date(Math.floor(this.values[row] / 1000));
        case 'date':
            return new Date(this.values[row] * DAY).toISOString().slice(0, 10);
        case 'list':
            return JSON.parse(this.#text(row));
        default:
            return this.#text(row);
        }
    }

    *[Symbol.iterator]() {
        for (let row = 0; row < this.length; row++)
            yield this.at(row);
    }

    toArray() {
        return [...this];
    }

    // JSON has no integers beyond what it would round: they are written as text.
    toJSON() {
        return this.toArray().map(value => typeof value === 'bigint' ? `${value}` : value);
    }

    toString() {
        return `<Leren.Table column '${this.name}': ${this.kind}, ${this.length} rows>`;
    }
};
