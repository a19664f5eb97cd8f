// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// How objects are made: with an object of their properties, or with what their new() takes. What only comes out of
// another object says so: C has no use for an empty one. Records are made in records.js.
/* exported install */

const {api, arguments: taking, attributes, words} = imports.overrides._leren;

const MOST_GIVERS = 3;

// The calls that give an object of a class, some of them where there are many.
function givers(described, name) {
    const groups = [
        [`Leren.${name}.`, described.classes[name].functions],
        ['Leren.', described.functions],
        ...Object.entries(described.classes).filter(([each]) => each !== name)
            .map(([each, {methods}]) => [`Leren.${each}.`, methods]),
    ];
    return groups.flatMap(([where, calls]) => Object.entries(calls)
        .filter(([call, {returns}]) => returns?.name === `Leren.${name}` && !call.endsWith('_finish'))
        .map(([call]) => `${where}${call}()`)).slice(0, MOST_GIVERS);
}

function refuse(Class, name, described) {
    Class.prototype._init = function () {
        const from = givers(described, name).join(' or ') || 'the library';
        throw new TypeError(`a Leren.${name} cannot be made by itself; ${from} gives one`);
    };
}

// Takes the arguments of new().
function takeArguments(Class) {
    const make = Class.new;
    Class.prototype._init = function (...args) {
        return make(...args);
    };
}

// Takes an object of properties. Those that C takes only while it makes the object come first, the others are set as
// they are later. One of a class of a program can have more of them.
function takeProperties(Class, name, {properties, methods}) {
    const original = Class.prototype._init;
    const known = new Map(Object.entries(properties).filter(([, {writable}]) => writable)
        .flatMap(([property, {type, construct_only: early}]) => {
            const take = early ? taking.taker({...type, nullable: true}) : null;
            return attributes.spellings(property).map(spelling => [spelling, {property, take}]);
        }));
    Class.prototype._init = function (given = {}) {
        if (given === null || typeof given !== 'object' || Array.isArray(given))
            throw new TypeError(`new Leren.${name}() takes an object with properties, not ${words.shown(given)}`);
        const [early, later] = [{}, []];
        for (const [spelling, value] of Object.entries(given)) {
            const about = known.get(spelling);
            if (about?.take) {
                early[about.property] = about.take(value, `new Leren.${name}(): “${spelling}”`);
            } else if (about || this.constructor !== Class) {
                later.push([spelling, value]);
            } else {
                throw new TypeError(`Leren.${name} has no property “${spelling}”` +
                    `${words.didYouMean(spelling, [...known.keys()])}`);
            }
        }
        const made = original.call(this, early);
        for (const [spelling, value] of later)
            this[spelling] = value;
        return made;
    };
}

function install(Leren, described) {
    for (const [name, each] of Object.entries(described.classes)) {
        const made = each.constructors.new;
        if (api.isRecord(name) || each.boxed)
            continue;
        if (made?.parameters.length > 0)
            takeArguments(Leren[name]);
        else if (made || Object.values(each.virtual_methods).length > 0)
            takeProperties(Leren[name], name, each);
        else
            refuse(Leren[name], name, described);
    }
}
