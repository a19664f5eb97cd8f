// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What a signal tells, natively; and a handler that throws, which is logged and stops neither the program nor the
// other handlers.
/* exported install */

const Gi = imports._gi;
const {GObject} = imports.gi;
const {errors, results, words} = imports.overrides._leren;

// What was connected in the place of a handler, of which GJS is asked by the handler itself.
const standIns = new WeakMap();

function standInFor(handler, signal, givers) {
    if (!standIns.has(handler))
        standIns.set(handler, new Map());
    const known = standIns.get(handler);
    if (!known.has(signal)) {
        known.set(signal, errors.guard(`a handler of the signal “${signal}”`, function (emitter, ...told) {
            return handler.call(this, emitter, ...told.map((value, i) => givers?.[i] ? givers[i](value) : value));
        }));
    }
    return known.get(signal);
}

function installConnecting(prototype, name, where, signals) {
    const original = GObject.Object.prototype[name];
    prototype[name] = function (signal, handler, ...more) {
        if (typeof handler !== 'function') {
            throw new TypeError(`${where}.${name}(): the handler of “${signal}” is ${words.shown(handler)}; ` +
                'it must be a function');
        }
        return original.call(this, signal, standInFor(handler, signal, signals.get(signal)), ...more);
    };
}

// Finding, blocking and disconnecting by function, which sees the handler and not what stands in for it.
function installMatching(prototype, symbol, add) {
    const original = prototype[symbol];
    prototype[symbol] = function (match) {
        const functions = [...standIns.get(match?.func)?.values() ?? [], match?.func];
        return functions.map(func => original.call(this, {...match, ...func && {func}})).reduce(add);
    };
}

function install(Leren, api) {
    for (const [name, described] of Object.entries(api.classes)) {
        if (described.parent !== 'GObject.Object')
            continue;
        const {prototype} = Leren[name];
        const signals = new Map(Object.entries(described.signals).map(
            ([signal, {parameters}]) => [signal, parameters.map(({type}) => results.giver(type))]));
        for (const way of ['connect', 'connect_after'])
            installConnecting(prototype, way, `Leren.${name}`, signals);
        installMatching(prototype, Gi.signal_find_symbol, (one, other) => one || other);
        for (const symbol of [Gi.signals_block_symbol, Gi.signals_unblock_symbol, Gi.signals_disconnect_symbol])
            installMatching(prototype, symbol, (one, other) => one + other);
    }
}
