// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What C calls in classes of a program: rules that run, records that validate themselves. An exception comes out
// of what called it as it is, and not as a text that GJS makes of it.
/* exported beforeClass, install */

const {GObject} = imports.gi;
const {errors, results} = imports.overrides._leren;

// Something to be done with each class that derives from one of the library, before GJS makes a type of it.
function beforeClass(Class, prepare) {
    const next = Class._classInit;
    Class._classInit = function (own) {
        prepare(own);
        return next.call(this, own);
    };
}

function guarded(run, givers) {
    return function (...args) {
        try {
            const value = run.apply(this, args.map((arg, i) => givers[i] ? givers[i](arg) : arg));
            if (typeof value?.then === 'function') {
                value.then(undefined, () => {});
                throw new TypeError(`${this.constructor.name}.${run.name}() gave a promise; C does not wait for it`);
            }
            // that nothing is wrong need not be said
            return value !== false;
        } catch (exception) {
            throw errors.carry(exception);
        }
    };
}

function install(Leren, api) {
    for (const [name, {virtual_methods: methods}] of Object.entries(api.classes)) {
        const calls = Object.entries(methods).filter(([, {throws}]) => throws);
        if (calls.length === 0)
            continue;
        beforeClass(Leren[name], own => {
            for (const [method, {parameters}] of calls) {
                const property = Object.getOwnPropertyDescriptor(own.prototype, `vfunc_${method}`);
                if (typeof property?.value !== 'function')
                    continue;
                const givers = parameters.map(({type}) => results.giver(type));
                Object.defineProperty(own.prototype, `vfunc_${method}`, {
                    ...property,
                    value: guarded(property.value, givers),
                });
            }
        });
    }
}
