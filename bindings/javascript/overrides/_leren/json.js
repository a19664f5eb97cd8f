// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// JSON text to native values and back, without the loss of a digit. JavaScript's own JSON turns
// 9007199254740993 into 9007199254740992, and leaves out what it cannot write.
/* exported GivenNumber, parse, stringify */

const {shown} = imports.overrides._leren.words;

// as deep as the library reads
const MAX_DEPTH = 256;
const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;

// A whole number above 2^53, or 1e+20.0, which json-glib writes for 1e+20: neither is for JSON.parse(). Strings may
// hold them too, at no more than the time it takes to find that out.
const NOT_FOR_JAVASCRIPT = /(?<![.\d])\d{16}|e[-+]\d+\.0/;

// A whole number that a double does not hold is a BigInt.
function numberFromText(given) {
    const text = given.replace(/(e[-+]\d+)\.0$/, '$1');
    const number = Number(text);
    return Number.isSafeInteger(number) || /[.eE]/.test(text) ? number : BigInt(text);
}

// The other way round, a Number above 2^53 is written as what it is: not a whole number known to the
// last digit, but a rounded one.
function numberToText(number) {
    if (Object.is(number, -0))
        return '-0.0';
    return Number.isInteger(number) && !Number.isSafeInteger(number) ? number.toExponential() : `${number}`;
}

// A number of which the text says more than the value: 1.0, or 1e2.
var GivenNumber = class GivenNumber {
    constructor(text) {
        this.text = text;
    }

    get value() {
        return numberFromText(this.text);
    }
};

// Reads text that is known to be JSON.
class Reader {
    #text;
    #at = 0;
    #number;

    constructor(text, number) {
        this.#text = text;
        this.#number = number;
    }

    #peek() {
        while (' \t\r\n'.includes(this.#text[this.#at]))
            this.#at++;
        return this.#text[this.#at];
    }

    // A `,` or `:` is stepped over, and whether the end has come is told.
    #ends(end) {
        if (',:'.includes(this.#peek()))
            this.#at++;
        if (this.#peek() !== end)
            return false;
        this.#at++;
        return true;
    }

    #string() {
        const start = this.#at;
        let end = start, slashes;
        do {
            end = this.#text.indexOf('"', end + 1);
            for (slashes = 0; this.#text[end - 1 - slashes] === '\\';)
                slashes++;
        } while (slashes % 2 === 1);
        this.#at = end + 1;
        return JSON.parse(this.#text.slice(start, this.#at));
    }

    #object() {
        const object = {};
        this.#at++;
        while (!this.#ends('}')) {
            const name = this.#string();
            this.#ends(':');
            // not by assignment, which takes `__proto__` for something else
            Object.defineProperty(object, name,
                {value: this.value(), writable: true, enumerable: true, configurable: true});
        }
        return object;
    }

    #array() {
        const array = [];
        this.#at++;
        while (!this.#ends(']'))
            array.push(this.value());
        return array;
    }

    value() {
        const first = this.#peek();
        if (first === '{')
            return this.#object();
        if (first === '[')
            return this.#array();
        if (first === '"')
            return this.#string();
        const word = /[-+.\w]+/y;
        word.lastIndex = this.#at;
        const [text] = word.exec(this.#text);
        this.#at += text.length;
        return /[tfn]/.test(first) ? JSON.parse(text) : this.#number(text);
    }
}

// From text that the library wrote or has judged. With `asGiven`, numbers that would be written in another way come as
// GivenNumber, so that they can be written as they were.
function parse(text, asGiven = false) {
    if (!NOT_FOR_JAVASCRIPT.test(text)) {
        const value = JSON.parse(text);
        if (!asGiven || JSON.stringify(value) === text)
            return value;
    }
    return new Reader(text, asGiven
        ? number => numberToText(Number(number)) === number ? Number(number) : new GivenNumber(number)
        : numberFromText).value();
}

function refuse(Wrong, where, path, value, wanted) {
    throw new Wrong(`${where}${path ? `, at “${path}”,` : ''} is ${shown(value)}; ${wanted}`);
}

function isPlain(value) {
    const prototype = Object.getPrototypeOf(value);
    return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function writeObject(value, where, path, depth) {
    if (!isPlain(value)) {
        refuse(TypeError, where, path, value, value instanceof Date
            ? 'JSON has no times; give its toISOString()'
            : 'JSON is made of plain objects, lists, texts, numbers, booleans and null');
    }
    const members = Object.entries(value).map(([name, each]) =>
        `${JSON.stringify(name)}:${write(each, where, path ? `${path}.${name}` : name, depth)}`);
    return `{${members.join(',')}}`;
}

function write(value, where, path, depth) {
    if (depth > MAX_DEPTH)
        throw new RangeError(`${where} is nested more than ${MAX_DEPTH} levels deep, or holds itself`);
    switch (typeof value) {
    case 'string':
        return JSON.stringify(value);
    case 'boolean':
        return `${value}`;
    case 'number':
        return Number.isFinite(value) ? numberToText(value)
            : refuse(RangeError, where, path, value, 'JSON has finite numbers only');
    case 'bigint':
        return value >= MIN_INT64 && value <= MAX_INT64 ? `${value}`
            : refuse(RangeError, where, path, value, 'a whole number has at most 64 bits');
    case 'object':
        if (value === null)
            return 'null';
        if (value instanceof GivenNumber)
            return value.text;
        // not map(), which would skip the holes
        return Array.isArray(value)
            ? `[${Array.from(value, (each, i) => write(each, where, `${path}[${i}]`, depth + 1)).join(',')}]`
            : writeObject(value, where, path, depth + 1);
    case 'undefined':
        return refuse(TypeError, where, path, value, 'use null, or leave it out');
    default:
        return refuse(TypeError, where, path, value,
            'JSON is made of plain objects, lists, texts, numbers, booleans and null');
    }
}

// To text; `where` begins the message about what cannot be written. A list's and an object's depth counts.
function stringify(value, where = 'the value') {
    return write(value, where, '', 0);
}
