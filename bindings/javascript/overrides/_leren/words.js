// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// How a message says what was given, and what may have been meant.
/* exported className, didYouMean, notOneOf, shown */

const {GObject} = imports.gi;

const SHOWN_CHARACTERS = 80;

function quoted(text) {
    const characters = [...text.slice(0, 2 * SHOWN_CHARACTERS + 2)];
    return characters.length > SHOWN_CHARACTERS
        ? `“${characters.slice(0, SHOWN_CHARACTERS).join('')}…”` : `“${text}”`;
}

// A class of GObject as a program names it.
function className(Class) {
    return Class.$gtype.name.replace(/^Leren(?=[A-Z])/, 'Leren.');
}

function kindOfObject(value) {
    if (Array.isArray(value))
        return 'a list';
    if (value instanceof GObject.Object)
        return `a ${className(value.constructor)}`;
    const name = value.constructor?.name;
    return name && name !== 'Object' ? `a ${name}` : 'an object';
}

// What somebody gave, in as few words as say it: text and numbers themselves, of other things the kind.
function shown(value) {
    switch (typeof value) {
    case 'string':
        return quoted(value);
    case 'function':
        return value.$gtype ? `the class ${value.name}` : 'a function';
    case 'object':
        return value === null ? 'null' : kindOfObject(value);
    case 'symbol':
        return 'a symbol';
    default:
        return `${value}`;
    }
}

// How many letters must be put in, left out, replaced or exchanged with their neighbour to get from
// one word to the other.
function distance(from, to) {
    let [beforeLast, last] = [[], Array.from({length: to.length + 1}, (_, j) => j)];
    for (let i = 1; i <= from.length; i++) {
        const row = [i];
        for (let j = 1; j <= to.length; j++) {
            const same = from[i - 1] === to[j - 1];
            row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
            if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
                row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
        [beforeLast, last] = [last, row];
    }
    return last[to.length];
}

// The end of a message: the known word that is nearest to the one given, or nothing where none is near.
function didYouMean(given, known) {
    const plain = word => word.toLowerCase().replace(/[-_ ]/g, '');
    const wanted = plain(given);
    let [best, nearest] = [null, Math.max(1, Math.floor(wanted.length / 3)) + 1];
    for (const word of known) {
        const far = Math.abs(word.length - given.length) > nearest ? nearest : distance(wanted, plain(word));
        if (far < nearest)
            [best, nearest] = [word, far];
    }
    return best === null ? '' : `; did you mean “${best}”?`;
}

// The exception for a value that is none of a closed list; `more` is what it can be besides.
function notOneOf(where, given, words, more = '') {
    const Wrong = typeof given === 'string' || typeof given === 'number' ? RangeError : TypeError;
    return new Wrong(`${where} is ${shown(given)}; it is one of ${words.join(', ')}${more}` +
        `${typeof given === 'string' ? didYouMean(given, words) : ''}`);
}
