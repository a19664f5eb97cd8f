// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// What does not block: with a callback as in C, without one a promise. What is wrong with the arguments is told
// by the promise too, so that there is one place to look for it.
/* exported finisher, isFinish, starter */

const {Gio, GObject} = imports.gi;
const {arguments: {Parameters}, errors, results, words} = imports.overrides._leren;

// Of which call a result is, until it is taken: to take that of another one, or the same one twice, is critical in C.
const finishOf = new WeakMap();

function isFinish(name, calls) {
    return Object.values(calls).some(({finish}) => finish === name);
}

function finisher(original, name, where, call) {
    let result;
    return function (given, ...more) {
        result ??= results.resultOf(name, call);
        if (!(given instanceof Gio.AsyncResult) || more.length > 0)
            throw new TypeError(`${where}() takes the result that the callback was given, not ${words.shown(given)}`);
        const ofAnother = this instanceof GObject.Object && given.get_source_object() !== this;
        if (finishOf.get(given) !== where || ofAnother)
            throw new TypeError(`${where}() was given the result of another call, or one that was taken already`);
        finishOf.delete(given);
        return result(errors.enter(original, this, [given]));
    };
}

// Where the promise was made, after the place where it failed, as Gio._promisify() has it.
function addStack(error, stack) {
    if (error !== null && typeof error === 'object')
        error.stack = error.stack ? `${error.stack}### Promise created here: ###\n${stack}` : stack;
    return error;
}

// What stands for a call with a pair.
function starter(holder, original, name, where, call) {
    const {finish} = call;
    const finishWhere = `${where.slice(0, -name.length)}${finish}`;
    let parameters;

    function start(owner, args, callback) {
        const taken = parameters.take(owner, args);
        original.call(owner, ...taken, (source, result) => {
            finishOf.set(result, finishWhere);
            callback(source, result);
        });
    }

    function promise(owner, args) {
        const {stack} = new Error();
        return new Promise((resolve, reject) => {
            start(owner, args, (source, result) => {
                try {
                    resolve((owner instanceof GObject.Object ? owner : holder)[finish](result));
                } catch (error) {
                    reject(addStack(error, stack));
                }
            });
        });
    }

    return function (...args) {
        parameters ??= new Parameters(where, call);
        const last = args[args.length - 1];
        if (typeof last === 'function' && last.$gtype === undefined) {
            start(this, args.slice(0, -1), errors.guard(`the callback of ${where}()`, last));
            return undefined;
        }
        // a null where C has its callback
        return promise(this, args.length > parameters.length && last === null ? args.slice(0, -1) : args);
    };
}
