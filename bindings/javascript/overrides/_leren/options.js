// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What a call takes by name, of which none may be unknown.
/* exported options */

const {didYouMean, shown} = imports.overrides._leren.words;

function options(where, given, known) {
    if (given === null || typeof given !== 'object' || Array.isArray(given))
        throw new TypeError(`${where}() takes an object, not ${shown(given)}`);
    for (const name of Object.keys(given)) {
        if (!known.includes(name))
            throw new TypeError(`${where}() takes no “${name}”${didYouMean(name, known)}`);
    }
    return given;
}
