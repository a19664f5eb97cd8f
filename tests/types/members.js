// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What the namespace has with the overrides: {NAME: null, or {static: [...], own: [...]} of a class}, as JSON.

import GObject from 'gi://GObject';
import Leren from 'gi://Leren?version=1.0';

// Those of all classes, or of GJS itself; the structures of C do not count.
const OF_ALL = new Set(['length', 'name', 'prototype', 'constructor', 'toString', 'valueOf', 'caller', 'arguments']);

function names(object) {
    return Reflect.ownKeys(object).filter(key => typeof key === 'string' && !OF_ALL.has(key) &&
        !key.startsWith('_') && !key.startsWith('$'));
}

const found = {};
for (const name of Object.getOwnPropertyNames(Leren)) {
    const thing = Leren[name];
    found[name] = typeof thing === 'function' && thing.$gtype
        ? {static: names(thing), own: names(thing.prototype)} : null;
}
print(JSON.stringify(found));
