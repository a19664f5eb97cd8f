// Copyright The libleren authors
// SPDX-License-Identifier: LGPL-2.1-or-later
// Every call of the library as JavaScript would have it: what is given is looked at and made into what C takes, what
// comes back is made native. Which calls there are, and what they take, is what the GIR says.
/* exported install, replace */

const {arguments: taking, errors, promises, results} = imports.overrides._leren;

// Puts a function in the place of another, to be found as that was.
function replace(holder, name, value, length) {
    Object.defineProperty(value, 'name', {value: name, configurable: true});
    Object.defineProperty(value, 'length', {value: length, configurable: true});
    // GJS lets nobody define anew what it defined, but does let it be assigned
    holder[name] = value;
}

function synchronous(original, name, where, call) {
    // made when it is first called: a program calls few of them, and starts sooner
    let parameters, result;
    return function (...args) {
        parameters ??= new taking.Parameters(where, call, {mayLeaveOut: !name.startsWith('set_')});
        result ??= results.resultOf(name, call);
        let thrown = null;
        const taken = parameters.take(this, args, callback => (...given) => {
            try {
                return callback(...given);
            } catch (exception) {
                thrown ??= {exception};
                return 0;
            }
        });
        const value = errors.enter(original, this, taken);
        if (thrown !== null)
            throw thrown.exception;
        return result(value);
    };
}

// All calls that a class or its prototype holds, or the namespace itself.
function installCalls(holder, calls, where) {
    for (const [name, call] of Object.entries(calls)) {
        const original = holder[name];
        const path = `${where}.${name}`;
        const length = call.parameters.filter(({direction}) => direction === 'in').length;
        if (call.finish)
            replace(holder, name, promises.starter(holder, original, name, path, call), length);
        else if (promises.isFinish(name, calls))
            replace(holder, name, promises.finisher(original, name, path, call), length);
        else
            replace(holder, name, synchronous(original, name, path, call), length);
    }
}

function install(Leren, api) {
    for (const [name, described] of Object.entries(api.classes)) {
        const where = `Leren.${name}`;
        installCalls(Leren[name], {...described.constructors, ...described.functions}, where);
        installCalls(Leren[name].prototype, described.methods, where);
    }
    installCalls(Leren, api.functions, 'Leren');
}
