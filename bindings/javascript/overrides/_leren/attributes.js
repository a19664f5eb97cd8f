// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What a getter gives can be read as an attribute: get_n_rows() as n_rows and as nRows, as GJS has it with
// properties. What takes a language reads in that of the user.
/* exported install, spellings */

const {api, natives, results, arguments: taking} = imports.overrides._leren;

// A name as GJS spells it.
function spellings(name) {
    const snake = name.replaceAll('-', '_');
    const camel = snake.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
    return [...new Set([snake, camel, name])];
}

function isReadable({parameters}) {
    return parameters.every(({name, type, direction}) =>
        direction === 'out' || name === 'language' && type.nullable);
}

function installGetters(Class, methods) {
    for (const [name, call] of Object.entries(methods)) {
        const [, attribute] = /^get_(.*)$/.exec(name) ?? [];
        if (attribute === undefined || !isReadable(call) || attribute in Class.prototype)
            continue;
        for (const spelling of spellings(attribute)) {
            Object.defineProperty(Class.prototype, spelling, {
                get() {
                    return this[name]();
                },
                configurable: true,
                enumerable: true,
            });
        }
    }
}

// What sets a property: the method for it where there is one, for that says what is out of range; GObject only warns.
function setterOf(set, method, take, where) {
    return function (value) {
        const taken = take(value, where);
        if (method)
            this[method](taken);
        else
            set.call(this, taken);
    };
}

// The properties of what is no record: what C has in them, in both directions.
function installProperties(Leren, name, {properties, methods}) {
    const {prototype} = Leren[name];
    for (const [property, {type, writable, construct_only: fixed}] of Object.entries(properties)) {
        const give = results.giver(type);
        const method = `set_${property.replaceAll('-', '_')}`;
        const parameter = methods[method]?.parameters[0];
        const take = taking.taker(parameter?.type ?? type, parameter);
        const {get, set} = natives.accessorsOf(Leren[name], property);
        for (const spelling of spellings(property)) {
            const where = `Leren.${name}: “${spelling}”`;
            Object.defineProperty(prototype, spelling, {
                get: give ? function () {
                    return give(get.call(this));
                } : get,
                set: writable && !fixed ? setterOf(set, methods[method] && method, take, where) : function () {
                    throw new TypeError(`${where} cannot be changed`);
                },
                configurable: true,
                enumerable: true,
            });
        }
    }
}

function install(Leren) {
    for (const [name, described] of Object.entries(api.read().classes)) {
        if (!api.isRecord(name))
            installProperties(Leren, name, described);
        installGetters(Leren[name], described.methods);
    }
}
