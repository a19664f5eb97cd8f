// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What does not block: with a callback as in C, without one a promise. What is wrong with the arguments is told
// by the promise too, so that there is one place to look for it.
/* exported finisher, install, isFinish */

const {Gio} = imports.gi;
const {errors, words} = imports.overrides._leren;

// Which call a result is of, until it is taken: C would call another one, or the same one twice, critical.
const resultsOf = new WeakMap();

function isFinish(name, calls) {
    return name.endsWith('_finish') && Object.values(calls).some(({finish}) => finish === name);
}

function finisher(original, where, result) {
    return function (given, ...more) {
        const of = resultsOf.get(given);
        if (!(given instanceof Gio.AsyncResult) || more.length > 0)
            throw new TypeError(`${where}() takes the result that the callback was given, not ${words.shown(given)}`);
        if (of?.where !== where || of.owner !== this)
            throw new TypeError(`${where}() was given the result of another call, or one that was taken already`);
        resultsOf.delete(given);
        try {
            return result(original.call(this, given));
        } catch (error) {
            throw errors.cause(error);
        }
    };
}

// Where the promise was made, after the place where it failed, as Gio._promisify() has it.
function addStack(error, stack) {
    if (error !== null && typeof error === 'object')
        error.stack = error.stack ? `${error.stack}### Promise created here: ###\n${stack}` : stack;
    return error;
}

function install(holder, name, call, finishCall, original, parameters, where) {
    const finishName = call.finish;
    const finishWhere = `${where.slice(0, -name.length)}${finishName}`;

    function start(owner, args, callback) {
        const taken = parameters.take(owner, args);
        original.call(owner, ...taken, (source, result) => {
            resultsOf.set(result, {where: finishWhere, owner});
            callback(source, result);
        });
    }

    function promise(owner, args) {
        const {stack} = new Error();
        return new Promise((resolve, reject) => {
            start(owner, args, (source, result) => {
                try {
                    resolve(owner[finishName](result));
                } catch (error) {
                    reject(addStack(error, stack));
                }
            });
        });
    }

    imports.overrides._leren.calls.replace(holder, name, function (...args) {
        const last = args[args.length - 1];
        if (typeof last !== 'function')
            return promise(this, args.length > parameters.length && last === null ? args.slice(0, -1) : args);
        start(this, args.slice(0, -1), errors.guard(`the callback of ${where}()`, last));
        return undefined;
    }, parameters.length + 1);
}
